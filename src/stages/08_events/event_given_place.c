/*
 * Finding given parties in the text. What is tried, in this order, until something is found:
 *
 *     "Sudland"            the very words
 *     "SUDLAND", "the ..." the words without regard to case, diacritics, articles
 *     "the rebels"         of "rebels of the Southern Front": the most words in common
 *     "Portville"          a mention whose actor the words mean, or who acts for that state
 */
#include "event_given.h"

#include "text/utf8.h"

#define MOST_PLACES 24      /* of one party */
#define MOST_WORDS 16       /* of a party's name that are looked at */
#define LONGEST_SEARCHED 20000 /* tokens of a text */
#define FAR_APART 100000
#define JOINED 1000000

typedef struct Places {
    Span items[MOST_PLACES];
    uint32_t count;
} Places;

static void add_place(Places *places, Span place)
{
    if (places->count < MOST_PLACES) places->items[places->count++] = place;
}

/* ---- the very words ---- */

static bool is_inside_word(Str text, uint32_t at)
{
    uint32_t len;
    if (at == 0 || at >= text.len) return false;
    uint32_t before = utf8_decode_before(text, at, &len), after = utf8_decode(text, at, &len);
    bool is_before = utf8_is_letter(before) || utf8_is_digit(before);
    return is_before && (utf8_is_letter(after) || utf8_is_digit(after));
}

static void find_exact(Str text, Str words, Places *out)
{
    uint32_t at = words.len == 0 ? STR_NOT_FOUND : str_find(text, words, 0);
    for (; at != STR_NOT_FOUND; at = str_find(text, words, at + words.len))
        if (!is_inside_word(text, at) && !is_inside_word(text, at + words.len))
            add_place(out, (Span){at, at + words.len});
}

/* ---- the words without regard to how they are written ---- */

/* The words of a party or of a token, folded: at most MOST_WORDS. */
typedef struct Words {
    Str items[MOST_WORDS];
    uint32_t count;
} Words;

static bool is_of_content(Str word)
{
    static const Str small[] = {STR_INIT("the"), STR_INIT("a"),  STR_INIT("an"), STR_INIT("of"),   STR_INIT("in"),
                                STR_INIT("for"), STR_INIT("s"),  STR_INIT("to"), STR_INIT("and"),  STR_INIT("at"),
                                STR_INIT("by"),  STR_INIT("on"), STR_INIT("or"), STR_INIT("from"), STR_INIT("'s")};
    return word.len > 0 && !str_is_one_of(word, small, COUNT(small));
}

static bool is_mark(char c)
{
    return (unsigned char)c < 0x80 && !ascii_is_alnum(c);
}

static Words fold_words(Str text, Arena *scratch)
{
    Words words = {.count = 0};
    StrList pieces = {0};
    str_split(utf8_fold(text, scratch), ' ', scratch, &pieces);
    for (uint32_t i = 0; i < pieces.count && words.count < MOST_WORDS; i++) {
        Str piece = pieces.items[i];
        while (piece.len > 0 && is_mark(piece.data[piece.len - 1])) piece.len--;
        while (piece.len > 0 && is_mark(piece.data[0])) piece = (Str){piece.data + 1, piece.len - 1};
        bool is_article = words.count == 0 && pieces.count > 1 && str_equal(piece, STR("the"));
        if (piece.len > 0 && !is_article) words.items[words.count++] = piece;
    }
    return words;
}

/* The word that says what the party is: before the first preposition, else the last. */
static uint32_t head_word(const Words *words)
{
    for (uint32_t i = 1; i < words->count; i++)
        if (!is_of_content(words->items[i]) && !str_equal(words->items[i], STR("s"))) return i - 1;
    return words->count - 1;
}

/* A word of the text; a token may be several ("Jong-un"). */
typedef struct Folded {
    Str word;
    uint32_t token;
} Folded;

typedef List(Folded) FoldedList;

static FoldedList fold_text(const Document *doc, Arena *scratch)
{
    FoldedList list = {0};
    for (uint32_t t = 0; t < doc->tokens.count && t < LONGEST_SEARCHED; t++) {
        Words words = fold_words(document_str(doc, doc->tokens.items[t].span), scratch);
        for (uint32_t i = 0; i < words.count; i++) *list_add(scratch, &list) = (Folded){words.items[i], t};
    }
    return list;
}

/* "rebels" and "rebel", "Norland" and "Norlands'" */
static bool is_same_word(const Document *doc, const Folded *found, Str word)
{
    if (str_equal(found->word, word)) return true;
    const Token *token = document_token(doc, found->token);
    bool is_plural = str_ends(word, STR("s")) && word.len == found->word.len + 1 && str_starts(word, found->word);
    return found->word.len > 2 && (is_plural || str_equal_ignoring_case(token->lemma, word));
}

/* How many words from `at` on are those of the party from its `from`th on. */
static uint32_t run_length(const Document *doc, const FoldedList *text, uint32_t at, const Words *words, uint32_t from)
{
    uint32_t len = 0;
    while (from + len < words->count && at + len < text->count &&
           is_same_word(doc, &text->items[at + len], words->items[from + len]))
        len++;
    return len;
}

/* How much of the party a run of its words says; 0: nothing. */
static uint32_t worth(const Words *words, uint32_t from, uint32_t len)
{
    uint32_t worth = 0, head = head_word(words);
    for (uint32_t i = from; i < from + len; i++) worth += is_of_content(words->items[i]) ? 4 : 0;
    bool has_head = head >= from && head < from + len;
    return worth == 0 ? 0 : worth + (has_head ? 3 : 0);
}

static Span run_span(const Document *doc, const FoldedList *text, uint32_t at, uint32_t len)
{
    return span_join(document_token(doc, text->items[at].token)->span,
                     document_token(doc, text->items[at + len - 1].token)->span);
}

/* A run of the party's words in the text, and how much of the party it says. */
typedef struct Run {
    uint32_t len;
    uint32_t worth;
} Run;

static Run best_run(const Document *doc, const FoldedList *text, uint32_t at, const Words *words)
{
    Run best = {0, 0};
    for (uint32_t from = 0; from < words->count; from++) {
        uint32_t len = is_of_content(words->items[from]) ? run_length(doc, text, at, words, from) : 0;
        while (len > 0 && !is_of_content(words->items[from + len - 1])) len--;
        uint32_t said = worth(words, from, len);
        if (said > best.worth) best = (Run){len, said};
    }
    return best;
}

/* The places with the most words of the party. Whole: only those with all of them. */
static void find_common(const Document *doc, Str party, bool is_whole, Arena *scratch, Places *out)
{
    Words words = fold_words(party, scratch);
    uint32_t most = is_whole && words.count > 0 ? worth(&words, 0, words.count) : 1;
    FoldedList text = {0};
    if (words.count > 0) text = fold_text(doc, scratch);
    for (uint32_t at = 0; at < text.count; at++) {
        Run run = best_run(doc, &text, at, &words);
        if (run.len == 0 || run.worth < most) continue;
        if (run.worth > most) out->count = 0;
        most = run.worth;
        add_place(out, run_span(doc, &text, at, run.len));
    }
}

/* ---- who is meant ---- */

static bool is_actor(const Actor *actor, const RelationParty *party, bool takes_state)
{
    if (!takes_state) return party->key.len > 0 && str_equal(actor->key, party->key);
    return party->country.len > 0 && str_equal(actor->country, party->country);
}

static void find_actor(const Document *doc, const RelationParty *party, bool takes_state, Places *out)
{
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        bool is_meant = mention->actor != NONE && is_actor(&doc->actors.items[mention->actor], party, takes_state);
        for (size_t k = 0; k < COUNT(mention->members) && !is_meant; k++)
            is_meant = mention->members[k] != NONE && is_actor(&doc->actors.items[mention->members[k]], party, takes_state);
        if (is_meant) add_place(out, mention->span);
    }
}

/* Whether it is found in words that surely mean it. */
static bool find_places(const Document *doc, const RelationParty *party, Arena *scratch, Places *out)
{
    if (!span_is_empty(party->place)) add_place(out, party->place);
    if (out->count == 0) find_exact(doc->text, party->words, out);
    if (out->count == 0) find_common(doc, party->words, true, scratch, out);
    if (out->count == 0) find_actor(doc, party, false, out);
    if (out->count > 0) return true;
    find_common(doc, party->words, false, scratch, out);
    if (out->count == 0) find_actor(doc, party, true, out);
    return false;
}

/* ---- which of several ---- */

static bool has_place(const Document *doc, const PartyList *parties, Span place)
{
    for (uint32_t i = 0; i < parties->count; i++) {
        uint32_t mention = parties->items[i].mention;
        if (mention != NONE && span_overlaps(doc->mentions.items[mention].span, place)) return true;
    }
    return false;
}

static bool are_joined(const Document *doc, Span a, Span b)
{
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const Event *event = &doc->events.items[i];
        const PartyList *others = event->targets.count > 0 ? &event->targets : &event->sources;
        if (has_place(doc, &event->sources, a) && has_place(doc, others, b)) return true;
        if (has_place(doc, &event->sources, b) && has_place(doc, others, a)) return true;
    }
    return false;
}

static uint32_t sentence_at(const Document *doc, Span place)
{
    uint32_t token = document_token_at(doc, place.start);
    return token < doc->tokens.count ? document_token(doc, token)->sentence : NONE;
}

/* The larger, the better the two places go together. */
static int64_t fit(const Document *doc, Span a, Span b)
{
    int64_t gap = a.start < b.start ? (int64_t)b.start - a.end : (int64_t)a.start - b.end;
    bool is_same = a.start == b.start && a.end == b.end;
    int64_t fits = gap < 0 ? -FAR_APART : -gap;
    if (is_same) return 3 * -(int64_t)FAR_APART;
    if (sentence_at(doc, a) != sentence_at(doc, b)) fits -= FAR_APART;
    return are_joined(doc, a, b) ? fits + JOINED : fits;
}

bool event_given_places(const Document *doc, const RelationQuestion *question, Arena *scratch, Span out[RELATION_SIDES])
{
    Places places[RELATION_SIDES] = {{.count = 0}, {.count = 0}};
    bool are_sure = true;
    for (uint32_t i = 0; i < RELATION_SIDES; i++) {
        are_sure = find_places(doc, &question->parties[i], scratch, &places[i]) && are_sure;
        out[i] = places[i].count > 0 ? places[i].items[0] : (Span){0, 0};
    }
    int64_t best = INT64_MIN;
    for (uint32_t a = 0; a < places[RELATION_SOURCE].count; a++)
        for (uint32_t b = 0; b < places[RELATION_TARGET].count; b++) {
            Span source = places[RELATION_SOURCE].items[a], target = places[RELATION_TARGET].items[b];
            int64_t fits = fit(doc, source, target);
            if (fits <= best) continue;
            best = fits;
            out[RELATION_SOURCE] = source;
            out[RELATION_TARGET] = target;
        }
    return are_sure;
}
