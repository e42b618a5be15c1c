#include "store/settle.h"
#include "base/number_list.h"
#include "store/ahead.h"
#include "store/decisions.h"
#include "store/event_bucket.h"
#include "store/write.h"

#include <stdlib.h>

/* ---- Working them off ------------------------------------------------------------------------ */

/* So many marks of a kind are read at a time; of families, whose marks are taken together, one. */
#define MARKS_PER_READING 64

typedef struct Mark {
    Str first;
    Str second;
} Mark;

typedef struct Marks {
    Arena *arena;
    Mark items[MARKS_PER_READING];
    uint32_t count;
} Marks;

/* One run of settle_all. */
typedef struct Settling {
    Store *store;
    Marks marks; /* that are being worked off */
    TextCache *texts;
    int64_t first_new; /* of the articles that are to be found as copies */
    uint32_t count;    /* of marks that were worked off in this transaction */
} Settling;

static DatelineStatus restore_keys(Store *store, int64_t article, DatelineError *err)
{
    TRY(settle_copy_keys(store, article, err));
    TRY(settle_story_keys(store, article, err));
    return keys_restore_quotations(store, article, err);
}

static DatelineStatus settle_mark_of(const Settling *settling, const char *kind, Str first,
                                     Str second, DatelineError *err)
{
    Store *store = settling->store;
    if (strcmp(kind, DIRTY_DECIDED) == 0) return settle_decided(store, first, second, err);
    if (strcmp(kind, DIRTY_NAME) == 0) return settle_names(store, first, err);
    if (strcmp(kind, DIRTY_MESSAGE) == 0) return settle_messages(store, first, second, err);
    if (strcmp(kind, DIRTY_OCCURRENCE) == 0) return settle_occurrences(store, first, second, err);
    if (strcmp(kind, DIRTY_VERSION) == 0) return settle_version(store, settling->texts, first, err);
    int64_t number = strtoll(first.data, NULL, 10);
    if (strcmp(kind, DIRTY_KEYS) == 0) return restore_keys(store, number, err);
    if (strcmp(kind, DIRTY_COPY_KEYS) == 0) return settle_copy_keys(store, number, err);
    if (strcmp(kind, DIRTY_WORDING) == 0) return keys_settle_wording(store, number, err);
    if (strcmp(kind, DIRTY_SKETCH) == 0)
        return settle_sketch(store, settling->texts, number, settling->first_new, err);
    if (strcmp(kind, DIRTY_REPORT) == 0) return settle_report(store, number, err);
    if (strcmp(kind, DIRTY_PAIR) == 0) return settle_pair(store, number, err);
    if (strcmp(kind, DIRTY_CLAIM) == 0) return settle_thesis(store, number, err);
    if (strcmp(kind, DIRTY_LIKENESS) == 0) return settle_likeness(store, number, err);
    return strcmp(kind, DIRTY_STORY) == 0 ? settle_story(store, number, err)
                                          : settle_variant(store, number, err);
}

static bool is_of_family(const char *kind)
{
    return strcmp(kind, DIRTY_NAME) == 0;
}

static DatelineStatus read_marks(Store *store, const char *kind, Marks *marks, DatelineError *err)
{
    arena_clear(marks->arena);
    marks->count = 0;
    Row row = database_row(store->db, STATEMENT_GET_MARKS);
    row_cstring(&row, kind);
    row_int(&row, is_of_family(kind) ? 1 : MARKS_PER_READING);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        marks->items[marks->count++] = (Mark){.first = row_copy_str(&row, 0, marks->arena),
                                              .second = row_copy_str(&row, 1, marks->arena)};
    }
}

/* Small buckets share a transaction, also those of different kinds: a page that several change is written once. */
#define MARKS_PER_COMMIT 4096

static DatelineStatus commit_marks(Settling *settling, DatelineError *err)
{
    settling->count = 0;
    return database_commit(settling->store->db, err);
}

static DatelineStatus end_mark(Settling *settling, DatelineError *err)
{
    arena_clear(settling->store->scratch);
    return ++settling->count >= MARKS_PER_COMMIT ? commit_marks(settling, err) : DATELINE_OK;
}

/* A mark that was read with others may have been worked off with one of them. */
static DatelineStatus settle_if_marked(Settling *settling, const char *kind, const Mark *mark, DatelineError *err)
{
    Database *db = settling->store->db;
    TRY(database_begin(db, err));
    if (!is_of_family(kind)) {
        TRY(settle_clear(db, kind, mark->first, mark->second, err));
        if (sqlite3_changes(db->handle) == 0) return DATELINE_OK;
    }
    TRY(settle_mark_of(settling, kind, mark->first, mark->second, err));
    return end_mark(settling, err);
}

static DatelineStatus settle_kind(Settling *settling, const char *kind, DatelineError *err)
{
    Marks *marks = &settling->marks;
    for (;;) {
        TRY(database_begin(settling->store->db, err));
        TRY(read_marks(settling->store, kind, marks, err));
        if (marks->count == 0) return DATELINE_OK;
        for (uint32_t i = 0; i < marks->count; i++)
            TRY(settle_if_marked(settling, kind, &marks->items[i], err));
    }
}

/* ---- Several at once ---------------------------------------------------------------------------- */

/* What their keys lead to is read for as many claims as are read together. */
static DatelineStatus settle_some_propositions(Settling *settling, DatelineError *err)
{
    Store *store = settling->store;
    const Marks *marks = &settling->marks;
    NumberList claims = {0};
    for (uint32_t i = 0; i < marks->count; i++) {
        *list_add(store->scratch, &claims) = strtoll(marks->items[i].first.data, NULL, 10);
        TRY(settle_clear(store->db, DIRTY_PROPOSITION, marks->items[i].first, marks->items[i].second, err));
    }
    TRY(settle_propositions(store, &claims, err));
    settling->count += marks->count - 1;
    return end_mark(settling, err);
}

static DatelineStatus settle_all_propositions(Settling *settling, DatelineError *err)
{
    for (;;) {
        TRY(database_begin(settling->store->db, err));
        TRY(read_marks(settling->store, DIRTY_PROPOSITION, &settling->marks, err));
        if (settling->marks.count == 0) return DATELINE_OK;
        TRY(settle_some_propositions(settling, err));
    }
}

/* So many are gathered before they are worked off, some hundred bytes each. */
#define MOST_EVENT_MARKS 65536

static DatelineStatus settle_gathered(Settling *settling, EventMarks *marks, DatelineError *err)
{
    event_marks_sort(marks);
    for (uint32_t i = 0; i < marks->items.count; i++) {
        TRY(settle_occurrences(settling->store, marks->items.items[i].bucket, marks->items.items[i].window, err));
        arena_clear(settling->store->scratch);
    }
    settling->count += marks->items.count;
    event_marks_clear(marks);
    return settling->count >= MARKS_PER_COMMIT ? commit_marks(settling, err) : DATELINE_OK;
}

/* No transaction ends while marks are gathered: a kill would lose them. */
static DatelineStatus gather_events(Settling *settling, EventMarks *gathered, DatelineError *err)
{
    Store *store = settling->store;
    Marks *marks = &settling->marks;
    for (;;) {
        TRY(database_begin(store->db, err));
        TRY(read_marks(store, DIRTY_EVENT, marks, err));
        if (marks->count == 0) return settle_gathered(settling, gathered, err);
        for (uint32_t i = 0; i < marks->count; i++) {
            TRY(settle_clear(store->db, DIRTY_EVENT, marks->items[i].first, marks->items[i].second, err));
            TRY(settle_events(store, strtoll(marks->items[i].first.data, NULL, 10), gathered, err));
            arena_clear(store->scratch);
        }
        settling->count += marks->count;
        if (gathered->items.count >= MOST_EVENT_MARKS) TRY(settle_gathered(settling, gathered, err));
    }
}

static DatelineStatus settle_all_events(Settling *settling, DatelineError *err)
{
    EventMarks *gathered = event_marks_new();
    DatelineStatus status = gather_events(settling, gathered, err);
    event_marks_free(gathered);
    return status;
}

/* ---- Copies, in their order ------------------------------------------------------------------ */

static DatelineStatus list_dirty_copies(Store *store, Arena *arena, NumberList *out,
                                        DatelineError *err)
{
    out->count = 0;
    Row row = database_row(store->db, STATEMENT_GET_DIRTY_COPIES);
    return row_list_numbers(&row, arena, out, err);
}

/* Whose keys are foreseen together. */
#define COPIES_TOGETHER 256

static DatelineStatus foresee_some(Settling *settling, const NumberList *numbers, uint32_t first, Arena *arena,
                                   DatelineError *err)
{
    NumberList some = {0};
    for (uint32_t i = first; i < numbers->count && i < first + COPIES_TOGETHER; i++)
        *list_add(arena, &some) = numbers->items[i];
    number_list_sort_once(&some);
    return settle_foresee_earlier(settling->store, &some, err);
}

/* The earlier first, as the original of a copy is that of what it copies: then few are looked at
 * twice. */
static DatelineStatus settle_copies(Settling *settling, Arena *arena, DatelineError *err)
{
    Store *store = settling->store;
    NumberList numbers = {0};
    for (;;) {
        TRY(list_dirty_copies(store, arena, &numbers, err));
        if (numbers.count == 0) return DATELINE_OK;
        for (uint32_t i = 0; i < numbers.count; i++) {
            TRY(database_begin(store->db, err));
            if (i % COPIES_TOGETHER == 0) TRY(foresee_some(settling, &numbers, i, arena, err));
            TRY(settle_copy(store, settling->texts, numbers.items[i], err));
            TRY(end_mark(settling, err));
        }
    }
}

static DatelineStatus get_first_new(Store *store, int64_t *out, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_FIRST_UNSKETCHED);
    TRY(row_step(&row, &has_row, err));
    *out = has_row ? row_get_int(&row, 0) : 0;
    row_end(&row);
    return DATELINE_OK;
}

/* In one transaction, if they are not too many: articles do not find their own keys in a run then. */
static DatelineStatus find_copies(Settling *settling, Arena *arena, DatelineError *err)
{
    if (settling->count > MARKS_PER_COMMIT / 2) TRY(commit_marks(settling, err));
    TRY(get_first_new(settling->store, &settling->first_new, err));
    TRY(database_begin(settling->store->db, err));
    TRY(settle_foresee_copies(settling->store, err));
    TRY(settle_kind(settling, DIRTY_SKETCH, err));
    return settle_copies(settling, arena, err);
}

/* In one transaction as well: what is foreseen is of its runs. */
static DatelineStatus find_likenesses(Settling *settling, DatelineError *err)
{
    if (settling->count + ahead_count(settling->store->ahead) > MARKS_PER_COMMIT) TRY(commit_marks(settling, err));
    TRY(database_begin(settling->store->db, err));
    TRY(settle_foresee_likeness(settling->store, err));
    return settle_kind(settling, DIRTY_LIKENESS, err);
}

static DatelineStatus write_actors(const Settling *settling, bool is_ending, DatelineError *err)
{
    TRY(database_begin(settling->store->db, err));
    return new_articles_write_actors(settling->store->db, is_ending, err);
}

/* Of an older ledger: all articles must be there to be found. */
static DatelineStatus restore_dropped_keys(Settling *settling, DatelineError *err)
{
    TRY(settle_kind(settling, DIRTY_KEYS, err));
    return settle_kind(settling, DIRTY_COPY_KEYS, err);
}

/* Who is who changes none of this, nor does what others say change what is written here. */
static DatelineStatus settle_kinds_ahead(Settling *settling, Arena *arena, DatelineError *err)
{
    TRY(write_actors(settling, false, err));
    TRY(restore_dropped_keys(settling, err));
    TRY(find_copies(settling, arena, err));
    TRY(settle_kind(settling, DIRTY_VERSION, err));
    TRY(find_likenesses(settling, err));
    return settle_all_propositions(settling, err);
}

static DatelineStatus settle_all_kinds(Settling *settling, Arena *arena, DatelineError *err)
{
    TRY(decisions_read(settling->store, err));
    TRY(write_actors(settling, true, err));
    TRY(restore_dropped_keys(settling, err));
    TRY(settle_kind(settling, DIRTY_DECIDED, err));
    TRY(settle_kind(settling, DIRTY_NAME, err));
    TRY(settle_kind(settling, DIRTY_WORDING, err));
    TRY(find_copies(settling, arena, err));
    static const char *const before[] = {DIRTY_VERSION, DIRTY_REPORT, DIRTY_PAIR, DIRTY_MESSAGE};
    for (uint32_t i = 0; i < COUNT(before); i++) TRY(settle_kind(settling, before[i], err));
    TRY(find_likenesses(settling, err));
    TRY(settle_kind(settling, DIRTY_STORY, err));
    TRY(settle_kind(settling, DIRTY_VARIANT, err));
    TRY(settle_all_events(settling, err));
    TRY(settle_kind(settling, DIRTY_OCCURRENCE, err)); /* of an earlier program */
    TRY(settle_all_propositions(settling, err));
    TRY(settle_kind(settling, DIRTY_CLAIM, err));
    TRY(database_begin(settling->store->db, err));
    row_runs_end(settling->store->db);
    return database_commit(settling->store->db, err);
}

typedef DatelineStatus SettleKinds(Settling *settling, Arena *arena, DatelineError *err);

static DatelineStatus settle(Store *store, SettleKinds *kinds, DatelineError *err)
{
    if (!store_is_unfinished(store)) return DATELINE_OK;
    Settling settling = {.store = store, .texts = ahead_texts(store->ahead), .marks = {.arena = arena_new(1u << 12)}};
    Arena *arena = arena_new(1u << 12);
    DatelineStatus status = kinds(&settling, arena, err);
    ahead_forget(store->ahead);
    arena_free(settling.marks.arena);
    arena_free(arena);
    return status;
}

DatelineStatus settle_ahead(Store *store, DatelineError *err)
{
    return settle(store, settle_kinds_ahead, err);
}

DatelineStatus settle_all(Store *store, DatelineError *err)
{
    return settle(store, settle_all_kinds, err);
}

/* ---- Dates as text --------------------------------------------------------------------------- */

Str edtf_of_days(int32_t first, int32_t last, Arena *arena)
{
    CivilDate a = civil_from_day(first), b = civil_from_day(last);
    if (first == last) return arena_format(arena, "%04d-%02d-%02d", a.year, a.month, a.day);
    bool is_whole = a.day == 1 && b.day == days_in_month(b.year, b.month) && a.year == b.year;
    if (is_whole && a.month == b.month) return arena_format(arena, "%04d-%02d", a.year, a.month);
    if (is_whole && a.month == 1 && b.month == 12) return arena_format(arena, "%04d", a.year);
    return arena_format(arena, "%04d-%02d-%02d/%04d-%02d-%02d", a.year, a.month, a.day, b.year,
                        b.month, b.day);
}

/* ---- Conflicts ------------------------------------------------------------------------------- */

static int compare_members(const void *a, const void *b)
{
    const ConflictMember *x = a, *y = b;
    int order = str_compare(x->value, y->value);
    if (order == 0) order = strcmp(x->article_id.text, y->article_id.text);
    if (order == 0) order = (x->span.start > y->span.start) - (x->span.start < y->span.start);
    return order != 0 ? order : strcmp(x->record.text, y->record.text);
}

static Id conflict_id(const char *kind, const Id *subject, Str about,
                      const ConflictMemberList *members)
{
    IdBuilder builder;
    id_begin(&builder);
    id_add_str(&builder, str_from_cstring(kind));
    id_add_str(&builder, id_str(subject));
    id_add_str(&builder, about);
    /* The subject's own conflicts of one kind and field are told apart by their first member. */
    id_add_str(&builder, id_str(&members->items[0].record));
    return id_finish(&builder, 'x');
}

static DatelineStatus write_member(Store *store, const Id *conflict, uint32_t position,
                                   const ConflictMember *member, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_INSERT_CONFLICT_MEMBER);
    row_id(&row, conflict);
    row_int(&row, position);
    row_id(&row, &member->record);
    row_int(&row, member->article);
    row_str(&row, member->value);
    row_span(&row, member->span);
    return row_run(&row, err);
}

DatelineStatus conflict_write(Store *store, const char *kind, const Id *subject, Str about,
                              bool has_day, int32_t day, ConflictMemberList *members,
                              DatelineError *err)
{
    assert(members->count > 1);
    qsort(members->items, members->count, sizeof *members->items, compare_members);
    Id id = conflict_id(kind, subject, about, members);
    Row row = database_row(store->db, STATEMENT_INSERT_CONFLICT);
    row_id(&row, &id);
    row_cstring(&row, kind);
    row_id(&row, subject);
    row_str(&row, about);
    if (has_day)
        row_int(&row, day);
    else
        row_null(&row);
    TRY(row_run(&row, err));
    for (uint32_t i = 0; i < members->count; i++)
        TRY(write_member(store, &id, i, &members->items[i], err));
    return DATELINE_OK;
}

DatelineStatus settle_delete(Store *store, StatementName statement, const Id *id,
                             DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_id(&row, id);
    return row_run(&row, err);
}

DatelineStatus settle_delete_number(Store *store, StatementName statement, int64_t number, DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_int(&row, number);
    return row_run(&row, err);
}

DatelineStatus conflicts_delete(Store *store, const Id *subject, DatelineError *err)
{
    List(Id) found = {0};
    Row row = database_row(store->db, STATEMENT_GET_CONFLICTS_OF);
    row_id(&row, subject);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        *list_add(store->scratch, &found) = row_get_id(&row, 0);
    }
    for (uint32_t i = 0; i < found.count; i++) {
        TRY(settle_delete(store, STATEMENT_DELETE_CONFLICT_MEMBERS, &found.items[i], err));
        TRY(settle_delete(store, STATEMENT_DELETE_CONFLICT, &found.items[i], err));
    }
    return DATELINE_OK;
}
