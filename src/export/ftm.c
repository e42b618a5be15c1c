/*
 * FollowTheMoney: entities as JSON lines, {"id", "schema", "properties": {name: [text, ...]}}.
 * Actors are persons, bodies and organisations; articles are documents; a mention ties an actor to
 * an article; an event names who is involved and the article that is its proof. Ids follow from
 * content.
 */
#include "base/hash.h"
#include "export/records.h"

typedef struct Ftm {
    Export *export;
    Arena *arena; /* of one entity */
    JsonWriter json;
    unsigned statuses; /* 1 << Status, of messages */
} Ftm;

/* ---- Entities ----------------------------------------------------------------------------------
 */

static Str hashed_id(Arena *arena, char kind, Str first, Str second)
{
    IdBuilder builder;
    id_begin(&builder);
    id_add_str(&builder, first);
    id_add_str(&builder, second);
    Id id = id_finish(&builder, kind);
    return arena_copy_str(arena, id_str(&id));
}

static Str actor_id(Arena *arena, Str key)
{
    return hashed_id(arena, 'k', STR("actor"), key);
}

static void begin_entity(Ftm *ftm, Str id, const char *schema)
{
    ftm->json = (JsonWriter){.out = &ftm->export->out.text};
    json_begin_object(&ftm->json);
    json_key(&ftm->json, "id");
    json_str(&ftm->json, id);
    json_key(&ftm->json, "schema");
    json_cstring(&ftm->json, schema);
    json_key(&ftm->json, "properties");
    json_begin_object(&ftm->json);
}

static DatelineStatus end_entity(Ftm *ftm, DatelineError *err)
{
    json_end_object(&ftm->json);
    json_end_object(&ftm->json);
    return out_end_row(&ftm->export->out, err);
}

/* Each value once, none of them empty; no property without one. */
static void property_list(Ftm *ftm, const char *name, const StrList *values)
{
    bool has_any = false;
    for (uint32_t i = 0; i < values->count; i++) {
        Str value = values->items[i];
        if (value.len == 0 || str_is_one_of(value, values->items, i)) continue;
        if (!has_any) {
            json_key(&ftm->json, name);
            json_begin_array(&ftm->json);
            has_any = true;
        }
        json_str(&ftm->json, value);
    }
    if (has_any) json_end_array(&ftm->json);
}

static void property(Ftm *ftm, const char *name, Str value)
{
    property_list(ftm, name, &(StrList){.items = &value, .count = 1, .capacity = 1});
}

static void country_property(Ftm *ftm, const char *name, Str iso3)
{
    property(ftm, name, codes_country(ftm->export->codes, iso3)->ftm);
}

/* "2024", "2024-12", "2024-12-31"; what EDTF says beside these has no place here. */
static void date_property(Ftm *ftm, const char *name, Str edtf)
{
    bool is_plain = edtf.len == 4 || edtf.len == 7 || edtf.len == 10;
    for (uint32_t i = 0; i < edtf.len; i++)
        is_plain &= i == 4 || i == 7 ? edtf.data[i] == '-' : ascii_is_digit(edtf.data[i]);
    if (is_plain) property(ftm, name, edtf);
}

static void day_property(Ftm *ftm, const char *name, int32_t day)
{
    Buffer text = {0};
    add_day(&text, day, "-");
    property(ftm, name, buffer_str(&text));
    buffer_release(&text);
}

/* NULL: no entity, as of places. */
static const char *schema_of(Str kind)
{
    static const struct {
        const char *kind;
        const char *schema;
    } schemata[] = {{"person", "Person"},
                    {"state", "PublicBody"},
                    {"government body", "PublicBody"},
                    {"organisation", "Organization"},
                    {"armed group", "Organization"},
                    {"media", "Organization"},
                    {"group", "LegalEntity"}};
    for (uint32_t i = 0; i < COUNT(schemata); i++)
        if (str_equal(str_from_cstring(schemata[i].kind), kind)) return schemata[i].schema;
    return NULL;
}

/* ---- Actors and articles -----------------------------------------------------------------------
 */

static DatelineStatus write_actor(Ftm *ftm, const RecordRow *row, DatelineError *err)
{
    Str kind = record_value(row, "kind"), key = record_value(row, "key");
    const char *schema = schema_of(kind);
    if (schema == NULL) return DATELINE_OK;
    begin_entity(ftm, actor_id(ftm->arena, key), schema);
    property(ftm, "name", record_value(row, "name"));
    country_property(ftm, "country", record_value(row, "country"));
    if (str_equal(kind, STR("person"))) property(ftm, "position", record_value(row, "role"));
    property(ftm, "sector", record_value(row, "sector"));
    property(ftm, "keywords", key);
    return end_entity(ftm, err);
}

static DatelineStatus write_article(Ftm *ftm, const RecordRow *row, DatelineError *err)
{
    Str language = record_value(row, "language");
    begin_entity(ftm, record_value(row, "id"), "Article");
    property(ftm, "title", record_value(row, "title"));
    property(ftm, "author", record_value(row, "author"));
    property(ftm, "publisher", record_value(row, "outlet"));
    property(ftm, "sourceUrl", record_value(row, "url"));
    date_property(ftm, "publishedAt", record_value(row, "published"));
    date_property(ftm, "modifiedAt", record_value(row, "modified"));
    if (str_equal(language, STR("en"))) property(ftm, "language", STR("eng"));
    property(ftm, "bodyText", record_value(row, "text"));
    return end_entity(ftm, err);
}

static DatelineStatus write_mention(Ftm *ftm, Str article, const Row *named, DatelineError *err)
{
    Arena *arena = ftm->arena;
    Str key = row_copy_str(named, 1, arena), name = row_copy_str(named, 2, arena);
    const char *schema = schema_of(row_get_str(named, 3));
    if (schema == NULL) return DATELINE_OK;
    begin_entity(ftm, hashed_id(arena, 'h', article, key), "Mention");
    property(ftm, "document", article);
    property(ftm, "name", name);
    property(ftm, "resolved", actor_id(arena, key));
    property(ftm, "detectedSchema", str_from_cstring(schema));
    country_property(ftm, "contextCountry", row_copy_str(named, 4, arena));
    return end_entity(ftm, err);
}

static DatelineStatus write_mentions(Ftm *ftm, Str article, DatelineError *err)
{
    Database *db = ftm->export->plan->store->db;
    int64_t n;
    TRY(article_number(db, article, &n, err));
    Row named = database_row(db, STATEMENT_EXPORT_NAMED);
    row_int(&named, n);
    for (bool found;;) {
        TRY(row_step(&named, &found, err));
        if (!found) return DATELINE_OK;
        TRY(write_mention(ftm, article, &named, err));
    }
}

/* ---- Messages ----------------------------------------------------------------------------------
 */

typedef struct MessageParts {
    StrList senders;
    StrList recipients;
    StrList parties;
    StrList words;
    StrList articles;
    StrList urls;
    StrList sentences;
} MessageParts;

static DatelineStatus read_parties(Ftm *ftm, Str id, MessageParts *out, DatelineError *err)
{
    Row row = database_row(ftm->export->plan->store->db, STATEMENT_EXPORT_MESSAGE_PARTIES);
    row_str(&row, id);
    for (bool found;;) {
        TRY(row_step(&row, &found, err));
        if (!found) return DATELINE_OK;
        Str role = row_get_str(&row, 0);
        StrList *list = str_equal(role, STR("sender"))      ? &out->senders
                        : str_equal(role, STR("recipient")) ? &out->recipients
                                                            : &out->parties;
        *list_add(ftm->arena, list) = actor_id(ftm->arena, row_get_str(&row, 1));
    }
}

static DatelineStatus read_reports(Ftm *ftm, Str id, MessageParts *out, DatelineError *err)
{
    Database *db = ftm->export->plan->store->db;
    Row words = database_row(db, STATEMENT_EXPORT_MESSAGE_WORDS);
    row_str(&words, id);
    bool found;
    for (;;) {
        TRY(row_step(&words, &found, err));
        if (!found) break;
        *list_add(ftm->arena, &out->words) = row_copy_str(&words, 0, ftm->arena);
    }
    Row row = database_row(db, STATEMENT_EXPORT_MESSAGE_REPORTS);
    row_str(&row, id);
    for (;;) {
        TRY(row_step(&row, &found, err));
        if (!found) return DATELINE_OK;
        *list_add(ftm->arena, &out->articles) = row_copy_str(&row, 0, ftm->arena);
        *list_add(ftm->arena, &out->urls) = row_copy_str(&row, 1, ftm->arena);
        *list_add(ftm->arena, &out->sentences) = row_copy_str(&row, 2, ftm->arena);
    }
}

/* A letter is a Message, whose text is what the reports tell of its words, or else the reports; a
 * call or a meeting has no sender and is an Event. */
static DatelineStatus write_message(Ftm *ftm, const RecordRow *row, DatelineError *err)
{
    MessageParts parts = {0};
    Str id = record_value(row, "id"), what = record_value(row, "what");
    TRY(read_parties(ftm, id, &parts, err));
    TRY(read_reports(ftm, id, &parts, err));
    bool is_message = parts.senders.count > 0;
    begin_entity(ftm, id, is_message ? "Message" : "Event");
    if (is_message) {
        property(ftm, "subject", what);
        property_list(ftm, "sender", &parts.senders);
        property_list(ftm, "recipients", &parts.recipients);
        property_list(ftm, "bodyText", parts.words.count > 0 ? &parts.words : &parts.sentences);
    } else {
        property(ftm, "name", what);
        property_list(ftm, "involved", &parts.parties);
    }
    Str sent = record_value(row, "sent");
    date_property(ftm, "date", sent.len > 0 ? sent : record_value(row, "reported"));
    property_list(ftm, "summary", &parts.sentences);
    property(ftm, "keywords", record_value(row, "status"));
    property_list(ftm, "proof", &parts.articles);
    property_list(ftm, "sourceUrl", &parts.urls);
    return end_entity(ftm, err);
}

/* ---- Events ------------------------------------------------------------------------------------
 */

static void involve(Ftm *ftm, StrList *list, const ExportActorList *actors)
{
    for (uint32_t i = 0; i < actors->count; i++)
        if (actors->items[i].key.len > 0 && schema_of(actors->items[i].kind) != NULL)
            *list_add(ftm->arena, list) = actor_id(ftm->arena, actors->items[i].key);
}

static Str event_name(Ftm *ftm, const ExportEvent *event)
{
    Buffer name = {0};
    buffer_format(&name, "%s", plover_type_name(event->plover));
    if (event->mode.len > 0) buffer_format(&name, " " STR_FMT, STR_ARG(event->mode));
    for (uint32_t i = 0; i < event->sources.count; i++)
        buffer_format(&name, "%s" STR_FMT, i == 0 ? ": " : ", ",
                      STR_ARG(event->sources.items[i].name));
    for (uint32_t i = 0; i < event->targets.count; i++)
        buffer_format(&name, "%s" STR_FMT, i == 0 ? " > " : ", ",
                      STR_ARG(event->targets.items[i].name));
    Str copy = arena_copy_str(ftm->arena, buffer_str(&name));
    buffer_release(&name);
    return copy;
}

static DatelineStatus take_event(void *context, const ExportEvent *event, DatelineError *err)
{
    Ftm *ftm = context;
    StrList involved = {0}, keywords = {0};
    arena_clear(ftm->arena);
    involve(ftm, &involved, &event->sources);
    involve(ftm, &involved, &event->targets);
    const Str words[] = {str_from_cstring(plover_type_name(event->plover)), event->mode,
                         event->cameo, str_from_cstring(status_name(event->status))};
    for (uint32_t i = 0; i < COUNT(words); i++) *list_add(ftm->arena, &keywords) = words[i];
    begin_entity(ftm, event->id, "Event");
    property(ftm, "name", event_name(ftm, event));
    property_list(ftm, "involved", &involved);
    bool is_longer = event->has_day && event->last_day > event->first_day;
    if (is_longer) {
        day_property(ftm, "startDate", event->first_day);
        day_property(ftm, "endDate", event->last_day);
    } else if (event->has_day) {
        day_property(ftm, "date", event->first_day);
    }
    property(ftm, "location", event->place);
    country_property(ftm, "country", event->place_country);
    property(ftm, "summary", str_slice(event->article->text, event->span));
    property_list(ftm, "keywords", &keywords);
    property(ftm, "proof", event->article->id);
    property(ftm, "sourceUrl", event->article->url);
    return end_entity(ftm, err);
}

/* ---- All ---------------------------------------------------------------------------------------
 */

static bool is_asked_for(const Ftm *ftm, const RecordRow *row)
{
    Status status;
    return !status_from_name(record_value(row, "status"), &status) ||
           (ftm->statuses & 1u << status) != 0;
}

static DatelineStatus take_record(void *context, const RecordRow *row, DatelineError *err)
{
    Ftm *ftm = context;
    arena_clear(ftm->arena);
    if (row->kind->kind == QUERY_ACTORS) return write_actor(ftm, row, err);
    if (row->kind->kind == QUERY_MESSAGES)
        return is_asked_for(ftm, row) ? write_message(ftm, row, err) : DATELINE_OK;
    TRY(write_article(ftm, row, err));
    return write_mentions(ftm, record_value(row, "id"), err);
}

/* Articles and actors are all there, whatever is asked for: messages and events point to them. */
static DatelineStatus write_records(Ftm *ftm, QueryKind kind, DatelineError *err)
{
    ExportPlan plan = *ftm->export->plan;
    plan.statuses = (Str){NULL, 0}; /* messages are chosen by take_record */
    if (kind != QUERY_MESSAGES) plan.filter = (QueryFilter){.streams = true};
    for (uint32_t i = 0; i < RECORD_KIND_COUNT; i++)
        if (record_kinds[i].kind == kind && records_answer(&plan, &record_kinds[i]))
            return records_each(&plan, &record_kinds[i], take_record, ftm, err);
    return DATELINE_OK;
}

DatelineStatus write_ftm(Export *export, DatelineError *err)
{
    Ftm ftm = {.export = export, .arena = arena_new(1u << 14)};
    EventWish wish = {.statuses = HAPPENED_STATUSES, .takes_undated = true};
    DatelineStatus status =
        statuses_read(export->plan->statuses, HAPPENED_STATUSES, &ftm.statuses, err);
    if (status == DATELINE_OK) status = write_records(&ftm, QUERY_ARTICLE, err);
    if (status == DATELINE_OK) status = write_records(&ftm, QUERY_ACTORS, err);
    if (status == DATELINE_OK) status = write_records(&ftm, QUERY_MESSAGES, err);
    if (status == DATELINE_OK)
        status = events_each(export->plan, export->codes, &wish, take_event, &ftm, err);
    arena_free(ftm.arena);
    return status;
}
