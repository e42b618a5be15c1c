/*
 * Text for .case files: one record a paragraph, its fields indented below, spans before what they
 * stand for:
 *
 *     quotation [0,17) "We will appeal,"
 *       kind      direct
 *       speaker   [18,30) the minister -> role:unknown:minister
 *       cue       [31,35) said
 *       rule      QT-POST-NP-VERB
 */
#include "record/dump.h"

static void add_span_text(Buffer *out, const Document *doc, Span span)
{
    buffer_format(out, "[%u,%u) ", span.start, span.end);
    Str text = document_str(doc, span);
    for (uint32_t i = 0; i < text.len; i++)
        buffer_add_char(out, text.data[i] == '\n' ? ' ' : text.data[i]);
}

static void begin_field(Buffer *out, const char *name)
{
    buffer_format(out, "  %-9s ", name);
}

static void dump_field(Buffer *out, const char *name, Str value)
{
    if (value.len == 0) return;
    begin_field(out, name);
    buffer_add_str(out, value);
    buffer_add_char(out, '\n');
}

static void dump_span_field(Buffer *out, const Document *doc, const char *name, Span span)
{
    if (span_is_empty(span)) return;
    begin_field(out, name);
    add_span_text(out, doc, span);
    buffer_add_char(out, '\n');
}

static Str actor_key(const Document *doc, uint32_t actor)
{
    return actor == NONE ? STR("?") : doc->actors.items[actor].key;
}

/* ---- clean ---- */

static void dump_line(Buffer *out, const char *name, Str value)
{
    if (value.len > 0) buffer_format(out, "%-10s " STR_FMT "\n", name, STR_ARG(value));
}

static void dump_metadata(Buffer *out, const Document *doc)
{
    const Metadata *meta = &doc->meta;
    dump_line(out, "url", meta->url);
    dump_line(out, "outlet", meta->outlet);
    dump_line(out, "title", meta->title);
    dump_line(out, "author", meta->author);
    if (meta->published.edtf.len > 0)
        buffer_format(out, "%-10s " STR_FMT " (%s)\n", "published", STR_ARG(meta->published.edtf),
                      date_origin_name(meta->published_origin));
    dump_line(out, "modified", meta->modified.edtf);
    dump_line(out, "section", meta->section);
    dump_line(out, "canonical", meta->canonical);
    dump_line(out, "amp", meta->is_amp ? STR("yes") : meta->amp_url);
    if (meta->language.len > 0 && !str_equal(meta->language, STR("en")))
        dump_line(out, "language", meta->language);
    if (doc->not_analysed.len > 0)
        buffer_format(out, "not analysed: " STR_FMT "\n", STR_ARG(doc->not_analysed));
    if (meta->text_doubt.len > 0)
        buffer_format(out, "%-10s " STR_FMT " (" STR_FMT ")\n", "doubt", STR_ARG(meta->text_doubt),
                      STR_ARG(meta->text_doubt_rule));
    if (meta->dateline.is_present) {
        buffer_format(out, "%-10s ", "dateline");
        add_span_text(out, doc, meta->dateline.span);
        buffer_format(out, " = " STR_FMT " | " STR_FMT " | " STR_FMT "\n",
                      STR_ARG(meta->dateline.place), STR_ARG(meta->dateline.agency),
                      STR_ARG(meta->dateline.date.edtf));
    }
    for (uint32_t i = 0; i < meta->credits.count; i++)
        dump_line(out, "credit", meta->credits.items[i].name);
}

static void dump_blocks(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const Block *block = &doc->blocks.items[i];
        if (block->kept) {
            buffer_format(out, "%s ", block_type_name(block->type));
            add_span_text(out, doc, block->text);
        } else {
            buffer_format(out, "- %s: ", block_type_name(block->type));
            for (uint32_t c = 0; c < block->dropped.len; c++)
                buffer_add_char(out, block->dropped.data[c] == '\n' ? ' ' : block->dropped.data[c]);
            buffer_format(out, " (" STR_FMT ")", STR_ARG(block->reason));
        }
        if (block->time.len > 0) buffer_format(out, " @ " STR_FMT, STR_ARG(block->time));
        buffer_add_char(out, '\n');
    }
}

/* ---- segment, syntax ---- */

static void dump_sentences(Buffer *out, const Document *doc)
{
    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        TokenRange tokens = doc->sentences.items[s].tokens;
        for (uint32_t t = tokens.first; t < tokens.end; t++) {
            if (t > tokens.first) buffer_add_char(out, ' ');
            buffer_add_str(out, document_str(doc, doc->tokens.items[t].span));
        }
        buffer_add_char(out, '\n');
    }
}

/* form, tag, lemma, relation, form of the head */
static void dump_syntax(Buffer *out, const Document *doc)
{
    for (uint32_t t = 0; t < doc->tokens.count; t++) {
        const Token *token = &doc->tokens.items[t];
        Str form = document_str(doc, token->span);
        Str head = token->head == NONE ? STR("-")
                                       : document_str(doc, doc->tokens.items[token->head].span);
        if (t > 0 && token->sentence != token[-1].sentence) buffer_add_char(out, '\n');
        buffer_format(out, "%-16.*s %-6s %-6s %-14.*s %-13s %.*s\n", STR_ARG(form),
                      tag_name(token->tag), xpos_name(token->xpos), STR_ARG(token->lemma),
                      relation_name(token->relation), STR_ARG(head));
    }
}

/* ---- entities, time ---- */

static void dump_mention(Buffer *out, const Document *doc, const Mention *mention)
{
    add_span_text(out, doc, mention->span);
    buffer_format(out, " | %s -> ", mention_kind_name(mention->kind));
    if (mention->actor == NONE && mention->members[0] != NONE) {
        for (size_t i = 0; i < COUNT(mention->members) && mention->members[i] != NONE; i++)
            buffer_format(out, "%s" STR_FMT, i > 0 ? " + " : "",
                          STR_ARG(actor_key(doc, mention->members[i])));
    } else {
        buffer_add_str(out, actor_key(doc, mention->actor));
    }
    buffer_format(out, " (" STR_FMT ")\n", STR_ARG(mention->by.rule));
}

static void dump_entities(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->mentions.count; i++)
        dump_mention(out, doc, &doc->mentions.items[i]);
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        const Actor *actor = &doc->actors.items[i];
        buffer_format(out, "actor " STR_FMT " | " STR_FMT " | %s", STR_ARG(actor->key),
                      STR_ARG(actor->name), actor_kind_name(actor->kind));
        buffer_format(out, " | " STR_FMT " | " STR_FMT " | " STR_FMT "\n", STR_ARG(actor->country),
                      STR_ARG(actor->sector), STR_ARG(actor->role));
    }
}

/* [27,34) Tripoli = Tripoli | city LBN North Lebanon | 34.43 35.84 | 1 (PLACE-COUNTRY 0.8) */
static void dump_places(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->places.count; i++) {
        const Place *place = &doc->places.items[i];
        if (i == doc->dateline_place) buffer_format(out, "dateline ");
        add_span_text(out, doc, place->span);
        buffer_format(out, " = " STR_FMT " | %s " STR_FMT, STR_ARG(place->name),
                      place_kind_name(place->kind), STR_ARG(place->country.len > 0 ? place->country : STR("-")));
        if (place->countries.len > 0) buffer_format(out, " of " STR_FMT, STR_ARG(place->countries));
        if (place->is_disputed) buffer_format(out, " disputed");
        if (place->region.len > 0) buffer_format(out, " " STR_FMT, STR_ARG(place->region));
        if (place->has_point)
            buffer_format(out, " | %.2f %.2f", (double)place->latitude, (double)place->longitude);
        buffer_format(out, " | %u (" STR_FMT " %.1f)\n", place->candidates, STR_ARG(place->by.rule),
                      (double)place->by.confidence);
    }
}

static void dump_reference(Buffer *out, const Document *doc, const Reference *reference)
{
    buffer_add(out, "  ", 2);
    add_span_text(out, doc, reference->span);
    buffer_format(out, " (" STR_FMT ")\n", STR_ARG(reference->by.rule));
}

/* Chain by chain, then what was left alone. */
static void dump_chains(Buffer *out, const Document *doc)
{
    for (uint32_t c = 0; c < doc->chains.count; c++) {
        const Chain *chain = &doc->chains.items[c];
        buffer_format(out, "chain " STR_FMT "\n", STR_ARG(actor_key(doc, chain->actor)));
        for (uint32_t i = chain->first; i < doc->references.count; i++)
            if (doc->references.items[i].chain == c)
                dump_reference(out, doc, &doc->references.items[i]);
    }
    for (uint32_t i = 0, alone = 0; i < doc->references.count; i++) {
        if (doc->references.items[i].chain != NONE) continue;
        if (alone++ == 0) buffer_format(out, "alone\n");
        dump_reference(out, doc, &doc->references.items[i]);
    }
}

static void dump_introductions(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->introductions.count; i++) {
        const Introduction *introduction = &doc->introductions.items[i];
        add_span_text(out, doc, introduction->span);
        buffer_format(out, "\n  -> " STR_FMT " | " STR_FMT " | " STR_FMT " | " STR_FMT,
                      STR_ARG(actor_key(doc, introduction->actor)), STR_ARG(introduction->office),
                      STR_ARG(introduction->owner), STR_ARG(introduction->description));
        if (introduction->is_former) buffer_format(out, " | former");
        if (introduction->is_future) buffer_format(out, " | future");
        buffer_format(out, " (" STR_FMT ")\n", STR_ARG(introduction->by.rule));
    }
}

static void dump_times(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->times.count; i++) {
        const Time *time = &doc->times.items[i];
        add_span_text(out, doc, time->span);
        buffer_format(out, " | %s " STR_FMT, time_type_name(time->type), STR_ARG(time->timex));
        if (time->mod.len > 0) buffer_format(out, " " STR_FMT, STR_ARG(time->mod));
        if (time->value.edtf.len > 0) buffer_format(out, " = " STR_FMT, STR_ARG(time->value.edtf));
        if (time->anchor.len > 0) buffer_format(out, " from " STR_FMT, STR_ARG(time->anchor));
        buffer_format(out, " (" STR_FMT ")\n", STR_ARG(time->by.rule));
    }
}

/* ---- speech ---- */

static void add_party(Buffer *out, const Document *doc, uint32_t mention, uint32_t actor)
{
    if (mention != NONE) {
        add_span_text(out, doc, doc->mentions.items[mention].span);
        buffer_add(out, " -> ", 4);
    }
    buffer_add_str(out, actor_key(doc, actor));
    buffer_add_char(out, '\n');
}

static void dump_party(Buffer *out, const Document *doc, const char *name, uint32_t mention,
                       uint32_t actor)
{
    if (mention == NONE && actor == NONE) return;
    begin_field(out, name);
    add_party(out, doc, mention, actor);
}

static void dump_parties(Buffer *out, const Document *doc, const char *name,
                         const PartyList *parties)
{
    for (uint32_t i = 0; i < parties->count; i++)
        dump_party(out, doc, name, parties->items[i].mention, parties->items[i].actor);
}

static void dump_chain(Buffer *out, const Document *doc, const ChannelChain *chain)
{
    if (chain->count == 0) return;
    begin_field(out, "chain");
    for (uint32_t i = 0; i < chain->count; i++) {
        const ChannelLink *link = &chain->items[i];
        Str who = link->actor == NONE ? link->name : doc->actors.items[link->actor].key;
        buffer_format(out, "%s%s " STR_FMT, i > 0 ? " > " : "", channel_role_name(link->role),
                      STR_ARG(who));
    }
    buffer_add_char(out, '\n');
}

static void dump_date(Buffer *out, const Document *doc, const char *name, const DateValue *date,
                      Span span)
{
    bool is_told = date->edtf.len > 0 || date->weekday != 0;
    if (!is_told && span_is_empty(span)) return;
    begin_field(out, name);
    if (!is_told)
        buffer_add(out, "unknown", 7);
    else if (date->edtf.len > 0)
        buffer_add_str(out, date->edtf);
    else
        buffer_format(out, "weekday %d", (int)date->weekday);
    if (!span_is_empty(span)) {
        buffer_add(out, " from ", 6);
        add_span_text(out, doc, span);
    }
    buffer_add_char(out, '\n');
}

/* The words that name the speaker, where they are more than his mention. */
static void dump_source(Buffer *out, const Document *doc, const Quotation *quotation)
{
    Span mention = quotation->speaker == NONE ? (Span){0, 0}
                                              : doc->mentions.items[quotation->speaker].span;
    Span source = quotation->source;
    bool has_article = source.start + 4 == mention.start; /* "the" */
    bool is_mention = (source.start == mention.start || has_article) && source.end == mention.end;
    if (!is_mention) dump_span_field(out, doc, "source", source);
}

/* "medium    interview [12,27) in an interview", "medium    post (Twitter) [3,10) tweeted" */
static void dump_setting(Buffer *out, const Document *doc, const char *name, Str kind, Str platform,
                         Span span)
{
    if (kind.len == 0) return;
    begin_field(out, name);
    buffer_add_str(out, kind);
    if (platform.len > 0) buffer_format(out, " (" STR_FMT ")", STR_ARG(platform));
    buffer_add_char(out, ' ');
    add_span_text(out, doc, span);
    buffer_add_char(out, '\n');
}

static void dump_quotations(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        buffer_add(out, "quotation ", 10);
        add_span_text(out, doc, quotation->span);
        buffer_add_char(out, '\n');
        dump_field(out, "kind", str_from_cstring(quotation_kind_name(quotation->kind)));
        dump_party(out, doc, "speaker", quotation->speaker, quotation->speaker_actor);
        dump_source(out, doc, quotation);
        dump_party(out, doc, "addressee", quotation->addressee, quotation->addressee_actor);
        if (quotation->addressee == NONE) dump_span_field(out, doc, "addressee", quotation->hearer);
        dump_span_field(out, doc, "cue", quotation->cue);
        dump_setting(out, doc, "medium", quotation->medium, quotation->platform,
                     quotation->medium_span);
        dump_setting(out, doc, "occasion", quotation->occasion, (Str){NULL, 0},
                     quotation->occasion_span);
        if (quotation->continues != NONE) {
            begin_field(out, "continues");
            add_span_text(out, doc, doc->quotations.items[quotation->continues].span);
            buffer_add_char(out, '\n');
        }
        if (quotation->message != NONE)
            dump_span_field(out, doc, "message", doc->messages.items[quotation->message].span);
        dump_chain(out, doc, &quotation->chain);
        dump_field(out, "rule", quotation->by.rule);
    }
}

static void dump_contents(Buffer *out, const Document *doc, const Message *message)
{
    for (uint32_t i = 0; i < message->contents.count; i++) {
        const MessageContent *content = &message->contents.items[i];
        dump_field(out, "content", str_from_cstring(content_kind_name(content->kind)));
        out->len--; /* the line goes on */
        buffer_add_char(out, ' ');
        add_span_text(out, doc, content->span);
        if (!span_is_empty(content->cue)) buffer_add(out, " by ", 4);
        if (!span_is_empty(content->cue)) add_span_text(out, doc, content->cue);
        if (content->quotation != NONE) buffer_add(out, " quoted", 7);
        buffer_add_char(out, '\n');
    }
}

static void dump_answer(Buffer *out, const Document *doc, const Answer *answer)
{
    if (span_is_empty(answer->span)) return;
    begin_field(out, "reply to");
    buffer_add_str(out, str_from_cstring(message_kind_name(answer->kind)));
    buffer_add_char(out, ' ');
    add_span_text(out, doc, answer->span);
    buffer_add_char(out, '\n');
    dump_date(out, doc, "answered", &answer->sent, answer->sent_span);
    if (answer->message != NONE)
        dump_span_field(out, doc, "answers", doc->messages.items[answer->message].span);
}

static void dump_messages(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->messages.count; i++) {
        const Message *message = &doc->messages.items[i];
        buffer_add(out, "message ", 8);
        add_span_text(out, doc, message->span);
        buffer_add_char(out, '\n');
        dump_field(out, "kind", str_from_cstring(message_kind_name(message->kind)));
        dump_parties(out, doc, "from", &message->senders);
        dump_parties(out, doc, "to", &message->recipients);
        dump_field(out, "occasion", message->occasion);
        if (message->occasion_year != 0) {
            begin_field(out, "year");
            buffer_format(out, "%d\n", (int)message->occasion_year);
        }
        dump_date(out, doc, "sent", &message->sent, message->sent_span);
        dump_date(out, doc, "received", &message->received, message->received_span);
        dump_date(out, doc, "reported", &message->reported, message->reported_span);
        if (message->is_exchange) dump_field(out, "exchange", STR("yes"));
        if (message->is_earlier) dump_field(out, "earlier", STR("yes"));
        if (message->status != STATUS_ASSERTED)
            dump_field(out, "status", str_from_cstring(status_name(message->status)));
        dump_answer(out, doc, &message->reply_to);
        dump_contents(out, doc, message);
        dump_chain(out, doc, &message->chain);
        dump_field(out, "rule", message->by.rule);
    }
}

/* ---- events, claims, figures ---- */

static void dump_event_place(Buffer *out, const Document *doc, const Event *event)
{
    if (event->place == NONE) return;
    const Place *place = &doc->places.items[event->place];
    begin_field(out, "place");
    add_span_text(out, doc, event->place_span);
    if (place->country.len > 0) buffer_format(out, ", " STR_FMT, STR_ARG(place->country));
    if (place->has_point)
        buffer_format(out, " %.2f %.2f", (double)place->latitude, (double)place->longitude);
    buffer_add_char(out, '\n');
}

static void dump_events(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const Event *event = &doc->events.items[i];
        buffer_add(out, "event ", 6);
        add_span_text(out, doc, event->span);
        buffer_add_char(out, '\n');
        dump_span_field(out, doc, "predicate", event->predicate);
        dump_parties(out, doc, "source", &event->sources);
        dump_parties(out, doc, "target", &event->targets);
        begin_field(out, "type");
        buffer_format(out, "%s", plover_type_name(event->plover));
        if (event->mode.len > 0) buffer_format(out, " " STR_FMT, STR_ARG(event->mode));
        buffer_format(out, " " STR_FMT, STR_ARG(event->cameo));
        for (uint32_t k = 0; k < event->contexts.count; k++)
            buffer_format(out, "%s" STR_FMT, k == 0 ? " (" : " ", STR_ARG(event->contexts.items[k]));
        if (event->contexts.count > 0) buffer_add_char(out, ')');
        buffer_add_char(out, '\n');
        if (event->content != PLOVER_NONE) {
            begin_field(out, "of");
            buffer_format(out, "%s", plover_type_name(event->content));
            if (event->content_mode.len > 0) buffer_format(out, " " STR_FMT, STR_ARG(event->content_mode));
            buffer_add_char(out, '\n');
        }
        if (event->times > 0) {
            begin_field(out, "times");
            buffer_format(out, "%u\n", event->times);
        }
        dump_field(out, "status", str_from_cstring(status_name(event->status)));
        if (event->attributed_to != NONE)
            dump_field(out, "by", actor_key(doc, event->attributed_to));
        for (uint32_t k = 1; k < event->claimants.count; k++)
            dump_field(out, "by", actor_key(doc, event->claimants.items[k].actor));
        dump_date(out, doc, "when", &event->when,
                  event->time == NONE ? (Span){0, 0} : doc->times.items[event->time].span);
        dump_event_place(out, doc, event);
        dump_field(out, "rule", event->by.rule);
    }
}

static void dump_claims(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->claims.count; i++) {
        const Claim *claim = &doc->claims.items[i];
        buffer_add(out, "claim ", 6);
        add_span_text(out, doc, claim->proposition);
        buffer_add_char(out, '\n');
        dump_parties(out, doc, "holder", &claim->holders);
        dump_span_field(out, doc, "cue", claim->cue);
        dump_field(out, "stance", str_from_cstring(stance_name(claim->stance)));
        dump_field(out, "polarity", str_from_cstring(polarity_name(claim->polarity)));
        if (claim->answers != NONE)
            dump_span_field(out, doc, "answers", doc->claims.items[claim->answers].proposition);
        dump_field(out, "rule", claim->by.rule);
    }
}

static void dump_figures(Buffer *out, const Document *doc)
{
    for (uint32_t i = 0; i < doc->figures.count; i++) {
        const Figure *figure = &doc->figures.items[i];
        buffer_add(out, "figure ", 7);
        add_span_text(out, doc, figure->span);
        buffer_add_char(out, '\n');
        begin_field(out, "value");
        buffer_format(out, "%.15g", figure->low);
        if (figure->high != figure->low) buffer_format(out, " to %.15g", figure->high);
        buffer_format(out, " (%s)\n", hedge_name(figure->hedge));
        dump_field(out, "unit", figure->unit);
        dump_field(out, "counted", figure->counted);
        dump_field(out, "size", str_from_cstring(figure_size_name(figure->size)));
        dump_field(out, "rule", figure->by.rule);
    }
}

void document_dump(const Document *doc, unsigned parts, Buffer *out)
{
    if (parts & PART_TEXT) {
        dump_metadata(out, doc);
        dump_blocks(out, doc);
    }
    if (parts & PART_TOKENS) dump_sentences(out, doc);
    if (parts & PART_SYNTAX) dump_syntax(out, doc);
    if (parts & PART_ENTITIES) dump_entities(out, doc);
    if (parts & PART_PLACES) dump_places(out, doc);
    if (parts & PART_CHAINS) dump_chains(out, doc);
    if (parts & PART_INTRODUCTIONS) dump_introductions(out, doc);
    if (parts & PART_TIMES) dump_times(out, doc);
    if (parts & PART_SPEECH) {
        dump_quotations(out, doc);
        dump_messages(out, doc);
    }
    if (parts & PART_EVENTS) dump_events(out, doc);
    if (parts & PART_CLAIMS) {
        dump_claims(out, doc);
        dump_figures(out, doc);
    }
}
