#include "record/relation.h"

#define X(suffix, name) [RELATION_##suffix] = name,
static const char *const way_names[RELATION_WAYS] = {RELATION_WAY_LIST(X)};
#undef X

const char *relation_way_name(RelationWay way)
{
    assert(way < RELATION_WAYS);
    return way_names[way];
}

const char *relation_quad_name(uint32_t quad)
{
    static const char *const names[] = {"", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"};
    assert(quad < COUNT(names));
    return names[quad];
}

const char *relation_side_name(uint32_t quad)
{
    return quad == 0 ? "" : quad <= 2 ? "cooperation" : "conflict";
}
