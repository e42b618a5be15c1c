#include "sizes.h"

#define MOST_SENTENCES_BACK 1 /* that the event of a casualty figure may stand before it */
#define MOST_STEPS 3          /* up the tree, from the number to the word that says what befell them */

/* ---- What befell them -------------------------------------------------------------------------- */

static FigureSize size_of_word(const Ground *ground, uint32_t token)
{
    uint32_t size = map_find(&ground->data->sizes, ground->lemmas[token]);
    if (size == MAP_NONE) size = map_find(&ground->data->sizes, ground->words[token]);
    return size == MAP_NONE ? SIZE_NONE : (FigureSize)size;
}

/* The number, or the noun it counts: what stands in the sentence. */
static uint32_t token_of(const Ground *ground, const Figure *figure)
{
    Span span = figure->counted_span.end > 0 ? figure->counted_span : figure->quantity;
    uint32_t at = document_token_at(ground->doc, span.start);
    while (at + 1 < ground->doc->tokens.count && document_token(ground->doc, at + 1)->span.end <= span.end) at++;
    return at;
}

/* Is the verb's doing done to them? "The blast killed eight", "eight were killed", "eight died". */
static bool befalls(const Ground *ground, uint32_t verb, uint32_t token)
{
    const Token *word = ground_token(ground, token);
    bool is_dying = tree_object(&ground->tree, verb) == NONE && !tree_is_passive(&ground->tree, verb);
    return word->relation == REL_OBJ || word->relation == REL_NSUBJ_PASS ||
           (word->relation == REL_NSUBJ && is_dying);
}

/* "22 dead": beside the number. "Another 30 wounded soldiers": before the noun. */
static FigureSize size_beside(const Ground *ground, const Figure *figure, uint32_t token)
{
    TokenRange sentence = ground_sentence(ground, token);
    uint32_t first = document_token_at(ground->doc, figure->quantity.start);
    for (uint32_t i = first; i <= token + 1 && i < sentence.end; i++) {
        FigureSize size = size_of_word(ground, i);
        if (size == SIZE_NONE) continue;
        bool is_own = i <= token || ground_token(ground, i)->tag == TAG_ADJ ||
                      befalls(ground, i, token) || ground_token(ground, i)->head == token;
        if (is_own) return size;
    }
    return SIZE_NONE;
}

/* "claimed 40 lives": the verb with what is counted. */
static FigureSize size_of_verb_with(const Ground *ground, uint32_t token)
{
    uint32_t verb = tree_head(&ground->tree, token);
    if (verb == NONE || !befalls(ground, verb, token)) return SIZE_NONE;
    Str words = arena_format(ground->scratch, STR_FMT " " STR_FMT, STR_ARG(ground->lemmas[verb]),
                             STR_ARG(ground->lemmas[token]));
    uint32_t size = map_find(&ground->data->sizes, words);
    return size == MAP_NONE ? SIZE_NONE : (FigureSize)size;
}

/* "40 people were confirmed dead", "were reported wounded": what the verb says they are. */
static FigureSize size_beyond(const Ground *ground, uint32_t verb)
{
    const Tree *tree = &ground->tree;
    if (!tree_is_passive(tree, verb)) return SIZE_NONE;
    for (uint32_t c = tree_first_child(tree, verb); c != NONE; c = tree_next_child(tree, c)) {
        bool is_said = c == verb + 1 && (ground_token(ground, c)->tag == TAG_ADJ || ground_token(ground, c)->tag == TAG_VERB);
        if (is_said && size_of_word(ground, c) != SIZE_NONE) return size_of_word(ground, c);
    }
    return SIZE_NONE;
}

/* "105 of his soldiers": what is said is said of the number. */
static bool is_part_of(const Ground *ground, const Figure *figure, uint32_t token, uint32_t head)
{
    return ground_token(ground, token)->relation == REL_NMOD &&
           span_contains(figure->quantity, ground_token(ground, head)->span);
}

static FigureSize size_of(const Ground *ground, const Figure *figure)
{
    uint32_t token = token_of(ground, figure);
    FigureSize told = size_of_word(ground, token); /* "155 arrests", "the death toll" */
    if (told == SIZE_NONE) told = size_of_verb_with(ground, token);
    if (told != SIZE_NONE) return told;
    bool may_be_people = str_equal(figure->unit, STR("person")) || str_equal(figure->counted, STR("other"));
    if (!may_be_people) return SIZE_NONE;
    FigureSize beside = size_beside(ground, figure, token);
    if (beside != SIZE_NONE) return beside;
    for (int step = 0; step < MOST_STEPS; step++) {
        uint32_t head = tree_head(&ground->tree, token);
        if (head == NONE) return SIZE_NONE;
        FigureSize size = size_of_word(ground, head);
        if (size == SIZE_NONE) size = size_beyond(ground, head);
        if (size != SIZE_NONE && befalls(ground, head, token)) return size;
        bool is_conjunct = ground_token(ground, token)->relation == REL_CONJ;
        bool goes_on = is_conjunct || ground_token(ground, token)->tag == TAG_NUM || is_part_of(ground, figure, token, head);
        if (!goes_on) return SIZE_NONE;
        token = head;
    }
    return SIZE_NONE;
}

/* ---- Its event --------------------------------------------------------------------------------- */

static bool fits(FigureSize size, PloverType type)
{
    bool is_fight = type == PLOVER_ASSAULT || type == PLOVER_PROTEST;
    return size == SIZE_ARRESTED ? is_fight || type == PLOVER_COERCE : is_fight;
}

/* The event of a fitting type whose predicate is nearest, in the figure's sentence or the one before. */
static uint32_t nearest_event(const Ground *ground, const Figure *figure)
{
    const Document *doc = ground->doc;
    uint32_t best = NONE, least = UINT32_MAX;
    for (uint32_t i = 0; i < doc->events.count; i++) {
        const Event *event = &doc->events.items[i];
        if (!fits(figure->size, event->plover) || event->sentence > figure->sentence ||
            event->sentence + MOST_SENTENCES_BACK < figure->sentence)
            continue;
        uint32_t a = event->predicate.start, b = figure->quantity.start;
        uint32_t distance = a < b ? b - a : a - b;
        if (distance >= least) continue;
        least = distance;
        best = i;
    }
    return best;
}

static uint32_t event_of(const Ground *ground, const Figure *figure)
{
    uint32_t at = document_token_at(ground->doc, figure->quantity.start);
    uint32_t around = at < ground->doc->tokens.count ? ground->event_of[at] : NONE;
    if (figure->size == SIZE_NONE) return around;
    if (around != NONE && fits(figure->size, ground->doc->events.items[around].plover)) return around;
    uint32_t nearest = nearest_event(ground, figure);
    return nearest == NONE ? around : nearest;
}

void sizes_link(const Ground *ground)
{
    Document *doc = ground->doc;
    for (uint32_t i = 0; i < doc->figures.count; i++) {
        Figure *figure = &doc->figures.items[i];
        figure->size = size_of(ground, figure);
        figure->event = event_of(ground, figure);
        bool are_others = figure->size != SIZE_NONE && str_equal(figure->counted, STR("other"));
        if (are_others) figure->unit = STR("person"); /* "wounding 30 others" */
    }
}
