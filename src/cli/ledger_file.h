/* Which ledger a command works on, and opening it. */
#ifndef CLI_LEDGER_FILE_H
#define CLI_LEDGER_FILE_H

#include "cli/command.h"
#include "store/store.h"

/* --db, else $DATELINE_DB, else dateline.db. */
const char *ledger_path(const Arguments *arguments);
/* For reading. A file that is not there is an error that says how to make one. */
DatelineStatus ledger_open_existing(const Arguments *arguments, Store **out,
                                    DatelineError *err) MUST_CHECK;

#endif
