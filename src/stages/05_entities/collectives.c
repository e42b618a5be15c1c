/*
 * "the two leaders", "both countries", "the two sides": the pair the text made last. Pairs are made
 * by "X and Y", "X-Y ties", "between X and Y", and by a sentence that names just two.
 *
 *     Ann Example and Bob Example met. The two leaders signed ...    the two persons
 *     China-Russia ties ... the two leaders                          the leaders of the two states
 *     Ann Example told Bob Example ... the two countries             the states of the two
 */
#include "scan.h"

#define FINDS_BACK 80
#define SENTENCES_BACK 6
#define PERSONS_OF_ARTICLE 64

#define MOST_WORDS_READ 6

/* "the two | brotherly | countries": the row of the words without the adjective; MAP_NONE. */
static uint32_t match_past_adjective(const Scan *scan, uint32_t token, uint32_t limit,
                                     uint32_t *out_end)
{
    Str words[MOST_WORDS_READ];
    uint32_t count = 0, used, adjective = NONE, past[MOST_WORDS_READ];
    bool starts = is_word(scan, token, STR("the")) || is_word(scan, token, STR("both"));
    if (!starts) return MAP_NONE;
    for (uint32_t i = token; i < limit && count < COUNT(words); i++) {
        bool skips = adjective == NONE && i > token && scan_token(scan, i)->tag == TAG_ADJ &&
                     !is_capitalised(scan, i);
        if (skips) {
            adjective = count;
            continue;
        }
        past[count] = i + 1;
        words[count] = scan_word(scan, i);
        if (words[count].len == 0) break; /* a mark */
        count++;
    }
    if (adjective == NONE) return MAP_NONE;
    uint32_t row = phrases_match(&scan->world->collective_words, words, count, &used);
    if (row == MAP_NONE || used <= adjective) return MAP_NONE;
    if (past[used - 1] < limit && scan_token(scan, past[used - 1])->tag == TAG_NOUN)
        return MAP_NONE;
    *out_end = past[used - 1];
    return row;
}

bool collective_read(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end)
{
    uint32_t end;
    uint32_t row = scan_match(scan, &scan->world->collective_words, token, limit, &end);
    uint32_t longer = match_past_adjective(scan, token, limit, &end);
    if (longer != MAP_NONE) row = longer;
    if (row == MAP_NONE) return false;
    /* "both Kim and Putin", "the two met men", "the countries of the region" */
    if (end < limit && (is_word(scan, end, STR("of")) || is_joining_hyphen(scan, end)))
        return false;
    const Token *next = end < limit ? scan_token(scan, end) : NULL;
    bool bare = scan->world->collectives.items[row].kind == COLLECTIVE_EITHER;
    if (bare && next != NULL &&
        (next->tag == TAG_NOUN || next->tag == TAG_PROPN || next->tag == TAG_ADJ ||
         next->tag == TAG_NUM || (next->flags & TOKEN_CAPITALISED) != 0 || next->tag == TAG_DET ||
         next->tag == TAG_ADP || next->tag == TAG_X))
        return false;
    TokenRange range = {token, end};
    Find *find = scan_add(scan, FIND_COLLECTIVE, range, range, STR("COLLECTIVE-UNKNOWN"), 0.3f);
    find->row = row;
    *out_end = end;
    return true;
}

/* ---- Pairs -------------------------------------------------------------------------------- */

typedef struct Pair {
    uint32_t first; /* finds */
    uint32_t second;
} Pair;

static bool is_state_like(const Find *find)
{
    return (find->kind == FIND_STATE || find->kind == FIND_METONYM ||
            find->kind == FIND_NATIONALITY) &&
           find->owner.len == 3;
}

static bool is_person_like(const Find *find)
{
    return find->person != NONE;
}

/* Who may be one of "the two leaders": not who speaks for one, or writes of them. */
static bool may_lead(const Scan *scan, const Find *find)
{
    static const Str others[] = {STR_INIT("spokesperson"), STR_INIT("ambassador"),
                                 STR_INIT("envoy"),        STR_INIT("official"),
                                 STR_INIT("adviser"),      STR_INIT("journalist"),
                                 STR_INIT("analyst"),      STR_INIT("professor")};
    Str role = scan->doc->actors.items[scan->persons.items[find->person].actor].role;
    for (size_t i = 0; i < COUNT(others); i++)
        if (str_ends(role, others[i])) return false;
    return true;
}

/* Persons, leaders, or states: what a pair is made of. */
typedef enum PairKind { PAIR_PERSONS, PAIR_LEADERS, PAIR_STATES } PairKind;

static bool are_two(const Find *a, const Find *b)
{
    if (is_person_like(a) && is_person_like(b)) return a->person != b->person;
    return is_state_like(a) && is_state_like(b) && !str_equal(a->owner, b->owner);
}

/* Whether only a joining word or hyphen stands between: "X and Y", "X-Y". A title of the second may
 * stand between too, as it is part of its find. */
static bool is_joined(const Scan *scan, const Find *a, const Find *b)
{
    if (a->tokens.end >= b->tokens.first || b->tokens.first - a->tokens.end > 2) return false;
    uint32_t between = a->tokens.end;
    if (is_possessive(scan, between)) between++;
    if (between + 1 != b->tokens.first) return false;
    return is_word(scan, between, STR("and")) || is_word(scan, between, STR("nor")) ||
           is_word(scan, between, STR("&")) || is_joining_hyphen(scan, between) ||
           is_word(scan, between, STR("–"));
}

static bool is_of_pair(const Scan *scan, const Find *find, PairKind kind)
{
    if (kind == PAIR_STATES) return is_state_like(find);
    return is_person_like(find) && (kind == PAIR_PERSONS || may_lead(scan, find));
}

/* The only two of a kind in a sentence, before a find. */
static bool only_two_before(const Scan *scan, uint32_t last, uint32_t sentence, PairKind kind,
                            Pair *out)
{
    uint32_t count = 0;
    Pair pair = {NONE, NONE};
    for (uint32_t back = 0; back <= last && back < FINDS_BACK; back++) {
        const Find *find = &scan->finds.items[last - back];
        if (scan_token(scan, find->head)->sentence != sentence) break;
        bool fits = kind == PAIR_STATES ? find->kind != FIND_NATIONALITY && is_state_like(find)
                                        : is_of_pair(scan, find, kind);
        if (find->is_dropped || !fits) continue;
        bool seen = (pair.second != NONE && !are_two(find, &scan->finds.items[pair.second])) ||
                    (pair.first != NONE && !are_two(find, &scan->finds.items[pair.first]));
        if (seen) continue;
        if (++count > 2) return false;
        if (pair.second == NONE)
            pair.second = last - back;
        else
            pair.first = last - back;
    }
    if (count != 2) return false;
    *out = pair;
    return true;
}

/* "Egypt, Jordan and Iraq": the last two of a longer list are no pair. */
static bool is_in_longer_list(const Scan *scan, uint32_t index, PairKind kind)
{
    const Find *find = &scan->finds.items[index];
    uint32_t first = find->tokens.first;
    if (index == 0 || first == 0 || !is_word(scan, first - 1, STR(","))) return false;
    for (uint32_t back = 1; back <= index && back <= 4; back++) {
        const Find *before = &scan->finds.items[index - back];
        bool fits = is_of_pair(scan, before, kind);
        if (!before->is_dropped && fits && before->tokens.end + 1 == first) return true;
    }
    return false;
}

static bool pair_ends_here(const Scan *scan, uint32_t index, PairKind kind, Pair *out)
{
    const Find *second = &scan->finds.items[index];
    if (second->is_dropped || !is_of_pair(scan, second, kind)) return false;
    for (uint32_t back = 1; back <= index && back <= 8; back++) {
        const Find *first = &scan->finds.items[index - back];
        if (first->is_dropped || !are_two(first, second) || !is_of_pair(scan, first, kind))
            continue;
        if (!is_joined(scan, first, second) || is_in_longer_list(scan, index - back, kind))
            continue;
        *out = (Pair){index - back, index};
        return true;
    }
    return false;
}

/* The last pair before a find, of persons or of states. */
static bool last_pair(const Scan *scan, uint32_t index, PairKind kind, Pair *out)
{
    uint32_t sentence = scan_token(scan, scan->finds.items[index].head)->sentence, done = NONE;
    for (uint32_t back = 1; back <= index && back <= FINDS_BACK; back++) {
        uint32_t at = index - back;
        uint32_t here = scan_token(scan, scan->finds.items[at].head)->sentence;
        if (sentence - here > SENTENCES_BACK) return false;
        if (here != done) {
            done = here;
            if (only_two_before(scan, at, here, kind, out)) return true;
        }
        if (pair_ends_here(scan, at, kind, out)) return true;
    }
    return false;
}

/* ---- Members ------------------------------------------------------------------------------ */

static uint32_t state_actor(Scan *scan, const Find *find)
{
    Str owner = find->person != NONE ? scan->persons.items[find->person].owner : find->owner;
    const State *state = world_state(scan->world, owner);
    return state == NULL ? NONE : actor_of_state(scan, state);
}

/* The state's leader, as the article names him or her. */
static uint32_t leader_actor(const Scan *scan, const Find *find)
{
    if (find->person != NONE) return scan->persons.items[find->person].actor;
    for (uint32_t i = 0; i < scan->persons.count && i < 64; i++) {
        const Person *person = &scan->persons.items[i];
        if (person->leader == NONE || !str_equal(person->owner, find->owner)) continue;
        if (scan->day == DAY_UNKNOWN ||
            world_leader_on(scan->world, person->owner, scan->day) == person->leader)
            return person->actor;
    }
    return NONE;
}

static void set_members(Find *find, uint32_t first, uint32_t second, Str rule, float confidence)
{
    if (first == NONE || second == NONE || first == second) return;
    find->members[0] = first;
    find->members[1] = second;
    find->rule = rule;
    find->confidence = confidence;
}

static bool is_ministers_role(Str role)
{
    return str_ends(role, STR("minister")) && !str_equal(role, STR("prime minister"));
}

static bool is_minister(const Scan *scan, const Find *find)
{
    return is_ministers_role(scan->doc->actors.items[scan->persons.items[find->person].actor].role);
}

static void set_named_members(Scan *scan, Find *find, const Collective *collective)
{
    for (uint32_t i = 0; i < collective->members.count && i < COUNT(find->members); i++) {
        Str key = collective->members.items[i];
        Str code = {key.data + (key.len > 3 ? key.len - 3 : 0), key.len > 3 ? 3 : key.len};
        const State *state = world_state(scan->world, code);
        if (state != NULL) find->members[i] = actor_of_state(scan, state);
    }
    find->rule = STR("COLLECTIVE-NAMED");
    find->confidence = 0.9f;
}

/* Persons if they were paired in a later sentence than the states, or in the same one and persons
 * are asked for. */
static bool persons_are_nearer(const Scan *scan, const Pair *persons, const Pair *states,
                               CollectiveKind kind)
{
    uint32_t person = scan_token(scan, scan->finds.items[persons->second].head)->sentence;
    uint32_t state = scan_token(scan, scan->finds.items[states->second].head)->sentence;
    if (person != state) return person > state;
    return kind == COLLECTIVE_STATES ? false : true;
}

/* "the country": the state that was the last subject, or that of the last subject; in a clause that
 * names a state as its own subject, that one. */
static void resolve_one(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    uint32_t sentence = scan_token(scan, find->head)->sentence, best = NONE;
    find->rule = STR("STATE-UNKNOWN");
    for (uint32_t back = 1; back <= index && back <= FINDS_BACK; back++) {
        const Find *other = &scan->finds.items[index - back];
        if (sentence - scan_token(scan, other->head)->sentence > 2) break;
        if (other->is_dropped || (!is_person_like(other) && !is_state_like(other))) continue;
        if (best == NONE && is_state_like(other) && other->kind != FIND_NATIONALITY)
            best = index - back;
        if (!is_subject(scan, other)) continue;
        best = index - back;
        break;
    }
    if (best == NONE) return;
    find->actor = state_actor(scan, &scan->finds.items[best]);
    find->rule = STR("STATE-IN-SIGHT");
    find->confidence = 0.5f;
}

#define FINDS_OF_ARTICLE 600

/* The only two states an article names; false if it names one, or more. */
static bool only_two_states(Scan *scan, uint32_t members[2])
{
    Str owners[2] = {{NULL, 0}, {NULL, 0}};
    for (uint32_t i = 0; i < scan->finds.count && i < FINDS_OF_ARTICLE; i++) {
        const Find *find = &scan->finds.items[i];
        if (find->is_dropped || !is_state_like(find)) continue;
        if (str_equal(find->owner, owners[0]) || str_equal(find->owner, owners[1])) continue;
        if (owners[1].len > 0) return false;
        owners[owners[0].len > 0 ? 1 : 0] = find->owner;
    }
    if (owners[1].len == 0) return false;
    for (uint32_t i = 0; i < 2; i++)
        members[i] = actor_of_state(scan, world_state(scan->world, owners[i]));
    return true;
}

/* The only two persons of an article that are leaders, or ministers. */
static bool only_two_persons(const Scan *scan, bool ministers, uint32_t members[2])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < scan->persons.count && i < PERSONS_OF_ARTICLE; i++) {
        const Person *person = &scan->persons.items[i];
        Str role = scan->doc->actors.items[person->actor].role;
        bool fits = ministers ? is_ministers_role(role)
                              : person->leader != NONE && !is_ministers_role(role);
        if (!fits) continue;
        if (count == 2) return false;
        members[count++] = person->actor;
    }
    return count == 2;
}

/* The first actor is made first: in one call the compiler would choose. */
static void set_leaders(Scan *scan, Find *find, const Find *first, const Find *second,
                        float confidence)
{
    uint32_t one = leader_actor(scan, first);
    uint32_t other = leader_actor(scan, second);
    set_members(find, one, other, STR("COLLECTIVE-PERSONS"), confidence);
}

static void set_states(Scan *scan, Find *find, const Find *first, const Find *second,
                       float confidence)
{
    uint32_t one = state_actor(scan, first);
    uint32_t other = state_actor(scan, second);
    set_members(find, one, other, STR("COLLECTIVE-STATES"), confidence);
}

/* Where no pair was made: the two that the whole article is about. */
static void resolve_only_two(Scan *scan, Find *find, CollectiveKind kind)
{
    uint32_t members[2];
    bool found = kind == COLLECTIVE_STATES ? only_two_states(scan, members)
                 : kind == COLLECTIVE_MINISTERS || kind == COLLECTIVE_LEADERS
                     ? only_two_persons(scan, kind == COLLECTIVE_MINISTERS, members)
                     : false;
    if (found) set_members(find, members[0], members[1], STR("COLLECTIVE-ONLY-TWO"), 0.45f);
}

/* The pair of that kind that the text made last. */
static void resolve_pair(Scan *scan, uint32_t index, CollectiveKind kind)
{
    Find *find = &scan->finds.items[index];
    Pair persons = {0}, states = {0};
    bool may_be_any = kind == COLLECTIVE_PERSONS || kind == COLLECTIVE_MINISTERS;
    bool has_persons = last_pair(scan, index, may_be_any ? PAIR_PERSONS : PAIR_LEADERS, &persons);
    bool has_states = last_pair(scan, index, PAIR_STATES, &states);
    bool after_preposition =
        find->tokens.first > 0 && scan_token(scan, find->tokens.first - 1)->tag == TAG_ADP;
    if (may_be_any) has_states = false;
    /* "officials of both" */
    if (kind == COLLECTIVE_EITHER && after_preposition && has_states) has_persons = false;
    if (!has_persons && !has_states) {
        resolve_only_two(scan, find, kind);
        return;
    }
    bool use_persons =
        has_persons && (!has_states || persons_are_nearer(scan, &persons, &states, kind));
    Pair pair = use_persons ? persons : states;
    const Find *first = &scan->finds.items[pair.first], *second = &scan->finds.items[pair.second];
    switch (kind) {
    case COLLECTIVE_MINISTERS:
        if (!is_minister(scan, first) || !is_minister(scan, second)) {
            resolve_only_two(scan, find, kind);
            break;
        }
        set_leaders(scan, find, first, second, 0.75f);
        break;
    case COLLECTIVE_LEADERS:
    case COLLECTIVE_PERSONS:
        set_leaders(scan, find, first, second, use_persons ? 0.75f : 0.6f);
        break;
    case COLLECTIVE_STATES:
        set_states(scan, find, first, second, use_persons ? 0.65f : 0.75f);
        if (find->members[0] == NONE && has_states) /* two persons of one state */
            set_states(scan, find, &scan->finds.items[states.first],
                       &scan->finds.items[states.second], 0.6f);
        break;
    case COLLECTIVE_EITHER:
        if (use_persons)
            set_leaders(scan, find, first, second, 0.6f);
        else
            set_states(scan, find, first, second, 0.6f);
        break;
    case COLLECTIVE_ONE: break;
    }
}

void collective_resolve(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    if (find->row == NONE) {
        several_states_resolve(scan, index);
        return;
    }
    const Collective *collective = &scan->world->collectives.items[find->row];
    if (collective->kind == COLLECTIVE_ONE) {
        resolve_one(scan, index);
        return;
    }
    if (collective->members.count > 0) {
        set_named_members(scan, find, collective);
        return;
    }
    resolve_pair(scan, index, collective->kind);
}

void pair_resolve(Scan *scan, uint32_t index)
{
    resolve_pair(scan, index, COLLECTIVE_EITHER);
}
