/* The claims that hang together with one by their likeness and their answers: all that is held of one
 * thing, and how each stands to the others. */
#include "base/map.h"
#include "ledger/theses.h"
#include "store/settle.h"
#include "store/tellings.h"

/* What hangs together with one claim. */
typedef struct Finding {
    Store *store;
    List(ThesisClaim) claims;
    List(int64_t) articles; /* [claim] */
    TellingList tellings;   /* [claim]: the quotation that holds it, whose chain is the claim's */
    Map numbers;            /* of the claims */
} Finding;

enum ClaimColumn {
    CLAIM_ID,
    CLAIM_ARTICLE,
    CLAIM_DAY,
    CLAIM_START,
    CLAIM_END,
    CLAIM_ARTICLE_ID,
    CLAIM_STANCE,
    CLAIM_POLARITY,
    CLAIM_ANSWERS,
    CLAIM_HOLDERS,
    CLAIM_CHAIN,
    CLAIM_ORIGINAL,
    CLAIM_SUPERSEDED,
};

/* True if the number was not there yet. */
static bool note_number(Finding *finding, int64_t number)
{
    Arena *arena = finding->store->scratch;
    Str key = {(const char *)&number, sizeof number};
    if (map_find(&finding->numbers, key) != MAP_NONE) return false;
    map_set(&finding->numbers, arena_copy_str(arena, key), 0);
    return true;
}

static DatelineStatus add_claim(Finding *finding, int64_t number, DatelineError *err)
{
    Arena *arena = finding->store->scratch;
    if (!note_number(finding, number)) return DATELINE_OK;
    bool has_row;
    Row row = database_row(finding->store->db, STATEMENT_GET_CLAIM_PLACE);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    ThesisClaim claim = {
        .number = number,
        .id = row_get_id(&row, CLAIM_ID),
        .article_id = row_get_id(&row, CLAIM_ARTICLE_ID),
        .has_day = !row_is_null(&row, CLAIM_DAY),
        .day = (int32_t)row_get_int(&row, CLAIM_DAY),
        .span = {(uint32_t)row_get_int(&row, CLAIM_START), (uint32_t)row_get_int(&row, CLAIM_END)},
        .holders = row_copy_str(&row, CLAIM_HOLDERS, arena),
    };
    if (!row_is_null(&row, CLAIM_ANSWERS)) claim.answers = row_get_id(&row, CLAIM_ANSWERS);
    stance_from_name(row_get_str(&row, CLAIM_STANCE), &claim.stance);
    polarity_from_name(row_get_str(&row, CLAIM_POLARITY), &claim.polarity);
    *list_add(arena, &finding->articles) = row_get_int(&row, CLAIM_ARTICLE);
    *list_add(arena, &finding->tellings) =
        (Telling){.number = number,
                  .record = row_get_id(&row, CLAIM_CHAIN),
                  .article = row_get_int(&row, CLAIM_ARTICLE),
                  .original = row_get_int(&row, CLAIM_ORIGINAL),
                  .is_superseded = row_get_int(&row, CLAIM_SUPERSEDED) != 0};
    *list_add(arena, &finding->claims) = claim;
    row_end(&row);
    return DATELINE_OK;
}

/* By likeness, and those of its article that it answers or that answer it. */
static DatelineStatus add_related(Finding *finding, uint32_t index, DatelineError *err)
{
    NumberList others = {0};
    Row row = database_row(finding->store->db, STATEMENT_GET_RELATED_CLAIMS);
    row_int(&row, finding->claims.items[index].number);
    row_int(&row, finding->articles.items[index]);
    row_id(&row, &finding->claims.items[index].id);
    TRY(row_list_numbers(&row, finding->store->scratch, &others, err));
    for (uint32_t i = 0; i < others.count; i++) TRY(add_claim(finding, others.items[i], err));
    return DATELINE_OK;
}

static DatelineStatus delete_old(Store *store, int64_t number, DatelineError *err)
{
    bool has_row;
    Row row = database_row(store->db, STATEMENT_GET_THESIS_OF);
    row_int(&row, number);
    TRY(row_step(&row, &has_row, err));
    if (!has_row) return DATELINE_OK;
    Id thesis = row_get_id(&row, 0);
    row_end(&row);
    TRY(settle_delete(store, STATEMENT_DELETE_THESIS_CLAIMS, &thesis, err));
    return settle_delete(store, STATEMENT_DELETE_THESIS, &thesis, err);
}

static void row_day(Row *row, const ThesisClaim *claim)
{
    if (claim->has_day)
        row_int(row, claim->day);
    else
        row_null(row);
}

static DatelineStatus write_claim(Store *store, const Id *thesis, const Finding *finding, uint32_t index,
                                  DatelineError *err)
{
    const ThesisClaim *claim = &finding->claims.items[index];
    Row row = database_row(store->db, STATEMENT_INSERT_THESIS_CLAIM);
    row_int(&row, claim->number);
    row_id(&row, thesis);
    row_int(&row, index);
    row_cstring(&row, thesis_relation_name(claim->relation));
    if (claim->of == index)
        row_null(&row);
    else
        row_id(&row, &finding->claims.items[claim->of].id);
    return row_run(&row, err);
}

/* The claims are in order. */
static uint32_t count_articles(const Finding *finding)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < finding->claims.count; i++) {
        const ThesisClaim *claims = finding->claims.items;
        if (i == 0 || strcmp(claims[i].article_id.text, claims[i - 1].article_id.text) != 0) count++;
    }
    return count;
}

static uint32_t find_last_dated(const Finding *finding)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < finding->claims.count; i++)
        if (finding->claims.items[i].has_day) last = i;
    return last;
}

/* A claim that stands in no quotation has no chain: it counts as those of its article do, if any has. */
static DatelineStatus count_sources(const Finding *finding, uint32_t *out, DatelineError *err)
{
    TellingList told = {0};
    for (uint32_t i = 0; i < finding->tellings.count; i++) {
        const Telling *telling = &finding->tellings.items[i];
        bool is_spared = false;
        for (uint32_t k = 0; telling->record.text[0] == 'c' && k < finding->tellings.count; k++)
            is_spared |= finding->tellings.items[k].article == telling->article &&
                         finding->tellings.items[k].record.text[0] != 'c';
        if (!is_spared) *list_add(finding->store->scratch, &told) = *telling;
    }
    return tellings_count_sources(finding->store, &told, out, err);
}

static DatelineStatus write_thesis(Store *store, const Finding *finding, DatelineError *err)
{
    const ThesisClaim *claims = finding->claims.items;
    IdBuilder builder;
    id_begin(&builder);
    id_add_str(&builder, id_str(&claims[0].id));
    Id id = id_finish(&builder, 't');
    uint32_t sources;
    TRY(count_sources(finding, &sources, err));
    Row row = database_row(store->db, STATEMENT_INSERT_THESIS);
    row_id(&row, &id);
    row_cstring(&row, thesis_standing(claims, finding->claims.count));
    row_int(&row, finding->claims.count);
    row_int(&row, count_articles(finding));
    row_day(&row, &claims[0]);
    row_day(&row, &claims[find_last_dated(finding)]);
    row_int(&row, sources);
    TRY(row_run(&row, err));
    for (uint32_t i = 0; i < finding->claims.count; i++) TRY(write_claim(store, &id, finding, i, err));
    return DATELINE_OK;
}

DatelineStatus settle_thesis(Store *store, int64_t claim, DatelineError *err)
{
    Finding finding = {.store = store};
    map_init(&finding.numbers, store->scratch);
    TRY(add_claim(&finding, claim, err));
    for (uint32_t visited = 0; visited < finding.claims.count; visited++)
        TRY(add_related(&finding, visited, err));
    for (uint32_t i = 0; i < finding.claims.count; i++) {
        TRY(delete_old(store, finding.claims.items[i].number, err));
        TRY(settle_clear_number(store->db, DIRTY_CLAIM, finding.claims.items[i].number, err));
    }
    if (finding.claims.count < 2) return DATELINE_OK;
    thesis_relate(finding.claims.items, finding.claims.count);
    return write_thesis(store, &finding, err);
}
