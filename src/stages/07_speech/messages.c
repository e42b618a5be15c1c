#include "messages.h"

#include "channel.h"
#include "message_dates.h"
#include "occasions.h"
#include "reconcile.h"

#define MOST_REPORTS 2000
#define LONGEST_DENIAL_TOKENS 25 /* between "denied that" and the verb */
#define LONGEST_WISH_TOKENS 14   /* between "wished" and the feast */
#define WINDOW_SHARE 0.85f       /* confidence left where the order of words decided */

bool kinds_are_compatible(MessageKind a, MessageKind b)
{
    static const unsigned char family[] = {
        [MESSAGE_CALL] = 1,    [MESSAGE_MEETING] = 2, [MESSAGE_VISIT] = 3,
        [MESSAGE_SUMMONS] = 4, [MESSAGE_COUNT] = 0,
    };
    return family[a] == family[b];
}

/* ---- trying a rule ---- */

static bool fill_first(const Scene *scene, const Cue *cue, const Slot *slots, uint32_t count,
                       Filling *out)
{
    for (uint32_t i = 0; i < count; i++)
        if (slot_fill(scene, cue, slots[i], out)) return true;
    return false;
}

/* "by phone", "on the telephone" */
static bool has_phone(const Scene *scene)
{
    for (uint32_t t = scene->first + 1; t < scene->end; t++) {
        if (!word_is_one_of(word_at(scene, t), "phone telephone video")) continue;
        uint32_t before = t - 1;
        if (scene_has_word(scene, before, STR("the")) && before > scene->first) before--;
        if (word_is_one_of(word_at(scene, before), "by on over via")) return true;
    }
    return false;
}

/* "wished him a happy New Year" */
static bool has_occasion_after(const Scene *scene, const VerbCue *verb)
{
    for (uint32_t i = 0; i < scene->occasions.count; i++) {
        const OccasionCue *occasion = &scene->occasions.items[i];
        if (occasion_is_wished(scene, occasion) && verb != NULL &&
            occasion->tokens.first >= verb->tokens.end &&
            occasion->tokens.first - verb->tokens.end < LONGEST_WISH_TOKENS)
            return true;
    }
    return false;
}

/* "sent each other" */
static bool is_mutual(const Scene *scene, const VerbCue *verb)
{
    uint32_t after = verb->tokens.end;
    return scene_has_word(scene, after + 1, STR("other")) ||
           scene_has_word(scene, after + 1, STR("another"));
}

/* "conveyed a letter from the president": who hands it over is not who wrote it. */
static bool is_carried(const Scene *scene, const NounCue *noun)
{
    return noun != NULL && scene_has_word(scene, noun->tokens.end, STR("from"));
}

static bool need_is_met(const Scene *scene, Need need, const Cue *cue)
{
    const VerbCue *verb = cue->verb;
    switch (need) {
    case NEED_OCCASION: return has_occasion_after(scene, verb);
    case NEED_PHONE: return has_phone(scene);
    case NEED_MUTUAL: return is_mutual(scene, verb);
    case NEED_CARRIED: return is_carried(scene, cue->noun);
    case NEED_NOTHING:
    case NEED_ALSO:
    case NEED_COUNT: break;
    }
    return true;
}

/* The noun a verb rule asks for. False if it is missing. */
static bool find_rule_noun(const Scene *scene, const MessageRule *rule, Cue *cue)
{
    bool is_optional = false;
    for (uint32_t i = 0; i < rule->place_count; i++) {
        is_optional |= rule->places[i] == PLACE_OPTIONAL || rule->places[i] == PLACE_NONE;
        cue->noun = find_noun(scene, cue->verb, rule->places[i]);
        if (cue->noun != NULL) return true;
    }
    return is_optional;
}

/* Talk and meeting words go with "hold", letters with "send". */
static bool noun_fits(const MessageRule *rule, const NounCue *noun)
{
    if (noun == NULL) return true;
    bool is_spoken = noun->use == NOUN_TALK || noun->use == NOUN_MEETING;
    if (rule->is_verb && rule->frame == FRAME_HOLD) return is_spoken;
    if (rule->is_verb && rule->frame == FRAME_RECEIVE) return noun->use != NOUN_MEETING;
    if (rule->is_verb && (rule->frame == FRAME_TRANSFER || rule->frame == FRAME_EXCHANGE))
        return !is_spoken && noun->use != NOUN_SPEECH;
    return noun->use != NOUN_MEETING;
}

/* "called Putin his friend", "called Kim 'brave'", "which Manila calls Ayungin" name somebody or
 * something; after a call the clause ends or goes on with when, where and why. */
static bool call_is_naming(const Scene *scene, const Filling *senders, const Filling *recipients)
{
    if (senders->first > scene->first &&
        word_is_one_of(word_at(scene, senders->first - 1), "which what"))
        return true;
    uint32_t next = scene_skip_time(scene, recipients->end);
    if (next >= scene->end || next > recipients->end) return false;
    return !word_is_one_of(word_at(scene, next), ". , on to in after before from during and at");
}

/* "sent a clear message to Beijing" by doing something: nothing was written. */
static bool is_figurative(const Scene *scene, const NounCue *noun)
{
    if (noun == NULL || noun->kind != MESSAGE_MESSAGE) return false;
    for (uint32_t t = noun_phrase_start(scene, noun); t < noun->tokens.first; t++)
        if (word_is_one_of(word_at(scene, t), "clear strong wrong powerful mixed unmistakable "
                                              "unequivocal stark blunt"))
            return true;
    return false;
}

static bool are_of_kind(const Scene *scene, const Filling *filling, ActorKind kind)
{
    for (uint32_t i = 0; i < filling->parties.count; i++)
        if (scene->doc->actors.items[filling->parties.items[i].actor].kind != kind) return false;
    return true;
}

/* Only persons can be phoned, met and told something in a letter; only a country is visited. */
static bool parties_fit(const Scene *scene, const MessageRule *rule, const Filling *senders,
                        const Filling *recipients)
{
    if (!rule->is_verb) return true;
    unsigned of_persons = 1u << FRAME_TELL | 1u << FRAME_PHONE | 1u << FRAME_CALL |
                          1u << FRAME_MEET | 1u << FRAME_TALK;
    if (rule->frame == FRAME_VISIT)
        return are_of_kind(scene, senders, ACTOR_PERSON) &&
               are_of_kind(scene, recipients, ACTOR_STATE);
    return (of_persons & 1u << rule->frame) == 0 || are_of_kind(scene, recipients, ACTOR_PERSON);
}

/* "met twice this year" counts meetings; it reports none. */
static bool is_counted(const Scene *scene, uint32_t verb)
{
    for (uint32_t t = verb; t < scene->end && t < verb + 6; t++) {
        if (word_is_one_of(word_at(scene, t), "twice times several")) return true;
        if (token_at(scene, t)->kind == TOKEN_PUNCT) return false;
    }
    return false;
}

/* ---- what a report says beside its parties ---- */

/* "a message to congratulate him", "wrote to wish him a full recovery", "phoned to thank him": the
 * verb of the purpose, its place in *out; NULL. */
static const VerbCue *find_purpose(const Scene *scene, uint32_t after, Frame *out)
{
    for (uint32_t i = 0; i < scene->verbs.count; i++) {
        const VerbCue *verb = &scene->verbs.items[i];
        if (verb->verb < after || verb->verb - after >= LONGEST_WISH_TOKENS) continue;
        Xpos xpos = token_at(scene, verb->verb)->xpos;
        if (xpos != XPOS_VB && xpos != XPOS_VBG) continue;
        bool is_wish = (verb->entry->frames & 1u << FRAME_WISH) != 0;
        *out = is_wish ? FRAME_WISH : FRAME_ADDRESS;
        if ((verb->entry->frames & 1u << *out) == 0) continue;
        if (!is_wish || has_occasion_after(scene, verb)) return verb;
    }
    return NULL;
}

/* "wrote that he was deeply saddened" */
static bool has_grief(const Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end; t++)
        if (word_is_one_of(word_at(scene, t), "saddened mourn mourns mourned bereaved heartbroken"))
            return true;
    return false;
}

static MessageKind kind_of_noun(const Scene *scene, const NounCue *noun)
{
    if (!message_kind_is_form(noun->kind)) return noun->kind;
    Frame frame;
    const VerbCue *purpose = find_purpose(scene, noun->tokens.end, &frame);
    if (purpose != NULL) return purpose->entry->kind[frame];
    /* "in a message to Mokhber, extended deep condolences" */
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *wish = &scene->nouns.items[i];
        bool is_purpose = wish->kind == MESSAGE_CONDOLENCE || wish->kind == MESSAGE_CONGRATULATION;
        if (wish->use == NOUN_WISH && is_purpose && wish->tokens.first >= noun->tokens.end)
            return wish->kind;
    }
    return noun->kind != MESSAGE_NOTE && has_grief(scene) ? MESSAGE_CONDOLENCE : noun->kind;
}

static MessageKind base_kind(const Scene *scene, const MessageRule *rule, const Cue *cue)
{
    if (!rule->is_verb) return kind_of_noun(scene, cue->noun);
    MessageKind of_verb = cue->verb->entry->kind[rule->frame];
    if (cue->noun == NULL && rule->frame == FRAME_WRITE) {
        Frame frame;
        const VerbCue *purpose = find_purpose(scene, cue->verb->tokens.end, &frame);
        if (purpose != NULL) return purpose->entry->kind[frame];
        return has_grief(scene) ? MESSAGE_CONDOLENCE : of_verb;
    }
    if (cue->noun == NULL) return of_verb;
    if (rule->frame == FRAME_ADDRESS || rule->frame == FRAME_REPLY) return of_verb;
    if (rule->frame == FRAME_WISH && message_kind_is_form(cue->noun->kind)) return of_verb;
    return kind_of_noun(scene, cue->noun);
}

/* "denied on Monday that he had sent", "denied having written": no other clause between. */
static bool is_denied(const Scene *scene, uint32_t verb)
{
    for (uint32_t t = verb; t > scene->first && verb - t < LONGEST_DENIAL_TOKENS; t--) {
        const Token *before = token_at(scene, t - 1);
        uint32_t used;
        uint32_t status =
            phrases_match(&scene->data->status_words, scene->staging->words + t - 1, 1, &used);
        if (status == STATUS_DENIED)
            return t < scene->first + 2 || !scene_has_word(scene, t - 2, STR("nor"));
        if (word_is_one_of(before->lower, "; but while who which after before")) return false;
        if (before->tag == TAG_VERB && token_is_finite(before)) return false;
    }
    return false;
}

/* Words before the verb that turn it into a plan, a denial, a habit. STATUS_ASSERTED if none. */
static uint32_t status_of_verb(const Scene *scene, uint32_t verb)
{
    for (uint32_t t = verb; t > scene->first && verb - t < 8; t--) {
        const Token *before = token_at(scene, t - 1);
        uint32_t used;
        uint32_t status =
            phrases_match(&scene->data->status_words, scene->staging->words + t - 1, 1, &used);
        bool is_set = word_is_one_of(before->lower, "set due ready going");
        if (status != MAP_NONE && (!is_set || scene_has_word(scene, t, STR("to")))) return status;
        bool is_be_to = str_equal(before->lower, STR("to")) && t >= scene->first + 2 &&
                        word_is_one_of(word_at(scene, t - 2), "is was are were be");
        if (is_be_to) return STATUS_PLANNED;
        bool is_to = str_equal(before->lower, STR("to")) && t >= scene->first + 2;
        if (is_to && scene_has_word(scene, t - 2, STR("yet"))) return STATUS_NEGATED;
        if (is_to && scene->is_verbless && scene_mention_at(scene, t - 2) != NULL)
            return STATUS_PLANNED; /* headline: "Xi to visit Hanoi" */
        bool is_passed = before->tag == TAG_AUX || before->tag == TAG_ADV ||
                         before->tag == TAG_PART || before->tag == TAG_VERB;
        if (!is_passed) break;
    }
    return STATUS_ASSERTED;
}

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

static bool starts_with_habit(const Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end && t < scene->first + 2; t++) {
        uint32_t used;
        if (phrases_match(&scene->data->status_words, scene->staging->words + t, 1, &used) ==
            STATUS_HABITUAL)
            return true;
    }
    return false;
}

/* "Earlier in the day", "earlier today" */
static bool is_same_day(const Scene *scene, uint32_t token)
{
    return scene_has_word(scene, token, STR("today")) ||
           (token + 2 < scene->end && word_is_one_of(word_at(scene, token), "in on") &&
            scene_has_word(scene, token + 2, STR("day")));
}

/* "Earlier, ...", "in an earlier letter" */
static bool is_earlier(const Scene *scene, const Cue *cue)
{
    for (uint32_t t = scene->first; t < scene->end && t < scene->first + 2; t++)
        if (word_is_one_of(word_at(scene, t), "earlier previously") && !is_same_day(scene, t + 1))
            return true;
    if (cue->noun != NULL) {
        uint32_t start = noun_phrase_start(scene, cue->noun);
        for (uint32_t t = start; t < cue->noun->tokens.first; t++)
            if (word_is_one_of(word_at(scene, t), "earlier previous")) return true;
    }
    if (cue->verb == NULL) return false;
    uint32_t verb = cue->verb->verb;
    for (uint32_t t = verb; t > scene->first && verb - t < 4; t--)
        if (word_is_one_of(word_at(scene, t - 1), "earlier previously")) return true;
    return tree_is_past_perfect(scene->tree, verb) && tree_governor(scene->tree, verb) == NONE;
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

/* "telephoned him to wish him a happy birthday": what the call was for. */
static bool is_call_for(const Scene *scene, MessageKind kind, const Cue *cue,
                        const OccasionCue *occasion)
{
    if (kind != MESSAGE_CALL || cue->verb == NULL) return false;
    Frame frame;
    uint32_t after = cue->verb->tokens.end;
    if (find_purpose(scene, after, &frame) != NULL) return true;
    for (uint32_t i = 0; i < scene->verbs.count; i++) {
        const VerbCue *verb = &scene->verbs.items[i];
        bool is_exchange = (verb->entry->frames & 1u << FRAME_EXCHANGE) != 0;
        if (is_exchange && verb->verb > after && occasion->tokens.first > verb->verb) return true;
    }
    return false;
}

static void set_occasion(const Scene *scene, const MessageRule *rule, const Cue *cue,
                         TokenRange range, Message *message)
{
    bool is_owner = rule->is_verb && rule->frame == FRAME_DRAW;
    const OccasionCue *occasion = occasion_find(scene, range.first, range.end, is_owner);
    if (occasion != NULL && !occasion_fits(base_kind(scene, rule, cue), occasion->entry))
        occasion = NULL;
    message->kind =
        kind_with_occasion(base_kind(scene, rule, cue), occasion == NULL ? NULL : occasion->entry);
    if (occasion == NULL) return;
    bool is_letter = kinds_are_compatible(message->kind, MESSAGE_MESSAGE);
    if (!is_letter && !is_call_for(scene, message->kind, cue, occasion)) return;
    message->occasion = occasion->entry->id;
    message->occasion_span = document_tokens_span(scene->doc, occasion->tokens);
    message->occasion_year = occasion_year(scene, occasion, &message->sent);
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
    if (token_at(scene, report->verb)->xpos != XPOS_VB && !report->message.is_exchange) return false;
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
}

/* "his address to the nation": what a leader says to his own country is no message. */
static bool is_to_own_state(const Document *doc, const Report *report)
{
    const Actor *sender = &doc->actors.items[report->sender];
    const Actor *recipient = &doc->actors.items[report->recipient];
    return sender->kind == ACTOR_PERSON && recipient->kind == ACTOR_STATE &&
           sender->country.len > 0 && str_equal(sender->country, recipient->country);
}

/* False for what nobody sends to himself. */
static bool add_report(const Scene *scene, ReportList *reports, Report report)
{
    if (report.sender == report.recipient || reports->count == MOST_REPORTS) return false;
    if (is_to_own_state(scene->doc, &report)) return false;
    if (is_said_in_call(scene, reports, &report)) return false;
    Report *known = find_same(scene, reports, &report);
    if (known != NULL)
        join_reports(known, &report);
    else
        *list_add(scene->staging->scratch, reports) = report;
    return true;
}

static bool add_dyads(const Scene *scene, const Report *form, const Filling *senders,
                      const Filling *recipients, ReportList *reports)
{
    bool is_added = false;
    for (uint32_t s = 0; s < senders->parties.count; s++) {
        for (uint32_t r = 0; r < recipients->parties.count; r++) {
            Report report = *form;
            Party sender = senders->parties.items[s];
            Party recipient = recipients->parties.items[r];
            report.sender = sender.actor;
            report.recipient = recipient.actor;
            report.message.senders = (PartyList){0};
            report.message.recipients = (PartyList){0};
            *list_add(scene->doc->arena, &report.message.senders) = sender;
            *list_add(scene->doc->arena, &report.message.recipients) = recipient;
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
    return rule->sender[0] == SLOT_EACH;
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

/* The status of the verb that tells it; false if it tells of a habit. */
static bool read_status(const Scene *scene, const Cue *cue, Status *out)
{
    /* of "did not mention it in a letter" the letter is a fact */
    uint32_t status = cue->verb == NULL ? STATUS_ASSERTED : status_of_verb(scene, cue->verb->verb);
    if (status == STATUS_HABITUAL || starts_with_habit(scene)) return false;
    if (status == STATUS_ASSERTED && cue->verb != NULL && is_denied(scene, cue->verb->verb))
        status = STATUS_DENIED;
    *out = (Status)status;
    return true;
}

/* "exchanged greetings", "congratulated each other" */
static bool is_exchange(const MessageRule *rule)
{
    if (!rule->is_verb) return false;
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
        .is_similar = is_similar(scene, cue->noun),
        .is_on_same = is_on_same_occasion(scene),
    };
    Message *message = &report.message;
    message->span = document_tokens_span(scene->doc, range);
    message->sentence = scene->sentence;
    message->is_earlier = is_earlier(scene, cue);
    message->is_exchange = is_exchange(rule);
    message->by = (Provenance){rule->id, confidence_of(rule, senders)};
    set_occasion(scene, rule, cue, range, message);
    return report;
}

static bool try_rule(const Scene *scene, const MessageRule *rule, const Cue *cue,
                     ReportList *reports)
{
    Filling senders, recipients;
    if (is_figurative(scene, cue->noun)) return false;
    if (!noun_fits(rule, cue->noun) || !need_is_met(scene, rule->need, cue)) return false;
    if (!fill_first(scene, cue, rule->recipient, rule->recipient_count, &recipients)) return false;
    if (!fill_first(scene, cue, rule->sender, rule->sender_count, &senders)) return false;
    if (!parties_fit(scene, rule, &senders, &recipients)) return false;
    if (rule->is_verb && rule->frame == FRAME_CALL && call_is_naming(scene, &senders, &recipients))
        return false;

    Report report = make_report(scene, rule, cue, &senders, &recipients);
    if (!read_status(scene, cue, &report.message.status)) return false;
    bool is_letter = kinds_are_compatible(report.message.kind, MESSAGE_MESSAGE);
    if (!is_letter && report.verb != NONE && is_counted(scene, report.verb)) return false;
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
        if (!find_rule_noun(scene, rule, &cue)) continue;
        is_done |= try_rule(scene, rule, &cue, reports) && rule->need != NEED_ALSO;
    }
}

static void try_noun(const Scene *scene, const NounCue *noun, ReportList *reports)
{
    for (uint32_t i = 0; i < scene->data->rules.count; i++) {
        const MessageRule *rule = &scene->data->rules.items[i];
        if (rule->is_verb || (rule->noun_uses & 1u << noun->use) == 0) continue;
        Cue cue = {.noun = noun, .governor = NONE};
        bool is_adjunct = noun_is_adjunct(scene, noun, &cue.governor);
        if (rule->places[0] == PLACE_ADJUNCT && !is_adjunct) continue;
        if (try_rule(scene, rule, &cue, reports)) return;
    }
}

static void date_and_chain(const Scene *scene, Report *report)
{
    CarrierList carriers;
    carriers_find(scene, report->sender, &carriers);
    dates_of_report(scene, &carriers, report);
    chain_build(scene->doc, report->sender, report->message.span, &carriers,
                &report->message.chain);
}

static void read_sentence(const Scene *scene, Topic *topic, ReportList *reports)
{
    find_topic(scene, topic);
    uint32_t before = reports->count;
    for (uint32_t i = 0; i < scene->verbs.count; i++)
        try_verb(scene, &scene->verbs.items[i], reports);
    for (uint32_t i = 0; i < scene->nouns.count; i++)
        try_noun(scene, &scene->nouns.items[i], reports);
    for (uint32_t i = before; i < reports->count; i++) date_and_chain(scene, &reports->items[i]);
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

void messages_find(const MessageData *data, Document *doc, Arena *scratch)
{
    Staging staging;
    staging_init(&staging, data, doc, scratch);
    ReportList reports = {0};
    Topic topic = {0};
    for (uint32_t s = 0; s < doc->sentences.count; s++) {
        Scene scene;
        scene_init(&scene, &staging, s);
        read_sentence(&scene, &topic, &reports);
    }
    reconcile_reports(&staging, &topic, &reports);
    write_messages(doc, &reports);
}
