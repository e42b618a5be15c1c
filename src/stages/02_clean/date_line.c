#include "date_line.h"

#include "words.h"

#define DATE_LINE_BYTES 160
#define DATE_LINE_WORDS 24
#define MOST_OTHER_WORDS 5 /* beside date and labels: a name, a section, a place */

typedef struct DateScan {
    Str line;
    const Lexicon *lexicon;
    Word words[DATE_LINE_WORDS];
    uint32_t count;
    uint32_t others;       /* words that are neither date nor label */
    uint32_t small_others; /* of them, those that are not capitalised */
    Span name;
    DateLine *out;
    bool has_date;
} DateScan;

/* Words taken by a date that starts at word i; 0 if none does. */
static uint32_t take_date(DateScan *scan, uint32_t i)
{
    uint32_t start = scan->words[i].span.start, end;
    WrittenDate date;
    int32_t hour, minute;
    if (date_parse(scan->line, start, &date)) {
        bool is_better = !scan->has_date || (scan->out->date.year == 0 && date.year != 0);
        if (is_better) scan->out->date = date;
        scan->has_date = true;
        end = start + date.len;
    } else {
        uint32_t used = date_parse_clock(scan->line, start, &hour, &minute);
        if (used == 0) return 0;
        end = start + used;
    }
    uint32_t next = i;
    while (next < scan->count && scan->words[next].span.start < end) next++;
    return next - i;
}

static void take_other(DateScan *scan, const Word *word)
{
    scan->others++;
    scan->small_others += !word->is_capitalised;
    if (!word->is_capitalised) return;
    if (span_is_empty(scan->name))
        scan->name = word->span;
    else if (word->span.start - scan->name.end <= 2)
        scan->name.end = word->span.end;
}

static void scan_words(DateScan *scan)
{
    for (uint32_t i = 0; i < scan->count;) {
        const Word *word = &scan->words[i];
        uint32_t used = word->kind == WORD_MARK ? 1 : take_date(scan, i);
        if (used > 0) {
            i += used;
            continue;
        }
        uint32_t label = words_lookup(&scan->lexicon->date_labels, word_str(scan->line, word));
        if (label == FIELD_PUBLISHED || label == FIELD_MODIFIED) scan->out->has_label = true;
        if (label == MAP_NONE) take_other(scan, word);
        if (label == FIELD_MODIFIED && !scan->has_date) scan->out->is_modified = true;
        if (words_equal(word_str(scan->line, word), STR("by"))) scan->out->is_by = true;
        i++;
    }
}

bool date_line_read(Str line, const Lexicon *lexicon, DateLine *out)
{
    if (line.len > DATE_LINE_BYTES) return false;
    *out = (DateLine){0};
    DateScan scan = {.line = line, .lexicon = lexicon, .out = out};
    scan.count = words_read(line, scan.words, DATE_LINE_WORDS);
    if (scan.count == DATE_LINE_WORDS) return false;
    scan_words(&scan);
    bool is_full = out->date.year != 0 && out->date.day != 0;
    bool is_timed = out->date.has_time && out->date.day != 0;
    if (!scan.has_date || !(is_full || is_timed)) return false;
    bool has_stop = line.data[line.len - 1] == '.' && scan.others > 1;
    if (scan.others > MOST_OTHER_WORDS || scan.small_others > 1 || has_stop) return false;
    if (!span_is_empty(scan.name)) out->name = str_slice(line, scan.name);
    return true;
}
