/*
 * Finding likely pairs of quotations. When an article comes in, those that are there already and
 * share a key with one of its own are compared with it, and those of the same speaker within a few
 * days whose vectors lie near; the likeness is kept, both ways. Which pairs are compared, and what
 * comes out, does not depend on which of the two came first.
 */
#include "base/hash.h"
#include "base/number_list.h"
#include "ledger/variants.h"
#include "store/settle.h"
#include "store/wordings.h"
#include "store/write.h"

static DatelineStatus collect(Store *store, Row *row, NumberList *out, DatelineError *err)
{
    for (bool has_row;;) {
        TRY(row_step(row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(store->scratch, out) = row_get_int(row, 0);
    }
}

static DatelineStatus run_on_number(Store *store, StatementName statement, int64_t number,
                                    DatelineError *err)
{
    Row row = database_row(store->db, statement);
    row_int(&row, number);
    return row_run(&row, err);
}

/* ---- A quotation and what it is found by ----------------------------------------------------- */

typedef struct Spoken {
    int64_t number;
    Str speaker;
    Str text;
    int64_t article;
    VariantDay day;
    int64_t windows[VARIANT_WINDOWS];
    Str vector;           /* as it was written; may be empty */
    KeyList keys;         /* these two are made when they are needed: of a sentence that */
    const Saying *saying; /* thousands print, two are compared */
} Spoken;

static void set_day(Spoken *spoken, VariantDay day)
{
    spoken->day = day;
    variant_windows(spoken->speaker, day.is_known, day.day, spoken->windows);
}

static VariantDay day_in_row(const Row *row, int column)
{
    return (VariantDay){.is_known = !row_is_null(row, column), .day = (int32_t)row_get_int(row, column)};
}

/* Of a quotation without a speaker only the number is set. */
static DatelineStatus read_spoken(Store *store, int64_t number, Spoken *out, DatelineError *err)
{
    bool has_row;
    *out = (Spoken){.number = number};
    Row row = database_row(store->db, STATEMENT_GET_SPOKEN);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    out->speaker = row_copy_str(&row, 0, store->scratch);
    out->text = row_copy_str(&row, 1, store->scratch);
    out->article = row_get_int(&row, 2);
    set_day(out, day_in_row(&row, 3));
    out->vector = row_copy_str(&row, 4, store->scratch);
    row_end(&row);
    return DATELINE_OK;
}

static void make_keys(Store *store, Spoken *spoken)
{
    if (spoken->saying != NULL) return;
    spoken->saying = variant_read(store->data, spoken->speaker, spoken->text, spoken->vector, store->scratch,
                                  &spoken->keys);
}

/* What only those are asked for that lie near another. */
static void need_words(Store *store, Spoken *spoken)
{
    if (saying_has_words(spoken->saying)) return;
    spoken->saying = saying_read_kept(store->data, spoken->text, saying_vector(spoken->saying), store->scratch);
}

/* ---- Others that may be like it -------------------------------------------------------------- */

#define BYTES_OF_QUOTATION 5
#define BYTES_OF_ARTICLE 4
#define BYTES_OF_PLACE (BYTES_OF_QUOTATION + BYTES_OF_ARTICLE)
#define START_OF_PLACE 8 /* behind speaker and key, or window */

static void put_place(KeyEntry *entry, const Spoken *spoken)
{
    key_put(entry, (uint64_t)spoken->number, BYTES_OF_QUOTATION);
    key_put(entry, (uint64_t)spoken->article, BYTES_OF_ARTICLE);
}

/* The keys of one speaker lie together: an article names few of them, so that few blocks are read. */
static KeyEntry begin_key(const Spoken *spoken, uint32_t index)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, hash_bytes(spoken->speaker.data, spoken->speaker.len, 0) & UINT32_MAX, 4);
    key_put(&entry, spoken->keys.items[index], 4);
    return entry;
}

static KeyEntry begin_vector(const Spoken *spoken, uint32_t window)
{
    KeyEntry entry = {.len = 0};
    key_put(&entry, (uint64_t)spoken->windows[window], 8);
    return entry;
}

/* Two quotations of one article are not two reports of one saying. */
static bool is_elsewhere(const Spoken *spoken, const unsigned char *entry)
{
    uint64_t article = key_number(entry, START_OF_PLACE + BYTES_OF_QUOTATION, BYTES_OF_ARTICLE);
    return article != (uint64_t)spoken->article;
}

static int64_t quotation_of(const unsigned char *entry)
{
    return (int64_t)key_number(entry, START_OF_PLACE, BYTES_OF_QUOTATION);
}

static DatelineStatus exchange_key(Store *store, const Spoken *spoken, uint32_t index,
                                   NumberList *others, DatelineError *err)
{
    KeyEntries found;
    KeyEntry entry = begin_key(spoken, index);
    TRY(key_runs_find_all(store->db->keys, KEYS_OF_QUOTATIONS, &entry, store->scratch, &found, err));
    for (uint32_t i = 0; i < found.count; i++)
        if (is_elsewhere(spoken, key_at(&found, i)))
            *list_add(store->scratch, others) = quotation_of(key_at(&found, i));
    put_place(&entry, spoken);
    key_runs_add(store->db->keys, KEYS_OF_QUOTATIONS, &entry);
    return DATELINE_OK;
}

static DatelineStatus exchange_vector(Store *store, const Spoken *spoken, uint32_t window,
                                      NumberList *others, DatelineError *err)
{
    KeyEntries found;
    KeyEntry entry = begin_vector(spoken, window);
    Str vector = saying_vector(spoken->saying);
    TRY(key_runs_find_all(store->db->keys, KEYS_OF_VECTORS, &entry, store->scratch, &found, err));
    for (uint32_t i = 0; i < found.count; i++) {
        const unsigned char *other = key_at(&found, i);
        Str theirs = {(const char *)other + START_OF_PLACE + BYTES_OF_PLACE, KEY_VECTOR_BYTES};
        if (is_elsewhere(spoken, other) && saying_is_near(spoken->saying, theirs))
            *list_add(store->scratch, others) = quotation_of(other);
    }
    put_place(&entry, spoken);
    for (uint32_t i = 0; i < vector.len; i++) key_put(&entry, (unsigned char)vector.data[i], 1);
    key_runs_add(store->db->keys, KEYS_OF_VECTORS, &entry);
    return DATELINE_OK;
}

/* Finds the others and leaves what it is found by. */
static DatelineStatus exchange_keys(Store *store, const Spoken *spoken, NumberList *others,
                                    DatelineError *err)
{
    for (uint32_t i = 0; i < spoken->keys.count; i++)
        TRY(exchange_key(store, spoken, i, others, err));
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++)
        TRY(exchange_vector(store, spoken, i, others, err));
    number_list_sort_once(others);
    return DATELINE_OK;
}

static DatelineStatus compare_with(Store *store, Spoken *spoken, int64_t other,
                                   DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_QUOTATION);
    row_int(&row, other);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    uint32_t likeness = 0;
    Str vector = row_get_str(&row, 2);
    bool are_near = variant_are_near(spoken->day, day_in_row(&row, 3));
    if (str_equal(row_get_str(&row, 0), spoken->speaker) && saying_may_be_variant(spoken->saying, vector, are_near)) {
        Str text = row_get_str(&row, 1);
        need_words(store, spoken);
        likeness = saying_variant_of(store->data, spoken->saying, text, vector, are_near, store->scratch);
    }
    row_end(&row);
    if (likeness == 0) return DATELINE_OK;
    row = database_row(store->db, STATEMENT_INSERT_QUOTATION_LIKENESS);
    row_int(&row, spoken->number);
    row_int(&row, other);
    row_int(&row, likeness);
    return row_run(&row, err);
}

static DatelineStatus compare_elsewhere(Store *store, Spoken *spoken, bool *out_has_others,
                                        DatelineError *err)
{
    NumberList others = {0};
    TRY(exchange_keys(store, spoken, &others, err));
    for (uint32_t i = 0; i < others.count; i++)
        TRY(compare_with(store, spoken, others.items[i], err));
    *out_has_others = others.count > 0;
    return DATELINE_OK;
}

/* ---- Wordings -------------------------------------------------------------------------------- */

/* Is it among the first two articles that have the wording? */
static DatelineStatus is_among_first(Store *store, const Spoken *spoken, int64_t wording, bool *out_is_known,
                                     bool *out_is_first, DatelineError *err)
{
    WordingPlaceList firsts = {0};
    TRY(wording_find_firsts(store, wording, &firsts, err));
    *out_is_known = firsts.count > 0;
    *out_is_first = firsts.count == 0 || (firsts.count == 1 && firsts.items[0].article != spoken->article);
    return DATELINE_OK;
}

typedef void ChangeWording(Store *store, int64_t wording, const WordingPlace *place);

/* Of a wording that stands at one place alone there are none of windows. */
static void change_in_windows(Store *store, const Spoken *spoken, int64_t wording, ChangeWording *change)
{
    WordingPlace place = {.article = spoken->article, .quotation = spoken->number};
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++)
        change(store, variant_wording_in(wording, spoken->windows[i]), &place);
}

/* What two articles have word for word was compared with all others when the second came: of a sentence that thousands
 * print, two are looked at, and two of each window, as what is near in days is held against less. */
static DatelineStatus link_saying(Store *store, Spoken *spoken, int64_t wording, bool is_forced,
                                  bool *out_has_others, DatelineError *err)
{
    bool is_known, is_first;
    TRY(is_among_first(store, spoken, wording, &is_known, &is_first, err));
    for (uint32_t i = 0; i < VARIANT_WINDOWS && is_known; i++) {
        bool is_known_there, is_first_there;
        int64_t there = variant_wording_in(wording, spoken->windows[i]);
        TRY(is_among_first(store, spoken, there, &is_known_there, &is_first_there, err));
        is_first |= is_first_there;
    }
    if (is_known) change_in_windows(store, spoken, wording, wording_add);
    *out_has_others = true;
    return is_forced || is_first ? compare_elsewhere(store, spoken, out_has_others, err) : DATELINE_OK;
}

/* One that does not say enough is like no other; reports that quote the same words are found by it. */
static DatelineStatus link_spoken(Store *store, Spoken *spoken, bool is_forced,
                                  bool *out_has_others, DatelineError *err)
{
    int64_t wording = variant_wording(spoken->speaker, spoken->text);
    WordingPlace place = {.article = spoken->article, .quotation = spoken->number};
    make_keys(store, spoken);
    *out_has_others = false;
    if (saying_says_enough(spoken->saying))
        TRY(link_saying(store, spoken, wording, is_forced, out_has_others, err));
    wording_add(store, wording, &place);
    return DATELINE_OK;
}

static DatelineStatus link_unless_alone(Store *store, Spoken *spoken, DatelineError *err)
{
    bool has_others;
    if (spoken->speaker.len == 0) return DATELINE_OK;
    TRY(link_spoken(store, spoken, false, &has_others, err));
    if (!has_others) return DATELINE_OK;
    return settle_mark_number(store->db, DIRTY_VARIANT, spoken->number, err);
}

DatelineStatus keys_link_quotations(Store *store, const Document *doc, int64_t article,
                                    int64_t first_number, const PreparedArticle *prepared,
                                    DatelineError *err)
{
    VariantDay day = {0};
    day.is_known = article_day(&doc->meta, &day.day);
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        Spoken spoken = {.number = first_number + i,
                         .article = article,
                         .speaker = actor_key(doc, quotation->speaker_actor),
                         .text = document_str(doc, quotation->span),
                         .saying = prepared->spoken[i].saying,
                         .keys = prepared->spoken[i].keys};
        set_day(&spoken, day);
        TRY(link_unless_alone(store, &spoken, err));
    }
    return DATELINE_OK;
}

static DatelineStatus write_vector(Store *store, Spoken *spoken, DatelineError *err)
{
    make_keys(store, spoken);
    Row row = database_row(store->db, STATEMENT_SET_VECTOR);
    row_int(&row, spoken->number);
    row_blob(&row, saying_vector(spoken->saying));
    return row_run(&row, err);
}

DatelineStatus keys_restore_quotations(Store *store, int64_t article, DatelineError *err)
{
    NumberList numbers = {0};
    Row row = database_row(store->db, STATEMENT_GET_QUOTATIONS_OF);
    row_int(&row, article);
    TRY(collect(store, &row, &numbers, err));
    for (uint32_t i = 0; i < numbers.count; i++) {
        Spoken spoken;
        TRY(read_spoken(store, numbers.items[i], &spoken, err));
        TRY(write_vector(store, &spoken, err));
        TRY(link_unless_alone(store, &spoken, err));
    }
    return DATELINE_OK;
}

/* ---- Quotations whose speaker turns out another ---------------------------------------------- */

static void remove_keys(Store *store, Spoken *spoken)
{
    make_keys(store, spoken);
    for (uint32_t i = 0; i < spoken->keys.count; i++) {
        KeyEntry entry = begin_key(spoken, i);
        put_place(&entry, spoken);
        key_runs_remove(store->db->keys, KEYS_OF_QUOTATIONS, &entry);
    }
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++) {
        KeyEntry entry = begin_vector(spoken, i);
        put_place(&entry, spoken);
        key_runs_remove(store->db->keys, KEYS_OF_VECTORS, &entry);
    }
}

/* Reports that quote these words may stand under other parties now. */
static DatelineStatus mark_pairs(Store *store, int64_t wording, DatelineError *err)
{
    WordingPlaceList places = {0};
    TRY(wording_find(store, wording, &places, err));
    for (uint32_t i = 0; i < places.count; i++)
        TRY(run_on_number(store, STATEMENT_MARK_PAIR_OF_QUOTATION, places.items[i].quotation, err));
    return DATELINE_OK;
}

/* Others that have the words take its place among those that are compared. */
static DatelineStatus forget_wording(Store *store, const Spoken *spoken, int64_t wording, DatelineError *err)
{
    WordingPlaceList firsts = {0};
    wording_remove(store, wording, &(WordingPlace){.article = spoken->article, .quotation = spoken->number});
    TRY(wording_find_firsts(store, wording, &firsts, err));
    if (firsts.count == 0) return DATELINE_OK;
    change_in_windows(store, spoken, wording, wording_remove);
    for (uint32_t i = 0; i < VARIANT_WINDOWS; i++)
        TRY(settle_mark_number(store->db, DIRTY_WORDING, variant_wording_in(wording, spoken->windows[i]), err));
    return settle_mark_number(store->db, DIRTY_WORDING, wording, err);
}

DatelineStatus keys_unlink_quotation(Store *store, int64_t number, DatelineError *err)
{
    Spoken spoken;
    TRY(read_spoken(store, number, &spoken, err));
    if (spoken.speaker.len == 0) return DATELINE_OK;
    TRY(run_on_number(store, STATEMENT_MARK_LIKE_QUOTATIONS, number, err));
    TRY(run_on_number(store, STATEMENT_MARK_VARIANT_OF, number, err));
    TRY(run_on_number(store, STATEMENT_DELETE_LIKENESS_TO_QUOTATION, number, err));
    TRY(run_on_number(store, STATEMENT_DELETE_LIKENESS_OF_QUOTATION, number, err));
    remove_keys(store, &spoken);
    int64_t wording = variant_wording(spoken.speaker, spoken.text);
    TRY(mark_pairs(store, wording, err));
    TRY(forget_wording(store, &spoken, wording, err));
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

DatelineStatus keys_link_quotation(Store *store, int64_t number, bool is_forced, DatelineError *err)
{
    Spoken spoken;
    bool has_others;
    TRY(read_spoken(store, number, &spoken, err));
    if (spoken.speaker.len == 0) return DATELINE_OK;
    TRY(link_spoken(store, &spoken, is_forced, &has_others, err));
    TRY(mark_pairs(store, variant_wording(spoken.speaker, spoken.text), err));
    return settle_mark_number(store->db, DIRTY_VARIANT, number, err);
}

DatelineStatus keys_settle_wording(Store *store, int64_t wording, DatelineError *err)
{
    WordingPlaceList firsts = {0};
    TRY(wording_find_firsts(store, wording, &firsts, err));
    for (uint32_t i = 0; i < firsts.count; i++)
        TRY(keys_link_quotation(store, firsts.items[i].quotation, true, err));
    return DATELINE_OK;
}
