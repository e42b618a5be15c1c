/*
 * Whether two names can be one person's, and by which rule.
 *
 *     Joe Biden          Joseph Biden            same: short form
 *     Joe Biden          Joseph R. Biden Jr.     compatible: one has a middle name
 *     George W. Bush     George H. W. Bush       different: middle name
 *     Lavrov             Sergei Lavrov           compatible: short name
 *
 * Same is passed on from name to name, compatible is not: "George Bush" is compatible with both
 * presidents. So a name that says less than the other is only compatible.
 */
#include "text/name_parts.h"

static NameVerdict verdict(NameMatch match, Str rule)
{
    return (NameVerdict){match, rule};
}

static NameVerdict weaker(NameVerdict a, NameVerdict b)
{
    return b.match < a.match ? b : a;
}

static bool words_equal(const NameParts *a, uint32_t a_first, const NameParts *b, uint32_t b_first,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!str_equal(a->words[a_first + i].text, b->words[b_first + i].text)) return false;
    return true;
}

/* ---- Given names --------------------------------------------------------------------------- */

/* Rows of name_forms.tsv in which a word stands. */
static uint32_t first_form(const NameVariants *rules, Str word)
{
    uint32_t at = map_find(&rules->forms, word);
    return at == MAP_NONE ? NONE_MORE : at;
}

typedef struct FormMatch {
    bool is_found;
    bool is_abroad;
    bool is_ambiguous; /* one of the two stands in another row too */
} FormMatch;

static FormMatch match_forms(const NameVariants *rules, Str a, Str b)
{
    FormMatch match = {0};
    const GivenName *given = rules->given_names.items;
    for (uint32_t i = first_form(rules, a); i != NONE_MORE; i = given[i].next) {
        for (uint32_t k = first_form(rules, b); k != NONE_MORE; k = given[k].next) {
            if (given[i].row != given[k].row) continue;
            match.is_found = true;
            match.is_abroad = given[i].is_abroad || given[k].is_abroad;
        }
    }
    uint32_t first = first_form(rules, a), second = first_form(rules, b);
    match.is_ambiguous =
        match.is_found && (given[first].next != NONE_MORE || given[second].next != NONE_MORE);
    return match;
}

bool name_variants_is_form(const NameVariants *rules, Str a, Str b, Arena *scratch)
{
    NameParts left, right;
    if (!name_parts_read(rules, a, 0, scratch, &left) ||
        !name_parts_read(rules, b, 0, scratch, &right) || left.count > 1 || right.count > 1)
        return false;
    return !str_equal(left.words[0].text, right.words[0].text) &&
           match_forms(rules, left.words[0].given, right.words[0].given).is_found;
}

/* "J" and "John"; "JD" and "John David" begin alike. */
static bool is_initial_of(const NameWord *initial, const NameWord *word)
{
    return initial->is_initial && word->text.len > 0 && initial->text.data[0] == word->text.data[0];
}

/* "Gregg", "Greg" */
static bool is_same_but_doubled(Str a, Str b)
{
    uint32_t i = 0, k = 0;
    while (i < a.len && k < b.len && a.data[i] == b.data[k]) {
        char letter = a.data[i];
        while (i < a.len && a.data[i] == letter) i++;
        while (k < b.len && b.data[k] == letter) k++;
    }
    return i == a.len && k == b.len && a.len > 3 && b.len > 3;
}

static NameVerdict compare_words(const NameVariants *rules, const NameWord *a, const NameWord *b,
                                 Str differ)
{
    if (str_equal(a->text, b->text)) return verdict(NAMES_SAME, STR("spelling"));
    if (a->is_initial != b->is_initial && (is_initial_of(a, b) || is_initial_of(b, a)))
        return verdict(NAMES_COMPATIBLE, STR("initial"));
    if (a->is_initial && b->is_initial && (a->text.len == 1 || b->text.len == 1) &&
        a->text.data[0] == b->text.data[0])
        return verdict(NAMES_COMPATIBLE, STR("initial"));
    if (is_same_but_doubled(a->text, b->text))
        return verdict(NAMES_COMPATIBLE, STR("doubled letter"));
    FormMatch forms = match_forms(rules, a->given, b->given);
    if (!forms.is_found) return verdict(NAMES_DIFFERENT, differ);
    if (forms.is_abroad) return verdict(NAMES_COMPATIBLE, STR("form abroad"));
    return verdict(forms.is_ambiguous ? NAMES_COMPATIBLE : NAMES_SAME, STR("short form"));
}

/* "Miguel [Mario] Diaz-Canel": what the shorter has between, the longer has right before the end.
 */
static bool ends_in_same_middles(const NameParts *longer, const NameParts *shorter)
{
    uint32_t away = longer->count - shorter->count;
    for (uint32_t i = 1; i + 1 < shorter->count; i++) {
        const NameWord *word = &shorter->words[i], *other = &longer->words[i + away];
        if (word->is_initial || other->is_initial || !str_equal(word->text, other->text))
            return false;
    }
    return away > 0 && shorter->count > 2;
}

/* What stands between the given and the family name: "W." and "Walker" go together, "W." and
 * "H. W." do not; a name that has none is compatible. */
static NameVerdict compare_middles(const NameVariants *rules, const NameParts *a,
                                   const NameParts *b)
{
    uint32_t a_count = a->count - 2, b_count = b->count - 2;
    uint32_t both = a_count < b_count ? a_count : b_count;
    if (ends_in_same_middles(a_count > b_count ? a : b, a_count > b_count ? b : a))
        return verdict(NAMES_COMPATIBLE, STR("middle name"));
    NameVerdict result = verdict(NAMES_SAME, STR("spelling"));
    for (uint32_t i = 1; i <= both; i++)
        result =
            weaker(result, compare_words(rules, &a->words[i], &b->words[i], STR("middle name")));
    if (a_count != b_count) result = weaker(result, verdict(NAMES_COMPATIBLE, STR("middle name")));
    return result;
}

/* "JD Vance", "James David Vance": letters for all that stands before the family name. */
static bool are_initials_of(const NameParts *a, const NameParts *b)
{
    const NameWord *initials = &a->words[0];
    if (a->count != 2 || !initials->is_initial || initials->text.len != b->count - 1) return false;
    for (uint32_t i = 0; i < initials->text.len; i++)
        if (b->words[i].is_initial || b->words[i].text.data[0] != initials->text.data[i])
            return false;
    return true;
}

/* ---- Whole names --------------------------------------------------------------------------- */

static NameVerdict compare_generations(const NameParts *a, const NameParts *b)
{
    if (str_equal(a->generation, b->generation)) return verdict(NAMES_SAME, STR("spelling"));
    if (a->generation.len == 0 || b->generation.len == 0)
        return verdict(NAMES_COMPATIBLE, STR("generation"));
    return verdict(NAMES_DIFFERENT, STR("generation"));
}

/* Which word a family-first name goes by; of others the last. */
static uint32_t family_word(const NameParts *parts)
{
    return (parts->scopes & SCOPE_FAMILY_FIRST) != 0 ? 0 : parts->count - 1;
}

/* One word against a full name. */
static NameVerdict compare_short(const NameParts *one, const NameParts *full)
{
    Str word = one->words[0].text;
    if (str_equal(word, full->words[family_word(full)].text))
        return verdict(NAMES_COMPATIBLE, STR("short name"));
    bool whole = (full->scopes & SCOPE_FAMILY_FIRST) == 0;
    for (uint32_t i = 1; i < full->count && whole; i++)
        if (str_equal(word, full->words[i].text) && !full->words[i].is_initial)
            return verdict(NAMES_COMPATIBLE, STR("short name"));
    return verdict(NAMES_DIFFERENT, STR("family name"));
}

static NameVerdict compare_family_first(const NameParts *a, const NameParts *b)
{
    bool turned = a->count == 2 && b->count == 2 && str_equal(a->words[0].text, b->words[1].text) &&
                  str_equal(a->words[1].text, b->words[0].text);
    if (turned && ((a->scopes | b->scopes) & SCOPE_CHINESE) == 0)
        return verdict(NAMES_COMPATIBLE, STR("order"));
    if (a->count == 0 || !str_equal(a->words[0].text, b->words[0].text))
        return verdict(NAMES_DIFFERENT, STR("family name"));
    return verdict(NAMES_DIFFERENT, STR("given name"));
}

/* "Pedro Sampel" and "Pedro Sampel Ejemplo", "bin Sampel" and "Omar bin Sampel": one stands whole
 * at the start or end of the other. */
static NameVerdict compare_part(const NameParts *part, const NameParts *whole)
{
    if (part->count < 2 || part->count >= whole->count)
        return verdict(NAMES_DIFFERENT, STR("family name"));
    bool has_more = ((part->scopes | whole->scopes) & (SCOPE_IBERIAN | SCOPE_ARABIC)) != 0;
    if (has_more && words_equal(part, 0, whole, 0, part->count))
        return verdict(NAMES_COMPATIBLE, STR("second family name"));
    if (words_equal(part, 0, whole, whole->count - part->count, part->count))
        return verdict(NAMES_COMPATIBLE, STR("without given name"));
    /* "Pedro Sampel" and "Pedro Maria Sampel Ejemplo" */
    if (part->count == 2 && whole->count > 3 && words_equal(part, 0, whole, 0, 1) &&
        words_equal(part, 1, whole, whole->count - 2, 1))
        return verdict(NAMES_COMPATIBLE, STR("second family name"));
    return verdict(NAMES_DIFFERENT, STR("family name"));
}

static NameVerdict compare_full(const NameVariants *rules, const NameParts *a, const NameParts *b)
{
    const NameParts *less = a->count <= b->count ? a : b, *more = less == a ? b : a;
    NameVerdict part = compare_part(less, more);
    if (part.match != NAMES_DIFFERENT) return part;
    if (!words_equal(a, a->count - 1, b, b->count - 1, 1)) return part;
    if (are_initials_of(less, more)) return verdict(NAMES_COMPATIBLE, STR("initial"));
    NameVerdict given = compare_words(rules, &a->words[0], &b->words[0], STR("given name"));
    if (given.match == NAMES_DIFFERENT) return given;
    return weaker(given, compare_middles(rules, a, b));
}

static bool is_same_without_spaces(const NameParts *a, const NameParts *b, Arena *scratch)
{
    return str_equal(name_parts_join(a, "", scratch), name_parts_join(b, "", scratch));
}

static NameVerdict compare_parts(const NameVariants *rules, const NameParts *a, const NameParts *b,
                                 Arena *scratch)
{
    if (a->count == b->count && words_equal(a, 0, b, 0, a->count))
        return verdict(NAMES_SAME,
                       a->is_reordered != b->is_reordered ? STR("order") : STR("spelling"));
    if (a->count == 1) return compare_short(a, b);
    if (b->count == 1) return compare_short(b, a);
    if ((a->scopes & SCOPE_FAMILY_FIRST) != 0 && (b->scopes & SCOPE_FAMILY_FIRST) != 0)
        return compare_family_first(a, b);
    if (a->count != b->count && is_same_without_spaces(a, b, scratch))
        return verdict(NAMES_SAME, STR("words joined"));
    return compare_full(rules, a, b);
}

NameVerdict name_variants_compare(const NameVariants *rules, Str a, Str b, Arena *scratch)
{
    NameParts left, right;
    if (!name_parts_read(rules, a, 0, scratch, &left) ||
        !name_parts_read(rules, b, 0, scratch, &right))
        return verdict(NAMES_DIFFERENT, STR("no name"));
    uint32_t scopes = left.scopes | right.scopes;
    bool family_first = (scopes & SCOPE_FAMILY_FIRST) != 0;
    if (left.scopes != right.scopes && !family_first) {
        /* what one name shows of its language holds for the other too */
        if (!name_parts_read(rules, a, scopes, scratch, &left) ||
            !name_parts_read(rules, b, scopes, scratch, &right))
            return verdict(NAMES_DIFFERENT, STR("no name"));
    }
    NameVerdict generations = compare_generations(&left, &right);
    NameVerdict words = compare_parts(rules, &left, &right, scratch);
    return generations.match == NAMES_SAME ? words : weaker(generations, words);
}
