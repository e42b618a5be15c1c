#include "scorer.h"

#include <math.h>

#include "text/numbers.h"

/* ---- Loading ---------------------------------------------------------------------------------- */

/* Columns of main_text.tsv. A tree's nodes stand in the order in which they are asked, a node's
 * "below" branch right after it; "from" counts the lines down to the other branch. */
enum { COLUMN_ROUND, COLUMN_DEPTH, COLUMN_FEATURE, COLUMN_VALUE, COLUMN_COUNT };

typedef struct TreeReader {
    const Table *table;
    uint32_t row;
    uint32_t round;
    Arena *arena;
    Scorer *scorer;
} TreeReader;

#define DEEPEST_TREE 8

static bool read_whole(Str field, uint32_t *out)
{
    if (field.len != 1 || !ascii_is_digit(field.data[0])) return false;
    *out = (uint32_t)(field.data[0] - '0');
    return true;
}

/* The row at hand must be a node of that depth; goes on to the next row. */
static DatelineStatus read_node(TreeReader *reader, uint32_t depth, uint32_t *out_index,
                                bool *out_is_leaf, DatelineError *err)
{
    const Table *table = reader->table;
    if (reader->row >= table->rows.count)
        return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET,
                    "data/%s: ends in the middle of a tree", table->name);
    const TableRow *row = &table->rows.items[reader->row++];
    uint32_t round, found_depth;
    Feature feature = (Feature)0;
    if (!read_whole(row->fields[COLUMN_ROUND], &round) || round != reader->round + 1 ||
        !read_whole(row->fields[COLUMN_DEPTH], &found_depth) || found_depth != depth)
        return FAIL_ROW(err, table, row, "expected a line of round %u and depth %u",
                        reader->round + 1, depth);
    bool is_leaf = str_equal(row->fields[COLUMN_FEATURE], STR("="));
    if (!is_leaf && !feature_from_name(row->fields[COLUMN_FEATURE], &feature))
        return FAIL_ROW(err, table, row, "there is no feature '" STR_FMT "'",
                        STR_ARG(row->fields[COLUMN_FEATURE]));
    TreeNodeList *nodes = &reader->scorer->nodes[reader->round];
    *out_index = nodes->count;
    *out_is_leaf = is_leaf;
    TreeNode *node = list_add(reader->arena, nodes);
    *node = (TreeNode){.feature = feature};
    node->next[0] = is_leaf ? *out_index : *out_index + 1;
    node->next[1] = *out_index;
    if (!number_weight(row->fields[COLUMN_VALUE], is_leaf ? &node->value : &node->limit))
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is not a number",
                        STR_ARG(row->fields[COLUMN_VALUE]));
    if (!is_leaf && depth == DEEPEST_TREE)
        return FAIL_ROW(err, table, row, "the tree is deeper than %d", DEEPEST_TREE);
    return DATELINE_OK;
}

/* A question is followed by its two branches. */
static DatelineStatus read_tree(TreeReader *reader, DatelineError *err)
{
    uint32_t waiting[DEEPEST_TREE + 1], depth = 0, index = 0; /* questions without a second branch */
    uint32_t depths[DEEPEST_TREE + 1], waiting_count = 0;
    bool is_leaf = false;
    *list_add(reader->arena, &reader->scorer->roots[reader->round]) =
        reader->scorer->nodes[reader->round].count;
    for (;;) {
        TRY(read_node(reader, depth, &index, &is_leaf, err));
        TreeNode *nodes = reader->scorer->nodes[reader->round].items;
        if (depth > reader->scorer->depth) reader->scorer->depth = depth;
        if (!is_leaf) {
            depths[waiting_count] = depth++;
            waiting[waiting_count++] = index;
            continue;
        }
        if (waiting_count == 0) return DATELINE_OK;
        nodes[waiting[--waiting_count]].next[1] = index + 1;
        depth = depths[waiting_count] + 1;
    }
}

DatelineStatus scorer_load(const DataFiles *files, Arena *arena, Scorer *out, DatelineError *err)
{
    *out = (Scorer){0};
    Table table;
    TRY(data_table_read(files, "clean/main_text.tsv", COLUMN_COUNT, arena, &table, err));
    TreeReader reader = {.table = &table, .arena = arena, .scorer = out};
    while (reader.row < table.rows.count) {
        Str round = table.rows.items[reader.row].fields[COLUMN_ROUND];
        if (reader.round + 1 < SCORER_ROUNDS && str_equal(round, STR("2"))) reader.round = 1;
        TRY(read_tree(&reader, err));
    }
    return DATELINE_OK;
}

/* ---- Running ---------------------------------------------------------------------------------- */

static float value_of(const TreeNode *nodes, uint32_t at, uint32_t depth, const float *values)
{
    for (uint32_t i = 0; i < depth; i++)
        at = nodes[at].next[!(values[nodes[at].feature] < nodes[at].limit)];
    return nodes[at].value;
}

void scorer_run_round(const Scorer *scorer, uint32_t round, const PieceFeatures *features,
                      uint32_t count, float *out)
{
    const TreeNode *nodes = scorer->nodes[round].items;
    for (uint32_t i = 0; i < count; i++) {
        float sum = 0;
        for (uint32_t t = 0; t < scorer->roots[round].count; t++)
            sum += value_of(nodes, scorer->roots[round].items[t], scorer->depth,
                            features[i].values);
        out[i] = 1 / (1 + expf(-sum));
    }
}

void scorer_run(const Scorer *scorer, Page *page)
{
    uint32_t count = page->pieces.count;
    float *scores = arena_new_items(page->work->arena, float, count);
    PieceFeatures *features = features_read(page);
    scorer_run_round(scorer, 0, features, count, scores);
    features_add_context(page, scores, features);
    scorer_run_round(scorer, 1, features, count, scores);
    for (uint32_t i = 0; i < count; i++) page->pieces.items[i].keep = scores[i];
}
