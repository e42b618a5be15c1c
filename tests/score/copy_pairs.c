/*
 * Finds copies as a ledger does, for score_copies.py and bench/copies.py.
 *
 *     copy_pairs LEDGER     lines "name<tab>text" into a new ledger; articles are numbered as they come
 *     copy_pairs            only makes the keys of each text, twice; prints texts a second of processor time
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ledger/copies.h"
#include "store/store.h"
#include "texts.h"

static bool next_line(Str input, uint32_t *at, Str *out_name, Str *out_text)
{
    if (*at >= input.len) return false;
    uint32_t end = str_find(input, STR("\n"), *at);
    if (end == STR_NOT_FOUND) end = input.len;
    Str line = {input.data + *at, end - *at};
    *at = end + 1;
    uint32_t tab = str_find(line, STR("\t"), 0);
    if (tab == STR_NOT_FOUND) tab = line.len;
    *out_name = (Str){line.data, tab};
    *out_text = tab < line.len ? (Str){line.data + tab + 1, line.len - tab - 1} : (Str){NULL, 0};
    return true;
}

/* ---- Into a ledger --------------------------------------------------------------------------- */

static DatelineStatus add(Store *store, const LedgerData *data, Str name, Str text,
                          DatelineError *err)
{
    DatelineSource source = {.page = {text.data, text.len}, .outlet = {name.data, name.len}};
    Document *doc;
    TRY(document_new(&source, &doc, err));
    doc->text = doc->page;
    document_set_ids(doc);
    DatelineStatus status = store_add(store, doc, store_prepare(data, doc), NULL, err);
    document_free(doc);
    return status;
}

static DatelineStatus fill_ledger(const char *path, Str input, DatelineError *err)
{
    LedgerData *data;
    Store *store;
    Str name, text;
    TRY(ledger_data_new(NULL, &data, err));
    TRY(store_open(path, OPEN_TO_CREATE, data, &store, err));
    for (uint32_t at = 0; next_line(input, &at, &name, &text);)
        TRY(add(store, data, name, text, err));
    TRY(store_finish(store, err));
    store_close(store);
    ledger_data_free(data);
    return DATELINE_OK;
}

/* ---- Keys alone ------------------------------------------------------------------------------ */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t make_keys(Str input, uint64_t *out_texts)
{
    Arena *arena = arena_new(1u << 20);
    Str name, text;
    uint64_t keys = 0;
    for (uint32_t at = 0; next_line(input, &at, &name, &text); arena_clear(arena)) {
        CopyKeyList list = {0};
        copy_keys(text, (Str){NULL, 0}, arena, &list);
        keys += list.count;
        ++*out_texts;
    }
    arena_free(arena);
    return keys;
}

static void measure(Str input)
{
    uint64_t texts = 0, keys = make_keys(input, &texts); /* warm */
    double start = seconds();
    texts = 0;
    keys = make_keys(input, &texts);
    double taken = seconds() - start;
    printf("%" PRIu64 " texts, %.1f keys each, %.0f texts/s\n", texts,
           (double)keys / (double)(texts > 0 ? texts : 1), (double)texts / taken);
}

int main(int argc, char **argv)
{
    Str input = text_read(stdin);
    DatelineError err = {0};
    DatelineStatus status = DATELINE_OK;
    if (argc > 1)
        status = fill_ledger(argv[1], input, &err);
    else
        measure(input);
    text_free(input);
    if (status == DATELINE_OK) return 0;
    fprintf(stderr, "copy_pairs: %s\n", err.message);
    return 1;
}
