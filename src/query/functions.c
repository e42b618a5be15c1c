#include "query/functions.h"

#include "store/pack.h"
#include "store/settle.h"
#include "text/utf8.h"

static Str text_of(sqlite3_value *value)
{
    const void *data = sqlite3_value_blob(value);
    return (Str){data, (uint32_t)sqlite3_value_bytes(value)};
}

static void return_text(sqlite3_context *context, Str text)
{
    if (text.len == 0)
        sqlite3_result_null(context);
    else
        sqlite3_result_text(context, text.data, (int)text.len, SQLITE_TRANSIENT);
}

static bool any_null(sqlite3_value **values, int count)
{
    for (int i = 0; i < count; i++)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL) return true;
    return false;
}

static void slice(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Str text = text_of(values[0]);
    int64_t start = sqlite3_value_int64(values[1]), end = sqlite3_value_int64(values[2]);
    if (start < 0 || start > end || end > text.len) return;
    return_text(context, str_slice(text, (Span){(uint32_t)start, (uint32_t)end}));
}

static void sentence(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Str text = text_of(values[0]);
    int64_t start = sqlite3_value_int64(values[2]);
    Arena *arena = arena_new(4096);
    SpanList sentences = {0};
    unpack_sentences(text_of(values[1]), arena, &sentences);
    for (uint32_t i = 0; i < sentences.count; i++) {
        Span span = sentences.items[i];
        if (start < span.start || start >= span.end || span.end > text.len) continue;
        return_text(context, str_slice(text, span));
        break;
    }
    arena_free(arena);
}

#define LONGEST_LINE_BYTES 160

/* To the end of a word if one ends in the second half, else of a character. */
static uint32_t cut_line(Str line)
{
    if (line.len <= LONGEST_LINE_BYTES) return line.len;
    for (uint32_t end = LONGEST_LINE_BYTES; end > LONGEST_LINE_BYTES / 2; end--)
        if (line.data[end] == ' ') return end;
    uint32_t end = LONGEST_LINE_BYTES;
    while (end > 0 && ((unsigned char)line.data[end] & 0xC0) == 0x80) end--;
    return end;
}

static void first_line(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Str text = str_trim(text_of(values[0]));
    uint32_t end = str_find(text, STR("\n"), 0);
    if (end != STR_NOT_FOUND) text.len = end;
    text.len = cut_line(text);
    return_text(context, text);
}

static void edtf(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Arena *arena = arena_new(256);
    return_text(context, edtf_of_days((int32_t)sqlite3_value_int64(values[0]),
                                      (int32_t)sqlite3_value_int64(values[1]), arena));
    arena_free(arena);
}

static void host(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Str url = text_of(values[0]);
    uint32_t start = str_find(url, STR("://"), 0);
    if (start == STR_NOT_FOUND) return;
    start += 3;
    if (str_starts((Str){url.data + start, url.len - start}, STR("www."))) start += 4;
    uint32_t end = start;
    while (end < url.len && strchr("/?#:", url.data[end]) == NULL) end++;
    return_text(context, (Str){url.data + start, end - start});
}

/* Lower case without diacritics, each run of what is no letter or digit one space, with a space at
 * both ends: " non alignment ". A '*' behind a word stays, if it is asked for. */
static Str words_only(Str text, bool keeps_stars, Arena *arena)
{
    Str folded = utf8_fold(text, arena);
    char *out = arena_alloc(arena, (size_t)folded.len + 2);
    uint32_t len = 0;
    out[len++] = ' ';
    for (uint32_t at = 0, used; at < folded.len; at += used) {
        uint32_t character = utf8_decode(folded, at, &used);
        bool is_word = character != UTF8_BAD &&
                       (utf8_is_letter(character) || utf8_is_digit(character) ||
                        (keeps_stars && character == '*' && out[len - 1] != ' '));
        if (is_word) {
            memcpy(out + len, folded.data + at, used);
            len += used;
        } else if (out[len - 1] != ' ') {
            out[len++] = ' ';
        }
    }
    if (out[len - 1] != ' ') out[len++] = ' ';
    return (Str){out, len};
}

/* Does the text hold all words of the wish? "non-alignment" is two in a row, "troop*" a beginning. */
static void holds_words(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Arena *arena = arena_new(4096);
    Str text = words_only(text_of(values[0]), false, arena), wish = text_of(values[1]);
    bool holds = true;
    for (uint32_t at = 0; at < wish.len && holds;) {
        while (at < wish.len && wish.data[at] == ' ') at++;
        uint32_t start = at;
        while (at < wish.len && wish.data[at] != ' ') at++;
        Str words = words_only((Str){wish.data + start, at - start}, true, arena);
        uint32_t star = str_find(words, STR("*"), 0);
        if (star != STR_NOT_FOUND) words.len = star;
        holds = words.len <= 1 || str_find(text, words, 0) != STR_NOT_FOUND;
    }
    arena_free(arena);
    sqlite3_result_int(context, holds);
}

/* What two wordings have in common that differ in case, marks and layout alone. */
static void words_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    if (any_null(values, count)) return;
    Arena *arena = arena_new(4096);
    return_text(context, words_only(text_of(values[0]), false, arena));
    arena_free(arena);
}

typedef void (*SqlFunction)(sqlite3_context *, int, sqlite3_value **);

DatelineStatus functions_register(Database *db, DatelineError *err)
{
    static const struct {
        const char *name;
        int arguments;
        SqlFunction function;
    } functions[] = {{"slice", 3, slice},
                     {"sentence", 3, sentence},
                     {"first_line", 1, first_line},
                     {"edtf", 2, edtf},
                     {"host", 1, host},
                     {"holds_words", 2, holds_words},
                     {"words_of", 1, words_of}};
    for (uint32_t i = 0; i < COUNT(functions); i++)
        if (sqlite3_create_function(db->handle, functions[i].name, functions[i].arguments,
                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, functions[i].function,
                                    NULL, NULL) != SQLITE_OK)
            return database_fail(db, "preparing a question", err);
    TRY(count_functions_register(db, err));
    return text_functions_register(db, err);
}
