/* dateline relations: rows of a text and two parties to the relation that the text tells of them. */
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "cli/reading.h"
#include "cli/render.h"
#include "cli/say.h"
#include "pipeline/relation.h"

#define LEAST_SHARE_SHOWN 0.01f
#define SUREST_SHOWN 0.99f /* nothing is sure */

enum RelationColumn {
    COLUMN_ID, COLUMN_SOURCE, COLUMN_WAY, COLUMN_TARGET, COLUMN_TYPE, COLUMN_CAMEO, COLUMN_MODE, COLUMN_QUAD, COLUMN_SIDE,
    COLUMN_STATUS, COLUMN_CONFIDENCE, COLUMN_WORD, COLUMN_RULE, COLUMN_NOTE, COLUMN_SENTENCE, COLUMN_SOURCE_SPAN,
    COLUMN_TARGET_SPAN, COLUMN_WORD_SPAN, COLUMN_SHARES, RELATION_COLUMNS
};

static const QueryColumn columns[RELATION_COLUMNS] = {
    [COLUMN_ID] = {"id", "row", QUERY_TEXT, false},
    [COLUMN_SOURCE] = {"source", "source", QUERY_TEXT, true},
    [COLUMN_WAY] = {"direction", "way", QUERY_TEXT, false},
    [COLUMN_TARGET] = {"target", "target", QUERY_TEXT, true},
    [COLUMN_TYPE] = {"type", "type", QUERY_TEXT, false},
    [COLUMN_CAMEO] = {"cameo", "code", QUERY_TEXT, false},
    [COLUMN_MODE] = {"mode", NULL, QUERY_TEXT, false},
    [COLUMN_QUAD] = {"quad", NULL, QUERY_TEXT, false},
    [COLUMN_SIDE] = {"side", NULL, QUERY_TEXT, false},
    [COLUMN_STATUS] = {"status", "status", QUERY_TEXT, false},
    [COLUMN_CONFIDENCE] = {"confidence", "sure", QUERY_NUMBER, false},
    [COLUMN_WORD] = {"word", "word", QUERY_TEXT, true},
    [COLUMN_RULE] = {"rule", NULL, QUERY_TEXT, false},
    [COLUMN_NOTE] = {"note", "note", QUERY_TEXT, true},
    [COLUMN_SENTENCE] = {"sentence", NULL, QUERY_TEXT, false},
    [COLUMN_SOURCE_SPAN] = {"source_span", NULL, QUERY_JSON, false},
    [COLUMN_TARGET_SPAN] = {"target_span", NULL, QUERY_JSON, false},
    [COLUMN_WORD_SPAN] = {"word_span", NULL, QUERY_JSON, false},
    [COLUMN_SHARES] = {"probabilities", NULL, QUERY_JSON, false},
};

/* A row on its way through the batch. */
typedef struct Asked {
    struct Asked *next;
    Arena *arena; /* owns this */
    IntakeRow row;
} Asked;

/* What came of it; lives with the document. */
typedef struct Answered {
    RelationAnswer answer;
    DatelineStatus status;
    DatelineError error;
} Answered;

typedef struct Relating {
    Reading reading;
    const Pipeline *pipeline;
    bool needs_one;
    Asked *oldest, *newest; /* those whose answers are still to come, in order */
    Renderer *renderer;
    uint64_t rows, told, lost; /* all; with a relation; of a party that is not in the text */
} Relating;

/* ---- a row into the batch ---- */

static Asked *keep_row(Relating *relating, const IntakeRow *row)
{
    Arena *arena = arena_new(1024);
    Asked *asked = arena_alloc(arena, sizeof *asked);
    *asked = (Asked){.arena = arena, .row = *row};
    asked->row.id = arena_copy_str(arena, row->id);
    asked->row.text = arena_copy_str(arena, row->text);
    for (uint32_t i = 0; i < RELATION_SIDES; i++) asked->row.parties[i] = arena_copy_str(arena, row->parties[i]);
    if (relating->newest == NULL) relating->oldest = asked;
    else relating->newest->next = asked;
    relating->newest = asked;
    return asked;
}

static void drop_oldest(Relating *relating)
{
    Asked *asked = relating->oldest;
    relating->oldest = asked->next;
    if (relating->oldest == NULL) relating->newest = NULL;
    arena_free(asked->arena);
}

static DatelineStatus take_row(void *context, const IntakeRow *row, DatelineError *err)
{
    Relating *relating = context;
    Asked *asked = keep_row(relating, row);
    DatelineSource source = {.page = {asked->row.text.data, asked->row.text.len},
                             .format = DATELINE_FORMAT_PLAIN,
                             .charset = {"utf-8", 5},
                             .path = {row->path.data, row->path.len},
                             .path_offset = row->offset,
                             .path_line = row->line};
    return batch_add_noted(relating->reading.batch, &source, asked, err);
}

/* In the thread that analysed it. */
static void *answer_row(void *context, Document *doc, const void *note)
{
    const Relating *relating = context;
    const IntakeRow *row = &((const Asked *)note)->row;
    Answered *answered = arena_alloc(doc->arena, sizeof *answered);
    RelationQuestion question = {.needs_one = relating->needs_one};
    for (uint32_t i = 0; i < RELATION_SIDES; i++)
        question.parties[i] = (RelationParty){.place = row->places[i], .words = row->parties[i]};
    if (!str_equal(doc->text, row->text))
        answered->status = FAIL(&answered->error, DATELINE_ERR_INPUT, 0, "the text has characters that no text has");
    else
        answered->status = pipeline_relation(relating->pipeline, doc, &question, &answered->answer, &answered->error);
    return answered;
}

/* ---- an answer out of it ---- */

static Str share_text(const RelationScores *scores, Arena *arena)
{
    Buffer text = {0};
    JsonWriter json = {.out = &text};
    json_begin_object(&json);
    json_key(&json, "NONE");
    json_number(&json, roundf(scores->none * 1000) / 1000.0);
    for (uint32_t type = 1; type < PLOVER_COUNT; type++)
        for (uint32_t way = 0; way < RELATION_WAYS; way++) {
            float share = scores->types[way][type];
            if (share < LEAST_SHARE_SHOWN) continue;
            json_key(&json, arena_format(arena, "%s %s", plover_type_name((PloverType)type), relation_way_name((RelationWay)way)).data);
            json_number(&json, roundf(share * 1000) / 1000.0);
        }
    json_end_object(&json);
    Str copy = arena_copy_str(arena, buffer_str(&text));
    buffer_release(&text);
    return copy;
}

static Str span_text(Span span, Arena *arena)
{
    return span_is_empty(span) ? STR("") : arena_format(arena, "[%u,%u]", (unsigned)span.start, (unsigned)span.end);
}

static const char *note_of(const RelationAnswer *answer)
{
    bool has_source = !span_is_empty(answer->places[RELATION_SOURCE]), has_target = !span_is_empty(answer->places[RELATION_TARGET]);
    if (!has_source && !has_target) return "neither found";
    return !has_source ? "source not found" : !has_target ? "target not found" : "";
}

static void fill_relation(const RelationAnswer *answer, const Document *doc, Str values[RELATION_COLUMNS])
{
    values[COLUMN_TYPE] = STR("NONE");
    if (answer->type == PLOVER_NONE) return;
    values[COLUMN_TYPE] = str_from_cstring(plover_type_name(answer->type));
    values[COLUMN_WAY] = str_from_cstring(relation_way_name(answer->way));
    values[COLUMN_CAMEO] = answer->cameo;
    values[COLUMN_MODE] = answer->mode;
    values[COLUMN_QUAD] = str_from_cstring(relation_quad_name(answer->quad));
    values[COLUMN_SIDE] = str_from_cstring(relation_side_name(answer->quad));
    values[COLUMN_STATUS] = str_from_cstring(status_name(answer->status));
    values[COLUMN_WORD] = document_str(doc, answer->joining);
    values[COLUMN_RULE] = answer->by.rule;
    values[COLUMN_WORD_SPAN] = span_text(answer->joining, doc->arena);
}

static void print_answer(Relating *relating, const IntakeRow *row, const RelationAnswer *answer, const Document *doc)
{
    Str values[RELATION_COLUMNS] = {{NULL, 0}};
    values[COLUMN_ID] = row->id;
    values[COLUMN_SOURCE] = row->parties[RELATION_SOURCE];
    values[COLUMN_TARGET] = row->parties[RELATION_TARGET];
    values[COLUMN_SENTENCE] = row->text;
    float sureness = answer->by.confidence < SUREST_SHOWN ? answer->by.confidence : SUREST_SHOWN;
    values[COLUMN_CONFIDENCE] = arena_format(doc->arena, "%.2f", (double)sureness);
    values[COLUMN_NOTE] = str_from_cstring(note_of(answer));
    values[COLUMN_SOURCE_SPAN] = span_text(answer->places[RELATION_SOURCE], doc->arena);
    values[COLUMN_TARGET_SPAN] = span_text(answer->places[RELATION_TARGET], doc->arena);
    values[COLUMN_SHARES] = share_text(&answer->scores, doc->arena);
    fill_relation(answer, doc, values);
    DatelineError err;
    (void)!renderer_row(relating->renderer, values, &err);
    relating->rows++;
    relating->told += answer->type != PLOVER_NONE;
    relating->lost += values[COLUMN_NOTE].len > 0;
}

static DatelineStatus deliver(void *context, const BatchResult *result, DatelineError *err)
{
    (void)err;
    Relating *relating = context;
    BatchResult taken = *result;
    const Answered *answered = result->prepared;
    if (answered != NULL && answered->status != DATELINE_OK) {
        taken.status = answered->status;
        taken.error = &answered->error;
    }
    if (reading_takes(&relating->reading, &taken))
        print_answer(relating, &relating->oldest->row, &answered->answer, result->doc);
    drop_oldest(relating);
    return DATELINE_OK;
}

/* ---- the run ---- */

static void say_what_came(const Relating *relating)
{
    if (relating->reading.is_quiet) return;
    say("%llu rows: %llu with a relation, %llu with none; a party not found in %llu; %llu left out",
        (unsigned long long)relating->rows, (unsigned long long)relating->told,
        (unsigned long long)(relating->rows - relating->told), (unsigned long long)relating->lost,
        (unsigned long long)relating->reading.problems);
}

static DatelineStatus relate(Relating *relating, const Arguments *arguments, uint32_t threads, DatelineError *err)
{
    Pipeline *pipeline;
    TRY(reading_init(&relating->reading, arguments, err));
    TRY(pipeline_new(arguments->values[OPTION_DATA], &pipeline, err));
    relating->pipeline = pipeline;
    relating->reading.take_row = take_row;
    relating->reading.row_context = relating;
    relating->renderer = renderer_new(columns, RELATION_COLUMNS, arguments);
    relating->reading.batch = batch_new(&(BatchPlan){.pipeline = pipeline,
                                                     .threads = threads,
                                                     .stage_count = pipeline_relation_stages(),
                                                     .context = relating,
                                                     .prepare = answer_row,
                                                     .deliver = deliver});
    DatelineStatus status = reading_run(&relating->reading, arguments, err);
    renderer_finish(relating->renderer);
    renderer_free(relating->renderer);
    batch_free(relating->reading.batch);
    pipeline_free(pipeline);
    return status;
}

ExitCode run_relations(const Arguments *arguments)
{
    uint32_t threads;
    DatelineError err;
    Relating relating = {.needs_one = arguments->values[OPTION_ALWAYS] != NULL};
    if (!reading_threads(arguments, &threads)) return EXIT_USAGE;
    DatelineStatus status = relate(&relating, arguments, threads, &err);
    while (relating.oldest != NULL) drop_oldest(&relating);
    reading_release(&relating.reading);
    if (status != DATELINE_OK) return report_error(&err);
    say_what_came(&relating);
    return reading_exit_code(&relating.reading);
}
