/*
 * given_scores: what is known of given pairs, for relations/given.py. Rows as `dateline relations` takes them on standard
 * input; a line each: id, the code book's event between the two ("ASSAULT>", "-" if there is none), and what the learnt relations give NONE and then each type with ">", "<" and "=", source first.
 */
#include <stdio.h>

#include "01_intake/intake.h"
#include "pipeline/relation.h"

static void print_answer(const IntakeRow *row, const RelationAnswer *answer)
{
    static const char signs[RELATION_WAYS] = {'>', '<', '='};
    const Event *event = answer->told.event;
    printf(STR_FMT "\t", STR_ARG(row->id));
    if (event == NULL) printf("-\t");
    else printf("%s%c\t", plover_type_name(event->plover), signs[answer->told.way]);
    printf("%.7f", (double)answer->learnt.none);
    for (uint32_t way = 0; way < RELATION_WAYS; way++)
        for (uint32_t type = 1; type < PLOVER_COUNT; type++) printf(" %.7f", (double)answer->learnt.types[way][type]);
    putchar('\n');
}

static DatelineStatus take_row(void *context, const IntakeRow *row, DatelineError *err)
{
    const Pipeline *pipeline = context;
    DatelineSource source = {.page = {row->text.data, row->text.len}, .format = DATELINE_FORMAT_PLAIN, .charset = {"utf-8", 5}};
    RelationQuestion question = {.needs_one = false};
    RelationAnswer answer;
    Document *doc;
    for (uint32_t i = 0; i < RELATION_SIDES; i++)
        question.parties[i] = (RelationParty){.place = row->places[i], .words = row->parties[i]};
    TRY(pipeline_run(pipeline, &source, pipeline_relation_stages(), NULL, &doc, err));
    DatelineStatus status = pipeline_relation(pipeline, doc, &question, &answer, err);
    if (status == DATELINE_OK) print_answer(row, &answer);
    document_free(doc);
    return status;
}

int main(void)
{
    DatelineError err = {0};
    Pipeline *pipeline;
    IntakeCounts counts = {0};
    DatelineStatus status = pipeline_new(NULL, &pipeline, &err);
    if (status == DATELINE_OK) {
        IntakeSink sink = {.context = pipeline, .row = take_row};
        status = intake_read("-", &sink, &counts, &err);
        pipeline_free(pipeline);
    }
    if (status != DATELINE_OK) fprintf(stderr, "given_scores: %s\n", err.message);
    return status == DATELINE_OK ? 0 : 1;
}
