#include "confidence.h"

/* Bytes of pieces. */
typedef struct Amounts {
    double right; /* expected */
    double wrong;
    double lost;
    double kept;
    double linked;  /* kept and in links */
    double teased;  /* kept and right below a heading that is a link */
    double paywall; /* dropped notices about access */
    uint32_t teasers; /* headings that are links with kept text right below */
} Amounts;

static void add_kept(Amounts *amounts, const Piece *piece, double len)
{
    amounts->kept += len;
    amounts->right += len * (double)piece->keep;
    amounts->wrong += len * (1 - (double)piece->keep);
    amounts->linked += piece->link_len;
}

#define TEASER_PIECES 3 /* below its heading */

/* An index: headings that lead to articles, each with some lines of it. */
static void add_teasers(Amounts *amounts, const Work *work)
{
    uint32_t since = TEASER_PIECES; /* pieces since a heading that is a link */
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        const Piece *piece = &work->pieces.items[i];
        if (piece->kind == PIECE_HEADING) {
            bool is_link = piece->link_len * 2 > span_len(piece->text) && piece->level > 1;
            since = is_link ? 0 : TEASER_PIECES;
        } else if (since++ < TEASER_PIECES && piece->is_decided && piece->kept) {
            amounts->teased += span_len(piece->text);
            amounts->teasers += since == 1;
        }
    }
}

static Amounts add_up(const Work *work)
{
    Amounts amounts = {0};
    for (uint32_t i = 0; i < work->pieces.count; i++) {
        const Piece *piece = &work->pieces.items[i];
        double len = span_len(piece->text);
        if (piece->is_decided && piece->kept && piece->type != BLOCK_HEADLINE)
            add_kept(&amounts, piece, len);
        else if (piece->is_unlike)
            amounts.lost += len * (double)piece->keep;
        if (!piece->kept && piece->type == BLOCK_PAYWALL) amounts.paywall += len;
    }
    add_teasers(&amounts, work);
    return amounts;
}

/* What a page without a whole article looks like. */
typedef struct Doubt {
    Str rule;
    Str reason;
    float most; /* confidence */
} Doubt;

#define LITTLE_BYTES 100
#define FEWEST_TEASERS 3
#define STUB_BYTES 1500 /* what is shown of an article before its readers must pay */

static Doubt find_doubt(const Amounts *amounts)
{
    if (amounts->kept <= 0) return (Doubt){STR("CL-NO-TEXT"), STR("no text was found"), 0};
    if (amounts->linked * 2 > amounts->kept)
        return (Doubt){STR("CL-LINK-PAGE"), STR("most of the text is links"), 0.2f};
    if (amounts->teased * 2 > amounts->kept && amounts->teasers >= FEWEST_TEASERS)
        return (Doubt){STR("CL-LIST-PAGE"), STR("most of the text stands below linked headings"), 0.3f};
    if (amounts->paywall > 0 && amounts->kept < STUB_BYTES)
        return (Doubt){STR("CL-STUB"), STR("little text before a notice about access"), 0.5f};
    if (amounts->kept < LITTLE_BYTES)
        return (Doubt){STR("CL-LITTLE-TEXT"), STR("a few lines of text"), 0.5f};
    return (Doubt){.most = 1};
}

#define SURE 0.7f

void confidence_set(Work *work)
{
    Metadata *meta = &work->doc->meta;
    Amounts amounts = add_up(work);
    double all = 2 * amounts.right + amounts.wrong + amounts.lost;
    Doubt doubt = find_doubt(&amounts);
    float expected = all <= 0 ? 0 : (float)(2 * amounts.right / all);
    if (doubt.reason.len == 0 && expected < SURE)
        doubt = (Doubt){STR("CL-UNSURE"), STR("the article is hard to tell from the rest"), 1};
    meta->is_text_rated = true;
    meta->text_confidence = expected < doubt.most ? expected : doubt.most;
    meta->text_doubt = doubt.reason;
    meta->text_doubt_rule = doubt.rule;
}
