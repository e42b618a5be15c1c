#include "world.h"

#include "text/utf8.h"

Str world_form(Str text, Arena *arena)
{
    char *out = arena_alloc(arena, 2 * (size_t)text.len + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        bool ends = i + 2 >= text.len || text.data[i + 2] == ' ';
        if (text.data[i] == '\'' && i + 1 < text.len && text.data[i + 1] == 's' && ends)
            out[len++] = ' ';
        else
            out[len++] = text.data[i];
    }
    return utf8_fold((Str){out, len}, arena);
}

Str world_normal_name(const World *world, Str printed, Arena *arena)
{
    return name_variants_key(world->variants, printed, arena);
}

/* ---- Looking up --------------------------------------------------------------------------- */

uint32_t world_word_flags(const World *world, Str word)
{
    uint32_t flags = map_find(&world->words, word);
    return flags == MAP_NONE ? 0 : flags;
}

const State *world_state(const World *world, Str code)
{
    uint32_t row = map_find(&world->state_by_code, code);
    return row == MAP_NONE ? NULL : &world->states.items[row];
}

const Organisation *world_organisation(const World *world, Str key)
{
    uint32_t row = map_find(&world->organisation_by_key, key);
    return row == MAP_NONE ? NULL : &world->organisations.items[row];
}

uint32_t world_terms_of(const World *world, Str owner)
{
    uint32_t term = map_find(&world->term_by_owner, owner);
    return term == MAP_NONE ? NONE : term;
}

static bool in_office(const Term *term, int32_t day)
{
    return day != DAY_UNKNOWN && term->from <= day && day <= term->to;
}

uint32_t world_leader_on(const World *world, Str owner, int32_t day)
{
    for (uint32_t i = world_terms_of(world, owner); i != NONE;
         i = world->terms.items[i].next_of_owner)
        if (in_office(&world->terms.items[i], day)) return world->terms.items[i].leader;
    return NONE;
}

uint32_t world_holder_on(const World *world, Str owner, Str office, int32_t day)
{
    for (uint32_t i = world_terms_of(world, owner); i != NONE;
         i = world->terms.items[i].next_of_owner) {
        const Term *term = &world->terms.items[i];
        if (str_equal(term->office, office) && in_office(term, day)) return term->leader;
    }
    return NONE;
}

uint32_t world_only_holder(const World *world, Str owner, Str office)
{
    uint32_t only = NONE;
    for (uint32_t i = world_terms_of(world, owner); i != NONE;
         i = world->terms.items[i].next_of_owner) {
        const Term *term = &world->terms.items[i];
        if (!str_equal(term->office, office)) continue;
        if (only != NONE && only != term->leader) return NONE;
        only = term->leader;
    }
    return only;
}

bool world_served(const World *world, uint32_t leader, Str owner)
{
    for (uint32_t i = world->leaders.items[leader].first_term; i != NONE;
         i = world->terms.items[i].next_of_leader)
        if (str_equal(world->terms.items[i].owner, owner)) return true;
    return false;
}

bool world_held_office(const World *world, uint32_t leader, Str owner, Str office)
{
    for (uint32_t i = world->leaders.items[leader].first_term; i != NONE;
         i = world->terms.items[i].next_of_leader) {
        const Term *term = &world->terms.items[i];
        if ((owner.len == 0 || str_equal(term->owner, owner)) && str_equal(term->office, office))
            return true;
    }
    return false;
}

const Term *world_term_on(const World *world, uint32_t leader, int32_t day)
{
    uint32_t latest = world->leaders.items[leader].first_term, best = NONE;
    for (uint32_t i = latest; i != NONE; i = world->terms.items[i].next_of_leader)
        if (in_office(&world->terms.items[i], day) && (best == NONE || i < best)) best = i;
    if (best == NONE) best = latest;
    return best == NONE ? NULL : &world->terms.items[best];
}

uint32_t world_body(const World *world, Str id)
{
    for (uint32_t i = 0; i < world->bodies.count; i++)
        if (str_equal(world->bodies.items[i].id, id)) return i;
    return NONE;
}
