/*
 * What a message answers, where its reports say so:
 *
 *     A tells of a letter and of the reply to it         the letter's report is known
 *     B: "replied to X's letter of May 3"                the letter of X sent on May 3
 *     C: "in response to X's letter"                     the last of X's letters before the reply
 *
 * The message that most articles point to is the one; of equals the first by id.
 */
#include "ledger/message_units.h"

#define MOST_DAYS_TO_ANSWER 400 /* a letter of the year before may still be answered */

static bool has_report(const MessageBucket *bucket, const MergedMessage *message, const Id *report)
{
    for (uint32_t i = 0; i < message->reports.count; i++)
        if (strcmp(bucket->reports[message->reports.items[i]].id.text, report->text) == 0)
            return true;
    return false;
}

/* Does a message sent on these days agree with "of May 3", "of Monday"? */
static bool sent_agrees(const LedgerDate *said, const MergedDate *sent)
{
    if (!sent->is_known) return true;
    if (said->is_known) return said->first <= sent->last && sent->first <= said->last;
    if (sent->first != sent->last) return true;
    if (said->weekday != 0) return (int32_t)weekday_of(sent->first) == said->weekday;
    CivilDate civil = civil_from_day(sent->first);
    return said->month == 0 || (civil.month == said->month && civil.day == said->day);
}

static bool goes_other_way(const MergedMessage *a, const MergedMessage *b)
{
    if (a->direction == BOTH_WAYS || b->direction == BOTH_WAYS) return a->direction == b->direction;
    return a->direction != b->direction;
}

static bool may_be_answered(const MergedMessage *message, const ReportAnswer *answer,
                            const MergedMessage *reply)
{
    int32_t day, reply_day;
    if (message == reply || !goes_other_way(message, reply)) return false;
    if (message_family(message->kind) != message_family(answer->kind)) return false;
    if (message->status == STATUS_DENIED || message->status == STATUS_NEGATED) return false;
    if (!sent_agrees(&answer->sent, &message->sent)) return false;
    if (!message_day(message, &day) || !message_day(reply, &reply_day)) return false;
    return day <= reply_day && reply_day - day <= MOST_DAYS_TO_ANSWER;
}

/* As described: the last before the reply. */
static const MergedMessage *find_described(const MergedMessageList *messages,
                                           const ReportAnswer *answer, const MergedMessage *reply)
{
    const MergedMessage *best = NULL;
    int32_t best_day = 0, day;
    for (uint32_t i = 0; i < messages->count; i++) {
        const MergedMessage *message = &messages->items[i];
        if (!may_be_answered(message, answer, reply) || !message_day(message, &day)) continue;
        if (best != NULL && day <= best_day) continue;
        best = message;
        best_day = day;
    }
    return best;
}

static const MergedMessage *find_told(const MessageBucket *bucket,
                                      const MergedMessageList *messages, const ReportAnswer *answer,
                                      const MergedMessage *reply)
{
    if (!answer->has_report) return NULL;
    for (uint32_t i = 0; i < messages->count; i++) {
        const MergedMessage *message = &messages->items[i];
        if (message != reply && goes_other_way(message, reply) &&
            has_report(bucket, message, &answer->report))
            return message;
    }
    return NULL;
}

typedef struct AnswerVote {
    const MergedMessage *message;
    uint32_t articles;
    uint32_t last_article;
} AnswerVote;

typedef List(AnswerVote) AnswerVoteList;

static void add_vote(AnswerVoteList *votes, const MergedMessage *message, uint32_t article,
                     Arena *arena)
{
    for (uint32_t i = 0; i < votes->count; i++) {
        AnswerVote *vote = &votes->items[i];
        if (vote->message != message) continue;
        if (vote->last_article != article) vote->articles++;
        vote->last_article = article;
        return;
    }
    *list_add(arena, votes) = (AnswerVote){message, 1, article};
}

static const MergedMessage *find_answered(const MessageBucket *bucket,
                                          const MergedMessageList *messages,
                                          const MergedMessage *reply, Arena *arena)
{
    AnswerVoteList votes = {0};
    for (uint32_t i = 0; i < reply->reports.count; i++) {
        const Report *report = &bucket->reports[reply->reports.items[i]];
        if (!report->answer.is_told) continue;
        const MergedMessage *message = find_told(bucket, messages, &report->answer, reply);
        if (message == NULL) message = find_described(messages, &report->answer, reply);
        if (message != NULL) add_vote(&votes, message, report->article, arena);
    }
    const AnswerVote *best = NULL;
    for (uint32_t i = 0; i < votes.count; i++) {
        const AnswerVote *vote = &votes.items[i];
        bool is_first = best != NULL && vote->articles == best->articles &&
                        strcmp(vote->message->id.text, best->message->id.text) < 0;
        if (best == NULL || vote->articles > best->articles || is_first) best = vote;
    }
    return best == NULL ? NULL : best->message;
}

/* Of two that are told to answer each other the later does; of one day the second by id. */
static void part_mutual(MergedMessageList *messages)
{
    for (uint32_t i = 0; i < messages->count; i++) {
        MergedMessage *first = &messages->items[i];
        for (uint32_t k = i + 1; first->has_reply_to && k < messages->count; k++) {
            MergedMessage *second = &messages->items[k];
            bool is_mutual = second->has_reply_to &&
                             strcmp(first->reply_to.text, second->id.text) == 0 &&
                             strcmp(second->reply_to.text, first->id.text) == 0;
            if (!is_mutual) continue;
            int32_t a = 0, b = 0;
            bool is_later = message_day(first, &a) && message_day(second, &b) && a > b;
            *(is_later ? &second->has_reply_to : &first->has_reply_to) = false;
        }
    }
}

static bool tells_answer(const MessageBucket *bucket, const MergedMessage *message)
{
    for (uint32_t i = 0; i < message->reports.count; i++)
        if (bucket->reports[message->reports.items[i]].answer.is_told) return true;
    return false;
}

void messages_find_answered(const MessageBucket *bucket, MergedMessageList *messages, Arena *arena)
{
    bool has_any = false;
    for (uint32_t i = 0; i < messages->count; i++) {
        MergedMessage *reply = &messages->items[i];
        if (!tells_answer(bucket, reply)) continue;
        const MergedMessage *answered = find_answered(bucket, messages, reply, arena);
        if (answered == NULL) continue;
        reply->has_reply_to = has_any = true;
        reply->reply_to = answered->id;
    }
    if (has_any) part_mutual(messages);
}
