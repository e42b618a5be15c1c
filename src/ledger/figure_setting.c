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

/* "U.S.": the stop between two capitals. */
static bool is_inner_stop(Str sentence, uint32_t at)
{
    return sentence.data[at] == '.' && at > 0 && at + 1 < sentence.len && ascii_is_upper(sentence.data[at - 1]) &&
           ascii_is_upper(sentence.data[at + 1]);
}

static bool next_word(Str sentence, uint32_t *at, Word *out)
{
    while (*at < sentence.len && !is_word_byte(sentence.data[*at])) ++*at;
    if (*at == sentence.len) return false;
    bool is_first = out->end == 0 || (*at > 0 && sentence.data[*at - 1] == '"');
    *out = (Word){.start = *at, .is_first = is_first};
    while (*at < sentence.len && (is_word_byte(sentence.data[*at]) || is_inner_stop(sentence, *at))) ++*at;
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

#define LEAST_STEM 4 /* bytes of a name that an ending leaves */
#define LONGEST_ENDING 3

static uint32_t hash_of(Str lower)
{
    return (uint32_t)hash_bytes(lower.data, lower.len, 0);
}

/* "armenians", "armenian" and "armenia" are "armen". */
static uint32_t name_hash(const LedgerData *data, Str lower)
{
    if (lower.len > LEAST_STEM && lower.data[lower.len - 1] == 's') lower.len--;
    for (uint32_t ending = LONGEST_ENDING; ending > 0; ending--) {
        if (lower.len < LEAST_STEM + ending) continue;
        Str end = str_slice(lower, (Span){lower.len - ending, lower.len});
        if (!ledger_data_is_figure_word(data, FIGURE_WORD_ENDING, end)) continue;
        lower.len -= ending;
        break;
    }
    return hash_of(lower);
}

static uint32_t year_of(Str word)
{
    uint32_t year = 0;
    for (uint32_t i = 0; i < word.len; i++) year = year * 10 + (uint32_t)(word.data[i] - '0');
    return year;
}

static void add_word(const LedgerData *data, const Word *word, bool is_own, FigureSetting *out)
{
    char buffer[LONGEST_WORD];
    Str lower = lowered(word->text, buffer);
    if (lower.len == 0) return;
    bool is_a_year = !is_own && is_year(word->text);
    if (is_a_year) out->year = year_of(word->text);
    if (is_a_year || ledger_data_is_figure_word(data, FIGURE_WORD_TIME, lower)) {
        add_once(out->times, &out->time_count, MOST_SETTING_TIMES, hash_of(lower));
        return;
    }
    bool is_place = ledger_data_is_figure_word(data, FIGURE_WORD_PLACE, lower);
    if (!is_place && (word->is_first || !ascii_is_upper(word->text.data[0]))) return;
    uint32_t hash = name_hash(data, lower);
    add_once(out->names, &out->name_count, MOST_SETTING_NAMES, hash);
    if (is_own) add_once(out->own, &out->own_count, MOST_SETTING_NAMES, hash);
}

static bool is_of_kind(const LedgerData *data, FigureWord kind, const Word *word)
{
    char buffer[LONGEST_WORD];
    Str lower = lowered(word->text, buffer);
    return lower.len > 0 && ledger_data_is_figure_word(data, kind, lower);
}

/* The words right behind a figure: "more", "a day", "of them". */
static bool makes_part(const LedgerData *data, const Word *next, const Word *after)
{
    if (is_of_kind(data, FIGURE_WORD_BESIDE, next)) return true;
    bool is_rate = str_equal(next->text, STR("a")) && is_of_kind(data, FIGURE_WORD_NO, after);
    bool is_of = str_equal(next->text, STR("of")) && is_of_kind(data, FIGURE_WORD_WHOLE, after);
    return is_rate || is_of ||
           (str_equal(next->text, STR("on")) && str_equal(after->text, STR("average")));
}

/* "three other sailors", "eight of the dead"; not "more than eight". */
static bool is_part_within(const LedgerData *data, Str sentence, const Word *before,
                           const Word *word)
{
    bool is_of = str_equal(before->text, STR("of")) && is_of_kind(data, FIGURE_WORD_WHOLE, word);
    bool is_hedge = str_starts(str_slice(sentence, (Span){word->end, sentence.len}), STR(" than"));
    return is_of || (!is_hedge && is_of_kind(data, FIGURE_WORD_WITHIN, word));
}

/* "20,000 came, and more will follow": what stands behind a comma tells nothing of the figure. */
static bool is_beyond_comma(Str sentence, Span figure, const Word *word)
{
    for (uint32_t i = figure.end; i < word->start; i++)
        if (sentence.data[i] == ',') return true;
    return false;
}

typedef enum Side { SIDE_BEFORE, SIDE_WITHIN, SIDE_BEHIND } Side;

static Side side_of(const Word *word, Span figure)
{
    if (word->end <= figure.start) return SIDE_BEFORE;
    return word->start < figure.end ? SIDE_WITHIN : SIDE_BEHIND;
}

FigureSetting figure_setting(const LedgerData *data, Str sentence, Span figure)
{
    FigureSetting out = {0};
    Word word = {0}, before = {0}, two_before = {0};
    bool is_listed = false;
    for (uint32_t at = 0; next_word(sentence, &at, &word);) {
        Side side = side_of(&word, figure);
        /* behind "including" all that follows are parts */
        if (side == SIDE_BEFORE) is_listed |= is_of_kind(data, FIGURE_WORD_LIST, &word);
        /* "fifty died on the first day": of several */
        out.is_part |= is_of_kind(data, FIGURE_WORD_STAGE, &before) && is_of_kind(data, FIGURE_WORD_NO, &word);
        /* "forty died in that raid": not in the one the article is about */
        out.is_part |= str_equal(before.text, STR("in")) && str_equal(word.text, STR("that"));
        if (side == SIDE_WITHIN) {
            bool is_first = before.end <= figure.start;
            out.is_part |=
                is_listed || is_part_within(data, sentence, &before, &word) ||
                (is_first && before.end > 0 && is_of_kind(data, FIGURE_WORD_PART, &before));
        }
        bool is_second_behind =
            side == SIDE_BEHIND && before.start >= figure.end && two_before.start < figure.end;
        if (is_second_behind) out.is_part |= makes_part(data, &before, &word);
        if (!is_beyond_comma(sentence, figure, &word))
            out.is_unreal |= ledger_data_is_figure_word(data, FIGURE_WORD_UNREAL, word.text);
        two_before = before;
        before = word;
        add_word(data, &word, side == SIDE_WITHIN, &out);
    }
    bool ends_behind = before.start >= figure.end && two_before.start < figure.end;
    if (ends_behind) out.is_part |= makes_part(data, &before, &(Word){0});
    return out;
}

LeadNames lead_names(const LedgerData *data, Str text)
{
    LeadNames out = {0};
    Word word = {0};
    for (uint32_t at = 0; next_word(text, &at, &word);) {
        char buffer[LONGEST_WORD];
        Str lower = lowered(word.text, buffer);
        if (lower.len > 0 && ascii_is_upper(word.text.data[0]))
            add_once(out.names, &out.count, MOST_LEAD_NAMES, name_hash(data, lower));
    }
    return out;
}

bool setting_is_known(const FigureSetting *setting, const LeadNames *lead)
{
    uint32_t known = 0;
    for (uint32_t i = 0; i < setting->name_count; i++)
        for (uint32_t k = 0; k < lead->count; k++) known += setting->names[i] == lead->names[k];
    return 3 * known >= 2 * setting->name_count;
}

bool figure_tells_of_world(const LedgerData *data, Str word)
{
    return !ledger_data_is_figure_word(data, FIGURE_WORD_NO, word);
}

static uint32_t count_shared(const uint32_t *a, uint32_t a_count, const uint32_t *b,
                             uint32_t b_count)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t k = 0; k < b_count; k++) shared += a[i] == b[k];
    return shared;
}

bool settings_differ(const FigureSetting *a, const FigureSetting *b)
{
    bool both_name = a->name_count > 0 && b->name_count > 0,
         both_date = a->time_count > 0 && b->time_count > 0;
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
