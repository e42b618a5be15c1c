#include "message_dates.h"

#define LONGEST_CLIMB 6
#define LONGEST_NOUN_TOKENS 5 /* after "Monday's" */

static bool time_in_occasion(const Scene *scene, const Time *time)
{
    for (uint32_t t = time->tokens.first; t < time->tokens.end; t++)
        if (scene_occasion_at(scene, t) != NULL) return true;
    /* "New Year 2025": the year beside the occasion */
    if (time->value.granularity != GRANULARITY_YEAR) return false;
    return scene_occasion_at(scene, time->tokens.end) != NULL ||
           (time->tokens.first > scene->first &&
            scene_occasion_at(scene, time->tokens.first - 1) != NULL);
}

/* "after Monday's train crash" dates the crash, "in Monday's letter" the letter. */
static bool is_of_other_noun(const Scene *scene, const Time *time)
{
    uint32_t at = time->tokens.end;
    bool has_mark = token_is_possessive_mark(scene, at) || token_is_possessive_mark(scene, at - 1);
    if (!has_mark) return false;
    if (token_is_possessive_mark(scene, at)) at++;
    for (uint32_t t = at; t < scene->end && t < at + LONGEST_NOUN_TOKENS; t++) {
        if (scene_noun_at(scene, t) != NULL) return false;
        bool is_noun = token_is_noun(token_at(scene, t));
        bool is_before_noun = t + 1 < scene->end && (token_is_noun(token_at(scene, t + 1)) ||
                                                     scene_noun_at(scene, t + 1) != NULL);
        if (is_noun && !is_before_noun) return true;
    }
    return false;
}

static bool is_date(const Scene *scene, uint32_t index)
{
    const Time *time = &scene->doc->times.items[index];
    if (time->type != TIME_TYPE_DATE && time->type != TIME_TYPE_TIME) return false;
    const DateValue *value = &time->value;
    if (!value->is_known && value->weekday == 0 && value->edtf.len == 0) return false;
    if (value->is_open_start || value->is_open_end) return false;
    bool is_year =
        value->granularity == GRANULARITY_YEAR && time->tokens.first > scene->first &&
        scene_has_word(scene, time->tokens.first - 1, STR("in")) &&
        scene_mention_at(scene, time->tokens.first - 2) != NULL; /* "to Castro in 2012" */
    if (value->weekday == 0 && value->granularity < GRANULARITY_MONTH && !is_year) return false;
    return !time_in_occasion(scene, time) && !is_of_other_noun(scene, time);
}

static bool is_predicate(const Scene *scene, uint32_t token)
{
    if (scene_noun_at(scene, token) != NULL || scene_verb_at(scene, token) != NULL) return true;
    const Token *word = token_at(scene, token);
    bool is_attribute = word->relation == REL_AMOD; /* "On Sunday ruling parties sent" */
    return word->tag == TAG_VERB && !is_attribute && scene->staging->mention_of[token] == NONE;
}

static uint32_t predicate_by_tree(const Scene *scene, const Time *time)
{
    uint32_t token = time->tokens.end - 1;
    for (uint32_t t = time->tokens.first; t < time->tokens.end; t++) {
        uint32_t head = token_at(scene, t)->head;
        if (head == NONE || head < time->tokens.first || head >= time->tokens.end) {
            token = t;
            break;
        }
    }
    for (uint32_t steps = 0; token != NONE && steps < LONGEST_CLIMB; steps++) {
        if (is_predicate(scene, token)) return token;
        token = tree_head(scene->tree, token);
    }
    return NONE;
}

static uint32_t predicate_before(const Scene *scene, uint32_t token)
{
    for (uint32_t t = token; t > scene->first; t--) {
        if (scene_has_word(scene, t - 1, STR(";"))) return NONE;
        if (is_predicate(scene, t - 1)) return t - 1;
    }
    return NONE;
}

/* "sent ... on December 24, | KCNA said": a comma or another's name before the verb. */
static bool opens_clause(const Scene *scene, uint32_t first, uint32_t verb)
{
    for (uint32_t t = first; t < verb; t++)
        if (scene_has_word(scene, t, STR(",")) || scene->staging->mention_of[t] != NONE)
            return true;
    return false;
}

static uint32_t predicate_after(const Scene *scene, uint32_t token)
{
    for (uint32_t t = token; t < scene->end; t++)
        if (token_at(scene, t)->tag == TAG_VERB || scene_verb_at(scene, t) != NULL) return t;
    return NONE;
}

/* "published the letter on Monday": the date is of the verb, not of its object. */
static uint32_t verb_of_object(const Scene *scene, uint32_t token)
{
    const NounCue *noun = token == NONE ? NULL : scene_noun_at(scene, token);
    uint32_t governor;
    if (noun == NULL || noun_is_adjunct(scene, noun, &governor)) return token;
    uint32_t start = noun_phrase_start(scene, noun);
    uint32_t verb = start > scene->first ? start - 1 : token;
    return verb < start && token_at(scene, verb)->tag == TAG_VERB && is_predicate(scene, verb)
               ? verb
               : token;
}

static uint32_t nearest_predicate(const Scene *scene, uint32_t index)
{
    const Time *time = &scene->doc->times.items[index];
    uint32_t by_tree = predicate_by_tree(scene, time);
    uint32_t before = predicate_before(scene, time->tokens.first);
    if (before == NONE) return by_tree != NONE ? by_tree : predicate_after(scene, time->tokens.end);
    if (by_tree == NONE) return before;
    /* a date after its verb with another verb between is where the parser errs most */
    if (by_tree < before) return before;
    return by_tree > time->tokens.end && opens_clause(scene, time->tokens.end, by_tree) ? before
                                                                                        : by_tree;
}

uint32_t predicate_of_time(const Scene *scene, uint32_t time)
{
    return verb_of_object(scene, nearest_predicate(scene, time));
}

bool take_date(Report *report, DateRole role, const Time *time)
{
    Message *message = &report->message;
    DateValue *value = role == DATE_SENT       ? &message->sent
                       : role == DATE_RECEIVED ? &message->received
                                               : &message->reported;
    Span *span = role == DATE_SENT       ? &message->sent_span
                 : role == DATE_RECEIVED ? &message->received_span
                                         : &message->reported_span;
    if (role == DATE_OTHER || !span_is_empty(*span)) return false;
    *value = time->value;
    *span = time->span;
    return true;
}

static bool has_frame(const Scene *scene, uint32_t token, Frame frame)
{
    const VerbCue *cue = scene_verb_at(scene, token);
    return cue != NULL && (cue->entry->frames & 1u << frame) != 0;
}

/* "his message to Putin | sent": no subject can stand between. */
static bool follows_recipient(const Scene *scene, const Report *report, uint32_t token)
{
    const PartyList *recipients = &report->message.recipients;
    for (uint32_t i = 0; i < recipients->count; i++) {
        uint32_t mention = recipients->items[i].mention;
        if (mention != NONE && scene->doc->mentions.items[mention].tokens.end == token) return true;
    }
    return false;
}

/* "his reply, sent on Thursday": whatever the tag says. */
static bool stands_in_aside(const Scene *scene, uint32_t token)
{
    return token >= scene->first + 2 && scene_has_word(scene, token - 1, STR(",")) &&
           scene_noun_at(scene, token - 2) != NULL;
}

/* A participle on the noun, "the message sent on Monday", tells of the same sending. */
static bool is_sending_participle(const Scene *scene, const Report *report, uint32_t token)
{
    const VerbCue *cue = scene_verb_at(scene, token);
    if (cue == NULL || report->noun == NONE || token < report->noun) return false;
    if ((cue->entry->frames & (1u << FRAME_TRANSFER | 1u << FRAME_WRITE)) == 0) return false;
    const Token *verb = token_at(scene, token); /* the tree knows a participle the tag does not */
    return verb->xpos == XPOS_VBN || verb->relation == REL_ACL || cue->is_passive ||
           follows_recipient(scene, report, token) || stands_in_aside(scene, token);
}

static DateRole role_of_predicate(const Scene *scene, const CarrierList *carriers,
                                  const Report *report, uint32_t token)
{
    if (token == NONE) return DATE_OTHER;
    if (token == report->verb && has_frame(scene, token, FRAME_RECEIVE)) return DATE_RECEIVED;
    if (token == report->verb) return DATE_SENT;
    if (carriers_have_verb(carriers, token)) return DATE_REPORTED;
    if (report->noun != NONE && scene_noun_at(scene, token) != NULL) return DATE_SENT;
    if (is_sending_participle(scene, report, token)) return DATE_SENT;
    uint32_t used;
    uint32_t role =
        phrases_match(&scene->data->channel_words, scene->staging->words + token, 1, &used);
    if (token == report->governor && role != CHANNEL_PUBLISHED) return DATE_SENT;
    bool is_participle = token_at(scene, token)->xpos == XPOS_VBN;
    if (role == CHANNEL_PUBLISHED && is_participle) return DATE_REPORTED;
    return DATE_OTHER;
}

/* "according to a statement on Tuesday": no verb between. */
static bool is_in_attribution(const Scene *scene, const Time *time)
{
    for (uint32_t t = time->tokens.first; t > scene->first && time->tokens.first - t < 10; t--) {
        const Token *before = token_at(scene, t - 1);
        if (str_equal(before->lower, STR("according"))) return true;
        if (before->tag == TAG_VERB || str_equal(before->lower, STR(","))) return false;
    }
    return false;
}

/* Is its message word the nearest before a token, or its sender who wrote that? */
static bool is_noun_of_report(const Scene *scene, const Report *report, uint32_t token)
{
    for (uint32_t t = token; t > scene->first; t--) {
        const NounCue *noun = scene_noun_at(scene, t - 1);
        if (noun == NULL) continue;
        if (report->noun == NONE || scene_noun_at(scene, report->noun) == noun) return true;
        Filling sender;
        Cue cue = {.noun = noun, .governor = NONE};
        return noun_is_adjunct(scene, noun, &cue.governor) &&
               slot_fill(scene, &cue, SLOT_CLAUSE, &sender) &&
               party_list_has(&sender.parties, report->sender);
    }
    return true;
}

bool time_is_on_document(const Scene *scene, uint32_t index)
{
    uint32_t first = scene->doc->times.items[index].tokens.first;
    for (uint32_t t = first; t > scene->first && first - t < 3; t--) {
        if (scene_has_word(scene, t - 1, STR("dated"))) return true;
        if (token_at(scene, t - 1)->tag != TAG_ADP && token_at(scene, t - 1)->tag != TAG_DET)
            return false;
    }
    return false;
}

/* "to Castro in [October 2012]": who stands right before a time; NONE. */
static uint32_t mention_before_time(const Scene *scene, const Time *time)
{
    uint32_t at = time->tokens.first;
    while (at > scene->first && at + 3 > time->tokens.first &&
           word_is_one_of(word_at(scene, at - 1), "on in last earlier the early late"))
        at--;
    if (at <= scene->first) return NONE;
    return scene->staging->mention_of[at - 1];
}

static bool is_recipient(const Report *report, uint32_t mention)
{
    return mention != NONE && !report->is_public &&
           report->message.recipients.items[0].mention == mention;
}

/* "one to Castro in [October 2012]": the time of that message, whatever it hangs on. */
static bool is_beside_recipient(const Scene *scene, const Report *report, uint32_t time)
{
    return is_recipient(report, mention_before_time(scene, &scene->doc->times.items[time]));
}

/* "to Assad in [February] and to Castro in 2012": February is none of Castro's, 2012 none of
 * Assad's. A date at the end of "to Assad and Castro on Monday" is of both. */
static bool is_date_of_other(const Scene *scene, const ReportList *reports, const Report *report,
                             const Time *time)
{
    uint32_t dated = mention_before_time(scene, time);
    if (is_recipient(report, dated)) return false;
    for (uint32_t i = reports->count; i > 0; i--) {
        const Report *other = &reports->items[i - 1];
        if (other->message.sentence != scene->sentence) break;
        if (other == report || !is_recipient(other, dated)) continue;
        if (report->is_public) return false;
        uint32_t own = report->message.recipients.items[0].mention;
        return own == NONE || own > dated || other->noun != report->noun ||
               !span_is_empty(report->message.sent_span);
    }
    return false;
}

uint32_t next_date_of(const Scene *scene, const Report *report, uint32_t *token)
{
    for (uint32_t t = *token; t < scene->end; t++) {
        uint32_t time = scene->staging->time_of[t];
        bool is_seen = time == NONE || (t > scene->first && scene->staging->time_of[t - 1] == time);
        if (is_seen || !is_date(scene, time)) continue;
        /* "in reply to his letter of May 3": no day of the reply */
        if (span_contains(report->message.reply_to.span, scene->doc->times.items[time].span))
            continue;
        *token = t + 1;
        return time;
    }
    return NONE;
}

void dates_of_report(const Scene *scene, const CarrierList *carriers, ReportList *reports,
                     uint32_t index)
{
    Report *report = &reports->items[index];
    uint32_t time;
    for (uint32_t t = scene->first; (time = next_date_of(scene, report, &t)) != NONE;) {
        uint32_t predicate = predicate_of_time(scene, time);
        DateRole role = role_of_predicate(scene, carriers, report, predicate);
        if (role == DATE_SENT &&
            is_date_of_other(scene, reports, report, &scene->doc->times.items[time]))
            continue;
        if (role == DATE_OTHER && is_beside_recipient(scene, report, time)) role = DATE_SENT;
        if (is_in_attribution(scene, &scene->doc->times.items[time])) role = DATE_REPORTED;
        if (time_is_on_document(scene, time))
            role = is_noun_of_report(scene, report, scene->doc->times.items[time].tokens.first)
                       ? DATE_SENT
                       : DATE_OTHER;
        take_date(report, role, &scene->doc->times.items[time]);
    }
}
