/*
 * The leaders, ministers, officials, forces or ministries of several states, told in one phrase:
 *
 *     Chinese and North Korean leaders              the two persons
 *     the foreign ministers of Kenya and Rwanda     who holds the office in each
 *     senior Indian and Pakistani officials         officials of each: group:IND:GOV, group:PAK:GOV
 *     U.S., Japanese and South Korean forces        the same
 *
 * The phrase is a collective; its states become finds of their own.
 */
#include "phrase.h"

#define MOST_STATES 4 /* as many as a find has owners and members */
#define MOST_WORDS_BEFORE 3

typedef struct States {
    Mark marks[MOST_STATES];
    TokenRange ranges[MOST_STATES];
    uint32_t count;
    uint32_t end;
} States;

/* ", " or "and", or both: tokens used. */
static uint32_t match_joint(const Scan *scan, uint32_t at, uint32_t limit, bool *is_and)
{
    uint32_t used = at < limit && is_word(scan, at, STR(",")) ? 1 : 0;
    *is_and = at + used < limit && is_word(scan, at + used, STR("and"));
    return used + (*is_and ? 1 : 0);
}

/* A state, or "UN", "EU": an organisation's letters. */
static bool is_state_or_letters(const Scan *scan, Mark mark, uint32_t at)
{
    bool letters = mark.form->kind == FORM_ORGANISATION && mark.end == at + 1 &&
                   (scan_token(scan, at)->flags & TOKEN_ALL_CAPS) != 0;
    return letters || mark_owner(scan, mark).len == 3;
}

/* "the DPRK", "the Philippines": before a state's name, never before its adjective. */
static uint32_t skip_article(const Scan *scan, uint32_t at, uint32_t limit)
{
    if (at + 1 >= limit || !is_word(scan, at, STR("the"))) return at;
    const Form *form = scan_mark(scan, at + 1, limit).form;
    return form != NULL && form->kind == FORM_STATE ? at + 1 : at;
}

/* "Kenya, Rwanda and Uganda": all of them states, the last after "and"; in a headline after a
 * comma. */
static bool read_states(const Scan *scan, uint32_t at, uint32_t limit, States *out)
{
    bool is_and = false;
    out->count = 0;
    at = skip_article(scan, at, limit);
    while (at < limit && out->count < MOST_STATES) {
        Mark mark = scan_mark(scan, at, limit);
        if (!mark_can_own(scan, mark, at) || !is_state_or_letters(scan, mark, at)) return false;
        out->marks[out->count] = mark;
        out->ranges[out->count++] = (TokenRange){at, mark.end};
        out->end = mark.end;
        if (is_and) return true;
        uint32_t joint = match_joint(scan, mark.end, limit, &is_and);
        if (joint == 0) return out->count > 1 && scan->title_case[scan_token(scan, at)->sentence];
        at = skip_article(scan, mark.end + joint, limit);
    }
    return false;
}

/* What may stand before a noun: of names of states only "US" and the like. */
static bool are_adjectives(const Scan *scan, const States *states)
{
    for (uint32_t i = 0; i < states->count; i++) {
        FormKind kind = states->marks[i].form->kind;
        bool is_short = (scan_token(scan, states->ranges[i].first)->flags & TOKEN_ALL_CAPS) != 0;
        if (kind != FORM_NATIONALITY && kind != FORM_SHARED &&
            !((kind == FORM_STATE || kind == FORM_ORGANISATION) && is_short))
            return false;
    }
    return true;
}

/* The noun: people, or persons with an office, or a body of each state. */
static bool read_noun(const Scan *scan, uint32_t at, uint32_t limit, FindKind *out_kind,
                      uint32_t *out_row, uint32_t *out_end)
{
    if (at >= limit) return false;
    switch (phrase_match_head(scan, at, limit, out_row, out_end)) {
    case TITLE_HEAD:
        *out_kind = FIND_ROLE;
        if ((*out_row & 1) == 0) return false; /* "the Kenyan and Rwandan president" */
        *out_row /= 2;
        return true;
    case BODY_HEAD: *out_kind = FIND_BODY; return true;
    case GROUP_HEAD: *out_kind = FIND_GROUP; return true;
    case OUTLET_HEAD:
    case NO_HEAD: return false;
    }
    return false;
}

static bool is_followed_by_name(const Scan *scan, uint32_t end, uint32_t limit)
{
    NameRun run;
    return end < limit && !scan->title_case[scan_token(scan, end)->sentence] &&
           name_read(scan, end, limit, true, &run);
}

static uint32_t skip_before(const Scan *scan, uint32_t token, uint32_t limit)
{
    uint32_t at = token;
    if ((scan_flags(scan, at) & WORD_DETERMINER) != 0) at++;
    for (uint32_t i = 0; i < MOST_WORDS_BEFORE && at < limit; i++, at++) {
        uint32_t row, end;
        if ((scan_flags(scan, at) & WORD_BEFORE) == 0 ||
            phrase_match_head(scan, at, limit, &row, &end) != NO_HEAD) /* "foreign ministers" */
            break;
    }
    return at;
}

/* "the foreign ministers of | the two countries" */
static bool read_of_both(Scan *scan, TokenRange phrase, TokenRange noun, FindKind kind,
                         uint32_t row, uint32_t limit, uint32_t *out_end)
{
    uint32_t inner = scan->finds.count;
    if (phrase.end + 1 >= limit || !collective_read(scan, phrase.end + 1, limit, out_end))
        return false;
    const World *world = scan->world;
    if (world->collectives.items[scan->finds.items[inner].row].kind != COLLECTIVE_STATES) {
        scan->finds.count = inner;
        return false;
    }
    TokenRange tokens = {phrase.first, *out_end};
    Find *find = scan_add(scan, FIND_COLLECTIVE, tokens, noun, STR("COLLECTIVE-UNKNOWN"), 0.3f);
    find->owned = kind;
    find->owned_row = row;
    find->owner_find = inner;
    return true;
}

/* The states of "the two countries" become the owners. */
static void take_owners(Scan *scan, uint32_t index)
{
    uint32_t inner = scan->finds.items[index].owner_find;
    if (inner == NONE) return;
    collective_resolve(scan, inner);
    for (uint32_t i = 0; i < MOST_STATES; i++) {
        uint32_t actor = scan->finds.items[inner].members[i];
        if (actor != NONE)
            scan->finds.items[index].owners[i] = scan->doc->actors.items[actor].country;
    }
}

bool several_states_read(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end)
{
    States states;
    FindKind kind;
    uint32_t row, end, at = skip_before(scan, token, limit);
    TokenRange noun;
    if (read_states(scan, at, limit, &states)) {
        if (!are_adjectives(scan, &states) ||
            !read_noun(scan, states.end, limit, &kind, &row, &end))
            return false;
        if (is_followed_by_name(scan, end, limit) || phrase_is_before_noun(scan, end, limit))
            return false;
        noun = (TokenRange){states.end, end};
    } else {
        if (!read_noun(scan, at, limit, &kind, &row, &end) || kind == FIND_BODY) return false;
        noun = (TokenRange){at, end};
        if (end >= limit || !is_word(scan, end, STR("of"))) return false;
        if (read_of_both(scan, (TokenRange){token, end}, noun, kind, row, limit, out_end))
            return true;
        if (!read_states(scan, end + 1, limit, &states)) return false;
        end = states.end;
        if (end < limit && is_possessive(scan, end)) return false;
    }
    Find *find = scan_add(scan, FIND_COLLECTIVE, (TokenRange){token, end}, noun,
                          STR("COLLECTIVE-UNKNOWN"), 0.3f);
    find->owned = kind;
    find->owned_row = row;
    for (uint32_t i = 0; i < states.count; i++) find->owners[i] = mark_owner(scan, states.marks[i]);
    for (uint32_t i = 0; i < states.count; i++) mark_add(scan, states.marks[i], states.ranges[i]);
    *out_end = end;
    return true;
}

static uint32_t member_of(Scan *scan, const Find *find, Str owner)
{
    const World *world = scan->world;
    if (find->owned == FIND_BODY)
        return actor_of_body(scan, owner, &world->bodies.items[find->owned_row]);
    if (find->owned == FIND_GROUP)
        return actor_of_group(scan, owner, &world->groups.items[find->owned_row]);
    const Title *title = &world->titles.items[find->owned_row];
    uint32_t actor = role_holder(scan, owner, title);
    bool one_each = title->head == HEAD_STATE && find->owner_find == NONE;
    if (actor != NONE || one_each) return actor;
    Group group = group_of_title(scan, title);
    return actor_of_group(scan, owner, &group);
}

/* Of each state one; nobody, if one of them cannot be told. */
void several_states_resolve(Scan *scan, uint32_t index)
{
    uint32_t members[MOST_STATES];
    take_owners(scan, index);
    for (uint32_t i = 0; i < MOST_STATES; i++) {
        Find *find = &scan->finds.items[index];
        members[i] = find->owners[i].len == 0 ? NONE : member_of(scan, find, find->owners[i]);
        if (members[i] == NONE && find->owners[i].len > 0) return;
    }
    Find *find = &scan->finds.items[index];
    memcpy(find->members, members, sizeof members);
    find->rule = STR("COLLECTIVE-OF-STATES");
    find->confidence = 0.7f;
}
