/*
 * Names of persons that are printed in several ways: one form for the spellings of a name, and
 * whether two names can be one person's. The rules are data/entities/name_rules.tsv and
 * name_forms.tsv; no name is looked up in a list of persons.
 *
 *     name_variants_key("Sergey Lavrov")       = name_variants_key("Sergei Lavrow")
 *     name_variants_key("Kim Jong-un")         = name_variants_key("Kim Jong Un")
 *     name_variants_compare("Joe Biden", "Joseph R. Biden Jr.")     NAMES_COMPATIBLE
 *     name_variants_compare("Kim Jong Un", "Kim Jong Il")           NAMES_DIFFERENT
 */
#ifndef TEXT_NAME_VARIANTS_H
#define TEXT_NAME_VARIANTS_H

#include "text/data.h"

typedef struct NameVariants NameVariants;

DatelineStatus name_variants_load(const DataFiles *files, Arena *arena, const NameVariants **out,
                                  DatelineError *err) MUST_CHECK;

/* The form that is equal for the spellings of one name, in lower case. printed: the name as it
 * stands in the text, capitals and hyphens too, without titles. Empty if it has no letters. */
Str name_variants_key(const NameVariants *rules, Str printed, Arena *arena);

/* The parts that stand alone later, each in the form it has when it stands alone. */
typedef struct NameEnds {
    Str given;
    Str family;     /* "kim" of "Kim Jong Un", "salman" of "Mohammed bin Salman" */
    uint32_t words; /* without "Jr.", "al-" and the like; given syllables count as one */
    bool is_family_first;
} NameEnds;

NameEnds name_variants_ends(const NameVariants *rules, Str printed, Arena *arena);

typedef enum NameMatch {
    NAMES_DIFFERENT,
    NAMES_COMPATIBLE, /* may be one person's: not passed on from name to name */
    NAMES_SAME,       /* spellings of one name */
} NameMatch;

typedef struct NameVerdict {
    NameMatch match;
    Str rule; /* what decided: "spelling", "short form", "middle name" ... */
} NameVerdict;

/* In either order the same. Two people can have one name: same means no more than that. */
NameVerdict name_variants_compare(const NameVariants *rules, Str a, Str b, Arena *scratch);

/* "Joe", "Joseph": what the name stands for, in either direction. False for equal words. */
bool name_variants_is_form(const NameVariants *rules, Str a, Str b, Arena *scratch);

#endif
