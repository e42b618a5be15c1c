/*
 * Which message a quotation stands in.
 *
 *     Kim sent Putin a letter on Monday.            message
 *     "We agree," he said.                          of it: he goes on
 *     Kim told reporters that trade would grow.     not: said to others, and the letter is left
 *     "We are brothers," he wrote in the letter.    of it: the letter is named
 *
 * A quotation stands in a message of its speaker's if the same sentence tells of both, if its
 * sentence names the letter or call it was said in, or if the text goes on with it: no other person
 * has spoken since, no other occasion was named, and it is only a few sentences away.
 */
#include "quote_message.h"

#include "message_kind.h"
#include "quote_media.h"

#define WIDEST_GAP_SENTENCES 3 /* without words of the message */
#define MOST_BETWEEN 64        /* quotations looked back over */
#define NEAREST_TOKENS 3       /* of a cue to the words it belongs to */

typedef struct Linking {
    const QuoteMedia *media;
    Document *doc;
    const Staging *staging;
    uint32_t *last; /* [messages] the last sentence that told of it or quoted it so far */
} Linking;

/* ---- the parts of a sentence --------------------------------------------------------------- */

/* Does a quotation of the sentence hold the token? */
static bool is_quoted(const Document *doc, uint32_t quotation, uint32_t token)
{
    Span span = document_token(doc, token)->span;
    uint32_t sentence = document_token(doc, token)->sentence;
    uint32_t first = quotation;
    for (uint32_t steps = 0; first > 0 && steps < MOST_BETWEEN; steps++, first--)
        if (doc->quotations.items[first - 1].sentence != sentence) break;
    for (uint32_t q = first; q < doc->quotations.count && q < first + 2 * MOST_BETWEEN; q++) {
        const Quotation *other = &doc->quotations.items[q];
        if (other->sentence > sentence) break;
        if (other->sentence == sentence && span_contains(other->span, span)) return true;
    }
    return false;
}

/* The word before the noun's phrase is one of these. */
static bool stands_behind(const Scene *scene, TokenRange noun, const char *words)
{
    NounCue cue = {.tokens = noun, .head = noun.end - 1};
    uint32_t start = noun_phrase_start(scene, &cue);
    return start > scene->first && word_is_one_of(word_at(scene, start - 1), words);
}

/* "the letter said": the noun is who speaks. */
static bool is_subject_of(const Scene *scene, uint32_t noun, Span cue)
{
    uint32_t head = tree_head(scene->tree, noun);
    return head != NONE && document_token(scene->doc, head)->span.start == cue.start &&
           !span_is_empty(cue) && token_at(scene, noun)->relation == REL_NSUBJ;
}

/* Of the family of the message: "in the letter", "during the call", "he wrote". */
static bool names_medium(const Scene *scene, const Quotation *quotation, uint32_t index,
                         MessageKind kind)
{
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *noun = &scene->nouns.items[i];
        if (noun->use == NOUN_MODIFIER || !kinds_are_compatible(noun->kind, kind)) continue;
        if (is_quoted(scene->doc, index, noun->head)) continue;
        if (is_subject_of(scene, noun->head, quotation->cue) ||
            stands_behind(scene, noun->tokens, "in with through via by during over"))
            return true;
    }
    return false;
}

static bool is_written(const Document *doc, const Quotation *quotation)
{
    if (span_is_empty(quotation->cue)) return false;
    const Token *cue = document_token(doc, document_token_at(doc, quotation->cue.start));
    return str_equal(cue->lemma, STR("write")) || str_equal(cue->lemma, STR("read"));
}

/* Of what is said so, nothing is of a message of the kind. */
static bool is_apart_from(const MediumEntry *medium, MessageKind kind)
{
    return medium != NULL && medium->is_apart && medium->message != kind;
}

/* "in an interview", "at the parade", where that is no message of the kind. index: a quotation of
 * the sentence or behind it. */
static bool names_setting(const Linking *linking, const Scene *scene, uint32_t index,
                          MessageKind kind)
{
    for (uint32_t t = scene->first; t < scene->end; t++) {
        uint32_t used;
        const MediumEntry *medium =
            quote_media_noun(linking->media, scene->tree, (TokenRange){t, scene->end}, &used);
        if (!is_apart_from(medium, kind) || is_quoted(scene->doc, index, t)) continue;
        if (stands_behind(scene, (TokenRange){t, t + used}, "in at on during to for")) return true;
    }
    return false;
}

/* "he tweeted" of a letter. */
static bool names_setting_by_cue(const Linking *linking, const Quotation *quotation,
                                 MessageKind kind)
{
    if (span_is_empty(quotation->cue)) return false;
    Str lemma =
        document_token(linking->doc, document_token_at(linking->doc, quotation->cue.start))->lemma;
    return is_apart_from(quote_media_verb(linking->media, lemma), kind);
}

/* ---- what speaks against a message --------------------------------------------------------- */

static bool is_same_side(const Document *doc, uint32_t a, uint32_t b)
{
    Str country = doc->actors.items[a].country;
    return a == b || (country.len > 0 && str_equal(country, doc->actors.items[b].country));
}

/* "told reporters": words for somebody who was sent nothing. */
static bool is_to_other(const Document *doc, const Quotation *quotation, const Message *message)
{
    if (quotation->addressee_actor == NONE) return false;
    /* "said in a statement to reporters" */
    if (message->recipients.count == 0 && message->sentence == quotation->sentence) return false;
    for (uint32_t i = 0; i < message->recipients.count; i++) {
        uint32_t recipient = message->recipients.items[i].actor;
        if (recipient == NONE || is_same_side(doc, recipient, quotation->addressee_actor))
            return false;
    }
    return true;
}

/* "said on Friday" of a letter of Monday. */
static bool is_on_other_day(const Document *doc, const Quotation *quotation, const Message *message)
{
    if (span_is_empty(quotation->cue) || !message->sent.is_known) return false;
    uint32_t cue = document_token_at(doc, quotation->cue.start);
    int32_t last = message->sent.last_day;
    if (message->reported.is_known && message->reported.last_day > last)
        last = message->reported.last_day;
    for (uint32_t i = 0; i < doc->times.count; i++) {
        const Time *time = &doc->times.items[i];
        if (time->tokens.first <= cue || time->tokens.first > cue + NEAREST_TOKENS) continue;
        if (span_contains(quotation->span, time->span) || !time->value.is_known) continue;
        return time->value.first_day > last + 1 || time->value.last_day < message->sent.first_day;
    }
    return false;
}

/* "Kim, who sent Putin a letter last week": told by the way. */
static bool is_told_aside(const Document *doc, const Message *message)
{
    if (message->is_earlier) return true;
    uint32_t first = document_token_at(doc, message->span.start);
    for (uint32_t t = first; t < doc->tokens.count; t++) {
        const Token *token = document_token(doc, t);
        if (token->span.end > message->span.end) return false;
        if (str_equal(token->lower, STR("who"))) return true;
    }
    return false;
}

/* ---- going on ------------------------------------------------------------------------------- */

/* Letters that went both ways, or to several, are told of together. */
static bool is_told_with(const Message *a, const Message *b)
{
    return a->sentence == b->sentence;
}

static void note_last(const Linking *linking, uint32_t m, uint32_t sentence)
{
    const Message *messages = linking->doc->messages.items;
    uint32_t first = m;
    while (first > 0 && is_told_with(&messages[first - 1], &messages[m])) first--;
    for (uint32_t i = first; i < linking->doc->messages.count; i++) {
        if (!is_told_with(&messages[i], &messages[m])) break;
        linking->last[i] = sentence;
    }
}

/* A spokesperson who tells of the message does not speak in between. */
static bool passes_on(const Message *message, uint32_t actor)
{
    for (uint32_t i = 0; i < message->chain.count; i++)
        if (message->chain.items[i].actor == actor) return true;
    return false;
}

/* Somebody else spoke since, and not in an answer told together with the message. */
static bool is_interrupted(const Linking *linking, uint32_t index, uint32_t m)
{
    const Document *doc = linking->doc;
    const Message *message = &doc->messages.items[m];
    uint32_t speaker = doc->quotations.items[index].speaker_actor;
    for (uint32_t steps = 0, q = index; q > 0; q--, steps++) {
        const Quotation *other = &doc->quotations.items[q - 1];
        if (other->sentence <= linking->last[m]) return false;
        if (steps == MOST_BETWEEN) return true;
        uint32_t actor = other->speaker_actor;
        if (actor == NONE || actor == speaker || doc->actors.items[actor].kind == ACTOR_MEDIA)
            continue;
        if (passes_on(message, actor)) continue;
        if (other->message == NONE || !is_told_with(message, &doc->messages.items[other->message]))
            return true;
    }
    return false;
}

/* "The letter was printed": a sentence that names the message, so that the text goes on with it. */
static bool names_message(const Scene *scene, MessageKind kind)
{
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *noun = &scene->nouns.items[i];
        uint32_t start = noun_phrase_start(scene, noun);
        if (noun->use == NOUN_DOCUMENT && kinds_are_compatible(noun->kind, kind) &&
            word_is_one_of(word_at(scene, start), "the this that his her their"))
            return true;
    }
    return false;
}

/* The sentences between name no other occasion. */
static bool goes_on(const Linking *linking, const Quotation *quotation, uint32_t index, uint32_t m)
{
    const Message *message = &linking->doc->messages.items[m];
    if (message->status != STATUS_ASSERTED && message->status != STATUS_ATTRIBUTED) return false;
    if (is_told_aside(linking->doc, message)) return false;
    uint32_t last = linking->last[m];
    for (uint32_t s = last + 1; s < quotation->sentence && s <= last + WIDEST_GAP_SENTENCES; s++) {
        Scene scene;
        scene_init(&scene, linking->staging, s);
        if (names_setting(linking, &scene, index, message->kind)) return false;
        if (names_message(&scene, message->kind)) last = s;
    }
    if (quotation->sentence > last + WIDEST_GAP_SENTENCES) return false;
    return !is_interrupted(linking, index, m);
}

/* ---- one quotation -------------------------------------------------------------------------- */

/* The cue belongs to the words that tell of the message: "had sent Putin a letter saying". */
static bool is_cue_of(const Document *doc, const Quotation *quotation, const Message *message)
{
    if (span_is_empty(quotation->cue) || span_contains(message->span, quotation->cue)) return true;
    uint32_t cue = document_token_at(doc, quotation->cue.start);
    uint32_t end = document_token_at(doc, message->span.end > 0 ? message->span.end - 1 : 0) + 1;
    if (cue < end || cue > end + NEAREST_TOKENS) return false;
    for (uint32_t t = end; t < cue; t++)
        if (document_token(doc, t)->kind == TOKEN_PUNCT) return false;
    return true;
}

static bool stands_in(const Linking *linking, const Scene *scene, uint32_t index, uint32_t m)
{
    const Document *doc = linking->doc;
    const Quotation *quotation = &doc->quotations.items[index];
    const Message *message = &doc->messages.items[m];
    if (is_to_other(doc, quotation, message)) return false;
    if (names_medium(scene, quotation, index, message->kind)) return true;
    if (names_setting(linking, scene, index, message->kind) ||
        names_setting_by_cue(linking, quotation, message->kind))
        return false;
    if (message->sentence == quotation->sentence)
        return !is_told_aside(doc, message) || is_cue_of(doc, quotation, message);
    if (is_on_other_day(doc, quotation, message)) return false;
    if (is_written(doc, quotation) && kinds_are_compatible(message->kind, MESSAGE_MESSAGE) &&
        !is_told_aside(doc, message))
        return true;
    return goes_on(linking, quotation, index, m);
}

static bool is_sent_by(const Message *message, uint32_t actor)
{
    for (uint32_t i = 0; i < message->senders.count; i++)
        if (message->senders.items[i].actor == actor) return true;
    return false;
}

/* The speaker's messages told so far, the last one first; of one sentence the nearest before the
 * words. */
static uint32_t message_of(const Linking *linking, uint32_t index)
{
    const Document *doc = linking->doc;
    const Quotation *quotation = &doc->quotations.items[index];
    Scene scene;
    bool has_scene = false;
    for (uint32_t m = doc->messages.count, steps = 0; m > 0 && steps < MOST_BETWEEN; m--) {
        const Message *message = &doc->messages.items[m - 1];
        if (message->sentence > quotation->sentence) continue;
        if (!is_sent_by(message, quotation->speaker_actor)) continue;
        if (!has_scene) scene_init(&scene, linking->staging, quotation->sentence);
        has_scene = true;
        steps++;
        if (stands_in(linking, &scene, index, m - 1)) return m - 1;
    }
    return NONE;
}

void quotations_link_messages(const Staging *staging, const QuoteMedia *media, Document *doc,
                              Arena *scratch)
{
    if (doc->messages.count == 0 || doc->quotations.count == 0) return;
    Linking linking = {.staging = staging, .media = media, .doc = doc};
    linking.last = arena_new_items(scratch, uint32_t, doc->messages.count);
    for (uint32_t m = 0; m < doc->messages.count; m++)
        linking.last[m] = doc->messages.items[m].sentence;
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        Quotation *quotation = &doc->quotations.items[q];
        if (quotation->speaker_actor == NONE) continue;
        quotation->message = message_of(&linking, q);
        if (quotation->message != NONE)
            note_last(&linking, quotation->message, quotation->sentence);
    }
}
