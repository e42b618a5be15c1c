/* The program: finds the command, parses its options, runs it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"

ExitCode report_error(const DatelineError *err)
{
    fprintf(stderr, "dateline: %s\n", err->message);
    switch (err->status) {
    case DATELINE_ERR_STORE: return EXIT_STORE;
    case DATELINE_ERR_USAGE: return EXIT_USAGE;
    case DATELINE_OK:
    case DATELINE_ERR_INPUT:
    case DATELINE_ERR_DATA:
    case DATELINE_ERR_IO:
    case DATELINE_ERR_LIMIT: break;
    }
    return EXIT_BAD_INPUT;
}

static ExitCode unknown_command(const char *name)
{
    const char *nearest = command_nearest(name);
    fprintf(stderr, "dateline: unknown command '%s'", name);
    if (nearest != NULL) fprintf(stderr, "; did you mean '%s'?", nearest);
    fprintf(stderr, "\nTry: dateline --help\n");
    return EXIT_USAGE;
}

static ExitCode run_command(const Command *command, int argc, char **argv)
{
    char **operands = calloc((size_t)argc + 1, sizeof *operands);
    if (operands == NULL) abort();
    Arguments arguments;
    ExitCode code = command_parse(command, argc, argv, operands, &arguments);
    if (code == EXIT_DONE) {
        if (arguments.values[OPTION_HELP] != NULL)
            help_print_command(command);
        else
            code = command->run(&arguments);
    }
    free(operands);
    return code;
}

static ExitCode run_help(int argc, char **argv)
{
    if (argc == 0) {
        help_print_all();
        return EXIT_DONE;
    }
    if (strcmp(argv[0], "--man") == 0) {
        help_print_man();
        return EXIT_DONE;
    }
    const Command *command = command_find(argv[0]);
    if (command == NULL) return unknown_command(argv[0]);
    help_print_command(command);
    return EXIT_DONE;
}

/* What was printed must have arrived: a full disk or a closed pipe is no success. */
static ExitCode finish_output(ExitCode code)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return code;
    fprintf(stderr, "dateline: cannot write to standard output\n");
    return code == EXIT_DONE ? EXIT_PARTLY_DONE : code;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_DFL); /* `dateline messages | head` ends quietly */
    if (argc < 2) {
        help_print_all();
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--version") == 0) {
        printf("dateline %s\n", DATELINE_VERSION);
        return (int)finish_output(EXIT_DONE);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
        return (int)finish_output(run_help(argc - 2, argv + 2));
    const Command *command = command_find(name);
    if (command == NULL) return (int)unknown_command(name);
    return (int)finish_output(run_command(command, argc - 2, argv + 2));
}
