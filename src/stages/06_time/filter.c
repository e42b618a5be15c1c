#include "filter.h"

#include "generic.h"

#define LONGEST_LIFE_YEARS 130
#define LONGEST_BRACKET 30 /* tokens looked back for the bracket */

static bool has_word_at(const Words *words, WordClass class, uint32_t at)
{
    uint32_t used;
    return at >= words->range.first && at < words->range.end &&
           time_word_find(words->lexicon, class, words->lower + at, words->range.end - at, &used) !=
               NULL;
}

static bool is_word_at(const Words *words, uint32_t at, Str word)
{
    return at >= words->range.first && at < words->range.end && str_equal(words->lower[at], word);
}

static uint32_t token_before(const Words *words, const TimeForm *form)
{
    return form->tokens.first > words->range.first ? form->tokens.first - 1 : UINT32_MAX;
}

/* "71 - year - old", "33 years old", "aged 33 years". */
static bool is_age(const Words *words, const TimeForm *form)
{
    if (form->unit == 0 || form->rule->meaning == MEANING_AGE) return false;
    uint32_t next = form->tokens.end;
    if (is_word_at(words, next, STR("-"))) next++;
    return has_word_at(words, WORD_PERSON, next) ||
           is_word_at(words, token_before(words, form), STR("aged"));
}

/* "a second letter", "the New 2024 Year", "World Cup 2018 day five". */
static bool is_odd_duration(const Words *words, const TimeForm *form)
{
    bool is_clock_unit = form->unit == 'S' || form->unit == 'N' || form->unit == 'H';
    bool is_plural = str_ends(words->lower[form->tokens.end - 1], STR("s"));
    bool is_ordinal = form->unit == 'S' && form->number == 1 && !form->length.is_set &&
                      !is_word_at(words, form->tokens.first, STR("one"));
    if (is_ordinal) return true;
    if (form->rule->meaning != MEANING_DURATION) return false;
    if (is_clock_unit && form->number == 0 && !is_plural && form->rule->shift == 0) return true;
    return form->number >= 1900 && form->number < 2100 && !is_plural;
}

/* "on a Monday", "any Monday": none in particular. */
static bool is_any_weekday(const Words *words, const TimeForm *form)
{
    uint32_t before = token_before(words, form);
    if (form->rule->meaning != MEANING_WEEKDAY || before == UINT32_MAX) return false;
    if (is_word_at(words, before, STR("any"))) return true;
    if (!is_word_at(words, before, STR("a")) || before == words->range.first) return false;
    bool has_noun = form->tokens.end < words->range.end &&
                    document_token(words->doc, form->tokens.end)->tag == TAG_NOUN;
    return is_word_at(words, before - 1, STR("on")) && !has_noun;
}

static bool is_plural_noun(const Words *words, uint32_t at)
{
    if (at >= words->range.end) return false;
    const Token *token = document_token(words->doc, at);
    if (token->xpos != XPOS_NONE) return token->xpos == XPOS_NNS;
    return token->kind == TOKEN_WORD && token->lower.len > 4 && str_ends(token->lower, STR("s")) &&
           !str_ends(token->lower, STR("ss")) && !(token->flags & TOKEN_CAPITALISED);
}

/* "a 2016 ruling", "the 2024 election", "Russia's 2022 invasion". */
static bool modifies_noun(const Words *words, uint32_t before, uint32_t next)
{
    static const Str openers[] = {STR_INIT("the"), STR_INIT("a"), STR_INIT("'s"), STR_INIT("its"),
                                  STR_INIT("their"), STR_INIT("his"), STR_INIT("her"),
                                  STR_INIT("'"), STR_INIT("new"), STR_INIT("our")};
    if (next >= words->range.end || document_token(words->doc, next)->kind != TOKEN_WORD)
        return false;
    for (size_t i = 0; i < COUNT(openers); i++)
        if (is_word_at(words, before, openers[i])) return true;
    return false;
}

static bool is_in_brackets(const Words *words, uint32_t before, uint32_t next)
{
    return is_word_at(words, before, STR("(")) &&
           (is_word_at(words, next, STR(")")) || is_word_at(words, next, STR("-")) ||
            is_word_at(words, next, STR("–")));
}

/* "Image: the parliament, 2008." */
static bool ends_caption(const Words *words, uint32_t before, uint32_t next)
{
    return is_word_at(words, before, STR(",")) &&
           (next >= words->range.end || is_word_at(words, next, STR(".")));
}

/* "(Jones, 2013; Miller 2010)": a year that ends its part of what stands in brackets. */
static bool ends_part_in_brackets(const Words *words, uint32_t first, uint32_t next)
{
    static const Str ends[] = {STR_INIT(")"), STR_INIT(";"), STR_INIT(","), STR_INIT(":")};
    bool is_end = next < words->range.end && str_is_one_of(words->lower[next], ends, COUNT(ends));
    for (uint32_t i = first; is_end && i > words->range.first && first - i < LONGEST_BRACKET; i--) {
        if (str_equal(words->lower[i - 1], STR(")"))) return false;
        if (str_equal(words->lower[i - 1], STR("("))) return true;
    }
    return false;
}

/* "Expo 2016", "the 2018 World Cup": the year belongs to a name. */
static bool stands_by_name(const Words *words, uint32_t before, uint32_t next)
{
    bool is_after = before != UINT32_MAX && before >= words->range.first &&
                    document_token(words->doc, before)->tag == TAG_PROPN;
    bool is_before = next < words->range.end &&
                     document_token(words->doc, next)->tag == TAG_PROPN &&
                     (document_token(words->doc, next)->flags & TOKEN_CAPITALISED);
    return is_after || is_before;
}

static bool is_noun_like(const Words *words, uint32_t at)
{
    if (at >= words->range.end) return false;
    Tag tag = document_token(words->doc, at)->tag;
    return tag == TAG_NOUN || tag == TAG_ADJ || tag == TAG_NUM || tag == TAG_SYM;
}

/* "in 1423", "from 1598 to": a number that could be a count of things needs its preposition and
 * nothing after it to count. */
static bool accepts_old_year(const Words *words, uint32_t first, uint32_t before, uint32_t next)
{
    if (ends_part_in_brackets(words, first, next)) return true;
    return before != UINT32_MAX && has_word_at(words, WORD_BOUND, before) &&
           !is_noun_like(words, next);
}

static bool fills_sentence(const Words *words, const TimeForm *form)
{
    return form->tokens.first == words->range.first && form->tokens.end == words->range.end;
}

static bool accepts_bare_year(const Words *words, const TimeForm *form)
{
    uint32_t before = token_before(words, form), next = form->tokens.end;
    if (form->year > 2199) return false;
    if (before != UINT32_MAX && has_word_at(words, WORD_COUNTED, before)) return false;
    if (form->year < 1700) return accepts_old_year(words, form->tokens.first, before, next);
    if (has_word_at(words, WORD_UNIT, next)) return is_word_at(words, before, STR("new"));
    if (ends_caption(words, before, next)) return true;
    if (modifies_noun(words, before, next)) return true;
    if (form->year >= 1900 && (stands_by_name(words, before, next) || fills_sentence(words, form)))
        return true;
    if (is_plural_noun(words, next) || has_word_at(words, WORD_UNITS, next)) return false;
    if (is_in_brackets(words, before, next) ||
        ends_part_in_brackets(words, form->tokens.first, next))
        return true;
    if (before != UINT32_MAX && has_word_at(words, WORD_OPENER, before)) return true;
    return has_word_at(words, WORD_SINGULAR, next) && form->year >= 1900;
}

/* "in the fall of Kabul", "to fall", "a summer school" are no seasons. */
static bool accepts_bare_season(const Words *words, const TimeForm *form)
{
    uint32_t before = token_before(words, form);
    const Token *season = document_token(words->doc, form->tokens.end - 1);
    if (season->tag == TAG_VERB || season->relation == REL_COMPOUND) return false;
    bool is_subject = season->relation == REL_NSUBJ && season->tag == TAG_NOUN;
    if (is_subject && !form->has_common_word) return time_is_generic(words, form);
    if (form->has_common_word && is_word_at(words, form->tokens.end, STR("of"))) return false;
    return before != UINT32_MAX && has_word_at(words, WORD_OPENER, before);
}

static bool is_alone(const TimeForm *form)
{
    return form->rule->meaning == MEANING_CALENDAR && form->rule->shift == 0 && form->day == 0 &&
           form->edge.len == 0 && form->decade == 0 && form->ordinal == 0 && form->last_year == 0;
}

static bool stands_before_name(const Words *words, const TimeForm *form)
{
    uint32_t next = form->tokens.end;
    return next < words->range.end && document_token(words->doc, next)->tag == TAG_PROPN;
}

/* "Sun Valley", "the World War II Museum": the first of the words of another name. */
static bool begins_name(const Words *words, const TimeForm *form)
{
    bool is_short_weekday = form->rule->meaning == MEANING_WEEKDAY && form->has_common_word;
    return (is_short_weekday || form->rule->meaning == MEANING_PERIOD) &&
           stands_before_name(words, form);
}

/* "third May", "10 March" in lower case are no dates. */
static bool is_common_without_help(const Words *words, const TimeForm *form)
{
    if (!form->has_common_word || form->season != 0) return false;
    if (form->rule->meaning == MEANING_WEEKDAY || is_alone(form)) {
        if (form->year != 0) return false;
        uint32_t before = token_before(words, form);
        bool is_opened = before != UINT32_MAX && has_word_at(words, WORD_OPENER, before);
        return !is_opened && !is_word_at(words, before, STR("on"));
    }
    return false;
}

/* "$12 December 27": the first number is an amount. */
static bool is_amount(const Words *words, const TimeForm *form)
{
    static const Str signs[] = {STR_INIT("$"), STR_INIT("€"), STR_INIT("£"), STR_INIT("¥")};
    uint32_t before = token_before(words, form);
    return before != UINT32_MAX && str_is_one_of(words->lower[before], signs, COUNT(signs)) &&
           ascii_is_digit(words->lower[form->tokens.first].data[0]);
}

/* "in a day", "make 20 in a day" gives a rate. */
static bool is_rate(const Words *words, const TimeForm *form)
{
    return form->rule->meaning == MEANING_AGO && form->rule->tense == TENSE_FUTURE &&
           form->unit == 'D' && is_word_at(words, form->tokens.first, STR("a"));
}

/* A year in a name is told all the same: "Expo 2016". */
static bool is_year_of_name(const TimeForm *form)
{
    return is_alone(form) && form->month == 0 && form->season == 0 && form->year >= 1900 &&
           form->tokens.end - form->tokens.first == 1;
}

/* Part of a longer name, or the name of a person. */
static bool is_in_name(const Words *words, const TimeForm *form)
{
    const Document *doc = words->doc;
    for (uint32_t i = form->tokens.first; i < form->tokens.end; i++) {
        if (words->name_of[i] == NONE) continue;
        const Mention *mention = &doc->mentions.items[words->name_of[i]];
        bool is_longer = mention->tokens.end - mention->tokens.first >
                         form->tokens.end - form->tokens.first;
        bool is_person =
            mention->actor != NONE && doc->actors.items[mention->actor].kind == ACTOR_PERSON;
        if ((is_longer && !is_year_of_name(form)) || is_person) return true;
    }
    return false;
}

static bool names_person(const Words *words, uint32_t at)
{
    if (at < words->range.first || words->name_of[at] == NONE) return false;
    const Mention *mention = &words->doc->mentions.items[words->name_of[at]];
    return mention->name == NAME_TYPE_PERSON ||
           (mention->actor != NONE &&
            words->doc->actors.items[mention->actor].kind == ACTOR_PERSON);
}

/* "Maria Lopez, 45, said": a number between commas after a person's name. */
static bool accepts_age(const Words *words, const TimeForm *form)
{
    if (form->number > LONGEST_LIFE_YEARS) return false;
    bool is_number_alone = form->unit == 0 && form->tokens.end - form->tokens.first == 1;
    if (!is_number_alone) return true;
    uint32_t comma = token_before(words, form);
    return comma != UINT32_MAX && comma > words->range.first &&
           ascii_is_digit(words->lower[form->tokens.first].data[0]) && form->number >= 1 &&
           names_person(words, comma - 1);
}

/* "centenary" tells its years, "anniversary" alone does not; "Q1" and "H1" may be names. */
static bool tells_too_little(const Words *words, const TimeForm *form)
{
    if (form->rule->meaning == MEANING_ANNIVERSARY)
        return form->ordinal == 0 && form->number == 0 && form->figure == 0;
    if (form->year_part == 0 || form->year != 0) return false;
    uint32_t before = token_before(words, form);
    return form->year_part == 'H' || before == UINT32_MAX ||
           !has_word_at(words, WORD_OPENER, before);
}

bool time_filter_accepts(const Words *words, const TimeForm *form)
{
    if (is_age(words, form) || is_odd_duration(words, form) || is_any_weekday(words, form))
        return false;
    if (form->rule->meaning == MEANING_AGE && !accepts_age(words, form)) return false;
    if (tells_too_little(words, form) || is_amount(words, form) || is_common_without_help(words, form) || is_rate(words, form) || begins_name(words, form))
        return false;
    if (is_alone(form) && form->month == 0) {
        bool is_named = form->tokens.end - form->tokens.first > 1 && form->year != 0;
        if (form->season != 0 && form->year == 0 && !is_named &&
            !is_word_at(words, form->tokens.first, STR("this")) &&
            !accepts_bare_season(words, form))
            return false;
        if (form->season == 0 && !is_named && !accepts_bare_year(words, form)) return false;
    }
    return !is_in_name(words, form);
}
