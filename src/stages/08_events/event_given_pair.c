/* Two given places as a pair that the learnt relations can be asked about. */
#include "event_given.h"

#include "event_learnt.h"
#include "event_pair.h"

#define NONE_UNKNOWN 0.8f /* share of NONE where the model cannot be asked */

static TokenRange tokens_at(const Document *doc, Span place)
{
    uint32_t first = document_token_at(doc, place.start), end;
    if (first > 0 && document_token(doc, first - 1)->span.end > place.start) first--;
    for (end = first; end < doc->tokens.count && document_token(doc, end)->span.start < place.end;) end++;
    return (TokenRange){first, end};
}

/* The word that hangs on a word outside; NONE of no words. */
static uint32_t head_of(const EventWork *work, TokenRange tokens)
{
    for (uint32_t t = tokens.first; t < tokens.end; t++) {
        uint32_t head = tree_head(&work->tree, t);
        bool is_word = document_token(work->doc, t)->kind != TOKEN_PUNCT && tree_relation(&work->tree, t) != REL_CASE;
        if (is_word && (head == NONE || head < tokens.first || head >= tokens.end)) return t;
    }
    return tokens.first < tokens.end ? tokens.end - 1 : NONE;
}

/* The mention with this head, the widest first; NONE. */
static uint32_t mention_with_head(const Document *doc, uint32_t head)
{
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        if (mention->head == head) return i;
        if (mention->tokens.first > head) break;
    }
    return NONE;
}

/* Words that the program takes for nobody: somebody all the same, whoever is named last in them. */
static uint32_t add_mention(EventWork *work, Span place, TokenRange tokens, uint32_t head)
{
    uint32_t actor = NONE;
    for (uint32_t t = tokens.first; t < tokens.end; t++)
        if (work->mention_over[t] != NONE) actor = work->doc->mentions.items[work->mention_over[t]].actor;
    uint32_t index = work->doc->mentions.count;
    Mention *mention = list_add(work->scratch, &work->doc->mentions);
    *mention = (Mention){.span = place, .tokens = tokens, .head = head, .kind = MENTION_DESCRIPTION, .actor = actor, .place = NONE};
    for (size_t i = 0; i < COUNT(mention->members); i++) mention->members[i] = NONE;
    for (uint32_t t = tokens.first; t < tokens.end; t++)
        if (work->mention_over[t] == NONE) work->mention_over[t] = index;
    return index;
}

GivenPair event_given_pair(EventWork *work, const Span places[RELATION_SIDES])
{
    GivenPair pair = {.mentions = {NONE, NONE}, .joining = NONE};
    for (uint32_t i = 0; i < RELATION_SIDES; i++) {
        if (span_is_empty(places[i])) return pair;
        TokenRange tokens = tokens_at(work->doc, places[i]);
        uint32_t head = head_of(work, tokens);
        if (head == NONE) return pair;
        pair.mentions[i] = mention_with_head(work->doc, head);
        if (pair.mentions[i] == NONE) pair.mentions[i] = add_mention(work, places[i], tokens, head);
    }
    if (pair.mentions[0] != pair.mentions[1]) pair.joining = event_pair_joining(work, pair.mentions);
    return pair;
}

/* ---- what the learnt relations say of it ---- */

/* Of two that do not stand in one sentence: most have nothing to do with one another, all else is as likely. */
static void set_unknown(RelationScores *out)
{
    float each = (1 - NONE_UNKNOWN) / (RELATION_WAYS * (PLOVER_COUNT - 1));
    *out = (RelationScores){.none = NONE_UNKNOWN};
    for (uint32_t way = 0; way < RELATION_WAYS; way++)
        for (uint32_t type = 1; type < PLOVER_COUNT; type++) out->types[way][type] = each;
}

/* To the large model the source is the first, wherever it stands. */
static void ask_reader(const EventWork *work, const Span places[RELATION_SIDES], RelationScores *out)
{
    const PairReader *reader = work->data->learnt->reader;
    const RelationWay ways[PAIR_WAY_COUNT] = {RELATION_FORWARD, RELATION_BACKWARD, RELATION_MUTUAL};
    PairQuestion question = {work->doc->text, places[RELATION_SOURCE], places[RELATION_TARGET]};
    PairAnswer answer;
    assert(reader != NULL);
    pair_reader_ask(reader, pair_reader_workspace_new(reader, work->scratch), &question, 1, &answer);
    *out = (RelationScores){.none = answer.none};
    for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
        for (uint32_t i = 0; i < PAIR_TYPES; i++) out->types[ways[way]][i + 1] = answer.types[way][i];
}

void event_given_scores(const EventWork *work, const Span places[RELATION_SIDES], RelationScores *out)
{
    bool are_found = !span_is_empty(places[RELATION_SOURCE]) && !span_is_empty(places[RELATION_TARGET]);
    if (are_found) ask_reader(work, places, out);
    else set_unknown(out);
}
