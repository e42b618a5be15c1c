#include "query/wanted.h"

#include "store/store.h"
#include "text/data.h"
#include "text/utf8.h"

/* Columns of entities/states.tsv, organisations.tsv and media.tsv. */
enum { STATE_COLUMNS = 15, STATE_NAME = 4, STATE_FORMAL = 5, STATE_OTHERS = 6, STATE_FORMER = 14 };
enum { NAMED_COLUMNS = 6, NAMED_NAME = 1, NAMED_OTHERS = 2 };

typedef struct Wanting {
    Store *store;
    Arena *arena;
    const DataFiles *files;
    bool states_speak;
    const char *slot;
    Str wish;   /* as it was given */
    Str folded; /* the same, folded */
    bool is_key;
    bool is_state;
} Wanting;

static DatelineStatus want(const Wanting *wanting, Str key, DatelineError *err)
{
    Row row = database_row(wanting->store->db, STATEMENT_WANT_ACTOR);
    row_cstring(&row, wanting->slot);
    row_text(&row, key);
    return row_run(&row, err);
}

/* All keys that a statement gives for a country. */
static DatelineStatus want_of_country(const Wanting *wanting, StatementName statement, Str country,
                                      DatelineError *err)
{
    List(Str) keys = {0};
    Row row = database_row(wanting->store->db, statement);
    row_text(&row, country);
    for (bool has_row = true; has_row;) {
        TRY(row_step(&row, &has_row, err));
        if (has_row) *list_add(wanting->arena, &keys) = row_copy_str(&row, 0, wanting->arena);
    }
    for (uint32_t i = 0; i < keys.count; i++) TRY(want(wanting, keys.items[i], err));
    return DATELINE_OK;
}

/* ---- Names that the data know ----------------------------------------------------------------- */

static bool is_wish(const Wanting *wanting, Str name)
{
    uint32_t years = str_find(name, STR(" ("), 0); /* "Zaire (1971-1997)" */
    if (years != STR_NOT_FOUND) name.len = years;
    return name.len > 0 && str_equal(utf8_fold(name, wanting->arena), wanting->folded);
}

static bool is_one_of(const Wanting *wanting, Str names)
{
    StrList list = {0};
    str_split(names, '|', wanting->arena, &list);
    for (uint32_t i = 0; i < list.count; i++)
        if (is_wish(wanting, list.items[i])) return true;
    return false;
}

static DatelineStatus want_state(Wanting *wanting, Str code, DatelineError *err)
{
    wanting->is_state = true;
    TRY(want(wanting, arena_format(wanting->arena, "state:" STR_FMT, STR_ARG(code)), err));
    if (!wanting->states_speak) return DATELINE_OK;
    return want_of_country(wanting, STATEMENT_GET_ACTORS_WHO_SPEAK, code, err);
}

/* A name of today comes before one of another time: "Congo" is not Zaire's successor alone. */
static DatelineStatus want_states(Wanting *wanting, DatelineError *err)
{
    Table table;
    TRY(data_table_read(wanting->files, "entities/states.tsv", STATE_COLUMNS, wanting->arena, &table,
                        err));
    for (int pass = 0; pass < 2 && !wanting->is_state; pass++) {
        for (uint32_t i = 0; i < table.rows.count; i++) {
            const Str *field = table.rows.items[i].fields;
            bool is_named = pass == 1 ? is_one_of(wanting, field[STATE_FORMER])
                                      : is_wish(wanting, field[STATE_NAME]) ||
                                            is_one_of(wanting, field[STATE_FORMAL]) ||
                                            is_one_of(wanting, field[STATE_OTHERS]);
            if (is_named) TRY(want_state(wanting, field[0], err));
        }
    }
    return DATELINE_OK;
}

static DatelineStatus want_named(const Wanting *wanting, const char *file, const char *prefix,
                                 DatelineError *err)
{
    Table table;
    TRY(data_table_read(wanting->files, file, NAMED_COLUMNS, wanting->arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const Str *field = table.rows.items[i].fields;
        if (!is_wish(wanting, field[NAMED_NAME]) && !is_one_of(wanting, field[NAMED_OTHERS])) continue;
        TRY(want(wanting, arena_format(wanting->arena, "%s" STR_FMT, prefix, STR_ARG(field[0])), err));
    }
    return DATELINE_OK;
}

/* ---- Names that articles print ---------------------------------------------------------------- */

/* All words of the wish, one after the other, among the words of the name. */
static bool name_matches(Str name, Str wish)
{
    for (uint32_t at = 0; (at = str_find(name, wish, at)) != STR_NOT_FOUND; at++) {
        bool starts = at == 0 || name.data[at - 1] == ' ';
        bool ends = at + wish.len == name.len || name.data[at + wish.len] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

static DatelineStatus want_printed(const Wanting *wanting, DatelineError *err)
{
    List(Str) keys = {0};
    Arena *scratch = arena_new(4096);
    DatelineStatus status = DATELINE_OK;
    Row row = database_row(wanting->store->db, STATEMENT_GET_ACTOR_NAMES);
    for (bool has_row = true; has_row && status == DATELINE_OK;) {
        status = row_step(&row, &has_row, err);
        if (status != DATELINE_OK || !has_row) break;
        if (wanting->is_key ? str_equal_ignoring_case(row_get_str(&row, 0), wanting->wish)
                            : name_matches(utf8_fold(row_get_str(&row, 1), scratch), wanting->folded))
            *list_add(wanting->arena, &keys) = row_copy_str(&row, 0, wanting->arena);
        arena_clear(scratch);
    }
    for (uint32_t i = 0; i < keys.count && status == DATELINE_OK; i++)
        status = want(wanting, keys.items[i], err);
    arena_free(scratch);
    return status;
}

/* ---- A wish ------------------------------------------------------------------------------------- */

static DatelineStatus want_meant(Wanting *wanting, DatelineError *err)
{
    Str wish = wanting->wish;
    if (str_starts(wish, STR("country:")))
        return want_of_country(wanting, STATEMENT_GET_ACTORS_OF_COUNTRY,
                               (Str){wish.data + 8, wish.len - 8}, err);
    /* "gov:CHL:government" is a key, "Chile: government" a name */
    wanting->is_key = str_find(wish, STR(":"), 0) != STR_NOT_FOUND &&
                      str_find(wish, STR(": "), 0) == STR_NOT_FOUND;
    if (wanting->is_key) return want_printed(wanting, err);
    TRY(want_states(wanting, err));
    if (wanting->is_state) return DATELINE_OK;
    TRY(want_named(wanting, "entities/organisations.tsv", "org:", err));
    TRY(want_named(wanting, "entities/media.tsv", "media:", err));
    return want_printed(wanting, err);
}

static DatelineStatus want_actors(Wanting wanting, const char *slot, Str wish, DatelineError *err)
{
    wanting.slot = slot;
    wanting.wish = str_trim(wish);
    wanting.folded = utf8_fold(wanting.wish, wanting.arena);
    return wanting.folded.len == 0 ? DATELINE_OK : want_meant(&wanting, err);
}

DatelineStatus wanted_prepare(Store *store, const QueryFilter *filter, bool states_speak,
                              DatelineError *err)
{
    TRY(database_run(store->db,
                     "CREATE TEMP TABLE IF NOT EXISTS wanted (slot TEXT, key TEXT,"
                     " PRIMARY KEY (slot, key)) WITHOUT ROWID; DELETE FROM temp.wanted",
                     "preparing a question", err));
    const struct {
        const char *slot;
        Str wish;
    } wishes[] = {{"from", filter->from},
                  {"to", filter->to},
                  {"name", filter->name},
                  {"actor", filter->actor}};
    DataFiles *files = data_files_new(NULL);
    Wanting wanting = {
        .store = store, .arena = arena_new(1u << 14), .files = files, .states_speak = states_speak};
    DatelineStatus status = DATELINE_OK;
    for (uint32_t i = 0; i < COUNT(wishes) && status == DATELINE_OK; i++)
        status = want_actors(wanting, wishes[i].slot, wishes[i].wish, err);
    arena_free(wanting.arena);
    data_files_free(files);
    return status;
}
