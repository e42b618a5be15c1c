#include "model/parse_features.h"

/* The places a template may look at. */
typedef struct View {
    const ParseState *state;
    const ParseNode *s0, *s1, *s2, *b0, *b1, *b2;
    const ParseNode *s0_left, *s0_left2, *s0_right, *s0_right2;
    const ParseNode *s1_left, *s1_left2, *s1_right, *s1_right2;
    const ParseNode *b0_left, *b0_left2;
    uint32_t s1_s0; /* distances, in steps */
    uint32_t s0_b0;
} View;

static uint32_t step_distance(uint32_t from, uint32_t to)
{
    uint32_t distance = to - from;
    if (distance <= 4) return distance;
    return distance <= 6 ? 5 : distance <= 10 ? 6 : 7;
}

static void look(const ParseState *state, View *view)
{
    const ParseNode *nodes = state->nodes;
    uint32_t s0 = state_stack(state, 0);
    uint32_t s1 = state_stack(state, 1);
    *view = (View){.state = state, .s0 = &nodes[s0], .s1 = &nodes[s1],
                   .s2 = &nodes[state_stack(state, 2)], .b0 = &nodes[state_buffer(state, 0)],
                   .b1 = &nodes[state_buffer(state, 1)], .b2 = &nodes[state_buffer(state, 2)]};
    view->s0_left = &nodes[view->s0->left1];
    view->s0_left2 = &nodes[view->s0->left2];
    view->s0_right = &nodes[view->s0->right1];
    view->s0_right2 = &nodes[view->s0->right2];
    view->s1_left = &nodes[view->s1->left1];
    view->s1_left2 = &nodes[view->s1->left2];
    view->s1_right = &nodes[view->s1->right1];
    view->s1_right2 = &nodes[view->s1->right2];
    view->b0_left = &nodes[view->b0->left1];
    view->b0_left2 = &nodes[view->b0->left2];
    view->s1_s0 = s1 < state->count ? step_distance(s1, s0) : 8;
    view->s0_b0 = s0 < state->count ? step_distance(s0, state->next) : 8;
}

#define W(place) view->place->lower
#define T(place) view->place->tag
#define L(place) view->place->label
#define C(place) view->place->cluster
#define F1(number, a) feature_add(out, number, a, 0, 0, 0)
#define F2(number, a, b) feature_add(out, number, a, b, 0, 0)
#define F3(number, a, b, c) feature_add(out, number, a, b, c, 0)
#define F4(number, a, b, c, d) feature_add(out, number, a, b, c, d)

static void add_single_words(const View *view, FeatureList *out)
{
    F2(100, W(s0), T(s0));
    F1(101, T(s0));
    F1(102, W(s0));
    F2(103, W(s1), T(s1));
    F1(104, T(s1));
    F1(105, W(s1));
    F2(106, W(b0), T(b0));
    F1(107, T(b0));
    F1(108, W(b0));
    F2(109, W(b1), T(b1));
    F1(110, T(b1));
    F2(111, W(b2), T(b2));
    F2(112, W(s2), T(s2));
    F1(113, C(s0));
    F1(114, C(s1));
    F1(115, C(b0));
}

static void add_pairs(const View *view, FeatureList *out)
{
    F4(200, W(s0), T(s0), W(b0), T(b0));
    F3(201, W(s0), T(s0), W(b0));
    F3(202, W(s0), W(b0), T(b0));
    F3(203, W(s0), T(s0), T(b0));
    F3(204, T(s0), W(b0), T(b0));
    F2(205, W(s0), W(b0));
    F2(206, T(s0), T(b0));
    F4(210, W(s1), T(s1), W(s0), T(s0));
    F3(211, W(s1), T(s1), T(s0));
    F3(212, T(s1), W(s0), T(s0));
    F2(213, W(s1), W(s0));
    F2(214, T(s1), T(s0));
    F2(215, W(s1), W(b0));
    F3(216, W(s1), T(s1), T(b0));
    F3(217, T(s1), W(b0), T(b0));
    F2(218, T(b0), T(b1));
    F3(219, W(s0), T(b0), T(b1));
    F2(220, W(b0), W(b1));
    F2(221, C(s1), C(s0));
    F2(222, C(s0), C(b0));
    F3(223, C(s1), C(s0), C(b0));
    F3(224, C(s1), T(s0), C(b0));
}

static void add_triples(const View *view, FeatureList *out)
{
    F3(300, T(b0), T(b1), T(b2));
    F3(301, T(s0), T(b0), T(b1));
    F3(302, T(s1), T(s0), T(b0));
    F3(303, T(s2), T(s1), T(s0));
    F4(304, T(s1), T(s0), T(b0), T(b1));
    F3(305, W(s1), T(s0), T(b0));
    F3(306, T(s1), W(s0), T(b0));
    F3(307, T(s1), T(s0), W(b0));
    F3(308, W(s1), W(s0), W(b0));
    F3(309, W(s1), T(s0), W(b0));
    F4(310, T(s0), T(b0), T(b1), T(b2));
    F4(311, T(s2), T(s1), T(s0), T(b0));
    F3(312, W(s0), W(b0), W(b1));
    F4(313, W(s1), T(s0), W(b0), T(b1));
    F4(314, T(s1), W(s0), W(b0), T(b1));
}

static void add_children(const View *view, FeatureList *out)
{
    F3(400, T(s0), T(s0_left), T(b0));
    F3(401, T(s0), T(s0_right), T(b0));
    F3(402, T(s1), T(s1_right), T(s0));
    F3(403, T(s1), T(s1_left), T(s0));
    F3(404, T(s0), T(b0), T(b0_left));
    F3(405, T(s1), T(s0), T(s0_left));
    F3(406, T(s1), T(s0), T(s0_right));
    F3(407, W(s1), W(s0_left), T(s0)); /* "sent" with "to" before a name */
    F4(408, W(s1), W(s0_left), W(s0), T(s0));
    F3(409, T(s1), W(s0_left), W(s0));
    F3(410, W(s0), W(b0_left), T(b0));
    F3(411, W(s0_left), T(s0), T(b0));
    F2(412, W(s0), W(s0_left));
    F2(413, W(b0), W(b0_left));
    F3(414, L(s0_left), L(s0_left2), T(s0));
    F3(415, L(s0_right), L(s0_right2), T(s0));
    F3(416, L(s1_right), L(s1_right2), T(s1));
    F3(417, L(s1_left), L(s1_left2), T(s1));
    F3(418, W(s1), L(s1_right), T(s0));
    F3(419, W(s0), L(s0_right), T(b0));
    F3(420, W(s1_right), T(s1), W(s0_left));
    F4(421, T(s1), T(s1_right), T(s0), W(s0_left));
    F2(422, W(s0_left), L(s0_left));
    F2(423, W(s0_right), L(s0_right));
    F2(424, W(s1_right), L(s1_right));
    F2(425, W(b0_left), L(b0_left));
    F3(426, L(b0_left), L(b0_left2), T(b0));
    F3(427, T(s0), T(s0_left), T(s0_left2));
    F3(428, T(s0), T(s0_right), T(s0_right2));
    F3(429, T(s1), T(s1_right), T(s1_right2));
    F3(430, T(b0), T(b0_left), T(b0_left2));
}

static void add_counts(const View *view, FeatureList *out)
{
    F3(500, view->s1_s0, T(s1), T(s0));
    F3(501, view->s0_b0, T(s0), T(b0));
    F2(502, view->s1_s0, W(s1));
    F2(503, view->s0_b0, W(s0));
    F3(504, view->s0_b0, W(s0), W(b0));
    F2(505, view->s0_b0, W(b0));
    F3(510, W(s0), view->s0->left_labels, T(b0));
    F3(511, W(s0), view->s0->right_labels, T(b0));
    F3(512, T(s0), view->s0->left_labels, view->s0->right_labels);
    F3(513, T(s1), view->s1->right_labels, T(s0));
    F3(514, W(s1), view->s1->right_labels, T(s0));
    F3(515, T(s1), view->s1->left_labels, T(s0));
    F3(516, T(b0), view->b0->left_labels, T(s0));
    F3(517, W(b0), view->b0->left_labels, T(s0));
    F3(518, T(s0), view->s0->right_count, T(b0));
    F3(519, T(s1), view->s1->right_count, T(s0));
}

/* The words that stand beside s0 and b0 in the text, which may be attached already. */
static void add_neighbours(const View *view, FeatureList *out)
{
    const ParseState *state = view->state;
    uint32_t nothing = state_nothing(state);
    uint32_t s0 = state_stack(state, 0);
    uint32_t s1 = state_stack(state, 1);
    const ParseNode *after_s0 = &state->nodes[s0 + 1 < state->count ? s0 + 1 : nothing];
    const ParseNode *after_s1 = &state->nodes[s1 + 1 < state->count ? s1 + 1 : nothing];
    const ParseNode *before_b0 = &state->nodes[state->next > 0 ? state->next - 1 : nothing];
    F3(600, T(s0), after_s0->tag, T(b0));
    F3(601, T(s1), after_s1->tag, T(s0));
    F3(602, T(s0), before_b0->tag, T(b0));
    F3(603, W(s0), after_s0->lower, T(b0));
    F3(604, before_b0->lower, T(s0), W(b0));
    F3(605, after_s1->lower, T(s1), T(s0));
}

void parse_features(const ParseState *state, FeatureList *out)
{
    View view;
    look(state, &view);
    out->count = 0;
    feature_add(out, 99, state->depth == 2, state->next == state->count, 0, 0);
    add_single_words(&view, out);
    add_pairs(&view, out);
    add_triples(&view, out);
    add_children(&view, out);
    add_counts(&view, out);
    add_neighbours(&view, out);
}
