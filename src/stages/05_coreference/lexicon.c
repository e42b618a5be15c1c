/* The words of data/coreference, with given names and verbs of saying from data/entities. */
#include "coref.h"

#include "text/data.h"
#include "text/utf8.h"

typedef struct Loader {
    const DataFiles *files;
    Arena *arena;
    DatelineError *err;
} Loader;

/* A word that stands twice is refused. */
static DatelineStatus add_word(Loader *load, const Table *table, const TableRow *row, Map *map,
                               Str word, uint32_t value)
{
    if (map_find(map, word) != MAP_NONE)
        return FAIL_ROW(load->err, table, row, "'" STR_FMT "' stands here twice", STR_ARG(word));
    map_set(map, word, value);
    return DATELINE_OK;
}

static DatelineStatus load_pronouns(Loader *load, Lexicon *lexicon)
{
    static const Str persons[] = {STR_INIT("1"), STR_INIT("2"), STR_INIT("3")};
    static const Str numbers[] = {STR_INIT("one"), STR_INIT("many"), STR_INIT("any")};
    static const Str kinds[] = {STR_INIT("man"),    STR_INIT("woman"), STR_INIT("person"),
                                STR_INIT("people"), STR_INIT("thing"), STR_INIT("any")};
    static const uint8_t kind_bits[] = {KIND_MALE,   KIND_FEMALE,
                                        KIND_PERSON, KIND_PERSON | KIND_GROUP,
                                        KIND_THING | KIND_GROUP, KIND_ANY};
    static const Str places[] = {STR_INIT("subject"), STR_INIT("object"), STR_INIT("possessive"),
                                 STR_INIT("reflexive")};
    Table table;
    TRY(data_table_read(load->files, "coreference/pronouns.tsv", 6, load->arena, &table,
                        load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t person, number, kind, place;
        TRY(data_row_word(&table, row, 1, persons, COUNT(persons), &person, load->err));
        TRY(data_row_word(&table, row, 2, numbers, COUNT(numbers), &number, load->err));
        TRY(data_row_word(&table, row, 3, kinds, COUNT(kinds), &kind, load->err));
        TRY(data_row_word(&table, row, 4, places, COUNT(places), &place, load->err));
        TRY(add_word(load, &table, row, &lexicon->pronoun_by_word, row->fields[0],
                     lexicon->pronouns.count));
        *list_add(load->arena, &lexicon->pronouns) =
            (Pronoun){.word = row->fields[0],
                      .person = (uint8_t)(person + 1),
                      .numbers = (uint8_t)(number + 1), /* NUMBER_ONE, NUMBER_MANY, NUMBER_ANY */
                      .kinds = kind_bits[kind],
                      .place = (PronounCase)(CASE_SUBJECT + place)};
    }
    return DATELINE_OK;
}

static DatelineStatus load_nouns(Loader *load, Lexicon *lexicon)
{
    static const Str classes[] = {STR_INIT("man"),   STR_INIT("woman"), STR_INIT("person"),
                                  STR_INIT("group"), STR_INIT("time"),  STR_INIT("any")};
    static const uint32_t kinds[] = {KIND_MALE,
                                     KIND_FEMALE,
                                     KIND_PERSON,
                                     KIND_GROUP | KIND_THING,
                                     KIND_TIME | KIND_THING,
                                     KIND_ANY};
    Table table;
    TRY(data_table_read(load->files, "coreference/nouns.tsv", 2, load->arena, &table, load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t class;
        TRY(data_row_word(&table, row, 0, classes, COUNT(classes), &class, load->err));
        TRY(add_word(load, &table, row, &lexicon->nouns, row->fields[1], kinds[class]));
    }
    return DATELINE_OK;
}

/* A name that is both men's and women's may stand twice. */
static DatelineStatus load_given_names(Loader *load, Lexicon *lexicon)
{
    static const Str sexes[] = {STR_INIT("m"), STR_INIT("f"), STR_INIT("x")};
    static const uint32_t kinds[] = {KIND_MALE, KIND_FEMALE, KIND_PERSON};
    Table table;
    TRY(data_table_read(load->files, "entities/given_names.tsv", 2, load->arena, &table,
                        load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t sex;
        TRY(data_row_word(&table, row, 1, sexes, COUNT(sexes), &sex, load->err));
        Str name = utf8_lower(row->fields[0], load->arena);
        map_set(&lexicon->given, name, coref_given(lexicon, name) | kinds[sex]);
    }
    return DATELINE_OK;
}

static DatelineStatus load_saying(Loader *load, Lexicon *lexicon)
{
    Table table;
    TRY(data_table_read(load->files, "entities/words.tsv", 2, load->arena, &table, load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        if (str_equal(row->fields[0], STR("report"))) map_set(&lexicon->saying, row->fields[1], 1);
    }
    return DATELINE_OK;
}

DatelineStatus coref_lexicon_load(const DataFiles *files, Arena *arena, Lexicon *out, DatelineError *err)
{
    Loader load = {files, arena, err};
    Map *maps[] = {&out->pronoun_by_word, &out->nouns, &out->given, &out->saying};
    for (size_t i = 0; i < COUNT(maps); i++) map_init(maps[i], arena);
    TRY(load_pronouns(&load, out));
    TRY(load_nouns(&load, out));
    TRY(load_given_names(&load, out));
    return load_saying(&load, out);
}

const Pronoun *coref_pronoun(const Lexicon *lexicon, Str lower)
{
    uint32_t row = map_find(&lexicon->pronoun_by_word, lower);
    return row == MAP_NONE ? NULL : &lexicon->pronouns.items[row];
}

static uint8_t kinds_in(const Map *map, Str word)
{
    uint32_t kinds = map_find(map, word);
    return kinds == MAP_NONE ? 0 : (uint8_t)kinds;
}

uint8_t coref_noun(const Lexicon *lexicon, Str lemma)
{
    return kinds_in(&lexicon->nouns, lemma);
}

uint8_t coref_given(const Lexicon *lexicon, Str lower)
{
    return kinds_in(&lexicon->given, lower);
}

bool coref_is_saying(const Lexicon *lexicon, Str lemma)
{
    return map_find(&lexicon->saying, lemma) != MAP_NONE;
}
