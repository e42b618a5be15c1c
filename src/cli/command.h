/*
 * Commands and their options as tables: parsing, --help and the man page all read the same lines.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/arena.h"
#include "base/error.h"

typedef enum ExitCode {
    EXIT_DONE = 0,
    EXIT_NOTHING_FOUND = 1,
    EXIT_USAGE = 2,
    EXIT_BAD_INPUT = 3,
    EXIT_PARTLY_DONE = 4,
    EXIT_STORE = 5,
} ExitCode;

/* X(ID, "--name", "VALUE" or NULL for a flag, "help") */
#define OPTION_LIST(X)                                                                             \
    X(DB, "--db", "FILE", "the ledger (default: dateline.db, or $DATELINE_DB)")                    \
    X(JSON, "--json", NULL, "print JSON lines, one record a line")                                 \
    X(CSV, "--csv", NULL, "print comma-separated values with a header line")                       \
    X(FROM, "--from", "ACTOR", "only records whose sender, speaker, source or holder is ACTOR")    \
    X(SPEAKER, "--speaker", "ACTOR", "only words that ACTOR said")                                 \
    X(TO, "--to", "ACTOR", "only records whose recipient, addressee or target is ACTOR")           \
    X(ACTOR, "--actor", "ACTOR", "only records in which ACTOR has a part")                         \
    X(ABOUT, "--about", "WORDS",                                                                   \
      "only records of articles that hold all these words; quotations that hold them, or whose "   \
      "sentence does. troop* finds all that begins so")                                            \
    X(SINCE, "--since", "DATE", "only records of this day (YYYY-MM-DD, YYYY-MM, YYYY) or later")   \
    X(UNTIL, "--until", "DATE", "only records of this day or earlier")                             \
    X(STORY, "--story", "ID", "only records of the articles of one story")                         \
    X(NAME, "--name", "NAME", "only actors with this name, or this word in it")                     \
    X(COUNTRY, "--country", "CODE", "only actors of this country, or events in it (ISO 3166, three letters)")       \
    X(KIND, "--kind", "KIND", "only actors of this kind: person, state, organisation, media, …")   \
    X(OFFICE, "--office", "OFFICE", "only actors who are told to hold it: 'foreign minister', …")  \
    X(SOURCE, "--source", "ACTOR", "only records whose source is ACTOR (as --from)")               \
    X(TARGET, "--target", "ACTOR", "only records whose target is ACTOR (as --to)")                 \
    X(HOLDER, "--holder", "ACTOR", "only claims that ACTOR holds (as --from)")                     \
    X(TYPE, "--type", "TYPE",                                                                      \
      "only events of these types of PLOVER (CONSULT,AID), with a mode (ASSAULT/aerial), or of these CAMEO codes (19,0233)") \
    X(STATUS, "--status", "STATUS",                                                                \
      "only records of these statuses (asserted,attributed,…), or all")                            \
    X(MERGED, "--merged", NULL, "one record an event of the world, however many articles tell it") \
    X(SCALE, "--scale", "TABLE", "the scale of events: gdelt (default), icews, phoenix, plover")   \
    X(UNIT, "--unit", "UNIT", "only figures in this unit: person, USD, percent, km, year, …")      \
    X(OF, "--of", "WORDS", "only figures that count this: soldiers, dead, injured, arrested, …")   \
    X(ARTICLE, "--article", "ID", "in this article alone")                                         \
    X(LIMIT, "--limit", "N", "print at most N records")                                            \
    X(THREADS, "--threads", "N", "analyse with N threads (default: one a core)")                   \
    X(FILES_FROM, "--files-from", "LIST", "read the paths in LIST, one a line or parted by NUL")    \
    X(MAP, "--map", "MAP", "where JSON records have a field: FIELD=PATH,… (docs/input.md)")         \
    X(FORMAT, "--format", "NAME", "which format, as said above")          \
    X(OUTPUT, "--output", "FILE", "write into FILE, at once when all is there (default: standard output)") \
    X(TABLE, "--table", "TABLE", "of csv: which records: events, messages, quotes, …")             \
    X(ONE_A_DAY, "--one-a-day", NULL, "of phoenix: each source, target and code once a day")       \
    X(PLAIN, "--plain", NULL, "each file is English text: keep every character, judge nothing")    \
    X(ALWAYS, "--always", NULL, "name the likeliest relation also where the text seems to tell of none")           \
    X(THOROUGH, "--thorough", NULL, "find more events by a large model, at many times the cost")       \
    X(DATA, "--data", "DIR", "read rules and actors from DIR instead of the built-in ones")        \
    X(QUIET, "--quiet", NULL, "say nothing but errors")                                            \
    X(FULL, "--full", NULL, "print texts whole instead of shortened")                              \
    X(HELP, "--help", NULL, "print this help and end")

typedef enum OptionId {
#define X(id, name, value, help) OPTION_##id,
    OPTION_LIST(X)
#undef X
        OPTION_COUNT
} OptionId;

#define OPTION_BIT(id) (UINT64_C(1) << OPTION_##id)
#define OUTPUT_OPTIONS (OPTION_BIT(JSON) | OPTION_BIT(CSV) | OPTION_BIT(LIMIT) | OPTION_BIT(FULL))
#define READING_OPTIONS                                                                            \
    (OPTION_BIT(FILES_FROM) | OPTION_BIT(THREADS) | OPTION_BIT(DATA) | OPTION_BIT(MAP) | OPTION_BIT(JSON) | OPTION_BIT(QUIET) | \
     OPTION_BIT(THOROUGH))
#define PARTY_FILTERS (OPTION_BIT(FROM) | OPTION_BIT(TO) | OPTION_BIT(ACTOR))
#define ARTICLE_FILTERS                                                                            \
    (OPTION_BIT(ABOUT) | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(STORY))

typedef struct Arguments {
    const char *values[OPTION_COUNT]; /* NULL: not given; of a flag: its name */
    char *const *operands;
    int operand_count;
} Arguments;

typedef struct CommandExample {
    const char *line;
    const char *says;
} CommandExample;

typedef struct Command {
    const char *name;
    const char *operands; /* "PATH…"; "" if it takes none */
    int fewest_operands;
    int most_operands;
    const char *summary;     /* one line */
    const char *description; /* paragraphs parted by blank lines */
    uint64_t options;        /* OPTION_BITs besides HELP */
    CommandExample examples[4];
    ExitCode (*run)(const Arguments *arguments);
} Command;

/* In the order of the help. Ends with a NULL name. */
extern const Command commands[];

const Command *command_find(const char *name);
/* The known command nearest to a mistyped one; NULL if none is near. */
const char *command_nearest(const char *name);

/* EXIT_DONE, or EXIT_USAGE after saying what is wrong on standard error. Options may stand before,
 * between and after operands; "--" ends them. operands is a caller's array of argc pointers. */
ExitCode command_parse(const Command *command, int argc, char **argv, char **operands,
                       Arguments *out);

void help_print_all(void);
void help_print_command(const Command *command);
void help_print_man(void); /* the whole manual as a roff page */

/* Prints "dateline: …" with the offset where there is one; the exit code that fits err. */
ExitCode report_error(const DatelineError *err);

/* "--from" */
const char *option_name(OptionId option);
/* The number of an option, or fallback if it was not given; false (after saying so) if it is not a
 * number from least to most. */
bool option_number(const Arguments *arguments, OptionId option, long least, long most,
                   long fallback, long *out);

ExitCode run_add(const Arguments *arguments);
ExitCode run_articles(const Arguments *arguments);
ExitCode run_messages(const Arguments *arguments);
ExitCode run_quotes(const Arguments *arguments);
ExitCode run_dyad(const Arguments *arguments);
ExitCode run_events(const Arguments *arguments);
ExitCode run_claims(const Arguments *arguments);
ExitCode run_figures(const Arguments *arguments);
ExitCode run_stories(const Arguments *arguments);
ExitCode run_conflicts(const Arguments *arguments);
ExitCode run_variants(const Arguments *arguments);
ExitCode run_chain(const Arguments *arguments);
ExitCode run_exchange(const Arguments *arguments);
ExitCode run_copies(const Arguments *arguments);
ExitCode run_versions(const Arguments *arguments);
ExitCode run_diff(const Arguments *arguments);
ExitCode run_actors(const Arguments *arguments);
ExitCode run_actor(const Arguments *arguments);
ExitCode run_same(const Arguments *arguments);
ExitCode run_different(const Arguments *arguments);
ExitCode run_undo(const Arguments *arguments);
ExitCode run_decisions(const Arguments *arguments);
ExitCode run_show(const Arguments *arguments);
ExitCode run_explain(const Arguments *arguments);
ExitCode run_export(const Arguments *arguments);
ExitCode run_annotate(const Arguments *arguments);
ExitCode run_relations(const Arguments *arguments);
ExitCode run_stages(const Arguments *arguments);
ExitCode run_doctor(const Arguments *arguments);
ExitCode run_demo(const Arguments *arguments);

#endif
