#include "query/chain.h"

#include "ledger/sources.h"
#include "query/bind.h"
#include "query/functions.h"
#include "query/media_names.h"
#include "query/period.h"
#include "query/question_sql.h"
#include "store/store.h"

/* SQL is laid out as SQL: */
/* clang-format off */

#define OUTLET "coalesce(a.outlet, a.sitename, host(a.url))"

#define OF_QUOTATION "r.article = q.article AND r.id = q.report"

/* Every record that reports the subject. A claim that stands in no quotation has its holder. */
#define TARGETS                                                                                    \
    "SELECT t.record, t.article, a.id, " OUTLET ", a.published, coalesce(rp.original, t.article)," \
    " rp.article IS NOT NULL, (SELECT count(*) FROM link l WHERE l.article = t.article"            \
    " AND l.record = t.record), t.sent, t.reported FROM ("                                         \
    "SELECT r.id AS record, r.article, r.sent, r.reported, r.is_earlier, r.start_byte"             \
    " FROM message_report mr"                                                                      \
    " JOIN report r ON r.article = mr.article AND r.id = mr.report WHERE mr.message = :id"         \
    " UNION ALL SELECT id, article, sent, reported, 0, 0 FROM report WHERE " IS_RECORD("report", ":id") \
    " UNION ALL SELECT q.id, q.article, r.sent, r.reported, 0, q.start_byte FROM variant_quotation v" \
    " JOIN quotation q ON q.n = v.quotation LEFT JOIN report r ON " OF_QUOTATION                  \
    " WHERE v.variant = :id"                                                                       \
    " UNION ALL SELECT q.id, q.article, r.sent, r.reported, 0, 0 FROM quotation q"                 \
    " LEFT JOIN report r ON " OF_QUOTATION " WHERE " IS_RECORD("q", ":id")                         \
    " UNION ALL SELECT id, article, NULL, NULL, 0, 0 FROM claim WHERE " IS_RECORD("claim", ":id") ") t" \
    " JOIN article a ON a.n = t.article LEFT JOIN repeat rp ON rp.article = t.article"             \
    " WHERE (:since IS NULL OR a.day >= :since) AND (:until IS NULL OR a.day <= :until)"           \
    " ORDER BY a.day IS NULL, a.day, a.id, t.is_earlier, t.start_byte"

#define FORM(column) MOST_PRINTED(column, "l.actor")

#define LINKS                                                                                      \
    "SELECT l.role, coalesce(" NAME("l.actor") ", l.name), l.actor, " FORM("kind") ", "            \
    FORM("country") ", " FORM("sector") ", " FORM("ownership") ", t.value, "                       \
    SENTENCE("l.start_byte") ", " SPAN("l.start_byte", "l.end_byte") " FROM ("                     \
    "SELECT role, actor, name, start_byte, end_byte, time, position FROM link"                     \
    " WHERE article = :article AND record = :record"                                               \
    " UNION ALL SELECT 'said by', p.actor, NULL, m.start_byte, m.end_byte, NULL, p.position"       \
    " FROM party p LEFT JOIN mention m ON m.article = p.article AND m.position = p.mention"        \
    " WHERE p.article = :article AND p.record = :record AND p.role = 'holder'"                     \
    " UNION ALL SELECT 'printed by', NULL, " OUTLET ", NULL, NULL, NULL, 1000 FROM claim k"        \
    " JOIN article a ON a.n = k.article WHERE k.article = :article AND k.id = :record AND " OUTLET " IS NOT NULL) l"        \
    " JOIN content c ON c.article = :article"                                                      \
    " LEFT JOIN time t ON t.article = :article AND t.position = l.time ORDER BY l.position"

/* Whoever else printed the same, in the order of days. */
#define COPIES                                                                                     \
    "SELECT json_group_array(json(o)) FROM (SELECT json_object('article', a.id, 'outlet', " OUTLET \
    ", 'published', a.published, 'kind', coalesce(rp.kind, 'original')) AS o"                      \
    " FROM article a LEFT JOIN repeat rp ON rp.article = a.n WHERE a.n <> :article"                \
    " AND a.n IN (SELECT :original UNION ALL SELECT c.article FROM repeat c WHERE c.original = :original)" \
    " ORDER BY a.day IS NULL, a.day, a.id)"

/* clang-format on */

/* One article's report of the subject, of several the one that tells most of the way. */
typedef struct Target {
    Str record;
    int64_t article;
    Str article_id;
    Str outlet;
    Str published;
    int64_t original;
    bool is_copy;
    int64_t links;
    Str sent;
    Str reported;
} Target;

typedef List(Target) TargetList;

typedef struct Chaining {
    Store *store;
    const QueryFilter *filter;
    Arena *arena;
    MediaNames media;
    TargetList targets;
    SourceLinkList sources;
    Str source_count;
    QuerySink sink;
    void *context;
    uint64_t rows;
} Chaining;

/* ---- Statements -------------------------------------------------------------------------------- */

static DatelineStatus prepare(const Chaining *chaining, const char *sql, sqlite3_stmt **out,
                              DatelineError *err)
{
    Database *db = chaining->store->db;
    if (sqlite3_prepare_v2(db->handle, sql, -1, out, NULL) == SQLITE_OK) return DATELINE_OK;
    return database_fail(db, "following a chain", err);
}

static Str column(const Chaining *chaining, sqlite3_stmt *statement, int index)
{
    const char *text = (const char *)sqlite3_column_text(statement, index);
    uint32_t len = (uint32_t)sqlite3_column_bytes(statement, index);
    return text == NULL ? (Str){NULL, 0} : arena_copy_str(chaining->arena, (Str){text, len});
}

/* DATELINE_OK and *out_has_row, or what is wrong. */
static DatelineStatus step(const Chaining *chaining, sqlite3_stmt *statement, bool *out_has_row,
                           DatelineError *err)
{
    int result = sqlite3_step(statement);
    *out_has_row = result == SQLITE_ROW;
    if (result == SQLITE_ROW || result == SQLITE_DONE) return DATELINE_OK;
    return database_fail(chaining->store->db, "following a chain", err);
}

/* ---- Reports ------------------------------------------------------------------------------------ */

/* Of one original a single report is kept: its own, not a copy's; of one article the longest chain. */
static bool is_better(const Target *a, const Target *than)
{
    if (a->is_copy != than->is_copy) return !a->is_copy;
    return a->article == than->article && a->links > than->links;
}

static void keep_target(Chaining *chaining, Target target)
{
    for (uint32_t i = 0; i < chaining->targets.count; i++) {
        Target *known = &chaining->targets.items[i];
        if (known->original != target.original) continue;
        if (is_better(&target, known)) *known = target;
        return;
    }
    *list_add(chaining->arena, &chaining->targets) = target;
}

static DatelineStatus read_targets(Chaining *chaining, sqlite3_stmt *statement, DatelineError *err)
{
    for (bool has_row;;) {
        TRY(step(chaining, statement, &has_row, err));
        if (!has_row) return DATELINE_OK;
        keep_target(chaining, (Target){.record = column(chaining, statement, 0),
                                       .article = sqlite3_column_int64(statement, 1),
                                       .article_id = column(chaining, statement, 2),
                                       .outlet = column(chaining, statement, 3),
                                       .published = column(chaining, statement, 4),
                                       .original = sqlite3_column_int64(statement, 5),
                                       .is_copy = sqlite3_column_int(statement, 6) != 0,
                                       .links = sqlite3_column_int64(statement, 7),
                                       .sent = column(chaining, statement, 8),
                                       .reported = column(chaining, statement, 9)});
    }
}

static DatelineStatus find_targets(Chaining *chaining, DatelineError *err)
{
    const QueryFilter *filter = chaining->filter;
    sqlite3_stmt *statement;
    int32_t since = 0, until = 0;
    TRY(period_read_bound(filter->since, "since", false, &since, err));
    TRY(period_read_bound(filter->until, "until", true, &until, err));
    TRY(prepare(chaining, TARGETS, &statement, err));
    bind_text(statement, ":id", filter->id);
    if (filter->since.len > 0) bind_int(statement, ":since", since);
    if (filter->until.len > 0) bind_int(statement, ":until", until);
    DatelineStatus status = read_targets(chaining, statement, err);
    sqlite3_finalize(statement);
    return status;
}

/* ---- Links -------------------------------------------------------------------------------------- */

typedef struct Link {
    Str role;
    Str name;
    Str key;
    Str kind;
    Str country;
    Str sector;
    Str ownership;
    Str date;
    Str sentence;
    Str span;
} Link;

typedef List(Link) LinkList;

/* An outlet known by its printed name or address alone. */
static void look_up_medium(Chaining *chaining, Link *link)
{
    if (str_equal(link->role, STR("said by")) || link->ownership.len > 0) return;
    if (link->key.len > 0 && !str_equal(link->kind, STR("media"))) return;
    const Medium *medium = media_names_find(&chaining->media, link->name);
    if (medium == NULL) return;
    if (link->key.len == 0) link->key = medium->key;
    link->kind = STR("media");
    link->country = medium->country;
    link->ownership = medium->ownership;
}

/* The date beside a link's words, else the one that the report or the article gives for its role. */
static Str date_of(const Target *target, const Link *link, bool is_first_carrier)
{
    if (link->date.len > 0) return link->date;
    if (str_equal(link->role, STR("said by"))) return target->sent;
    if (str_equal(link->role, STR("printed by"))) return target->published;
    return is_first_carrier ? target->reported : (Str){NULL, 0};
}

/* "state", "public", "private" of media; "official" of who speaks for a state. */
static Str standing_of(const Link *link)
{
    if (link->ownership.len > 0) return link->ownership;
    bool is_state = str_equal(link->kind, STR("state")) || str_equal(link->kind, STR("government body"));
    bool is_officer = str_equal(link->kind, STR("person")) &&
                      (str_equal(link->sector, STR("GOV")) || str_equal(link->sector, STR("MIL")));
    return is_state || is_officer ? STR("official") : (Str){NULL, 0};
}

static DatelineStatus read_links(Chaining *chaining, sqlite3_stmt *statement, const Target *target,
                                 LinkList *out, DatelineError *err)
{
    bool has_carrier = false;
    for (bool has_row;;) {
        TRY(step(chaining, statement, &has_row, err));
        if (!has_row) return DATELINE_OK;
        Link link = {.role = column(chaining, statement, 0),
                     .name = column(chaining, statement, 1),
                     .key = column(chaining, statement, 2),
                     .kind = column(chaining, statement, 3),
                     .country = column(chaining, statement, 4),
                     .sector = column(chaining, statement, 5),
                     .ownership = column(chaining, statement, 6),
                     .date = column(chaining, statement, 7),
                     .sentence = column(chaining, statement, 8),
                     .span = column(chaining, statement, 9)};
        bool is_carrier = !str_equal(link.role, STR("said by")) && !str_equal(link.role, STR("printed by"));
        look_up_medium(chaining, &link);
        link.date = date_of(target, &link, is_carrier && !has_carrier);
        has_carrier |= is_carrier;
        *list_add(chaining->arena, out) = link;
    }
}

static DatelineStatus find_links(Chaining *chaining, const Target *target, LinkList *out,
                                 DatelineError *err)
{
    sqlite3_stmt *statement;
    TRY(prepare(chaining, LINKS, &statement, err));
    bind_int(statement, ":article", target->article);
    bind_text(statement, ":record", target->record);
    DatelineStatus status = read_links(chaining, statement, target, out, err);
    sqlite3_finalize(statement);
    return status;
}

static DatelineStatus find_copies(Chaining *chaining, const Target *target, Str *out,
                                  DatelineError *err)
{
    sqlite3_stmt *statement;
    bool has_row;
    TRY(prepare(chaining, COPIES, &statement, err));
    bind_int(statement, ":article", target->article);
    bind_int(statement, ":original", target->original);
    DatelineStatus status = step(chaining, statement, &has_row, err);
    if (status == DATELINE_OK && has_row) *out = column(chaining, statement, 0);
    sqlite3_finalize(statement);
    return status;
}

/* ---- From how many places ----------------------------------------------------------------------- */

static void add_sources(Chaining *chaining, const Target *target, int64_t record, const LinkList *links)
{
    uint32_t position = 0;
    bool has_outlet = false;
    for (uint32_t i = 0; i < links->count; i++) {
        const Link *link = &links->items[i];
        if (str_equal(link->role, STR("said by"))) continue;
        bool is_outlet = str_equal(link->role, STR("printed by"));
        has_outlet |= is_outlet;
        *list_add(chaining->arena, &chaining->sources) =
            (SourceLink){.record = record,
                         .article = target->article,
                         .position = ++position,
                         .key = source_key(link->key, link->kind, link->country, link->name, is_outlet,
                                           chaining->arena),
                         .is_outlet = is_outlet};
    }
    if (!has_outlet)
        *list_add(chaining->arena, &chaining->sources) = (SourceLink){
            .record = record, .article = target->article, .position = ++position, .is_outlet = true};
}

/* What the ledger has counted of a message; else by the chains at hand. */
static DatelineStatus count_sources(Chaining *chaining, DatelineError *err)
{
    bool is_message;
    Row row = database_row(chaining->store->db, STATEMENT_GET_INDEPENDENT_SOURCES);
    row_text(&row, chaining->filter->id);
    TRY(row_step(&row, &is_message, err));
    uint32_t count = 0;
    if (is_message) {
        count = (uint32_t)row_get_int(&row, 0);
        row_end(&row);
    } else {
        count = sources_count(&chaining->sources, chaining->arena);
    }
    chaining->source_count = arena_format(chaining->arena, "%u", count);
    return DATELINE_OK;
}

/* ---- Rows --------------------------------------------------------------------------------------- */

static DatelineStatus give_links(Chaining *chaining, const Target *target, const LinkList *links,
                                 DatelineError *err)
{
    Str copies = STR("[]");
    TRY(find_copies(chaining, target, &copies, err));
    for (uint32_t i = 0; i < links->count; i++) {
        const Link *link = &links->items[i];
        Str values[] = {
            target->record,
            arena_format(chaining->arena, "%u", i + 1),
            link->role,
            link->name,
            link->country,
            standing_of(link),
            link->date,
            link->key,
            link->kind,
            link->sentence,
            link->span,
            target->article_id,
            target->outlet,
            target->published,
            copies,
            arena_format(chaining->arena, "%u", chaining->targets.count),
            chaining->source_count,
        };
        chaining->rows++;
        TRY(chaining->sink(chaining->context, values, err));
    }
    return DATELINE_OK;
}

static DatelineStatus follow(Chaining *chaining, DatelineError *err)
{
    TRY(functions_register(chaining->store->db, err));
    TRY(media_names_load(chaining->arena, &chaining->media, err));
    TRY(find_targets(chaining, err));
    uint32_t count = chaining->targets.count;
    LinkList *links = arena_new_items(chaining->arena, LinkList, count);
    for (uint32_t i = 0; i < count; i++) {
        links[i] = (LinkList){0};
        TRY(find_links(chaining, &chaining->targets.items[i], &links[i], err));
        if (links[i].count == 0) /* nobody is known, but somebody printed it */
            *list_add(chaining->arena, &links[i]) =
                (Link){.role = STR("printed by"), .date = chaining->targets.items[i].published};
        add_sources(chaining, &chaining->targets.items[i], i, &links[i]);
    }
    TRY(count_sources(chaining, err));
    uint64_t limit = chaining->filter->limit;
    for (uint32_t i = 0; i < count && (limit == 0 || i < limit); i++)
        TRY(give_links(chaining, &chaining->targets.items[i], &links[i], err));
    return DATELINE_OK;
}

DatelineStatus query_chain(Store *store, const QueryFilter *filter, QuerySink sink, void *context,
                           uint64_t *out_rows, DatelineError *err)
{
    Chaining chaining = {.store = store,
                         .filter = filter,
                         .arena = arena_new(1u << 16),
                         .sink = sink,
                         .context = context};
    DatelineStatus status = follow(&chaining, err);
    arena_free(chaining.arena);
    *out_rows = chaining.rows;
    return status;
}
