/*
 * time_spans [YYYY-MM-DD]: the expressions of time of a plain text on standard input, for the
 * scorer. A line each: start, end, type, TIMEX3 value, first and last day; '-' where unknown. The
 * text is taken as it is, published on the given day.
 */
#include <stdio.h>
#include <stdlib.h>

#include "pipeline/pipeline.h"
#include "text/data.h"
#include "text/date_parse.h"

static Str read_all(FILE *stream)
{
    size_t len = 0, capacity = 1u << 16;
    char *bytes = malloc(capacity);
    for (size_t got; bytes != NULL && (got = fread(bytes + len, 1, capacity - len, stream)) > 0;) {
        len += got;
        if (len == capacity) bytes = realloc(bytes, capacity *= 2);
    }
    if (bytes == NULL) abort();
    return (Str){bytes, (uint32_t)len};
}

static void set_published(Document *doc, const char *given)
{
    WrittenDate date;
    if (!date_parse(str_from_cstring(given), 0, &date) || date.year == 0 || date.day == 0) return;
    int32_t day = day_from_civil((CivilDate){date.year, date.month, date.day});
    doc->meta.published = (DateValue){
        .is_known = true, .first_day = day, .last_day = day, .granularity = GRANULARITY_DAY};
}

static void print_day(int32_t day)
{
    CivilDate date = civil_from_day(day);
    printf("\t%04d-%02d-%02d", (int)date.year, (int)date.month, (int)date.day);
}

static void print_times(const Document *doc)
{
    for (uint32_t i = 0; i < doc->times.count; i++) {
        const Time *time = &doc->times.items[i];
        printf("%u\t%u\t%s\t" STR_FMT, time->span.start, time->span.end,
               time_type_name(time->type), STR_ARG(time->timex));
        if (time->value.is_known) {
            print_day(time->value.first_day);
            print_day(time->value.last_day);
        } else {
            printf("\t-\t-");
        }
        printf("\t" STR_FMT "\n", STR_ARG(time->by.rule));
    }
}

/* Every stage from segment to time. */
static DatelineStatus run_stages(const DataFiles *files, Arena *arena, Document *doc,
                                 DatelineError *err)
{
    Arena *scratch = arena_new(1u << 20);
    DatelineStatus status = DATELINE_OK;
    for (uint32_t i = 1; i < STAGE_COUNT && status == DATELINE_OK; i++) {
        const Stage *stage = pipeline_stages[i];
        void *data = NULL;
        if (stage->load != NULL) status = stage->load(files, arena, &data, err);
        if (status == DATELINE_OK) status = stage->run(data, doc, scratch, err);
        arena_clear(scratch);
        if (stage->writes & PART_TIMES) break;
    }
    arena_free(scratch);
    return status;
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    DataFiles *files = data_files_new(NULL);
    Arena *arena = arena_new(1u << 20);
    Str text = read_all(stdin);
    DatelineSource source = {.page = {text.data, text.len}};
    Document *doc = NULL;
    if (document_new(&source, &doc, &err) != DATELINE_OK) return 1;
    doc->text = doc->page;
    if (argc > 1) set_published(doc, argv[1]);
    DatelineStatus status = run_stages(files, arena, doc, &err);
    if (status != DATELINE_OK) fprintf(stderr, "time_spans: %s\n", err.message);
    print_times(doc);
    document_free(doc);
    arena_free(arena);
    data_files_free(files);
    free((char *)(uintptr_t)text.data);
    return status == DATELINE_OK ? 0 : 1;
}
