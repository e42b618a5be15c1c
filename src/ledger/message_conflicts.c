/*
 * Where the reports of one message contradict each other: "sent on 18 December" and "sent on 25
 * December", "a letter" and "a telegram", "he wrote" and "he did not write", "to Putin" and "to
 * Lavrov". All reports that say something of it are the sides; what a later version of an article
 * put otherwise is no contradiction.
 */
#include "base/hash.h"
#include "ledger/message_units.h"

static bool told_day(const LedgerDate *date, int64_t *out)
{
    *out = date->first;
    return date->is_known && date->first == date->last;
}

static bool told_form(MessageKind kind, int64_t *out)
{
    *out = kind;
    return kind == MESSAGE_LETTER || kind == MESSAGE_TELEGRAM || kind == MESSAGE_NOTE;
}

static bool told_status(Status status, int64_t *out)
{
    *out = status == STATUS_DENIED || status == STATUS_NEGATED;
    return *out != 0 || status == STATUS_ASSERTED || status == STATUS_ATTRIBUTED;
}

static bool told_party(Str said, Str party, int64_t *out)
{
    Str key = said.len > 0 ? said : party;
    *out = (int64_t)hash_bytes(key.data, key.len, 0);
    return true;
}

/* What the report says of it, as a number; false if nothing. */
static bool told(const MessageBucket *bucket, const Report *report, MessageConflictKind kind,
                 int64_t *out)
{
    switch (kind) {
    case CONFLICT_SENT: return !report->is_exchange && told_day(&report->sent, out);
    case CONFLICT_RECEIVED: return !report->is_exchange && told_day(&report->received, out);
    case CONFLICT_FORM: return told_form(report->kind, out);
    case CONFLICT_STATUS: return told_status(report->status, out);
    case CONFLICT_FIRST_PARTY: return told_party(report->said_first, bucket->first_party, out);
    case CONFLICT_SECOND_PARTY: return told_party(report->said_second, bucket->second_party, out);
    case MESSAGE_CONFLICT_COUNT: break;
    }
    return false;
}

static void find_conflict(const MessageBucket *bucket, MergedMessage *message,
                          MessageConflictKind kind, Arena *arena)
{
    IndexList found = {0};
    int64_t first = 0, value;
    bool differs = false;
    for (uint32_t i = 0; i < message->reports.count; i++) {
        uint32_t index = message->reports.items[i];
        const Report *report = &bucket->reports[index];
        if (bucket->articles[report->article].is_superseded) continue;
        if (!told(bucket, report, kind, &value)) continue;
        if (found.count == 0) first = value;
        differs |= value != first;
        *list_add(arena, &found) = index;
    }
    if (differs) message->conflicts[kind] = found;
}

void message_find_conflicts(const MessageBucket *bucket, MergedMessage *message, Arena *arena)
{
    for (uint32_t kind = 0; kind < MESSAGE_CONFLICT_COUNT; kind++)
        find_conflict(bucket, message, (MessageConflictKind)kind, arena);
}
