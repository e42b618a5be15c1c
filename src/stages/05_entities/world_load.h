/*
 * Reading data/entities: what the files that read it share. Private to the stage.
 *
 * Whatever is wrong with a row stops the load with the file and the line, and with those of the
 * other row where two do not agree.
 */
#ifndef ENTITIES_WORLD_LOAD_H
#define ENTITIES_WORLD_LOAD_H

#include "world.h"

typedef struct Loader {
    const DataFiles *files;
    World *world;
    Arena *arena;
    DatelineError *err;
} Loader;

#define READ_WORD(load, table, row, column, words, out)                                            \
    data_row_word((table), (row), (column), (words), COUNT(words), (out), (load)->err)

DatelineStatus world_read_table(Loader *load, const char *name, uint32_t columns,
                                Table *out) MUST_CHECK;
/* Adds a form; one that the same row has given before is passed over. */
DatelineStatus world_add_form(Loader *load, const Table *table, const TableRow *row, Str text,
                              Form form) MUST_CHECK;
/* The same for all forms of a field. */
DatelineStatus world_add_forms(Loader *load, const Table *table, const TableRow *row, Str field,
                               Form form) MUST_CHECK;
/* Words with the number of their row in the table; words that stand there already fail. */
DatelineStatus world_add_words(Loader *load, const Table *table, const TableRow *row,
                               PhraseTable *phrases, Str words, uint32_t value) MUST_CHECK;
/* Fails if the field is neither empty nor a state or organisation. */
DatelineStatus world_check_owner(Loader *load, const Table *table, const TableRow *row,
                                 Str owner) MUST_CHECK;
/* Fails if the field is neither empty nor a sector of PLOVER. */
DatelineStatus world_check_sector(Loader *load, const Table *table, const TableRow *row,
                                  Str sector) MUST_CHECK;

/* ---- world_names.c: whom a name of the lexicon names ---- */
DatelineStatus world_load_states(Loader *load) MUST_CHECK;
DatelineStatus world_load_shared(Loader *load) MUST_CHECK;
DatelineStatus world_load_organisations(Loader *load) MUST_CHECK;
DatelineStatus world_load_media(Loader *load) MUST_CHECK;
DatelineStatus world_load_metonyms(Loader *load) MUST_CHECK;

/* ---- world_leaders.c ---- */
DatelineStatus world_load_leaders(Loader *load) MUST_CHECK;

#endif
