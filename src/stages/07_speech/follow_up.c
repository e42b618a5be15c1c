/* Later sentences that go on about a message told before: "The letter was sent on 17 December",
 * "It was in reply to his of May", and what all condolences of an article are for. */
#include "reconcile.h"

#include "answers.h"
#include "message_dates.h"
#include "message_kind.h"
#include "occasions.h"

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
/* The latest report by this sender to this recipient; NONE stands for anybody. */
static Report *latest_report(ReportList *reports, uint32_t sender, uint32_t recipient)
{
    for (uint32_t i = reports->count; i > 0; i--) {
        Report *report = &reports->items[i - 1];
        if (!report_is_correspondence(report)) continue;
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
    uint32_t time;
    for (uint32_t t = scene->first; (time = next_date_of(scene, report, &t)) != NONE;) {
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
        if (is_purpose && kind_is_neutral(report->message.kind)) report->message.kind = kind;
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
    answer_read_later(scene, report);
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
