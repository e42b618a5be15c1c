/*
 * time_spans: the expressions of time of plain texts on standard input, for the scorer. Before each
 * text stands a line with the day it was published on and its length in bytes:
 *
 *     2024-12-31 26
 *     They met again on Tuesday.
 *
 * A line each: start, end, type, TIMEX3 value, first and last day ('-' where unknown), rule; an
 * empty line after each text. The text is taken as it is.
 */
#include "text/date_parse.h"
#include "texts.h"

static void set_published(Document *doc, Str given)
{
    WrittenDate date;
    if (!date_parse(given, 0, &date) || date.year == 0 || date.day == 0) return;
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

static DatelineStatus print_text(const Pipeline *pipeline, Str published, Str text,
                                 DatelineError *err)
{
    Document *doc = NULL;
    DatelineSource source = {.page = {text.data, text.len}};
    DatelineStatus status = document_new(&source, &doc, err);
    if (status != DATELINE_OK) return status;
    set_published(doc, published);
    status = text_run_stages(pipeline, doc, PART_TIMES, err);
    if (status == DATELINE_OK) print_times(doc);
    printf("\n");
    document_free(doc);
    return status;
}

/* "2024-12-31 26\n" at *at, which moves to the text; false if no such line stands there. */
static bool read_head(Str input, uint32_t *at, Str *out_published, uint32_t *out_len)
{
    uint32_t line_end = str_find(input, STR("\n"), *at), space = str_find(input, STR(" "), *at);
    if (line_end == STR_NOT_FOUND || space == STR_NOT_FOUND || space > line_end) return false;
    *out_published = str_slice(input, (Span){*at, space});
    *out_len = 0;
    for (uint32_t i = space + 1; i < line_end; i++) {
        char c = input.data[i];
        if (!ascii_is_digit(c) || *out_len > input.len) return false;
        *out_len = *out_len * 10 + (uint32_t)(c - '0');
    }
    *at = line_end + 1;
    return *out_len <= input.len - *at;
}

int main(void)
{
    DatelineError err = {0};
    Pipeline *pipeline = NULL;
    Str input = text_read(stdin), published;
    DatelineStatus status = pipeline_new(NULL, &pipeline, &err);
    for (uint32_t at = 0, len; at < input.len && status == DATELINE_OK; at += len) {
        if (!read_head(input, &at, &published, &len)) {
            status = FAIL(&err, DATELINE_ERR_INPUT, at, "no line with a day and a length");
            break;
        }
        status = print_text(pipeline, published, str_slice(input, (Span){at, at + len}), &err);
    }
    if (status != DATELINE_OK) fprintf(stderr, "time_spans: %s\n", err.message);
    pipeline_free(pipeline);
    text_free(input);
    return status == DATELINE_OK ? 0 : 1;
}
