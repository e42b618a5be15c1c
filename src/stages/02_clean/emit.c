#include "emit.h"

/* Does something of the piece's line stand before it in the clean text? */
static bool goes_on_kept(const Work *work, uint32_t piece)
{
    const Piece *items = work->pieces.items;
    while (items[piece].goes_on && piece > 0)
        if (items[--piece].kept) return true;
    return false;
}

/* Kept pieces are parted by a blank line, those of one line by a line break. */
static Str separator(const Work *work, uint32_t piece)
{
    return goes_on_kept(work, piece) ? STR("\n") : STR("\n\n");
}

static uint32_t count_bytes(const Work *work)
{
    uint32_t bytes = 0;
    for (uint32_t i = 0; i < work->pieces.count; i++)
        if (work->pieces.items[i].kept) bytes += span_len(work->pieces.items[i].text) + 2;
    return bytes;
}

/* Index of the working map's run in which a piece starts. */
static uint32_t first_run(const Work *work, uint32_t offset)
{
    uint32_t low = 0, high = work->map.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (work->map.items[middle].text + work->map.items[middle].text_len <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The part of the working map that a piece needs, moved to its place in the clean text. */
static void copy_runs(const Work *work, Span piece, uint32_t to)
{
    Document *doc = work->doc;
    for (uint32_t i = first_run(work, piece.start); i < work->map.count; i++) {
        MapRun run = work->map.items[i];
        if (run.text >= piece.end) return;
        uint32_t end = run.text + run.text_len < piece.end ? run.text + run.text_len : piece.end;
        uint32_t start = run.text > piece.start ? run.text : piece.start;
        if (run.exact) {
            run.page += start - run.text;
            run.page_len = end - start;
        }
        run.text_len = end - start;
        run.text = to + (start - piece.start);
        *list_add(doc->arena, &doc->map) = run;
    }
}

/* What parts two pieces stands for the page bytes between them: markup, and what was dropped. */
static void add_gap(const Work *work, const Piece *piece, uint32_t at, uint32_t len)
{
    Document *doc = work->doc;
    const MapRun *last = &doc->map.items[doc->map.count - 1];
    uint32_t end = last->page + last->page_len;
    uint32_t start = runs_span(&work->map, piece->text).start;
    if (end > start) end = start; /* the page has them in another order */
    *list_add(doc->arena, &doc->map) =
        (MapRun){.text = at, .text_len = len, .page = end, .page_len = start - end};
}

static void emit_piece(const Work *work, uint32_t number, char *out, uint32_t *len)
{
    Document *doc = work->doc;
    const Piece *piece = &work->pieces.items[number];
    Block *block = list_add(doc->arena, &doc->blocks);
    *block = (Block){.type = piece->type,
                     .kept = piece->kept,
                     .page = runs_span(&work->map, piece->text),
                     .rule = piece->rule,
                     .time = piece->time};
    Str text = piece_text(work, piece);
    if (!piece->kept) {
        block->reason = piece->reason;
        block->dropped = arena_copy_str(doc->arena, text);
        return;
    }
    if (*len > 0) {
        Str gap = separator(work, number);
        memcpy(out + *len, gap.data, gap.len);
        add_gap(work, piece, *len, gap.len);
        *len += gap.len;
    }
    block->text = (Span){*len, *len + text.len};
    memcpy(out + *len, text.data, text.len);
    copy_runs(work, piece->text, *len);
    *len += text.len;
}

void emit_document(const Work *work)
{
    char *out = arena_alloc(work->doc->arena, (size_t)count_bytes(work) + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < work->pieces.count; i++) emit_piece(work, i, out, &len);
    work->doc->text = (Str){out, len};
}
