/*
 * Choosing among the places of one name.
 *
 *     "Police in London, Ontario, said ..."                    PLACE-BESIDE
 *     "The fighting in Tripoli spread to Beirut. Lebanon's ..."  PLACE-COUNTRY, PLACE-NEIGHBOUR
 *     "He flew to Moscow."                                     PLACE-SIZE
 *
 * Each candidate is weighed. Its size stands for how often it is meant where nothing else is said;
 * a country that the article names speaks for the places in it, the more the nearer it is named and
 * the greater the place is there: for Tripoli in Lebanon, hardly for Paris in the United States.
 */
#include <math.h>

#include "place.h"

#define MOST_HINTS_BACK 48 /* names of states looked at on either side of a mention */
#define NEAR_KM 250.0f
#define SAME_KM 60.0f
#define HALVES_KM 12.0f
#define MOST_SETTLED 64
#define OPEN_BELOW 0.8f /* a lead that is less decides nothing */

/* Weights; found by reading articles of many outlets. */
#define WEIGHT_PEOPLE 1.2f
#define WEIGHT_STATE 6.0f
#define WEIGHT_CAPITAL 2.6f
#define WEIGHT_WORLD_CITY 1.0f /* a capital of 3 million and more */
#define WEIGHT_REGION_FIRST -0.7f
#define WEIGHT_CALLED 2.5f /* "region" or "city" stands beside */
#define WEIGHT_SEAT 0.8f   /* a town that its region is named after */
#define WEIGHT_BARE -1.2f  /* an American town whose state the article does not name */
#define MOST_BARE 300      /* thousand people: greater towns stand without their state */
#define WEIGHT_COUNTRY 0.5f
#define WEIGHT_COUNTRY_SHARE 6.5f
#define WEIGHT_REGION 3.0f
#define WEIGHT_REGION_SMALL 1.2f
#define SMALL 20     /* times smaller than the greatest of that name in its country */
#define NAMESAKE 8   /* times smaller than a region of its country of that name: California, Maryland */
#define WEIGHT_NAMESAKE -3.0f
#define WEIGHT_DATELINE 1.0f
#define WEIGHT_OUTLET 1.2f
#define WEIGHT_NEIGHBOUR 1.5f

static float distance_km(float lat_a, float lon_a, float lat_b, float lon_b)
{
    float north = lat_a - lat_b, east = fabsf(lon_a - lon_b);
    if (east > 180) east = 360 - east;
    east *= cosf((lat_a + lat_b) / 2 * 0.01745329f);
    return 111.2f * sqrtf(north * north + east * east);
}

/* A town and its region, two lines for one town, or the two halves of a town on a border. */
static bool is_same_place(const PlaceCandidate *a, const PlaceCandidate *b)
{
    if (!str_equal(a->country, b->country))
        return a->kind == PLACE_CITY && b->kind == PLACE_CITY &&
               distance_km(a->latitude, a->longitude, b->latitude, b->longitude) < HALVES_KM;
    bool holds = (a->kind == PLACE_REGION || b->kind == PLACE_REGION) && a->region.len > 0 &&
                 str_equal(a->region, b->region);
    return holds || distance_km(a->latitude, a->longitude, b->latitude, b->longitude) < SAME_KM;
}

/* ---- Weighing ----------------------------------------------------------------------------- */

/* "geneva" and "Geneva"; regions are compared by their first letters, small or capital. */
static bool is_named_alike(Str folded, Str region)
{
    if (folded.len == 0 || region.len < folded.len) return false;
    for (uint32_t i = 0; i < folded.len; i++)
        if (ascii_to_lower(region.data[i]) != folded.data[i]) return false;
    return region.len == folded.len || region.data[folded.len] == ' ';
}

static float weigh_size(const PlaceName *name, const PlaceCandidate *candidate)
{
    float people = candidate->people > 0 ? 1000.0f * (float)candidate->people : 500.0f;
    float weight = WEIGHT_PEOPLE * log10f(people);
    bool is_region = candidate->kind == PLACE_REGION;
    if (candidate->kind == PLACE_COUNTRY) weight += WEIGHT_STATE;
    if (candidate->is_capital) weight += WEIGHT_CAPITAL;
    if (candidate->is_capital && candidate->people >= 3000) weight += WEIGHT_WORLD_CITY;
    if (is_region) weight += WEIGHT_REGION_FIRST;
    bool is_seat = candidate->kind == PLACE_CITY && !candidate->is_capital &&
                   is_named_alike(name->folded, candidate->region);
    if (is_seat) weight += WEIGHT_SEAT;
    if (name->wants_region && is_region) weight += WEIGHT_CALLED;
    if (name->wants_city && candidate->kind == PLACE_CITY) weight += WEIGHT_CALLED;
    return weight;
}

/* The people of the greatest place of that name in the candidate's country, or of the greatest
 * region alone. */
static uint32_t most_people(const PlaceName *name, const PlaceCandidate *candidate, bool of_region)
{
    uint32_t people = 0;
    for (uint32_t i = 0; i < name->candidate_count; i++) {
        const PlaceCandidate *other = &name->candidates[i];
        if (of_region && other->kind != PLACE_REGION) continue;
        if (str_equal(other->country, candidate->country) && other->people > people)
            people = other->people;
    }
    return people;
}

/* From 0, one in ten thousand of its country's people or fewer, to 1. That of the greatest in the
 * country: a country that is named says nothing of which of its own places is meant. */
static float share_of_country(const PlaceWork *work, const PlaceCandidate *candidate,
                              uint32_t people)
{
    const StatePoint *state = gazetteer_state(&work->scan->world->gazetteer, candidate->country);
    if (state == NULL || state->people == 0 || people == 0) return 0;
    float share = 1 + log10f((float)people / (float)state->people) / 4;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

static float nearness(uint32_t sentence, uint32_t other)
{
    uint32_t apart = sentence > other ? sentence - other : other - sentence;
    return apart == 0 ? 1.0f : apart == 1 ? 0.7f : apart <= 5 ? 0.5f : 0.35f;
}

static uint32_t first_hint_from(const PlaceWork *work, uint32_t token)
{
    uint32_t low = 0, high = work->hints.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (work->hints.items[middle].token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_hint_for(const PlaceWork *work, const PlaceHint *hint, const PlaceName *name,
                        const PlaceCandidate *candidate, bool for_region)
{
    if (hint->name != NONE && &work->names.items[hint->name] == name) return false;
    if (!str_equal(hint->country, candidate->country)) return false;
    return !for_region || (hint->region.len > 0 && str_equal(hint->region, candidate->region));
}

/* How near to a mention the candidate's country or region is named; 0 if not around it. */
static float hint_near(const PlaceWork *work, const PlaceName *name, uint32_t token,
                       const PlaceCandidate *candidate, bool for_region)
{
    uint32_t at = first_hint_from(work, token);
    uint32_t first = at > MOST_HINTS_BACK ? at - MOST_HINTS_BACK : 0;
    uint32_t end = at + MOST_HINTS_BACK < work->hints.count ? at + MOST_HINTS_BACK : work->hints.count;
    uint32_t sentence = scan_token(work->scan, token)->sentence;
    float best = 0;
    for (uint32_t i = first; i < end; i++) {
        const PlaceHint *hint = &work->hints.items[i];
        if (!is_hint_for(work, hint, name, candidate, for_region)) continue;
        float near = nearness(sentence, hint->sentence);
        if (!for_region && hint->region.len > 0) near /= 2; /* "Ontario" names Canada, but softly */
        if (near > best) best = near;
    }
    return best;
}

static bool is_named_anywhere(const PlaceWork *work, const PlaceName *name,
                              const PlaceCandidate *candidate, bool for_region)
{
    if (!for_region) {
        uint32_t count = map_find(&work->hint_countries, candidate->country);
        bool is_own = candidate->kind == PLACE_COUNTRY;
        return count != MAP_NONE && !(is_own && count <= name->mention_count);
    }
    Str key = arena_format(work->scan->scratch, STR_FMT ":" STR_FMT, STR_ARG(candidate->country),
                           STR_ARG(candidate->region));
    return map_find(&work->hint_regions, key) != MAP_NONE;
}

static float weigh_named(const PlaceWork *work, const PlaceName *name,
                         const PlaceCandidate *candidate, bool for_region)
{
    if (for_region && (candidate->region.len == 0 || candidate->kind == PLACE_REGION)) return 0;
    if (!is_named_anywhere(work, name, candidate, for_region)) return 0;
    float best = for_region ? 0.35f : 0.2f;
    for (uint32_t i = 0; i < name->mention_count; i++) {
        float near = hint_near(work, name, name->mentions[i].first, candidate, for_region);
        if (near > best) best = near;
    }
    return best;
}

static bool has_neighbour(const PlaceWork *work, const PlaceCandidate *candidate)
{
    for (uint32_t i = 0; i < work->settled.count; i++) {
        const PlacePoint *point = &work->settled.items[i];
        if (distance_km(candidate->latitude, candidate->longitude, point->latitude,
                        point->longitude) < NEAR_KM)
            return true;
    }
    return false;
}

static void weigh(const PlaceWork *work, const PlaceName *name, PlaceCandidate *candidate)
{
    float *part = candidate->part;
    uint32_t most = most_people(name, candidate, false);
    float share = share_of_country(work, candidate, most);
    bool is_small = candidate->people < most / SMALL; /* Boston in New York: told with its region */
    bool is_namesake = candidate->kind == PLACE_CITY && !candidate->is_capital &&
                       candidate->people < most_people(name, candidate, true) / NAMESAKE;
    part[EVIDENCE_SIZE] = weigh_size(name, candidate) + (is_namesake ? WEIGHT_NAMESAKE : 0);
    part[EVIDENCE_COUNTRY] = weigh_named(work, name, candidate, false) *
                             (WEIGHT_COUNTRY + WEIGHT_COUNTRY_SHARE * share);
    part[EVIDENCE_REGION] =
        weigh_named(work, name, candidate, true) * (is_small ? WEIGHT_REGION_SMALL : WEIGHT_REGION);
    bool is_bare = candidate->kind == PLACE_CITY && !candidate->is_capital &&
                   candidate->people < MOST_BARE && str_equal(candidate->country, STR("USA")) &&
                   part[EVIDENCE_REGION] <= 0;
    if (is_bare && name->beside.country.len == 0) part[EVIDENCE_SIZE] += WEIGHT_BARE;
    bool is_dateline = work->dateline_country.len > 0 && !name->is_dateline &&
                       str_equal(work->dateline_country, candidate->country);
    part[EVIDENCE_DATELINE] = is_dateline ? WEIGHT_DATELINE : 0;
    bool is_outlet = work->outlet_country.len > 0 &&
                     str_equal(work->outlet_country, candidate->country);
    part[EVIDENCE_OUTLET] = is_outlet ? WEIGHT_OUTLET : 0;
    bool is_near = candidate->kind != PLACE_COUNTRY && has_neighbour(work, candidate);
    part[EVIDENCE_NEIGHBOUR] = is_near && !is_small ? WEIGHT_NEIGHBOUR : 0;
    candidate->score = 0;
    for (int i = 0; i < EVIDENCE_COUNT; i++) candidate->score += part[i];
}

/* ---- Choosing ----------------------------------------------------------------------------- */

static void settle(PlaceWork *work, PlaceName *name, uint32_t chosen, Str rule, float confidence)
{
    const PlaceCandidate *candidate = &name->candidates[chosen];
    name->chosen = chosen;
    name->left = 1;
    name->rule = rule;
    name->confidence = confidence;
    bool is_spot = candidate->kind != PLACE_COUNTRY && candidate->kind != PLACE_WATER;
    if (is_spot && confidence >= 0.6f && work->settled.count < MOST_SETTLED)
        *list_add(work->scan->scratch, &work->settled) =
            (PlacePoint){candidate->latitude, candidate->longitude};
}

static uint32_t best_of(const PlaceName *name)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < name->candidate_count; i++)
        if (name->candidates[i].score > name->candidates[best].score) best = i;
    return best;
}

/* The best that is another place than this; NONE. */
static uint32_t rival_of(const PlaceName *name, uint32_t best)
{
    uint32_t rival = NONE;
    for (uint32_t i = 0; i < name->candidate_count; i++) {
        if (i == best || is_same_place(&name->candidates[i], &name->candidates[best])) continue;
        if (rival == NONE || name->candidates[i].score > name->candidates[rival].score) rival = i;
    }
    return rival;
}

static Str rule_of(const PlaceCandidate *best, const PlaceCandidate *rival)
{
    static const Str rules[EVIDENCE_COUNT] = {
        [EVIDENCE_SIZE] = STR_INIT("PLACE-SIZE"),
        [EVIDENCE_COUNTRY] = STR_INIT("PLACE-COUNTRY"),
        [EVIDENCE_REGION] = STR_INIT("PLACE-REGION"),
        [EVIDENCE_DATELINE] = STR_INIT("PLACE-DATELINE"),
        [EVIDENCE_OUTLET] = STR_INIT("PLACE-OUTLET"),
        [EVIDENCE_NEIGHBOUR] = STR_INIT("PLACE-NEIGHBOUR"),
    };
    int most = EVIDENCE_SIZE;
    for (int i = 1; i < EVIDENCE_COUNT; i++)
        if (best->part[i] - rival->part[i] > best->part[most] - rival->part[most]) most = i;
    return rules[most];
}

/* The only place of that name. A small one that the article's other names do not lead to may be
 * another that the data lack. */
static float confidence_of_only(const PlaceCandidate *only)
{
    if (only->kind != PLACE_CITY || only->people >= 100) return 0.95f;
    float led = 0;
    for (int i = EVIDENCE_COUNTRY; i < EVIDENCE_COUNT; i++) led += only->part[i];
    return led > 0 ? 0.9f : only->people >= 15 ? 0.7f : 0.5f;
}

static Str rule_of_only(const PlaceCandidate *only)
{
    if (only->kind == PLACE_COUNTRY) return STR("PLACE-STATE");
    return only->id == 0 && only->people == 0 ? STR("PLACE-AREA") : STR("PLACE-ONLY");
}

/* Several are as likely: how many, and whether all lie in one country. */
static void leave_open(PlaceName *name, float best_score)
{
    Str country = {NULL, 0};
    bool is_one_country = true;
    name->left = 0;
    for (uint32_t i = 0; i < name->candidate_count; i++) {
        const PlaceCandidate *candidate = &name->candidates[i];
        if (candidate->score <= best_score - OPEN_BELOW) continue;
        name->left++;
        if (country.len > 0 && !str_equal(country, candidate->country)) is_one_country = false;
        country = candidate->country;
    }
    name->chosen = NONE;
    name->beside = (PlaceHolder){is_one_country ? country : (Str){NULL, 0}, {NULL, 0}};
    name->rule = STR("PLACE-OPEN");
    name->confidence = is_one_country ? 0.6f : 0.3f;
}

static void choose_best(PlaceWork *work, PlaceName *name, Str rule, float least)
{
    uint32_t best = best_of(name), rival = rival_of(name, best);
    const PlaceCandidate *first = &name->candidates[best];
    if (rival == NONE) {
        bool is_ruled = rule.len > 0;
        settle(work, name, best, is_ruled ? rule : rule_of_only(first),
               is_ruled ? least : confidence_of_only(first));
        return;
    }
    const PlaceCandidate *second = &name->candidates[rival];
    float lead = first->score - second->score;
    if (lead < OPEN_BELOW) {
        leave_open(name, first->score);
        if (rule.len > 0) name->rule = rule;
        return;
    }
    float confidence = 0.5f + 0.45f * (1 - expf(-(lead - OPEN_BELOW) / 1.5f));
    settle(work, name, best, rule.len > 0 ? rule : rule_of(first, second), confidence);
}

void place_choose(PlaceWork *work, PlaceName *name)
{
    if (name->rule.len > 0) return;
    if (name->candidate_count == 0) {
        name->rule = STR("PLACE-UNKNOWN");
        name->confidence = 0.2f;
        return;
    }
    for (uint32_t i = 0; i < name->candidate_count; i++) weigh(work, name, &name->candidates[i]);
    choose_best(work, name, (Str){NULL, 0}, 0);
}

/* ---- By what stands beside ---------------------------------------------------------------- */

/* "Atlanta, Georgia": a town of the region, and of no state of that name, stands before. */
static PlaceHolder held_before(const PlaceWork *work, const PlaceName *name, TokenRange tokens)
{
    const Scan *scan = work->scan;
    uint32_t start = scan_sentence_first(scan, tokens.first);
    if (tokens.first < start + 2 || !is_word(scan, tokens.first - 1, STR(",")))
        return (PlaceHolder){0};
    uint32_t end = tokens.first - 1;
    for (uint32_t first = end - 1; first + 3 >= end && first + 1 > start; first--) {
        Str lines = gazetteer_find(&scan->world->gazetteer, scan_folded(scan, (TokenRange){first, end}));
        GazetteerRow row;
        while (gazetteer_next(&lines, &row))
            for (uint32_t c = 0; c < name->candidate_count; c++) {
                const PlaceCandidate *candidate = &name->candidates[c];
                bool is_in_region = candidate->kind == PLACE_REGION &&
                                    str_equal(candidate->region, row.region);
                bool holds = candidate->kind == PLACE_COUNTRY || is_in_region;
                if (holds && str_equal(candidate->country, row.country))
                    return (PlaceHolder){candidate->country, candidate->region};
            }
        if (first == 0) break;
    }
    return (PlaceHolder){0};
}

static void keep_those_in(PlaceName *name, const PlaceHolder *holder)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < name->candidate_count; i++)
        if (place_lies_in(&name->candidates[i], holder))
            name->candidates[kept++] = name->candidates[i];
    if (kept > 0) name->candidate_count = kept;
}

static bool is_in_dateline(const PlaceWork *work, TokenRange tokens)
{
    const Dateline *dateline = &work->scan->doc->meta.dateline;
    return dateline->is_present &&
           span_contains(dateline->span, scan_token(work->scan, tokens.first)->span);
}

bool place_settle_beside(PlaceWork *work, PlaceName *name)
{
    for (uint32_t i = 0; i < name->mention_count && name->rule.len == 0; i++) {
        TokenRange tokens = name->mentions[i];
        PlaceHolder holder = {0};
        if (name->is_state && name->candidate_count > 1)
            holder = held_before(work, name, tokens);
        else if (!name->is_state)
            holder = place_beside(work, tokens, is_in_dateline(work, tokens));
        if (holder.country.len == 0) continue;
        name->beside = holder;
        if (name->candidate_count == 0) {
            name->rule = STR("PLACE-BESIDE");
            name->confidence = 0.8f;
            return true;
        }
        keep_those_in(name, &holder);
        for (uint32_t c = 0; c < name->candidate_count; c++) weigh(work, name, &name->candidates[c]);
        choose_best(work, name, STR("PLACE-BESIDE"), 0.95f);
    }
    return name->rule.len > 0;
}
