/*
 * time_spans [YYYY-MM-DD]: the expressions of time of a plain text on standard input, for the
 * scorer. A line each: start, end, type, TIMEX3 value, first and last day; '-' where unknown. The
 * text is taken as it is, published on the given day.
 */
#include "text/date_parse.h"
#include "texts.h"

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
        printf("%u\t%u\t%s\t" STR_FMT, time->span.start, time->span.end, time_type_name(time->type),
               STR_ARG(time->timex));
        if (time->value.is_known) {
            print_day(time->value.first_day);
            print_day(time->value.last_day);
        } else {
            printf("\t-\t-");
        }
        printf("\t" STR_FMT "\n", STR_ARG(time->by.rule));
    }
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    Pipeline *pipeline = NULL;
    Document *doc = NULL;
    Str text = text_read(stdin);
    DatelineSource source = {.page = {text.data, text.len}};
    DatelineStatus status = pipeline_new(NULL, &pipeline, &err);
    if (status == DATELINE_OK) status = document_new(&source, &doc, &err);
    if (status == DATELINE_OK) {
        if (argc > 1) set_published(doc, argv[1]);
        status = text_run_stages(pipeline, doc, PART_TIMES, &err);
    }
    if (status == DATELINE_OK)
        print_times(doc);
    else
        fprintf(stderr, "time_spans: %s\n", err.message);
    if (doc != NULL) document_free(doc);
    pipeline_free(pipeline);
    text_free(text);
    return status == DATELINE_OK ? 0 : 1;
}
