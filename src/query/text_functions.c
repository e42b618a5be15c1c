/*
 * Functions for our SQL that compare two texts:
 *
 *     copy_kind(later, earlier)       exact, near, within, contains or NULL
 *     copy_likeness(a, b)             Jaccard of their shingles, thousandths
 *     copy_share(a, b)                of the shingles of a that stand in b, thousandths
 *     words_added(old, new)           words of the new text that the old one has not
 *     words_removed(old, new)         and the other way round
 *     differences(old, new)           JSON: a list of what was replaced, added, removed
 */
#include "base/json.h"
#include "ledger/copies.h"
#include "ledger/differences.h"
#include "query/functions.h"

static Str text_of(sqlite3_value *value)
{
    const void *data = sqlite3_value_blob(value);
    return (Str){data, (uint32_t)sqlite3_value_bytes(value)};
}

static bool any_null(sqlite3_value **values, int count)
{
    for (int i = 0; i < count; i++)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL) return true;
    return false;
}

static CopyRelation relation_of(sqlite3_value **values)
{
    Arena *arena = arena_new(1u << 16);
    ShingleList later = {0}, earlier = {0};
    shingles_of(text_of(values[0]), arena, &later);
    shingles_of(text_of(values[1]), arena, &earlier);
    ShingleSet a = shingle_set(&later, arena), b = shingle_set(&earlier, arena);
    CopyRelation relation = copy_compare(&a, &b);
    arena_free(arena);
    return relation;
}

static void copy_kind(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    const char *name = copy_kind_name(relation_of(values).kind);
    if (name != NULL) sqlite3_result_text(context, name, -1, SQLITE_STATIC);
}

static void copy_likeness(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (!any_null(values, count))
        sqlite3_result_int64(context, relation_of(values).likeness);
}

static void copy_share(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (!any_null(values, count)) sqlite3_result_int64(context, relation_of(values).share);
}

static void count_changed(sqlite3_context *context, sqlite3_value **values, bool wants_added)
{
    Arena *arena = arena_new(1u << 16);
    DifferenceList list = {0};
    differences_find(text_of(values[0]), text_of(values[1]), arena, &list);
    int64_t words = 0;
    for (uint32_t i = 0; i < list.count; i++)
        words += wants_added ? list.items[i].b_words : list.items[i].a_words;
    arena_free(arena);
    sqlite3_result_int64(context, words);
}

static void words_added(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (!any_null(values, count)) count_changed(context, values, true);
}

static void words_removed(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (!any_null(values, count)) count_changed(context, values, false);
}

/* ---- Differences as JSON --------------------------------------------------------------------- */

/* In a listing; dateline diff shows all. */
#define MOST_DIFFERENCES 100
#define LONGEST_PIECE_BYTES 400

static void write_piece(JsonWriter *json, const char *key, Str text, Span span)
{
    Str piece = str_slice(text, span);
    if (piece.len > LONGEST_PIECE_BYTES) {
        piece.len = LONGEST_PIECE_BYTES;
        while (piece.len > 0 && ((unsigned char)piece.data[piece.len] & 0xC0) == 0x80) piece.len--;
    }
    json_key(json, key);
    json_str(json, piece);
}

static void write_span(JsonWriter *json, const char *key, Span span)
{
    json_key(json, key);
    json_begin_array(json);
    json_int(json, span.start);
    json_int(json, span.end);
    json_end_array(json);
}

static void differences(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Arena *arena = arena_new(1u << 16);
    Buffer out = {0};
    JsonWriter json = {.out = &out};
    DifferenceList list = {0};
    Str a = text_of(values[0]), b = text_of(values[1]);
    differences_find(a, b, arena, &list);
    json_begin_array(&json);
    for (uint32_t i = 0; i < list.count && i < MOST_DIFFERENCES; i++) {
        json_begin_object(&json);
        write_piece(&json, "old", a, list.items[i].a);
        write_piece(&json, "new", b, list.items[i].b);
        write_span(&json, "old_span", list.items[i].a);
        write_span(&json, "new_span", list.items[i].b);
        json_end_object(&json);
    }
    json_end_array(&json);
    sqlite3_result_text(context, out.data, (int)out.len, SQLITE_TRANSIENT);
    buffer_release(&out);
    arena_free(arena);
}

DatelineStatus text_functions_register(Database *db, DatelineError *err)
{
    static const struct {
        const char *name;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {{"copy_kind", copy_kind},         {"copy_likeness", copy_likeness},
                     {"copy_share", copy_share},       {"words_added", words_added},
                     {"words_removed", words_removed}, {"differences", differences}};
    for (uint32_t i = 0; i < COUNT(functions); i++)
        if (sqlite3_create_function(db->handle, functions[i].name, 2,
                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, functions[i].function,
                                    NULL, NULL) != SQLITE_OK)
            return database_fail(db, "preparing a question", err);
    return DATELINE_OK;
}
