#include "work.h"

#include "text/utf8.h"

static void reserve(Work *work, uint32_t more)
{
    if (work->capacity - work->len >= more) return;
    uint32_t capacity = work->capacity == 0 ? 4096 : work->capacity;
    while (capacity - work->len < more) capacity *= 2;
    work->data = arena_grow(work->arena, work->data, work->len, capacity);
    work->capacity = capacity;
}

/* source may be the bytes of one run of several: then exact is false. */
static void add_run(Work *work, const char *text, uint32_t text_len, Span source, bool is_exact)
{
    reserve(work, text_len);
    memcpy(work->data + work->len, text, text_len);
    runs_add_through(work->arena, &work->map,
                     (MapRun){.text = work->len,
                              .text_len = text_len,
                              .page = source.start,
                              .page_len = span_len(source),
                              .exact = is_exact},
                     &work->source_map);
    work->len += text_len;
}

void work_begin_piece(Work *work)
{
    work->piece_start = work->len;
    work->has_space = false;
}

void work_add_space(Work *work, Span source)
{
    if (work->len == work->piece_start) return; /* none at the start */
    if (!work->has_space)
        work->space = source;
    else if (source.end > work->space.end)
        work->space.end = source.end;
    work->has_space = true;
}

static void add_waiting_space(Work *work)
{
    if (!work->has_space) return;
    work->has_space = false;
    bool is_one = span_len(work->space) == 1;
    add_run(work, " ", 1, work->space, is_one);
}

static bool is_invisible(uint32_t character)
{
    if (character == UTF8_BAD) return false;
    bool is_control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    bool is_zero_width = (character >= 0x200B && character <= 0x200F) || character == 0xAD ||
                         (character >= 0x202A && character <= 0x202E) || character == 0x2060 ||
                         character == 0xFEFF;
    return is_control || is_zero_width;
}

/* The longest run of characters from `at` that are taken as they are. */
static uint32_t plain_run(Str text, uint32_t at)
{
    uint32_t start = at;
    while (at < text.len) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte > 0x20 && byte < 0x7F) {
            at++;
            continue;
        }
        if (byte < 0x80) break;
        uint32_t used, character = utf8_decode(text, at, &used);
        if (character == UTF8_BAD || utf8_is_space(character) || is_invisible(character)) break;
        at += used;
    }
    return at - start;
}

/* Source bytes of a piece of text: runs, or if NULL its bytes stand there as they are. */
static Span source_of(uint32_t at, uint32_t len, uint32_t source_start, const MapRunList *runs)
{
    if (runs != NULL) return runs_span(runs, (Span){at, at + len});
    return (Span){source_start + at, source_start + at + len};
}

static void add_exact(Work *work, Str text, uint32_t at, uint32_t len, uint32_t source_start)
{
    add_run(work, text.data + at, len, (Span){source_start + at, source_start + at + len}, true);
}

/* Index of the first run that ends after a text offset. */
static uint32_t first_run_at(const MapRunList *runs, uint32_t at)
{
    uint32_t low = 0, high = runs->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (runs->items[middle].text + runs->items[middle].text_len <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Run by run of the text's own map, so that nothing exact is lost. */
static void add_through(Work *work, Str text, uint32_t at, uint32_t len, const MapRunList *runs)
{
    uint32_t end = at + len;
    for (uint32_t i = first_run_at(runs, at); i < runs->count; i++) {
        const MapRun *run = &runs->items[i];
        if (run->text >= end) break;
        uint32_t from = run->text > at ? run->text : at;
        uint32_t to = run->text + run->text_len < end ? run->text + run->text_len : end;
        if (from >= to) continue;
        uint32_t into = run->exact ? from - run->text : 0;
        uint32_t source = run->page + into;
        uint32_t source_len = run->exact ? to - from : run->page_len;
        add_run(work, text.data + from, to - from, (Span){source, source + source_len}, run->exact);
    }
}

static void add_text(Work *work, Str text, uint32_t source_start, const MapRunList *runs)
{
    for (uint32_t at = 0; at < text.len;) {
        uint32_t plain = plain_run(text, at);
        if (plain > 0) {
            add_waiting_space(work);
            if (runs == NULL)
                add_exact(work, text, at, plain, source_start);
            else
                add_through(work, text, at, plain, runs);
            at += plain;
            continue;
        }
        uint32_t used, character = utf8_decode(text, at, &used);
        Span source = source_of(at, used, source_start, runs);
        bool is_blank = utf8_is_space(character) && character != 0x200B && character != 0xFEFF;
        if (is_blank) {
            work_add_space(work, source);
        } else if (character == UTF8_BAD) {
            add_waiting_space(work);
            add_run(work, "\xEF\xBF\xBD", 3, source, false);
        } /* else it cannot be seen */
        at += used;
    }
}

void work_add_source(Work *work, Span source)
{
    add_text(work, str_slice(work->source, source), source.start, NULL);
}

void work_add_mapped(Work *work, Str text, const MapRunList *runs)
{
    add_text(work, text, 0, runs);
}

Piece *work_end_piece(Work *work, PieceKind kind)
{
    work->has_space = false;
    if (work->len == work->piece_start) return NULL;
    Piece *piece = list_add(work->arena, &work->pieces);
    *piece = (Piece){.kind = kind, .text = {work->piece_start, work->len}};
    work->piece_start = work->len;
    return piece;
}

void work_split_piece(Work *work, uint32_t piece, uint32_t at)
{
    list_add(work->arena, &work->pieces);
    Piece *items = work->pieces.items;
    memmove(&items[piece + 1], &items[piece], (work->pieces.count - 1 - piece) * sizeof *items);
    uint32_t end = at, start = at;
    while (end > items[piece].text.start && work->data[end - 1] == ' ') end--;
    while (start < items[piece + 1].text.end && work->data[start] == ' ') start++;
    items[piece].text.end = end;
    items[piece + 1].text.start = start;
    items[piece + 1].goes_on = true;
}

void work_copy(Work *work, const Work *from, Span span)
{
    for (uint32_t i = first_run_at(&from->map, span.start); i < from->map.count; i++) {
        MapRun run = from->map.items[i];
        if (run.text >= span.end) return;
        uint32_t start = run.text > span.start ? run.text : span.start;
        uint32_t end = run.text + run.text_len < span.end ? run.text + run.text_len : span.end;
        if (start >= end) continue;
        if (run.exact) {
            run.page += start - run.text;
            run.page_len = end - start;
        }
        reserve(work, end - start);
        memcpy(work->data + work->len, from->data + start, end - start);
        run.text = work->len;
        run.text_len = end - start;
        runs_add(work->arena, &work->map, run);
        work->len += end - start;
    }
}

#define LONGEST_META_BYTES 1000

void work_set_meta(Work *work, Str *field, Str text)
{
    text = str_trim(text);
    if (field->len > 0 || text.len == 0 || text.len > LONGEST_META_BYTES) return;
    *field = arena_copy_str(work->doc->arena, text);
}

#define MOST_DATES 1000

void work_add_date(Work *work, DateEvidence evidence)
{
    if (work->dates.count < MOST_DATES) *list_add(work->arena, &work->dates) = evidence;
}

#define MOST_AUTHORS 200
#define LONGEST_AUTHOR_BYTES 400

void work_add_author(Work *work, AuthorEvidence evidence)
{
    evidence.text = str_trim(evidence.text);
    bool fits = evidence.text.len > 0 && evidence.text.len <= LONGEST_AUTHOR_BYTES;
    if (fits && work->authors.count < MOST_AUTHORS)
        *list_add(work->arena, &work->authors) = evidence;
}

uint32_t work_new_author_group(Work *work)
{
    return work->author_groups++;
}

void piece_keep(Piece *piece, BlockType type, Str rule)
{
    piece->is_decided = true;
    piece->kept = true;
    piece->type = type;
    piece->rule = rule;
    piece->reason = (Str){0};
}

void piece_drop(Piece *piece, BlockType type, Str rule, Str reason)
{
    piece->is_decided = true;
    piece->kept = false;
    piece->type = type;
    piece->rule = rule;
    piece->reason = reason;
}
