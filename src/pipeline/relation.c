#include "pipeline/relation.h"

#include "08_events/event_given.h"
#include "08_events/events.h"
#include "05_entities/entities.h"

#define SCRATCH_BYTES (1u << 16)
#define LONGEST_PARTY 400 /* bytes of its words that are read by themselves */

static uint32_t count_up_to(const Stage *last)
{
    uint32_t count = 0;
    while (pipeline_stages[count] != last) count++;
    return count + 1;
}

uint32_t pipeline_relation_stages(void)
{
    return count_up_to(&stage_events);
}

/* The actor of the widest mention in the words, read by themselves. */
static void take_actor(const Document *doc, Arena *scratch, RelationParty *party)
{
    const Mention *widest = NULL;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        bool is_wider = widest == NULL || span_len(mention->span) > span_len(widest->span);
        if (mention->actor != NONE && is_wider) widest = mention;
    }
    if (widest == NULL) return;
    const Actor *actor = &doc->actors.items[widest->actor];
    bool speaks_for_state = actor->kind == ACTOR_STATE || str_equal(actor->sector, STR("GOV"));
    party->key = arena_copy_str(scratch, actor->key);
    if (speaks_for_state) party->country = arena_copy_str(scratch, actor->country);
}

static DatelineStatus read_party(const Pipeline *pipeline, Arena *scratch, RelationParty *party, DatelineError *err)
{
    Str words = party->words;
    if (!span_is_empty(party->place) || words.len == 0 || words.len > LONGEST_PARTY) return DATELINE_OK;
    DatelineSource source = {.page = {words.data, words.len}, .format = DATELINE_FORMAT_PLAIN};
    Document *doc;
    TRY(pipeline_run(pipeline, &source, count_up_to(&stage_entities), NULL, &doc, err));
    take_actor(doc, scratch, party);
    document_free(doc);
    return DATELINE_OK;
}

static DatelineStatus find(const Pipeline *pipeline, const Document *doc, const RelationQuestion *question, Arena *scratch,
                           Span places[RELATION_SIDES], DatelineError *err)
{
    RelationQuestion known = *question;
    if (event_given_places(doc, question, scratch, places)) return DATELINE_OK;
    for (uint32_t i = 0; i < RELATION_SIDES; i++) TRY(read_party(pipeline, scratch, &known.parties[i], err));
    event_given_places(doc, &known, scratch, places);
    return DATELINE_OK;
}

DatelineStatus pipeline_relation(const Pipeline *pipeline, const Document *doc, const RelationQuestion *question,
                                 RelationAnswer *out, DatelineError *err)
{
    Span places[RELATION_SIDES];
    Arena *scratch = arena_new(SCRATCH_BYTES);
    const void *events = pipeline_stage_data(pipeline, pipeline_relation_stages() - 1);
    DatelineStatus status = find(pipeline, doc, question, scratch, places, err);
    if (status == DATELINE_OK) event_given_answer(events, doc, places, question->needs_one, scratch, out);
    arena_free(scratch);
    return status;
}
