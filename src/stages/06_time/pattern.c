#include "pattern.h"

#include "text/date_parse.h"

/* ---- Reading ------------------------------------------------------------------------------ */

static const Str any_class_names[] = {
#define X(suffix, text) STR_INIT(text),
    WORD_CLASS_LIST(X) READ_CLASS_LIST(X)
#undef X
};

static bool read_choice(Str text, Choice *out)
{
    if (text.data[0] != '@') {
        *out = (Choice){CLASS_LITERAL, text};
        return true;
    }
    Str name = {text.data + 1, text.len - 1};
    for (uint32_t i = 0; i < ANY_CLASS_COUNT; i++) {
        if (!str_equal(name, any_class_names[i])) continue;
        *out = (Choice){(WordClass)i, {0}};
        return true;
    }
    return false;
}

static bool read_element(Str text, Arena *arena, Element *out)
{
    *out = (Element){0};
    if (str_ends(text, STR("?")) && text.len > 1) {
        out->is_optional = true;
        text.len--;
    }
    StrList pieces = {0};
    str_split(text, '|', arena, &pieces);
    out->choices = arena_new_items(arena, Choice, pieces.count);
    out->choice_count = pieces.count;
    for (uint32_t i = 0; i < pieces.count; i++)
        if (!read_choice(pieces.items[i], &out->choices[i])) return false;
    return pieces.count > 0;
}

/* "[in|since]", "[!old]", "[.]". */
static bool read_context(Str text, Arena *arena, Context *out)
{
    text = (Str){text.data + 1, text.len - 2};
    out->condition = CONDITION_WORD;
    if (str_equal(text, STR("."))) {
        out->condition = CONDITION_END;
        return true;
    }
    if (str_starts(text, STR("!"))) {
        out->condition = CONDITION_NOT_WORD;
        text = (Str){text.data + 1, text.len - 1};
    }
    return read_element(text, arena, &out->words);
}

const char *time_pattern_read(Str pattern, Arena *arena, TimeRule *out)
{
    StrList pieces = {0};
    str_split(pattern, ' ', arena, &pieces);
    for (uint32_t i = 0; i < pieces.count; i++) {
        Str piece = pieces.items[i];
        if (piece.data[0] == '[' && str_ends(piece, STR("]")) && piece.len > 2) {
            if (i != 0 && i + 1 != pieces.count) return "[...] stands neither first nor last";
            if (!read_context(piece, arena, i == 0 ? &out->before : &out->after))
                return "unknown class in [...]";
            continue;
        }
        if (out->element_count == MOST_ELEMENTS) return "too many elements";
        if (!read_element(piece, arena, &out->elements[out->element_count++]))
            return "unknown class";
    }
    for (uint32_t i = 0; i < out->element_count; i++)
        if (!out->elements[i].is_optional) return NULL;
    return "nothing in it must be there";
}

/* ---- Classes that are read ---------------------------------------------------------------- */

static bool is_figures(Str word, uint32_t least, uint32_t most)
{
    if (word.len < least || word.len > most) return false;
    for (uint32_t i = 0; i < word.len; i++)
        if (word.data[i] < '0' || word.data[i] > '9') return false;
    return true;
}

static int32_t figures_value(Str word)
{
    int32_t value = 0;
    for (uint32_t i = 0; i < word.len; i++) value = value * 10 + (word.data[i] - '0');
    return value;
}

/* "21st", "3rd". */
static bool read_ordinal_figures(Str word, int32_t *out)
{
    if (word.len < 3 || word.len > 5) return false;
    Str figures = {word.data, word.len - 2};
    Str ending = {word.data + word.len - 2, 2};
    bool is_ending = str_equal(ending, STR("st")) || str_equal(ending, STR("nd")) ||
                     str_equal(ending, STR("rd")) || str_equal(ending, STR("th"));
    if (!is_ending || !is_figures(figures, 1, 3)) return false;
    *out = figures_value(figures);
    return true;
}

static bool read_ordinal(Str word, int32_t *out)
{
    static const Str names[] = {
        STR_INIT("first"),     STR_INIT("second"),   STR_INIT("third"),      STR_INIT("fourth"),
        STR_INIT("fifth"),     STR_INIT("sixth"),    STR_INIT("seventh"),    STR_INIT("eighth"),
        STR_INIT("ninth"),     STR_INIT("tenth"),    STR_INIT("eleventh"),   STR_INIT("twelfth"),
        STR_INIT("thirteenth"), STR_INIT("fourteenth"), STR_INIT("fifteenth"),
        STR_INIT("sixteenth"), STR_INIT("seventeenth"), STR_INIT("eighteenth"),
        STR_INIT("nineteenth"), STR_INIT("twentieth")};
    for (uint32_t i = 0; i < COUNT(names); i++) {
        if (!str_equal(word, names[i])) continue;
        *out = (int32_t)i + 1;
        return true;
    }
    return read_ordinal_figures(word, out);
}

bool time_word_is_ordinal(Str word)
{
    int32_t unused;
    return read_ordinal(word, &unused);
}

static bool read_day(Str word, int32_t *out)
{
    int32_t day;
    if (is_figures(word, 1, 2))
        day = figures_value(word);
    else if (!read_ordinal(word, &day))
        return false;
    *out = day;
    return day >= 1 && day <= 31;
}

/* "1990s", "'90s", "90s". */
static bool read_decade(Str word, int32_t *out)
{
    if (word.len > 0 && word.data[0] == '\'') word = (Str){word.data + 1, word.len - 1};
    if (!str_ends(word, STR("s"))) return false;
    word.len--;
    if (str_ends(word, STR("'"))) word.len--;
    if (!is_figures(word, 2, 4) || word.len == 3 || word.data[word.len - 1] != '0') return false;
    int32_t value = figures_value(word);
    if (word.len == 2) value += value <= 20 ? 2000 : 1900;
    *out = value;
    return value >= EARLIEST_YEAR && value <= LATEST_YEAR;
}

static const Token *token_at(const Words *words, uint32_t at)
{
    return document_token(words->doc, at);
}

/* The tokens that text [start, end) covers; 0 if it ends within one. */
static uint32_t count_tokens_to(const Words *words, uint32_t at, uint32_t end)
{
    for (uint32_t i = at; i < words->range.end; i++) {
        uint32_t token_end = token_at(words, i)->span.end;
        if (token_end == end) return i + 1 - at;
        if (token_end > end) return token_at(words, i)->span.start >= end ? i - at : 0;
    }
    return 0;
}

static uint32_t read_written(const Words *words, uint32_t at, TimeForm *form)
{
    WrittenDate date;
    const Token *token = token_at(words, at);
    if (!date_parse(words->doc->text, token->span.start, &date)) return 0;
    uint32_t used = count_tokens_to(words, at, token->span.start + date.len);
    if (used == 0) return 0;
    uint32_t weekday_used;
    const TimeWord *weekday =
        time_word_find(words->lexicon, WORD_WEEKDAY, words->lower + at, used, &weekday_used);
    if (weekday != NULL) form->weekday = weekday->number;
    form->year = date.year;
    form->month = date.month;
    form->day = date.day;
    form->has_clock = date.has_time;
    form->hour = date.hour;
    form->minute = date.minute;
    return used;
}

static uint32_t read_clock(const Words *words, uint32_t at, TimeForm *form)
{
    const Token *token = token_at(words, at);
    uint32_t len =
        date_parse_clock(words->doc->text, token->span.start, &form->hour, &form->minute);
    if (len == 0) return 0;
    form->has_clock = true;
    return count_tokens_to(words, at, token->span.start + len);
}

static uint32_t read_number(const Words *words, uint32_t at, TimeForm *form)
{
    uint32_t left = words->range.end - at;
    uint32_t used = number_match(&words->lexicon->numbers, words->lower + at, left, &form->number);
    if (used > 0) return used;
    const TimeWord *vague =
        time_word_find(words->lexicon, WORD_VAGUE, words->lower + at, left, &used);
    if (vague != NULL) {
        form->number = vague->number == 0 ? NUMBER_VAGUE : vague->number;
        return used;
    }
    Str word = words->lower[at];
    if (!str_equal(word, STR("a")) && !str_equal(word, STR("an"))) return 0;
    form->number = 1;
    return 1;
}

static uint32_t read_year(const Words *words, uint32_t at, TimeForm *form)
{
    Str word = words->lower[at];
    if (!is_figures(word, 4, 4)) return 0;
    int32_t year = figures_value(word);
    if (year < EARLIEST_YEAR || year > LATEST_YEAR) return 0;
    if (form->year == 0)
        form->year = year;
    else
        form->last_year = year;
    return 1;
}

/* ---- Matching ----------------------------------------------------------------------------- */

/* "mid-december" as one token. */
static Str without_prefix(Str word, TimeForm *form)
{
    if (!str_starts(word, STR("mid-")) || word.len == 4) return word;
    form->edge = STR("MID");
    return (Str){word.data + 4, word.len - 4};
}

static void set_word(TimeForm *form, WordClass class, const TimeWord *word)
{
    form->has_common_word |= word->is_common;
    switch ((int)class) {
    case WORD_MONTH: form->month = word->number; break;
    case WORD_WEEKDAY: form->weekday = word->number; break;
    case WORD_UNIT:
    case WORD_UNITS:
    case WORD_CLOCK_UNIT: form->unit = word->text.data[0]; break;
    case WORD_SEASON: form->season = word->number; break;
    case WORD_PART: form->part = word->text; break;
    case WORD_EDGE: form->edge = word->text; break;
    case WORD_DEICTIC: form->deictic = word->number; break;
    case WORD_FREQUENCY: form->frequency = word->text; break;
    default: break;
    }
}

static uint32_t match_listed(const Words *words, WordClass class, uint32_t at, TimeForm *form)
{
    const Lexicon *lexicon = words->lexicon;
    uint32_t left = words->range.end - at, used;
    if (class == WORD_HOLIDAY) {
        uint32_t index = phrases_match(&lexicon->phrases[class], words->lower + at, left, &used);
        if (index == MAP_NONE || !(token_at(words, at)->flags & TOKEN_CAPITALISED)) return 0;
        form->holiday = &lexicon->holidays.items[index];
        return used;
    }
    const TimeWord *word = time_word_find(lexicon, class, words->lower + at, left, &used);
    if (word == NULL && class == WORD_MONTH) {
        Str bare = without_prefix(words->lower[at], form);
        word = time_word_find(lexicon, class, &bare, 1, &used);
    }
    if (word == NULL) return 0;
    bool must_be_capital = class == WORD_MONTH || class == WORD_WEEKDAY;
    if (must_be_capital && !(token_at(words, at)->flags & TOKEN_CAPITALISED)) return 0;
    set_word(form, class, word);
    return used;
}

static uint32_t match_choice(const Words *words, const Choice *choice, uint32_t at, TimeForm *form)
{
    Str word = words->lower[at];
    switch ((int)choice->class) {
    case CLASS_LITERAL: return str_equal(word, choice->word);
    case READ_WRITTEN: return read_written(words, at, form);
    case READ_CLOCK: return read_clock(words, at, form);
    case READ_NUMBER: return read_number(words, at, form);
    case READ_YEAR: return read_year(words, at, form);
    case READ_DAY: return read_day(word, form->day == 0 ? &form->day : &form->last_day);
    case READ_DECADE: return read_decade(word, &form->decade);
    case READ_ORDINAL: return read_ordinal(word, &form->ordinal);
    default: return match_listed(words, choice->class, at, form);
    }
}

static uint32_t match_element(const Words *words, const Element *element, uint32_t at,
                              TimeForm *form)
{
    for (uint32_t i = 0; i < element->choice_count; i++) {
        TimeForm tried = *form;
        uint32_t used = match_choice(words, &element->choices[i], at, &tried);
        if (used == 0) continue;
        *form = tried;
        return used;
    }
    return 0;
}

/* Optional elements are taken if they can be and left out if the rest then fails: at most
 * 2^optional tries, with few optional elements a rule. */
static uint32_t match_from(const Words *words, const TimeRule *rule, uint32_t element, uint32_t at,
                           TimeForm *form)
{
    if (element == rule->element_count) return at;
    const Element *wanted = &rule->elements[element];
    if (at < words->range.end) {
        TimeForm tried = *form;
        uint32_t used = match_element(words, wanted, at, &tried);
        uint32_t end = used == 0 ? 0 : match_from(words, rule, element + 1, at + used, &tried);
        if (end > 0) {
            *form = tried;
            return end;
        }
    }
    return wanted->is_optional ? match_from(words, rule, element + 1, at, form) : 0;
}

static bool ends_clause(const Words *words, uint32_t at)
{
    if (at >= words->range.end) return true;
    const Token *token = token_at(words, at);
    return token->kind == TOKEN_PUNCT || token->kind == TOKEN_QUOTE ||
           str_equal(token->lower, STR("and")) || str_equal(token->lower, STR("but"));
}

static bool holds(const Words *words, const Context *context, uint32_t at)
{
    TimeForm unused = {0};
    bool is_inside = at >= words->range.first && at < words->range.end;
    switch (context->condition) {
    case CONDITION_NONE: return true;
    case CONDITION_END: return ends_clause(words, at);
    case CONDITION_WORD:
        return is_inside && match_element(words, &context->words, at, &unused) > 0;
    case CONDITION_NOT_WORD:
        return !is_inside || match_element(words, &context->words, at, &unused) == 0;
    }
    return false;
}

uint32_t time_pattern_match(const Words *words, const TimeRule *rule, uint32_t at, TimeForm *out)
{
    uint32_t before = at > words->range.first ? at - 1 : UINT32_MAX;
    if (!holds(words, &rule->before, before)) return 0;
    TimeForm form = {.rule = rule};
    uint32_t end = match_from(words, rule, 0, at, &form);
    if (end <= at || !holds(words, &rule->after, end)) return 0;
    form.tokens = (TokenRange){at, end};
    form.last_word = words->lower[end - 1];
    *out = form;
    return end - at;
}
