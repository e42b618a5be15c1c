#include "messages.h"

#include "answers.h"
#include "channel.h"
#include "message_dates.h"
#include "message_kind.h"
#include "message_rules.h"
#include "message_status.h"
#include "occasions.h"
#include "reconcile.h"
#include "statements.h"

#define MOST_REPORTS 2000
#define WINDOW_SHARE 0.85f /* confidence left where the order of words decided */

bool report_is_correspondence(const Report *report)
{
    return !report->is_public && kinds_are_compatible(report->message.kind, MESSAGE_MESSAGE);
}

/* ---- trying a rule ---- */

static bool fill_first(const Scene *scene, const Cue *cue, const Slot *slots, uint32_t count,
                       Filling *out)
{
    for (uint32_t i = 0; i < count; i++)
        if (slot_fill(scene, cue, slots[i], out)) return true;
    return false;
}

/* ---- what a report says beside its parties ---- */

/* "a similar message", "the same greetings" */
static bool is_similar(const Scene *scene, const NounCue *noun)
{
    if (noun == NULL) return false;
    for (uint32_t t = noun_phrase_start(scene, noun); t < noun->tokens.first; t++)
        if (word_is_one_of(word_at(scene, t), "similar same")) return true;
    return false;
}

static bool is_on_same_occasion(const Scene *scene)
{
    for (uint32_t t = scene->first; t + 1 < scene->end; t++)
        if (scene_has_word(scene, t, STR("same")) && scene_has_word(scene, t + 1, STR("occasion")))
            return true;
    return false;
}

/* The tokens from the first to the last that a report rests on. */
static TokenRange evidence_range(const Scene *scene, const Cue *cue, const Filling *sender,
                                 const Filling *recipient)
{
    TokenRange range = {sender->first, sender->end};
    TokenRange parts[3] = {{recipient->first, recipient->end}, {NONE, 0}, {NONE, 0}};
    if (cue->verb != NULL) parts[1] = cue->verb->tokens;
    if (cue->noun != NULL)
        parts[2] = (TokenRange){noun_phrase_start(scene, cue->noun), cue->noun->tokens.end};
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (parts[i].first < range.first) range.first = parts[i].first;
        if (parts[i].end > range.end) range.end = parts[i].end;
    }
    return range;
}

/* ---- one report ---- */

/* The report of this sentence on the same dyad that this one only repeats; NULL. */
static Report *find_same(const Scene *scene, ReportList *reports, const Report *report)
{
    for (uint32_t i = reports->count; i > 0; i--) {
        Report *known = &reports->items[i - 1];
        if (known->message.sentence != scene->sentence) break;
        if (known->sender == report->sender && known->recipient == report->recipient &&
            kinds_are_compatible(known->message.kind, report->message.kind))
            return known;
    }
    return NULL;
}

/* "called him to exchange greetings": the greetings are the call that this sentence told of. */
static bool is_said_in_call(const Scene *scene, const ReportList *reports, const Report *report)
{
    if (report->verb == NONE || !kinds_are_compatible(report->message.kind, MESSAGE_MESSAGE))
        return false;
    /* "to exchange greetings", "and the two exchanged greetings" */
    if (token_at(scene, report->verb)->xpos != XPOS_VB && !report->message.is_exchange)
        return false;
    for (uint32_t i = reports->count; i > 0; i--) {
        const Report *known = &reports->items[i - 1];
        if (known->message.sentence != scene->sentence) break;
        bool is_dyad = (known->sender == report->sender && known->recipient == report->recipient) ||
                       (known->sender == report->recipient && known->recipient == report->sender);
        uint32_t to = report->message.recipients.items[0].mention;
        bool is_him = to != NONE && scene->doc->mentions.items[to].kind == MENTION_PRONOUN;
        bool is_same = is_dyad || is_him; /* "called Orsi to thank him" */
        if (is_same && known->message.kind == MESSAGE_CALL && known->verb < report->verb)
            return true;
    }
    return false;
}

/* Two rules saw one message: the surer stays, what it lacks comes from the other. */
static void join_reports(Report *known, const Report *other)
{
    Message *message = &known->message;
    const Message *from = &other->message;
    if (from->span.start < message->span.start) message->span.start = from->span.start;
    if (from->span.end > message->span.end) message->span.end = from->span.end;
    if (message->occasion.len == 0) {
        message->occasion = from->occasion;
        message->occasion_span = from->occasion_span;
        message->occasion_year = from->occasion_year;
    }
    if (message_kind_is_form(message->kind) && !message_kind_is_form(from->kind))
        message->kind = from->kind;
    if (known->noun == NONE) known->noun = other->noun;
    if (known->governor == NONE) known->governor = other->governor;
    if (known->verb == NONE) known->verb = other->verb;
    message->is_earlier |= from->is_earlier;
    if (span_is_empty(message->reply_to.span)) message->reply_to = from->reply_to;
}

/* "his address to the nation": what a leader says to his own country is no message. */
static bool is_to_own_state(const Document *doc, const Report *report)
{
    const Actor *sender = &doc->actors.items[report->sender];
    const Actor *recipient = &doc->actors.items[report->recipient];
    return sender->kind == ACTOR_PERSON && recipient->kind == ACTOR_STATE &&
           sender->country.len > 0 && str_equal(sender->country, recipient->country);
}

/* "said in an email to Vox", in Vox: what is told to the paper is for its readers. */
static bool is_to_own_outlet(const Document *doc, const Report *report)
{
    Str name = doc->actors.items[report->recipient].name;
    return name.len > 0 && (str_equal_ignoring_case(name, doc->meta.outlet) ||
                            str_equal_ignoring_case(name, doc->meta.sitename));
}

/* False for what nobody sends to himself. */
static bool add_report(const Scene *scene, ReportList *reports, Report report)
{
    if (report.sender == report.recipient || reports->count == MOST_REPORTS) return false;
    if (is_to_own_state(scene->doc, &report) || is_to_own_outlet(scene->doc, &report)) return false;
    if (is_said_in_call(scene, reports, &report)) return false;
    Report *known = find_same(scene, reports, &report);
    if (known != NULL)
        join_reports(known, &report);
    else
        *list_add(scene->staging->scratch, reports) = report;
    return true;
}

/* A note handed to an envoy whom nobody names goes to his state. */
static uint32_t recipient_of_note(const Document *doc, uint32_t index)
{
    const Actor *envoy = &doc->actors.items[index];
    uint32_t space = str_find(envoy->role, STR(" "), 0);
    Str office = {envoy->role.data, space == STR_NOT_FOUND ? envoy->role.len : space};
    if (!str_starts(envoy->key, STR("role:")) ||
        !word_is_one_of(office, "ambassador envoy diplomat charge chargé consul attaché"))
        return index;
    for (uint32_t i = 0; i < doc->actors.count; i++)
        if (doc->actors.items[i].kind == ACTOR_STATE &&
            str_equal(doc->actors.items[i].country, envoy->country))
            return i;
    return index;
}

/* "Duda's office said Scholz had written to him": nobody writes to himself, so the one named before
 * him is meant. */
static Party rebind_pronoun(const Scene *scene, Party sender, Party recipient)
{
    const Document *doc = scene->doc;
    bool is_clash = recipient.actor == sender.actor && recipient.mention != NONE &&
                    sender.mention != NONE &&
                    doc->mentions.items[recipient.mention].kind == MENTION_PRONOUN;
    for (uint32_t m = sender.mention; is_clash && m > 0; m--) {
        const Mention *mention = &doc->mentions.items[m - 1];
        if (mention->tokens.end <= scene->first) break;
        if (mention->actor == NONE || mention->actor == sender.actor) continue;
        if (doc->actors.items[mention->actor].kind != ACTOR_PERSON) continue;
        return (Party){recipient.mention, mention->actor};
    }
    return recipient;
}

static bool add_dyads(const Scene *scene, const Report *form, const Filling *senders,
                      const Filling *recipients, ReportList *reports)
{
    bool is_added = false;
    for (uint32_t s = 0; s < senders->parties.count; s++) {
        for (uint32_t r = 0; r < recipients->parties.count; r++) {
            Report report = *form;
            Party sender = senders->parties.items[s];
            Party recipient = rebind_pronoun(scene, sender, recipients->parties.items[r]);
            if (form->message.kind == MESSAGE_NOTE)
                recipient.actor = recipient_of_note(scene->doc, recipient.actor);
            report.sender = sender.actor;
            report.recipient = recipient.actor;
            report.message.senders = (PartyList){0};
            report.message.recipients = (PartyList){0};
            *list_add(scene->doc->arena, &report.message.senders) = sender;
            *list_add(scene->doc->arena, &report.message.recipients) = recipient;
            answer_read(scene, &report);
            is_added |= add_report(scene, reports, report);
        }
    }
    return is_added;
}

static float confidence_of(const MessageRule *rule, const Filling *sender)
{
    bool is_read_off = sender->is_from_tree || !rule->is_verb;
    return is_read_off ? rule->confidence : rule->confidence * WINDOW_SHARE;
}

static bool both_sides(const MessageRule *rule)
{
    return rule->sender[0] == SLOT_EACH || rule->sender[0] == SLOT_BETWEEN;
}

/* Greetings go both ways; a meeting or call is one. */
static bool add_exchange(const Scene *scene, const Report *form, const Filling *sides,
                         ReportList *reports)
{
    Filling first = *sides, second = *sides;
    first.parties = second.parties = (PartyList){0};
    *list_add(scene->staging->scratch, &first.parties) = sides->parties.items[0];
    *list_add(scene->staging->scratch, &second.parties) = sides->parties.items[1];
    bool is_added = add_dyads(scene, form, &first, &second, reports);
    if (form->message.is_exchange) add_dyads(scene, form, &second, &first, reports);
    return is_added;
}

/* "Ruto said in a statement issued by his office" is one statement, whose rule is surer; NULL. */
static Report *find_of_noun(const Scene *scene, ReportList *reports, uint32_t noun)
{
    for (uint32_t i = reports->count; noun != NONE && i > 0; i--) {
        Report *known = &reports->items[i - 1];
        if (known->message.sentence != scene->sentence) break;
        if (known->is_public && known->noun == noun) return known;
    }
    return NULL;
}

/* What is said to nobody in particular, by all of its senders together. */
static bool add_statement(const Scene *scene, const Report *form, const Filling *senders,
                          ReportList *reports)
{
    Report report = *form;
    report.is_public = true;
    report.recipient = NONE;
    report.message.kind = MESSAGE_STATEMENT; /* "released a note" too */
    report.message.senders = (PartyList){0};
    statement_add_senders(scene, senders, report.noun, &report.message.senders);
    report.sender = report.message.senders.items[0].actor;
    if (reports->count == MOST_REPORTS) return false;
    Report *known = find_of_noun(scene, reports, report.noun);
    if (known == NULL) known = find_same(scene, reports, &report);
    if (known != NULL && known->message.by.confidence < report.message.by.confidence)
        *known = report;
    else if (known != NULL)
        join_reports(known, &report);
    else
        *list_add(scene->staging->scratch, reports) = report;
    return true;
}

/* "exchanged greetings", "congratulated each other" */
static bool is_exchange(const MessageRule *rule)
{
    if (!rule->is_verb) return rule->need == NEED_EXCHANGE;
    bool is_sent = rule->frame == FRAME_TRANSFER || rule->frame == FRAME_ADDRESS;
    return rule->frame == FRAME_EXCHANGE || (both_sides(rule) && is_sent);
}

/* What the report says beside who and whom. */
static Report make_report(const Scene *scene, const MessageRule *rule, const Cue *cue,
                          const Filling *senders, const Filling *recipients)
{
    TokenRange range = evidence_range(scene, cue, senders, recipients);
    Report report = {
        .verb = cue->verb == NULL ? NONE : cue->verb->verb,
        .noun = cue->noun == NULL ? NONE : cue->noun->head,
        .governor = cue->governor,
        .is_similar = is_similar(scene, cue->noun) || rule->recipient[0] == SLOT_SAME,
        .is_on_same = is_on_same_occasion(scene),
    };
    Message *message = &report.message;
    message->span = document_tokens_span(scene->doc, range);
    message->sentence = scene->sentence;
    message->is_earlier = message_is_earlier(scene, cue);
    message->is_exchange = is_exchange(rule);
    message->by = (Provenance){rule->id, confidence_of(rule, senders)};
    message_set_kind(scene, rule, cue, range, message);
    return report;
}

/* Whoever has been told to have sent something goes on with it: "In his message, he also said". */
static bool goes_on(const ReportList *reports, const Filling *senders)
{
    for (uint32_t i = 0; i < reports->count; i++)
        if (party_list_has(&senders->parties, reports->items[i].sender)) return true;
    return false;
}

static bool try_rule(const Scene *scene, const MessageRule *rule, const Cue *cue,
                     ReportList *reports)
{
    Filling senders, recipients;
    if (noun_is_figurative(scene, cue->noun)) return false;
    if (!rule_noun_fits(rule, cue->noun) || !rule_need_is_met(scene, rule->need, cue)) return false;
    if (!fill_first(scene, cue, rule->recipient, rule->recipient_count, &recipients)) return false;
    if (!fill_first(scene, cue, rule->sender, rule->sender_count, &senders)) return false;
    if (!rule_parties_fit(scene, rule, &senders, &recipients)) return false;
    if (rule->is_verb && rule->frame == FRAME_CALL &&
        call_is_naming(scene, cue, &senders, &recipients))
        return false;

    if (both_sides(rule) && rule->is_verb && cue->noun == NULL && rule->need == NEED_NOTHING &&
        verb_takes_object(scene, cue->verb->verb))
        return false;
    /* "Obama and Biden met with union leaders": not each other */
    uint32_t after = cue->verb == NULL ? NONE : scene_skip_time(scene, cue->verb->tokens.end);
    if (both_sides(rule) && cue->noun == NULL && scene_has_word(scene, after, STR("with")))
        return false;
    if (rule->recipient[0] == SLOT_SAME && goes_on(reports, &senders)) return false;

    Report report = make_report(scene, rule, cue, &senders, &recipients);
    if (!message_read_status(scene, cue, &report.message.status)) return false;
    bool is_letter = kinds_are_compatible(report.message.kind, MESSAGE_MESSAGE);
    if (!is_letter && report.verb != NONE && verb_is_counted(scene, report.verb)) return false;
    if (rule->recipient[0] == SLOT_PUBLIC && statement_is_to_some(scene, cue->noun)) return false;
    if (rule->recipient[0] == SLOT_PUBLIC) return add_statement(scene, &report, &senders, reports);
    if (both_sides(rule)) return add_exchange(scene, &report, &senders, reports);
    bool is_added = add_dyads(scene, &report, &senders, &recipients, reports);
    if (is_exchange(rule)) add_dyads(scene, &report, &recipients, &senders, reports);
    return is_added;
}

/* ---- a sentence ---- */

static bool voice_fits(Voice voice, bool is_passive)
{
    return voice == VOICE_ANY || (voice == VOICE_PASSIVE) == is_passive;
}

static void try_verb(const Scene *scene, const VerbCue *verb, ReportList *reports)
{
    bool is_done = false;
    for (uint32_t i = 0; i < scene->data->rules.count; i++) {
        const MessageRule *rule = &scene->data->rules.items[i];
        if (!rule->is_verb || (verb->entry->frames & 1u << rule->frame) == 0) continue;
        if (!voice_fits(rule->voice, verb->is_passive)) continue;
        if (is_done && rule->need != NEED_ALSO) continue;
        Cue cue = {.verb = verb, .governor = NONE};
        if (!rule_find_noun(scene, rule, &cue)) continue;
        is_done |= try_rule(scene, rule, &cue, reports) && rule->need != NEED_ALSO;
    }
}

static void try_noun(const Scene *scene, const NounCue *noun, ReportList *reports)
{
    for (uint32_t i = 0; i < scene->data->rules.count; i++) {
        const MessageRule *rule = &scene->data->rules.items[i];
        if (rule->is_verb || (rule->noun_uses & 1u << noun->use) == 0) continue;
        if (rule->is_of_replies && noun->kind != MESSAGE_REPLY) continue;
        Cue cue = {.noun = noun, .governor = NONE};
        bool is_adjunct = noun_is_adjunct(scene, noun, &cue.governor);
        if (rule->places[0] == PLACE_ADJUNCT && !is_adjunct) continue;
        if (try_rule(scene, rule, &cue, reports)) return;
    }
}

/* A day to come, and "would raise it when he met Putin": nothing has been sent yet. */
static void settle_status(const Scene *scene, Report *report)
{
    Message *message = &report->message;
    int32_t day;
    if (message->status != STATUS_ASSERTED) return;
    bool is_to_come = message->sent.is_known && occasion_day_of_article(scene->doc, &day) &&
                      message->sent.first_day > day;
    if (is_to_come || (report->verb != NONE && message_is_awaited(scene, report->verb)))
        message->status = STATUS_PLANNED;
}

static void date_and_chain(const Scene *scene, ReportList *reports, uint32_t index)
{
    Report *report = &reports->items[index];
    CarrierList carriers;
    carriers_find(scene, report->sender, &carriers);
    dates_of_report(scene, &carriers, reports, index);
    settle_status(scene, report);
    chain_build(scene->doc, report->sender, report->message.span, &carriers,
                &report->message.chain);
}

/* The one told last of a family, such as letters and the like; NULL. */
static const Message *last_of(const ReportList *reports, MessageKind kind)
{
    for (uint32_t i = reports->count; i > 0; i--) {
        const Message *message = &reports->items[i - 1].message;
        if (!reports->items[i - 1].is_public && kinds_are_compatible(message->kind, kind))
            return message;
    }
    return NULL;
}

static void remember_last(Staging *staging, const ReportList *reports)
{
    const Message *last = last_of(reports, MESSAGE_MESSAGE);
    if (last != NULL) {
        staging->last_sender = last->senders.items[0];
        staging->last_recipient = last->recipients.items[0];
    }
    last = last_of(reports, MESSAGE_CALL);
    if (last != NULL) {
        staging->last_caller = last->senders.items[0];
        staging->last_called = last->recipients.items[0];
    }
}

static void read_sentence(const Scene *scene, Topic *topic, ReportList *reports)
{
    find_topic(scene, topic);
    uint32_t before = reports->count;
    for (uint32_t i = 0; i < scene->verbs.count; i++)
        try_verb(scene, &scene->verbs.items[i], reports);
    for (uint32_t i = 0; i < scene->nouns.count; i++)
        try_noun(scene, &scene->nouns.items[i], reports);
    for (uint32_t i = before; i < reports->count; i++) date_and_chain(scene, reports, i);
    if (reports->count == before) follow_up(scene, reports);
}

/* Ordered as the text is. */
static void write_messages(Document *doc, const ReportList *reports)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        const Report *report = &reports->items[i];
        if (report->is_dropped) continue;
        Message message = report->message;
        *list_add(doc->arena, &doc->messages) = message;
        uint32_t at = doc->messages.count - 1;
        while (at > 0 && doc->messages.items[at - 1].span.start > message.span.start) {
            doc->messages.items[at] = doc->messages.items[at - 1];
            at--;
        }
        doc->messages.items[at] = message;
    }
}

void messages_find(const Staging *ready, Document *doc)
{
    Staging staging = *ready;
    ReportList reports = {0};
    Topic topic = {0};
    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        Scene scene;
        scene_init(&scene, &staging, s);
        read_sentence(&scene, &topic, &reports);
        remember_last(&staging, &reports);
    }
    reconcile_reports(&staging, &topic, &reports);
    statements_join(doc, &reports);
    write_messages(doc, &reports);
    answers_link(doc);
}
