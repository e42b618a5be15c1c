#include "reconcile.h"

#include "message_dates.h"
#include "message_kind.h"
#include "occasions.h"

#define LONGEST_SAME_DAYS 60 /* between the dates of one message */
#define MOST_COMPARED 200    /* reports that one is held against */

/* ---- one article's reports side by side ---- */

static bool dates_contradict(const DateValue *a, const DateValue *b)
{
    if (!a->is_known || !b->is_known) return false;
    return a->first_day > b->last_day + LONGEST_SAME_DAYS ||
           b->first_day > a->last_day + LONGEST_SAME_DAYS;
}

/* When it was sent; what tells no date tells of these days, unless it says "earlier". */
static DateValue day_sent(const Staging *staging, const Report *report)
{
    DateValue sent = report->message.sent;
    int32_t day;
    if (sent.is_known || report->message.is_earlier || !occasion_day_of_article(staging->doc, &day))
        return sent;
    return (DateValue){.is_known = true, .first_day = day, .last_day = day};
}

/* A message of other days than the article is about: nothing said of these is said of it. */
static bool is_long_ago(const Document *doc, const Report *report)
{
    const DateValue *sent = &report->message.sent;
    int32_t day;
    return sent->is_known && occasion_day_of_article(doc, &day) &&
           sent->last_day + LONGEST_SAME_DAYS < day;
}

/* May the two be of one time and occasion? */
static bool are_of_one_time(const Staging *staging, const Report *a, const Report *b)
{
    if (!report_is_correspondence(a) || !report_is_correspondence(b)) return false;
    if (a->message.occasion.len > 0 && b->message.occasion.len > 0 &&
        !str_equal(a->message.occasion, b->message.occasion))
        return false;
    DateValue day_a = day_sent(staging, a), day_b = day_sent(staging, b);
    return !dates_contradict(&day_a, &day_b);
}

/* May the two be about one message? */
static bool may_be_same(const Staging *staging, const Report *a, const Report *b)
{
    return a->sender == b->sender && a->recipient == b->recipient && are_of_one_time(staging, a, b);
}

static bool has_directed(const Staging *staging, const ReportList *reports, const Report *exchange)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        const Report *other = &reports->items[i];
        if (!other->message.is_exchange && may_be_same(staging, other, exchange)) return true;
    }
    return false;
}

static Report *find_reverse(ReportList *reports, const Report *exchange)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *other = &reports->items[i];
        if (other->message.is_exchange && other->message.sentence == exchange->message.sentence &&
            other->sender == exchange->recipient && other->recipient == exchange->sender)
            return other;
    }
    return NULL;
}

/* An exchange of which the article tells one half by itself reports that half. */
static void settle_exchanges(const Staging *staging, ReportList *reports)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *report = &reports->items[i];
        if (!report->message.is_exchange || report->is_dropped) continue;
        Report *reverse = find_reverse(reports, report);
        if (reverse == NULL || !has_directed(staging, reports, report)) continue;
        if (!has_directed(staging, reports, reverse)) reverse->is_dropped = true;
    }
}

static const OccasionEntry *occasion_entry(const MessageData *data, Str id)
{
    for (uint32_t i = 0; i < data->occasions.count; i++)
        if (str_equal(data->occasions.items[i].id, id)) return &data->occasions.items[i];
    return NULL;
}

/* What one report of a message leaves out, another of the same article says. */
static void inherit(const MessageData *data, Report *report, const Report *from)
{
    Message *message = &report->message;
    const Message *known = &from->message;
    if (message->occasion.len == 0 && known->occasion.len > 0 && message->kind != MESSAGE_THANKS &&
        message->kind != MESSAGE_REPLY) {
        message->occasion = known->occasion;
        message->occasion_span = known->occasion_span;
        message->occasion_year = known->occasion_year;
        message->kind = kind_with_occasion(message->kind, occasion_entry(data, known->occasion));
    }
    bool is_same_occasion = str_equal(message->occasion, known->occasion);
    if (message->occasion_year == 0 && is_same_occasion)
        message->occasion_year = known->occasion_year;
    if (kind_is_neutral(message->kind) && !kind_is_neutral(known->kind) && is_same_occasion &&
        known->kind != MESSAGE_THANKS && known->kind != MESSAGE_REPLY)
        message->kind = known->kind;
}

/* The nearest other report that may be of the same message, before before after. */
static void inherit_from_nearest(const Staging *staging, ReportList *reports, uint32_t index)
{
    Report *report = &reports->items[index];
    for (uint32_t away = 1; away < reports->count && away < 200; away++) {
        if (away <= index && may_be_same(staging, report, &reports->items[index - away]))
            inherit(staging->data, report, &reports->items[index - away]);
        if (index + away < reports->count &&
            may_be_same(staging, report, &reports->items[index + away]))
            inherit(staging->data, report, &reports->items[index + away]);
    }
}

/* A text that stands twice reports once. */
static void drop_repeats(const Document *doc, ReportList *reports)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *report = &reports->items[i];
        Span sentence = doc->sentences.items[report->message.sentence].span;
        for (uint32_t j = i > 200 ? i - 200 : 0; j < i && !report->is_dropped; j++) {
            const Report *other = &reports->items[j];
            if (other->is_dropped || other->sender != report->sender ||
                other->recipient != report->recipient ||
                other->message.sentence == report->message.sentence)
                continue;
            Span before = doc->sentences.items[other->message.sentence].span;
            report->is_dropped = str_equal(document_str(doc, sentence), document_str(doc, before));
        }
    }
}

/* Greetings and congratulations are told apart by the occasion alone. */
static bool is_same_wish(const Report *report, const Report *other)
{
    MessageKind a = report->message.kind, b = other->message.kind;
    bool is_kind = a == MESSAGE_GREETING || a == MESSAGE_CONGRATULATION;
    bool is_other_kind = b == MESSAGE_GREETING || b == MESSAGE_CONGRATULATION;
    return a == b || (is_kind && is_other_kind);
}

/* "China's Foreign Ministry also congratulated Trump": for what the others did. */
static void inherit_from_others(const Staging *staging, ReportList *reports, uint32_t index)
{
    Report *report = &reports->items[index];
    if (report->message.occasion.len > 0 || is_long_ago(staging->doc, report)) return;
    bool is_wish = report->message.kind == MESSAGE_CONGRATULATION ||
                   report->message.kind == MESSAGE_CONDOLENCE;
    for (uint32_t away = 1; away < reports->count && away < 200; away++) {
        const Report *others[2] = {
            away <= index ? &reports->items[index - away] : NULL,
            index + away < reports->count ? &reports->items[index + away] : NULL,
        };
        for (size_t i = 0; i < COUNT(others); i++) {
            if (others[i] == NULL || others[i]->message.occasion.len == 0) continue;
            bool is_to_same = others[i]->recipient == report->recipient;
            bool is_like = is_to_same && ((is_wish && is_same_wish(report, others[i])) ||
                                          (report->is_similar && report_is_correspondence(report) &&
                                           report_is_correspondence(others[i])));
            bool is_answer = report->is_similar || report->message.kind == MESSAGE_GREETING;
            bool is_reverse = is_answer && others[i]->recipient == report->sender &&
                              others[i]->sender == report->recipient;
            bool is_on_same = (report->is_on_same || report->is_similar) && i == 0 &&
                              report_is_correspondence(others[i]) &&
                              report_is_correspondence(report);
            if (!is_like && !is_reverse && !is_on_same) continue;
            inherit(staging->data, report, others[i]);
            return;
        }
    }
}

/* A year that only the dates of the report tell. */
static void set_year_by_dates(const MessageData *data, Report *report)
{
    Message *message = &report->message;
    if (message->occasion_year != 0 || message->occasion.len == 0) return;
    const DateValue *dates[] = {&message->sent, &message->received, &message->reported};
    const OccasionEntry *entry = occasion_entry(data, message->occasion);
    for (size_t i = 0; i < COUNT(dates) && message->occasion_year == 0; i++)
        if (entry != NULL) message->occasion_year = occasion_year_on(entry, dates[i]);
}

/* "Condolences are coming in after the earthquake" says what each of them is for. */
static void take_topic(const Staging *staging, const Topic *topic, Report *report)
{
    Message *message = &report->message;
    if (is_long_ago(staging->doc, report)) return;
    if (topic->entry == NULL || message->occasion.len > 0 || message->kind != topic->kind) return;
    int32_t year = occasion_year_on(topic->entry, &message->sent);
    if (year != 0 && topic->year != 0 && year != topic->year) return;
    message->occasion = topic->entry->id;
    message->occasion_span = topic->span;
    message->occasion_year = topic->year;
}

static bool is_to_people(const Document *doc, const Report *report)
{
    uint32_t mention = report->message.recipients.items[0].mention;
    return mention != NONE && doc->mentions.items[mention].kind == MENTION_NATIONALITY;
}

/* "He also greeted the Russian people": part of the message to their leader, if there is one. */
static void drop_greetings_to_people(const Document *doc, ReportList *reports)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *report = &reports->items[i];
        if (!report_is_correspondence(report) || !is_to_people(doc, report)) continue;
        Str country = doc->actors.items[report->recipient].country;
        for (uint32_t j = 0; j < reports->count && !report->is_dropped; j++) {
            const Report *other = &reports->items[j];
            const Actor *recipient = &doc->actors.items[other->recipient];
            report->is_dropped =
                report_is_correspondence(other) && other->sender == report->sender &&
                recipient->kind == ACTOR_PERSON && str_equal(recipient->country, country);
        }
    }
}

static bool is_to_pronoun(const Document *doc, const Report *report)
{
    uint32_t mention = report->message.recipients.items[0].mention;
    return mention != NONE && doc->mentions.items[mention].kind == MENTION_PRONOUN;
}

/* "In a letter to Anwar, Manet wished him": the report of the same words that names him; NULL. */
static Report *find_named(const Document *doc, ReportList *reports, uint32_t index)
{
    const Report *report = &reports->items[index];
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *other = &reports->items[i];
        if (i != index && other->message.sentence == report->message.sentence &&
            other->sender == report->sender && report_is_correspondence(other) &&
            !is_to_pronoun(doc, other) && doc->actors.items[other->recipient].kind == ACTOR_PERSON)
            return other;
    }
    return NULL;
}

/* A report "to him" is told once more where the same words name him. */
static void join_pronouns(const Staging *staging, ReportList *reports)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *report = &reports->items[i];
        if (!report_is_correspondence(report) || !is_to_pronoun(staging->doc, report)) continue;
        Report *named = find_named(staging->doc, reports, i);
        if (named == NULL) continue;
        inherit(staging->data, named, report);
        report->is_dropped = true;
    }
}

/* ---- a state and who heads it ---- */

static bool is_state_actor(const Document *doc, uint32_t actor)
{
    return doc->actors.items[actor].kind == ACTOR_STATE;
}

static bool is_person_of(const Document *doc, uint32_t actor, uint32_t state)
{
    const Actor *person = &doc->actors.items[actor];
    return person->kind == ACTOR_PERSON && person->country.len > 0 &&
           str_equal(person->country, doc->actors.items[state].country);
}

/* The one person of the state whom another report of the same message puts in its place; NONE if
 * there is none, or several. */
static uint32_t find_head(const Staging *staging, const ReportList *reports, const Report *report,
                          bool is_sender)
{
    uint32_t state = is_sender ? report->sender : report->recipient, found = NONE;
    for (uint32_t i = 0; i < reports->count && i < MOST_COMPARED; i++) {
        const Report *other = &reports->items[i];
        uint32_t actor = is_sender ? other->sender : other->recipient;
        bool is_same_side =
            is_sender ? other->recipient == report->recipient : other->sender == report->sender;
        if (other->is_public || !is_same_side || actor == found ||
            !is_person_of(staging->doc, actor, state))
            continue;
        if (!are_of_one_time(staging, report, other)) continue;
        if (found != NONE) return NONE;
        found = actor;
    }
    return found;
}

/* "Kim sends Cuba sympathy. ... In his message to Raul Castro, Kim ...": one message, and a person
 * says more than his state. */
static void name_heads(const Staging *staging, ReportList *reports)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *report = &reports->items[i];
        if (report->is_public) continue;
        if (is_state_actor(staging->doc, report->recipient)) {
            uint32_t head = find_head(staging, reports, report, false);
            if (head != NONE) report->recipient = report->message.recipients.items[0].actor = head;
        }
        if (is_state_actor(staging->doc, report->sender)) {
            uint32_t head = find_head(staging, reports, report, true);
            if (head != NONE) report->sender = report->message.senders.items[0].actor = head;
        }
    }
}

void reconcile_reports(const Staging *staging, const Topic *topic, ReportList *reports)
{
    join_pronouns(staging, reports);
    drop_repeats(staging->doc, reports);
    drop_greetings_to_people(staging->doc, reports);
    name_heads(staging, reports);
    for (uint32_t i = 0; i < reports->count; i++) inherit_from_nearest(staging, reports, i);
    for (uint32_t i = 0; i < reports->count; i++) inherit_from_others(staging, reports, i);
    for (uint32_t i = 0; i < reports->count; i++) {
        take_topic(staging, topic, &reports->items[i]);
        set_year_by_dates(staging->data, &reports->items[i]);
    }
    settle_exchanges(staging, reports);
}
