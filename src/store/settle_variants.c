/* The quotations that hang together with one by their likeness: one sentence in other words. */
#include <stdlib.h>

#include "base/map.h"
#include "base/number_list.h"
#include "ledger/variants.h"
#include "store/settle.h"
#include "store/tellings.h"
#include "store/wordings.h"

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

/* What hangs together with one quotation. */
typedef struct Finding {
    Store *store;
    int64_t origin; /* the quotation whose company is looked for */
    Str speaker;
    WordingList places;
    Map numbers;  /* of the places */
    Map wordings; /* that were followed to all their quotations */
    List(Id) taken; /* variants whose quotations are all there */
} Finding;

static int compare_places(const void *a, const void *b)
{
    const Wording *x = a, *y = b;
    if (x->has_day != y->has_day) return x->has_day ? -1 : 1;
    if (x->has_day && x->day != y->day) return x->day < y->day ? -1 : 1;
    int order = strcmp(x->article_id.text, y->article_id.text);
    if (order == 0) order = (x->span.start > y->span.start) - (x->span.start < y->span.start);
    return order != 0 ? order : strcmp(x->id.text, y->id.text);
}

/* True if the number was not there yet. */
static bool note_number(Map *map, int64_t number, Arena *arena)
{
    if (map_find(map, (Str){(const char *)&number, sizeof number}) != MAP_NONE) return false;
    map_set(map, (Str){arena_copy(arena, (const char *)&number, sizeof number), sizeof number}, 0);
    return true;
}

static DatelineStatus add_place(Finding *finding, int64_t number, DatelineError *err)
{
    Arena *arena = finding->store->scratch;
    if (!note_number(&finding->numbers, number, arena)) return DATELINE_OK;
    bool has_row;
    Row row = database_row(finding->store->db, STATEMENT_GET_QUOTATION_PLACE);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    if (finding->places.count == 0) finding->speaker = row_copy_str(&row, 1, arena);
    Wording *place = list_add(arena, &finding->places);
    *place = (Wording){
        .number = number,
        .id = row_get_id(&row, 0),
        .article = row_get_int(&row, 2),
        .has_day = !row_is_null(&row, 3),
        .day = (int32_t)row_get_int(&row, 3),
        .span = {(uint32_t)row_get_int(&row, 4), (uint32_t)row_get_int(&row, 5)},
        .article_id = row_get_id(&row, 6),
        .text = row_copy_str(&row, 8, arena),
        .original = row_get_int(&row, 9),
        .is_superseded = row_get_int(&row, 10) != 0,
    };
    quotation_kind_from_name(row_get_str(&row, 7), &place->kind);
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus add_places(Finding *finding, const NumberList *numbers, DatelineError *err)
{
    for (uint32_t i = 0; i < numbers->count; i++) TRY(add_place(finding, numbers->items[i], err));
    return DATELINE_OK;
}

static DatelineStatus add_like(Finding *finding, int64_t number, DatelineError *err)
{
    NumberList others = {0};
    Row row = database_row(finding->store->db, STATEMENT_GET_LIKE_QUOTATIONS);
    row_int(&row, number);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return add_places(finding, &others, err);
        *list_add(finding->store->scratch, &others) = row_get_int(&row, 0);
    }
}

/* Those with the very same words, if they stand in several articles and say enough. */
static DatelineStatus add_same(Finding *finding, Str text, DatelineError *err)
{
    Store *store = finding->store;
    int64_t wording = variant_wording(finding->speaker, text);
    if (!note_number(&finding->wordings, wording, store->scratch)) return DATELINE_OK;
    if (store->data == NULL || !variant_says_enough(store->data, text, store->scratch))
        return DATELINE_OK;
    WordingPlaceList places = {0};
    TRY(wording_find(store, wording, &places, err));
    bool has_several =
        places.count > 0 && places.items[0].article != places.items[places.count - 1].article;
    for (uint32_t i = 0; i < places.count && has_several; i++)
        TRY(add_place(finding, places.items[i].quotation, err));
    return DATELINE_OK;
}

static DatelineStatus get_variant(Store *store, int64_t number, Id *out, bool *out_found, DatelineError *err)
{
    Row row = database_row(store->db, STATEMENT_GET_VARIANT_OF);
    row_int(&row, number);
    TRY(row_step(&row, out_found, err));
    if (!*out_found) return DATELINE_OK;
    *out = row_get_id(&row, 0);
    row_end(&row);
    return DATELINE_OK;
}

static DatelineStatus is_marked(const Finding *finding, int64_t number, bool *out, DatelineError *err)
{
    *out = number == finding->origin;
    if (*out) return DATELINE_OK;
    Row row = database_row(finding->store->db, STATEMENT_HAS_VARIANT_MARK);
    row_int(&row, number);
    TRY(row_step(&row, out, err));
    row_end(&row);
    return DATELINE_OK;
}

static bool is_taken(const Finding *finding, const Id *variant)
{
    for (uint32_t i = 0; i < finding->taken.count; i++)
        if (strcmp(finding->taken.items[i].text, variant->text) == 0) return true;
    return false;
}

/* Those it hung together with before. */
static DatelineStatus add_company(Finding *finding, int64_t number, DatelineError *err)
{
    Id variant;
    bool found;
    NumberList members = {0};
    TRY(get_variant(finding->store, number, &variant, &found, err));
    if (!found || is_taken(finding, &variant)) return DATELINE_OK;
    *list_add(finding->store->scratch, &finding->taken) = variant;
    Row row = database_row(finding->store->db, STATEMENT_GET_VARIANT_MEMBERS);
    row_id(&row, &variant);
    for (bool has_row;;) {
        TRY(row_step(&row, &has_row, err));
        if (!has_row) return add_places(finding, &members, err);
        *list_add(finding->store->scratch, &members) = row_get_int(&row, 0);
    }
}

/* Only those that are marked can have other company than before: who loses some is marked with all his company, so that
 * what an unmarked one was put together with still holds. */
static DatelineStatus explore(Finding *finding, DatelineError *err)
{
    for (uint32_t visited = 0; visited < finding->places.count; visited++) {
        Wording place = finding->places.items[visited];
        bool has_mark;
        TRY(is_marked(finding, place.number, &has_mark, err));
        if (!has_mark) {
            TRY(add_company(finding, place.number, err));
            continue;
        }
        TRY(add_like(finding, place.number, err));
        TRY(add_same(finding, place.text, err));
    }
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

static DatelineStatus delete_all_old(Store *store, const Id *kept, WordingList *places, DatelineError *err)
{
    List(Id) old = {0};
    for (uint32_t i = 0; i < places->count; i++) {
        Wording *place = &places->items[i];
        TRY(read_old(store, place, err));
        bool is_known = place->old_variant.text[0] == '\0';
        for (uint32_t k = 0; k < old.count && !is_known; k++)
            is_known = strcmp(old.items[k].text, place->old_variant.text) == 0;
        if (!is_known) *list_add(store->scratch, &old) = place->old_variant;
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

DatelineStatus settle_variant(Store *store, int64_t quotation, DatelineError *err)
{
    Finding finding = {.store = store, .origin = quotation};
    map_init(&finding.numbers, store->scratch);
    map_init(&finding.wordings, store->scratch);
    TRY(add_place(&finding, quotation, err));
    TRY(explore(&finding, err));
    WordingList *places = &finding.places;
    for (uint32_t i = 0; i < places->count; i++)
        TRY(settle_clear_number(store->db, DIRTY_VARIANT, places->items[i].number, err));
    if (places->count < 2) return delete_all_old(store, NULL, places, err);
    qsort(places->items, places->count, sizeof *places->items, compare_places);
    Id id = variant_id(places);
    TRY(delete_all_old(store, &id, places, err));
    TRY(write_head(store, &id, places, finding.speaker, err));
    TRY(write_places(store, &id, places, err));
    return write_wording(store, places, err);
}
