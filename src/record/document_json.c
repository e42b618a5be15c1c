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
#include "record/json_fields.h"

static void write_date(JsonWriter *json, const Document *doc, const char *key,
                       const DateValue *date)
{
    json_dated_field(json, doc, key, date, (Span){0, 0});
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
    json_field(json, "url", meta->url);
    json_field(json, "outlet", meta->outlet);
    json_field(json, "title", meta->title);
    json_field(json, "author", meta->author);
    write_authors(json, meta);
    json_field(json, "language", meta->language);
    json_field(json, "not_analysed", doc->not_analysed);
    json_field(json, "sitename", meta->sitename);
    json_field(json, "section", meta->section);
    json_field(json, "canonical", meta->canonical);
    json_field(json, "amp_url", meta->amp_url);
    if (meta->is_amp) {
        json_key(json, "is_amp");
        json_bool(json, true);
    }
    if (meta->is_text_rated) {
        json_key(json, "text_confidence");
        json_number(json, round((double)meta->text_confidence * 1000) / 1000);
        json_field(json, "text_doubt", meta->text_doubt);
        json_field(json, "text_doubt_rule", meta->text_doubt_rule);
    }
    write_date(json, doc, "published", &meta->published);
    json_name_field(json, "published_from", date_origin_name(meta->published_origin));
    write_date(json, doc, "modified", &meta->modified);
    if (meta->modified.is_known)
        json_name_field(json, "modified_from", date_origin_name(meta->modified_origin));
    if (meta->dateline.is_present) {
        json_key(json, "dateline");
        json_begin_object(json);
        json_evidence(json, doc, meta->dateline.span);
        json_field(json, "place", meta->dateline.place);
        json_field(json, "agency", meta->dateline.agency);
        write_date(json, doc, "date", &meta->dateline.date);
        json_index_field(json, "place_record", doc->dateline_place);
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
        json_name_field(json, "type", block_type_name(block->type));
        json_key(json, "kept");
        json_bool(json, block->kept);
        json_key(json, "page");
        json_span(json, block->page);
        if (block->kept) {
            json_key(json, "span");
            json_span(json, block->text);
        } else {
            json_field(json, "reason", block->reason);
            json_field(json, "text", block->dropped);
        }
        json_field(json, "time", block->time);
        json_field(json, "rule", block->rule);
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
        json_field(json, "key", actor->key);
        json_field(json, "name", actor->name);
        json_name_field(json, "kind", actor_kind_name(actor->kind));
        json_field(json, "country", actor->country);
        json_field(json, "sector", actor->sector);
        json_field(json, "role", actor->role);
        json_field(json, "ownership", actor->ownership);
        json_field(json, "status", actor->status);
        json_name_field(json, "known_from", actor->is_from_data ? "data" : "text");
        if (actor->introduced != NONE)
            json_evidence_field(json, doc, "introduced",
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
        json_evidence(json, doc, mention->span);
        json_name_field(json, "kind", mention_kind_name(mention->kind));
        if (mention->name != NAME_TYPE_NONE) json_name_field(json, "name", name_type_name(mention->name));
        json_actor_field(json, doc, "actor", mention->actor);
        if (mention->kind == MENTION_COLLECTIVE || mention->members[0] != NONE) {
            json_key(json, "members");
            json_begin_array(json);
            for (size_t m = 0; m < COUNT(mention->members) && mention->members[m] != NONE; m++)
                json_str(json, doc->actors.items[mention->members[m]].key);
            json_end_array(json);
        }
        json_index_field(json, "place", mention->place);
        json_provenance(json, &mention->by);
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
        json_evidence(json, doc, introduction->span);
        json_actor_field(json, doc, "actor", introduction->actor);
        json_evidence_field(json, doc, "name", doc->mentions.items[introduction->mention].span);
        json_field(json, "office", introduction->office);
        json_field(json, "description", introduction->description);
        json_field(json, "owner", introduction->owner);
        if (introduction->is_former) {
            json_key(json, "former");
            json_bool(json, true);
        }
        if (introduction->is_future) {
            json_key(json, "future");
            json_bool(json, true);
        }
        json_provenance(json, &introduction->by);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_places(JsonWriter *json, const Document *doc)
{
    json_key(json, "places");
    json_begin_array(json);
    for (uint32_t i = 0; i < doc->places.count; i++) {
        const Place *place = &doc->places.items[i];
        json_begin_object(json);
        json_evidence(json, doc, place->span);
        json_field(json, "name", place->name);
        json_name_field(json, "kind", place_kind_name(place->kind));
        json_field(json, "country", place->country);
        json_field(json, "countries", place->countries);
        json_flag(json, "disputed", place->is_disputed);
        json_field(json, "region", place->region);
        json_point(json, place);
        if (place->geonames != 0) json_index_field(json, "geonames", place->geonames);
        json_key(json, "candidates");
        json_int(json, place->candidates);
        json_provenance(json, &place->by);
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
        json_evidence(json, doc, reference->span);
        json_name_field(json, "form", reference_form_name(reference->form));
        json_key(json, "chain");
        if (reference->chain == NONE)
            json_null(json);
        else
            json_int(json, reference->chain);
        json_provenance(json, &reference->by);
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
        json_actor_field(json, doc, "actor", chain->actor);
        json_evidence_field(json, doc, "first", doc->references.items[chain->first].span);
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
        json_evidence(json, doc, time->span);
        json_name_field(json, "type", time_type_name(time->type));
        json_field(json, "timex3", time->timex);
        json_field(json, "mod", time->mod);
        json_field(json, "edtf", time->value.edtf);
        if (time->value.granularity != GRANULARITY_NONE)
            json_name_field(json, "granularity", granularity_name(time->value.granularity));
        json_field(json, "anchor", time->anchor);
        json_provenance(json, &time->by);
        json_end_object(json);
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
    json_reports(&json, doc);
    json_end_object(&json);
}
