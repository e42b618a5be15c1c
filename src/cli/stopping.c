#include "cli/stopping.h"

#include <signal.h>

static volatile sig_atomic_t stop_was_asked;

static void ask_to_stop(int signal_number)
{
    stop_was_asked = 1;
    signal(signal_number,
           SIG_DFL); /* a second Ctrl-C ends at once; the ledger is safe all the same */
}

/* Without SA_RESTART: a read that waits for more of a pipe ends, too. */
void stopping_catch(bool is_on)
{
    if (is_on) stop_was_asked = 0;
    struct sigaction action = {.sa_handler = is_on ? ask_to_stop : SIG_DFL};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool stopping_was_asked(void)
{
    return stop_was_asked != 0;
}
