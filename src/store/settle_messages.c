/* The messages between two parties, from all reports of them. */
#include <stdlib.h>

#include "base/map.h"
#include "ledger/messages.h"
#include "store/settle.h"

/* ---- Reading a bucket ------------------------------------------------------------------------ */

/* A report's number in the file and its evidence, beside what the ledger compares. */
typedef struct Evidence {
    int64_t article;
    Span sent_span;
} Evidence;

typedef struct BucketReader {
    Store *store;
    MessageBucket bucket;
    List(Report) reports;
    List(LedgerArticle) articles;
    List(Evidence) evidence;       /* [report] */
    List(int64_t) article_numbers; /* [article] */
} BucketReader;

enum BucketColumn {
    COLUMN_ID,
    COLUMN_KIND,
    COLUMN_REVERSE,
    COLUMN_OCCASION,
    COLUMN_YEAR,
    COLUMN_SENT,
    COLUMN_RECEIVED = COLUMN_SENT + 4,
    COLUMN_REPORTED = COLUMN_RECEIVED + 4,
    COLUMN_EXCHANGE = COLUMN_REPORTED + 4,
    COLUMN_EARLIER,
    COLUMN_STATUS,
    COLUMN_ARTICLE,
    COLUMN_ARTICLE_ID,
    COLUMN_ARTICLE_DAY,
    COLUMN_SKETCH,
    COLUMN_SPAN_START,
    COLUMN_SPAN_END,
    COLUMN_REPEAT,
    COLUMN_SUPERSEDED,
};

/* Four columns from `column` on: EDTF, first day, last day, weekday. */
static LedgerDate read_date(const Row *row, int column)
{
    DateValue date = {
        .is_known = !row_is_null(row, column + 1),
        .first_day = (int32_t)row_get_int(row, column + 1),
        .last_day = (int32_t)row_get_int(row, column + 2),
        .weekday = (Weekday)row_get_int(row, column + 3),
        .edtf = row_get_str(row, column),
    };
    return ledger_date(&date);
}

/* Rows come by article: a new number is a new article. */
static uint32_t read_article(BucketReader *reader, const Row *row)
{
    int64_t number = row_get_int(row, COLUMN_ARTICLE);
    uint32_t count = reader->articles.count;
    if (count > 0 && reader->article_numbers.items[count - 1] == number) return count - 1;
    Arena *arena = reader->store->scratch;
    Sketch sketch;
    sketch_unpack(row_get_str(row, COLUMN_SKETCH), arena, &sketch);
    *list_add(arena, &reader->article_numbers) = number;
    *list_add(arena, &reader->articles) = (LedgerArticle){
        .id = row_get_id(row, COLUMN_ARTICLE_ID),
        .has_day = !row_is_null(row, COLUMN_ARTICLE_DAY),
        .day = (int32_t)row_get_int(row, COLUMN_ARTICLE_DAY),
        .terms = sketch.terms,
        .messages = sketch.messages,
        .is_repeat = row_get_int(row, COLUMN_REPEAT) != 0,
        .is_superseded = row_get_int(row, COLUMN_SUPERSEDED) != 0,
    };
    return count;
}

static void read_report(BucketReader *reader, const Row *row)
{
    Arena *arena = reader->store->scratch;
    Report report = {
        .id = row_get_id(row, COLUMN_ID),
        .article = read_article(reader, row),
        .is_reverse = row_get_int(row, COLUMN_REVERSE) != 0,
        .occasion = row_copy_str(row, COLUMN_OCCASION, arena),
        .year = (int32_t)row_get_int(row, COLUMN_YEAR),
        .sent = read_date(row, COLUMN_SENT),
        .received = read_date(row, COLUMN_RECEIVED),
        .reported = read_date(row, COLUMN_REPORTED),
        .is_exchange = row_get_int(row, COLUMN_EXCHANGE) != 0,
        .is_earlier = row_get_int(row, COLUMN_EARLIER) != 0,
    };
    message_kind_from_name(row_get_str(row, COLUMN_KIND), &report.kind);
    status_from_name(row_get_str(row, COLUMN_STATUS), &report.status);
    *list_add(arena, &reader->reports) = report;
    *list_add(arena, &reader->evidence) =
        (Evidence){.article = row_get_int(row, COLUMN_ARTICLE),
                   .sent_span = {(uint32_t)row_get_int(row, COLUMN_SPAN_START),
                                 (uint32_t)row_get_int(row, COLUMN_SPAN_END)}};
}

static DatelineStatus read_bucket(BucketReader *reader, DatelineError *err)
{
    Row row = database_row(reader->store->db, STATEMENT_GET_BUCKET);
    row_text(&row, reader->bucket.first_party);
    row_text(&row, reader->bucket.second_party);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) break;
        read_report(reader, &row);
    }
    reader->bucket.articles = reader->articles.items;
    reader->bucket.article_count = reader->articles.count;
    reader->bucket.reports = reader->reports.items;
    reader->bucket.report_count = reader->reports.count;
    return DATELINE_OK;
}

/* ---- Writing messages ------------------------------------------------------------------------ */

static void add_date(Row *row, const MergedDate *date, Arena *arena)
{
    if (date->is_known) {
        row_str(row, edtf_of_days(date->first, date->last, arena));
        row_int(row, date->first);
        row_int(row, date->last);
    } else {
        row_null(row);
        row_null(row);
        row_null(row);
    }
    row_bool(row, date->is_inferred);
}

static uint32_t count_articles(const MessageBucket *bucket, const MergedMessage *message)
{
    uint32_t count = 0, last = NONE;
    for (uint32_t i = 0; i < message->reports.count; i++) {
        uint32_t article = bucket->reports[message->reports.items[i]].article;
        if (article != last) count++;
        last = article;
    }
    return count;
}

/* The day it is ordered by. */
static bool has_day(const MergedMessage *message, int32_t *out)
{
    const MergedDate *date = message->sent.is_known && message->sent.first == message->sent.last
                                 ? &message->sent
                                 : &message->reported;
    if (!date->is_known) date = &message->sent;
    *out = date->is_known ? date->first : message->bound;
    return date->is_known || message->has_bound;
}

static DatelineStatus write_head(const BucketReader *reader, const MergedMessage *message,
                                 DatelineError *err)
{
    static const char *const directions[] = {"first to second", "second to first", "both ways"};
    Arena *arena = reader->store->scratch;
    Row row = database_row(reader->store->db, STATEMENT_INSERT_MESSAGE);
    row_id(&row, &message->id);
    row_text(&row, reader->bucket.first_party);
    row_text(&row, reader->bucket.second_party);
    row_cstring(&row, directions[message->direction]);
    row_cstring(&row, message_kind_name(message->kind));
    row_str(&row, message->occasion);
    if (message->year == 0)
        row_null(&row);
    else
        row_int(&row, message->year);
    add_date(&row, &message->sent, arena);
    add_date(&row, &message->received, arena);
    add_date(&row, &message->reported, arena);
    row_cstring(&row, status_name(message->status));
    row_int(&row, count_articles(&reader->bucket, message));
    int32_t day;
    if (has_day(message, &day))
        row_int(&row, day);
    else
        row_null(&row);
    return row_run(&row, err);
}

static DatelineStatus write_party(Store *store, const Id *message, const char *role,
                                  uint32_t position, Str actor, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_INSERT_MESSAGE_PARTY);
    row_id(&row, message);
    row_cstring(&row, role);
    row_int(&row, position);
    row_text(&row, actor);
    return row_run(&row, err);
}

static DatelineStatus write_parties(const BucketReader *reader, const MergedMessage *message,
                                    DatelineError *err)
{
    Store *store = reader->store;
    Str first = reader->bucket.first_party, second = reader->bucket.second_party;
    if (first.len == 0) { /* a report without a counterpart: what it knows of its parties */
        Row row = database_row(store->db, STATEMENT_COPY_REPORT_PARTIES);
        row_id(&row, &message->id);
        row_id(&row, &reader->bucket.reports[message->reports.items[0]].id);
        return row_run(&row, err);
    }
    if (message->direction == BOTH_WAYS) {
        TRY(write_party(store, &message->id, "party", 0, first, err));
        return write_party(store, &message->id, "party", 1, second, err);
    }
    bool forward = message->direction == FIRST_TO_SECOND;
    TRY(write_party(store, &message->id, "sender", 0, forward ? first : second, err));
    return write_party(store, &message->id, "recipient", 0, forward ? second : first, err);
}

static DatelineStatus write_reports(const BucketReader *reader, const MergedMessage *message,
                                    DatelineError *err)
{
    for (uint32_t i = 0; i < message->reports.count; i++) {
        uint32_t report = message->reports.items[i];
        Row row = database_row(reader->store->db, STATEMENT_INSERT_MESSAGE_REPORT);
        row_id(&row, &message->id);
        row_int(&row, i);
        row_id(&row, &reader->bucket.reports[report].id);
        row_int(&row, reader->evidence.items[report].article);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

static DatelineStatus write_sent_conflict(const BucketReader *reader, const MergedMessage *message,
                                          DatelineError *err)
{
    if (message->sent_conflict.count < 2) return DATELINE_OK;
    Arena *arena = reader->store->scratch;
    ConflictMemberList members = {0};
    for (uint32_t i = 0; i < message->sent_conflict.count; i++) {
        uint32_t index = message->sent_conflict.items[i];
        const Report *report = &reader->bucket.reports[index];
        *list_add(arena, &members) = (ConflictMember){
            .record = report->id,
            .article = reader->evidence.items[index].article,
            .article_id = reader->bucket.articles[report->article].id,
            .span = reader->evidence.items[index].sent_span,
            .value = edtf_of_days(report->sent.first, report->sent.last, arena),
        };
    }
    int32_t day;
    bool is_dated = has_day(message, &day);
    return conflict_write(reader->store, "date", &message->id, STR("sent"), is_dated, day, &members,
                          err);
}

static DatelineStatus write_message(const BucketReader *reader, const MergedMessage *message,
                                    DatelineError *err)
{
    TRY(write_head(reader, message, err));
    TRY(write_parties(reader, message, err));
    TRY(write_reports(reader, message, err));
    return write_sent_conflict(reader, message, err);
}

/* ---- What has changed ------------------------------------------------------------------------ */

/* An article whose messages have other reports than before has to find its story anew. */

typedef struct OldMember {
    Id message;
    Id report;
    int64_t article;
} OldMember;

typedef List(OldMember) OldMemberList;

static DatelineStatus read_old(const BucketReader *reader, OldMemberList *out, DatelineError *err)
{
    Row row = database_row(reader->store->db, STATEMENT_GET_BUCKET_MEMBERS);
    row_text(&row, reader->bucket.first_party);
    row_text(&row, reader->bucket.second_party);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(reader->store->scratch, out) =
            (OldMember){row_get_id(&row, 0), row_get_id(&row, 1), row_get_int(&row, 2)};
    }
}

/* The reports of a message as one number, whatever their order. */
static uint64_t report_state(const Id *report)
{
    return hash_bytes(report->text, ID_CHARS, 0);
}

static uint64_t new_state(const BucketReader *reader, const MergedMessage *message)
{
    uint64_t state = 0;
    for (uint32_t i = 0; i < message->reports.count; i++)
        state ^= report_state(&reader->bucket.reports[message->reports.items[i]].id);
    return state;
}

/* Old messages that stand as they were keep the story of their articles. */
static void find_kept(const BucketReader *reader, const OldMemberList *old,
                      const MergedMessageList *messages, Map *out_kept)
{
    Map new_messages;
    map_init(&new_messages, reader->store->scratch);
    for (uint32_t i = 0; i < messages->count; i++)
        map_set(&new_messages, id_str(&messages->items[i].id), i);
    for (uint32_t start = 0, end; start < old->count; start = end) {
        const Id *message = &old->items[start].message;
        uint64_t state = 0;
        for (end = start; end < old->count; end++) {
            if (strcmp(old->items[end].message.text, message->text) != 0) break;
            state ^= report_state(&old->items[end].report);
        }
        uint32_t index = map_find(&new_messages, id_str(message));
        if (index != MAP_NONE && new_state(reader, &messages->items[index]) == state)
            map_set(out_kept, id_str(message), 1);
    }
}

static DatelineStatus mark_stories(const BucketReader *reader, const OldMemberList *old,
                                   const MergedMessageList *messages, DatelineError *err)
{
    Database *db = reader->store->db;
    Map kept;
    map_init(&kept, reader->store->scratch);
    find_kept(reader, old, messages, &kept);
    for (uint32_t i = 0; i < messages->count; i++) {
        const MergedMessage *message = &messages->items[i];
        bool is_kept = map_find(&kept, id_str(&message->id)) != MAP_NONE;
        for (uint32_t k = 0; !is_kept && k < message->reports.count; k++)
            TRY(settle_mark_number(db, DIRTY_STORY,
                                   reader->evidence.items[message->reports.items[k]].article, err));
    }
    for (uint32_t i = 0; i < old->count; i++)
        if (map_find(&kept, id_str(&old->items[i].message)) == MAP_NONE)
            TRY(settle_mark_number(db, DIRTY_STORY, old->items[i].article, err));
    return DATELINE_OK;
}

/* ---- Together -------------------------------------------------------------------------------- */

static DatelineStatus run_on_bucket(const BucketReader *reader, StatementName statement,
                                    DatelineError *err)
{
    Row row = database_row(reader->store->db, statement);
    row_text(&row, reader->bucket.first_party);
    row_text(&row, reader->bucket.second_party);
    return row_run(&row, err);
}

static DatelineStatus delete_old(const BucketReader *reader, const OldMemberList *old,
                                 DatelineError *err)
{
    for (uint32_t i = 0; i < old->count; i++)
        if (i == 0 || strcmp(old->items[i].message.text, old->items[i - 1].message.text) != 0)
            TRY(conflicts_delete(reader->store, &old->items[i].message, err));
    TRY(run_on_bucket(reader, STATEMENT_DELETE_BUCKET_PARTIES, err));
    TRY(run_on_bucket(reader, STATEMENT_DELETE_BUCKET_REPORTS, err));
    return run_on_bucket(reader, STATEMENT_DELETE_BUCKET, err);
}

DatelineStatus settle_messages(Store *store, Str first_party, Str second_party, DatelineError *err)
{
    BucketReader reader = {.store = store,
                           .bucket = {.first_party = first_party, .second_party = second_party}};
    OldMemberList old = {0};
    MergedMessageList messages = {0};
    TRY(read_bucket(&reader, err));
    TRY(read_old(&reader, &old, err));
    messages_merge(&reader.bucket, store->scratch, &messages);
    TRY(delete_old(&reader, &old, err));
    for (uint32_t i = 0; i < messages.count; i++)
        TRY(write_message(&reader, &messages.items[i], err));
    return mark_stories(&reader, &old, &messages, err);
}
