#include "occasions.h"

#define LONGEST_LINK_TOKENS 14  /* between "on" and the election it speaks of */
#define VAGUE_TOKENS 12         /* how much farther a vague occasion counts */
#define NEW_YEAR_FIRST_MONTH 10 /* from October on, a new year's message is for the next year */

static uint32_t distance(const OccasionCue *cue, uint32_t first, uint32_t end)
{
    if (cue->tokens.end <= first) return first - cue->tokens.end;
    if (cue->tokens.first >= end) return cue->tokens.first - end;
    return 0;
}

/* What one wishes somebody: a recovery, not a flood. */
static bool is_wished(const OccasionCue *cue)
{
    return cue->entry->has_kind && cue->entry->kind == MESSAGE_GREETING;
}

/* "for passing the tax cuts": something done, not what befell somebody. */
static bool is_done_to_something(const Scene *scene, const OccasionCue *cue)
{
    uint32_t last = cue->tokens.end - 1;
    return token_at(scene, last)->tag == TAG_VERB && token_at(scene, last)->xpos == XPOS_VBG &&
           cue->tokens.end < scene->end && token_at(scene, cue->tokens.end)->tag == TAG_DET;
}

/* Does a word that leads to an occasion stand before: "on his re-election", "after the quake"? Or a
 * message noun right after: "condolence" in "election congratulations"? */
static bool is_linked(const Scene *scene, const OccasionCue *cue)
{
    const NounCue *noun = scene_noun_at(scene, cue->tokens.end);
    if (noun != NULL) return true;
    const Mention *title = scene_mention_at(scene, cue->tokens.first);
    bool is_title = title != NULL && title->kind == MENTION_TITLED_NAME;
    if (is_title && scene_has_word(scene, cue->tokens.end - 1, STR("elect"))) return true;
    uint32_t at = cue->tokens.first;
    for (uint32_t steps = 0; steps < LONGEST_LINK_TOKENS && at > scene->first; steps++, at--) {
        const Token *before = token_at(scene, at - 1);
        if (is_wished(cue) && word_is_one_of(before->lower, "wish wishes wished wishing"))
            return true;
        if (word_is_one_of(before->lower, "on upon over for after following mark marking amid "
                                          "regarding celebrating ahead wake connection"))
            return true;
        if (before->tag == TAG_VERB && before->xpos != XPOS_VBG && before->xpos != XPOS_VBN)
            return false;
        if (before->flags & TOKEN_OPENS_QUOTE) return false;
    }
    return false;
}

/* "a speedy recovery to the injured" is wished in condolences. */
static bool is_for_injured(const Scene *scene, const OccasionCue *cue)
{
    if (!is_wished(cue)) return false;
    for (uint32_t t = scene->first; t < scene->end; t++)
        if (word_is_one_of(word_at(scene, t), "injured wounded victims survivors bereaved"))
            return true;
    return false;
}

bool occasion_is_wished(const Scene *scene, const OccasionCue *cue)
{
    return cue->entry->is_strong || (is_wished(cue) && !is_for_injured(scene, cue));
}

const OccasionCue *occasion_find(const Scene *scene, uint32_t first, uint32_t end, bool is_loose)
{
    const OccasionCue *best = NULL;
    uint32_t best_distance = 0;
    for (uint32_t i = 0; i < scene->occasions.count; i++) {
        const OccasionCue *cue = &scene->occasions.items[i];
        if (!cue->entry->is_strong && !is_loose && !is_linked(scene, cue)) continue;
        if (is_done_to_something(scene, cue)) continue;
        if (is_for_injured(scene, cue)) continue;
        uint32_t far = distance(cue, first, end);
        if (cue->entry->is_strong) far /= 2;
        if (cue->entry->is_vague) far += VAGUE_TOKENS;
        if (best != NULL && far >= best_distance) continue;
        best = cue;
        best_distance = far;
    }
    return best;
}

static int32_t read_year(Str word)
{
    if (word.len != 4) return 0;
    int32_t year = 0;
    for (uint32_t i = 0; i < 4; i++) {
        if (word.data[i] < '0' || word.data[i] > '9') return 0;
        year = year * 10 + (word.data[i] - '0');
    }
    return year >= 1900 && year <= 2100 ? year : 0;
}

/* "New Year 2025", "the New 2024 Year", "New Year of 2025" */
static int32_t year_beside(const Scene *scene, const OccasionCue *occasion)
{
    uint32_t start = occasion->tokens.first;
    uint32_t end = occasion->tokens.end;
    for (uint32_t t = start; t < end; t++) {
        int32_t year = read_year(word_at(scene, t));
        if (year != 0) return year;
    }
    if (start > scene->first) {
        int32_t year = read_year(word_at(scene, start - 1));
        if (year != 0) return year;
    }
    for (uint32_t t = end; t < scene->end && t < end + 2; t++) {
        int32_t year = read_year(word_at(scene, t));
        if (year != 0) return year;
        if (!scene_has_word(scene, t, STR("of"))) break;
    }
    return 0;
}

bool occasion_day_of_article(const Document *doc, int32_t *out)
{
    const DateValue *dates[] = {&doc->meta.published, &doc->meta.dateline.date};
    for (size_t i = 0; i < COUNT(dates); i++) {
        if (!dates[i]->is_known || dates[i]->granularity < GRANULARITY_MONTH) continue;
        *out = dates[i]->first_day;
        return true;
    }
    return false;
}

int32_t occasion_year_wished(const Scene *scene)
{
    for (uint32_t t = scene->first; t < scene->end; t++) {
        int32_t year = read_year(word_at(scene, t));
        if (year == 0 || t + 1 >= scene->end) continue;
        if (word_is_one_of(word_at(scene, t + 1), "would will to 'll")) return year;
    }
    return 0;
}

static int32_t year_begun(int32_t day)
{
    CivilDate date = civil_from_day(day);
    return date.month >= NEW_YEAR_FIRST_MONTH ? date.year + 1 : date.year;
}

int32_t occasion_year_on(const OccasionEntry *occasion, const DateValue *date)
{
    if (!date->is_known || date->granularity < GRANULARITY_MONTH) return 0;
    if (occasion->year == YEAR_RULE_NEXT) return year_begun(date->first_day);
    return occasion->year == YEAR_RULE_OWN ? civil_from_day(date->first_day).year : 0;
}

int32_t occasion_year(const Scene *scene, const OccasionCue *occasion, const DateValue *sent)
{
    if (occasion->entry->year == YEAR_RULE_NONE) return 0;
    bool is_next = occasion->entry->year == YEAR_RULE_NEXT;
    int32_t beside = year_beside(scene, occasion);
    if (beside != 0) return beside;
    int32_t day = 0;
    bool has_day = sent->is_known && sent->granularity >= GRANULARITY_MONTH;
    if (has_day)
        day = sent->first_day;
    else
        has_day = occasion_day_of_article(scene->doc, &day);
    if (has_day) return is_next ? year_begun(day) : civil_from_day(day).year;
    return is_next ? occasion_year_wished(scene) : 0;
}

bool message_kind_is_form(MessageKind kind)
{
    return kind == MESSAGE_MESSAGE || kind == MESSAGE_LETTER || kind == MESSAGE_TELEGRAM ||
           kind == MESSAGE_NOTE;
}

MessageKind kind_with_occasion(MessageKind kind, const OccasionEntry *occasion)
{
    if (occasion == NULL || !occasion->has_kind) return kind;
    bool is_wish = kind == MESSAGE_GREETING || kind == MESSAGE_CONGRATULATION;
    bool is_wished = occasion->kind == MESSAGE_GREETING || occasion->kind == MESSAGE_CONGRATULATION;
    return (message_kind_is_form(kind) && occasion->is_strong) || (is_wish && is_wished)
               ? occasion->kind
               : kind;
}

bool occasion_fits(MessageKind kind, const OccasionEntry *occasion)
{
    if (occasion->is_strong || !message_kind_is_form(kind)) return true;
    return occasion->kind == MESSAGE_CONDOLENCE && kind != MESSAGE_LETTER;
}
