/* Ctrl-C and TERM as a wish to stop at the next good place; the second Ctrl-C ends at once. */
#ifndef CLI_STOPPING_H
#define CLI_STOPPING_H

#include <stdbool.h>

/* On, it forgets what was asked before. Off again, a signal ends the program as it does without
 * this. */
void stopping_catch(bool is_on);
bool stopping_was_asked(void);

#endif
