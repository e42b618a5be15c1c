#include "parts.h"

#define MOST_COUNTED_OUT 9     /* "nine in ten" */
#define LARGEST_SMALL_WHOLE 10 /* "three out of seven"; larger wholes are round: "one in 50" */

static bool is_word(const Ground *ground, uint32_t at, Str word)
{
    return at < ground->doc->tokens.count &&
           ground_is_word(ground, ground_sentence(ground, at), at, word);
}

/* 3 for "third", "thirds"; 0 if the token is none. */
static double share_of(const Ground *ground, TokenRange sentence, uint32_t at)
{
    uint32_t used;
    if (at >= sentence.end) return 0;
    uint32_t index = phrases_match(&ground->data->fraction_words, &ground->words[at], 1, &used);
    return index == MAP_NONE ? 0 : ground->data->fractions.items[index];
}

/* "the second half of", "the other half of": an order, or a definite one. */
static bool is_ordered(const Ground *ground, TokenRange sentence, uint32_t at)
{
    if (at == sentence.first) return false;
    const Token *before = ground_token(ground, at - 1);
    return before->tag == TAG_ADJ || before->tag == TAG_PROPN || str_equal(before->lower, STR("the")) ||
           str_equal(before->lower, STR("that")) || str_equal(before->lower, STR("and"));
}

static bool is_of_whole(const Ground *ground, TokenRange sentence, uint32_t next)
{
    if (!ground_is_word(ground, sentence, next, STR("of"))) return false;
    return next + 1 >= sentence.end || !ground->is_timed[next + 1];
}

/* "half of the", "half its", "fell by half", not "half an hour". */
static bool is_half_of_something(const Ground *ground, TokenRange sentence, uint32_t next)
{
    if (is_of_whole(ground, sentence, next) || is_word(ground, next - 2, STR("by"))) return true;
    if (next >= sentence.end || ground->is_timed[next]) return false;
    const Token *word = ground_token(ground, next);
    bool is_indefinite = str_equal(word->lower, STR("a")) || str_equal(word->lower, STR("an"));
    return !is_indefinite && (word->tag == TAG_DET || word->relation == REL_NMOD_POSS);
}

/* "a third said", "rose by a quarter", not "a third man". */
static bool stands_alone(const Ground *ground, TokenRange sentence, uint32_t at)
{
    if (ground_is_word(ground, sentence, at + 1, STR("("))) return true; /* "about a third (32%)" */
    if (ground_token(ground, at)->tag != TAG_NOUN) return false;
    if (at + 1 >= sentence.end) return true;
    const Token *next = ground_token(ground, at + 1);
    return next->tag != TAG_NOUN && next->tag != TAG_PROPN && next->tag != TAG_ADJ &&
           next->tag != TAG_NUM && !str_equal(next->lower, STR("-"));
}

/* Tokens of the numerator; 0: none stands there. */
static uint32_t read_numerator(const Ground *ground, TokenRange sentence, uint32_t at, double *out)
{
    *out = 1;
    if (is_word(ground, at, STR("a")) || is_word(ground, at, STR("an"))) return 1;
    uint32_t used = number_match(&ground->data->numbers, &ground->words[at], sentence.end - at, out);
    return used == 1 && *out >= 1 && *out <= 99 ? used : 0;
}

/* "two - thirds", "a quarter". */
static uint32_t read_fraction(const Ground *ground, TokenRange sentence, uint32_t at, double *out_percent)
{
    double parts;
    uint32_t used = read_numerator(ground, sentence, at, &parts);
    bool has_hyphen = used > 0 && is_word(ground, at + used, STR("-"));
    uint32_t place = at + used + has_hyphen;
    double share = share_of(ground, sentence, place);
    if (share <= parts || ground->is_dated[place] || is_ordered(ground, sentence, at)) return 0;
    bool is_half = share == 2;
    if (used == 0 && !is_half) return 0;
    bool has_whole = is_half ? is_half_of_something(ground, sentence, place + 1)
                             : is_of_whole(ground, sentence, place + 1);
    bool is_plain = !ground->is_timed[place] &&
                    (parts > 1 ? has_hyphen || share == 3 : stands_alone(ground, sentence, place));
    if (!has_whole && (is_half || !is_plain)) return 0;
    *out_percent = 100 * parts / share;
    return place + 1 - at;
}

/* "in", "out of", "of every", "-in-"; 0: none of them. */
static uint32_t read_joint(const Ground *ground, uint32_t at, bool *out_is_in)
{
    bool is_hyphened = is_word(ground, at, STR("-")) && is_word(ground, at + 1, STR("in")) &&
                       is_word(ground, at + 2, STR("-"));
    *out_is_in = is_hyphened || is_word(ground, at, STR("in"));
    if (is_hyphened) return 3;
    bool is_out_of = is_word(ground, at, STR("out")) && is_word(ground, at + 1, STR("of"));
    bool is_of_every = is_word(ground, at, STR("of")) && is_word(ground, at + 1, STR("every"));
    uint32_t used = *out_is_in ? 1 : is_out_of || is_of_every ? 2 : 0;
    return used == 1 || is_out_of ? used + is_word(ground, at + used, STR("every")) : used;
}

static bool is_round(double whole)
{
    static const double rounds[] = {12, 20, 25, 30, 50, 100, 200, 500, 1000, 10000, 100000, 1000000};
    for (size_t i = 0; i < COUNT(rounds); i++)
        if (whole == rounds[i]) return true;
    return whole <= LARGEST_SMALL_WHOLE;
}

/* "one in five": what is counted, a verb or nothing follows, so that "two in 10 towns" is left. */
static uint32_t read_ratio(const Ground *ground, TokenRange sentence, uint32_t at, double *out_percent)
{
    double parts, whole;
    uint32_t end = sentence.end;
    uint32_t used = number_match(&ground->data->numbers, &ground->words[at], end - at, &parts);
    if (used != 1 || parts < 1 || parts > MOST_COUNTED_OUT || at + used >= end) return 0;
    bool is_in;
    uint32_t joint = read_joint(ground, at + used, &is_in), place = at + used + joint;
    if (joint == 0 || place >= end || ground->is_timed[place]) return 0;
    uint32_t more = number_match(&ground->data->numbers, &ground->words[place], end - place, &whole);
    if (more == 0 || whole <= parts || !is_round(whole)) return 0;
    if (is_in && at > sentence.first && ground_token(ground, at - 1)->tag == TAG_VERB && parts > 1) return 0;
    *out_percent = 100 * parts / whole;
    return place + more - at;
}

uint32_t part_read(const Ground *ground, uint32_t at, double *out_percent)
{
    TokenRange sentence = ground_sentence(ground, at);
    uint32_t used = read_fraction(ground, sentence, at, out_percent);
    return used > 0 ? used : read_ratio(ground, sentence, at, out_percent);
}
