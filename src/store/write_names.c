/*
 * What an article says of who its actors are: introductions, printed forms, and for persons by what
 * others find them, the family name. A person with a full name is attested, with offices and days; one
 * of whom the article prints the family name alone is a sighting, which settle_names.c resolves.
 *
 * Counts, first and last days do not depend on the order of articles.
 */
#include "base/map.h"
#include "ledger/identity.h"
#include "store/settle.h"
#include "store/write.h"

/* ---- Introductions ------------------------------------------------------------------------- */

static DatelineStatus write_introduction(Database *db, const Document *doc, int64_t article,
                                         uint32_t position, DatelineError *err)
{
    const Introduction *introduction = &doc->introductions.items[position];
    Row row = database_row(db, STATEMENT_INSERT_EVIDENCE);
    row_int(&row, article);
    row_int(&row, position);
    row_str(&row, actor_key(doc, introduction->actor));
    row_str(&row, introduction->office);
    row_str(&row, introduction->description);
    row_str(&row, introduction->owner);
    row_bool(&row, introduction->is_former);
    row_bool(&row, introduction->is_future);
    row_int(&row, introduction->span.start);
    row_int(&row, introduction->span.end);
    Span name = doc->mentions.items[introduction->mention].span;
    row_int(&row, name.start);
    row_int(&row, name.end);
    row_provenance(&row, &introduction->by);
    return row_run(&row, err);
}

/* ---- Printed forms ------------------------------------------------------------------------- */

/* The name without its title. */
static Span form_of(const Document *doc, const Mention *mention)
{
    Span span = mention->span;
    if (!span_is_empty(mention->title) && mention->title.end < span.end)
        span.start = mention->title.end;
    while (span.start < span.end && doc->text.data[span.start] == ' ') span.start++;
    return span;
}

static bool has_aliases(const Actor *actor)
{
    return actor->kind == ACTOR_PERSON || actor->kind == ACTOR_ORGANISATION ||
           actor->kind == ACTOR_ARMED_GROUP;
}

/* Each form once an article, at its first place. */
static void count_aliases(Store *store, const Document *doc)
{
    AliasPlace place = {.article = doc->id};
    place.has_day = article_day(&doc->meta, &place.day);
    Map seen;
    map_init(&seen, store->scratch);
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        bool is_name = mention->kind == MENTION_NAME || mention->kind == MENTION_TITLED_NAME;
        if (!is_name || mention->actor >= doc->actors.count) continue;
        const Actor *actor = &doc->actors.items[mention->actor];
        Span form = form_of(doc, mention);
        if (!has_aliases(actor) || span_is_empty(form)) continue;
        Str once = arena_format(store->scratch, "%u " STR_FMT, mention->actor,
                                STR_ARG(document_str(doc, form)));
        if (map_find(&seen, once) != MAP_NONE) continue;
        map_set(&seen, once, i);
        place.key = actor->key;
        place.form = document_str(doc, form);
        place.span = form;
        name_rows_count_alias(store->db->names, &place);
    }
}

/* ---- Persons ------------------------------------------------------------------------------- */

typedef struct Attesting {
    Store *store;
    const Document *doc;
    int64_t article;
    bool has_day;
    int32_t day;
} Attesting;

/* Rules ask whether a name is told of in few articles: beyond so many, one more changes nothing. */
#define MOST_COUNTED 3

/* Does this article tell something new: an office, a country, a year? */
static bool is_news(const Attested *attested, const AttestedBefore *before)
{
    if (before->articles < MOST_COUNTED) return true;
    if (!attested->has_day) return false;
    int32_t year = identity_year(attested->day);
    return !before->has_days || year < identity_year(before->first_day) || year > identity_year(before->last_day);
}

static Attested attested_as(const Attesting *attesting, const Actor *actor)
{
    return (Attested){.family = actor->family,
                      .key = actor->key,
                      .country = actor->country,
                      .is_from_data = actor->is_from_data,
                      .has_day = attesting->has_day,
                      .day = attesting->day};
}

/* out_is_news: NULL if nobody asks. */
static DatelineStatus count_office(const Attesting *attesting, const Attested *attested, bool *out_is_news,
                                   DatelineError *err)
{
    AttestedBefore before;
    NameRows *names = attesting->store->db->names;
    if (out_is_news == NULL) return name_rows_count_office(names, attested, NULL, err);
    TRY(name_rows_count_office(names, attested, &before, err));
    *out_is_news |= is_news(attested, &before);
    return DATELINE_OK;
}

static bool is_same_office(const Introduction *a, const Introduction *b)
{
    return a->actor == b->actor && a->is_former == b->is_former && str_equal(a->office, b->office) &&
           str_equal(a->owner, b->owner);
}

static bool is_told_before(const Document *doc, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (is_same_office(&doc->introductions.items[i], &doc->introductions.items[index]))
            return true;
    return false;
}

static DatelineStatus mark_name(Store *store, Str family, int64_t article, DatelineError *err)
{
    return settle_mark(store->db, DIRTY_NAME, family,
                       arena_format(store->scratch, "%lld", (long long)article), err);
}

/* Introductions of an article are few, but their number is the article's own: looked at are as many
 * as a page holds. */
#define MOST_INTRODUCTIONS 400

/* A name is parted by countries in which it is attested in an office of that country. */
static bool has_office_at_home(const Document *doc, uint32_t index)
{
    const Actor *actor = &doc->actors.items[index];
    if (actor->country.len == 0 || actor->is_from_data) return false;
    for (uint32_t i = 0; i < doc->introductions.count && i < MOST_INTRODUCTIONS; i++) {
        const Introduction *introduction = &doc->introductions.items[i];
        if (introduction->actor == index && introduction->office.len > 0 &&
            str_equal(introduction->owner, actor->country))
            return true;
    }
    return false;
}

/* Can what is known of the person change who somebody is? Of most names nobody asks. */
static DatelineStatus is_asked(const Attesting *attesting, uint32_t index, bool *out, DatelineError *err)
{
    const Store *store = attesting->store;
    const Actor *actor = &attesting->doc->actors.items[index];
    *out = has_office_at_home(attesting->doc, index) || identity_is_parted(&store->decisions, actor->key);
    return *out ? DATELINE_OK : name_rows_is_watched(store->db->names, actor->family, out, err);
}

static DatelineStatus count_offices(const Attesting *attesting, uint32_t index, bool *out_is_news, DatelineError *err)
{
    const Document *doc = attesting->doc;
    Attested attested = attested_as(attesting, &doc->actors.items[index]);
    TRY(count_office(attesting, &attested, out_is_news, err));
    for (uint32_t i = 0; i < doc->introductions.count && i < MOST_INTRODUCTIONS; i++) {
        const Introduction *introduction = &doc->introductions.items[i];
        if (introduction->actor != index || introduction->office.len == 0) continue;
        if (introduction->is_future || is_told_before(doc, i)) continue;
        attested.office = introduction->office;
        attested.owner = introduction->owner;
        attested.is_former = introduction->is_former;
        attested.is_sole = introduction->is_sole;
        TRY(count_office(attesting, &attested, out_is_news, err));
    }
    return DATELINE_OK;
}

static DatelineStatus attest(const Attesting *attesting, uint32_t index, DatelineError *err)
{
    Store *store = attesting->store;
    NameRows *names = store->db->names;
    Attested attested = attested_as(attesting, &attesting->doc->actors.items[index]);
    bool is_new = false, is_shared = false, may_change;
    TRY(is_asked(attesting, index, &may_change, err));
    TRY(count_offices(attesting, index, may_change ? &is_new : NULL, err));
    if (!may_change) return DATELINE_OK;
    if (is_new) TRY(name_rows_is_looked_for(names, &attested, &is_new, err));
    if (is_new) TRY(settle_mark(store->db, DIRTY_NAME, attested.family, attested.key, err));
    TRY(name_rows_has_countries(names, &attested, &is_shared, err));
    if (!is_shared) return DATELINE_OK;
    TRY(name_rows_watch(names, attested.family, err));
    return mark_name(store, attested.family, attesting->article, err);
}

/* "|KGZ|RUS|" of the states that the article names. */
static Str countries_in(const Document *doc, Arena *arena)
{
    Str out = {NULL, 0};
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        const Actor *actor = &doc->actors.items[i];
        if (actor->kind != ACTOR_STATE || actor->country.len == 0) continue;
        out = arena_format(arena, STR_FMT STR_FMT "|", STR_ARG(out.len == 0 ? STR("|") : out),
                           STR_ARG(actor->country));
    }
    return out;
}

/* The office that the article gives with the name; none that a style alone would be. */
static Str office_of(const Document *doc, uint32_t actor)
{
    for (uint32_t i = 0; i < doc->introductions.count; i++)
        if (doc->introductions.items[i].actor == actor && doc->introductions.items[i].office.len > 0)
            return doc->introductions.items[i].office;
    return (Str){NULL, 0};
}

static bool has_word(Str text, Str word)
{
    for (uint32_t at = 0; (at = str_find(text, word, at)) != STR_NOT_FOUND; at++) {
        bool starts = at == 0 || text.data[at - 1] == ' ' || text.data[at - 1] == ':';
        bool ends = at + word.len == text.len || text.data[at + word.len] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

/* "Kelly" beside "Kelly Example": whoever it is, it may be that one. */
static bool is_in_full_name(const Document *doc, const Actor *name)
{
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        const Actor *actor = &doc->actors.items[i];
        if (actor->kind == ACTOR_PERSON && str_starts(actor->key, STR("person:")) &&
            has_word(actor->key, name->family))
            return true;
    }
    return false;
}

/* A name that only stands before nouns ("Sample scholars") or in lists is too little to go by. */
static bool acts(const Document *doc, uint32_t actor)
{
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        if (mention->actor != actor || mention->kind == MENTION_PRONOUN) continue;
        Relation relation = document_token(doc, mention->head)->relation;
        if (mention->kind == MENTION_TITLED_NAME || relation == REL_NSUBJ ||
            relation == REL_NSUBJ_PASS || relation == REL_NMOD_POSS)
            return true;
    }
    return false;
}

static DatelineStatus write_sighting_country(const Attesting *attesting, const Actor *actor,
                                             Str country, DatelineError *err)
{
    return name_rows_add_sighting(attesting->store->db->names, actor->family, country, attesting->article, err);
}

/* Where it is looked for when a person of that country is attested; and without any. */
static DatelineStatus write_sighting_countries(const Attesting *attesting, const Actor *actor,
                                               Str countries, DatelineError *err)
{
    TRY(write_sighting_country(attesting, actor, (Str){NULL, 0}, err));
    if (actor->country.len > 0) TRY(write_sighting_country(attesting, actor, actor->country, err));
    for (uint32_t start = 0, at = 0; at < countries.len; at++) {
        if (countries.data[at] != '|') continue;
        Str country = {countries.data + start, at - start};
        if (country.len > 0) TRY(write_sighting_country(attesting, actor, country, err));
        start = at + 1;
    }
    return DATELINE_OK;
}

static DatelineStatus write_sighting(const Attesting *attesting, uint32_t index, Str countries,
                                     DatelineError *err)
{
    const Actor *actor = &attesting->doc->actors.items[index];
    Row row = database_row(attesting->store->db, STATEMENT_INSERT_SIGHTING);
    row_text(&row, actor->family);
    row_int(&row, attesting->article);
    row_text(&row, actor->key);
    if (attesting->has_day)
        row_int(&row, attesting->day);
    else
        row_null(&row);
    row_str(&row, office_of(attesting->doc, index));
    row_str(&row, actor->country);
    row_str(&row, countries);
    TRY(row_run(&row, err));
    TRY(write_sighting_countries(attesting, actor, countries, err));
    bool has_country = actor->country.len > 0 || countries.len > 0;
    if (!has_country && attesting->store->decisions.count == 0) return DATELINE_OK; /* nobody fits (ledger/identity.h) */
    Str mark = arena_format(attesting->store->scratch, DIRTY_SIGHTING "%lld", (long long)attesting->article);
    return settle_mark(attesting->store->db, DIRTY_NAME, actor->family, mark, err);
}

static DatelineStatus write_person(const Attesting *attesting, uint32_t index, Str *countries,
                                   DatelineError *err)
{
    const Actor *actor = &attesting->doc->actors.items[index];
    if (actor->family.len == 0) return DATELINE_OK;
    if (!str_starts(actor->key, STR("name:"))) return attest(attesting, index, err);
    if (!acts(attesting->doc, index) || is_in_full_name(attesting->doc, actor)) return DATELINE_OK;
    if (countries->data == NULL) *countries = countries_in(attesting->doc, attesting->store->scratch);
    return write_sighting(attesting, index, *countries, err);
}

/* ---- Together ------------------------------------------------------------------------------ */

DatelineStatus write_names(Store *store, const Document *doc, int64_t article, DatelineError *err)
{
    const Metadata *meta = &doc->meta;
    const DateValue *date = meta->published.is_known ? &meta->published : &meta->dateline.date;
    Attesting attesting = {.store = store,
                           .doc = doc,
                           .article = article,
                           .has_day = date->is_known,
                           .day = date->first_day};
    Str countries = {NULL, 0};
    for (uint32_t i = 0; i < doc->introductions.count; i++)
        TRY(write_introduction(store->db, doc, article, i, err));
    count_aliases(store, doc);
    for (uint32_t i = 0; i < doc->actors.count; i++) {
        TRY(write_person(&attesting, i, &countries, err));
        if (store->decisions.count > 0 &&
            identity_is_decided(&store->decisions, doc->actors.items[i].key))
            TRY(settle_mark(store->db, DIRTY_DECIDED, doc->actors.items[i].key,
                            arena_format(store->scratch, "%lld", (long long)article), err));
    }
    return DATELINE_OK;
}
