/* Writing a message: its parties, its reports, what they contradict each other in, and from how
 * many places it is known. */
#include "store/message_bucket.h"
#include "store/settle.h"
#include "store/tellings.h"

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

static DatelineStatus write_head(const BucketReader *reader, const MergedMessage *message,
                                 uint32_t sources, DatelineError *err)
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
    if (message_day(message, &day))
        row_int(&row, day);
    else
        row_null(&row);
    row_int(&row, sources);
    if (message->has_reply_to)
        row_id(&row, &message->reply_to);
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
        uint32_t report = message->reports.items[0];
        Row row = database_row(store->db, STATEMENT_COPY_REPORT_PARTIES);
        row_id(&row, &message->id);
        row_int(&row, reader->evidence.items[report].article);
        row_id(&row, &reader->bucket.reports[report].id);
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

/* ---- Conflicts ------------------------------------------------------------------------------- */

static DatelineStatus name_in(Store *store, int64_t article, Str key, Str *out, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_NAME_IN);
    row_int(&row, article);
    row_text(&row, key);
    TRY(row_step(&row, &has_row, err));
    *out = has_row ? row_copy_str(&row, 0, store->scratch) : key;
    row_end(&row);
    return DATELINE_OK;
}

static Str edtf_of(const LedgerDate *date, Arena *arena)
{
    return edtf_of_days(date->first, date->last, arena);
}

/* The words in question and what they say. */
static DatelineStatus read_side(const BucketReader *reader, uint32_t index,
                                MessageConflictKind kind, ConflictMember *out, DatelineError *err)
{
    const Report *report = &reader->bucket.reports[index];
    const Evidence *evidence = &reader->evidence.items[index];
    const MessageBucket *bucket = &reader->bucket;
    Arena *arena = reader->store->scratch;
    out->span = evidence->span;
    switch (kind) {
    case CONFLICT_SENT:
        out->span = evidence->sent_span;
        out->value = edtf_of(&report->sent, arena);
        return DATELINE_OK;
    case CONFLICT_RECEIVED:
        out->span = evidence->received_span;
        out->value = edtf_of(&report->received, arena);
        return DATELINE_OK;
    case CONFLICT_FORM:
        out->value = str_from_cstring(message_kind_name(report->kind));
        return DATELINE_OK;
    case CONFLICT_STATUS:
        out->value = str_from_cstring(status_name(report->status));
        return DATELINE_OK;
    case CONFLICT_FIRST_PARTY:
        return name_in(reader->store, evidence->article,
                       report->said_first.len > 0 ? report->said_first : bucket->first_party,
                       &out->value, err);
    case CONFLICT_SECOND_PARTY:
        return name_in(reader->store, evidence->article,
                       report->said_second.len > 0 ? report->said_second : bucket->second_party,
                       &out->value, err);
    case MESSAGE_CONFLICT_COUNT: break;
    }
    return DATELINE_OK;
}

static const char *party_role(const MergedMessage *message, MessageConflictKind kind)
{
    if (message->direction == BOTH_WAYS) return "party";
    bool is_first = kind == CONFLICT_FIRST_PARTY;
    return is_first == (message->direction == FIRST_TO_SECOND) ? "sender" : "recipient";
}

static DatelineStatus write_conflict(const BucketReader *reader, const MergedMessage *message,
                                     MessageConflictKind kind, DatelineError *err)
{
    static const char *const kinds[] = {"date", "date", "kind", "status", "party", "party"};
    static const char *const abouts[] = {"sent", "received", "message", "message", NULL, NULL};
    const IndexList *sides = &message->conflicts[kind];
    if (sides->count < 2) return DATELINE_OK;
    ConflictMemberList members = {0};
    for (uint32_t i = 0; i < sides->count; i++) {
        uint32_t index = sides->items[i];
        const Report *report = &reader->bucket.reports[index];
        ConflictMember member = {
            .record = report->id,
            .article = reader->evidence.items[index].article,
            .article_id = reader->bucket.articles[report->article].id,
        };
        TRY(read_side(reader, index, kind, &member, err));
        *list_add(reader->store->scratch, &members) = member;
    }
    int32_t day;
    bool is_dated = message_day(message, &day);
    const char *about = abouts[kind] != NULL ? abouts[kind] : party_role(message, kind);
    return conflict_write(reader->store, kinds[kind], &message->id, str_from_cstring(about),
                          is_dated, day, &members, err);
}

/* ---- Sources --------------------------------------------------------------------------------- */

static DatelineStatus count_sources(const BucketReader *reader, const MergedMessage *message,
                                    uint32_t *out, DatelineError *err)
{
    TellingList tellings = {0};
    for (uint32_t i = 0; i < message->reports.count; i++) {
        uint32_t index = message->reports.items[i];
        const Evidence *evidence = &reader->evidence.items[index];
        const Report *report = &reader->bucket.reports[index];
        *list_add(reader->store->scratch, &tellings) =
            (Telling){.number = evidence->number,
                      .record = report->id,
                      .article = evidence->article,
                      .original = evidence->original,
                      .is_superseded = reader->bucket.articles[report->article].is_superseded};
    }
    return tellings_count_sources(reader->store, &tellings, out, err);
}

/* ---- Together -------------------------------------------------------------------------------- */

DatelineStatus write_message(const BucketReader *reader, const MergedMessage *message,
                             DatelineError *err)
{
    uint32_t sources;
    TRY(count_sources(reader, message, &sources, err));
    TRY(write_head(reader, message, sources, err));
    TRY(write_parties(reader, message, err));
    TRY(write_reports(reader, message, err));
    for (uint32_t kind = 0; kind < MESSAGE_CONFLICT_COUNT; kind++)
        TRY(write_conflict(reader, message, (MessageConflictKind)kind, err));
    return DATELINE_OK;
}
