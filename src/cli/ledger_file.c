#include "cli/ledger_file.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/say.h"

const char *ledger_path(const Arguments *arguments)
{
    if (arguments->values[OPTION_DB] != NULL) return arguments->values[OPTION_DB];
    const char *from_environment = getenv("DATELINE_DB");
    return from_environment != NULL && from_environment[0] != '\0' ? from_environment
                                                                   : "dateline.db";
}

DatelineStatus ledger_open_existing(const Arguments *arguments, Store **out, DatelineError *err)
{
    const char *path = ledger_path(arguments);
    if (access(path, F_OK) != 0)
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                    "there is no ledger at %s; make one with: dateline add --db %s PATH", path, path);
    TRY(store_open(path, OPEN_TO_READ, NULL, out, err));
    if (store_is_unfinished(*out))
        say("the last add was stopped before it ended; add again to finish what is merged");
    return DATELINE_OK;
}
