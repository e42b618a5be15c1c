#include "ledger/figure_setting.h"

#include "base/hash.h"

#define LONGEST_WORD 32 /* bytes; longer ones are no names */
#define YEAR_DIGITS 4

typedef struct Word {
    Str text;
    uint32_t start;
    uint32_t end;
    bool is_first; /* of the sentence, or behind a quotation mark: its capital says nothing */
} Word;

static bool is_word_byte(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '\'' || (unsigned char)c >= 0x80;
}

static bool next_word(Str sentence, uint32_t *at, Word *out)
{
    while (*at < sentence.len && !is_word_byte(sentence.data[*at])) ++*at;
    if (*at == sentence.len) return false;
    bool is_first = out->end == 0 || (*at > 0 && sentence.data[*at - 1] == '"');
    *out = (Word){.start = *at, .is_first = is_first};
    while (*at < sentence.len && is_word_byte(sentence.data[*at])) ++*at;
    out->end = *at;
    out->text = str_slice(sentence, (Span){out->start, out->end});
    if (str_ends(out->text, STR("'s"))) out->text.len -= 2;
    return true;
}

/* The word in small letters, in a caller's buffer; what does not fit is empty. */
static Str lowered(Str word, char *buffer)
{
    if (word.len > LONGEST_WORD) return (Str){0};
    for (uint32_t i = 0; i < word.len; i++) buffer[i] = ascii_to_lower(word.data[i]);
    return (Str){buffer, word.len};
}

static bool is_year(Str word)
{
    if (word.len != YEAR_DIGITS || (word.data[0] != '1' && word.data[0] != '2')) return false;
    for (uint32_t i = 0; i < word.len; i++)
        if (!ascii_is_digit(word.data[i])) return false;
    return true;
}

static void add_once(uint32_t *list, uint32_t *count, uint32_t most, uint32_t hash)
{
    for (uint32_t i = 0; i < *count; i++)
        if (list[i] == hash) return;
    if (*count < most) list[(*count)++] = hash;
}

static void add_word(const LedgerData *data, const Word *word, bool is_own, FigureSetting *out)
{
    char buffer[LONGEST_WORD];
    Str lower = lowered(word->text, buffer);
    if (lower.len == 0) return;
    uint32_t hash = (uint32_t)hash_bytes(lower.data, lower.len, 0);
    if (is_year(word->text) || ledger_data_is_figure_word(data, FIGURE_WORD_TIME, lower))
        add_once(out->times, &out->time_count, MOST_SETTING_TIMES, hash);
    else if (!word->is_first && ascii_is_upper(word->text.data[0]))
        add_once(out->names, &out->name_count, MOST_SETTING_NAMES, hash);
    bool is_name = !word->is_first && ascii_is_upper(word->text.data[0]);
    if (is_own && is_name) add_once(out->own, &out->own_count, MOST_SETTING_NAMES, hash);
}

static bool is_of_kind(const LedgerData *data, FigureWord kind, const Word *word)
{
    char buffer[LONGEST_WORD];
    Str lower = lowered(word->text, buffer);
    return lower.len > 0 && ledger_data_is_figure_word(data, kind, lower);
}

FigureSetting figure_setting(const LedgerData *data, Str sentence, Span figure)
{
    FigureSetting out = {0};
    Word word = {0}, before = {0};
    bool was_inside = false;
    for (uint32_t at = 0; next_word(sentence, &at, &word);) {
        bool is_inside = word.start < figure.end && word.end > figure.start;
        if (is_inside && !was_inside && before.end > 0)
            out.is_part |= is_of_kind(data, FIGURE_WORD_PART, &before);
        if (was_inside && !is_inside) out.is_part |= is_of_kind(data, FIGURE_WORD_BESIDE, &word);
        was_inside = is_inside;
        before = word;
        add_word(data, &word, is_inside, &out);
    }
    return out;
}

bool figure_tells_of_world(const LedgerData *data, Str word)
{
    return !ledger_data_is_figure_word(data, FIGURE_WORD_NO, word);
}

static uint32_t count_shared(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t k = 0; k < b_count; k++) shared += a[i] == b[k];
    return shared;
}

bool settings_differ(const FigureSetting *a, const FigureSetting *b)
{
    bool both_name = a->name_count > 0 && b->name_count > 0, both_date = a->time_count > 0 && b->time_count > 0;
    return (both_name && settings_shared_names(a, b) == 0) ||
           (both_date && count_shared(a->times, a->time_count, b->times, b->time_count) == 0);
}

bool settings_are_equal(const FigureSetting *a, const FigureSetting *b)
{
    return a->name_count == b->name_count && a->time_count == b->time_count &&
           settings_shared_names(a, b) == a->name_count &&
           count_shared(a->times, a->time_count, b->times, b->time_count) == a->time_count;
}

bool settings_count_others(const FigureSetting *a, const FigureSetting *b)
{
    return a->own_count != b->own_count ||
           count_shared(a->own, a->own_count, b->own, b->own_count) != a->own_count;
}

uint32_t settings_shared_names(const FigureSetting *a, const FigureSetting *b)
{
    return count_shared(a->names, a->name_count, b->names, b->name_count);
}
