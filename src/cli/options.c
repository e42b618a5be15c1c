/* Reading the command line by the table of options. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/say.h"

typedef struct OptionSpec {
    const char *name;
    const char *value;
} OptionSpec;

static const OptionSpec specs[OPTION_COUNT] = {
#define X(id, name, value, help) {name, value},
    OPTION_LIST(X)
#undef X
};

static ExitCode usage_error(const Command *command, const char *what, const char *which)
{
    say("%s: %s '%s'", command->name, what, which);
    fprintf(stderr, "Try: dateline %s --help\n", command->name);
    return EXIT_USAGE;
}

/* "--db" and "--db=news.db" are both option DB; *out_value points behind the '=' or is NULL. */
static OptionId find_option(const char *argument, const char **out_value)
{
    const char *equals = strchr(argument, '=');
    size_t len = equals == NULL ? strlen(argument) : (size_t)(equals - argument);
    *out_value = equals == NULL ? NULL : equals + 1;
    for (int id = 0; id < OPTION_COUNT; id++)
        if (strlen(specs[id].name) == len && strncmp(specs[id].name, argument, len) == 0)
            return (OptionId)id;
    return OPTION_COUNT;
}

static ExitCode check_counts(const Command *command, const Arguments *arguments)
{
    if (arguments->values[OPTION_HELP] != NULL) return EXIT_DONE;
    bool has_list = arguments->values[OPTION_FILES_FROM] != NULL;
    if (arguments->operand_count < command->fewest_operands && !has_list)
        return usage_error(command, "missing operand", command->operands);
    if (arguments->operand_count > command->most_operands)
        return usage_error(command, "too many operands, at",
                           arguments->operands[command->most_operands]);
    if (arguments->values[OPTION_JSON] != NULL && arguments->values[OPTION_CSV] != NULL)
        return usage_error(command, "choose one of --json and", "--csv");
    return EXIT_DONE;
}

ExitCode command_parse(const Command *command, int argc, char **argv, char **operands,
                       Arguments *out)
{
    Arguments arguments = {.operands = operands};
    bool options_ended = false;
    for (int i = 0; i < argc; i++) {
        char *argument = argv[i];
        if (options_ended || argument[0] != '-' || argument[1] == '\0') {
            operands[arguments.operand_count++] = argument;
            continue;
        }
        if (strcmp(argument, "--") == 0) {
            options_ended = true;
            continue;
        }
        const char *value;
        OptionId id = find_option(strcmp(argument, "-h") == 0 ? "--help" : argument, &value);
        bool is_known = id != OPTION_COUNT &&
                        (id == OPTION_HELP || (command->options & (UINT64_C(1) << id)) != 0);
        if (!is_known) return usage_error(command, "unknown option", argument);
        if (specs[id].value == NULL) {
            if (value != NULL) return usage_error(command, "no value is taken by", specs[id].name);
            arguments.values[id] = specs[id].name;
            continue;
        }
        if (value == NULL && i + 1 < argc) value = argv[++i];
        if (value == NULL) return usage_error(command, "a value must follow", specs[id].name);
        arguments.values[id] = value;
    }
    *out = arguments;
    return check_counts(command, out);
}

const char *option_name(OptionId option)
{
    return specs[option].name;
}

bool option_number(const Arguments *arguments, OptionId option, long least, long most,
                   long fallback, long *out)
{
    const char *text = arguments->values[option];
    *out = fallback;
    if (text == NULL) return true;
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || number < least || number > most) {
        say("%s: '%s' is not a number from %ld to %ld", specs[option].name, text, least, most);
        return false;
    }
    *out = number;
    return true;
}
