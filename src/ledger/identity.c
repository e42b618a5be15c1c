#include "ledger/identity.h"

#include <stdlib.h>

#include "base/calendar.h"

/* A minister is still printed by the family name some years after the last introduction at hand; who
 * is told of in few articles is soon forgotten. */
#define YEARS_AROUND 3
#define YEARS_AROUND_FEW 1
#define FEW_ARTICLES 3

int32_t identity_year(int32_t day)
{
    return civil_from_day(day).year;
}

/* ---- How well a person fits ------------------------------------------------------------------ */

typedef enum Fit {
    FIT_NONE,
    FIT_CONTEXT, /* the article speaks of the country, and the person holds an office there */
    FIT_COUNTRY, /* the article says it is that country's */
    FIT_OFFICE,  /* the article gives the office, and the country or speaks of it */
} Fit;

static bool is_in_time(const Attestation *attestation, const Sighting *sighting, int32_t around)
{
    if (!attestation->has_days || !sighting->has_day) return true;
    int32_t year = identity_year(sighting->day);
    return identity_year(attestation->first_day) - around <= year &&
           year <= identity_year(attestation->last_day) + around;
}

/* Articles that print the full name. */
static bool is_told_of_often(const KnownPerson *person)
{
    int64_t articles = 0;
    for (uint32_t i = 0; i < person->attested.count; i++) {
        if (person->attested.items[i].is_from_data) return true;
        if (person->attested.items[i].office.len == 0) articles += person->attested.items[i].articles;
    }
    return articles >= FEW_ARTICLES;
}

/* "|KGZ|RUS|" */
static bool is_named(Str countries, Str country)
{
    if (country.len == 0) return false;
    for (uint32_t at = 0; (at = str_find(countries, country, at)) != STR_NOT_FOUND; at++)
        if (at > 0 && countries.data[at - 1] == '|' && at + country.len < countries.len &&
            countries.data[at + country.len] == '|')
            return true;
    return false;
}

/* The same, or the plain word for it: "minister" for a foreign minister. */
static bool is_office(Str attested, Str printed)
{
    if (str_equal(attested, printed)) return true;
    return attested.len > printed.len + 1 && str_ends(attested, printed) &&
           attested.data[attested.len - printed.len - 1] == ' ';
}

typedef struct Evidence {
    bool in_time;
    bool has_country; /* any is known */
    bool is_country;  /* the one that the sighting gives */
    bool is_context;  /* one that its article names */
    bool has_office;  /* of a state or organisation, or known to the data */
    bool is_office;   /* the one that the sighting gives */
} Evidence;

static Str country_of(const Attestation *attestation)
{
    return attestation->country.len > 0 ? attestation->country : attestation->owner;
}

static Evidence weigh(const KnownPerson *person, const Sighting *sighting)
{
    Evidence out = {0};
    bool is_often = is_told_of_often(person);
    int32_t around = is_often ? YEARS_AROUND : YEARS_AROUND_FEW;
    for (uint32_t i = 0; i < person->attested.count; i++) {
        const Attestation *attestation = &person->attested.items[i];
        if (!is_in_time(attestation, sighting, around)) continue;
        Str country = country_of(attestation);
        out.in_time = true;
        out.has_country |= attestation->country.len > 0;
        out.is_country |= sighting->country.len > 0 && str_equal(country, sighting->country);
        out.is_context |= is_named(sighting->countries, country);
        out.has_office |= attestation->is_from_data ||
                          (attestation->office.len > 0 && attestation->owner.len > 0 &&
                           (is_often || attestation->is_sole));
        out.is_office |= sighting->office.len > 0 && attestation->office.len > 0 &&
                         is_office(attestation->office, sighting->office);
    }
    return out;
}

static Fit fit_of(const KnownPerson *person, const Sighting *sighting)
{
    Evidence found = weigh(person, sighting);
    if (!found.in_time) return FIT_NONE;
    if (sighting->country.len > 0 && found.has_country && !found.is_country) return FIT_NONE;
    if (sighting->office.len > 0) {
        if (!found.is_office) return FIT_NONE;
        return found.is_country || found.is_context ? FIT_OFFICE : FIT_NONE;
    }
    if (!found.has_office) return FIT_NONE;
    return found.is_country ? FIT_COUNTRY : found.is_context ? FIT_CONTEXT : FIT_NONE;
}

void identity_recognise(const KnownPersonList *persons, const bool *excluded,
                        const Sighting *sighting, Arena *arena, Recognition *out)
{
    static const struct {
        Str rule;
        float confidence;
    } ways[] = {[FIT_CONTEXT] = {STR_INIT("ID-CONTEXT"), 0.6f},
                [FIT_COUNTRY] = {STR_INIT("ID-COUNTRY"), 0.8f},
                [FIT_OFFICE] = {STR_INIT("ID-OFFICE"), 0.9f}};
    *out = (Recognition){.person = NONE};
    Fit best = FIT_NONE;
    for (uint32_t i = 0; i < persons->count; i++) {
        if (excluded != NULL && excluded[i]) continue;
        Fit fit = fit_of(&persons->items[i], sighting);
        if (fit == FIT_NONE || fit < best) continue;
        if (fit > best) out->candidates.count = 0;
        best = fit;
        *list_add(arena, &out->candidates) = i;
    }
    if (out->candidates.count == 0) return;
    bool is_one = out->candidates.count == 1;
    if (is_one) out->person = out->candidates.items[0];
    out->rule = is_one ? ways[best].rule : STR("ID-AMBIGUOUS");
    out->confidence = is_one ? ways[best].confidence : 0;
}

/* ---- One name, two persons ------------------------------------------------------------------- */

/* A country that so few of the articles name is a slip of one of them: a tenth. */
#define LEAST_SHARE 10

typedef struct CountryShare {
    Str country;
    int64_t articles;
    bool has_office; /* held there, by an introduction */
    bool is_joined;  /* an office of another country is told of the same person */
} CountryShare;

typedef List(CountryShare) CountryShareList;

static CountryShare *share_of(CountryShareList *shares, Str country, Arena *arena)
{
    for (uint32_t i = 0; i < shares->count; i++)
        if (str_equal(shares->items[i].country, country)) return &shares->items[i];
    CountryShare *out = list_add(arena, shares);
    *out = (CountryShare){.country = country};
    return out;
}

static bool is_state(Str owner)
{
    return owner.len == 3 && str_find(owner, STR(":"), 0) == STR_NOT_FOUND;
}

static int compare_shares(const void *a, const void *b)
{
    return str_compare(((const CountryShare *)a)->country, ((const CountryShare *)b)->country);
}

void identity_split(const KnownPerson *person, Arena *arena, StrList *out_countries)
{
    CountryShareList shares = {0};
    int64_t all = 0;
    out_countries->count = 0;
    for (uint32_t i = 0; i < person->attested.count; i++) {
        const Attestation *attestation = &person->attested.items[i];
        if (attestation->is_from_data) return;
        if (attestation->country.len == 0) continue;
        CountryShare *share = share_of(&shares, attestation->country, arena);
        if (attestation->office.len == 0) {
            share->articles += attestation->articles;
            all += attestation->articles;
        } else if (str_equal(attestation->owner, attestation->country)) {
            share->has_office = true;
        } else if (is_state(attestation->owner)) {
            share->is_joined = true;
        }
    }
    if (shares.count < 2) return;
    qsort(shares.items, shares.count, sizeof *shares.items, compare_shares);
    for (uint32_t i = 0; i < shares.count; i++) {
        const CountryShare *share = &shares.items[i];
        if (share->is_joined) {
            out_countries->count = 0;
            return;
        }
        if (share->has_office && share->articles * LEAST_SHARE >= all)
            *list_add(arena, out_countries) = share->country;
    }
    if (out_countries->count < 2) out_countries->count = 0;
}

/* ---- Decisions ------------------------------------------------------------------------------- */

static bool holds_in(const Decision *decision, Str article)
{
    return decision->article.len == 0 || str_equal(decision->article, article);
}

static bool is_full(Str key)
{
    return !str_starts(key, STR("name:"));
}

static bool goes_before(Str a, Str b)
{
    if (is_full(a) != is_full(b)) return is_full(a);
    return str_compare(a, b) < 0;
}

static void note(StrList *group, Str key, Arena *arena)
{
    for (uint32_t i = 0; i < group->count; i++)
        if (str_equal(group->items[i], key)) return;
    *list_add(arena, group) = key;
}

Str identity_decided(const DecisionList *decisions, Str key, Str article, Arena *arena)
{
    if (decisions->count == 0) return key;
    StrList group = {0};
    Str first = key;
    *list_add(arena, &group) = key;
    for (uint32_t at = 0; at < group.count; at++)
        for (uint32_t i = 0; i < decisions->count; i++) {
            const Decision *decision = &decisions->items[i];
            if (!decision->is_same || !holds_in(decision, article)) continue;
            if (str_equal(decision->first, group.items[at])) note(&group, decision->second, arena);
            if (str_equal(decision->second, group.items[at])) note(&group, decision->first, arena);
        }
    for (uint32_t i = 0; i < group.count; i++)
        if (goes_before(group.items[i], first)) first = group.items[i];
    return first;
}

bool identity_is_ruled_out(const DecisionList *decisions, Str a, Str b, Str article)
{
    for (uint32_t i = 0; i < decisions->count; i++) {
        const Decision *decision = &decisions->items[i];
        if (decision->is_same || !holds_in(decision, article)) continue;
        if ((str_equal(decision->first, a) && str_equal(decision->second, b)) ||
            (str_equal(decision->first, b) && str_equal(decision->second, a)))
            return true;
    }
    return false;
}

bool identity_is_decided(const DecisionList *decisions, Str key)
{
    for (uint32_t i = 0; i < decisions->count; i++)
        if (str_equal(decisions->items[i].first, key) || str_equal(decisions->items[i].second, key))
            return true;
    return false;
}

static bool is_part_of(Str part, Str key)
{
    return part.len > key.len && part.data[key.len] == '@' && str_starts(part, key);
}

bool identity_is_parted(const DecisionList *decisions, Str key)
{
    for (uint32_t i = 0; i < decisions->count; i++)
        if (is_part_of(decisions->items[i].first, key) || is_part_of(decisions->items[i].second, key)) return true;
    return false;
}
