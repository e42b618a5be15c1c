/* archive_records: what intake makes of web archives, one JSON line a record, for the scorer.
 * Usage: archive_records FILE... */
#include <stdio.h>

#include "01_intake/intake.h"
#include "base/json.h"
#include "text/utf8.h"

static void print_text(JsonWriter *json, const char *key, Str text)
{
    json_key(json, key);
    json_str(json, utf8_valid_prefix(text) == text.len ? text : STR("(invalid UTF-8)"));
}

static void print_line(const char *kind, Str path, uint64_t offset, Str url, Str words, size_t bytes)
{
    Buffer out = {0};
    JsonWriter json = {.out = &out};
    json_begin_object(&json);
    print_text(&json, "file", path);
    print_text(&json, "kind", str_from_cstring(kind));
    json_key(&json, "offset");
    json_int(&json, (int64_t)offset);
    print_text(&json, "url", url);
    print_text(&json, "words", words);
    json_key(&json, "bytes");
    json_int(&json, (int64_t)bytes);
    json_end_object(&json);
    printf(STR_FMT "\n", STR_ARG(buffer_str(&out)));
    buffer_release(&out);
}

static Str str_of(DatelineText text)
{
    return (Str){text.data, (uint32_t)text.len};
}

static DatelineStatus take_article(void *context, const DatelineSource *source, DatelineError *err)
{
    (void)context;
    (void)err;
    print_line("article", str_of(source->path), source->path_offset, str_of(source->url),
               str_of(source->fetched), source->page.len);
    return DATELINE_OK;
}

static void take_problem(void *context, const IntakeProblem *problem)
{
    (void)context;
    print_line(intake_reason_name(problem->reason), problem->path, problem->offset, (Str){0},
               problem->message, 0);
}

static void take_skipped(void *context, const IntakeSkipped *skipped)
{
    (void)context;
    print_line("skipped", skipped->path, skipped->offset, skipped->url,
               str_from_cstring(intake_skip_name(skipped->why)), 0);
}

int main(int argc, char **argv)
{
    IntakeSink sink = {.article = take_article, .problem = take_problem, .skipped = take_skipped};
    for (int i = 1; i < argc; i++) {
        IntakeCounts counts = {0};
        DatelineError err;
        if (intake_read(argv[i], &sink, &counts, &err) != DATELINE_OK) {
            fprintf(stderr, "%s: %s\n", argv[i], err.message);
            return 1;
        }
    }
    return 0;
}
