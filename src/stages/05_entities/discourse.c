/*
 * What points back: roles, bodies, outlets, and by way of pronouns.c and collectives.c the words
 * that only point. The finds are gone through in the order of the text.
 *
 *     ", the leader of North Korea,"   beside a name: that person
 *     "the Chinese president"          whoever the article gave that office and country
 *     "the Turkish president"          nobody so far: who held the office on the article's day
 *     "a senior Armenian official"     nobody in particular: role:ARM:official
 *     "the agency"                     the news agency named last
 *     "the ministry"                   the ministry named last
 */
#include "scan.h"

#define PERSONS_LOOKED_AT 64 /* back from the last, for a role */
#define FINDS_LOOKED_AT 120  /* back from the role */

/* ---- Beside a name ------------------------------------------------------------------------ */

static bool owners_agree(const Scan *scan, Str a, Str b)
{
    return a.len == 0 || b.len == 0 || str_equal(a, b) ||
           str_equal(owner_country(scan, a), owner_country(scan, b));
}

static uint32_t person_beside(const Scan *scan, uint32_t index, uint32_t token, bool ends)
{
    for (uint32_t steps = 1; steps <= 6; steps++) {
        uint32_t other = ends ? index - steps : index + steps;
        if ((ends && steps > index) || other >= scan->finds.count) break;
        const Find *find = &scan->finds.items[other];
        if (find->kind != FIND_PERSON || find->person == NONE) continue;
        if ((ends ? find->tokens.end : find->tokens.first) == token) return other;
    }
    return NONE;
}

/* "Ann Example, the leader of X," and "The leader of X, Ann Example,". */
static uint32_t find_apposition(const Scan *scan, uint32_t index)
{
    const Find *role = &scan->finds.items[index];
    uint32_t limit = scan_sentence_end(scan, role->tokens.first);
    uint32_t start = scan_sentence_first(scan, role->tokens.first);
    uint32_t first = role->tokens.first, end = role->tokens.end;
    if (first > start && is_word(scan, first - 1, STR(","))) {
        uint32_t other = person_beside(scan, index, first - 1, true);
        if (other != NONE) return other;
    }
    if (end < limit && is_word(scan, end, STR(",")))
        return person_beside(scan, index, end + 1, false);
    if (end < limit && role->is_definite) return person_beside(scan, index, end, false);
    return NONE;
}

/* ---- Who holds an office ------------------------------------------------------------------ */

/* Whether a person of the article is the one a role means. */
static bool fits_role(const Scan *scan, const Person *person, Str owner, const Title *title)
{
    if (!owners_agree(scan, owner, person->owner)) return false;
    if (owner.len > 0 && person->owner.len == 0) return false;
    if (person_has_office(scan, person, title->id)) return true;
    if (person->leader == NONE) {
        /* "the minister" for a foreign minister, "the spokesman" for a ministry's */
        for (size_t i = 0; i < COUNT(person->offices); i++)
            if (person->offices[i].len > title->id.len && owner.len == 0 &&
                str_ends(person->offices[i], title->id))
                return true;
        return false;
    }
    if (str_equal(title->id, STR("leader"))) {
        if (scan->day != DAY_UNKNOWN)
            return world_leader_on(scan->world, person->owner, scan->day) == person->leader;
        uint32_t first = scan->world->leaders.items[person->leader].first_term;
        Str office = scan->world->terms.items[first].office;
        return str_equal(office, STR("president")) || str_equal(office, STR("prime minister")) ||
               str_equal(office, STR("chancellor"));
    }
    return false;
}

/* Whether the article or the data say that the person holds the office now. */
static bool holds_role(const Scan *scan, const Person *person, const Title *title)
{
    if (person->leader == NONE || scan->day == DAY_UNKNOWN) return true;
    if (str_equal(title->id, STR("leader")))
        return world_leader_on(scan->world, person->owner, scan->day) == person->leader;
    return world_holder_on(scan->world, person->owner, title->id, scan->day) == person->leader;
}

/* The person of a role named last before it, or, if none was, first after; of these rather one who
 * is in office than a predecessor. */
static uint32_t antecedent_of_role(const Scan *scan, uint32_t index, const Title *title)
{
    const Find *role = &scan->finds.items[index];
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (find->person == NONE || find->kind == FIND_PRONOUN) continue;
        if (fits_role(scan, &scan->persons.items[find->person], role->owner, title))
            return find->person;
    }
    if (role->owner.len == 0) return NONE;
    uint32_t former = NONE;
    for (uint32_t i = 0; i < scan->persons.count && i < PERSONS_LOOKED_AT; i++) {
        if (!fits_role(scan, &scan->persons.items[i], role->owner, title)) continue;
        if (holds_role(scan, &scan->persons.items[i], title)) return i;
        if (former == NONE) former = i;
    }
    return former;
}

static uint32_t leader_of_role(const Scan *scan, const Find *role, const Title *title)
{
    if (role->owner.len == 0 || role->is_former || role->is_future) return NONE;
    if (scan->day == DAY_UNKNOWN) return world_only_holder(scan->world, role->owner, title->id);
    if (str_equal(title->id, STR("leader")))
        return world_leader_on(scan->world, role->owner, scan->day);
    return world_holder_on(scan->world, role->owner, title->id, scan->day);
}

static void set_person(Scan *scan, Find *find, uint32_t person, Str rule, float confidence)
{
    find->person = person;
    find->actor = scan->persons.items[person].actor;
    find->rule = rule;
    find->confidence = confidence;
}

static void learn_from_apposition(Scan *scan, Find *role, uint32_t other, const Title *title)
{
    Person *person = &scan->persons.items[scan->finds.items[other].person];
    Actor *actor = &scan->doc->actors.items[person->actor];
    if (person->owner.len == 0) {
        person->owner = role->owner;
        actor->country = owner_country(scan, role->owner);
    }
    if (actor->role.len == 0) actor->role = title->id;
    if (actor->sector.len == 0) actor->sector = title->sector;
    for (size_t i = 0; i < COUNT(person->offices); i++) {
        if (str_equal(person->offices[i], title->id)) break;
        if (person->offices[i].len > 0) continue;
        person->offices[i] = title->id;
        break;
    }
    set_person(scan, role, scan->finds.items[other].person, STR("ROLE-APPOSITION"), 0.9f);
}

static bool is_same_owner_or_none(const Scan *scan, const Find *role, uint32_t other)
{
    const Person *person = &scan->persons.items[scan->finds.items[other].person];
    return owners_agree(scan, role->owner, person->owner);
}

/* "Putin's spokesman", "the Petro administration": of that person's country. */
static void take_person_owner(const Scan *scan, Find *find)
{
    if (find->owner_find == NONE || find->owner.len > 0) return;
    const Find *owner = &scan->finds.items[find->owner_find];
    if (owner->person != NONE)
        find->owner = scan->persons.items[owner->person].owner;
    else if (find->kind == FIND_BODY)
        find->is_dropped = true;
}

/* The possessive pronoun a find starts with; NONE. */
static uint32_t pronoun_of(const Scan *scan, uint32_t index)
{
    if (index + 1 >= scan->finds.count) return NONE;
    const Find *find = &scan->finds.items[index], *next = &scan->finds.items[index + 1];
    return next->kind == FIND_PRONOUN && next->head == find->tokens.first ? index + 1 : NONE;
}

/* "its leader", "his spokesman": the pronoun inside tells whose, so it goes first. */
static void resolve_owner_pronoun(Scan *scan, uint32_t index)
{
    uint32_t inner = pronoun_of(scan, index);
    if (inner == NONE) return;
    pronoun_resolve(scan, inner);
    Find *find = &scan->finds.items[index];
    const Find *pronoun = &scan->finds.items[inner];
    find->is_of_pronoun = true;
    if (find->owner.len > 0) return;
    if (pronoun->person != NONE)
        find->owner = scan->persons.items[pronoun->person].owner;
    else if (pronoun->actor != NONE)
        find->owner = scan->doc->actors.items[pronoun->actor].country;
}

static bool is_of_person(const Scan *scan, uint32_t index)
{
    uint32_t inner = pronoun_of(scan, index);
    return inner != NONE && scan->finds.items[inner].person != NONE;
}

/* "his Turkish counterpart": who holds his office there. */
static bool resolve_counterpart(Scan *scan, uint32_t index)
{
    static const Str counterpart = STR_INIT("counterpart");
    Find *role = &scan->finds.items[index];
    uint32_t inner = pronoun_of(scan, index);
    if (!str_equal(scan->world->titles.items[role->title_row].id, counterpart)) return false;
    role->rule = STR("ROLE-COUNTERPART");
    if (inner == NONE || scan->finds.items[inner].person == NONE) return true;
    const Person *self = &scan->persons.items[scan->finds.items[inner].person];
    Str office = scan->doc->actors.items[self->actor].role;
    if (office.len == 0 || role->owner.len == 0) return true;
    Title title = {.words = office, .id = office, .head = HEAD_ANY};
    uint32_t person = antecedent_of_role(scan, index, &title);
    if (person == NONE) {
        uint32_t leader = leader_of_role(scan, role, &title);
        if (leader != NONE) person = person_of_leader(scan, leader);
    }
    if (person == NONE)
        role->actor = actor_of_role(scan, role->owner, &title);
    else
        set_person(scan, role, person, STR("ROLE-COUNTERPART"), 0.7f);
    return true;
}

/* "the official" after "a White House official". */
static Str owner_of_same_role(const Scan *scan, uint32_t index)
{
    const Find *role = &scan->finds.items[index];
    Str id = scan->world->titles.items[role->title_row].id;
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (find->kind != FIND_ROLE || find->person != NONE || find->owner.len == 0) continue;
        if (str_equal(scan->world->titles.items[find->title_row].id, id)) return find->owner;
    }
    return (Str){NULL, 0};
}

/* "General Secretary and President Ann Example": two offices of one person. NONE if the role may be
 * somebody else's, as "the general secretary and President Ann Example". */
static uint32_t holder_of_both(const Scan *scan, uint32_t index)
{
    const Find *role = &scan->finds.items[index];
    uint32_t end = role->tokens.end, limit = scan_sentence_end(scan, role->tokens.first);
    if (role->is_definite || role->is_plural || !is_capitalised(scan, role->head)) return NONE;
    if (end + 1 >= limit || !is_word(scan, end, STR("and"))) return NONE;
    uint32_t other = person_beside(scan, index, end + 1, false);
    if (other == NONE || scan->finds.items[other].title_row == NONE) return NONE;
    const Find *name = &scan->finds.items[other];
    const Title *title = &scan->world->titles.items[role->title_row];
    uint32_t leader = leader_of_role(scan, role, title);
    const Person *person = &scan->persons.items[name->person];
    if (leader != NONE && leader != person->leader) return NONE;
    return owners_agree(scan, role->owner, person->owner) ? other : NONE;
}

static void resolve_role(Scan *scan, uint32_t index)
{
    resolve_owner_pronoun(scan, index);
    Find *role = &scan->finds.items[index];
    const Title *title = &scan->world->titles.items[role->title_row];
    if (resolve_counterpart(scan, index)) return;
    take_person_owner(scan, role);
    uint32_t other = find_apposition(scan, index);
    if (other == NONE) other = holder_of_both(scan, index);
    if (other != NONE && is_same_owner_or_none(scan, role, other)) {
        learn_from_apposition(scan, role, other, title);
        return;
    }
    bool pointing = role->owner.len > 0 || !role->is_of_pronoun;
    bool of_person = role->owner_find != NONE || (role->is_of_pronoun && is_of_person(scan, index));
    if (!role->is_indefinite && !of_person && pointing && !role->is_former) {
        uint32_t person = antecedent_of_role(scan, index, title);
        if (person != NONE) {
            set_person(scan, role, person, STR("ROLE-ANTECEDENT"),
                       role->owner.len > 0 ? 0.85f : 0.65f);
            return;
        }
        uint32_t leader = leader_of_role(scan, role, title);
        if (leader != NONE) {
            set_person(scan, role, person_of_leader(scan, leader), STR("ROLE-DATA"), 0.8f);
            return;
        }
    }
    if (role->owner.len == 0 && role->is_definite) role->owner = owner_of_same_role(scan, index);
    if (role->owner.len > 0) {
        role->actor = actor_of_role(scan, role->owner, title);
        role->rule = STR("ROLE-UNNAMED");
        role->confidence = 0.6f;
    } else {
        role->rule = STR("ROLE-UNKNOWN");
        role->confidence = 0.4f;
    }
}

/* ---- Bodies, groups, outlets -------------------------------------------------------------- */

/* "the ministry" after "the Armenian Defence Ministry"; "the army": the last body of that kind. */
static uint32_t antecedent_of_body(const Scan *scan, uint32_t index, const Body *body)
{
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (find->kind != FIND_BODY || find->owner.len == 0 || find->row == NONE) continue;
        Str id = scan->world->bodies.items[find->row].id;
        if (str_equal(id, body->id) || str_ends(id, body->id)) return index - back;
    }
    return NONE;
}

/* Whose "the government" is when nothing says so: the state of the last person or state that acts.
 */
static Str owner_in_sight(const Scan *scan, uint32_t index)
{
    for (uint32_t back = 1; back <= index && back <= 12; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (find->is_dropped) continue;
        if (find->kind == FIND_PERSON && find->person != NONE) {
            Str owner = scan->persons.items[find->person].owner;
            if (owner.len == 3 && is_subject(scan, find)) return owner;
        }
        if ((find->kind == FIND_STATE || find->kind == FIND_METONYM) && is_subject(scan, find))
            return find->owner;
    }
    return (Str){NULL, 0};
}

/* "the government and the people of Russia" */
static Str owner_joined(const Scan *scan, uint32_t index)
{
    const Find *find = &scan->finds.items[index];
    if (!is_word(scan, find->tokens.end, STR("and"))) return (Str){NULL, 0};
    for (uint32_t i = index + 1; i < scan->finds.count && i < index + 4; i++) {
        const Find *next = &scan->finds.items[i];
        if (next->tokens.first == find->tokens.end + 1 &&
            (next->kind == FIND_BODY || next->kind == FIND_GROUP))
            return next->owner;
    }
    return (Str){NULL, 0};
}

static void resolve_body(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    const Body *body = &scan->world->bodies.items[find->row];
    take_person_owner(scan, find);
    if (find->is_dropped) return;
    if (find->owner.len == 0) {
        find->owner = owner_joined(scan, index);
        if (find->owner.len > 0) find->rule = STR("BODY-JOINED");
    }
    if (find->owner.len == 0) {
        uint32_t before = antecedent_of_body(scan, index, body);
        if (before != NONE) {
            find->owner = scan->finds.items[before].owner;
            find->actor = scan->finds.items[before].actor;
            find->rule = STR("BODY-ANTECEDENT");
            find->confidence = 0.7f;
            return;
        }
        find->owner = owner_in_sight(scan, index);
        find->rule = STR("BODY-IN-SIGHT");
        find->confidence = 0.5f;
    }
    if (find->owner.len > 0)
        find->actor = actor_of_body(scan, find->owner, body);
    else
        find->rule = STR("BODY-UNKNOWN");
}

/* "Russia sent troops": its own. */
static Str owner_of_deployed(const Scan *scan, uint32_t index)
{
    const Find *group = &scan->finds.items[index];
    uint32_t sentence = scan_token(scan, group->head)->sentence;
    uint32_t verb = scan_token(scan, group->head)->head;
    for (uint32_t steps = 0; verb != NONE && steps < 4; steps++) {
        if ((world_word_flags(scan->world, scan_token(scan, verb)->lemma) & WORD_DEPLOY) != 0)
            break;
        verb = scan_token(scan, verb)->head;
    }
    if (verb == NONE ||
        (world_word_flags(scan->world, scan_token(scan, verb)->lemma) & WORD_DEPLOY) == 0)
        return (Str){NULL, 0};
    for (uint32_t back = 1; back <= index && back <= 12; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (scan_token(scan, find->head)->sentence != sentence) break;
        bool state = find->kind == FIND_STATE || find->kind == FIND_METONYM;
        bool acts = is_subject(scan, find) || is_possessive(scan, find->tokens.end);
        if (!find->is_dropped && state && acts) return find->owner;
    }
    return (Str){NULL, 0};
}

static void resolve_group(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    take_person_owner(scan, find);
    if (find->owner.len == 0) {
        find->owner = owner_of_deployed(scan, index);
        if (find->owner.len > 0) {
            find->rule = STR("GROUP-DEPLOYED");
            find->confidence = 0.6f;
        }
    }
    if (find->title_row != NONE) {
        const Title *title = &scan->world->titles.items[find->title_row];
        Group group = {.words = title->words, .sector = title->sector};
        find->actor = actor_of_group(scan, find->owner, &group);
        return;
    }
    find->actor = actor_of_group(scan, find->owner, &scan->world->groups.items[find->row]);
}

static bool has_type(const Outlet *outlet, Str type)
{
    for (uint32_t i = 0; i < outlet->types.count; i++)
        if (str_equal(outlet->types.items[i], type)) return true;
    return false;
}

static bool names_kind(const Scan *scan, const Outlet *outlet, uint32_t organisation)
{
    ActorKind kind = scan->world->organisations.items[organisation].kind;
    return has_type(outlet, str_from_cstring(actor_kind_name(kind)));
}

static uint32_t antecedent_of_outlet(const Scan *scan, uint32_t index, const Outlet *outlet,
                                     Str owner)
{
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (find->kind == FIND_ORGANISATION && find->row != NONE) {
            Str country = scan->world->organisations.items[find->row].country;
            if (names_kind(scan, outlet, find->row) &&
                (owner.len == 0 || str_equal(owner, country)))
                return find->actor;
        }
        if (find->kind != FIND_MEDIUM) continue;
        const Medium *medium = &scan->world->media.items[find->row];
        if (has_type(outlet, medium->type) && (owner.len == 0 || str_equal(owner, medium->country)))
            return find->actor;
    }
    return NONE;
}

/* The state's own outlet of that type, if the data know just one first: "the North Korean state
 * news agency". */
static uint32_t state_outlet(const Scan *scan, const Outlet *outlet, Str owner)
{
    for (uint32_t i = 0; i < scan->world->media.count; i++) {
        const Medium *medium = &scan->world->media.items[i];
        if (str_equal(medium->country, owner) && has_type(outlet, medium->type) &&
            !str_equal(medium->ownership, STR("private")))
            return i;
    }
    return NONE;
}

/* "Example Times, a daily of the ruling party," */
static uint32_t medium_beside(const Scan *scan, uint32_t index)
{
    uint32_t first = scan->finds.items[index].tokens.first;
    if (index == 0 || first == 0 || !is_word(scan, first - 1, STR(","))) return NONE;
    for (uint32_t back = 1; back <= index && back <= 4; back++) {
        const Find *find = &scan->finds.items[index - back];
        bool named = find->kind == FIND_MEDIUM || find->kind == FIND_ORGANISATION;
        if (named && find->tokens.end == first - 1) return find->actor;
    }
    return NONE;
}

static void resolve_outlet(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    const Outlet *outlet = &scan->world->outlets.items[find->row];
    uint32_t named = map_find(&scan->world->organisation_by_key, find->owner);
    if (named != MAP_NONE && names_kind(scan, outlet, named)) { /* "the ELN guerrilla group" */
        find->actor = actor_of_organisation(scan, named);
        find->rule = STR("ROLE-OUTLET-APPOSITION");
        return;
    }
    find->actor = medium_beside(scan, index);
    find->rule = STR("ROLE-OUTLET-APPOSITION");
    if (find->actor != NONE) return;
    find->actor = antecedent_of_outlet(scan, index, outlet, find->owner);
    find->rule = STR("ROLE-OUTLET");
    if (find->actor != NONE) return;
    uint32_t medium = NONE;
    if (find->owner.len == 3 && find->is_definite) medium = state_outlet(scan, outlet, find->owner);
    find->rule = medium == NONE ? STR("ROLE-OUTLET-UNKNOWN") : STR("ROLE-OUTLET-DATA");
    find->confidence = 0.5f;
    if (medium != NONE) find->actor = actor_of_medium(scan, medium);
}

void discourse_resolve(Scan *scan)
{
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        Find *find = &scan->finds.items[i];
        if (find->is_dropped) continue;
        if (find->kind == FIND_BODY || find->kind == FIND_GROUP) resolve_owner_pronoun(scan, i);
        switch (find->kind) {
        case FIND_ROLE: resolve_role(scan, i); break;
        case FIND_BODY: resolve_body(scan, i); break;
        case FIND_GROUP: resolve_group(scan, i); break;
        case FIND_OUTLET: resolve_outlet(scan, i); break;
        case FIND_PRONOUN:
            if (find->actor == NONE && find->members[0] == NONE) pronoun_resolve(scan, i);
            break;
        case FIND_COLLECTIVE: collective_resolve(scan, i); break;
        case FIND_STATE:
        case FIND_NATIONALITY:
        case FIND_METONYM:
        case FIND_PLACE:
        case FIND_ORGANISATION:
        case FIND_MEDIUM:
        case FIND_THING:
        case FIND_PERSON: break;
        }
    }
}
