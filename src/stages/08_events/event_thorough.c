/*
 * What the code book has is held against what the model sees between the same two parties:
 *
 *     score(answer) = what the model gives it, times BOOK_WEIGHT for the code book's own type and way
 *
 * Its record stays if that is the best score for any of its pairs; parties that are not in its sentence, and records of
 * one party, are not asked about. Frames for certain words ("showed the envoy the door") were given more weight for a trial:
 * of pairs in real news fewer records were right then.
 */
#include "event_thorough.h"

#define BOOK_WEIGHT 5.5f /* so many times likelier must another answer be; near what given.tsv learnt */
#define MOST_SIDE 8u     /* parties of a side that are asked about */

/* ---- asking ---- */

static Span within(Span sentence, Span span)
{
    return (Span){span.start - sentence.start, span.end - sentence.start};
}

static PairQuestion question_of(const EventWork *work, const EventPair *pair)
{
    const Document *doc = work->doc;
    Span sentence = doc->sentences.items[document_token(doc, pair->predicate)->sentence].span;
    const Mention *mentions = doc->mentions.items;
    return (PairQuestion){document_str(doc, sentence),
                          within(sentence, mentions[pair->mentions[0]].span), within(sentence, mentions[pair->mentions[1]].span)};
}

void event_thorough_ask(const EventWork *work, const EventPairList *pairs, PairAnswer *out)
{
    const PairReader *reader = work->data->learnt->reader;
    assert(reader != NULL);
    PairQuestion *questions = arena_new_items(work->scratch, PairQuestion, pairs->count);
    for (uint32_t i = 0; i < pairs->count; i++) questions[i] = question_of(work, &pairs->items[i]);
    pair_reader_ask(reader, pair_reader_workspace_new(reader, work->scratch), questions, pairs->count, out);
}

/* ---- which pairs a record has ---- */

static bool is_in_sentence(const EventWork *work, uint32_t mention, uint32_t sentence)
{
    if (mention == NONE) return false;
    Span whole = work->doc->sentences.items[sentence].span, span = work->doc->mentions.items[mention].span;
    return whole.start <= span.start && span.end <= whole.end;
}

static void add_pair(const EventWork *work, const FoundEvent *found, uint32_t source, uint32_t target, EventPairList *out)
{
    uint32_t sentence = found->event.sentence;
    if (!is_in_sentence(work, source, sentence) || !is_in_sentence(work, target, sentence)) return;
    if (span_overlaps(work->doc->mentions.items[source].span, work->doc->mentions.items[target].span)) return;
    bool is_first = work->doc->mentions.items[source].span.start < work->doc->mentions.items[target].span.start;
    *list_add(work->scratch, out) = (EventPair){{is_first ? source : target, is_first ? target : source}, found->trigger};
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static void add_pairs(const EventWork *work, const FoundEvent *found, EventPairList *out)
{
    const PartyList *sources = &found->event.sources, *targets = &found->event.targets;
    bool is_mutual = targets->count == 0;
    for (uint32_t s = 0; s < least(sources->count, MOST_SIDE); s++) {
        const PartyList *others = is_mutual ? sources : targets;
        for (uint32_t t = is_mutual ? s + 1 : 0; t < least(others->count, MOST_SIDE); t++)
            add_pair(work, found, sources->items[s].mention, others->items[t].mention, out);
    }
}

/* ---- judging ---- */

/* Which way a record runs between the two of a pair. */
static PairWay way_of(const FoundEvent *found, const EventPair *pair)
{
    if (found->event.targets.count == 0) return PAIR_MUTUAL;
    for (uint32_t i = 0; i < found->event.sources.count; i++)
        if (found->event.sources.items[i].mention == pair->mentions[0]) return PAIR_FORWARD;
    return PAIR_BACKWARD;
}

static float likeliest(const PairAnswer *answer)
{
    float best = answer->none;
    for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
        for (uint32_t type = 0; type < PAIR_TYPES; type++)
            if (answer->types[way][type] > best) best = answer->types[way][type];
    return best;
}

/* What two do to one another is often told as what the one does to the other, and the other way about. */
static bool is_borne_out(const FoundEvent *found, const EventPair *pair, const PairAnswer *answer)
{
    PairWay told = way_of(found, pair);
    float share = 0;
    for (PairWay way = 0; way < PAIR_WAY_COUNT; way++) {
        float of_type = answer->types[way][found->event.plover - 1];
        bool counts = way == told || way == PAIR_MUTUAL || told == PAIR_MUTUAL;
        if (counts && of_type > share) share = of_type;
    }
    return BOOK_WEIGHT * share >= likeliest(answer);
}

void event_thorough_judge(const EventWork *work, FoundEventList *found, FoundEventList *instead)
{
    EventPairList pairs = {0};
    uint32_t *ends = arena_new_items(work->scratch, uint32_t, found->count), kept = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        add_pairs(work, &found->items[i], &pairs);
        ends[i] = pairs.count;
    }
    if (pairs.count == 0) return;
    PairAnswer *answers = arena_new_items(work->scratch, PairAnswer, pairs.count);
    event_thorough_ask(work, &pairs, answers);
    for (uint32_t i = 0, pair = 0; i < found->count; i++) {
        bool stays = pair == ends[i];
        uint32_t first = pair;
        for (; pair < ends[i]; pair++) stays = stays || is_borne_out(&found->items[i], &pairs.items[pair], &answers[pair]);
        if (stays) found->items[kept++] = found->items[i];
        else for (uint32_t k = first; k < ends[i]; k++) event_learnt_take(work, &pairs.items[k], &answers[k], instead);
    }
    found->count = kept;
}
