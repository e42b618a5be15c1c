#include "segment.h"

#include "judge.h"
#include "lexicon.h"
#include "paragraph.h"
#include "text/data.h"

typedef struct SegmentData {
    SegmentLexicon lexicon;
    Judge judge;
} SegmentData;

static bool ends_sentence(const void *self, const Gap *gap)
{
    const Judge *judge = self;
    Cues cues;
    cues_of_gap(gap, &cues);
    return judge_ask(judge, &judge->ends, &cues) > 0;
}

static bool is_two_words(const void *self, const CueLine *line, uint32_t index)
{
    const Judge *judge = self;
    Cues cues;
    cues_of_word(line, index, &cues);
    return judge_ask(judge, &judge->words, &cues) > 0;
}

static DatelineStatus segment_load(const DataFiles *files, Arena *arena, void **out_data,
                                   DatelineError *err)
{
    SegmentData *data = arena_alloc(arena, sizeof *data);
    Str bytes;
    TRY(segment_lexicon_load(files, arena, &data->lexicon, err));
    TRY(data_file_read(files, JUDGE_FILE, arena, &bytes, err));
    TRY(judge_read(bytes, &data->judge, err));
    *out_data = data;
    return DATELINE_OK;
}

static DatelineStatus segment_run(const void *stage_data, Document *doc, Arena *scratch,
                                  DatelineError *err)
{
    (void)err;
    const SegmentData *data = stage_data;
    Segmenter segmenter = {.lexicon = &data->lexicon, .ends = {ends_sentence, &data->judge},
                           .words = {is_two_words, &data->judge},
                           .counts = {.arena = scratch, .text = doc->text}};
    if (doc->blocks.count == 0) segment_text(&segmenter, doc);
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        const Block *block = &doc->blocks.items[i];
        if (block->kept) segment_paragraph(&segmenter, doc, block->text, i);
    }
    return DATELINE_OK;
}

const Stage stage_segment = {
    .name = "segment",
    .does = "Clean text to sentences and tokens.",
    .reads = PART_TEXT,
    .writes = PART_TOKENS,
    .language = "en",
    .load = segment_load,
    .run = segment_run,
};
