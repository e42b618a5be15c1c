/*
 * Names, titles and pronouns to actors.
 *
 *     North Korean leader Kim Jong Un told Putin he ...
 *     [person:kim jong un             ]    [person:vladimir putin] [person:kim jong un]
 *     [state:PRK ]
 *
 * The steps are told in scan.h. This file runs them and writes the document's mentions: ordered by
 * start, the longer first, so that what is nested follows what holds it.
 */
#include "entities.h"

#include <stdlib.h>

#include "coref.h"

typedef struct EntitiesData {
    World world;
    ReferenceWords references;
} EntitiesData;

static DatelineStatus entities_load(const DataFiles *files, Arena *arena, void **out_data,
                                    DatelineError *err)
{
    EntitiesData *data = arena_alloc(arena, sizeof *data);
    TRY(world_load(files, arena, &data->world, err));
    TRY(reference_words_load(files, arena, &data->references, err));
    *out_data = data;
    return DATELINE_OK;
}

/* ---- Order -------------------------------------------------------------------------------- */

typedef struct FindOrder {
    TokenRange tokens;
    uint32_t find;
} FindOrder;

static int compare_order(const void *a, const void *b)
{
    const FindOrder *left = a, *right = b;
    if (left->tokens.first != right->tokens.first)
        return left->tokens.first < right->tokens.first ? -1 : 1;
    if (left->tokens.end != right->tokens.end) return left->tokens.end > right->tokens.end ? -1 : 1;
    return left->find < right->find ? -1 : left->find > right->find;
}

static void sort_finds(Scan *scan)
{
    uint32_t count = scan->finds.count;
    if (count == 0) return;
    FindOrder *order = arena_new_items(scan->scratch, FindOrder, count);
    Find *sorted = arena_new_items(scan->scratch, Find, count);
    uint32_t *moved = arena_new_items(scan->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) order[i] = (FindOrder){scan->finds.items[i].tokens, i};
    qsort(order, count, sizeof *order, compare_order);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = scan->finds.items[order[i].find];
        moved[order[i].find] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        if (sorted[i].owner_find != NONE) sorted[i].owner_find = moved[sorted[i].owner_find];
    scan->finds.items = sorted;
    scan->finds.capacity = count;
}

/* ---- Finds to mentions -------------------------------------------------------------------- */

static MentionKind mention_kind(const Scan *scan, const Find *find)
{
    switch (find->kind) {
    case FIND_STATE:
    case FIND_PLACE:
    case FIND_ORGANISATION:
    case FIND_MEDIUM:
    case FIND_THING: return MENTION_NAME;
    case FIND_NATIONALITY: return MENTION_NATIONALITY;
    case FIND_METONYM: return MENTION_METONYM;
    case FIND_PERSON:
        return find->title.end > find->title.first ? MENTION_TITLED_NAME : MENTION_NAME;
    case FIND_BODY: return is_capitalised(scan, find->head) ? MENTION_NAME : MENTION_DESCRIPTION;
    case FIND_GROUP: return MENTION_DESCRIPTION;
    case FIND_ROLE:
    case FIND_AGED:
    case FIND_DESCRIPTION:
    case FIND_OUTLET: return MENTION_ROLE;
    case FIND_PRONOUN: return MENTION_PRONOUN;
    case FIND_COLLECTIVE:
        return find->row != NONE && scan->world->collectives.items[find->row].kind == COLLECTIVE_ONE
                   ? MENTION_ROLE
                   : MENTION_COLLECTIVE;
    }
    return MENTION_NAME;
}

/* The class of a name: the network's, or what the find is of. */
static NameType name_type(const Find *find)
{
    switch (find->kind) {
    case FIND_STATE: return NAME_TYPE_COUNTRY;
    case FIND_PERSON: return NAME_TYPE_PERSON;
    case FIND_NATIONALITY: return NAME_TYPE_PEOPLE;
    case FIND_ORGANISATION:
    case FIND_MEDIUM: return NAME_TYPE_ORGANISATION;
    case FIND_METONYM: return find->is_definite ? NAME_TYPE_ORGANISATION : NAME_TYPE_COUNTRY;
    case FIND_PLACE:
        return find->type == NAME_TYPE_PLACE || find->type == NAME_TYPE_FACILITY
                   ? find->type
                   : NAME_TYPE_COUNTRY;
    case FIND_THING: return find->type;
    case FIND_BODY: return NAME_TYPE_ORGANISATION;
    case FIND_GROUP:
    case FIND_ROLE:
    case FIND_AGED:
    case FIND_OUTLET:
    case FIND_PRONOUN:
    case FIND_DESCRIPTION:
    case FIND_COLLECTIVE: break;
    }
    return NAME_TYPE_NONE;
}

static void set_office(const Scan *scan, const Find *find, Mention *mention)
{
    const Title *title = &scan->world->titles.items[find->title_row];
    if (title->use == USE_STYLE || str_equal(title->id, STR("counterpart"))) return;
    mention->office = title->id;
    mention->is_sole = title->head != HEAD_NO;
    mention->owner = find->owner;
    mention->is_former = find->is_former;
    mention->is_future = find->is_future;
}

static void add_mention(Scan *scan, const Find *find)
{
    Document *doc = scan->doc;
    uint32_t index = doc->mentions.count;
    Mention mention = {
        .span = document_tokens_span(doc, find->tokens),
        .tokens = find->tokens,
        .head = find->head,
        .kind = mention_kind(scan, find),
        .name = mention_kind(scan, find) == MENTION_DESCRIPTION ? NAME_TYPE_NONE : name_type(find),
        .actor = find->actor,
        .members = {find->members[0], find->members[1], find->members[2], find->members[3]},
        .place = find->place,
        .by = {find->rule, find->confidence},
    };
    if (find->title_row != NONE) set_office(scan, find, &mention);
    if (find->title.end > find->title.first) mention.title = document_tokens_span(doc, find->title);
    *list_add(doc->arena, &doc->mentions) = mention;
    if (find->actor == NONE) return;
    Actor *actor = &doc->actors.items[find->actor];
    bool says_who = mention.kind == MENTION_TITLED_NAME || mention.kind == MENTION_NAME;
    if (says_who && (actor->introduced == NONE ||
                     (mention.kind == MENTION_TITLED_NAME &&
                      doc->mentions.items[actor->introduced].kind != MENTION_TITLED_NAME)))
        actor->introduced = index;
}

static void point_token(Document *doc, uint32_t token, uint32_t mention)
{
    if (doc->token_mention[token] == NONE) doc->token_mention[token] = mention;
}

/* Outermost first, as the mentions are ordered: every word of a name, the head of a role, and the
 * token on which the parser hung the mention lead to it. */
static void point_tokens(Scan *scan)
{
    Document *doc = scan->doc;
    doc->token_mention = arena_new_items(doc->arena, uint32_t, doc->tokens.count + 1);
    for (uint32_t i = 0; i < doc->tokens.count; i++) doc->token_mention[i] = NONE;
    for (uint32_t i = 0, mention = 0; i < scan->finds.count; i++) {
        const Find *find = &scan->finds.items[i];
        if (find->is_dropped) continue;
        if (find->kind != FIND_THING) { /* nobody who acts */
            for (uint32_t k = find->name.first; k < find->name.end; k++)
                point_token(doc, k, mention);
            point_token(doc, scan_syntactic_head(scan, find->tokens), mention);
            for (uint32_t k = find->tokens.end; k < find->past; k++) point_token(doc, k, mention);
        }
        mention++;
    }
}

/* [finds] the mention of each, or NONE. */
static uint32_t *write_mentions(Scan *scan)
{
    uint32_t *mention_of = arena_new_items(scan->scratch, uint32_t, (size_t)scan->finds.count + 1);
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        bool is_dropped = scan->finds.items[i].is_dropped;
        mention_of[i] = is_dropped ? NONE : scan->doc->mentions.count;
        if (!is_dropped) add_mention(scan, &scan->finds.items[i]);
    }
    point_tokens(scan);
    return mention_of;
}

static DatelineStatus entities_run(const void *data, Document *doc, Arena *scratch,
                                   DatelineError *err)
{
    (void)err;
    Scan scan;
    const EntitiesData *words = data;
    scan_begin(&scan, &words->world, doc, scratch);
    noun_phrases_find(&scan);
    descriptions_find(&scan, &words->references);
    pronouns_find(&scan, &words->references);
    sort_finds(&scan);
    persons_identify(&scan);
    bodies_join_persons(&scan);
    places_resolve(&scan);
    actors_assign(&scan);
    Coref coref;
    coref_begin(&coref, &words->references, &scan);
    discourse_resolve(&coref);
    chains_settle(&coref);
    chains_write(&coref, write_mentions(&scan));
    return DATELINE_OK;
}

static bool entities_rule_example(const void *data, uint32_t index, RuleExample *out)
{
    const World *world = &((const EntitiesData *)data)->world;
    if (index >= world->gazetteer.rules.count) return false;
    const PlaceRule *rule = &world->gazetteer.rules.items[index];
    *out = (RuleExample){rule->id, rule->example, STR("entities/place_rules.tsv"), rule->line, false};
    return true;
}

const Stage stage_entities = {
    .name = "entities",
    .does = "Names, titles, nouns and pronouns to actors, and to chains of the same.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX,
    .writes = PART_ENTITIES | PART_CHAINS | PART_PLACES,
    .language = "en",
    .load = entities_load,
    .run = entities_run,
    .rule_example = entities_rule_example,
};
