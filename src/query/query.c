#include "query/query.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "query/bind.h"
#include "query/event_words.h"
#include "query/functions.h"
#include "query/period.h"
#include "query/questions.h"
#include "query/wanted.h"
#include "store/store.h"
#include "text/data.h"

/* ---- Words ----------------------------------------------------------------------------------- */

/* Each word quoted, so that nothing in it is taken for search syntax; "troop*" is a beginning. */
static void add_search(Buffer *out, Str about)
{
    for (uint32_t i = 0; i < about.len;) {
        while (i < about.len && about.data[i] == ' ') i++;
        uint32_t start = i;
        while (i < about.len && about.data[i] != ' ') i++;
        if (i == start) break;
        buffer_add_char(out, '"');
        bool is_prefix = i - start > 1 && about.data[i - 1] == '*';
        for (uint32_t k = start; k < i - is_prefix; k++) {
            if (about.data[k] == '"') buffer_add_char(out, '"');
            buffer_add_char(out, about.data[k]);
        }
        buffer_add_str(out, is_prefix ? STR("\"* ") : STR("\" "));
    }
}

/* ---- The statement --------------------------------------------------------------------------- */

typedef struct Asking {
    Store *store;
    const Question *question;
    const QueryFilter *filter;
    const char *select;
    uint32_t column_count;
    Buffer sql;
    Buffer search;
    int32_t since;
    int32_t until;
    Id story;
    Id id;
    sqlite3_stmt *statement;
} Asking;

/* One a filter: what is wished, what it means for the records (NULL: nothing), its option. */
typedef struct Condition {
    Str wish;
    const char *sql;
    const char *option;
    const char *compares; /* what stands behind */
} Condition;

#define CONDITION_COUNT 15

static void list_conditions(const Question *question, const QueryFilter *filter, Condition *out)
{
    const Condition conditions[CONDITION_COUNT] = {
        {filter->from, question->by_from, "from", ""},
        {filter->to, question->by_to, "to", ""},
        {filter->actor, question->by_actor, "actor", ""},
        {filter->about, question->by_about, "about", ""},
        {filter->story, question->by_story, "story", ""},
        {filter->name, question->by_name, "name", ""},
        {filter->country, question->by_country, "country", ""},
        {filter->kind, question->by_kind, "kind", ""},
        {filter->office, question->by_office, "office", ""},
        {filter->type, question->by_type, "type", ""},
        {filter->status, question->by_status, "status", ""},
        {filter->unit, question->by_unit, "unit", ""},
        {filter->counted, question->by_counted, "of", ""},
        {filter->since, question->day, "since", " >= :since"},
        {filter->until, question->day, "until", " <= :until"},
    };
    memcpy(out, conditions, sizeof conditions);
}

bool query_answers(QueryKind kind, const QueryFilter *filter)
{
    Condition conditions[CONDITION_COUNT];
    list_conditions(question_of(kind), filter, conditions);
    for (uint32_t i = 0; i < CONDITION_COUNT; i++)
        if (conditions[i].wish.len > 0 && conditions[i].sql == NULL) return false;
    return true;
}

static DatelineStatus add_condition(Asking *asking, const Condition *condition, DatelineError *err)
{
    if (condition->wish.len == 0) return DATELINE_OK;
    if (condition->sql == NULL)
        return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                    "these records cannot be asked for by '%s'", condition->option);
    buffer_format(&asking->sql, " AND %s%s", condition->sql, condition->compares);
    return DATELINE_OK;
}

static DatelineStatus add_conditions(Asking *asking, DatelineError *err)
{
    const Question *question = asking->question;
    const QueryFilter *filter = asking->filter;
    Condition conditions[CONDITION_COUNT];
    list_conditions(question, filter, conditions);
    for (uint32_t i = 0; i < CONDITION_COUNT; i++)
        TRY(add_condition(asking, &conditions[i], err));
    if (filter->id.len > 0 && question->by_id != NULL)
        buffer_format(&asking->sql, " AND %s", question->by_id);
    else if (filter->id.len > 0)
        buffer_format(&asking->sql, " AND %s = :id", question->id);
    return DATELINE_OK;
}

static DatelineStatus write_sql(Asking *asking, DatelineError *err)
{
    const Question *question = asking->question;
    bool streams = asking->filter->streams;
    if (question->with != NULL) buffer_format(&asking->sql, "WITH %s ", question->with);
    buffer_format(&asking->sql, "SELECT %s FROM %s WHERE 1", asking->select,
                  streams && question->stream_from != NULL ? question->stream_from : question->from);
    TRY(add_conditions(asking, err));
    if (streams) {
        const char *order = question->stream_order != NULL ? question->stream_order : question->id;
        if (order[0] != '\0') buffer_format(&asking->sql, " ORDER BY %s", order);
        return DATELINE_OK;
    }
    if (question->group != NULL) buffer_format(&asking->sql, " GROUP BY %s", question->group);
    buffer_add_str(&asking->sql, STR(" ORDER BY "));
    if (asking->filter->about.len > 0 && question->about_order != NULL)
        buffer_format(&asking->sql, "%s, ", question->about_order);
    if (question->order != NULL)
        buffer_format(&asking->sql, "%s", question->order);
    else
        buffer_format(&asking->sql, "%s IS NULL, %s, %s", question->day, question->day, question->id);
    if (asking->filter->limit > 0)
        buffer_format(&asking->sql, " LIMIT %llu", (unsigned long long)asking->filter->limit);
    return DATELINE_OK;
}

static DatelineStatus prepare(Asking *asking, DatelineError *err)
{
    if (sqlite3_prepare_v2(asking->store->db->handle, asking->sql.data, (int)asking->sql.len,
                           &asking->statement, NULL) != SQLITE_OK)
        return database_fail(asking->store->db, "preparing a question", err);
    bind_text(asking->statement, ":about", buffer_str(&asking->search));
    bind_text(asking->statement, ":words", asking->filter->about);
    bind_text(asking->statement, ":story", asking->filter->story);
    bind_text(asking->statement, ":id", asking->filter->id);
    bind_text(asking->statement, ":base", asking->filter->base);
    bind_text(asking->statement, ":country", asking->filter->country);
    bind_text(asking->statement, ":kind", asking->filter->kind);
    bind_text(asking->statement, ":office", asking->filter->office);
    bind_text(asking->statement, ":type", asking->filter->type);
    bind_text(asking->statement, ":status", asking->filter->status);
    bind_text(asking->statement, ":unit", asking->filter->unit);
    bind_text(asking->statement, ":counted", asking->filter->counted);
    bind_text(asking->statement, ":scale", asking->filter->scale);
    bind_int(asking->statement, ":since", asking->since);
    bind_int(asking->statement, ":until", asking->until);
    return DATELINE_OK;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

#define MOST_COLUMNS 40

static DatelineStatus stream(Asking *asking, QuerySink sink, void *context, uint64_t *rows,
                             DatelineError *err)
{
    uint32_t count = asking->column_count;
    Str values[MOST_COLUMNS];
    assert(count <= MOST_COLUMNS && count == (uint32_t)sqlite3_column_count(asking->statement));
    for (;;) {
        int result = sqlite3_step(asking->statement);
        if (result == SQLITE_DONE) return DATELINE_OK;
        if (result != SQLITE_ROW)
            return database_fail(asking->store->db, "reading the ledger", err);
        for (uint32_t i = 0; i < count; i++) {
            const unsigned char *text = sqlite3_column_text(asking->statement, (int)i);
            values[i] = (Str){(const char *)text,
                              (uint32_t)sqlite3_column_bytes(asking->statement, (int)i)};
        }
        ++*rows;
        TRY(sink(context, values, err));
    }
}

/* A story is named by its id or the beginning of it. */
static DatelineStatus resolve_story(Asking *asking, QueryFilter *filter, Arena *arena,
                                    DatelineError *err)
{
    if (filter->story.len == 0) return DATELINE_OK;
    QueryKind kind;
    Str id;
    bool found;
    TRY(query_find(asking->store, filter->story, &kind, &id, arena, &found, err));
    if (found && kind == QUERY_STORIES) filter->story = id;
    return DATELINE_OK;
}

/* The list as ",denies,disputes,": each word must be one of those that the records know. */
static DatelineStatus read_statuses(const Question *question, Str wished, Arena *arena, Str *out,
                                    DatelineError *err)
{
    StrList words = {0}, known = {0};
    Str list = STR(",");
    *out = (Str){0};
    if (wished.len == 0 || str_equal(wished, STR("all"))) return DATELINE_OK;
    str_split(str_from_cstring(question->statuses), ',', arena, &known);
    str_split(wished, ',', arena, &words);
    for (uint32_t i = 0; i < words.count; i++) {
        if (!str_is_one_of(words.items[i], known.items, known.count))
            return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "status '" STR_FMT "' is none of %s, all",
                        STR_ARG(words.items[i]), question->statuses);
        list = arena_format(arena, STR_FMT STR_FMT ",", STR_ARG(list), STR_ARG(words.items[i]));
    }
    *out = list;
    return DATELINE_OK;
}

static DatelineStatus ask(Asking *asking, QueryFilter *filter, QuerySink sink, void *context,
                          uint64_t *rows, Arena *arena, DatelineError *err)
{
    TRY(functions_register(asking->store->db, err));
    const Question *question = asking->question;
    Str status = filter->status;
    if (question->statuses != NULL) filter->status = (Str){0};
    TRY(event_words_read(filter, question->has_scale, arena, err));
    if (question->statuses != NULL) TRY(read_statuses(question, status, arena, &filter->status, err));
    if (asking->question->has_scale) TRY(scale_functions_register(asking->store->db, err));
    TRY(wanted_prepare(asking->store, filter, asking->question->states_speak, err));
    TRY(period_read_bound(filter->since, "since", false, &asking->since, err));
    TRY(period_read_bound(filter->until, "until", true, &asking->until, err));
    TRY(resolve_story(asking, filter, arena, err));
    add_search(&asking->search, filter->about);
    TRY(write_sql(asking, err));
    TRY(prepare(asking, err));
    return stream(asking, sink, context, rows, err);
}

static DatelineStatus run_asking(Asking *asking, const QueryFilter *filter, QuerySink sink,
                                 void *context, uint64_t *out_rows, DatelineError *err)
{
    QueryFilter resolved = *filter;
    asking->filter = &resolved;
    Arena *arena = arena_new(1024);
    uint64_t rows = 0;
    DatelineStatus status = ask(asking, &resolved, sink, context, &rows, arena, err);
    sqlite3_finalize(asking->statement);
    buffer_release(&asking->sql);
    buffer_release(&asking->search);
    arena_free(arena);
    if (out_rows != NULL) *out_rows = rows;
    return status;
}

DatelineStatus query_run(Store *store, QueryKind kind, const QueryFilter *filter, QuerySink sink,
                         void *context, uint64_t *out_rows, DatelineError *err)
{
    const Question *question = question_of(kind);
    Asking asking = {.store = store,
                     .question = question,
                     .select = question->select,
                     .column_count = question->column_count};
    return run_asking(&asking, filter, sink, context, out_rows, err);
}

typedef struct NumberTaker {
    QueryNumberSink sink;
    void *context;
} NumberTaker;

static int64_t number_of(Str digits)
{
    int64_t number = 0;
    for (uint32_t i = 0; i < digits.len; i++) number = number * 10 + (digits.data[i] - '0');
    return number;
}

static DatelineStatus take_numbers(void *context, const Str *values, DatelineError *err)
{
    const NumberTaker *taker = context;
    return taker->sink(taker->context, number_of(values[0]), number_of(values[1]), err);
}

DatelineStatus query_numbers(Store *store, QueryKind kind, const QueryFilter *filter,
                             QueryNumberSink sink, void *context, DatelineError *err)
{
    NumberTaker taker = {sink, context};
    const Question *question = question_of(kind);
    Asking asking = {.store = store,
                     .question = question,
                     .select = kind == QUERY_ARTICLE ? "a.n, a.n" : "x.n, a.n",
                     .column_count = 2};
    return run_asking(&asking, filter, take_numbers, &taker, NULL, err);
}

/* ---- Ids ------------------------------------------------------------------------------------- */

typedef struct Home {
    char letter;
    QueryKind kind;
    const char *table;
    const char *ids;    /* a table or view that has them */
    bool is_of_article; /* found through its article */
} Home;

static const Home homes[] = {
    {'a', QUERY_ARTICLE, "article", "article", false},
    {'m', QUERY_MESSAGES, "message", "message", false},
    {'r', QUERY_REPORTS, "report", "report", true},
    {'q', QUERY_QUOTES, "quotation", "quotation", true},
    {'e', QUERY_EVENTS, "event", "event", true},
    {'c', QUERY_CLAIMS, "claim", "claim", true},
    {'o', QUERY_OCCURRENCES, "occurrence", "occurrence_id", false},
    {'f', QUERY_FIGURES, "figure", "figure", true},
    {'s', QUERY_STORIES, "story", "story_id", false},
    {'x', QUERY_CONFLICTS, "conflict", "conflict", false},
    {'v', QUERY_VARIANTS, "variant", "variant", false},
    {'t', QUERY_THESES, "thesis", "thesis", false},
};

static const Home *find_home(Str id)
{
    for (uint32_t i = 0; id.len > 0 && i < COUNT(homes); i++)
        if (homes[i].letter == id.data[0]) return &homes[i];
    return NULL;
}

#define MOST_NAMED 8     /* of the ids that a beginning may mean */
#define ID_CHARS_SHOWN 8 /* of an id, as tables print them */

/* "'m' begins the ids of 12 messages: m0br7sdg m3v64nw0 ...": all that a person needs to go on. */
static DatelineStatus fail_ambiguous(const Home *home, Str prefix, const Str *ids, uint64_t count,
                                     DatelineError *err)
{
    Buffer list = {0};
    for (uint32_t i = 0; i < count && i < MOST_NAMED; i++) {
        uint32_t len = prefix.len + 1 > ID_CHARS_SHOWN ? prefix.len + 1 : ID_CHARS_SHOWN;
        buffer_format(&list, " " STR_FMT, STR_ARG(str_slice(ids[i], (Span){0, len < ids[i].len ? len : ids[i].len})));
    }
    DatelineStatus status =
        FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
             "'" STR_FMT "' begins the id of several records (%s, %llu of them):%s%s; give more of it",
             STR_ARG(prefix), home->table, (unsigned long long)count, list.data,
             count > MOST_NAMED ? " ..." : "");
    buffer_release(&list);
    return status;
}

/* The ids that begin with the prefix, in order: the first of them, and how many. */
static DatelineStatus find_in(Store *store, const Home *home, Str prefix, Str *out_id, Arena *arena,
                              bool *out_found, DatelineError *err)
{
    const char *where = home->is_of_article ? "x.article IN " ARTICLES_OF_RECORD("?1") " AND" : "";
    Str sql = arena_format(
        arena, "SELECT x.id FROM %s x WHERE %s x.id >= ?1 AND x.id < ?1 || '~' ORDER BY x.id", home->ids, where);
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(store->db->handle, sql.data, (int)sql.len, &statement, NULL) !=
        SQLITE_OK)
        return database_fail(store->db, "looking for a record", err);
    sqlite3_bind_text(statement, 1, prefix.data, (int)prefix.len, SQLITE_STATIC);
    uint64_t count = 0;
    Str ids[MOST_NAMED];
    while (sqlite3_step(statement) == SQLITE_ROW) {
        Str id = {(const char *)sqlite3_column_text(statement, 0),
                  (uint32_t)sqlite3_column_bytes(statement, 0)};
        if (!str_starts(id, prefix)) break;
        if (count < MOST_NAMED) ids[count] = arena_copy_str(arena, id);
        count++;
    }
    sqlite3_finalize(statement);
    *out_found = count > 0;
    if (count > 1) return fail_ambiguous(home, prefix, ids, count, err);
    if (count == 1) *out_id = ids[0];
    return DATELINE_OK;
}

DatelineStatus query_find(Store *store, Str id, QueryKind *out_kind, Str *out_id, Arena *arena,
                          bool *out_found, DatelineError *err)
{
    *out_found = false;
    if (str_find(id, STR(":"), 0) != STR_NOT_FOUND) { /* "person:kim jong un" */
        Row row = database_row(store->db, STATEMENT_HAS_ACTOR);
        row_text(&row, id);
        TRY(row_step(&row, out_found, err));
        row_end(&row);
        *out_kind = QUERY_ACTORS;
        *out_id = id;
        return DATELINE_OK;
    }
    const Home *home = find_home(id);
    if (home == NULL) return DATELINE_OK;
    *out_kind = home->kind;
    return find_in(store, home, id, out_id, arena, out_found, err);
}
