/* What an article reports, as JSON: its quotations, messages, events, claims and figures. */
#include <math.h>

#include "record/json_fields.h"

static void write_chain(JsonWriter *json, const Document *doc, const ChannelChain *chain)
{
    json_key(json, "chain");
    json_begin_array(json);
    for (uint32_t i = 0; i < chain->count; i++) {
        const ChannelLink *link = &chain->items[i];
        json_begin_object(json);
        json_name_field(json, "role", channel_role_name(link->role));
        json_actor_field(json, doc, "actor", link->actor);
        json_field(json, "name", link->actor != NONE ? doc->actors.items[link->actor].name
                                                      : link->name);
        if (link->actor != NONE) {
            json_field(json, "country", doc->actors.items[link->actor].country);
            json_field(json, "ownership", doc->actors.items[link->actor].ownership);
        }
        if (link->time != NONE)
            json_field(json, "date", doc->times.items[link->time].value.edtf);
        json_evidence_field(json, doc, "evidence", link->evidence);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_party(JsonWriter *json, const Document *doc, uint32_t mention, uint32_t actor)
{
    json_begin_object(json);
    json_actor_field(json, doc, "actor", actor);
    if (actor != NONE) json_field(json, "name", doc->actors.items[actor].name);
    if (mention != NONE) json_evidence(json, doc, doc->mentions.items[mention].span);
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
    json_evidence(json, doc, span);
}

static void end_record(JsonWriter *json, const Provenance *by)
{
    json_provenance(json, by);
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
    json_actor_field(json, doc, "actor", NONE);
    json_evidence(json, doc, quotation->hearer);
    json_end_object(json);
}

/* Where and how it was said. */
static void write_setting(JsonWriter *json, const Document *doc, const char *key, Str kind,
                          Span span, Str platform)
{
    if (kind.len == 0) return;
    json_key(json, key);
    json_begin_object(json);
    json_field(json, "kind", kind);
    if (platform.len > 0) json_field(json, "platform", platform);
    json_evidence(json, doc, span);
    json_end_object(json);
}

static void write_quotations(JsonWriter *json, const Document *doc)
{
    json_key(json, "quotations");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        begin_record(json, doc, &quotation->id, quotation->span);
        json_name_field(json, "kind", quotation_kind_name(quotation->kind));
        json_key(json, "speaker");
        write_party(json, doc, quotation->speaker, quotation->speaker_actor);
        json_evidence_field(json, doc, "source", quotation->source);
        write_addressee(json, doc, quotation);
        json_evidence_field(json, doc, "cue", quotation->cue);
        write_setting(json, doc, "medium", quotation->medium, quotation->medium_span,
                      quotation->platform);
        write_setting(json, doc, "occasion", quotation->occasion, quotation->occasion_span,
                      (Str){NULL, 0});
        if (quotation->message != NONE)
            json_field(json, "message", id_str(&doc->messages.items[quotation->message].id));
        if (quotation->continues != NONE)
            json_field(json, "continues",
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
        json_name_field(json, "kind", content_kind_name(content->kind));
        json_evidence(json, doc, content->span);
        json_evidence_field(json, doc, "cue", content->cue);
        if (content->quotation != NONE)
            json_field(json, "quotation", id_str(&doc->quotations.items[content->quotation].id));
        json_field(json, "rule", content->rule);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_answer(JsonWriter *json, const Document *doc, const Answer *answer)
{
    if (span_is_empty(answer->span)) return;
    json_key(json, "reply_to");
    json_begin_object(json);
    json_evidence(json, doc, answer->span);
    json_name_field(json, "kind", message_kind_name(answer->kind));
    json_dated_field(json, doc, "sent", &answer->sent, answer->sent_span);
    if (answer->message != NONE)
        json_field(json, "message", id_str(&doc->messages.items[answer->message].id));
    json_end_object(json);
}

static void write_messages(JsonWriter *json, const Document *doc)
{
    json_key(json, "messages");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->messages.count; i++) {
        const Message *message = &doc->messages.items[i];
        begin_record(json, doc, &message->id, message->span);
        json_name_field(json, "kind", message_kind_name(message->kind));
        write_parties(json, doc, "senders", &message->senders);
        write_parties(json, doc, "recipients", &message->recipients);
        json_field(json, "occasion", message->occasion);
        if (message->occasion_year != 0) {
            json_key(json, "occasion_year");
            json_int(json, message->occasion_year);
        }
        json_dated_field(json, doc, "sent", &message->sent, message->sent_span);
        json_dated_field(json, doc, "received", &message->received, message->received_span);
        json_dated_field(json, doc, "reported", &message->reported, message->reported_span);
        json_flag(json, "exchange", message->is_exchange);
        json_flag(json, "earlier", message->is_earlier);
        json_name_field(json, "status", status_name(message->status));
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
    json_evidence(json, doc, event->place_span);
    json_index_field(json, "record", event->place);
    json_field(json, "name", place->name);
    json_field(json, "country", place->country);
    json_point(json, place);
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
        json_name_field(json, "plover", plover_type_name(event->plover));
        json_field(json, "mode", event->mode);
        if (event->contexts.count > 0) {
            json_key(json, "contexts");
            json_begin_array(json);
            for (uint32_t k = 0; k < event->contexts.count; k++) json_str(json, event->contexts.items[k]);
            json_end_array(json);
        }
        json_field(json, "cameo", event->cameo);
        if (event->content != PLOVER_NONE) {
            json_name_field(json, "content", plover_type_name(event->content));
            json_field(json, "content_mode", event->content_mode);
        }
        if (event->times > 0) {
            json_key(json, "times");
            json_int(json, event->times);
        }
        json_name_field(json, "status", status_name(event->status));
        if (event->attributed_to != NONE)
            json_actor_field(json, doc, "attributed_to", event->attributed_to);
        if (event->claimants.count > 0) write_parties(json, doc, "claimants", &event->claimants);
        json_dated_field(json, doc, "when", &event->when,
                    event->time == NONE ? (Span){0, 0} : doc->times.items[event->time].span);
        write_event_place(json, doc, event);
        json_evidence_field(json, doc, "predicate", event->predicate);
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
        json_evidence_field(json, doc, "proposition", claim->proposition);
        json_evidence_field(json, doc, "cue", claim->cue);
        json_name_field(json, "stance", stance_name(claim->stance));
        json_name_field(json, "polarity", polarity_name(claim->polarity));
        json_name_field(json, "status", status_name(claim->status));
        json_key(json, "certainty");
        json_number(json, round((double)claim->certainty * 1000) / 1000);
        if (claim->answers != NONE)
            json_field(json, "answers", id_str(&doc->claims.items[claim->answers].id));
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
        json_evidence_field(json, doc, "quantity", figure->quantity);
        json_key(json, "low");
        json_number(json, figure->low);
        json_key(json, "high");
        json_number(json, figure->high);
        json_name_field(json, "hedge", hedge_name(figure->hedge));
        json_field(json, "unit", figure->unit);
        json_field(json, "counted", figure->counted);
        json_field(json, "size", str_from_cstring(figure_size_name(figure->size)));
        if (figure->event != NONE)
            json_field(json, "event", id_str(&doc->events.items[figure->event].id));
        if (figure->claim != NONE)
            json_field(json, "claim", id_str(&doc->claims.items[figure->claim].id));
        end_record(json, &figure->by);
    }
    json_end_array(json);
}

void json_reports(JsonWriter *json, const Document *doc)
{
    write_quotations(json, doc);
    write_messages(json, doc);
    write_events(json, doc);
    write_claims(json, doc);
    write_figures(json, doc);
}
