#include "live.h"

#include "date_line.h"
#include "sentence.h"
#include "words.h"

#define MOST_STAMP_WORDS 10
#define LONGEST_STAMP_BYTES 80
#define FEWEST_BARE_STAMPS 3 /* on a page whose title says nothing */
#define MOST_OTHER_WORDS 5   /* beside the time: a name, a label, a zone */

typedef enum StampPlace {
    STAMP_NONE,
    STAMP_LINE,     /* the whole piece */
    STAMP_AT_START, /* "2.20pm: They ..." */
    STAMP_AT_END,   /* "Headlinepublished at 14:31 2 March" */
} StampPlace;

typedef struct Stamp {
    StampPlace place;
    uint32_t at;  /* where the piece is cut: after a stamp at the start, before one at the end */
    Span time;    /* as printed, in the piece */
    bool is_bare; /* a time of day without a date */
} Stamp;

/* ---- Times ----------------------------------------------------------------------------------- */

static uint32_t clock_len(Str text, uint32_t at)
{
    int32_t hour, minute;
    return date_parse_clock(text, at, &hour, &minute);
}

static uint32_t dash_or_colon_len(Str text, uint32_t at)
{
    Str rest = str_slice(text, (Span){at, text.len});
    if (str_starts(rest, STR("\xE2\x80\x94")) || str_starts(rest, STR("\xE2\x80\x93"))) return 3;
    if (rest.len > 1 && strchr(":-]", rest.data[0]) != NULL && rest.data[1] == ' ') return 1;
    return 0;
}

/* "2.20pm: They ...", "[14:05] They ..." */
static bool read_stamp_at_start(Str text, Stamp *out)
{
    uint32_t start = text.len > 0 && text.data[0] == '[';
    uint32_t len = clock_len(text, start), at = start + len;
    if (len == 0) return false;
    while (at < text.len && text.data[at] == ' ') at++;
    uint32_t mark = dash_or_colon_len(text, at);
    if (mark == 0 || at + mark + 1 >= text.len) return false;
    *out = (Stamp){STAMP_AT_START, at + mark, {start, start + len}, true};
    return true;
}

/* "... published at 14:31 2 March": the words stand at the end of the piece, glued or not. */
static bool read_stamp_at_end(Str text, const Lexicon *lexicon, Stamp *out)
{
    for (uint32_t i = 0; i < lexicon->live_stamps.count; i++) {
        Str words = lexicon->live_stamps.items[i];
        uint32_t from = text.len > LONGEST_STAMP_BYTES ? text.len - LONGEST_STAMP_BYTES : 0;
        uint32_t at = str_find_ignoring_case(text, words, from);
        if (at == STR_NOT_FOUND || at == 0) continue;
        uint32_t time = at + words.len + 1;
        if (time >= text.len || clock_len(text, time) == 0) continue;
        *out = (Stamp){STAMP_AT_END, at, {time, text.len}, true};
        return true;
    }
    return false;
}

/* The first word at which a time or date begins; text.len if none does. */
static uint32_t find_time(Str text, const Word *words, uint32_t count, bool *is_clock)
{
    for (uint32_t i = 0; i < count; i++) {
        WrittenDate date;
        uint32_t at = words[i].span.start;
        *is_clock = clock_len(text, at) > 0;
        if (*is_clock || date_parse(text, at, &date)) return at;
    }
    return text.len;
}

/* "14:05 GMT", "Updated at 10:32 a.m. ET", "Kari Holm February 12, 2015 11:59 am". */
static bool read_stamp_line(Str text, const Lexicon *lexicon, Stamp *out)
{
    Word words[MOST_STAMP_WORDS];
    if (text.len == 0 || text.len > LONGEST_STAMP_BYTES) return false;
    uint32_t count = words_read(text, words, MOST_STAMP_WORDS), others = 0;
    if (count == MOST_STAMP_WORDS) return false;
    bool is_clock;
    uint32_t at = find_time(text, words, count, &is_clock);
    if (at == text.len || text.data[text.len - 1] == '?') return false;
    DateLine line;
    bool is_date = date_line_read(text, lexicon, &line) && line.date.has_time;
    if (!is_clock && !is_date) return false;
    bool has_name = false;
    for (uint32_t i = 0; i < count; i++) {
        if (words[i].kind != WORD_LETTERS) continue;
        others++;
        bool is_label = words_lookup(&lexicon->date_labels, word_str(text, &words[i])) != MAP_NONE;
        if (is_label || is_date || words[i].span.start >= at) continue;
        if (!words[i].is_capitalised) return false;
        has_name = true;
    }
    if (others > MOST_OTHER_WORDS) return false;
    *out = (Stamp){STAMP_LINE, 0, {at, text.len}, is_clock && !is_date && !has_name};
    return true;
}

static bool read_stamp(const Work *work, const Piece *piece, const Lexicon *lexicon, Stamp *out)
{
    if (piece->is_decided) return false;
    Str text = piece_text(work, piece);
    return read_stamp_at_start(text, out) || read_stamp_at_end(text, lexicon, out) ||
           read_stamp_line(text, lexicon, out);
}

/* ---- Is the page live? ------------------------------------------------------------------------
 */

static bool says_live(Str title, const Lexicon *lexicon)
{
    for (uint32_t i = 0; i < lexicon->live_titles.count; i++)
        if (str_find_ignoring_case(title, lexicon->live_titles.items[i], 0) != STR_NOT_FOUND)
            return true;
    return false;
}

#define PIECES_WITH_TITLE 12

/* The known title, or one of the first lines, or the address. */
static bool is_called_live(const Work *work, const Lexicon *lexicon)
{
    const Metadata *meta = &work->doc->meta;
    if (str_find(meta->url, STR("/live/"), 0) != STR_NOT_FOUND) return true;
    if (meta->title.len > 0) return says_live(meta->title, lexicon);
    for (uint32_t i = 0, seen = 0; i < work->pieces.count && seen < PIECES_WITH_TITLE; i++) {
        const Piece *piece = &work->pieces.items[i];
        if (piece->is_decided) continue;
        seen++;
        if (says_live(piece_text(work, piece), lexicon)) return true;
    }
    return false;
}

/* Stamps with a sentence below. */
typedef struct StampCount {
    uint32_t all;
    uint32_t bare;
} StampCount;

static StampCount count_stamps(const Work *work, const Lexicon *lexicon)
{
    StampCount count = {0};
    Stamp waiting = {0};
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        const Piece *piece = &work->pieces.items[i];
        Stamp stamp;
        if (read_stamp(work, piece, lexicon, &stamp)) {
            waiting = stamp;
            if (stamp.place != STAMP_AT_START) continue;
        }
        if (piece->is_decided || waiting.place == STAMP_NONE) continue;
        Shape shape = words_shape(piece_text(work, piece), &lexicon->function_words);
        if (!shape.ends_sentence || shape.function == 0) continue;
        count.all++;
        count.bare += waiting.is_bare;
        waiting.place = STAMP_NONE;
    }
    return count;
}

/* ---- Parting ----------------------------------------------------------------------------------
 */

static void add_part(Work *work, PieceList *out, Piece part, Span text, bool goes_on)
{
    while (text.start < text.end && work->data[text.start] == ' ') text.start++;
    while (text.end > text.start && work->data[text.end - 1] == ' ') text.end--;
    if (span_is_empty(text)) return;
    part.text = text;
    part.goes_on |= goes_on;
    part.starts_paragraph &= !goes_on;
    *list_add(work->arena, out) = part;
}

static void add_stamp(Work *work, PieceList *out, const Piece *piece, const Stamp *stamp)
{
    Span whole = piece->text;
    Span text = whole;
    if (stamp->place == STAMP_AT_START) text.end = whole.start + stamp->at;
    if (stamp->place == STAMP_AT_END) text.start = whole.start + stamp->at;
    Piece part = *piece;
    piece_drop(&part, BLOCK_LIVE, STR("CL-LIVE-TIME"), STR("the time of an entry"));
    Str time = str_slice(piece_text(work, piece), stamp->time);
    part.time = arena_copy_str(work->doc->arena, str_trim(time));
    if (stamp->place == STAMP_AT_END) {
        add_part(work, out, *piece, (Span){whole.start, text.start}, false);
        out->items[out->count - 1].heads_entry = true;
    }
    add_part(work, out, part, text, stamp->place == STAMP_AT_END);
    if (stamp->place == STAMP_AT_START)
        add_part(work, out, *piece, (Span){text.end, whole.end}, false);
}

/* "Kari Holm" below a stamp: who wrote the entry. */
static bool is_name(const Work *work, const Piece *piece, const Lexicon *lexicon)
{
    Shape shape = words_shape(piece_text(work, piece), &lexicon->function_words);
    return !piece->is_decided && shape.words >= 2 && shape.words <= 3 && !shape.ends_sentence &&
           shape.capitalised == shape.words;
}

void live_part(Work *work, const Lexicon *lexicon)
{
    StampCount count = count_stamps(work, lexicon);
    bool is_live =
        count.bare >= FEWEST_BARE_STAMPS || (count.all > 0 && is_called_live(work, lexicon));
    if (!is_live) return;
    PieceList parted = {0};
    bool is_after_stamp = false;
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        Piece *piece = &work->pieces.items[i];
        Stamp stamp;
        bool is_stamp = read_stamp(work, piece, lexicon, &stamp);
        if (is_stamp) {
            add_stamp(work, &parted, piece, &stamp);
        } else {
            if (is_after_stamp && is_name(work, piece, lexicon))
                piece_drop(piece, BLOCK_BYLINE, STR("CL-LIVE-AUTHOR"),
                           STR("names who wrote the entry"));
            *list_add(work->arena, &parted) = *piece;
        }
        is_after_stamp = is_stamp;
    }
    work->pieces = parted;
}

void live_type(Work *work)
{
    Str time = {0};
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        Piece *piece = &work->pieces.items[i];
        bool is_stamp = piece->type == BLOCK_LIVE && !piece->kept;
        if (is_stamp) time = piece->time;
        if (piece->heads_entry && i + 1 < work->pieces.count) time = piece[1].time;
        if (!piece->kept || time.len == 0) continue;
        piece->time = time;
        if (piece->type == BLOCK_BODY) piece->type = BLOCK_LIVE;
    }
}
