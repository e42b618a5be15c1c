/* feed_items: the articles that intake makes of files, one JSON line a file, for the scorer.
 * Usage: feed_items FILE... */
#include <stdio.h>

#include "01_intake/intake.h"
#include "base/json.h"
#include "text/utf8.h"

typedef struct Gathering {
    JsonWriter json;
} Gathering;

static void print_field(Gathering *gathering, const char *key, DatelineText value)
{
    Str text = {value.data, (uint32_t)value.len};
    if (utf8_valid_prefix(text) != text.len) text = STR("(invalid UTF-8)");
    json_key(&gathering->json, key);
    json_str(&gathering->json, text);
}

static DatelineStatus print_article(void *context, const DatelineSource *source, DatelineError *err)
{
    Gathering *gathering = context;
    (void)err;
    json_begin_object(&gathering->json);
    print_field(gathering, "page", source->page);
    json_key(&gathering->json, "html");
    json_bool(&gathering->json, source->format == DATELINE_FORMAT_HTML);
    print_field(gathering, "title", source->title);
    print_field(gathering, "url", source->url);
    print_field(gathering, "author", source->author);
    print_field(gathering, "published", source->published);
    print_field(gathering, "outlet", source->outlet);
    print_field(gathering, "language", source->language);
    json_end_object(&gathering->json);
    return DATELINE_OK;
}

static void count_problem(void *context, const IntakeProblem *problem)
{
    (void)context;
    (void)problem;
}

static void print_file(const char *path)
{
    Buffer out = {0};
    Gathering gathering = {.json = {.out = &out}};
    IntakeSink sink = {.context = &gathering, .article = print_article, .problem = count_problem};
    IntakeCounts counts = {0};
    DatelineError err;
    json_begin_object(&gathering.json);
    json_key(&gathering.json, "file");
    json_cstring(&gathering.json, path);
    json_key(&gathering.json, "items");
    json_begin_array(&gathering.json);
    if (intake_read(path, &sink, &counts, &err) != DATELINE_OK)
        fprintf(stderr, "%s\n", err.message);
    json_end_array(&gathering.json);
    json_key(&gathering.json, "is_broken");
    json_bool(&gathering.json, counts.problems[INTAKE_BROKEN_FEED] > 0);
    json_end_object(&gathering.json);
    printf("%.*s\n", STR_ARG(buffer_str(&out)));
    buffer_release(&out);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) print_file(argv[i]);
    return 0;
}
