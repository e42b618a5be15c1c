/*
 * One article as one JSON object. Every record shows its span in the clean text, the span of the
 * page bytes behind it, the text itself, and the rule that made it:
 *
 *     {"id":"q…","span":[0,17],"page":[12,29],"text":"\"We will appeal,\"", …,
 *      "rule":"QT-POST-NP-VERB","confidence":0.9}
 */
#include <math.h>

#include "base/json.h"
#include "record/dump.h"

/* A key that is left out where there is nothing to say. */
static void write_field(JsonWriter *json, const char *key, Str value)
{
    if (value.len == 0) return;
    json_key(json, key);
    json_str(json, value);
}

static void write_name(JsonWriter *json, const char *key, const char *name)
{
    json_key(json, key);
    json_cstring(json, name);
}

static void write_flag(JsonWriter *json, const char *key, bool value)
{
    if (!value) return;
    json_key(json, key);
    json_bool(json, true);
}

/* Nothing for NONE. */
static void write_index(JsonWriter *json, const char *key, uint32_t index)
{
    if (index == NONE) return;
    json_key(json, key);
    json_int(json, index);
}

/* "span", "page" and "text" of the object that is open. */
static void write_evidence(JsonWriter *json, const Document *doc, Span span)
{
    json_key(json, "span");
    json_span(json, span);
    json_key(json, "page");
    json_span(json, document_page_span(doc, span));
    json_key(json, "text");
    json_str(json, document_str(doc, span));
}

static void write_span_object(JsonWriter *json, const Document *doc, const char *key, Span span)
{
    if (span_is_empty(span)) return;
    json_key(json, key);
    json_begin_object(json);
    write_evidence(json, doc, span);
    json_end_object(json);
}

static void write_provenance(JsonWriter *json, const Provenance *by)
{
    json_key(json, "rule");
    json_str(json, by->rule);
    json_key(json, "confidence");
    json_number(json, round((double)by->confidence * 1000) / 1000);
}

static void write_actor_key(JsonWriter *json, const Document *doc, const char *key, uint32_t actor)
{
    json_key(json, key);
    if (actor == NONE)
        json_null(json);
    else
        json_str(json, doc->actors.items[actor].key);
}

/* A date with the words it was read from; left out if nothing is known of it. */
static void write_dated(JsonWriter *json, const Document *doc, const char *key,
                        const DateValue *date, Span span)
{
    bool is_told = date->edtf.len > 0 || date->weekday != 0;
    if (!is_told && span_is_empty(span)) return; /* else "in the outgoing year" of an unknown year */
    json_key(json, key);
    json_begin_object(json);
    write_field(json, "edtf", date->edtf);
    if (date->edtf.len > 0) write_name(json, "granularity", granularity_name(date->granularity));
    if (date->weekday != 0) {
        json_key(json, "weekday");
        json_int(json, (int)date->weekday);
    }
    write_flag(json, "uncertain", date->is_uncertain);
    if (!span_is_empty(span)) write_evidence(json, doc, span);
    json_end_object(json);
}

static void write_date(JsonWriter *json, const Document *doc, const char *key,
                       const DateValue *date)
{
    write_dated(json, doc, key, date, (Span){0, 0});
}

/* ---- the article ---- */

static void write_authors(JsonWriter *json, const Metadata *meta)
{
    if (meta->authors.count == 0) return;
    json_key(json, "authors");
    json_begin_array(json);
    for (uint32_t i = 0; i < meta->authors.count; i++) json_str(json, meta->authors.items[i]);
    json_end_array(json);
}

static void write_metadata(JsonWriter *json, const Document *doc)
{
    const Metadata *meta = &doc->meta;
    write_field(json, "url", meta->url);
    write_field(json, "outlet", meta->outlet);
    write_field(json, "title", meta->title);
    write_field(json, "author", meta->author);
    write_authors(json, meta);
    write_field(json, "language", meta->language);
    write_field(json, "not_analysed", doc->not_analysed);
    write_field(json, "sitename", meta->sitename);
    write_field(json, "section", meta->section);
    write_field(json, "canonical", meta->canonical);
    write_field(json, "amp_url", meta->amp_url);
    if (meta->is_amp) {
        json_key(json, "is_amp");
        json_bool(json, true);
    }
    if (meta->is_text_rated) {
        json_key(json, "text_confidence");
        json_number(json, round((double)meta->text_confidence * 1000) / 1000);
        write_field(json, "text_doubt", meta->text_doubt);
        write_field(json, "text_doubt_rule", meta->text_doubt_rule);
    }
    write_date(json, doc, "published", &meta->published);
    write_name(json, "published_from", date_origin_name(meta->published_origin));
    write_date(json, doc, "modified", &meta->modified);
    if (meta->modified.is_known)
        write_name(json, "modified_from", date_origin_name(meta->modified_origin));
    if (meta->dateline.is_present) {
        json_key(json, "dateline");
        json_begin_object(json);
        write_evidence(json, doc, meta->dateline.span);
        write_field(json, "place", meta->dateline.place);
        write_field(json, "agency", meta->dateline.agency);
        write_date(json, doc, "date", &meta->dateline.date);
        write_index(json, "place_record", doc->dateline_place);
        json_end_object(json);
    }
    json_key(json, "credits");
    json_begin_array(json);
    for (uint32_t i = 0; i < meta->credits.count; i++) json_str(json, meta->credits.items[i].name);
    json_end_array(json);
}

static void write_blocks(JsonWriter *json, const Document *doc)
{
    json_key(json, "blocks");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const Block *block = &doc->blocks.items[i];
        json_begin_object(json);
        write_name(json, "type", block_type_name(block->type));
        json_key(json, "kept");
        json_bool(json, block->kept);
        json_key(json, "page");
        json_span(json, block->page);
        if (block->kept) {
            json_key(json, "span");
            json_span(json, block->text);
        } else {
            write_field(json, "reason", block->reason);
            write_field(json, "text", block->dropped);
        }
        write_field(json, "time", block->time);
        write_field(json, "rule", block->rule);
        json_end_object(json);
    }
    json_end_array(json);
}

/* ---- entities and time ---- */

static void write_actors(JsonWriter *json, const Document *doc)
{
    json_key(json, "actors");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        const Actor *actor = &doc->actors.items[i];
        json_begin_object(json);
        write_field(json, "key", actor->key);
        write_field(json, "name", actor->name);
        write_name(json, "kind", actor_kind_name(actor->kind));
        write_field(json, "country", actor->country);
        write_field(json, "sector", actor->sector);
        write_field(json, "role", actor->role);
        write_field(json, "ownership", actor->ownership);
        write_field(json, "status", actor->status);
        write_name(json, "known_from", actor->is_from_data ? "data" : "text");
        if (actor->introduced != NONE)
            write_span_object(json, doc, "introduced",
                              doc->mentions.items[actor->introduced].span);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_mentions(JsonWriter *json, const Document *doc)
{
    json_key(json, "mentions");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        json_begin_object(json);
        write_evidence(json, doc, mention->span);
        write_name(json, "kind", mention_kind_name(mention->kind));
        if (mention->name != NAME_TYPE_NONE) write_name(json, "name", name_type_name(mention->name));
        write_actor_key(json, doc, "actor", mention->actor);
        if (mention->kind == MENTION_COLLECTIVE || mention->members[0] != NONE) {
            json_key(json, "members");
            json_begin_array(json);
            for (size_t m = 0; m < COUNT(mention->members) && mention->members[m] != NONE; m++)
                json_str(json, doc->actors.items[mention->members[m]].key);
            json_end_array(json);
        }
        write_index(json, "place", mention->place);
        write_provenance(json, &mention->by);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_introductions(JsonWriter *json, const Document *doc)
{
    json_key(json, "introductions");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->introductions.count; i++) {
        const Introduction *introduction = &doc->introductions.items[i];
        json_begin_object(json);
        write_evidence(json, doc, introduction->span);
        write_actor_key(json, doc, "actor", introduction->actor);
        write_span_object(json, doc, "name", doc->mentions.items[introduction->mention].span);
        write_field(json, "office", introduction->office);
        write_field(json, "description", introduction->description);
        write_field(json, "owner", introduction->owner);
        if (introduction->is_former) {
            json_key(json, "former");
            json_bool(json, true);
        }
        if (introduction->is_future) {
            json_key(json, "future");
            json_bool(json, true);
        }
        write_provenance(json, &introduction->by);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_degrees(JsonWriter *json, const char *key, float degrees)
{
    json_key(json, key);
    json_number(json, round((double)degrees * 1000) / 1000);
}

static void write_point(JsonWriter *json, const Place *place)
{
    if (!place->has_point) return;
    write_degrees(json, "latitude", place->latitude);
    write_degrees(json, "longitude", place->longitude);
}

static void write_places(JsonWriter *json, const Document *doc)
{
    json_key(json, "places");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->places.count; i++) {
        const Place *place = &doc->places.items[i];
        json_begin_object(json);
        write_evidence(json, doc, place->span);
        write_field(json, "name", place->name);
        write_name(json, "kind", place_kind_name(place->kind));
        write_field(json, "country", place->country);
        write_field(json, "countries", place->countries);
        write_flag(json, "disputed", place->is_disputed);
        write_field(json, "region", place->region);
        write_point(json, place);
        if (place->geonames != 0) write_index(json, "geonames", place->geonames);
        json_key(json, "candidates");
        json_int(json, place->candidates);
        write_provenance(json, &place->by);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_references(JsonWriter *json, const Document *doc)
{
    json_key(json, "references");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->references.count; i++) {
        const Reference *reference = &doc->references.items[i];
        json_begin_object(json);
        write_evidence(json, doc, reference->span);
        write_name(json, "form", reference_form_name(reference->form));
        json_key(json, "chain");
        if (reference->chain == NONE)
            json_null(json);
        else
            json_int(json, reference->chain);
        write_provenance(json, &reference->by);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_chains(JsonWriter *json, const Document *doc)
{
    json_key(json, "chains");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->chains.count; i++) {
        const Chain *chain = &doc->chains.items[i];
        json_begin_object(json);
        write_actor_key(json, doc, "actor", chain->actor);
        write_span_object(json, doc, "first", doc->references.items[chain->first].span);
        json_key(json, "count");
        json_int(json, chain->count);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_times(JsonWriter *json, const Document *doc)
{
    json_key(json, "times");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->times.count; i++) {
        const Time *time = &doc->times.items[i];
        json_begin_object(json);
        write_evidence(json, doc, time->span);
        write_name(json, "type", time_type_name(time->type));
        write_field(json, "timex3", time->timex);
        write_field(json, "mod", time->mod);
        write_field(json, "edtf", time->value.edtf);
        if (time->value.granularity != GRANULARITY_NONE)
            write_name(json, "granularity", granularity_name(time->value.granularity));
        write_field(json, "anchor", time->anchor);
        write_provenance(json, &time->by);
        json_end_object(json);
    }
    json_end_array(json);
}

/* ---- speech ---- */

static void write_chain(JsonWriter *json, const Document *doc, const ChannelChain *chain)
{
    json_key(json, "chain");
    json_begin_array(json);
    for (uint32_t i = 0; i < chain->count; i++) {
        const ChannelLink *link = &chain->items[i];
        json_begin_object(json);
        write_name(json, "role", channel_role_name(link->role));
        write_actor_key(json, doc, "actor", link->actor);
        write_field(json, "name", link->actor != NONE ? doc->actors.items[link->actor].name
                                                      : link->name);
        if (link->actor != NONE) {
            write_field(json, "country", doc->actors.items[link->actor].country);
            write_field(json, "ownership", doc->actors.items[link->actor].ownership);
        }
        if (link->time != NONE)
            write_field(json, "date", doc->times.items[link->time].value.edtf);
        write_span_object(json, doc, "evidence", link->evidence);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_party(JsonWriter *json, const Document *doc, uint32_t mention, uint32_t actor)
{
    json_begin_object(json);
    write_actor_key(json, doc, "actor", actor);
    if (actor != NONE) write_field(json, "name", doc->actors.items[actor].name);
    if (mention != NONE) write_evidence(json, doc, doc->mentions.items[mention].span);
    json_end_object(json);
}

static void write_parties(JsonWriter *json, const Document *doc, const char *key,
                          const PartyList *parties)
{
    json_key(json, key);
    json_begin_array(json);
    for (uint32_t i = 0; i < parties->count; i++)
        write_party(json, doc, parties->items[i].mention, parties->items[i].actor);
    json_end_array(json);
}

static void begin_record(JsonWriter *json, const Document *doc, const Id *id, Span span)
{
    json_begin_object(json);
    json_key(json, "id");
    json_str(json, id_str(id));
    write_evidence(json, doc, span);
}

static void end_record(JsonWriter *json, const Provenance *by)
{
    write_provenance(json, by);
    json_end_object(json);
}

/* Somebody the article does not know by name stands in the words alone. */
static void write_addressee(JsonWriter *json, const Document *doc, const Quotation *quotation)
{
    if (quotation->addressee == NONE && span_is_empty(quotation->hearer)) return;
    json_key(json, "addressee");
    if (quotation->addressee != NONE) {
        write_party(json, doc, quotation->addressee, quotation->addressee_actor);
        return;
    }
    json_begin_object(json);
    write_actor_key(json, doc, "actor", NONE);
    write_evidence(json, doc, quotation->hearer);
    json_end_object(json);
}

/* Where and how it was said. */
static void write_setting(JsonWriter *json, const Document *doc, const char *key, Str kind,
                          Span span, Str platform)
{
    if (kind.len == 0) return;
    json_key(json, key);
    json_begin_object(json);
    write_field(json, "kind", kind);
    if (platform.len > 0) write_field(json, "platform", platform);
    write_evidence(json, doc, span);
    json_end_object(json);
}

static void write_quotations(JsonWriter *json, const Document *doc)
{
    json_key(json, "quotations");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        begin_record(json, doc, &quotation->id, quotation->span);
        write_name(json, "kind", quotation_kind_name(quotation->kind));
        json_key(json, "speaker");
        write_party(json, doc, quotation->speaker, quotation->speaker_actor);
        write_span_object(json, doc, "source", quotation->source);
        write_addressee(json, doc, quotation);
        write_span_object(json, doc, "cue", quotation->cue);
        write_setting(json, doc, "medium", quotation->medium, quotation->medium_span,
                      quotation->platform);
        write_setting(json, doc, "occasion", quotation->occasion, quotation->occasion_span,
                      (Str){NULL, 0});
        if (quotation->message != NONE)
            write_field(json, "message", id_str(&doc->messages.items[quotation->message].id));
        if (quotation->continues != NONE)
            write_field(json, "continues",
                        id_str(&doc->quotations.items[quotation->continues].id));
        write_chain(json, doc, &quotation->chain);
        end_record(json, &quotation->by);
    }
    json_end_array(json);
}

static void write_contents(JsonWriter *json, const Document *doc, const ContentList *contents)
{
    json_key(json, "contents");
    json_begin_array(json);
    for (uint32_t i = 0; i < contents->count; i++) {
        const MessageContent *content = &contents->items[i];
        json_begin_object(json);
        write_name(json, "kind", content_kind_name(content->kind));
        write_evidence(json, doc, content->span);
        write_span_object(json, doc, "cue", content->cue);
        if (content->quotation != NONE)
            write_field(json, "quotation", id_str(&doc->quotations.items[content->quotation].id));
        write_field(json, "rule", content->rule);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_answer(JsonWriter *json, const Document *doc, const Answer *answer)
{
    if (span_is_empty(answer->span)) return;
    json_key(json, "reply_to");
    json_begin_object(json);
    write_evidence(json, doc, answer->span);
    write_name(json, "kind", message_kind_name(answer->kind));
    write_dated(json, doc, "sent", &answer->sent, answer->sent_span);
    if (answer->message != NONE)
        write_field(json, "message", id_str(&doc->messages.items[answer->message].id));
    json_end_object(json);
}

static void write_messages(JsonWriter *json, const Document *doc)
{
    json_key(json, "messages");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->messages.count; i++) {
        const Message *message = &doc->messages.items[i];
        begin_record(json, doc, &message->id, message->span);
        write_name(json, "kind", message_kind_name(message->kind));
        write_parties(json, doc, "senders", &message->senders);
        write_parties(json, doc, "recipients", &message->recipients);
        write_field(json, "occasion", message->occasion);
        if (message->occasion_year != 0) {
            json_key(json, "occasion_year");
            json_int(json, message->occasion_year);
        }
        write_dated(json, doc, "sent", &message->sent, message->sent_span);
        write_dated(json, doc, "received", &message->received, message->received_span);
        write_dated(json, doc, "reported", &message->reported, message->reported_span);
        write_flag(json, "exchange", message->is_exchange);
        write_flag(json, "earlier", message->is_earlier);
        write_name(json, "status", status_name(message->status));
        write_answer(json, doc, &message->reply_to);
        write_contents(json, doc, &message->contents);
        write_chain(json, doc, &message->chain);
        end_record(json, &message->by);
    }
    json_end_array(json);
}

/* ---- events, claims, figures ---- */

static void write_event_place(JsonWriter *json, const Document *doc, const Event *event)
{
    if (event->place == NONE) return;
    const Place *place = &doc->places.items[event->place];
    json_key(json, "place");
    json_begin_object(json);
    write_evidence(json, doc, event->place_span);
    write_index(json, "record", event->place);
    write_field(json, "name", place->name);
    write_field(json, "country", place->country);
    write_point(json, place);
    json_end_object(json);
}

static void write_events(JsonWriter *json, const Document *doc)
{
    json_key(json, "events");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const Event *event = &doc->events.items[i];
        begin_record(json, doc, &event->id, event->span);
        write_parties(json, doc, "sources", &event->sources);
        write_parties(json, doc, "targets", &event->targets);
        write_name(json, "plover", plover_type_name(event->plover));
        write_field(json, "mode", event->mode);
        if (event->contexts.count > 0) {
            json_key(json, "contexts");
            json_begin_array(json);
            for (uint32_t k = 0; k < event->contexts.count; k++) json_str(json, event->contexts.items[k]);
            json_end_array(json);
        }
        write_field(json, "cameo", event->cameo);
        if (event->content != PLOVER_NONE) {
            write_name(json, "content", plover_type_name(event->content));
            write_field(json, "content_mode", event->content_mode);
        }
        write_name(json, "status", status_name(event->status));
        if (event->attributed_to != NONE)
            write_actor_key(json, doc, "attributed_to", event->attributed_to);
        write_dated(json, doc, "when", &event->when,
                    event->time == NONE ? (Span){0, 0} : doc->times.items[event->time].span);
        write_event_place(json, doc, event);
        write_span_object(json, doc, "predicate", event->predicate);
        end_record(json, &event->by);
    }
    json_end_array(json);
}

static void write_claims(JsonWriter *json, const Document *doc)
{
    json_key(json, "claims");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->claims.count; i++) {
        const Claim *claim = &doc->claims.items[i];
        begin_record(json, doc, &claim->id, claim->span);
        write_parties(json, doc, "holders", &claim->holders);
        write_span_object(json, doc, "proposition", claim->proposition);
        write_span_object(json, doc, "cue", claim->cue);
        write_name(json, "stance", stance_name(claim->stance));
        write_name(json, "polarity", polarity_name(claim->polarity));
        write_name(json, "status", status_name(claim->status));
        json_key(json, "certainty");
        json_number(json, round((double)claim->certainty * 1000) / 1000);
        if (claim->answers != NONE)
            write_field(json, "answers", id_str(&doc->claims.items[claim->answers].id));
        end_record(json, &claim->by);
    }
    json_end_array(json);
}

static void write_figures(JsonWriter *json, const Document *doc)
{
    json_key(json, "figures");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->figures.count; i++) {
        const Figure *figure = &doc->figures.items[i];
        begin_record(json, doc, &figure->id, figure->span);
        write_span_object(json, doc, "quantity", figure->quantity);
        json_key(json, "low");
        json_number(json, figure->low);
        json_key(json, "high");
        json_number(json, figure->high);
        write_name(json, "hedge", hedge_name(figure->hedge));
        write_field(json, "unit", figure->unit);
        write_field(json, "counted", figure->counted);
        write_field(json, "size", str_from_cstring(figure_size_name(figure->size)));
        if (figure->event != NONE)
            write_field(json, "event", id_str(&doc->events.items[figure->event].id));
        if (figure->claim != NONE)
            write_field(json, "claim", id_str(&doc->claims.items[figure->claim].id));
        end_record(json, &figure->by);
    }
    json_end_array(json);
}

void document_write_json(const Document *doc, Buffer *out)
{
    JsonWriter json = {.out = out};
    json_begin_object(&json);
    json_key(&json, "id");
    json_str(&json, id_str(&doc->id));
    write_metadata(&json, doc);
    json_key(&json, "clean_text");
    json_str(&json, doc->text);
    write_blocks(&json, doc);
    write_actors(&json, doc);
    write_mentions(&json, doc);
    write_introductions(&json, doc);
    write_places(&json, doc);
    write_references(&json, doc);
    write_chains(&json, doc);
    write_times(&json, doc);
    write_quotations(&json, doc);
    write_messages(&json, doc);
    write_events(&json, doc);
    write_claims(&json, doc);
    write_figures(&json, doc);
    json_end_object(&json);
}
