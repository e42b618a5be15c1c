/* The messages between two parties, from all reports of them. */
#include <stdlib.h>

#include "base/map.h"
#include "ledger/stand_ins.h"
#include "store/message_bucket.h"
#include "store/settle.h"

/* ---- Reading a bucket ------------------------------------------------------------------------ */

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
    COLUMN_START,
    COLUMN_END,
    COLUMN_SENT_START,
    COLUMN_SENT_END,
    COLUMN_RECEIVED_START,
    COLUMN_RECEIVED_END,
    COLUMN_ORIGINAL,
    COLUMN_SUPERSEDED,
    COLUMN_SAID_FIRST, /* in the order of the parties' states */
    COLUMN_SAID_SECOND,
    COLUMN_HOST_FIRST,
    COLUMN_NUMBER,
    COLUMN_ANSWERED_KIND,
    COLUMN_ANSWERED_REPORT,
    COLUMN_ANSWERED_SENT,
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
        .is_repeat = !row_is_null(row, COLUMN_ORIGINAL),
        .is_superseded = row_get_int(row, COLUMN_SUPERSEDED) != 0,
    };
    return count;
}

/* Of a report that stands under another's parties, whom it names itself. A state or an office names
 * nobody else, only less. */
static void read_said(const BucketReader *reader, const Row *row, Report *report)
{
    if (row_is_null(row, COLUMN_HOST_FIRST)) return;
    Arena *arena = reader->store->scratch;
    Str first = row_copy_str(row, COLUMN_SAID_FIRST, arena);
    Str second = row_copy_str(row, COLUMN_SAID_SECOND, arena);
    bool is_swapped = !str_equal(row_get_str(row, COLUMN_HOST_FIRST), reader->bucket.first_party);
    Str said[2] = {is_swapped ? second : first, is_swapped ? first : second};
    Str parties[2] = {reader->bucket.first_party, reader->bucket.second_party};
    Str *out[2] = {&report->said_first, &report->said_second};
    for (int i = 0; i < 2; i++)
        if (!party_is_stand_in(said[i]) && !str_equal(said[i], parties[i])) *out[i] = said[i];
}

static Span read_span(const Row *row, int column)
{
    return (Span){(uint32_t)row_get_int(row, column), (uint32_t)row_get_int(row, column + 1)};
}

static void read_answer(const Row *row, ReportAnswer *out)
{
    if (row_is_null(row, COLUMN_ANSWERED_KIND)) return;
    out->is_told = true;
    message_kind_from_name(row_get_str(row, COLUMN_ANSWERED_KIND), &out->kind);
    out->sent = read_date(row, COLUMN_ANSWERED_SENT);
    out->has_report = !row_is_null(row, COLUMN_ANSWERED_REPORT);
    if (out->has_report) out->report = row_get_id(row, COLUMN_ANSWERED_REPORT);
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
    read_said(reader, row, &report);
    read_answer(row, &report.answer);
    *list_add(arena, &reader->reports) = report;
    *list_add(arena, &reader->evidence) = (Evidence){
        .number = row_get_int(row, COLUMN_NUMBER),
        .article = row_get_int(row, COLUMN_ARTICLE),
        .original = row_get_int(row, COLUMN_ORIGINAL),
        .span = read_span(row, COLUMN_START),
        .sent_span = read_span(row, COLUMN_SENT_START),
        .received_span = read_span(row, COLUMN_RECEIVED_START),
    };
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
