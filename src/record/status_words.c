#include "record/status_words.h"

#include "text/data.h"

#define STATUS_COLUMNS 5

static DatelineStatus read_row(StatusWords *words, const Table *table, const TableRow *row,
                               Arena *arena, DatelineError *err)
{
    StatusEntry *entry = list_add(arena, &words->entries);
    if (!status_from_name(row->fields[2], &entry->status))
        return FAIL_ROW(err, table, row, "unknown status '" STR_FMT "'", STR_ARG(row->fields[2]));
    entry->names_holder = str_equal(row->fields[3], STR("holder"));
    bool is_modifier = str_equal(row->fields[1], STR("modifier"));
    if (!is_modifier && !str_equal(row->fields[1], STR("governor")))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is neither governor nor modifier",
                        STR_ARG(row->fields[1]));
    map_set(is_modifier ? &words->modifiers : &words->governors, row->fields[0],
            words->entries.count - 1);
    return DATELINE_OK;
}

DatelineStatus status_words_load(StatusWords *words, const DataFiles *files, Arena *arena,
                                 DatelineError *err)
{
    *words = (StatusWords){0};
    map_init(&words->governors, arena);
    map_init(&words->modifiers, arena);
    Table table;
    TRY(data_table_read(files, "events/status.tsv", STATUS_COLUMNS, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++)
        TRY(read_row(words, &table, &table.rows.items[i], arena, err));
    return DATELINE_OK;
}

/* "now-cancelled", "long-planned": the last word of it; else empty. */
static Str behind_hyphen(Str word)
{
    uint32_t at = word.len;
    while (at > 0 && word.data[at - 1] != '-') at--;
    return at == 0 ? STR("") : (Str){word.data + at, word.len - at};
}

static const StatusEntry *look_up(const StatusWords *words, const Map *map, const Token *token)
{
    uint32_t entry = map_find(map, token->lemma);
    if (entry == MAP_NONE) entry = map_find(map, token->lower);
    if (entry == MAP_NONE) entry = map_find(map, behind_hyphen(token->lower));
    return entry == MAP_NONE ? NULL : &words->entries.items[entry];
}

const StatusEntry *status_words_governor(const StatusWords *words, const Token *token)
{
    return look_up(words, &words->governors, token);
}

const StatusEntry *status_words_modifier(const StatusWords *words, const Token *token)
{
    return look_up(words, &words->modifiers, token);
}
