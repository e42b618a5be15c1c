/*
 * Where an event takes place.
 *
 *     "Two people were killed in a strike on a market in Goma, in eastern Congo."
 *     killed: Goma, which is more than Congo
 *
 * Asked are the words behind "in", "at", "near", "off" ... that hang on the trigger through nouns
 * alone, and what these nouns are described by: "a market in Goma", "the city of Goma", "the Kursk
 * region". The most special place wins. Nobody's name and no organisation's is a place.
 */
#include "event_place.h"

#define FARTHEST_WORDS 60 /* looked at on either side of the trigger */
#define MOST_STEPS 5      /* nouns between the preposition and the trigger */
#define DEEPEST 3         /* nouns within nouns */

typedef struct FoundPlace {
    uint32_t mention; /* NONE */
    uint32_t rank;
} FoundPlace;

static const Str prepositions[] = {
    STR_INIT("in"),     STR_INIT("at"),     STR_INIT("near"),   STR_INIT("off"),
    STR_INIT("inside"), STR_INIT("around"), STR_INIT("across"), STR_INIT("outside"),
    STR_INIT("within"), STR_INIT("on"),     STR_INIT("over"),   STR_INIT("throughout"),
};

static bool has_preposition(const Tree *tree, uint32_t token)
{
    for (size_t i = 0; i < COUNT(prepositions); i++)
        if (tree_has_case(tree, token, prepositions[i])) return true;
    return false;
}

static bool is_on_or_over(const Tree *tree, uint32_t token)
{
    return tree_has_case(tree, token, STR("on")) || tree_has_case(tree, token, STR("over"));
}

/* How much a place says: a town more than its state; one without a country says little. */
static uint32_t rank_of(const Place *place)
{
    switch (place->kind) {
    case PLACE_CITY:
    case PLACE_SITE: return 8;
    case PLACE_ISLAND:
    case PLACE_BORDER: return 7;
    case PLACE_REGION: return place->has_point && place->country.len == 0 ? 3 : 6;
    case PLACE_WATER: return 5;
    case PLACE_COUNTRY: return 4;
    case PLACE_UNKNOWN: return place->country.len > 0 ? 5 : 1;
    case PLACE_KIND_COUNT: break;
    }
    return 0;
}

static void take(const EventWork *work, uint32_t mention_index, FoundPlace *best)
{
    if (mention_index == NONE) return;
    const Mention *mention = &work->doc->mentions.items[mention_index];
    if (mention->place == NONE) return;
    uint32_t rank = rank_of(&work->doc->places.items[mention->place]);
    if (best->mention == NONE || rank > best->rank) *best = (FoundPlace){mention_index, rank};
}

/* A noun and the places that describe it. */
static void take_noun(const EventWork *work, uint32_t noun, uint32_t depth, FoundPlace *best)
{
    const Tree *tree = &work->tree;
    uint32_t own = work->mention_over[noun];
    take(work, own, best);
    if (depth == 0) return;
    bool is_spot = event_is_class(work, noun, work->data->spots);
    for (uint32_t c = tree_first_child(tree, noun); c != NONE; c = tree_next_child(tree, c)) {
        Relation relation = tree_relation(tree, c);
        bool describes = relation == REL_NMOD && has_preposition(tree, c) && !is_on_or_over(tree, c);
        bool names = is_spot && (relation == REL_COMPOUND || relation == REL_NMOD_POSS ||
                                 (relation == REL_NMOD && tree_has_case(tree, c, STR("of"))));
        bool is_apposition = relation == REL_APPOS && own != NONE &&
                             work->doc->mentions.items[own].place != NONE;
        if (describes || names || is_apposition) take_noun(work, c, depth - 1, best);
    }
}

static bool is_nominal_link(Relation relation)
{
    return relation == REL_OBJ || relation == REL_OBL || relation == REL_NMOD ||
           relation == REL_OBL_UNMARKED || relation == REL_NMOD_UNMARKED || relation == REL_NSUBJ_PASS ||
           relation == REL_CONJ || relation == REL_OBL_AGENT || relation == REL_APPOS;
}

static bool hangs_on(const Tree *tree, uint32_t token, uint32_t trigger, uint32_t most_steps)
{
    for (uint32_t step = 0; step <= most_steps && token != NONE; step++) {
        if (token == trigger) return true;
        if (!is_nominal_link(tree_relation(tree, token))) return false;
        token = tree_head(tree, token);
    }
    return false;
}

/* "on Monday", "over the plan" place nothing; "on the island", "over the Black Sea" do. */
static bool may_place(const EventWork *work, uint32_t noun)
{
    if (!is_on_or_over(&work->tree, noun)) return true;
    if (event_is_class(work, noun, work->data->spots)) return true;
    uint32_t mention = work->mention_over[noun];
    if (mention == NONE || work->doc->mentions.items[mention].place == NONE) return false;
    PlaceKind kind = work->doc->places.items[work->doc->mentions.items[mention].place].kind;
    return kind == PLACE_WATER || kind == PLACE_ISLAND || kind == PLACE_BORDER;
}

static void look_around(const EventWork *work, uint32_t trigger, uint32_t most_steps, FoundPlace *best)
{
    TokenRange sentence = work->doc->sentences.items[work->doc->tokens.items[trigger].sentence].tokens;
    uint32_t first = trigger > sentence.first + FARTHEST_WORDS ? trigger - FARTHEST_WORDS : sentence.first;
    uint32_t end = trigger + FARTHEST_WORDS < sentence.end ? trigger + FARTHEST_WORDS : sentence.end;
    for (uint32_t t = first; t < end; t++) {
        if (t == trigger || !has_preposition(&work->tree, t)) continue;
        if (hangs_on(&work->tree, t, trigger, most_steps) && may_place(work, t)) take_noun(work, t, DEEPEST, best);
    }
}

/* "praised the troops in Norland": the praise is not there; unlike "signed a treaty in Portville". */
static bool is_of_words(const Event *event)
{
    static const Str praise[] = {STR_INIT("051"), STR_INIT("052")};
    PloverType type = event->plover;
    return type == PLOVER_ACCUSE || type == PLOVER_REJECT || type == PLOVER_REQUEST ||
           type == PLOVER_THREATEN || str_index(event->cameo, praise, COUNT(praise)) != STR_NOT_FOUND;
}

void event_set_place(const EventWork *work, uint32_t trigger, uint32_t target_place, Event *event)
{
    FoundPlace best = {.mention = NONE};
    uint32_t most_steps = is_of_words(event) ? 1 : MOST_STEPS;
    take(work, target_place, &best);
    if (best.mention == NONE) look_around(work, trigger, most_steps, &best);
    const Tree *tree = &work->tree;
    Relation relation = tree_relation(tree, trigger);
    bool is_argument = relation == REL_OBJ || relation == REL_NSUBJ || relation == REL_NSUBJ_PASS ||
                       relation == REL_OBL;
    if (best.mention == NONE && is_argument) /* "the attack took place in Goma" */
        look_around(work, tree_head(tree, trigger), most_steps, &best);
    if (best.mention == NONE) return;
    const Mention *mention = &work->doc->mentions.items[best.mention];
    event->place = mention->place;
    event->place_span = mention->span;
}
