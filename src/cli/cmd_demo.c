/* dateline demo: the sample articles, added to a ledger of their own and shown. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "cli/command.h"
#include "cli/say.h"
#include "text/embedded.h"

static const char sample_folder[] = "examples/sample/";

/* Writes the built-in samples into dir; how many were written, or -1. */
static int write_samples(const char *dir)
{
    int written = 0;
    for (size_t i = 0; i < embedded_file_count; i++) {
        const EmbeddedFile *file = &embedded_files[i];
        if (strncmp(file->name, sample_folder, sizeof sample_folder - 1) != 0) continue;
        Buffer path = {0};
        buffer_format(&path, "%s/%s", dir, file->name + sizeof sample_folder - 1);
        FILE *stream = fopen(path.data, "wb");
        buffer_release(&path);
        if (stream == NULL) return -1;
        size_t len = (size_t)(file->end - file->start);
        bool is_whole = fwrite(file->start, 1, len, stream) == len;
        if (fclose(stream) != 0 || !is_whole) return -1;
        written++;
    }
    return written;
}

typedef struct DemoStep {
    const char *title;
    const char *command;
    ExitCode (*run)(const Arguments *arguments);
} DemoStep;

static const DemoStep steps[] = {
    {"Who wrote to whom", "messages", run_messages},
    {"One sentence in several wordings", "variants", run_variants},
    {"Where the reports disagree", "conflicts", run_conflicts},
    {"Who holds what to be so", "claims", run_claims},
    {"Articles on one event", "stories", run_stories},
};

static ExitCode show_ledger(const Arguments *arguments)
{
    for (size_t i = 0; i < COUNT(steps); i++) {
        printf("\n== %s: dateline %s\n\n", steps[i].title, steps[i].command);
        fflush(stdout);
        ExitCode code = steps[i].run(arguments);
        if (code != EXIT_DONE && code != EXIT_NOTHING_FOUND) return code;
    }
    return EXIT_DONE;
}

ExitCode run_demo(const Arguments *given)
{
    const char *parent = getenv("TMPDIR");
    char dir[256], articles[300], db[300];
    snprintf(dir, sizeof dir, "%s/dateline-demo-XXXXXX", parent != NULL ? parent : "/tmp");
    if (mkdtemp(dir) == NULL) {
        say("cannot make a folder like %s: %s", dir, strerror(errno));
        return EXIT_BAD_INPUT;
    }
    snprintf(articles, sizeof articles, "%s/articles", dir);
    int written = mkdir(articles, 0700) == 0 ? write_samples(articles) : -1;
    if (written <= 0) {
        say("cannot write the samples to %s: %s", dir, strerror(errno));
        return EXIT_BAD_INPUT;
    }
    snprintf(db, sizeof db, "%s/dateline.db", dir);
    char *operands[] = {articles};
    Arguments arguments = {.operands = operands, .operand_count = 1};
    arguments.values[OPTION_DB] = db;
    arguments.values[OPTION_QUIET] = given->values[OPTION_QUIET];

    printf("== dateline add %s   (%d files)\n\n", articles, written);
    fflush(stdout);
    ExitCode code = run_add(&arguments);
    if (code != EXIT_DONE) return code;
    code = show_ledger(&arguments);
    if (code == EXIT_DONE)
        printf("\nThe ledger stays at %s; look on with, for example:\n"
               "  dateline quotes --db %s\n  dateline articles --db %s\n",
               db, db, db);
    return code;
}
