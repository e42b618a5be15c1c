/*
 * Bodies, groups and outlets that do not say whose they are.
 *
 *     "the ministry"     the ministry named last
 *     "the government"   of the state that acts here, else of the one the article is about
 *     "the agency"       the news agency named last
 */
#include "scan.h"

#define FINDS_LOOKED_AT 120 /* back */
#define FINDS_TO_NAME 20    /* of an outlet described before it is named */
#define FINDS_COUNTED 400
#define MOST_STATES_COUNTED 12

/* ---- Bodies ------------------------------------------------------------------------------- */

void find_take_owner(const Scan *scan, Find *find)
{
    if (find->owner_find == NONE || find->owner.len > 0) return;
    const Find *owner = &scan->finds.items[find->owner_find];
    if (owner->person != NONE)
        find->owner = scan->persons.items[owner->person].owner;
    else if (find->kind == FIND_BODY)
        find->is_dropped = true;
}

uint32_t find_own_pronoun(const Scan *scan, uint32_t index)
{
    if (index + 1 >= scan->finds.count) return NONE;
    const Find *find = &scan->finds.items[index], *next = &scan->finds.items[index + 1];
    return next->kind == FIND_PRONOUN && next->head == find->tokens.first ? index + 1 : NONE;
}

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

/* The state that the article is about: named, with its people and persons, at least three times
 * and more than twice as often as any other. */
Str owner_of_article(const Scan *scan)
{
    struct {
        Str owner;
        uint32_t count;
    } states[MOST_STATES_COUNTED];
    uint32_t count = 0, most = 0, second = 0, best = 0;
    for (uint32_t i = 0; i < scan->finds.count && i < FINDS_COUNTED; i++) {
        const Find *find = &scan->finds.items[i];
        bool is_named = find->kind == FIND_STATE || find->kind == FIND_NATIONALITY ||
                        find->kind == FIND_METONYM || find->kind == FIND_PERSON;
        Str owner = find->person != NONE ? scan->persons.items[find->person].owner : find->owner;
        if (!is_named || find->is_dropped || owner.len != 3) continue;
        uint32_t at = 0;
        while (at < count && !str_equal(states[at].owner, owner)) at++;
        if (at == MOST_STATES_COUNTED) return (Str){NULL, 0}; /* about the world */
        if (at == count) {
            states[count].owner = owner;
            states[count++].count = 0;
        }
        states[at].count++;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (states[i].count > most) {
            second = most;
            most = states[i].count;
            best = i;
        } else if (states[i].count > second) {
            second = states[i].count;
        }
    }
    return most >= 3 && most > 2 * second ? states[best].owner : (Str){NULL, 0};
}

/* "state media": of the state whose own outlets the article names; empty if there are several. */
static Str owner_of_state_media(const Scan *scan)
{
    Str owner = {NULL, 0};
    for (uint32_t i = 0; i < scan->finds.count && i < FINDS_COUNTED; i++) {
        const Find *find = &scan->finds.items[i];
        if (find->kind != FIND_MEDIUM || find->is_dropped || find->row == NONE) continue;
        const Medium *medium = &scan->world->media.items[find->row];
        if (!str_equal(medium->ownership, STR("state"))) continue;
        if (owner.len > 0 && !str_equal(owner, medium->country)) return (Str){NULL, 0};
        owner = medium->country;
    }
    return owner;
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

void body_resolve(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    if (find->row == NONE) {
        office_resolve(scan, index);
        return;
    }
    const Body *body = &scan->world->bodies.items[find->row];
    find_take_owner(scan, find);
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
        if (str_equal(body->id, STR("state media"))) find->owner = owner_of_state_media(scan);
        bool points = body->kind != BODY_FORCE || find->is_definite;
        if (find->owner.len == 0 && points) find->owner = owner_in_sight(scan, index);
        find->rule = STR("BODY-IN-SIGHT");
        find->confidence = 0.5f;
    }
    if (find->owner.len == 0) {
        find->owner = owner_of_article(scan);
        find->rule = STR("BODY-OF-ARTICLE");
        find->confidence = 0.4f;
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

/* "the ELN guerrillas": the armed group itself; NONE. */
static uint32_t armed_group_of(Scan *scan, const Find *find)
{
    if (find->title_row != NONE || find->owner.len == 0) return NONE;
    if (!str_equal(scan->world->groups.items[find->row].sector, STR("REB"))) return NONE;
    uint32_t row = map_find(&scan->world->organisation_by_key, find->owner);
    if (row == MAP_NONE || scan->world->organisations.items[row].kind != ACTOR_ARMED_GROUP)
        return NONE;
    return actor_of_organisation(scan, row);
}

/* "African | leaders": the continent before a group; empty. */
static Str region_before(const Scan *scan, const Find *group)
{
    uint32_t at = group->name.first;
    if (at == 0 || at == scan_sentence_first(scan, at) || !is_capitalised(scan, at - 1))
        return (Str){NULL, 0};
    Str word = scan_word(scan, at - 1);
    for (uint32_t less = 1; less <= 2 && str_ends(word, STR("an")) && word.len > 4; less++) {
        Str stem = {word.data, word.len - less}; /* "Africa|n", "Europe|an" */
        const Area *area = gazetteer_area(&scan->world->gazetteer, stem);
        if (area != NULL && area->kind == PLACE_REGION && area->countries.count == 0)
            return area->name;
    }
    return (Str){NULL, 0};
}

static bool resolve_group_of_region(Scan *scan, Find *find)
{
    Str region = find->owner.len > 0 ? (Str){NULL, 0} : region_before(scan, find);
    if (region.len == 0) return false;
    const Group *group = find->title_row == NONE ? &scan->world->groups.items[find->row] : NULL;
    const Title *title = group == NULL ? &scan->world->titles.items[find->title_row] : NULL;
    Str words = group != NULL ? group->words : title->words;
    Str key = arena_format(scan->doc->arena, "group:" STR_FMT ":" STR_FMT, STR_ARG(region),
                           STR_ARG(words));
    Str name =
        arena_format(scan->doc->arena, STR_FMT ": " STR_FMT, STR_ARG(region), STR_ARG(words));
    find->actor = actor_add(scan, key, name, ACTOR_GROUP, (Str){NULL, 0},
                            group != NULL ? group->sector : title->sector);
    find->rule = STR("GROUP-OF-REGION");
    return true;
}

void group_resolve(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    find_take_owner(scan, find);
    if (resolve_group_of_region(scan, find)) return;
    uint32_t armed = armed_group_of(scan, find);
    if (armed != NONE) {
        find->actor = armed;
        find->rule = STR("GROUP-ARMED");
        return;
    }
    if (find->owner.len == 0) {
        find->owner = owner_of_deployed(scan, index);
        if (find->owner.len > 0) {
            find->rule = STR("GROUP-DEPLOYED");
            find->confidence = 0.6f;
        }
    }
    if (find->title_row != NONE) {
        const Title *title = &scan->world->titles.items[find->title_row];
        Group group = group_of_title(scan, title);
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

/* "the labor board ... the agency": what stands nearer and is no outlet may be what is meant. */
static bool is_other_body(const Find *find, const Outlet *outlet)
{
    if (find->is_dropped || outlet->types.count != 1) return false;
    return (find->kind == FIND_ORGANISATION && find->row == NONE) || find->kind == FIND_BODY;
}

static uint32_t antecedent_of_outlet(const Scan *scan, uint32_t index, const Outlet *outlet,
                                     Str owner)
{
    bool is_bare = scan->finds.items[index].name.end == scan->finds.items[index].name.first + 1;
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (is_bare && owner.len == 0 && is_other_body(find, outlet)) return NONE;
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

/* "the state-run newspaper", "a Kenyan newspaper ... The Example Daily said": described first, then
 * named. */
static uint32_t outlet_named_after(const Scan *scan, uint32_t index, const Outlet *outlet,
                                   Str owner)
{
    const Find *find = &scan->finds.items[index];
    bool told = find->is_definite ? find->name.end >= find->name.first + 2 : owner.len == 3;
    if (!told) return NONE; /* "the newspaper", "a newspaper" may be any */
    for (uint32_t i = index + 1; i < scan->finds.count && i <= index + FINDS_TO_NAME; i++) {
        const Find *after = &scan->finds.items[i];
        if (after->kind != FIND_MEDIUM || after->is_dropped) continue;
        const Medium *medium = &scan->world->media.items[after->row];
        if (has_type(outlet, medium->type) && (owner.len == 0 || str_equal(owner, medium->country)))
            return after->actor;
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

void outlet_resolve(Scan *scan, uint32_t index)
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
    find->actor = outlet_named_after(scan, index, outlet, find->owner);
    find->rule = STR("ROLE-OUTLET-AFTER");
    if (find->actor != NONE) return;
    uint32_t medium = NONE;
    if (find->owner.len == 3 && find->is_definite) medium = state_outlet(scan, outlet, find->owner);
    find->rule = medium == NONE ? STR("ROLE-OUTLET-UNKNOWN") : STR("ROLE-OUTLET-DATA");
    find->confidence = 0.5f;
    if (medium != NONE) find->actor = actor_of_medium(scan, medium);
}
