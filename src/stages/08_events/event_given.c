#include "event_given.h"

#include <math.h>
#include <stdlib.h>

#include "event_learnt.h"
#include "event_status.h"
#include "record/scales.h"

#define GIVEN_FILE "events/given.tsv"
#define LEAST_SHARE 1e-6f /* of an answer, so that its logarithm is a number */

/* X(member, name in the data) */
#define GIVEN_WEIGHTS(X)                                                                           \
    X(model, "model") X(silent, "silent") X(told, "told") X(same, "same") X(type, "type") X(quad, "quad")

struct EventGiven {
    struct {
#define X(member, name) float member;
        GIVEN_WEIGHTS(X)
#undef X
    } weights;
    uint32_t quads[PLOVER_COUNT]; /* class of each type by PLOVER's table */
};

/* ---- data ---- */

enum GivenColumn { GIVEN_NAME, GIVEN_VALUE, GIVEN_SAYS, GIVEN_COLUMNS };

static DatelineStatus read_number(const Table *table, const TableRow *row, float *out, DatelineError *err)
{
    Str text = row->fields[GIVEN_VALUE];
    char digits[16], *end = digits;
    if (text.len < sizeof digits) {
        memcpy(digits, text.data, text.len);
        digits[text.len] = '\0';
        *out = strtof(digits, &end);
    }
    if (end == digits || *end != '\0' || !isfinite(*out) || fabsf(*out) > 20)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no number from -20 to 20", STR_ARG(text));
    return DATELINE_OK;
}

static DatelineStatus read_quads(const DataFiles *files, Arena *arena, EventGiven *out, DatelineError *err)
{
    Scales scales;
    TRY(scales_load(files, arena, &scales, err));
    for (uint32_t type = 1; type < PLOVER_COUNT; type++)
        out->quads[type] = (uint32_t)scales_class(&scales, SCALE_PLOVER, (PloverType)type, STR(""));
    return DATELINE_OK;
}

DatelineStatus event_given_load(const DataFiles *files, Arena *arena, const EventGiven **out, DatelineError *err)
{
    EventGiven *given = arena_alloc(arena, sizeof *given);
    Table table;
#define X(member, name) STR_INIT(name),
    static const Str names[] = {GIVEN_WEIGHTS(X)};
#undef X
#define X(member, name) &given->weights.member,
    float *const values[] = {GIVEN_WEIGHTS(X)};
#undef X
    TRY(data_table_read(files, GIVEN_FILE, GIVEN_COLUMNS, arena, &table, err));
    if (table.rows.count != COUNT(names))
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET, "data/" GIVEN_FILE ": %u weights, expected %u, each once",
                    (unsigned)table.rows.count, (unsigned)COUNT(names));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        uint32_t which;
        TRY(data_row_word(&table, &table.rows.items[i], GIVEN_NAME, names, COUNT(names), &which, err));
        TRY(read_number(&table, &table.rows.items[i], values[which], err));
    }
    TRY(read_quads(files, arena, given, err));
    *out = given;
    return DATELINE_OK;
}

/* ---- weighing ---- */

/* What the code book's word adds to the score of a type one way. */
static float bonus(const EventGiven *given, const RelationTold *told, PloverType type, RelationWay way)
{
    const Event *event = told->event;
    if (event == NULL) return 0;
    if (type == event->plover) return way == told->way ? given->weights.same : given->weights.type;
    return given->quads[type] == given->quads[event->plover] ? given->weights.quad : 0;
}

static float model_score(const EventGiven *given, float share)
{
    return given->weights.model * logf(share > LEAST_SHARE ? share : LEAST_SHARE);
}

/* Scores to shares of the whole. */
static void make_shares(RelationScores *scores, bool needs_one)
{
    double sum = 0;
    for (uint32_t way = 0; way < RELATION_WAYS; way++)
        for (uint32_t type = 1; type < PLOVER_COUNT; type++)
            sum += (scores->types[way][type] = expf(scores->types[way][type]));
    scores->none = needs_one ? 0 : expf(scores->none);
    sum += scores->none;
    scores->none = (float)(scores->none / sum);
    for (uint32_t way = 0; way < RELATION_WAYS; way++)
        for (uint32_t type = 1; type < PLOVER_COUNT; type++)
            scores->types[way][type] = (float)(scores->types[way][type] / sum);
}

static void weigh(const EventGiven *given, const RelationTold *told, const RelationScores *model, bool needs_one,
                  RelationScores *out)
{
    *out = (RelationScores){.none = model_score(given, model->none)};
    out->none += told->event == NULL ? given->weights.silent : given->weights.told;
    for (uint32_t way = 0; way < RELATION_WAYS; way++)
        for (uint32_t type = 1; type < PLOVER_COUNT; type++)
            out->types[way][type] = model_score(given, model->types[way][type]) +
                                    bonus(given, told, (PloverType)type, (RelationWay)way);
    make_shares(out, needs_one);
}

/* The type with the largest share of all its ways together, and the likeliest of its ways. */
static void choose(RelationAnswer *answer)
{
    const RelationScores *scores = &answer->scores;
    answer->type = PLOVER_NONE;
    answer->by.confidence = scores->none;
    for (uint32_t type = 1; type < PLOVER_COUNT; type++) {
        float share = 0;
        RelationWay best = RELATION_FORWARD;
        for (uint32_t way = 0; way < RELATION_WAYS; way++) {
            share += scores->types[way][type];
            if (scores->types[way][type] > scores->types[best][type]) best = (RelationWay)way;
        }
        if (share <= answer->by.confidence) continue;
        answer->type = (PloverType)type;
        answer->way = best;
        answer->by.confidence = share;
    }
}

/* ---- the rest of the answer ---- */

/* From the code book's event, where the answer is its type. */
static bool take_told(RelationAnswer *answer)
{
    const Event *event = answer->told.event;
    if (event == NULL || event->plover != answer->type) return false;
    answer->mode = event->mode;
    answer->cameo = event->cameo;
    answer->status = event->status;
    answer->joining = event->predicate;
    answer->by.rule = event->by.rule;
    return true;
}

static void take_learnt(const EventWork *work, const GivenPair *pair, RelationAnswer *answer)
{
    const LearntType *learnt = &work->data->learnt->types[answer->type];
    answer->by.rule = LEARNT_RULE;
    answer->status = STATUS_ASSERTED;
    answer->cameo = learnt->frames[0].cameo;
    if (pair->joining == NONE) return;
    const Token *token = document_token(work->doc, pair->joining);
    const EventFrame *frame = &learnt->frames[token->tag != TAG_VERB];
    Event event = {.predicate = token->span, .sentence = token->sentence, .plover = answer->type, .cameo = frame->cameo,
                   .attributed_to = NONE, .time = NONE, .place = NONE};
    event_set_status(work, frame, pair->joining, &event);
    answer->status = event.status;
    answer->joining = token->span;
}

/* The work's own document: the same lists, to which mentions may be added. */
static Document copy_of(const Document *doc, Arena *scratch)
{
    Document copy = *doc;
    copy.mentions.items = arena_new_items(scratch, Mention, (size_t)doc->mentions.count + RELATION_SIDES);
    copy.mentions.capacity = doc->mentions.count + RELATION_SIDES;
    if (doc->mentions.count > 0) memcpy(copy.mentions.items, doc->mentions.items, doc->mentions.count * sizeof(Mention));
    copy.arena = scratch;
    return copy;
}

void event_given_answer(const void *events, const Document *doc, const Span places[RELATION_SIDES], bool needs_one,
                        Arena *scratch, RelationAnswer *out)
{
    const EventData *data = events;
    Document copy = copy_of(doc, scratch);
    EventWork work;
    event_work_init(&work, data, &copy, scratch);
    *out = (RelationAnswer){.places = {places[RELATION_SOURCE], places[RELATION_TARGET]}, .status = STATUS_ASSERTED,
                            .told = event_given_told(doc, places)};
    GivenPair pair = event_given_pair(&work, places);
    event_given_scores(&work, places, &out->learnt);
    weigh(data->given, &out->told, &out->learnt, needs_one, &out->scores);
    choose(out);
    out->quad = data->given->quads[out->type];
    if (out->type != PLOVER_NONE && !take_told(out)) take_learnt(&work, &pair, out);
}
