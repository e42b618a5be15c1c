/*
 * predicate_dates FILE...: which words of plain-text articles are dated, and when, for the scorer. The
 * files go through all stages, as `annotate` takes them. A JSON line for each
 * dated word:
 *
 *     {"file":"a.txt","span":[88,92],"date":"2024-12-30"}
 *
 * Spans are bytes of the clean text. A day of the week alone is "XXXX-WXX-1" (Monday).
 */
#include <stdio.h>

#include "base/json.h"
#include "record/time_attach.h"
#include "texts.h"

static void write_date(JsonWriter *json, const Time *time)
{
    json_key(json, "date");
    if (time->value.weekday != 0 && time->value.edtf.len == 0) {
        char weekday[] = "XXXX-WXX-0";
        weekday[sizeof weekday - 2] = (char)('0' + (int)time->value.weekday);
        json_cstring(json, weekday);
    } else {
        json_str(json, time->value.edtf);
    }
}

static void print_dated(const Document *doc, const char *path)
{
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        uint32_t time = document_time_of(doc, i);
        if (time == NONE) continue;
        Buffer line = {0};
        JsonWriter json = {.out = &line};
        json_begin_object(&json);
        json_key(&json, "file");
        json_cstring(&json, path);
        json_key(&json, "span");
        json_span(&json, document_token(doc, i)->span);
        write_date(&json, &doc->times.items[time]);
        json_end_object(&json);
        printf(STR_FMT "\n", STR_ARG(buffer_str(&line)));
        buffer_release(&line);
    }
}

static DatelineStatus print_file(const Pipeline *pipeline, const char *path, DatelineError *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "cannot open %s", path);
    Str text = text_read(file);
    fclose(file);
    Document *doc = NULL;
    DatelineSource source = {.page = {text.data, text.len}, .format = DATELINE_FORMAT_TEXT};
    DatelineStatus status = pipeline_run(pipeline, &source, STAGE_COUNT, NULL, &doc, err);
    if (status == DATELINE_OK) {
        print_dated(doc, path);
        document_free(doc);
    }
    text_free(text);
    return status;
}

int main(int argc, char **argv)
{
    DatelineError err = {0};
    Pipeline *pipeline = NULL;
    DatelineStatus status = pipeline_new(NULL, &pipeline, &err);
    for (int i = 1; i < argc && status == DATELINE_OK; i++)
        status = print_file(pipeline, argv[i], &err);
    if (status != DATELINE_OK) fprintf(stderr, "predicate_dates: %s\n", err.message);
    pipeline_free(pipeline);
    return status == DATELINE_OK ? 0 : 1;
}
