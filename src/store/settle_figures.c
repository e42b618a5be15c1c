/* Figures of one story that cannot all be right. */
#include "base/hash.h"
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
    const LeadNames *lead;
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
    FIGURE_EVENT,
    FIGURE_CLAIM,
    FIGURE_PROPOSITION_START,
    FIGURE_PROPOSITION_END,
};

enum PartyColumn { PARTY_ROLE, PARTY_SIDE, PARTY_PLOVER };

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

/* What a holder claims, where the figure stands in it, as the holder's name is not what is counted;
 * else the sentence. */
static Span scope_of(const Row *row, Span sentence, Span figure, Str text)
{
    Span claimed = {(uint32_t)row_get_int(row, FIGURE_PROPOSITION_START),
                    (uint32_t)row_get_int(row, FIGURE_PROPOSITION_END)};
    bool is_claimed = !row_is_null(row, FIGURE_CLAIM) && claimed.end <= text.len &&
                      span_contains(claimed, figure);
    return is_claimed && span_contains(sentence, claimed) ? claimed : sentence;
}

/* ---- Lists and tables -------------------------------------------------------------------------
 */

static bool is_bullet(Str line)
{
    static const Str marks[] = {STR_INIT("-"),
                                STR_INIT("*"),
                                STR_INIT("\xE2\x80\xA2"),
                                STR_INIT("\xE2\x80\x93"),
                                STR_INIT("\xE2\x80\x94"),
                                STR_INIT("\xC2\xB7"),
                                STR_INIT("\xE2\x96\xAA")};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_starts(line, marks[i])) return true;
    uint32_t digits = 0;
    while (digits < line.len && ascii_is_digit(line.data[digits])) digits++;
    bool is_mark = digits + 1 < line.len && (line.data[digits] == '.' || line.data[digits] == ')');
    return digits > 0 && is_mark && line.data[digits + 1] == ' ';
}

#define MOST_LINE 600 /* bytes looked at on either side */

/* A line with a bullet or columns, or a figure behind a label: "Seats: 40". */
static bool stands_in_row(Str text, Span sentence, Span figure)
{
    uint32_t start = figure.start, end = figure.end;
    while (start > 0 && figure.start - start < MOST_LINE && text.data[start - 1] != '\n') start--;
    while (end < text.len && end - figure.end < MOST_LINE && text.data[end] != '\n') end++;
    Str line = str_trim(str_slice(text, (Span){start, end}));
    for (uint32_t i = 0; i < line.len; i++)
        if (line.data[i] == '|' || line.data[i] == '\t') return true;
    Str before = str_trim(str_slice(text, (Span){sentence.start, figure.start}));
    return is_bullet(line) || str_ends(before, STR(":"));
}

/* ---- Words around it ---------------------------------------------------------------------------
 */

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
    while (span.start > 0 && span.start < figure.start && text.data[span.start - 1] != ' ')
        span.start++;
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
    reader->lead = NULL;
}

#define LEAD_BYTES 1200

static const LeadNames *read_lead(const FigureReader *reader)
{
    uint32_t end = reader->text.len < LEAD_BYTES ? reader->text.len : LEAD_BYTES;
    LeadNames *lead = arena_new_items(reader->store->scratch, LeadNames, 1);
    *lead = lead_names(reader->store->data, str_slice(reader->text, (Span){0, end}));
    return lead;
}

static void add_party(uint32_t *list, uint32_t *count, Str side)
{
    if (*count < MOST_DEED_PARTIES) list[(*count)++] = (uint32_t)hash_bytes(side.data, side.len, 0);
}

static DatelineStatus read_deed(const FigureReader *reader, Str event, FigureDeed *out,
                                DatelineError *err)
{
    Row row = database_row(reader->store->db, STATEMENT_GET_PARTIES_OF);
    row_int(&row, reader->article);
    row_str(&row, event);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        if (out->plover.len == 0)
            out->plover = row_copy_str(&row, PARTY_PLOVER, reader->store->scratch);
        bool is_source = str_equal(row_get_str(&row, PARTY_ROLE), STR("source"));
        Str side = row_get_str(&row, PARTY_SIDE);
        if (is_source)
            add_party(out->sources, &out->source_count, side);
        else
            add_party(out->targets, &out->target_count, side);
    }
}

/* The holders of a claim, in a row. */
static DatelineStatus read_holder(const FigureReader *reader, Str claim, Str *out,
                                  DatelineError *err)
{
    Row row = database_row(reader->store->db, STATEMENT_GET_PARTIES_OF);
    row_int(&row, reader->article);
    row_str(&row, claim);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *out = arena_format(reader->store->scratch, STR_FMT "|" STR_FMT, STR_ARG(*out),
                            STR_ARG(row_get_str(&row, PARTY_SIDE)));
    }
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
    reader->lead = read_lead(reader);
    return DATELINE_OK;
}

/* A toll is of people where it does not say of whom. */
static Str counted_of(const FigureReader *reader, const Row *row)
{
    Str counted = row_get_str(row, FIGURE_COUNTED);
    if (counted.len == 0 && row_get_str(row, FIGURE_SIZE).len > 0) counted = STR("people");
    return arena_copy_str(reader->store->scratch,
                          ledger_data_counted(reader->store->data, counted));
}

static DatelineStatus read_figure(FigureReader *reader, const Row *row, DatelineError *err)
{
    Arena *arena = reader->store->scratch;
    Str text = reader->text;
    Span span = read_span(row, FIGURE_START, text);
    uint32_t index = (uint32_t)row_get_int(row, FIGURE_SENTENCE);
    Str words = words_around(reader, index, span, arena);
    Span sentence = sentence_of(reader, index, span);
    Span scope = scope_of(row, sentence, span, text);
    Span inside = {span.start - scope.start, span.end - scope.start};
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
        .counted = counted_of(reader, row),
        .size = row_copy_str(row, FIGURE_SIZE, arena),
        .setting = figure_setting(reader->store->data, str_slice(text, scope), inside),
        .lead = reader->lead,
        .is_row = stands_in_row(text, sentence, span),
        .terms = terms_of(reader->store->data, words, words.len, MOST_TERMS, arena),
    };
    hedge_from_name(row_get_str(row, FIGURE_HEDGE), &view.hedge);
    view.is_of_world = figure_tells_of_world(reader->store->data, view.counted) &&
                       figure_tells_of_world(reader->store->data, view.unit);
    if (!row_is_null(row, FIGURE_EVENT))
        TRY(read_deed(reader, row_get_str(row, FIGURE_EVENT), &view.deed, err));
    if (!row_is_null(row, FIGURE_CLAIM))
        TRY(read_holder(reader, row_get_str(row, FIGURE_CLAIM), &view.holder, err));
    *list_add(arena, &reader->views) = view;
    *list_add(arena, &reader->places) = (FigurePlace){
        .article = row_get_int(row, FIGURE_ARTICLE),
        .span = span,
        .quantity =
            arena_copy_str(arena, str_slice(text, read_span(row, FIGURE_QUANTITY_START, text))),
    };
    return DATELINE_OK;
}

/* What a toll was told to be, and when; of a contradiction, what is said. */
static Str value_of(const FigureReader *reader, const FigureConflict *conflict,
                    const FigureView *view, const FigurePlace *place)
{
    if (!conflict->is_drift) return place->quantity;
    Arena *arena = reader->store->scratch;
    return arena_format(arena, STR_FMT ": " STR_FMT,
                        STR_ARG(edtf_of_days(view->day, view->day, arena)),
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
        *list_add(reader->store->scratch, &members) =
            (ConflictMember){.record = view->id,
                             .article = place->article,
                             .article_id = view->article,
                             .span = place->span,
                             .value = value_of(reader, conflict, view, place)};
    }
    Str about = first->size.len > 0      ? first->size
                : first->counted.len > 0 ? first->counted
                                         : first->unit;
    return conflict_write(reader->store, conflict->is_drift ? "drift" : "figure", story, about,
                          first->has_day, first->day, &members, err);
}

/* Of one article only what two claim is held against each other (ledger/figures.h). */
static DatelineStatus read_figures(FigureReader *reader, int64_t story, uint32_t articles, DatelineError *err)
{
    Row row = database_row(reader->store->db, STATEMENT_GET_STORY_FIGURES);
    row_int(&row, story);
    row_bool(&row, articles == 1);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        DatelineStatus status = open_article(reader, row_get_int(&row, FIGURE_ARTICLE), err);
        if (status == DATELINE_OK) status = read_figure(reader, &row, err);
        if (status != DATELINE_OK) {
            row_end(&row);
            return status;
        }
    }
}

DatelineStatus settle_figures(Store *store, const Id *story, int64_t number, uint32_t articles,
                              DatelineError *err)
{
    if (store->data == NULL) return DATELINE_OK;
    FigureReader reader = {.store = store};
    DatelineStatus status = read_figures(&reader, number, articles, err);
    close_article(&reader);
    TRY(status);
    FigureConflictList groups = {0};
    figures_find_conflicts(reader.views.items, reader.views.count, store->scratch, &groups);
    for (uint32_t i = 0; i < groups.count; i++)
        TRY(write_conflict(&reader, story, &groups.items[i], err));
    return DATELINE_OK;
}
