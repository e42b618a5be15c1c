/* Figures of one story that cannot all be right. */
#include "ledger/figures.h"
#include "store/pack.h"
#include "store/settle.h"

typedef struct FigurePlace {
    int64_t article;
    Span span;
    Str quantity; /* as printed */
} FigurePlace;

typedef struct FigureReader {
    Store *store;
    List(FigureView) views;
    List(FigurePlace) places; /* [view] */
} FigureReader;

enum FigureColumn {
    FIGURE_ID,
    FIGURE_LOW,
    FIGURE_HIGH,
    FIGURE_HEDGE,
    FIGURE_UNIT,
    FIGURE_COUNTED,
    FIGURE_START,
    FIGURE_END,
    FIGURE_QUANTITY_START,
    FIGURE_QUANTITY_END,
    FIGURE_ARTICLE,
    FIGURE_ARTICLE_ID,
    FIGURE_DAY,
    FIGURE_TEXT,
    FIGURE_SENTENCES,
};

/* Words of a sentence that are compared; short ones say too little. */
#define MOST_SENTENCE_BYTES 1000
#define MOST_TERMS 24

static Str sentence_at(Str text, Str packed, Span span, Arena *arena)
{
    SpanList sentences = {0};
    unpack_sentences(packed, arena, &sentences);
    for (uint32_t i = 0; i < sentences.count; i++)
        if (span_contains(sentences.items[i], span) && sentences.items[i].end <= text.len)
            return str_slice(text, sentences.items[i]);
    return (Str){NULL, 0};
}

static Span read_span(const Row *row, int column, Str text)
{
    Span span = {(uint32_t)row_get_int(row, column), (uint32_t)row_get_int(row, column + 1)};
    return span.start <= span.end && span.end <= text.len ? span : (Span){0, 0};
}

static void read_figure(FigureReader *reader, const Row *row)
{
    Arena *arena = reader->store->scratch;
    Str text = row_get_str(row, FIGURE_TEXT);
    Span span = read_span(row, FIGURE_START, text);
    Str sentence = sentence_at(text, row_get_str(row, FIGURE_SENTENCES), span, arena);
    FigureView view = {
        .id = row_get_id(row, FIGURE_ID),
        .article = row_get_id(row, FIGURE_ARTICLE_ID),
        .has_day = !row_is_null(row, FIGURE_DAY),
        .day = (int32_t)row_get_int(row, FIGURE_DAY),
        .low = row_get_number(row, FIGURE_LOW),
        .high = row_get_number(row, FIGURE_HIGH),
        .hedge = HEDGE_VAGUE,
        .unit = row_copy_str(row, FIGURE_UNIT, arena),
        .counted = row_copy_str(row, FIGURE_COUNTED, arena),
        .terms = terms_of(reader->store->data, sentence, MOST_SENTENCE_BYTES, MOST_TERMS, arena),
    };
    hedge_from_name(row_get_str(row, FIGURE_HEDGE), &view.hedge);
    *list_add(arena, &reader->views) = view;
    *list_add(arena, &reader->places) = (FigurePlace){
        .article = row_get_int(row, FIGURE_ARTICLE),
        .span = span,
        .quantity = arena_copy_str(
            arena, str_slice(text, read_span(row, FIGURE_QUANTITY_START, text))),
    };
}

static DatelineStatus write_conflict(const FigureReader *reader, const Id *story,
                                     const IndexList *group, DatelineError *err)
{
    ConflictMemberList members = {0};
    const FigureView *first = &reader->views.items[group->items[0]];
    for (uint32_t i = 0; i < group->count; i++) {
        const FigureView *view = &reader->views.items[group->items[i]];
        const FigurePlace *place = &reader->places.items[group->items[i]];
        *list_add(reader->store->scratch, &members) =
            (ConflictMember){.record = view->id,
                             .article = place->article,
                             .article_id = view->article,
                             .span = place->span,
                             .value = place->quantity};
    }
    Str about = first->counted.len > 0 ? first->counted : first->unit;
    return conflict_write(reader->store, "figure", story, about, first->has_day, first->day,
                          &members, err);
}

DatelineStatus settle_figures(Store *store, const Id *story, DatelineError *err)
{
    if (store->data == NULL) return DATELINE_OK;
    FigureReader reader = {.store = store};
    Row row = database_row(store->db, STATEMENT_GET_STORY_FIGURES);
    row_id(&row, story);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        read_figure(&reader, &row);
    }
    IndexListList groups = {0};
    figures_find_conflicts(reader.views.items, reader.views.count, store->scratch, &groups);
    for (uint32_t i = 0; i < groups.count; i++)
        TRY(write_conflict(&reader, story, &groups.items[i], err));
    return DATELINE_OK;
}
