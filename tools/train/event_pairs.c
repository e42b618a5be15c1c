/*
 * event_pairs: what the events stage sees of each two parties that a word joins, for tools/train/relations.
 *
 *     event_pairs [CONTEXTS] <texts >pairs
 *
 * A text is a line "NAME BYTES" and so many bytes. A line a pair, columns parted by tabs: name; bytes of
 * the sentence, both mentions and the joining word; what the code book says between the two ("ASSAULT>"),
 * each by commas; then words as role:word and marks, of what joins, of the first and of the second party; what
 * the model that is built in says, and how sure it is; at last the number of the sentence and which words of it
 * stand for the first, the second and what joins. The first line says how many roles and marks there are. The
 * words of these sentences, with what the network of syntax knows of each, go to the file CONTEXTS.
 */
#include <stdio.h>
#include <stdlib.h>

#include "08_events/event_learnt.h"
#include "08_events/event_pair.h"
#include "pipeline/pipeline.h"

#define LONGEST_TEXT (1u << 24)
#define LONGEST_LEMMA 255u

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

/* u32 words; a word: u8 length, lemma, u8 whether it is of a name, f32 scale, i8 context[width]. */
static void write_contexts(const EventWork *work, uint32_t sentence, FILE *out)
{
    const Document *doc = work->doc;
    TokenRange tokens = doc->sentences.items[sentence].tokens;
    uint32_t count = tokens.end - tokens.first, width = doc->contexts.width;
    fwrite(&count, sizeof count, 1, out);
    for (uint32_t t = tokens.first; t < tokens.end; t++) {
        Str lemma = event_lemma(work, t);
        uint32_t len = lemma.len < LONGEST_LEMMA ? lemma.len : LONGEST_LEMMA;
        putc((int)len, out);
        fwrite(lemma.data, 1, len, out);
        putc(event_pair_is_name(work, t), out);
        fwrite(&doc->contexts.scales[t], sizeof(float), 1, out);
        fwrite(doc->contexts.values + (size_t)t * width, 1, width, out);
    }
}

/* Where all of it goes. */
typedef struct Output {
    FILE *contexts; /* NULL: not wanted */
    uint32_t sentences; /* written there so far */
} Output;

static void print_places(const Output *out, const PairCues *cues, uint32_t first)
{
    printf("\t%u %u %u %u\n", (unsigned)out->sentences, (unsigned)(cues->parties[0].at - first),
           (unsigned)(cues->parties[1].at - first), (unsigned)(cues->shared.at - first));
}

static void print_answer(const EventWork *work, uint32_t sentence, PairCues cues)
{
    static const char signs[] = {'>', '<', '='};
    const PairNet *net = work->data->learnt->net;
    PairAnswer answer;
    if (net == NULL) {
        fputs("\t\t0", stdout);
        return;
    }
    PairWorkspace *workspace = pair_workspace_new(net, work->scratch);
    PairSentence words = event_pair_sentence(work, sentence);
    uint32_t first = work->doc->sentences.items[sentence].tokens.first;
    PairPart *parts[] = {&cues.shared, &cues.parties[0], &cues.parties[1]};
    for (size_t i = 0; i < COUNT(parts); i++) parts[i]->at -= first;
    pair_net_read_sentences(net, workspace, &words, 1, work->scratch);
    pair_net_answer(net, workspace, &cues, 1, &answer);
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

static void print_pairs(const EventWork *work, const char *name, uint32_t sentence, const EventPairList *pairs, const Output *out)
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
        print_answer(work, sentence, cues);
        print_places(out, &cues, doc->sentences.items[sentence].tokens.first);
    }
}

static void print_document(const Pipeline *pipeline, const char *name, Document *doc, Output *out)
{
    Arena *scratch = arena_new(1u << 16);
    EventWork work;
    uint32_t events = 0;
    while (!str_equal(str_from_cstring(pipeline_stages[events]->name), STR("events"))) events++;
    event_work_init(&work, pipeline_stage_data(pipeline, events), doc, scratch);
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        EventPairList pairs = {0};
        event_pairs_find(&work, i, &pairs);
        if (pairs.count == 0) continue;
        print_pairs(&work, name, i, &pairs, out);
        if (out->contexts != NULL) write_contexts(&work, i, out->contexts);
        out->sentences++;
    }
    arena_free(scratch);
}

static DatelineStatus run_text(const Pipeline *pipeline, const char *name, Str text, Output *out, DatelineError *err)
{
    Document *doc;
    DatelineSource source = {.page = {text.data, text.len}, .format = DATELINE_FORMAT_TEXT};
    TRY(pipeline_run(pipeline, &source, STAGE_COUNT, NULL, &doc, err));
    print_document(pipeline, name, doc, out);
    document_free(doc);
    return DATELINE_OK;
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    Pipeline *pipeline = NULL;
    Output out = {.contexts = argc > 1 ? fopen(argv[1], "wb") : NULL};
    if (argc > 1 && out.contexts == NULL) {
        fprintf(stderr, "event_pairs: cannot write %s\n", argv[1]);
        return 1;
    }
    DatelineStatus status = pipeline_new(NULL, &pipeline, &err);
    printf("%u %u %u %u\n", SHARED_ROLE_COUNT, (unsigned)event_pair_shared_marks(), PARTY_ROLE_COUNT,
           (unsigned)event_pair_party_marks());
    char name[64];
    unsigned len;
    while (status == DATELINE_OK && scanf("%63s %u", name, &len) == 2 && getchar() == '\n' && len <= LONGEST_TEXT) {
        char *text = malloc((size_t)len + 1);
        if (text == NULL) abort();
        if (fread(text, 1, len, stdin) == len) status = run_text(pipeline, name, (Str){text, len}, &out, &err);
        free(text);
    }
    if (status != DATELINE_OK) fprintf(stderr, "event_pairs: %s\n", err.message);
    pipeline_free(pipeline);
    if (out.contexts != NULL && fclose(out.contexts) != 0) status = DATELINE_ERR_IO;
    return status == DATELINE_OK ? 0 : 1;
}
