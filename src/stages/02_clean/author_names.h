/*
 * Names in a text that names authors:
 *
 *     "By Jane Doe and John Roe, Staff Writers | May 3"      Jane Doe, John Roe
 *     "unocero - Alberto Ávila"                               unocero; Alberto Ávila
 */
#ifndef CLEAN_AUTHOR_NAMES_H
#define CLEAN_AUTHOR_NAMES_H

#include "lexicon.h"

typedef struct AuthorNames {
    Str names[10];
    uint32_t count;
} AuthorNames;

/* How the names of a text are read. */
typedef enum NameStyle {
    NAMES_OF_METADATA, /* a part is a name as a whole or not at all */
    NAMES_SHOWN,       /* a name may be followed by other words: "Jane Doe of the desk" */
    NAMES_OR_HANDLES,  /* the same; a single word in any case is a name too ("surfguard") */
} NameStyle;

void author_names_read(Str text, const Lexicon *lexicon, NameStyle style, Arena *arena,
                       AuthorNames *out);

/* The names of a line that begins with, or parts off, a word like "by"; of one with a date the
 * part that is a person's name. None if there is no such word. */
void author_names_of_line(Str text, const Lexicon *lexicon, bool has_date, Arena *arena,
                          AuthorNames *out);

/* Is the line a label such as "Author:" for what comes next? */
bool author_names_is_label(Str text, const Lexicon *lexicon);

/* Two to six words with capitals, no figures. */
bool author_name_is_full(Str name);
/* The same, and the first is a given name that is known. */
bool author_name_is_person(Str name, const Lexicon *lexicon);

#endif
