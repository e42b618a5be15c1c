#include "entities.h"

#include "world.h"

static DatelineStatus entities_load(const DataFiles *files, Arena *arena, void **out_data,
                                    DatelineError *err)
{
    World *world = arena_alloc(arena, sizeof *world);
    TRY(world_load(files, arena, world, err));
    *out_data = world;
    return DATELINE_OK;
}

static DatelineStatus entities_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)data;
    (void)doc;
    (void)scratch;
    (void)err;
    return DATELINE_OK;
}

const Stage stage_entities = {
    .name = "entities",
    .does = "Names, titles and pronouns to actors.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX,
    .writes = PART_ENTITIES,
    .load = entities_load,
    .run = entities_run,
};
