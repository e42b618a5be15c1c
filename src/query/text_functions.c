/*
 * Functions for our SQL that compare two texts:
 *
 *     copy_kind(later, earlier)       exact, near, within, contains or NULL
 *     copy_likeness(a, b)             Jaccard of their shingles, thousandths
 *     copy_share(a, b)                of the shingles of a that stand in b, thousandths
 *     words_added(old, new)           words of the new text that the old one has not
 *     words_removed(old, new)         and the other way round
 *     differences(old, new)           JSON: a list of what was replaced, added, removed
 *     marked(old, new)                the new text with its differences: "a [-big-]{+great+} day"
 *     operations(old, new)            JSON: the same, with what is equal, in order
 *     words_in_common(a, b)           share of the words that both have, thousandths
 */
#include "base/json.h"
#include "ledger/copies.h"
#include "ledger/differences.h"
#include "query/functions.h"
#include "text/utf8.h"

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

/* ---- Two wordings side by side ----------------------------------------------------------------- */

/* What lies between two differences is equal but for case and punctuation. */
typedef void (*TakePiece)(void *context, const char *op, Span a, Span b);

static void each_piece(Str a, Str b, const DifferenceList *list, TakePiece take, void *context)
{
    uint32_t a_at = 0, b_at = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const Difference *d = &list->items[i];
        take(context, "equal", (Span){a_at, d->a.start}, (Span){b_at, d->b.start});
        take(context,
             d->a_words == 0   ? "added"
             : d->b_words == 0 ? "removed"
                               : "replaced",
             d->a, d->b);
        a_at = d->a.end;
        b_at = d->b.end;
    }
    take(context, "equal", (Span){a_at, a.len}, (Span){b_at, b.len});
}

typedef struct Marking {
    Str a, b;
    Buffer out;
} Marking;

/* A space between a mark and a word that follows it. */
static void part_pieces(Marking *marking, Str next)
{
    Buffer *out = &marking->out;
    if (out->len == 0 || next.len == 0) return;
    char last = out->data[out->len - 1];
    if ((last == '}' || last == ']') && utf8_is_letter(utf8_decode(next, 0, &(uint32_t){0})))
        buffer_add_char(out, ' ');
}

static void add_mark(Marking *marking, const char *open, Str text, const char *close)
{
    if (text.len == 0) return;
    buffer_format(&marking->out, "%s" STR_FMT "%s", open, STR_ARG(text), close);
}

static void mark_piece(void *context, const char *op, Span a, Span b)
{
    Marking *marking = context;
    Str old = str_trim(str_slice(marking->a, a)), new = str_slice(marking->b, b);
    if (op[0] == 'e') {
        part_pieces(marking, new);
        buffer_add_str(&marking->out, new);
        return;
    }
    size_t len = marking->out.len;
    if (len > 0 && marking->out.data[len - 1] != ' ' && op[0] == 'r' && span_is_empty(b))
        buffer_add_char(&marking->out, ' ');
    add_mark(marking, "[-", old, "-]");
    add_mark(marking, "{+", str_trim(new), "+}");
}

static void marked(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Arena *arena = arena_new(1u << 14);
    DifferenceList list = {0};
    Marking marking = {.a = text_of(values[0]), .b = text_of(values[1])};
    differences_find(marking.a, marking.b, arena, &list);
    each_piece(marking.a, marking.b, &list, mark_piece, &marking);
    sqlite3_result_text(context, marking.out.data, (int)marking.out.len, SQLITE_TRANSIENT);
    buffer_release(&marking.out);
    arena_free(arena);
}

typedef struct Listing {
    Str a, b;
    JsonWriter json;
} Listing;

static void list_piece(void *context, const char *op, Span a, Span b)
{
    Listing *listing = context;
    Str old = str_slice(listing->a, a), new = str_slice(listing->b, b);
    if (str_trim(old).len == 0 && str_trim(new).len == 0) return;
    json_begin_object(&listing->json);
    json_key(&listing->json, "op");
    json_str(&listing->json, str_from_cstring(op));
    json_key(&listing->json, "base");
    json_str(&listing->json, old);
    json_key(&listing->json, "text");
    json_str(&listing->json, new);
    write_span(&listing->json, "base_span", a);
    write_span(&listing->json, "span", b);
    json_end_object(&listing->json);
}

static void operations(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Arena *arena = arena_new(1u << 14);
    Buffer out = {0};
    DifferenceList list = {0};
    Listing listing = {
        .a = text_of(values[0]), .b = text_of(values[1]), .json = {.out = &out}};
    differences_find(listing.a, listing.b, arena, &list);
    json_begin_array(&listing.json);
    each_piece(listing.a, listing.b, &list, list_piece, &listing);
    json_end_array(&listing.json);
    sqlite3_result_text(context, out.data, (int)out.len, SQLITE_TRANSIENT);
    buffer_release(&out);
    arena_free(arena);
}

/* Of the words of both together, those that stand in both in one order. */
static void words_in_common(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Arena *arena = arena_new(1u << 14);
    WordMarkList a = {0}, b = {0};
    DifferenceList list = {0};
    word_marks(text_of(values[0]), arena, &a);
    word_marks(text_of(values[1]), arena, &b);
    differences_find(text_of(values[0]), text_of(values[1]), arena, &list);
    uint64_t changed = 0, all = (uint64_t)a.count + b.count;
    for (uint32_t i = 0; i < list.count; i++) changed += list.items[i].a_words + list.items[i].b_words;
    arena_free(arena);
    sqlite3_result_int64(context, all == 0 ? 1000 : (int64_t)((all - changed) * 1000 / all));
}

DatelineStatus text_functions_register(Database *db, DatelineError *err)
{
    static const struct {
        const char *name;
        void (*function)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {{"copy_kind", copy_kind},         {"copy_likeness", copy_likeness},
                     {"copy_share", copy_share},       {"words_added", words_added},
                     {"words_removed", words_removed}, {"differences", differences},
                     {"marked", marked},               {"operations", operations},
                     {"words_in_common", words_in_common}};
    for (uint32_t i = 0; i < COUNT(functions); i++)
        if (sqlite3_create_function(db->handle, functions[i].name, 2,
                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, functions[i].function,
                                    NULL, NULL) != SQLITE_OK)
            return database_fail(db, "preparing a question", err);
    return DATELINE_OK;
}
