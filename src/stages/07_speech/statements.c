#include "statements.h"

#include "channel.h"

static bool is_joint(const Scene *scene, const NounCue *noun)
{
    for (uint32_t t = noun_phrase_start(scene, noun); t < noun->tokens.end; t++)
        if (scene_has_word(scene, t, STR("joint"))) return true;
    return false;
}

static void add_all(const Scene *scene, const PartyList *from, PartyList *out)
{
    for (uint32_t i = 0; i < from->count; i++)
        if (!party_list_has(out, from->items[i].actor))
            *list_add(scene->doc->arena, out) = from->items[i];
}

void statement_add_senders(const Scene *scene, const Filling *senders, uint32_t noun,
                           PartyList *out)
{
    add_all(scene, &senders->parties, out);
    const NounCue *cue = noun == NONE ? NULL : scene_noun_at(scene, noun);
    if (cue == NULL || !is_joint(scene, cue)) return;
    Filling others;
    uint32_t after = cue->tokens.end;
    if (scene_has_word(scene, after, STR("with")) &&
        parties_right(scene, after + 1, scene_reach(scene, after), &others))
        add_all(scene, &others.parties, out);
}

bool statement_is_to_some(const Scene *scene, const NounCue *noun)
{
    uint32_t to = noun == NULL ? NONE : noun->tokens.end;
    if (to == NONE || !scene_has_word(scene, to, STR("to"))) return false;
    for (uint32_t t = to + 1; t < scene->end && t < to + 5; t++) {
        const Mention *mention = scene_mention_at(scene, t);
        if (mention != NULL && mention->actor != NONE &&
            scene->doc->actors.items[mention->actor].kind == ACTOR_MEDIA)
            return false;
        if (word_is_one_of(word_at(scene, t), "reporters journalists media press public news"))
            return false;
    }
    return true;
}

/* ---- one record ------------------------------------------------------------------------------ */

static bool shares_sender(const Message *a, const Message *b)
{
    for (uint32_t i = 0; i < a->senders.count; i++)
        if (party_list_has(&b->senders, a->senders.items[i].actor)) return true;
    return false;
}

static bool are_of_other_days(const Message *a, const Message *b)
{
    if (!a->sent.is_known || !b->sent.is_known) return false;
    return a->sent.first_day > b->sent.last_day || b->sent.first_day > a->sent.last_day;
}

/* "another statement", "in a separate statement" */
static bool is_another(const Document *doc, const Report *report)
{
    uint32_t t = report->noun;
    for (uint32_t steps = 0; t != NONE && t > 0 && steps < 4; steps++, t--) {
        const Token *before = document_token(doc, t - 1);
        if (before->sentence != report->message.sentence) break;
        if (word_is_one_of(before->lower, "another separate second earlier previous later new"))
            return true;
    }
    return false;
}

static bool may_be_one(const Document *doc, const Report *a, const Report *b)
{
    if (!b->is_public || b->is_dropped || a->message.kind != b->message.kind) return false;
    if (is_another(doc, a) != is_another(doc, b)) return false;
    bool is_told = a->message.status == b->message.status;
    return is_told && shares_sender(&a->message, &b->message) &&
           !are_of_other_days(&a->message, &b->message);
}

/* What the first telling leaves out, a later one says. */
static void take(Document *doc, Message *first, const Message *later)
{
    for (uint32_t i = 0; i < later->senders.count; i++)
        if (!party_list_has(&first->senders, later->senders.items[i].actor))
            *list_add(doc->arena, &first->senders) = later->senders.items[i];
    if (!first->sent.is_known && first->sent.weekday == 0) {
        first->sent = later->sent;
        first->sent_span = later->sent_span;
    }
    if (!first->reported.is_known && first->reported.weekday == 0) {
        first->reported = later->reported;
        first->reported_span = later->reported_span;
    }
    if (first->chain.count < later->chain.count) first->chain = later->chain;
}

void statements_join(Document *doc, ReportList *reports)
{
    for (uint32_t i = 0; i < reports->count; i++) {
        Report *first = &reports->items[i];
        for (uint32_t k = i + 1; first->is_public && !first->is_dropped && k < reports->count;
             k++) {
            Report *later = &reports->items[k];
            if (!may_be_one(doc, first, later)) continue;
            take(doc, &first->message, &later->message);
            later->is_dropped = true;
        }
    }
}
