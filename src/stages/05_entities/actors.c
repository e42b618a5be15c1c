/* Actors by key: the first find that needs one makes it. */
#include "scan.h"

#include "text/utf8.h"

uint32_t actor_add(Scan *scan, Str key, Str name, ActorKind kind, Str country, Str sector)
{
    uint32_t index = map_find(&scan->actor_by_key, key);
    if (index != MAP_NONE) return index;
    index = scan->doc->actors.count;
    Str copy = arena_copy_str(scan->doc->arena, key);
    *list_add(scan->doc->arena, &scan->doc->actors) = (Actor){.key = copy,
                                                              .name = name,
                                                              .kind = kind,
                                                              .country = country,
                                                              .sector = sector,
                                                              .introduced = NONE};
    map_set(&scan->actor_by_key, copy, index);
    return index;
}

Str owner_country(const Scan *scan, Str owner)
{
    const Organisation *organisation = world_organisation(scan->world, owner);
    return organisation != NULL ? organisation->country : owner;
}

uint32_t actor_of_state(Scan *scan, const State *state)
{
    uint32_t actor = actor_add(scan, state->key, state->name, ACTOR_STATE, state->code, STR("GOV"));
    scan->doc->actors.items[actor].status = state->status;
    scan->doc->actors.items[actor].is_from_data = true;
    return actor;
}

static Str owner_name(const Scan *scan, Str owner)
{
    const State *state = world_state(scan->world, owner);
    if (state != NULL) return state->name;
    const Organisation *organisation = world_organisation(scan->world, owner);
    return organisation != NULL ? organisation->name : owner;
}

/* "Russia: foreign ministry" */
static Str joined_name(Scan *scan, Str owner, Str what)
{
    if (owner.len == 0) return what;
    return arena_format(scan->doc->arena, STR_FMT ": " STR_FMT, STR_ARG(owner_name(scan, owner)),
                        STR_ARG(what));
}

static Str joined_key(Scan *scan, const char *kind, Str owner, Str what)
{
    return arena_format(scan->doc->arena, "%s:" STR_FMT ":" STR_FMT, kind, STR_ARG(owner),
                        STR_ARG(what));
}

uint32_t actor_of_body(Scan *scan, Str owner, const Body *body)
{
    bool media = body->kind == BODY_MEDIA;
    Str key = joined_key(scan, media ? "media" : "gov", owner, body->id);
    uint32_t actor =
        actor_add(scan, key, joined_name(scan, owner, body->id),
                  media ? ACTOR_MEDIA : ACTOR_GOVERNMENT, owner_country(scan, owner), body->sector);
    if (media && str_starts(body->id, STR("state")))
        scan->doc->actors.items[actor].ownership = STR("state");
    return actor;
}

/* Soldiers and troops of one country are its forces, whatever they are called; doctors and farmers
 * have nothing in common. */
static bool is_one_side(Str sector)
{
    static const Str sectors[] = {STR_INIT("MIL"), STR_INIT("COP"), STR_INIT("REB"),
                                  STR_INIT("REF")};
    return str_is_one_of(sector, sectors, COUNT(sectors));
}

/* "officials", of whom the data know both the office and the group: the group's words. */
Group group_of_title(const Scan *scan, const Title *title)
{
    for (uint32_t i = 0; i < scan->world->groups.count; i++) {
        const Group *group = &scan->world->groups.items[i];
        if (group->words.len == title->words.len + 1 && str_starts(group->words, title->words) &&
            str_ends(group->words, STR("s")))
            return *group;
    }
    return (Group){.words = title->words, .sector = title->sector, .as = title->words};
}

uint32_t actor_of_group(Scan *scan, Str owner, const Group *group)
{
    bool is_side = is_one_side(group->sector);
    Str words = is_side ? group->words : group->as;
    Str key = joined_key(scan, "group", owner, is_side ? group->sector : group->as);
    return actor_add(scan, key, joined_name(scan, owner, words), ACTOR_GROUP,
                     owner_country(scan, owner), group->sector);
}

uint32_t actor_of_role(Scan *scan, Str owner, const Title *title)
{
    Str key = joined_key(scan, "role", owner, title->id);
    uint32_t actor = actor_add(scan, key, joined_name(scan, owner, title->id), ACTOR_PERSON,
                               owner_country(scan, owner), title->sector);
    scan->doc->actors.items[actor].role = title->id;
    return actor;
}

uint32_t actor_of_organisation(Scan *scan, uint32_t row)
{
    const Organisation *organisation = &scan->world->organisations.items[row];
    uint32_t actor = actor_add(scan, organisation->key, organisation->name, organisation->kind,
                               organisation->country, organisation->sector);
    scan->doc->actors.items[actor].is_from_data = true;
    return actor;
}

uint32_t actor_of_medium(Scan *scan, uint32_t row)
{
    const Medium *medium = &scan->world->media.items[row];
    uint32_t actor =
        actor_add(scan, medium->key, medium->name, ACTOR_MEDIA, medium->country, STR("MED"));
    scan->doc->actors.items[actor].ownership = medium->ownership;
    scan->doc->actors.items[actor].is_from_data = true;
    return actor;
}

static bool is_of_state(Str sector)
{
    static const Str sectors[] = {STR_INIT("GOV"), STR_INIT("MIL"), STR_INIT("COP"),
                                  STR_INIT("LEG"), STR_INIT("JUD"), STR_INIT("SPY")};
    return str_is_one_of(sector, sectors, COUNT(sectors));
}

uint32_t actor_of_side(Scan *scan, uint32_t index)
{
    if (index == NONE) return NONE;
    const Actor *actor = &scan->doc->actors.items[index];
    uint32_t person = person_of_actor(scan, index);
    Str owner = person == NONE ? actor->country : scan->persons.items[person].owner;
    const State *state = world_state(scan->world, owner);
    switch (actor->kind) {
    case ACTOR_STATE:
    case ACTOR_ORGANISATION:
    case ACTOR_ARMED_GROUP:
    case ACTOR_MEDIA: return index;
    case ACTOR_PERSON: {
        uint32_t row = map_find(&scan->world->organisation_by_key, owner);
        if (actor->role.len > 0 && row != MAP_NONE) return actor_of_organisation(scan, row);
        break;
    }
    case ACTOR_GOVERNMENT: break;
    case ACTOR_GROUP:
    case ACTOR_PLACE:
    case ACTOR_UNKNOWN:
    case ACTOR_COUNT: return NONE;
    }
    return state != NULL && is_of_state(actor->sector) ? actor_of_state(scan, state) : NONE;
}

static uint32_t actor_of_metonym(Scan *scan, const Metonym *metonym)
{
    const State *state = world_state(scan->world, metonym->country);
    if (metonym->body.len == 0 && state == NULL) /* "the Berlaymont" */
        return actor_of_organisation(scan,
                                     map_find(&scan->world->organisation_by_key, metonym->country));
    if (metonym->body.len == 0) return actor_of_state(scan, state);
    uint32_t row = world_body(scan->world, metonym->body);
    if (row != NONE) return actor_of_body(scan, metonym->country, &scan->world->bodies.items[row]);
    Body body = {.id = metonym->body, .sector = STR("GOV")};
    return actor_of_body(scan, metonym->country, &body);
}

/* "zentara inc" of "Zentara, Inc." */
static Str key_of_name(const Scan *scan, TokenRange name)
{
    Str words = scan_folded(scan, name);
    uint32_t comma = str_find(words, STR(" , "), 0);
    if (comma == STR_NOT_FOUND) return words;
    return arena_format(scan->doc->arena, "%.*s" STR_FMT, (int)comma, words.data,
                        (int)(words.len - comma - 2), words.data + comma + 2);
}

/* An organisation or place that the data do not know: its key is its folded name. */
static uint32_t actor_of_name(Scan *scan, const Find *find, const char *kind, ActorKind actor_kind)
{
    Str key =
        arena_format(scan->doc->arena, "%s:" STR_FMT, kind, STR_ARG(key_of_name(scan, find->name)));
    return actor_add(scan, key, scan_text(scan, find->name), actor_kind,
                     owner_country(scan, find->owner), (Str){NULL, 0});
}

/* "the Example Times", "the Example News Agency": an outlet by its name alone. */
static bool names_outlet(const Scan *scan, TokenRange name)
{
    uint32_t last = name.end - 1;
    if ((scan_flags(scan, last) & WORD_OUTLET_HEAD) != 0) return true;
    if (!is_word(scan, last, STR("agency")) && !is_word(scan, last, STR("service"))) return false;
    return last > name.first &&
           (is_word(scan, last - 1, STR("news")) || is_word(scan, last - 1, STR("press")));
}

static uint32_t actor_of_unknown_organisation(Scan *scan, const Find *find)
{
    if (!names_outlet(scan, find->name))
        return actor_of_name(scan, find, "org", ACTOR_ORGANISATION);
    uint32_t actor = actor_of_name(scan, find, "media", ACTOR_MEDIA);
    scan->doc->actors.items[actor].sector = STR("MED");
    return actor;
}

static void assign_place(Scan *scan, Find *find)
{
    find->actor = actor_of_name(scan, find, "place", ACTOR_PLACE);
}

static void assign(Scan *scan, Find *find)
{
    switch (find->kind) {
    case FIND_STATE:
    case FIND_NATIONALITY: {
        const State *state = world_state(scan->world, find->owner);
        if (state != NULL) find->actor = actor_of_state(scan, state);
        break;
    }
    case FIND_METONYM:
        if (find->is_definite)
            find->actor = actor_of_metonym(scan, &scan->world->metonyms.items[find->row]);
        else
            find->actor = actor_of_state(scan, world_state(scan->world, find->owner));
        break;
    case FIND_PLACE: assign_place(scan, find); break;
    case FIND_ORGANISATION:
        find->actor = find->row != NONE ? actor_of_organisation(scan, find->row)
                                        : actor_of_unknown_organisation(scan, find);
        break;
    case FIND_MEDIUM: find->actor = actor_of_medium(scan, find->row); break;
    case FIND_THING:
    case FIND_BODY:
    case FIND_GROUP:
    case FIND_PERSON:
    case FIND_ROLE:
    case FIND_AGED:
    case FIND_OUTLET:
    case FIND_PRONOUN:
    case FIND_DESCRIPTION:
    case FIND_COLLECTIVE: break;
    }
}

/* ---- Abbreviations explained in the text -------------------------------------------------- */

/* Whether the letters are the first letters of the name's words, small words left out or not. */
static bool abbreviates(const Scan *scan, Str letters, TokenRange name)
{
    uint32_t at = 0;
    for (uint32_t i = name.first; i < name.end && at < letters.len; i++) {
        Str word = scan_word(scan, i);
        if (word.len > 0 && is_capitalised(scan, i) && word.data[0] == letters.data[at]) at++;
    }
    return at == letters.len;
}

/* "the Armed Forces of the Philippines (AFP)": from here on AFP is that, whatever it is elsewhere.
 */
static void note_abbreviation(Scan *scan, uint32_t index, Map *abbreviations)
{
    const Find *find = &scan->finds.items[index];
    bool named = find->kind == FIND_ORGANISATION || find->kind == FIND_METONYM ||
                 find->kind == FIND_BODY || find->kind == FIND_MEDIUM;
    uint32_t end = find->tokens.end;
    if (!named || end + 2 >= scan->doc->tokens.count || !is_word(scan, end, STR("(")) ||
        !is_word(scan, end + 2, STR(")")))
        return;
    Str letters = scan_word(scan, end + 1);
    if (letters.len < 2 || (scan_token(scan, end + 1)->flags & TOKEN_ALL_CAPS) == 0) return;
    if (abbreviates(scan, letters, find->name)) map_set(abbreviations, letters, index);
}

static void use_abbreviation(const Scan *scan, Find *find, const Map *abbreviations)
{
    if (find->name.end != find->name.first + 1) return;
    if ((scan_token(scan, find->head)->flags & TOKEN_ALL_CAPS) == 0) return;
    bool short_name = find->kind == FIND_PERSON && find->is_dropped;
    if (!short_name && find->kind != FIND_MEDIUM && find->kind != FIND_ORGANISATION &&
        find->kind != FIND_METONYM)
        return;
    uint32_t meant = map_find(abbreviations, scan_word(scan, find->head));
    if (meant == MAP_NONE) return;
    const Find *named = &scan->finds.items[meant];
    if (find->kind == named->kind && find->row == named->row && find->row != NONE) return;
    find->kind = named->kind;
    find->row = named->row;
    find->owner = named->owner;
    find->owner_find = named->owner_find;
    find->is_definite = named->is_definite;
    find->actor = named->actor;
    find->is_dropped = false;
    find->rule = STR("NAME-ABBREVIATION");
    find->confidence = 0.9f;
}

/* ---- Outlets by their last word ----------------------------------------------------------- */

/* The last word of an outlet's name that has more before it: "herald" of "the Oslo Herald". */
static bool is_named_outlet(const Scan *scan, const Find *find)
{
    if (find->kind != FIND_MEDIUM && find->kind != FIND_ORGANISATION) return false;
    return !find->is_dropped && (scan_flags(scan, find->name.end - 1) & WORD_OUTLET_HEAD) != 0;
}

static bool is_last_word_alone(const Scan *scan, const Find *find)
{
    uint32_t words = find->name.end - find->name.first;
    return words == 1 || (words == 2 && is_word(scan, find->name.first, STR("the")));
}

/* "the Herald" after "the Oslo Herald": no other paper of that name. */
static void use_outlet(const Scan *scan, uint32_t index, Map *outlets)
{
    Find *find = &scan->finds.items[index];
    if (!is_named_outlet(scan, find)) return;
    Str word = scan_word(scan, find->name.end - 1);
    if (!is_last_word_alone(scan, find)) {
        map_set(outlets, word, index);
        return;
    }
    uint32_t meant = map_find(outlets, word);
    if (meant == MAP_NONE) return;
    find->actor = scan->finds.items[meant].actor;
    find->rule = STR("NAME-OUTLET-SHORT");
    find->confidence = 0.8f;
}

void actors_assign(Scan *scan)
{
    Map abbreviations, outlets;
    map_init(&abbreviations, scan->scratch);
    map_init(&outlets, scan->scratch);
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        Find *find = &scan->finds.items[i];
        use_abbreviation(scan, find, &abbreviations);
        use_outlet(scan, i, &outlets);
        if (find->actor == NONE && !find->is_dropped) assign(scan, find);
        note_abbreviation(scan, i, &abbreviations);
    }
}
