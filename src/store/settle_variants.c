/* The sayings around a quotation that came or changed: one sentence in other words (store/saying_graph.h). */
#include <stdlib.h>

#include "ledger/quoted_words.h"
#include "ledger/variants.h"
#include "store/saying_graph.h"
#include "store/settle.h"
#include "store/tellings.h"

typedef struct Wording {
    int64_t number;
    QuotationKind kind;
    Str text;
    Span span;
    Id id;
    Id article_id;
    int64_t article;
    int64_t original; /* article that this one repeats; 0 if none */
    bool is_superseded;
    bool has_day;
    int32_t day;
    Id old_variant; /* as it is written; empty if it stands in none */
    int64_t old_position;
} Wording;

typedef List(Wording) WordingList;

static int compare_places(const void *a, const void *b)
{
    const Wording *x = a, *y = b;
    if (x->has_day != y->has_day) return x->has_day ? -1 : 1;
    if (x->has_day && x->day != y->day) return x->day < y->day ? -1 : 1;
    int order = strcmp(x->article_id.text, y->article_id.text);
    if (order == 0) order = (x->span.start > y->span.start) - (x->span.start < y->span.start);
    return order != 0 ? order : strcmp(x->id.text, y->id.text);
}

static DatelineStatus add_place(Store *store, int64_t number, WordingList *out, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_QUOTATION_PLACE);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    Wording *place = list_add(store->scratch, out);
    *place = (Wording){
        .number = number,
        .id = row_get_id(&row, 0),
        .article = row_get_int(&row, 2),
        .has_day = !row_is_null(&row, 3),
        .day = (int32_t)row_get_int(&row, 3),
        .span = {(uint32_t)row_get_int(&row, 4), (uint32_t)row_get_int(&row, 5)},
        .article_id = row_get_id(&row, 6),
        .text = row_copy_str(&row, 8, store->scratch),
        .original = row_get_int(&row, 9),
        .is_superseded = row_get_int(&row, 10) != 0,
    };
    quotation_kind_from_name(row_get_str(&row, 7), &place->kind);
    row_end(&row);
    return DATELINE_OK;
}

static Id variant_id(const WordingList *places)
{
    IdBuilder builder;
    id_begin(&builder);
    id_add_str(&builder, id_str(&places->items[0].id));
    return id_finish(&builder, 'v');
}

static int64_t count_articles(const WordingList *places)
{
    int64_t count = 0;
    for (uint32_t i = 0; i < places->count; i++)
        if (i == 0 || places->items[i].article != places->items[i - 1].article) count++;
    return count;
}

static DatelineStatus count_sources(Store *store, const WordingList *places, uint32_t *out,
                                    DatelineError *err)
{
    TellingList tellings = {0};
    for (uint32_t i = 0; i < places->count; i++) {
        const Wording *place = &places->items[i];
        *list_add(store->scratch, &tellings) = (Telling){.number = place->number,
                                                         .record = place->id,
                                                         .article = place->article,
                                                         .original = place->original,
                                                         .is_superseded = place->is_superseded};
    }
    return tellings_count_sources(store, &tellings, out, err);
}

static DatelineStatus write_head(Store *store, const Id *id, const WordingList *places, Str speaker,
                                 DatelineError *err)
{
    uint32_t sources;
    TRY(count_sources(store, places, &sources, err));
    Row row = database_row(store->db, STATEMENT_INSERT_VARIANT);
    row_id(&row, id);
    row_text(&row, speaker);
    row_int(&row, places->count);
    row_int(&row, count_articles(places));
    if (places->items[0].has_day)
        row_int(&row, places->items[0].day);
    else
        row_null(&row);
    row_int(&row, sources);
    return row_run(&row, err);
}

/* Rows that say the same as before are left as they are. */
static DatelineStatus write_places(Store *store, const Id *id, const WordingList *places, DatelineError *err)
{
    for (uint32_t i = 0; i < places->count; i++) {
        const Wording *place = &places->items[i];
        if (strcmp(place->old_variant.text, id->text) == 0 && place->old_position == i) continue;
        Row row = database_row(store->db, STATEMENT_SET_VARIANT_QUOTATION);
        row_int(&row, place->number);
        row_id(&row, id);
        row_int(&row, i);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

/* ---- What was written before ------------------------------------------------------------------ */

static DatelineStatus read_old(Store *store, Wording *place, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_VARIANT_OF);
    row_int(&row, place->number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    place->old_variant = row_get_id(&row, 0);
    place->old_position = row_get_int(&row, 1);
    row_end(&row);
    return DATELINE_OK;
}

/* Are all quotations of the old variant still together? */
static DatelineStatus is_whole(Store *store, const Id *variant, const WordingList *places, bool *out,
                               DatelineError *err)
{
    bool has_row;
    int64_t count = 0;
    for (uint32_t i = 0; i < places->count; i++) count += strcmp(places->items[i].old_variant.text, variant->text) == 0;
    Row row = database_row(store->db, STATEMENT_COUNT_VARIANT_MEMBERS);
    row_id(&row, variant);
    TRY(row_step(&row, &has_row, err));
    *out = has_row && row_get_int(&row, 0) == count;
    row_end(&row);
    return DATELINE_OK;
}

static void forget_old(WordingList *places, Id variant)
{
    for (uint32_t i = 0; i < places->count; i++)
        if (strcmp(places->items[i].old_variant.text, variant.text) == 0) places->items[i].old_variant = (Id){0};
}

/* The rows of its quotations stay if they become those of `kept`. */
static DatelineStatus delete_old(Store *store, Id variant, const Id *kept, WordingList *places, DatelineError *err)
{
    bool stays = kept != NULL && strcmp(variant.text, kept->text) == 0;
    if (stays) TRY(is_whole(store, &variant, places, &stays, err));
    TRY(conflicts_delete(store, &variant, err));
    TRY(settle_delete(store, STATEMENT_DELETE_VARIANT, &variant, err));
    if (stays) return DATELINE_OK;
    forget_old(places, variant);
    return settle_delete(store, STATEMENT_DELETE_VARIANT_MEMBERS, &variant, err);
}

typedef List(Id) IdList;

/* Each once; an empty one is none. */
static void note_id(IdList *ids, const Id *id, Arena *arena)
{
    bool is_known = id->text[0] == '\0';
    for (uint32_t i = 0; i < ids->count && !is_known; i++) is_known = strcmp(ids->items[i].text, id->text) == 0;
    if (!is_known) *list_add(arena, ids) = *id;
}

static DatelineStatus delete_all_old(Store *store, const Id *kept, WordingList *places, DatelineError *err)
{
    IdList old = {0};
    for (uint32_t i = 0; i < places->count; i++) {
        TRY(read_old(store, &places->items[i], err));
        note_id(&old, &places->items[i].old_variant, store->scratch);
    }
    for (uint32_t i = 0; i < old.count; i++) TRY(delete_old(store, old.items[i], kept, places, err));
    return DATELINE_OK;
}

/* ---- Wording --------------------------------------------------------------------------------- */

#define MOST_COMPARED 40

/* A speaker says much the same again on another day, and may put it differently then. */
#define MOST_DAYS_APART 4

static bool may_be_one_occasion(const Wording *a, const Wording *b)
{
    if (a->article == b->article) return false;
    return !a->has_day || !b->has_day || abs(a->day - b->day) <= MOST_DAYS_APART;
}

/* Of each wording that differs from another, the first quotation that has it. */
static bool is_new_wording(Store *store, const WordingList *places, uint32_t index)
{
    const Wording *place = &places->items[index];
    bool differs = false;
    for (uint32_t i = 0; i < places->count && i < MOST_COMPARED; i++) {
        const Wording *other = &places->items[i];
        if (i == index || other->kind == QUOTATION_INDIRECT) continue;
        bool is_other = may_be_one_occasion(place, other) &&
                        variants_differ(store->data, place->text, other->text);
        if (!is_other && i < index &&
            str_equal(variant_quoted_part(place->text), variant_quoted_part(other->text)))
            return false;
        differs = differs || is_other;
    }
    return differs;
}

static DatelineStatus write_wording(Store *store, const WordingList *places, DatelineError *err)
{
    if (store->data == NULL) return DATELINE_OK;
    ConflictMemberList members = {0};
    for (uint32_t i = 0; i < places->count && i < MOST_COMPARED; i++) {
        const Wording *place = &places->items[i];
        if (place->kind == QUOTATION_INDIRECT || !is_new_wording(store, places, i)) continue;
        *list_add(store->scratch, &members) =
            (ConflictMember){.record = place->id,
                             .article = place->article,
                             .article_id = place->article_id,
                             .span = place->span,
                             .value = variant_quoted_part(place->text)};
    }
    if (members.count < 2) return DATELINE_OK;
    Id id = variant_id(places);
    return conflict_write(store, "wording", &id, STR("quotation"), places->items[0].has_day,
                          places->items[0].day, &members, err);
}

/* ---- Together -------------------------------------------------------------------------------- */

static DatelineStatus write_group(Store *store, Str speaker, WordingList *places, DatelineError *err)
{
    if (places->count < 2) return delete_all_old(store, NULL, places, err);
    qsort(places->items, places->count, sizeof *places->items, compare_places);
    Id id = variant_id(places);
    TRY(delete_all_old(store, &id, places, err));
    TRY(write_head(store, &id, places, speaker, err));
    TRY(write_places(store, &id, places, err));
    return write_wording(store, places, err);
}

/* What stands together in the ledger before it is written anew. */
typedef struct WrittenGroup {
    Id variant;
    NumberList nodes;
} WrittenGroup;

/* What has changed around a quotation. */
typedef struct Regrouping {
    SayingGraph graph;
    NumberList nodes; /* whose groups are derived anew */
    NumberList heads; /* of these groups */
    List(WrittenGroup) written; /* that were read: of a saying of hundreds of wordings each asks for all */
} Regrouping;

static void regroup(Regrouping *regrouping, int64_t node)
{
    WordingNode *found = &regrouping->graph.nodes.items[node];
    if (!found->is_regrouped) *list_add(regrouping->graph.store->scratch, &regrouping->nodes) = node;
    found->is_regrouped = true;
}

static DatelineStatus nodes_of(Regrouping *regrouping, const Id *variant, NumberList *out, DatelineError *err)
{
    for (uint32_t i = 0; i < regrouping->written.count; i++) {
        *out = regrouping->written.items[i].nodes;
        if (strcmp(regrouping->written.items[i].variant.text, variant->text) == 0) return DATELINE_OK;
    }
    *out = (NumberList){0};
    TRY(saying_nodes_of(&regrouping->graph, variant, out, err));
    *list_add(regrouping->graph.store->scratch, &regrouping->written) = (WrittenGroup){*variant, *out};
    return DATELINE_OK;
}

/* Those that any of its quotations is written down together with. */
static DatelineStatus written_nodes(Regrouping *regrouping, uint32_t node, NumberList *out, DatelineError *err)
{
    IdList variants = {0};
    const WordingNode *found = &regrouping->graph.nodes.items[node];
    for (uint32_t i = 0; i < found->quotations.count; i++) {
        Wording place = {.number = found->quotations.items[i]};
        TRY(read_old(regrouping->graph.store, &place, err));
        note_id(&variants, &place.old_variant, regrouping->graph.store->scratch);
    }
    for (uint32_t i = 0; i < variants.count; i++) {
        NumberList nodes;
        TRY(nodes_of(regrouping, &variants.items[i], &nodes, err));
        for (uint32_t k = 0; k < nodes.count; k++)
            *list_add(regrouping->graph.store->scratch, out) = nodes.items[k];
    }
    number_list_sort_once(out);
    return DATELINE_OK;
}

/* Is it written down with its head, and with nothing that has another? */
static DatelineStatus is_in_place(Regrouping *regrouping, uint32_t node, bool *out, DatelineError *err)
{
    uint32_t head;
    NumberList company = {0};
    bool has_head = false;
    TRY(saying_head(&regrouping->graph, node, &head, err));
    TRY(written_nodes(regrouping, node, &company, err));
    *out = true;
    for (uint32_t i = 0; i < company.count && *out; i++) {
        uint32_t other;
        TRY(saying_head(&regrouping->graph, (uint32_t)company.items[i], &other, err));
        *out = other == head;
        has_head |= company.items[i] == head;
    }
    *out &= has_head || (company.count == 0 && head == node);
    return DATELINE_OK;
}

/* Those that are like it may belong to it now, or no longer. */
static DatelineStatus look_around(Regrouping *regrouping, uint32_t node, DatelineError *err)
{
    SayingGraph *graph = &regrouping->graph;
    for (uint32_t i = 0; i < graph->nodes.items[node].links.count; i++) {
        uint32_t other = graph->nodes.items[node].links.items[i].node;
        bool stays;
        if (graph->nodes.items[other].is_regrouped) continue;
        TRY(is_in_place(regrouping, other, &stays, err));
        if (!stays) regroup(regrouping, other);
    }
    return DATELINE_OK;
}

/* All that it belongs together with, now and before. */
static DatelineStatus regroup_company(Regrouping *regrouping, uint32_t node, DatelineError *err)
{
    uint32_t head;
    NumberList company = {0};
    TRY(saying_head(&regrouping->graph, node, &head, err));
    *list_add(regrouping->graph.store->scratch, &regrouping->heads) = head;
    TRY(written_nodes(regrouping, node, &company, err));
    TRY(saying_group(&regrouping->graph, head, &company, err));
    for (uint32_t i = 0; i < company.count; i++) regroup(regrouping, company.items[i]);
    return look_around(regrouping, node, err);
}

static DatelineStatus write_group_of(Regrouping *regrouping, uint32_t head, DatelineError *err)
{
    Store *store = regrouping->graph.store;
    NumberList group = {0};
    WordingList places = {0};
    TRY(saying_group(&regrouping->graph, head, &group, err));
    number_list_sort_once(&group);
    for (uint32_t i = 0; i < group.count; i++) {
        const NumberList *quotations = &regrouping->graph.nodes.items[group.items[i]].quotations;
        for (uint32_t k = 0; k < quotations->count; k++) {
            TRY(add_place(store, quotations->items[k], &places, err));
            TRY(settle_clear_number(store->db, DIRTY_VARIANT, quotations->items[k], err));
        }
    }
    return write_group(store, regrouping->graph.nodes.items[head].speaker, &places, err);
}

DatelineStatus settle_variant(Store *store, int64_t quotation, DatelineError *err)
{
    Regrouping regrouping = {0};
    uint32_t node;
    saying_graph_init(&regrouping.graph, store);
    TRY(saying_node_of(&regrouping.graph, quotation, &node, err));
    if (node == MAP_NONE) return DATELINE_OK;
    TRY(saying_read_links(&regrouping.graph, node, err));
    regroup(&regrouping, node);
    for (uint32_t i = 0; i < regrouping.nodes.count; i++)
        TRY(regroup_company(&regrouping, (uint32_t)regrouping.nodes.items[i], err));
    number_list_sort_once(&regrouping.heads);
    for (uint32_t i = 0; i < regrouping.heads.count; i++)
        TRY(write_group_of(&regrouping, (uint32_t)regrouping.heads.items[i], err));
    return DATELINE_OK;
}
