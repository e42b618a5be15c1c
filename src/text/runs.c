#include "text/runs.h"

static bool goes_on(const MapRun *last, const MapRun *run)
{
    return last->exact && run->exact && last->page + last->page_len == run->page;
}

/* Makes the last run cover the new one too. */
static void widen(MapRun *last, const MapRun *run)
{
    uint32_t page_end = last->page + last->page_len;
    uint32_t run_end = run->page + run->page_len;
    uint32_t start = run->page < last->page ? run->page : last->page;
    uint32_t end = run_end > page_end ? run_end : page_end;
    last->exact = last->exact && run->exact && end - start == last->text_len + run->text_len;
    last->text_len += run->text_len;
    last->page = start;
    last->page_len = end - start;
}

void runs_add(Arena *arena, MapRunList *runs, MapRun run)
{
    if (run.text_len == 0) return;
    MapRun *last = runs->count > 0 ? &runs->items[runs->count - 1] : NULL;
    assert(last == NULL || last->text + last->text_len == run.text);
    assert(!run.exact || run.text_len == run.page_len);
    if (last != NULL && (goes_on(last, &run) || runs->count >= MOST_RUNS))
        widen(last, &run);
    else
        *list_add(arena, runs) = run;
}

/* The last run that starts at or before a text offset; runs->count if there is none. */
static uint32_t find_run(const MapRunList *runs, uint32_t offset)
{
    uint32_t low = 0, high = runs->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (runs->items[middle].text <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? runs->count : low - 1;
}

Span runs_span(const MapRunList *runs, Span text)
{
    if (span_is_empty(text) || runs->count == 0) return (Span){0, 0};
    uint32_t first = find_run(runs, text.start);
    uint32_t last = find_run(runs, text.end - 1);
    if (first == runs->count || last == runs->count) return (Span){0, 0};
    const MapRun *from = &runs->items[first];
    const MapRun *to = &runs->items[last];
    if (text.end > to->text + to->text_len) return (Span){0, 0};
    uint32_t start = from->exact ? from->page + (text.start - from->text) : from->page;
    uint32_t end = to->exact ? to->page + (text.end - to->text) : to->page + to->page_len;
    return start <= end ? (Span){start, end} : (Span){end, start}; /* moved within the page */
}

void runs_widen_last(MapRunList *runs, MapRun run)
{
    assert(runs->count > 0);
    MapRun *last = &runs->items[runs->count - 1];
    assert(last->text + last->text_len == run.text);
    widen(last, &run);
}

/* The empty span where the text byte at an offset came from, or behind the last. */
static Span place_of(const MapRunList *runs, uint32_t offset)
{
    const MapRun *last = &runs->items[runs->count - 1];
    bool is_inside = offset < last->text + last->text_len;
    uint32_t at = is_inside ? runs_span(runs, (Span){offset, offset + 1}).start
                            : last->page + last->page_len;
    return (Span){at, at};
}

void runs_add_through(Arena *arena, MapRunList *outer, MapRun run, const MapRunList *inner)
{
    if (run.text_len == 0 || inner->count == 0) return;
    if (!run.exact) {
        Span page = run.page_len == 0
                        ? place_of(inner, run.page)
                        : runs_span(inner, (Span){run.page, run.page + run.page_len});
        run.page = page.start;
        run.page_len = span_len(page);
        runs_add(arena, outer, run);
        return;
    }
    uint32_t at = run.page, end = run.page + run.page_len;
    uint32_t index = find_run(inner, at);
    for (; at < end && index < inner->count; index++) {
        const MapRun *from = &inner->items[index];
        uint32_t stop = from->text + from->text_len < end ? from->text + from->text_len : end;
        MapRun part = {.text = run.text + (at - run.page), .text_len = stop - at};
        part.exact = from->exact;
        part.page = from->exact ? from->page + (at - from->text) : from->page;
        part.page_len = from->exact ? stop - at : from->page_len;
        runs_add(arena, outer, part);
        at = stop;
    }
}
