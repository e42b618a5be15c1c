/*
 * Features of the second round: what the first round of the scorer said of the pieces around, in
 * the order of the page and in the tree.
 *
 *     first round   .9  .8  .4  .9       the third piece is doubtful in itself; between three
 *                                        others of one box that are the article's it is kept
 */
#include <math.h>

#include "features.h"
#include "tally.h"

typedef struct Context {
    const Page *page;
    const float *scores;
    PieceFeatures *features;
    uint32_t count;
    double *lens;   /* [node]: bytes of the pieces within */
    double *likely; /* [node]: the same, each piece by its score */
} Context;

static const Piece *piece_at(const Context *c, uint32_t i)
{
    return &c->page->work->pieces.items[i];
}

static float ratio(double part, double whole)
{
    return whole <= 0 ? 0 : (float)(part / whole);
}

static float score_at(const Context *c, int64_t i)
{
    return i >= 0 && i < (int64_t)c->count ? c->scores[i] : 0;
}

static void read_sums(Context *c)
{
    Arena *arena = c->page->work->arena;
    float *lens = arena_new_items(arena, float, c->count);
    float *likely = arena_new_items(arena, float, c->count);
    for (uint32_t i = 0; i < c->count; i++) {
        lens[i] = (float)span_len(piece_at(c, i)->text);
        likely[i] = lens[i] * c->scores[i];
    }
    c->lens = page_sum_up(c->page, lens);
    c->likely = page_sum_up(c->page, likely);
}

#define NEAR_PIECES 5

static void set_neighbours(const Context *c, uint32_t i, float *values)
{
    values[FEATURE_first_score] = c->scores[i];
    values[FEATURE_before1_score] = score_at(c, (int64_t)i - 1);
    values[FEATURE_before2_score] = score_at(c, (int64_t)i - 2);
    values[FEATURE_after1_score] = score_at(c, (int64_t)i + 1);
    values[FEATURE_after2_score] = score_at(c, (int64_t)i + 2);
    uint32_t from = i < NEAR_PIECES ? 0 : i - NEAR_PIECES;
    uint32_t to = c->count - i <= NEAR_PIECES ? c->count : i + NEAR_PIECES + 1;
    double all = 0, likely = 0;
    for (uint32_t k = from; k < to; k++) {
        if (k == i) continue;
        double len = span_len(piece_at(c, k)->text);
        all += len;
        likely += len * (double)c->scores[k];
    }
    values[FEATURE_near_score] = ratio(likely, all);
}

static void set_boxes(const Context *c, uint32_t i, float *values)
{
    const HtmlNode *box = features_box(&c->page->pieces.items[i], piece_at(c, i));
    const HtmlNode *box2 = box->parent != NULL ? box->parent : box;
    const HtmlNode *box3 = box2->parent != NULL ? box2->parent : box2;
    double all = c->likely[c->page->tree->body->order];
    values[FEATURE_box_mean] = ratio(c->likely[box->order], c->lens[box->order]);
    values[FEATURE_box2_mean] = ratio(c->likely[box2->order], c->lens[box2->order]);
    values[FEATURE_box_kept] = ratio(c->likely[box->order], all);
    values[FEATURE_box2_kept] = ratio(c->likely[box2->order], all);
    values[FEATURE_box3_kept] = ratio(c->likely[box3->order], all);
    values[FEATURE_kept_len] = log2f(1 + (float)all);
}

static void set_same(const Context *c)
{
    Arena *arena = c->page->work->arena;
    Tally kinds = tally_new(c->count, arena);
    uint32_t *slots = arena_new_items(arena, uint32_t, c->count);
    double *lens = arena_new_items(arena, double, kinds.capacity);
    double *likely = arena_new_items(arena, double, kinds.capacity);
    for (uint32_t i = 0; i < c->count; i++) {
        double len = span_len(piece_at(c, i)->text);
        slots[i] = tally_add(&kinds, features_kind(c->page, i));
        lens[slots[i]] += len;
        likely[slots[i]] += len * (double)c->scores[i];
    }
    for (uint32_t i = 0; i < c->count; i++)
        c->features[i].values[FEATURE_same_mean] = ratio(likely[slots[i]], lens[slots[i]]);
}

#define LIKELY 0.7f
#define LONG_BYTES 80
#define FAR_PIECES 30 /* counted so far and no further */

static bool is_likely(const Context *c, uint32_t i)
{
    return c->scores[i] >= LIKELY && span_len(piece_at(c, i)->text) >= LONG_BYTES;
}

static void set_order(const Context *c)
{
    double all = c->likely[c->page->tree->body->order], before = 0;
    uint32_t since = FAR_PIECES, until = FAR_PIECES;
    for (uint32_t i = 0; i < c->count; i++) {
        double own = (double)c->scores[i] * span_len(piece_at(c, i)->text);
        float *values = c->features[i].values;
        values[FEATURE_kept_before] = ratio(before, all);
        values[FEATURE_kept_after] = ratio(all - before - own, all);
        values[FEATURE_since_kept] = (float)since;
        before += own;
        since = is_likely(c, i) ? 0 : since < FAR_PIECES ? since + 1 : FAR_PIECES;
    }
    for (uint32_t i = c->count; i-- > 0;) {
        c->features[i].values[FEATURE_until_kept] = (float)until;
        until = is_likely(c, i) ? 0 : until < FAR_PIECES ? until + 1 : FAR_PIECES;
    }
}

static void set_steps(const Context *c)
{
    const HtmlNode *target = page_find_holder(c->page, c->likely);
    const HtmlNode **holders = features_holders(c->page, target);
    for (uint32_t i = 0; i < c->count; i++) {
        const HtmlNode *block = c->page->pieces.items[i].block, *holder = holders[block->order];
        float *values = c->features[i].values;
        values[FEATURE_kept_steps_up] = (float)(block->depth - holder->depth);
        values[FEATURE_kept_steps_down] = (float)(target->depth - holder->depth);
    }
}

#define RANK_STEPS 32

/* Of pages whose scores are all middling, the best are the article's. */
static void set_rank(const Context *c)
{
    double above[RANK_STEPS + 1] = {0}, all = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        double len = (double)c->scores[i] * span_len(piece_at(c, i)->text);
        above[(uint32_t)(c->scores[i] * RANK_STEPS)] += len;
        all += len;
    }
    for (uint32_t i = RANK_STEPS; i-- > 0;) above[i] += above[i + 1];
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t step = (uint32_t)(c->scores[i] * RANK_STEPS);
        double higher = step < RANK_STEPS ? above[step + 1] : 0;
        c->features[i].values[FEATURE_first_rank] = ratio(higher, all);
    }
}

void features_add_context(const Page *page, const float *scores, PieceFeatures *features)
{
    Context c = {
        .page = page, .scores = scores, .features = features, .count = page->pieces.count};
    read_sums(&c);
    for (uint32_t i = 0; i < c.count; i++) {
        set_neighbours(&c, i, features[i].values);
        set_boxes(&c, i, features[i].values);
    }
    set_same(&c);
    set_order(&c);
    set_steps(&c);
    set_rank(&c);
}
