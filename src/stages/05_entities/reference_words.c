/* The words of data/coreference. */
#include "coref.h"

#include "text/data.h"

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

static DatelineStatus load_pronouns(Loader *load, ReferenceWords *words)
{
    static const Str persons[] = {STR_INIT("1"), STR_INIT("2"), STR_INIT("3")};
    static const Str numbers[] = {STR_INIT("one"), STR_INIT("many"), STR_INIT("any")};
    static const Str kinds[] = {STR_INIT("man"),    STR_INIT("woman"), STR_INIT("person"),
                                STR_INIT("people"), STR_INIT("thing"), STR_INIT("any")};
    static const uint8_t kind_bits[] = {
        KIND_MALE, KIND_FEMALE, KIND_PERSON, KIND_PERSON | KIND_GROUP, KIND_THING | KIND_GROUP,
        KIND_ANY};
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
        TRY(add_word(load, &table, row, &words->pronoun_by_word, row->fields[0],
                     words->pronouns.count));
        *list_add(load->arena, &words->pronouns) =
            (Pronoun){.word = row->fields[0],
                      .person = (uint8_t)(person + 1),
                      .numbers = (uint8_t)(number + 1), /* NUMBER_ONE, NUMBER_MANY, NUMBER_ANY */
                      .kinds = kind_bits[kind],
                      .place = (PronounCase)(CASE_SUBJECT + place)};
    }
    return DATELINE_OK;
}

static DatelineStatus load_nouns(Loader *load, ReferenceWords *words)
{
    static const Str classes[] = {STR_INIT("man"),   STR_INIT("woman"), STR_INIT("person"),
                                  STR_INIT("group"), STR_INIT("time"),  STR_INIT("any")};
    static const uint32_t kinds[] = {
        KIND_MALE, KIND_FEMALE, KIND_PERSON, KIND_GROUP | KIND_THING, KIND_TIME | KIND_THING,
        KIND_ANY};
    Table table;
    TRY(data_table_read(load->files, "coreference/nouns.tsv", 2, load->arena, &table, load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t class;
        TRY(data_row_word(&table, row, 0, classes, COUNT(classes), &class, load->err));
        TRY(add_word(load, &table, row, &words->nouns, row->fields[1], kinds[class]));
    }
    return DATELINE_OK;
}

static DatelineStatus load_verbs(Loader *load, ReferenceWords *words)
{
    Table table;
    TRY(data_table_read(load->files, "coreference/verbs.tsv", 2, load->arena, &table, load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        TRY(add_word(load, &table, row, &words->of_object, row->fields[0], 1));
    }
    return DATELINE_OK;
}

static DatelineStatus load_saying(Loader *load, ReferenceWords *words)
{
    static const Str uses[] = {STR_INIT("say"), STR_INIT("marks"), STR_INIT("clause")};
    Table table;
    TRY(data_table_read(load->files, "speech/quote_cues.tsv", 3, load->arena, &table, load->err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        bool is_one_word = str_find(row->fields[0], STR(" "), 0) == STR_NOT_FOUND;
        if (is_one_word && str_is_one_of(row->fields[1], uses, COUNT(uses)))
            map_set(&words->saying, row->fields[0], 1);
    }
    map_set(&words->saying, STR("read"), 1); /* "the message read" */
    return DATELINE_OK;
}

DatelineStatus reference_words_load(const DataFiles *files, Arena *arena, ReferenceWords *out,
                                    DatelineError *err)
{
    Loader load = {files, arena, err};
    map_init(&out->pronoun_by_word, arena);
    map_init(&out->nouns, arena);
    map_init(&out->of_object, arena);
    map_init(&out->saying, arena);
    TRY(load_pronouns(&load, out));
    TRY(load_verbs(&load, out));
    TRY(load_saying(&load, out));
    return load_nouns(&load, out);
}

const Pronoun *reference_pronoun(const ReferenceWords *words, Str lower)
{
    uint32_t row = map_find(&words->pronoun_by_word, lower);
    return row == MAP_NONE ? NULL : &words->pronouns.items[row];
}

uint8_t reference_noun(const ReferenceWords *words, Str lemma)
{
    uint32_t kinds = map_find(&words->nouns, lemma);
    return kinds == MAP_NONE ? 0 : (uint8_t)kinds;
}

bool reference_is_of_object(const ReferenceWords *words, Str verb)
{
    return map_find(&words->of_object, verb) != MAP_NONE;
}

bool reference_is_saying(const ReferenceWords *words, Str verb)
{
    return map_find(&words->saying, verb) != MAP_NONE;
}
