/* dateline stages: the way of the data, as the pipeline runs it. */
#include "cli/command.h"
#include "cli/render.h"
#include "pipeline/pipeline.h"

static const char *const part_names[] = {"page",  "text",   "tokens", "syntax", "entities",
                                         "times", "speech", "events", "claims"};

static Str name_parts(unsigned parts, Arena *arena)
{
    Str names = {0};
    for (size_t i = 0; i < COUNT(part_names); i++)
        if (parts & (1u << i))
            names = arena_format(arena, STR_FMT "%s%s", STR_ARG(names), names.len > 0 ? ", " : "",
                                 part_names[i]);
    return names;
}

ExitCode run_stages(const Arguments *arguments)
{
    static const QueryColumn columns[] = {
        {"number", "#", QUERY_NUMBER, false},
        {"stage", "stage", QUERY_TEXT, false},
        {"does", "what it does", QUERY_TEXT, true},
        {"reads", "reads", QUERY_TEXT, true},
        {"writes", "writes", QUERY_TEXT, false},
    };
    Arena *arena = arena_new(4096);
    Renderer *renderer = renderer_new(columns, COUNT(columns), arguments);
    Str intake[] = {STR("1"), STR("intake"), STR("Files, feeds and JSON to articles."), STR(""),
                    name_parts(PART_PAGE, arena)};
    DatelineStatus status = renderer_row(renderer, intake, NULL);
    for (uint32_t i = 0; i < STAGE_COUNT && status == DATELINE_OK; i++) {
        const Stage *stage = pipeline_stages[i];
        Str values[] = {arena_format(arena, "%u", i + 2), str_from_cstring(stage->name),
                        str_from_cstring(stage->does), name_parts(stage->reads, arena),
                        name_parts(stage->writes, arena)};
        status = renderer_row(renderer, values, NULL);
    }
    renderer_finish(renderer);
    renderer_free(renderer);
    arena_free(arena);
    return EXIT_DONE;
}
