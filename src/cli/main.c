/* The program: finds the command, parses its options, runs it. */
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/say.h"
#include "store/database.h"

ExitCode report_error(const DatelineError *err)
{
    say("%s", err->message);
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
    if (nearest != NULL)
        say("unknown command '%s'; did you mean '%s'?", name, nearest);
    else
        say("unknown command '%s'", name);
    fprintf(stderr, "Try: dateline --help\n");
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
    say("cannot write to standard output");
    return code == EXIT_DONE || code == EXIT_BAD_INPUT ? EXIT_PARTLY_DONE : code;
}

/* A file that is opened while standard input, output or error is closed would take its place. What is
 * opened here in their stead reads as empty and cannot be written to, and so is noticed. */
static void fill_standard_streams(void)
{
    int fd;
    do fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO) close(fd);
}

/* What one article needs the next needs again: memory that is given back to the system must be cleared and mapped anew. */
static void keep_memory(void)
{
#ifdef M_TRIM_THRESHOLD
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TOP_PAD, 4 << 20);
#endif
}

int main(int argc, char **argv)
{
    fill_standard_streams();
    database_own_process();
    keep_memory();
    signal(SIGPIPE, SIG_DFL); /* `dateline messages | head` ends quietly */
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error to tell, like a full disk */
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
