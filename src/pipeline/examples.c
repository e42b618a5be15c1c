#include "pipeline/examples.h"

static bool document_has_rule(const Document *doc, Str rule)
{
#define LOOK(list)                                                                                 \
    for (uint32_t i = 0; i < doc->list.count; i++)                                                 \
        if (str_equal(doc->list.items[i].by.rule, rule)) return true;
    LOOK(mentions)
    LOOK(places)
    LOOK(times)
    LOOK(quotations)
    LOOK(messages)
    LOOK(events)
    LOOK(claims)
    LOOK(figures)
#undef LOOK
    for (uint32_t i = 0; i < doc->quotations.count; i++) /* rows of quote_media.tsv */
        if (str_equal(doc->quotations.items[i].medium, rule) ||
            str_equal(doc->quotations.items[i].occasion, rule))
            return true;
    for (uint32_t i = 0; i < doc->events.count; i++) /* rows of contexts.tsv */
        for (uint32_t k = 0; k < doc->events.items[i].contexts.count; k++)
            if (str_equal(doc->events.items[i].contexts.items[k], rule)) return true;
    for (uint32_t i = 0; i < doc->messages.count; i++) { /* rows of content_cues.tsv */
        const ContentList *contents = &doc->messages.items[i].contents;
        for (uint32_t k = 0; k < contents->count; k++)
            if (str_equal(contents->items[k].rule, rule)) return true;
    }
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        if (str_equal(doc->blocks.items[i].rule, rule)) return true;
    return false;
}

bool example_holds(const Pipeline *pipeline, uint32_t stage, const RuleExample *example)
{
    DatelineSource source = {.page = {example->text.data, example->text.len},
                             .published = {"2024-12-31", 10}};
    Document *doc;
    if (pipeline_run(pipeline, &source, stage + 1, NULL, &doc, NULL) != DATELINE_OK) return false;
    bool holds = example->makes_no_event ? doc->events.count == 0
                                         : document_has_rule(doc, example->rule);
    document_free(doc);
    return holds;
}
