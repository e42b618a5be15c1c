#include "reconcile.h"

#include "message_dates.h"
#include "message_kind.h"
#include "occasions.h"

#define LONGEST_SAME_DAYS 60 /* between the dates of one message */
#define MOST_COMPARED 200    /* reports that one is held against */

static bool is_neutral(MessageKind kind)
{
    return message_kind_is_form(kind) || kind == MESSAGE_STATEMENT;
}

/* ---- later sentences ---- */

/* The message word by which a sentence goes on about a message: "the letter", "his greeting". */
static const NounCue *find_anaphor(const Scene *scene)
{
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        const NounCue *noun = &scene->nouns.items[i];
        if (noun->use != NOUN_DOCUMENT && noun->use != NOUN_WISH) continue;
        uint32_t start = noun_phrase_start(scene, noun);
        bool is_definite = word_is_one_of(word_at(scene, start), "the this that") ||
                           token_is_possessive_pronoun(scene, start);
        for (uint32_t t = start; t < noun->tokens.first; t++)
            if (scene_occasion_at(scene, t) == NULL && token_is_possessive_mark(scene, t))
                is_definite = true;
        bool is_of_it = noun->use == NOUN_WISH && scene_has_word(scene, scene->first, STR("it"));
        if (is_definite || is_of_it) return noun;
    }
    return NULL;
}

/* "KCNA reported it", "received it": the message without a noun. */
static bool has_pronoun_object(const Scene *scene, const CarrierList *carriers)
{
    for (uint32_t t = scene->first + 1; t < scene->end; t++) {
        if (!scene_has_word(scene, t, STR("it"))) continue;
        if (carriers_have_verb(carriers, t - 1)) return true;
    }
    return false;
}

static bool is_correspondence(const Report *report)
{
    return kinds_are_compatible(report->message.kind, MESSAGE_MESSAGE);
}

/* The latest report by this sender to this recipient; NONE stands for anybody. */
static Report *latest_report(ReportList *reports, uint32_t sender, uint32_t recipient)
{
    for (uint32_t i = reports->count; i > 0; i--) {
        Report *report = &reports->items[i - 1];
        if (!is_correspondence(report)) continue;
        if (sender != NONE && report->sender != sender) continue;
        if (recipient != NONE && report->recipient != recipient) continue;
        return report;
    }
    return NULL;
}

static bool is_receiving(const Scene *scene, uint32_t token)
{
    const VerbCue *cue = scene_verb_at(scene, token);
    return cue != NULL && (cue->entry->frames & 1u << FRAME_RECEIVE) != 0;
}

static bool is_sending(const Scene *scene, uint32_t token)
{
    const VerbCue *cue = scene_verb_at(scene, token);
    return cue != NULL && (cue->entry->frames & (1u << FRAME_TRANSFER | 1u << FRAME_WRITE)) != 0;
}

static uint32_t single_actor(const Filling *filling)
{
    return filling->parties.count == 1 ? filling->parties.items[0].actor : NONE;
}

/* Which earlier report the sentence goes on about. */
static Report *find_target(const Scene *scene, const NounCue *noun, ReportList *reports)
{
    Filling party;
    for (uint32_t i = 0; i < scene->verbs.count; i++) {
        uint32_t verb = scene->verbs.items[i].verb;
        if (!is_receiving(scene, verb) || !subject_of_verb(scene, verb, &party)) continue;
        return latest_report(reports, NONE, single_actor(&party));
    }
    if (noun != NULL) {
        Cue cue = {.noun = noun, .governor = NONE};
        if (slot_fill(scene, &cue, SLOT_POSSESSOR, &party))
            return latest_report(reports, single_actor(&party), NONE);
    }
    return latest_report(reports, NONE, NONE);
}

/* "His message was in the newspaper on Tuesday", "ran on the front page" */
static bool has_print_word(const Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end; t++)
        if (word_is_one_of(word_at(scene, t), "newspaper daily edition page website broadcast"))
            return true;
    return false;
}

/* Does the verb tell of another's doing: "Kim's greeting came after Putin himself sent ..."? */
static bool is_by_another(const Scene *scene, uint32_t verb, uint32_t actor)
{
    Filling subject;
    const VerbCue *cue = scene_verb_at(scene, verb);
    if (cue == NULL || cue->is_passive) return false;
    return !subject_of_verb(scene, verb, &subject) || !party_list_has(&subject.parties, actor);
}

static DateRole follow_up_role(const Scene *scene, const CarrierList *carriers, const NounCue *noun,
                               const Report *report, uint32_t token)
{
    if (token == NONE) return DATE_OTHER;
    if (is_sending(scene, token) && is_by_another(scene, token, report->sender)) return DATE_OTHER;
    if (is_receiving(scene, token)) return DATE_RECEIVED;
    if (carriers_have_verb(carriers, token)) return DATE_REPORTED;
    bool is_in_print = has_print_word(scene);
    if (noun != NULL && scene_noun_at(scene, token) == noun)
        return is_in_print ? DATE_REPORTED : DATE_SENT;
    bool is_own = noun == NULL || token > noun->tokens.first;
    if (is_sending(scene, token) && is_own) return DATE_SENT;
    uint32_t used;
    uint32_t role =
        phrases_match(&scene->data->channel_words, scene->staging->words + token, 1, &used);
    return role == CHANNEL_PUBLISHED ? DATE_REPORTED : DATE_OTHER;
}

static void add_dates(const Scene *scene, const CarrierList *carriers, const NounCue *noun,
                      Report *report)
{
    uint32_t seen = NONE;
    for (uint32_t t = scene->first; t < scene->end; t++) {
        uint32_t time = scene->staging->time_of[t];
        if (time == NONE || time == seen) continue;
        seen = time;
        if (!time_is_date(scene, time)) continue;
        uint32_t predicate = predicate_of_time(scene, time);
        DateRole role = time_is_on_document(scene, time)
                            ? DATE_SENT
                            : follow_up_role(scene, carriers, noun, report, predicate);
        take_date(report, role, &scene->doc->times.items[time]);
    }
}

/* "In their letter dated ...": the date is of all who sent it together. */
static void add_dates_to_joint(const Scene *scene, const CarrierList *carriers, const NounCue *noun,
                               ReportList *reports, const Report *report)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *other = &reports->items[i];
        if (other != report && other->message.sentence == report->message.sentence &&
            other->verb == report->verb && other->noun == report->noun)
            add_dates(scene, carriers, noun, other);
    }
}

static void add_occasion(const Scene *scene, const NounCue *noun, Report *report)
{
    Message *message = &report->message;
    const OccasionCue *occasion =
        occasion_find(scene, noun == NULL ? scene->first : noun->tokens.first,
                      noun == NULL ? scene->first + 1 : noun->tokens.end, false);
    bool is_named = occasion != NULL && occasion->entry->is_strong;
    if (message->occasion.len == 0 && is_named) {
        message->occasion = occasion->entry->id;
        message->occasion_span = document_tokens_span(scene->doc, occasion->tokens);
        message->occasion_year = occasion_year(scene, occasion, &message->sent);
        message->kind = kind_with_occasion(message->kind, occasion->entry);
    }
}

/* "Kim wished him ...", "He hoped 2025 would ...": the sender goes on, without a word for the
 * message. The latest report of a verb's subject; NULL. */
static Report *report_of_subject(const Scene *scene, ReportList *reports, unsigned *out_frames)
{
    Filling subject;
    for (uint32_t t = scene->first; t < scene->end; t++) {
        const VerbCue *cue = scene_verb_at(scene, t);
        bool is_hope = word_is_one_of(word_at(scene, t), "hoped hopes said says told tells");
        if ((cue == NULL && !is_hope) || token_at(scene, t)->tag != TAG_VERB) continue;
        if (!subject_of_verb(scene, t, &subject)) continue;
        uint32_t actor = single_actor(&subject);
        Report *report = actor == NONE ? NULL : latest_report(reports, actor, NONE);
        if (report == NULL) continue;
        *out_frames = cue == NULL ? 0 : cue->entry->frames;
        return report;
    }
    return NULL;
}

static void set_wished_year(const Scene *scene, Report *report)
{
    Message *message = &report->message;
    if (message->occasion_year == 0 && str_equal(message->occasion, STR("new year")))
        message->occasion_year = occasion_year_wished(scene);
}

/* "I offer my deepest condolences," he wrote: what the message was for. */
static void set_kind_by_content(const Scene *scene, Report *report)
{
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        MessageKind kind = scene->nouns.items[i].kind;
        bool is_purpose = kind == MESSAGE_CONDOLENCE || kind == MESSAGE_CONGRATULATION;
        if (is_purpose && is_neutral(report->message.kind)) report->message.kind = kind;
    }
}

static bool has_reporter(const ChannelChain *chain)
{
    for (uint32_t i = 0; i < chain->count; i++)
        if (chain->items[i].role == CHANNEL_REPORTED || chain->items[i].role == CHANNEL_PUBLISHED)
            return true;
    return false;
}

static void go_on(const Scene *scene, const CarrierList *carriers, ReportList *reports)
{
    unsigned frames;
    Report *report = report_of_subject(scene, reports, &frames);
    if (report == NULL) return;
    if ((frames & (1u << FRAME_WISH | 1u << FRAME_ADDRESS | 1u << FRAME_TRANSFER)) != 0)
        add_occasion(scene, NULL, report);
    set_wished_year(scene, report);
    set_kind_by_content(scene, report);
    /* "Kim hoped 2025 would bring victory, KCNA said": who tells of its words tells of it */
    if (!has_reporter(&report->message.chain))
        chain_add(scene->doc, carriers, &report->message.chain);
}

/* "Putin stated in a telegram that was released on Thursday": his message, told before. */
static const NounCue *find_own_document(const Scene *scene, ReportList *reports,
                                        Report **out_report)
{
    for (uint32_t i = 0; i < scene->nouns.count; i++) {
        Filling sender;
        Cue cue = {.noun = &scene->nouns.items[i], .governor = NONE};
        if (cue.noun->use != NOUN_DOCUMENT) continue;
        if (!noun_is_adjunct(scene, cue.noun, &cue.governor)) continue;
        if (!slot_fill(scene, &cue, SLOT_CLAUSE, &sender)) continue;
        uint32_t actor = single_actor(&sender);
        *out_report = actor == NONE ? NULL : latest_report(reports, actor, NONE);
        if (*out_report != NULL) return cue.noun;
    }
    return NULL;
}

void follow_up(const Scene *scene, ReportList *reports)
{
    if (reports->count == 0) return;
    CarrierList carriers;
    carriers_find(scene, NONE, &carriers);
    const NounCue *noun = find_anaphor(scene);
    Report *report = NULL;
    if (noun == NULL) noun = find_own_document(scene, reports, &report);
    if (noun == NULL && !has_pronoun_object(scene, &carriers)) {
        go_on(scene, &carriers, reports);
        return;
    }
    if (report == NULL) report = find_target(scene, noun, reports);
    if (report == NULL) return;
    add_dates_to_joint(scene, &carriers, noun, reports, report);
    add_dates(scene, &carriers, noun, report);
    add_occasion(scene, noun, report);
    set_wished_year(scene, report);
    chain_add(scene->doc, &carriers, &report->message.chain);
}

/* "Pope prays for flood victims", "King receives Independence Day cables": what condolences or
 * congratulations in this article are for, if it says no more. */
static void find_event(const Scene *scene, Topic *topic)
{
    for (uint32_t i = 0; i < scene->occasions.count; i++) {
        const OccasionCue *occasion = &scene->occasions.items[i];
        MessageKind kind = occasion->entry->kind;
        bool is_blow = kind == MESSAGE_CONDOLENCE && !occasion->entry->is_vague;
        bool is_feast = kind == MESSAGE_CONGRATULATION && occasion->entry->is_strong;
        if (!occasion->entry->has_kind || (!is_blow && !is_feast)) continue;
        const DateValue unknown = {0};
        *topic = (Topic){
            .kind = kind,
            .entry = occasion->entry,
            .span = document_tokens_span(scene->doc, occasion->tokens),
            .year = occasion_year(scene, occasion, &unknown),
            .is_from_event = true,
        };
        return;
    }
}

#define LEAD_SENTENCES 4 /* headline and first paragraph */

void find_topic(const Scene *scene, Topic *topic)
{
    if (topic->entry == NULL && scene->sentence < LEAD_SENTENCES) find_event(scene, topic);
    for (uint32_t i = 0; i < scene->nouns.count && (topic->entry == NULL || topic->is_from_event);
         i++) {
        const NounCue *noun = &scene->nouns.items[i];
        if (noun->kind != MESSAGE_CONDOLENCE && noun->kind != MESSAGE_CONGRATULATION) continue;
        const OccasionCue *occasion =
            occasion_find(scene, noun->tokens.first, noun->tokens.end, false);
        if (occasion == NULL || !occasion->entry->has_kind || occasion->entry->kind != noun->kind)
            continue;
        const DateValue unknown = {0};
        *topic = (Topic){
            .kind = noun->kind,
            .entry = occasion->entry,
            .span = document_tokens_span(scene->doc, occasion->tokens),
            .year = occasion_year(scene, occasion, &unknown),
        };
    }
}

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
    if (!is_correspondence(a) || !is_correspondence(b)) return false;
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
    if (is_neutral(message->kind) && !is_neutral(known->kind) && is_same_occasion &&
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
            bool is_like =
                is_to_same &&
                ((is_wish && is_same_wish(report, others[i])) ||
                 (report->is_similar && is_correspondence(report) && is_correspondence(others[i])));
            bool is_answer = report->is_similar || report->message.kind == MESSAGE_GREETING;
            bool is_reverse = is_answer && others[i]->recipient == report->sender &&
                              others[i]->sender == report->recipient;
            bool is_on_same = (report->is_on_same || report->is_similar) && i == 0 &&
                              is_correspondence(others[i]) && is_correspondence(report);
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
        if (!is_correspondence(report) || !is_to_people(doc, report)) continue;
        Str country = doc->actors.items[report->recipient].country;
        for (uint32_t j = 0; j < reports->count && !report->is_dropped; j++) {
            const Report *other = &reports->items[j];
            const Actor *recipient = &doc->actors.items[other->recipient];
            report->is_dropped = is_correspondence(other) && other->sender == report->sender &&
                                 recipient->kind == ACTOR_PERSON &&
                                 str_equal(recipient->country, country);
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
            other->sender == report->sender && is_correspondence(other) &&
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
        if (!is_correspondence(report) || !is_to_pronoun(staging->doc, report)) continue;
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
        if (!is_same_side || actor == found || !is_person_of(staging->doc, actor, state)) continue;
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
