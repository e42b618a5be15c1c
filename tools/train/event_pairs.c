/*
 * event_pairs: what the events stage sees of each two parties that a word joins, for relations.py.
 *
 *     event_pairs [--data DIR] <texts >pairs
 *
 * A text is a line "NAME BYTES" and so many bytes. A line a pair, columns parted by tabs: name; bytes of
 * the sentence, both mentions and the joining word; what the code book says between the two ("ASSAULT>"),
 * each by commas; then words as role:word and marks, of what joins, of the first and of the second party; at last
 * what the model that is built in says, and how sure it is. The first line says how many roles and marks there are.
 */
#include <stdio.h>
#include <stdlib.h>

#include "08_events/event_learnt.h"
#include "08_events/event_pair.h"
#include "pipeline/pipeline.h"

#define LONGEST_TEXT (1u << 24)

static void print_span(Span span)
{
    printf("\t%u\t%u", (unsigned)span.start, (unsigned)span.end);
}

static void print_part(const PairPart *part)
{
    putchar('\t');
    for (uint32_t i = 0; i < part->word_count; i++)
        printf("%s%u:" STR_FMT, i > 0 ? " " : "", part->roles[i], STR_ARG(part->words[i]));
    putchar('\t');
    for (uint32_t i = 0; i < part->mark_count; i++) printf("%s%u", i > 0 ? " " : "", part->marks[i]);
}

static bool has_party(const Document *doc, const PartyList *parties, uint32_t mention)
{
    for (uint32_t i = 0; i < parties->count; i++) {
        uint32_t other = parties->items[i].mention;
        if (other != NONE && span_overlaps(doc->mentions.items[other].span, doc->mentions.items[mention].span))
            return true;
    }
    return false;
}

static void print_records(const Document *doc, const EventPair *pair)
{
    const char *gap = "";
    uint32_t a = pair->mentions[0], b = pair->mentions[1];
    putchar('\t');
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const Event *event = &doc->events.items[i];
        if (str_starts(event->by.rule, LEARNT_RULE)) continue;
        bool a_does = has_party(doc, &event->sources, a), b_does = has_party(doc, &event->sources, b);
        bool is_forward = a_does && has_party(doc, &event->targets, b);
        bool is_backward = b_does && has_party(doc, &event->targets, a);
        if (!is_forward && !is_backward && !(a_does && b_does)) continue;
        printf("%s%s%c", gap, plover_type_name(event->plover),
               is_forward ? '>' : is_backward ? '<' : '=');
        gap = ",";
    }
}

static void print_answer(const EventWork *work, const PairCues *cues)
{
    static const char signs[] = {'>', '<', '='};
    const PairNet *net = work->data->learnt->net;
    PairAnswer answer;
    if (net == NULL) return;
    pair_net_answer(net, pair_workspace_new(net, work->scratch), cues, 1, &answer);
    uint32_t type = PLOVER_NONE, best_way = 0;
    float most = answer.none;
    for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
        for (uint32_t i = 0; i + 1 < PLOVER_COUNT; i++) {
            if (answer.types[way][i] <= most) continue;
            most = answer.types[way][i];
            type = i + 1;
            best_way = way;
        }
    if (type == PLOVER_NONE)
        printf("\tNONE\t%.4f", (double)most);
    else
        printf("\t%s%c\t%.4f", plover_type_name((PloverType)type), signs[best_way], (double)most);
}

static void print_pairs(const EventWork *work, const char *name, uint32_t sentence, const EventPairList *pairs)
{
    const Document *doc = work->doc;
    for (uint32_t i = 0; i < pairs->count; i++) {
        PairCues cues;
        const EventPair *pair = &pairs->items[i];
        event_pair_cues(work, pair, &cues);
        fputs(name, stdout);
        print_span(doc->sentences.items[sentence].span);
        for (uint32_t k = 0; k < 2; k++) print_span(doc->mentions.items[pair->mentions[k]].span);
        print_span(document_token(doc, pair->predicate)->span);
        print_records(doc, pair);
        print_part(&cues.shared);
        for (uint32_t k = 0; k < 2; k++) print_part(&cues.parties[k]);
        print_answer(work, &cues);
        putchar('\n');
    }
}

static void print_document(const Pipeline *pipeline, const char *name, Document *doc)
{
    Arena *scratch = arena_new(1u << 16);
    EventWork work;
    uint32_t events = 0;
    while (!str_equal(str_from_cstring(pipeline_stages[events]->name), STR("events"))) events++;
    event_work_init(&work, pipeline_stage_data(pipeline, events), doc, scratch);
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        EventPairList pairs = {0};
        event_pairs_find(&work, i, &pairs);
        print_pairs(&work, name, i, &pairs);
    }
    arena_free(scratch);
}

static DatelineStatus run_text(const Pipeline *pipeline, const char *name, Str text, DatelineError *err)
{
    Document *doc;
    DatelineSource source = {.page = {text.data, text.len}, .format = DATELINE_FORMAT_TEXT};
    TRY(pipeline_run(pipeline, &source, STAGE_COUNT, NULL, &doc, err));
    print_document(pipeline, name, doc);
    document_free(doc);
    return DATELINE_OK;
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    Pipeline *pipeline = NULL;
    const char *data = argc > 2 && str_equal(str_from_cstring(argv[1]), STR("--data")) ? argv[2] : NULL;
    DatelineStatus status = pipeline_new(data, &pipeline, &err);
    printf("%u %u %u %u\n", SHARED_ROLE_COUNT, (unsigned)event_pair_shared_marks(), PARTY_ROLE_COUNT,
           (unsigned)event_pair_party_marks());
    char name[64];
    unsigned len;
    while (status == DATELINE_OK && scanf("%63s %u", name, &len) == 2 && getchar() == '\n' && len <= LONGEST_TEXT) {
        char *text = malloc((size_t)len + 1);
        if (text == NULL) abort();
        if (fread(text, 1, len, stdin) == len) status = run_text(pipeline, name, (Str){text, len}, &err);
        free(text);
    }
    if (status != DATELINE_OK) fprintf(stderr, "event_pairs: %s\n", err.message);
    pipeline_free(pipeline);
    return status == DATELINE_OK ? 0 : 1;
}
