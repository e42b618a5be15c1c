#include "page_place.h"

/* ---- The headline ------------------------------------------------------------------------------
 */

static bool holds_title(Str text, Str title)
{
    if (text.len < 8 || title.len < 8) return false;
    return str_starts(title, text) || str_starts(text, title);
}

PagePlace page_place_find(const Page *page, uint32_t body_end)
{
    PagePlace place = {.title_piece = NONE, .body_end = body_end, .end_piece = page->pieces.count};
    Str title = page->work->doc->meta.title;
    bool is_found = false;
    for (uint32_t i = 0; i < page->pieces.count; i++) {
        const Piece *piece = &page->work->pieces.items[i];
        uint32_t order = page->pieces.items[i].block->order;
        if (order >= body_end && i < place.end_piece) place.end_piece = i;
        if (piece->kind != PIECE_HEADING || order >= body_end || is_found) continue;
        bool is_first = piece->level == 1 && place.title_piece == NONE;
        bool is_same = holds_title(piece_text(page->work, piece), title);
        if (!is_first && !is_same) continue;
        place.title_piece = i;
        place.title_order = order;
        is_found = is_same;
    }
    return place;
}

/* ---- Scores ------------------------------------------------------------------------------------
 */

#define NEAR_PIECES 6

/* Where it stands: right below the headline 3, above it, elsewhere in the article, after it. */
int32_t page_place_score(const PagePlace *place, uint32_t piece, uint32_t order)
{
    if (order >= place->body_end) {
        uint32_t after = piece > place->end_piece ? piece - place->end_piece : 0;
        return after <= NEAR_PIECES ? 0 : -3;
    }
    if (place->title_piece == NONE) return 1;
    if (order < place->title_order) {
        uint32_t before = place->title_piece > piece ? place->title_piece - piece : 0;
        return before <= NEAR_PIECES / 2 ? 2 : before <= NEAR_PIECES ? 1 : -2;
    }
    uint32_t below = piece > place->title_piece ? piece - place->title_piece : 0;
    return below <= NEAR_PIECES ? 3 : below <= 2 * NEAR_PIECES ? 2 : 0;
}

int32_t page_place_zone(Zone zone)
{
    switch (zone) {
    case ZONE_COMMENT: return -9;
    case ZONE_NAVIGATION:
    case ZONE_FOOTER:
    case ZONE_TEASER:
    case ZONE_ADVERTISEMENT:
    case ZONE_CONSENT: return -4;
    case ZONE_SHARE:
    case ZONE_CAPTION: return -2;
    case ZONE_HIDDEN:
    case ZONE_PAYWALL: return -1;
    case ZONE_BYLINE: return 1;
    case ZONE_NONE:
    case ZONE_BODY:
    case ZONE_COUNT: return 0;
    }
    return 0;
}
