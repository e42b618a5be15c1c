/* --help and the man page, both from the table of commands. */
#include <stdio.h>

#include "cli/command.h"
#include "text/utf8.h"

typedef struct OptionHelp {
    const char *name;
    const char *value;
    const char *help;
} OptionHelp;

static const OptionHelp option_helps[OPTION_COUNT] = {
#define X(id, name, value, help) {name, value, help},
    OPTION_LIST(X)
#undef X
};

static const struct {
    ExitCode code;
    const char *means;
} exit_codes[] = {
    {EXIT_DONE, "done"},
    {EXIT_NOTHING_FOUND, "nothing found"},
    {EXIT_USAGE, "the command line is wrong"},
    {EXIT_BAD_INPUT, "the input could not be read at all"},
    {EXIT_PARTLY_DONE, "part of the input could not be read; the rest was done"},
    {EXIT_STORE, "the ledger could not be opened, read or written"},
};

static const char purpose[] =
    "turns news articles into a sourced ledger: who told whom what, when, through whom, according "
    "to whom, and where the reports disagree";

#define HELP_COLUMNS 78

/* Prints text from a column on, broken at spaces. */
static void print_wrapped(const char *text, int indent)
{
    int column = indent;
    while (*text != '\0') {
        int len = 0, width = 0;
        while (text[len] != '\0' && text[len] != ' ' && text[len] != '\n')
            width += (text[len++] & 0xC0) != 0x80;
        if (column > indent && column + 1 + width > HELP_COLUMNS) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        fwrite(text, 1, (size_t)len, stdout);
        column += width;
        text += len;
        if (text[0] == '\n' && text[1] == '\n') {
            printf("\n\n%*s", indent, "");
            column = indent;
        }
        while (*text == ' ' || *text == '\n') text++;
    }
    putchar('\n');
}

void help_print_all(void)
{
    printf("dateline %s\n", DATELINE_VERSION);
    print_wrapped(purpose, 0);
    printf("\nUsage: dateline COMMAND [OPTION…] [OPERAND…]\n\n");
    for (const Command *command = commands; command->name != NULL; command++)
        printf("  %-10s %s\n", command->name, command->summary);
    printf("\n  dateline COMMAND --help    what a command does, with examples\n"
           "  dateline help --man        the manual page, to be read with man\n"
           "  dateline --version         the version\n\n"
           "First steps:\n"
           "  dateline demo              a look at the ledger of twelve sample articles\n"
           "  dateline add articles/ && dateline messages\n");
}

static bool takes(const Command *command, int option)
{
    return option == OPTION_HELP || (command->options & (UINT64_C(1) << option)) != 0;
}

void help_print_command(const Command *command)
{
    printf("dateline %s - %s\n\n", command->name, command->summary);
    printf("Usage: dateline %s [OPTION…]%s%s\n\n", command->name,
           command->operands[0] != '\0' ? " " : "", command->operands);
    print_wrapped(command->description, 0);
    printf("\nOptions:\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!takes(command, i)) continue;
        const OptionHelp *option = &option_helps[i];
        int width = printf("  %s%s%s", option->name, option->value != NULL ? " " : "",
                           option->value != NULL ? option->value : "");
        printf("%*s", 20 - width, "");
        print_wrapped(option->help, 20);
    }
    printf("\nExamples:\n");
    for (size_t i = 0; i < COUNT(command->examples) && command->examples[i].line != NULL; i++)
        printf("  %s\n      %s\n", command->examples[i].line, command->examples[i].says);
    printf("\nExit codes:\n");
    for (size_t i = 0; i < COUNT(exit_codes); i++)
        printf("  %d  %s\n", (int)exit_codes[i].code, exit_codes[i].means);
}

/* Text with the characters that roff reads as commands made plain. */
static void print_roff(const char *text)
{
    bool starts_line = true;
    for (; *text != '\0'; text++) {
        if (text[0] == '\n' && text[1] == '\n') {
            printf("\n.PP\n");
            text++;
            starts_line = true;
            continue;
        }
        if (starts_line && (*text == '.' || *text == '\'')) printf("\\&");
        if (*text == '-' || *text == '\\') {
            printf(*text == '-' ? "\\-" : "\\e");
        } else if ((unsigned char)*text >= 0x80) { /* roff wants its own names: \[u2026] */
            uint32_t len;
            printf("\\[u%04X]", utf8_decode(str_from_cstring(text), 0, &len));
            text += len - 1;
        } else {
            putchar(*text);
        }
        starts_line = *text == '\n';
    }
}

static void print_man_command(const Command *command)
{
    printf(".SS ");
    print_roff(command->name);
    printf(" ");
    print_roff(command->operands);
    printf("\n");
    print_roff(command->description);
    printf("\n.PP\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!takes(command, i) || i == OPTION_HELP) continue;
        printf(".TP\n.B ");
        print_roff(option_helps[i].name);
        if (option_helps[i].value != NULL) printf(" \\fI%s\\fP", option_helps[i].value);
        printf("\n");
        print_roff(option_helps[i].help);
        printf("\n");
    }
    for (size_t i = 0; i < COUNT(command->examples) && command->examples[i].line != NULL; i++) {
        printf(".PP\n.RS\n.nf\n");
        print_roff(command->examples[i].line);
        printf("\n.fi\n.RE\n");
        print_roff(command->examples[i].says);
        printf("\n");
    }
}

void help_print_man(void)
{
    printf(".\\\" Made by `dateline help --man`. Do not edit.\n");
    printf(".TH DATELINE 1 \"\" \"dateline %s\" \"User Commands\"\n", DATELINE_VERSION);
    printf(".SH NAME\ndateline \\- %s\n", "news articles to a sourced ledger");
    printf(".SH SYNOPSIS\n.B dateline\n.I COMMAND\n[\\fIOPTION\\fP...] [\\fIOPERAND\\fP...]\n");
    printf(".SH DESCRIPTION\nDateline ");
    print_roff(purpose);
    printf(".\n.SH COMMANDS\n");
    for (const Command *command = commands; command->name != NULL; command++)
        print_man_command(command);
    printf(".SH EXIT STATUS\n");
    for (size_t i = 0; i < COUNT(exit_codes); i++)
        printf(".TP\n.B %d\n%s\n", (int)exit_codes[i].code, exit_codes[i].means);
    printf(".SH ENVIRONMENT\n.TP\n.B DATELINE_DB\nthe ledger, if \\-\\-db is not given\n"
           ".TP\n.B NO_COLOR\nno colours on a terminal\n");
}
