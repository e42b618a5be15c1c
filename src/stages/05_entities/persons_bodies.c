/*
 * The bodies of persons: an office that speaks, a government called by its head.
 *
 *     President Ann Example's office said    the presidency of her country, not she
 *     the government of Ann Example          that country's government
 *     Bob Example's office said              of whom no body is known: an organisation of that name
 *
 * An office that neither speaks nor is quoted is a room: "met in her office".
 */
#include "scan.h"

#define FINDS_TO_NAME 4 /* from a body to the name after its "of" */

/* ---- Reading ------------------------------------------------------------------------------ */

/* "the office said", "according to the office" */
static bool is_who_speaks(const Scan *scan, uint32_t first, uint32_t office)
{
    Relation relation = scan_token(scan, office)->relation;
    if (relation == REL_NSUBJ || relation == REL_NSUBJ_PASS) return true;
    return first >= 2 && is_word(scan, first - 1, STR("to")) &&
           is_word(scan, first - 2, STR("according"));
}

/* The person whose "'s" ends before the token; NONE. */
static uint32_t possessor_of(const Scan *scan, uint32_t token)
{
    if (!is_possessive(scan, token - 1)) return NONE;
    for (uint32_t back = 1; back <= FINDS_TO_NAME && back <= scan->finds.count; back++) {
        const Find *find = &scan->finds.items[scan->finds.count - back];
        if (find->kind == FIND_PERSON && find->tokens.end == token - 1)
            return scan->finds.count - back;
    }
    return NONE;
}

static bool is_personal_possessive(const Scan *scan, uint32_t token)
{
    return is_word(scan, token, STR("his")) || is_word(scan, token, STR("her"));
}

bool office_read(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end)
{
    if (!is_word(scan, token, STR("office")) || token == scan_sentence_first(scan, token))
        return false;
    uint32_t first = token, owner = possessor_of(scan, token), end = token + 1;
    bool of_name =
        end + 1 < limit && is_word(scan, end, STR("of")) && is_capitalised(scan, end + 1);
    if (owner != NONE)
        first = scan->finds.items[owner].tokens.first;
    else if (is_personal_possessive(scan, token - 1) || of_name)
        first = token - 1;
    else
        return false;
    if (!is_who_speaks(scan, first, token)) return false;
    TokenRange name = {token, end};
    Find *find =
        scan_add(scan, FIND_BODY, (TokenRange){first, end}, name, STR("BODY-OFFICE"), 0.7f);
    find->owner_find = owner;
    find->is_definite = true;
    *out_end = end;
    return true;
}

/* ---- "of Ann Example" --------------------------------------------------------------------- */

static bool may_be_of_person(const Scan *scan, const Find *find)
{
    if (find->kind != FIND_BODY || find->is_dropped || find->owner.len > 0) return false;
    if (find->owner_find != NONE || !is_word(scan, find->tokens.end, STR("of"))) return false;
    return find->row == NONE ||
           str_equal(scan->world->bodies.items[find->row].id, STR("government"));
}

void bodies_join_persons(Scan *scan)
{
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        Find *find = &scan->finds.items[i];
        if (!may_be_of_person(scan, find)) continue;
        for (uint32_t k = i + 1; k < scan->finds.count && k <= i + FINDS_TO_NAME; k++) {
            const Find *name = &scan->finds.items[k];
            bool is_next = name->tokens.first == find->tokens.end + 1;
            if (!is_next || name->kind != FIND_PERSON || name->is_dropped || name->person == NONE)
                continue;
            find->owner_find = k;
            find->tokens.end = name->tokens.end;
            break;
        }
    }
}

/* ---- Resolving ---------------------------------------------------------------------------- */

static bool holds(const Scan *scan, const Person *person, Str office)
{
    if (!person_has_office(scan, person, office)) return false;
    return person->leader == NONE || scan->day == DAY_UNKNOWN ||
           world_holder_on(scan->world, person->owner, office, scan->day) == person->leader;
}

static uint32_t office_of_state(Scan *scan, const Person *person)
{
    static const Str offices[][2] = {
        {STR_INIT("president"), STR_INIT("presidency")},
        {STR_INIT("prime minister"), STR_INIT("prime minister's office")},
    };
    if (world_state(scan->world, person->owner) == NULL) return NONE;
    for (size_t i = 0; i < COUNT(offices); i++) {
        uint32_t row = world_body(scan->world, offices[i][1]);
        if (row != NONE && holds(scan, person, offices[i][0]))
            return actor_of_body(scan, person->owner, &scan->world->bodies.items[row]);
    }
    return NONE;
}

void office_resolve(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    uint32_t other = find->owner_find != NONE ? find->owner_find : find_own_pronoun(scan, index);
    uint32_t whose = other == NONE ? NONE : scan->finds.items[other].person;
    find->is_dropped = whose == NONE;
    if (whose == NONE) return;
    const Person *person = &scan->persons.items[whose];
    find->owner = person->owner;
    find->rule = STR("BODY-OFFICE");
    find->actor = office_of_state(scan, person);
    if (find->actor != NONE) return;
    const Actor *self = &scan->doc->actors.items[person->actor];
    Str key = arena_format(scan->doc->arena, "org:office of " STR_FMT, STR_ARG(person->normal));
    Str name = arena_format(scan->doc->arena, "Office of " STR_FMT, STR_ARG(self->name));
    find->actor = actor_add(scan, key, name, ACTOR_ORGANISATION, owner_country(scan, person->owner),
                            self->sector);
}
