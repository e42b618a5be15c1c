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
    /* Of the article whose figures are being read: fetched once, not with each figure, as a long
     * article may have thousands. */
    int64_t article;
    Row content; /* open while text is in use */
    Str text;
    SpanList sentences;
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
    FIGURE_SENTENCE,
    FIGURE_SIZE,
};

/* What a figure counts, the words beside it say; the rest of a long sentence is of other things. */
#define BYTES_BEFORE 80
#define BYTES_AFTER 60
#define MOST_TERMS 24

/* The sentence; the figure alone if it does not hold it. */
static Span sentence_of(const FigureReader *reader, uint32_t index, Span figure)
{
    const SpanList *sentences = &reader->sentences;
    if (index >= sentences->count || sentences->items[index].end > reader->text.len) return figure;
    return span_contains(sentences->items[index], figure) ? sentences->items[index] : figure;
}

/* The words around a figure in its sentence, cut between words, digits made spaces. */
static Str words_around(const FigureReader *reader, uint32_t index, Span figure, Arena *arena)
{
    Str text = reader->text;
    const SpanList *sentences = &reader->sentences;
    if (index >= sentences->count || sentences->items[index].end > text.len) return (Str){NULL, 0};
    Span span = sentences->items[index];
    if (!span_contains(span, figure)) return (Str){NULL, 0};
    if (figure.start - span.start > BYTES_BEFORE) span.start = figure.start - BYTES_BEFORE;
    if (span.end - figure.end > BYTES_AFTER) span.end = figure.end + BYTES_AFTER;
    while (span.start > 0 && span.start < figure.start && text.data[span.start - 1] != ' ') span.start++;
    while (span.end < text.len && span.end > figure.end && text.data[span.end] != ' ') span.end--;
    Str words = str_slice(text, span);
    char *bytes = arena_copy(arena, words.data, words.len);
    for (uint32_t i = 0; i < words.len; i++)
        if (bytes[i] >= '0' && bytes[i] <= '9') bytes[i] = ' ';
    return (Str){bytes, words.len};
}

static Span read_span(const Row *row, int column, Str text)
{
    Span span = {(uint32_t)row_get_int(row, column), (uint32_t)row_get_int(row, column + 1)};
    return span.start <= span.end && span.end <= text.len ? span : (Span){0, 0};
}

static void close_article(FigureReader *reader)
{
    if (reader->content.statement != NULL) row_end(&reader->content);
    reader->content.statement = NULL;
    reader->text = (Str){NULL, 0};
    reader->sentences.count = 0;
}

/* The text is borrowed from the database until the next article is opened. */
static DatelineStatus open_article(FigureReader *reader, int64_t article, DatelineError *err)
{
    if (reader->content.statement != NULL && reader->article == article) return DATELINE_OK;
    close_article(reader);
    Row row = database_row(reader->store->db, STATEMENT_GET_TEXT);
    row_int(&row, article);
    bool has_row;
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    reader->article = article;
    reader->content = row;
    reader->text = row_get_str(&row, 0);
    unpack_sentences(row_get_str(&row, 1), reader->store->scratch, &reader->sentences);
    return DATELINE_OK;
}

static void read_figure(FigureReader *reader, const Row *row)
{
    Arena *arena = reader->store->scratch;
    Str text = reader->text;
    Span span = read_span(row, FIGURE_START, text);
    uint32_t index = (uint32_t)row_get_int(row, FIGURE_SENTENCE);
    Str words = words_around(reader, index, span, arena);
    Span sentence = sentence_of(reader, index, span);
    Span inside = {span.start - sentence.start, span.end - sentence.start};
    FigureView view = {
        .id = row_get_id(row, FIGURE_ID),
        .article = row_get_id(row, FIGURE_ARTICLE_ID),
        .has_day = !row_is_null(row, FIGURE_DAY),
        .day = (int32_t)row_get_int(row, FIGURE_DAY),
        .low = row_get_number(row, FIGURE_LOW),
        .high = row_get_number(row, FIGURE_HIGH),
        .hedge = HEDGE_VAGUE,
        .sentence = index,
        .unit = row_copy_str(row, FIGURE_UNIT, arena),
        .counted = row_copy_str(row, FIGURE_COUNTED, arena),
        .size = row_copy_str(row, FIGURE_SIZE, arena),
        .setting = figure_setting(reader->store->data, str_slice(text, sentence), inside),
        .terms = terms_of(reader->store->data, words, words.len, MOST_TERMS, arena),
    };
    hedge_from_name(row_get_str(row, FIGURE_HEDGE), &view.hedge);
    view.is_of_world = figure_tells_of_world(reader->store->data, view.counted) &&
                       figure_tells_of_world(reader->store->data, view.unit);
    *list_add(arena, &reader->views) = view;
    *list_add(arena, &reader->places) = (FigurePlace){
        .article = row_get_int(row, FIGURE_ARTICLE),
        .span = span,
        .quantity =
            arena_copy_str(arena, str_slice(text, read_span(row, FIGURE_QUANTITY_START, text))),
    };
}

/* What a toll was told to be, and when; of a contradiction, what is said. */
static Str value_of(const FigureReader *reader, const FigureConflict *conflict, const FigureView *view,
                    const FigurePlace *place)
{
    if (!conflict->is_drift) return place->quantity;
    Arena *arena = reader->store->scratch;
    return arena_format(arena, STR_FMT ": " STR_FMT, STR_ARG(edtf_of_days(view->day, view->day, arena)),
                        STR_ARG(place->quantity));
}

static DatelineStatus write_conflict(const FigureReader *reader, const Id *story,
                                     const FigureConflict *conflict, DatelineError *err)
{
    ConflictMemberList members = {0};
    const IndexList *group = &conflict->members;
    const FigureView *first = &reader->views.items[group->items[0]];
    for (uint32_t i = 0; i < group->count; i++) {
        const FigureView *view = &reader->views.items[group->items[i]];
        const FigurePlace *place = &reader->places.items[group->items[i]];
        *list_add(reader->store->scratch, &members) = (ConflictMember){.record = view->id,
                                                                       .article = place->article,
                                                                       .article_id = view->article,
                                                                       .span = place->span,
                                                                       .value = value_of(reader, conflict, view, place)};
    }
    Str about = first->size.len > 0      ? first->size
                : first->counted.len > 0 ? first->counted
                                         : first->unit;
    return conflict_write(reader->store, conflict->is_drift ? "drift" : "figure", story, about, first->has_day, first->day,
                          &members, err);
}

static DatelineStatus read_figures(FigureReader *reader, const Id *story, DatelineError *err)
{
    Row row = database_row(reader->store->db, STATEMENT_GET_STORY_FIGURES);
    row_id(&row, story);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        DatelineStatus status = open_article(reader, row_get_int(&row, FIGURE_ARTICLE), err);
        if (status != DATELINE_OK) {
            row_end(&row);
            return status;
        }
        read_figure(reader, &row);
    }
}

DatelineStatus settle_figures(Store *store, const Id *story, DatelineError *err)
{
    if (store->data == NULL) return DATELINE_OK;
    FigureReader reader = {.store = store};
    DatelineStatus status = read_figures(&reader, story, err);
    close_article(&reader);
    TRY(status);
    FigureConflictList groups = {0};
    figures_find_conflicts(reader.views.items, reader.views.count, store->scratch, &groups);
    for (uint32_t i = 0; i < groups.count; i++)
        TRY(write_conflict(&reader, story, &groups.items[i], err));
    return DATELINE_OK;
}
