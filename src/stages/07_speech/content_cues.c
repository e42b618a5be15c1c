/* Reading data/speech/content_cues.tsv. */
#include "message_contents.h"
#include "text/data.h"

#define TEXT_OF(suffix, text) STR_INIT(text),
static const Str frame_names[] = {CONTENT_FRAME_LIST(TEXT_OF)};

static ContentEntry *entry_of(ContentCues *cues, Str lemma, Arena *arena)
{
    uint32_t index = map_find(&cues->lemmas, lemma);
    if (index == MAP_NONE) {
        index = cues->entries.count;
        map_set(&cues->lemmas, lemma, index);
        *list_add(arena, &cues->entries) = (ContentEntry){0};
    }
    return &cues->entries.items[index];
}

DatelineStatus content_cues_load(const DataFiles *files, Arena *arena, ContentCues *out,
                                 DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "speech/content_cues.tsv", 4, arena, &table, err));
    *out = (ContentCues){0};
    map_init(&out->lemmas, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        ContentRow cue = {.lemma = row->fields[0], .example = row->fields[3], .line = row->line};
        uint32_t frame;
        if (!content_kind_from_name(row->fields[1], &cue.kind))
            return FAIL_ROW(err, &table, row, "unknown kind of content '" STR_FMT "'",
                            STR_ARG(row->fields[1]));
        TRY(data_row_word(&table, row, 2, frame_names, COUNT(frame_names), &frame, err));
        cue.frame = (ContentFrame)frame;
        cue.rule = arena_format(arena, "content:" STR_FMT ":" STR_FMT, STR_ARG(cue.lemma),
                                STR_ARG(frame_names[frame]));
        ContentEntry *entry = entry_of(out, cue.lemma, arena);
        if (entry->rows[frame] != 0) return FAIL_ROW(err, &table, row, "the row stands twice");
        *list_add(arena, &out->rows) = cue;
        entry->rows[frame] = out->rows.count;
    }
    return DATELINE_OK;
}

bool content_cues_example(const ContentCues *cues, uint32_t index, RuleExample *out)
{
    if (index >= cues->rows.count) return false;
    const ContentRow *row = &cues->rows.items[index];
    *out = (RuleExample){.rule = row->rule,
                         .text = row->example,
                         .file = STR("speech/content_cues.tsv"),
                         .line = row->line};
    return true;
}
