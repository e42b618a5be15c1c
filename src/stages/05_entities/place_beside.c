/*
 * What stands beside a place's name and says where it lies:
 *
 *     Paris, Texas    Tripoli (Lebanon)    Goma, in eastern Congo    Lebanon's Tripoli
 *     the Lebanese port city of Tripoli
 */
#include "place.h"

#define FARTHEST_HOLDER 5 /* words between "in" and the country, between the adjective and the name */
#define LONGEST_REGION 4  /* words */

static const Str region_words[] = {
    STR_INIT("region"),      STR_INIT("province"),   STR_INIT("oblast"), STR_INIT("governorate"),
    STR_INIT("prefecture"),  STR_INIT("territory"),  STR_INIT("krai"),   STR_INIT("state"),
    STR_INIT("republic"),    STR_INIT("department"),
};
static const Str city_words[] = {
    STR_INIT("city"),    STR_INIT("town"),   STR_INIT("village"), STR_INIT("port"),
    STR_INIT("capital"), STR_INIT("suburb"), STR_INIT("hub"),     STR_INIT("resort"),
    STR_INIT("settlement"), STR_INIT("municipality"), STR_INIT("stronghold"),
};
static const Str area_words[] = {
    STR_INIT("region"),   STR_INIT("province"), STR_INIT("district"), STR_INIT("island"),
    STR_INIT("state"),    STR_INIT("county"),   STR_INIT("area"),     STR_INIT("enclave"),
    STR_INIT("peninsula"), STR_INIT("regions"), STR_INIT("cities"),   STR_INIT("towns"),
};

static bool is_one_of(const Scan *scan, uint32_t token, const Str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_word(scan, token, words[i])) return true;
    return false;
}

bool place_lies_in(const PlaceCandidate *candidate, const PlaceHolder *holder)
{
    bool is_there = str_equal(candidate->country, holder->country) ||
                    (candidate->countries.len > 0 &&
                     str_find(candidate->countries, holder->country, 0) != STR_NOT_FOUND);
    if (!is_there) return false;
    return holder->region.len == 0 || str_equal(candidate->region, holder->region);
}

/* ---- The holder's own name ---------------------------------------------------------------- */

/* A region whose name starts at the token: the one with most people that a comma may precede. */
static bool read_region(const PlaceWork *work, uint32_t token, uint32_t limit, PlaceHolder *out)
{
    const Gazetteer *gazetteer = &work->scan->world->gazetteer;
    if (!is_capitalised(work->scan, token)) return false;
    uint32_t end = token + LONGEST_REGION < limit ? token + LONGEST_REGION : limit;
    for (; end > token; end--) {
        Str lines = gazetteer_find(gazetteer, scan_folded(work->scan, (TokenRange){token, end}));
        GazetteerRow row;
        while (gazetteer_next(&lines, &row)) {
            if (row.kind != GAZETTEER_REGION && row.kind != GAZETTEER_SHORT) continue;
            *out = (PlaceHolder){row.country, row.region};
            return true;
        }
    }
    return false;
}

static bool read_state(const PlaceWork *work, uint32_t token, uint32_t limit, PlaceHolder *out)
{
    Mark mark = scan_mark(work->scan, token, limit);
    if (mark.form == NULL || mark.form->kind != FORM_STATE) return false;
    *out = (PlaceHolder){work->scan->world->states.items[mark.form->row].code, {NULL, 0}};
    return true;
}

/* Which of the two meanings of what stands beside fits a candidate: "Georgia" is a state and a
 * region. Only the state if the name has no candidate at all. */
static bool read_holder(const PlaceWork *work, uint32_t token, uint32_t limit,
                        const PlaceName *name, PlaceHolder *out)
{
    PlaceHolder found[2];
    bool is_read[2] = {read_state(work, token, limit, &found[0]),
                       read_region(work, token, limit, &found[1])};
    for (int i = 0; i < 2; i++) {
        if (!is_read[i]) continue;
        if (name == NULL || name->candidate_count == 0) {
            *out = found[i];
            return true;
        }
        for (uint32_t c = 0; c < name->candidate_count; c++) {
            if (!place_lies_in(&name->candidates[c], &found[i])) continue;
            *out = found[i];
            return true;
        }
    }
    return false;
}

/* ---- Where it stands ---------------------------------------------------------------------- */

static const PlaceName *name_at(const PlaceWork *work, TokenRange tokens)
{
    uint32_t index = map_find(&work->name_by_words, scan_folded(work->scan, tokens));
    return index == MAP_NONE ? NULL : &work->names.items[index];
}

/* ", Texas", "(Lebanon)", "/Lebanon" in a dateline */
static bool read_after(const PlaceWork *work, TokenRange tokens, uint32_t limit, bool is_dateline,
                       const PlaceName *name, PlaceHolder *out)
{
    uint32_t at = tokens.end;
    bool is_joined = at + 1 < limit && (is_word(work->scan, at, STR(",")) ||
                                        is_word(work->scan, at, STR("(")) ||
                                        (is_dateline && is_word(work->scan, at, STR("/"))));
    return is_joined && read_holder(work, at + 1, limit, name, out);
}

/* "in eastern Congo", "in the Lebanese ...": small words, then the state. */
static bool read_in(const PlaceWork *work, TokenRange tokens, uint32_t limit, const PlaceName *name,
                    PlaceHolder *out)
{
    uint32_t at = tokens.end;
    if (at < limit && is_word(work->scan, at, STR(","))) at++;
    if (at + 1 >= limit || !is_word(work->scan, at, STR("in"))) return false;
    for (uint32_t end = at + 1 + FARTHEST_HOLDER; ++at < limit && at < end;) {
        if (read_holder(work, at, limit, name, out)) return true;
        Tag tag = scan_token(work->scan, at)->tag;
        if (tag != TAG_DET && tag != TAG_ADJ && tag != TAG_NOUN) return false;
    }
    return false;
}

/* "Lebanon's Tripoli", "Syrian Aleppo", "the Lebanese port city of Tripoli" */
static bool read_before(const PlaceWork *work, TokenRange tokens, const PlaceName *name,
                        PlaceHolder *out)
{
    const Scan *scan = work->scan;
    uint32_t start = scan_sentence_first(scan, tokens.first), at = tokens.first;
    bool is_said = false; /* a noun for a place stands between */
    for (uint32_t steps = 0; at > start && steps < 2 + FARTHEST_HOLDER; steps++) {
        at--;
        Mark mark = scan->marks[at];
        bool is_owner = mark.form != NULL && mark.end <= tokens.first &&
                        (mark.form->kind == FORM_STATE || mark.form->kind == FORM_NATIONALITY);
        if (is_owner) {
            bool is_next = mark.end == tokens.first && mark.form->kind == FORM_NATIONALITY;
            bool owns = mark.end < tokens.first && is_possessive(scan, mark.end);
            if (!is_next && !owns && !(is_said && mark.form->kind == FORM_NATIONALITY)) return false;
            *out = (PlaceHolder){scan->world->states.items[mark.form->row].code, {NULL, 0}};
            for (uint32_t c = 0; name != NULL && c < name->candidate_count; c++)
                if (place_lies_in(&name->candidates[c], out)) return true;
            return false;
        }
        is_said = is_said || is_one_of(scan, at, city_words, COUNT(city_words)) ||
                  is_one_of(scan, at, area_words, COUNT(area_words));
        Tag tag = scan_token(scan, at)->tag;
        bool passes = tag == TAG_ADJ || tag == TAG_NOUN || tag == TAG_NUM ||
                      is_word(scan, at, STR("of")) || is_word(scan, at, STR("-")) ||
                      is_possessive(scan, at);
        if (!passes) return false;
    }
    return false;
}

PlaceHolder place_beside(const PlaceWork *work, TokenRange tokens, bool is_dateline)
{
    PlaceHolder holder = {0};
    uint32_t limit = scan_sentence_end(work->scan, tokens.first);
    const PlaceName *name = name_at(work, tokens);
    if (!read_after(work, tokens, limit, is_dateline, name, &holder) &&
        !read_in(work, tokens, limit, name, &holder) && !read_before(work, tokens, name, &holder))
        return (PlaceHolder){0};
    return holder;
}

/* ---- What it is called -------------------------------------------------------------------- */

bool place_is_called_region(const PlaceWork *work, TokenRange tokens)
{
    return tokens.end < scan_sentence_end(work->scan, tokens.first) &&
           is_one_of(work->scan, tokens.end, region_words, COUNT(region_words));
}

bool place_is_city_of(const Scan *scan, uint32_t token)
{
    uint32_t start = scan_sentence_first(scan, token);
    return token >= start + 2 && is_word(scan, token - 1, STR("of")) &&
           is_one_of(scan, token - 2, city_words, COUNT(city_words));
}

bool place_is_called_city(const PlaceWork *work, TokenRange tokens)
{
    return place_is_city_of(work->scan, tokens.first);
}
