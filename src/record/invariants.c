#include "record/invariants.h"

static const char *check_span(const Document *doc, Span span, const char *what)
{
    if (span.start > span.end || span.end > doc->text.len)
        return arena_format(doc->arena, "%s [%u,%u) lies outside the text of %u bytes", what,
                            span.start, span.end, doc->text.len)
            .data;
    bool starts_inside = span.start < doc->text.len && (doc->text.data[span.start] & 0xC0) == 0x80;
    bool ends_inside = span.end < doc->text.len && (doc->text.data[span.end] & 0xC0) == 0x80;
    if (starts_inside || ends_inside)
        return arena_format(doc->arena, "%s [%u,%u) cuts a character", what, span.start, span.end)
            .data;
    return NULL;
}

#define CHECK(expr)                                                                                \
    do {                                                                                           \
        const char *broken_ = (expr);                                                              \
        if (broken_ != NULL) return broken_;                                                       \
    } while (0)

#define CHECK_INDEX(index, list, what)                                                             \
    do {                                                                                           \
        if ((index) != NONE && (index) >= (list).count) return what " points past the end";        \
    } while (0)

static const char *check_map(const Document *doc)
{
    uint32_t text_end = 0;
    for (uint32_t i = 0; i < doc->map.count; i++) {
        const MapRun *run = &doc->map.items[i];
        if (run->text != text_end) return "byte map: runs overlap or leave a hole";
        if (run->text_len > doc->text.len - run->text) return "byte map: run past the text";
        if (run->page > doc->page.len || run->page_len > doc->page.len - run->page)
            return "byte map: run past the page";
        if (run->exact && run->text_len != run->page_len) return "byte map: exact run of two lengths";
        text_end = run->text + run->text_len;
    }
    if (doc->map.count > 0 && text_end != doc->text.len) return "byte map: ends before the text";
    return NULL;
}

/* A word of a name is its first word or follows another of the same class in its sentence. */
static const char *check_name_part(const Document *doc, uint32_t index)
{
    const Token *token = &doc->tokens.items[index];
    if (token->name >= NAME_TYPE_COUNT) return "token's name is of no class";
    if (token->name == NAME_TYPE_NONE) return token->starts_name ? "token starts no name" : NULL;
    if (token->starts_name) return NULL;
    bool follows = index > 0 && token[-1].sentence == token->sentence && token[-1].name == token->name;
    return follows ? NULL : "token goes on with a name that did not begin";
}

static const char *check_tokens(const Document *doc)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        const Token *token = &doc->tokens.items[i];
        CHECK(check_span(doc, token->span, "token"));
        if (span_is_empty(token->span)) return "empty token";
        if (token->span.start < end) return "tokens overlap or are out of order";
        end = token->span.end;
        CHECK_INDEX(token->sentence, doc->sentences, "token's sentence");
        CHECK_INDEX(token->head, doc->tokens, "token's head");
        CHECK(check_name_part(doc, i));
    }
    return NULL;
}

static const char *check_sentences(const Document *doc)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        const Sentence *sentence = &doc->sentences.items[i];
        CHECK(check_span(doc, sentence->span, "sentence"));
        if (sentence->tokens.first != next || sentence->tokens.end <= next)
            return "sentences do not part the tokens";
        next = sentence->tokens.end;
        CHECK_INDEX(sentence->block, doc->blocks, "sentence's block");
    }
    return next == doc->tokens.count ? NULL : "tokens outside every sentence";
}

static const char *check_mentions(const Document *doc)
{
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        CHECK(check_span(doc, mention->span, "mention"));
        CHECK_INDEX(mention->actor, doc->actors, "mention's actor");
        if (mention->tokens.first >= mention->tokens.end ||
            mention->tokens.end > doc->tokens.count)
            return "mention's tokens are out of range";
        if (mention->head < mention->tokens.first || mention->head >= mention->tokens.end)
            return "mention's head lies outside it";
        if (mention->name >= NAME_TYPE_COUNT) return "mention's name is of no class";
        if (mention->by.rule.len == 0) return "mention without a rule";
    }
    return NULL;
}

static const char *check_places(const Document *doc)
{
    CHECK_INDEX(doc->dateline_place, doc->places, "dateline's place");
    for (uint32_t i = 0; i < doc->places.count; i++) {
        const Place *place = &doc->places.items[i];
        CHECK(check_span(doc, place->span, "place"));
        if (place->name.len == 0) return "place without a name";
        if (place->kind >= PLACE_KIND_COUNT) return "place is of no kind";
        if (place->has_point && place->candidates != 1) return "place has a point but is not chosen";
        if (place->by.rule.len == 0) return "place without a rule";
    }
    for (uint32_t i = 0; i < doc->mentions.count; i++)
        CHECK_INDEX(doc->mentions.items[i].place, doc->places, "mention's place");
    return NULL;
}

/* Who is mentioned is decided once. */
static bool contradicts_chain(const Document *doc, const Reference *reference)
{
    if (reference->mention == NONE || reference->chain == NONE) return false;
    uint32_t actor = doc->chains.items[reference->chain].actor;
    const Mention *mention = &doc->mentions.items[reference->mention];
    return actor != mention->actor;
}

static const char *check_references(const Document *doc)
{
    for (uint32_t i = 0; i < doc->references.count; i++) {
        const Reference *reference = &doc->references.items[i];
        CHECK(check_span(doc, reference->span, "reference"));
        CHECK_INDEX(reference->mention, doc->mentions, "reference's mention");
        CHECK_INDEX(reference->chain, doc->chains, "reference's chain");
        CHECK_INDEX(reference->antecedent, doc->references, "reference's antecedent");
        if (reference->head < reference->tokens.first || reference->head >= reference->tokens.end)
            return "reference's head lies outside it";
        if (reference->by.rule.len == 0) return "reference without a rule";
        if (contradicts_chain(doc, reference)) return "mention and its chain name different actors";
    }
    for (uint32_t i = 0; i < doc->chains.count; i++) {
        const Chain *chain = &doc->chains.items[i];
        if (chain->first >= doc->references.count) return "chain's first reference is out of range";
        if (doc->references.items[chain->first].chain != i) return "chain's first is not in it";
        if (chain->count < 2) return "chain of one reference";
        CHECK_INDEX(chain->actor, doc->actors, "chain's actor");
    }
    return NULL;
}

static const char *check_introductions(const Document *doc)
{
    for (uint32_t i = 0; i < doc->introductions.count; i++) {
        const Introduction *introduction = &doc->introductions.items[i];
        CHECK(check_span(doc, introduction->span, "introduction"));
        if (introduction->mention >= doc->mentions.count) return "introduction of no mention";
        if (introduction->actor >= doc->actors.count) return "introduction of no actor";
        if (!span_contains(introduction->span, doc->mentions.items[introduction->mention].span))
            return "introduction without the name";
        if (introduction->office.len == 0 && introduction->description.len == 0)
            return "introduction that says nothing";
        if (introduction->by.rule.len == 0) return "introduction without a rule";
    }
    return NULL;
}

static const char *check_parties(const Document *doc, const PartyList *parties)
{
    for (uint32_t i = 0; i < parties->count; i++) {
        CHECK_INDEX(parties->items[i].mention, doc->mentions, "party's mention");
        CHECK_INDEX(parties->items[i].actor, doc->actors, "party's actor");
    }
    return NULL;
}

static const char *check_chain(const Document *doc, const ChannelChain *chain)
{
    for (uint32_t i = 0; i < chain->count; i++) {
        CHECK(check_span(doc, chain->items[i].evidence, "channel link"));
        CHECK_INDEX(chain->items[i].actor, doc->actors, "channel link's actor");
        CHECK_INDEX(chain->items[i].time, doc->times, "channel link's time");
    }
    return NULL;
}

static const char *check_contents(const Document *doc, const ContentList *contents)
{
    for (uint32_t i = 0; i < contents->count; i++) {
        const MessageContent *content = &contents->items[i];
        CHECK(check_span(doc, content->span, "content"));
        CHECK(check_span(doc, content->cue, "content's cue"));
        CHECK_INDEX(content->quotation, doc->quotations, "content's quotation");
        if (span_is_empty(content->span)) return "content without words";
        if (content->rule.len == 0) return "content without a rule";
    }
    return NULL;
}

static const char *check_speech(const Document *doc)
{
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        CHECK(check_span(doc, quotation->span, "quotation"));
        CHECK(check_span(doc, quotation->cue, "cue"));
        CHECK(check_span(doc, quotation->source, "source"));
        CHECK(check_span(doc, quotation->hearer, "hearer"));
        CHECK(check_span(doc, quotation->medium_span, "medium"));
        CHECK(check_span(doc, quotation->occasion_span, "occasion"));
        CHECK_INDEX(quotation->speaker, doc->mentions, "quotation's speaker");
        CHECK_INDEX(quotation->addressee, doc->mentions, "quotation's addressee");
        CHECK_INDEX(quotation->speaker_actor, doc->actors, "quotation's speaker");
        CHECK_INDEX(quotation->message, doc->messages, "quotation's message");
        CHECK(check_chain(doc, &quotation->chain));
        if (quotation->by.rule.len == 0) return "quotation without a rule";
    }
    for (uint32_t i = 0; i < doc->messages.count; i++) {
        const Message *message = &doc->messages.items[i];
        CHECK(check_span(doc, message->span, "message"));
        if (span_is_empty(message->span)) return "message without evidence";
        CHECK(check_parties(doc, &message->senders));
        CHECK(check_parties(doc, &message->recipients));
        CHECK(check_contents(doc, &message->contents));
        CHECK(check_span(doc, message->reply_to.span, "what a message answers"));
        CHECK_INDEX(message->reply_to.message, doc->messages, "answered message");
        CHECK(check_chain(doc, &message->chain));
        if (message->by.rule.len == 0) return "message without a rule";
    }
    return NULL;
}

static const char *check_assertions(const Document *doc)
{
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const Event *event = &doc->events.items[i];
        CHECK(check_span(doc, event->span, "event"));
        CHECK(check_span(doc, event->predicate, "event's predicate"));
        CHECK(check_parties(doc, &event->sources));
        CHECK(check_parties(doc, &event->targets));
        CHECK_INDEX(event->attributed_to, doc->actors, "event's attribution");
        CHECK(check_parties(doc, &event->claimants));
        CHECK_INDEX(event->place, doc->places, "event's place");
        CHECK(check_span(doc, event->place_span, "event's place"));
        if (event->by.rule.len == 0) return "event without a rule";
    }
    for (uint32_t i = 0; i < doc->claims.count; i++) {
        const Claim *claim = &doc->claims.items[i];
        CHECK(check_span(doc, claim->span, "claim"));
        CHECK(check_span(doc, claim->proposition, "proposition"));
        CHECK(check_parties(doc, &claim->holders));
        CHECK_INDEX(claim->answers, doc->claims, "claim's answer");
        if (claim->by.rule.len == 0) return "claim without a rule";
    }
    for (uint32_t i = 0; i < doc->figures.count; i++) {
        const Figure *figure = &doc->figures.items[i];
        CHECK(check_span(doc, figure->span, "figure"));
        CHECK(check_span(doc, figure->quantity, "quantity"));
        if (figure->by.rule.len == 0) return "figure without a rule";
    }
    return NULL;
}

const char *document_broken_invariant(const Document *doc)
{
    CHECK(check_map(doc));
    CHECK(check_tokens(doc));
    CHECK(check_sentences(doc));
    CHECK(check_mentions(doc));
    CHECK(check_places(doc));
    CHECK(check_references(doc));
    CHECK(check_introductions(doc));
    for (uint32_t i = 0; i < doc->times.count; i++)
        CHECK(check_span(doc, doc->times.items[i].span, "time"));
    CHECK(check_speech(doc));
    return check_assertions(doc);
}
