#include "pattern.h"

#include "readers.h"

/* ---- Reading ------------------------------------------------------------------------------ */

static const Str any_class_names[] = {
#define X(suffix, text) STR_INIT(text),
    WORD_CLASS_LIST(X) READ_CLASS_LIST(X)
#undef X
};

static bool read_choice(Str text, Choice *out)
{
    if (text.data[0] != '@') {
        *out = (Choice){.class = CLASS_LITERAL, .word = text};
        return true;
    }
    Str name = {text.data + 1, text.len - 1};
    for (uint32_t i = 0; i < ANY_CLASS_COUNT; i++) {
        if (!str_equal(name, any_class_names[i])) continue;
        *out = (Choice){.class = (WordClass)i};
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

/* ---- Matching ----------------------------------------------------------------------------- */

static const Token *token_at(const Words *words, uint32_t at)
{
    return document_token(words->doc, at);
}

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
    case WORD_MONTH: *(form->month == 0 ? &form->month : &form->last_month) = word->number; break;
    case WORD_WEEKDAY: form->weekday = word->number; break;
    case WORD_UNIT:
    case WORD_UNITS:
    case WORD_CLOCK_UNIT:
        *(form->unit == 0 ? &form->unit : &form->outer_unit) = word->text.data[0];
        break;
    case WORD_SEASON: form->season = word->number; break;
    case WORD_PART: form->part = word->text; break;
    case WORD_EDGE: form->edge = word->text; break;
    case WORD_DEICTIC:
        form->has_deictic = true;
        form->deictic = word->number;
        break;
    case WORD_YEAR_PART:
        form->year_part = word->text.data[0];
        form->ordinal = word->text.data[1] - '0';
        break;
    case WORD_ANNIVERSARY: form->figure = word->number; break;
    case WORD_FREQUENCY: form->frequency = word->text; break;
    case WORD_DECADE_NAME: form->decade = word->number; break;
    case WORD_REF: form->ref = word->text; break;
    default: break;
    }
}

static uint32_t match_listed(const Words *words, WordClass class, uint32_t at, TimeForm *form)
{
    const Lexicon *lexicon = words->lexicon;
    uint32_t left = words->range.end - at, used;
    if (class == WORD_PERIOD) {
        uint32_t index = phrases_match(&lexicon->phrases[class], words->lower + at, left, &used);
        if (index == MAP_NONE || !(token_at(words, at)->flags & TOKEN_CAPITALISED)) return 0;
        form->period = &lexicon->periods.items[index];
        return used;
    }
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
    if ((int)choice->class < WORD_CLASS_COUNT) return match_listed(words, choice->class, at, form);
    return time_read_class(words, choice->class, at, form);
}

/* Told by the word alone, before anything is copied: most elements fail here. */
static bool may_be(const Words *words, const Choice *choice, uint32_t at)
{
    if (choice->class == CLASS_LITERAL) return str_equal(words->lower[at], choice->word);
    return (choice->kinds & words->opens[at]) != 0 || choice->kinds == UINT32_MAX;
}

static bool may_match(const Words *words, const Element *element, uint32_t at)
{
    for (uint32_t i = 0; i < element->choice_count; i++)
        if (may_be(words, &element->choices[i], at)) return true;
    return false;
}

static uint32_t match_element(const Words *words, const Element *element, uint32_t at,
                              TimeForm *form)
{
    for (uint32_t i = 0; i < element->choice_count; i++) {
        if (!may_be(words, &element->choices[i], at)) continue;
        if (element->choices[i].class == CLASS_LITERAL) return 1;
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
    if (at < words->range.end && may_match(words, wanted, at)) {
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

static bool stands_at(const Words *words, const Element *element, uint32_t at)
{
    if (!may_match(words, element, at)) return false;
    TimeForm unused = {0};
    return match_element(words, element, at, &unused) > 0;
}

static bool holds(const Words *words, const Context *context, uint32_t at)
{
    bool is_inside = at >= words->range.first && at < words->range.end;
    switch (context->condition) {
    case CONDITION_NONE: return true;
    case CONDITION_END: return ends_clause(words, at);
    case CONDITION_WORD:
        return is_inside && stands_at(words, &context->words, at);
    case CONDITION_NOT_WORD:
        return !is_inside || !stands_at(words, &context->words, at);
    }
    return false;
}

uint32_t time_pattern_match(const Words *words, const TimeRule *rule, uint32_t at, TimeForm *out)
{
    uint32_t before = at > words->range.first ? at - 1 : UINT32_MAX;
    const Element *first = &rule->elements[0];
    if (!first->is_optional && !may_match(words, first, at)) return 0;
    if (!holds(words, &rule->before, before)) return 0;
    TimeForm form = {.rule = rule};
    uint32_t end = match_from(words, rule, 0, at, &form);
    if (end <= at || !holds(words, &rule->after, end)) return 0;
    if (str_equal(words->lower[end - 1], STR(","))) end--; /* of a year that does not follow */
    form.tokens = (TokenRange){at, end};
    form.last_word = words->lower[end - 1];
    *out = form;
    return end - at;
}
