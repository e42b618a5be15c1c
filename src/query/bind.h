/* Values of a statement's named parameters; a name that the statement does not have is passed over. */
#ifndef QUERY_BIND_H
#define QUERY_BIND_H

#include <sqlite3.h>

#include "base/str.h"

static inline void bind_text(sqlite3_stmt *statement, const char *name, Str value)
{
    int index = sqlite3_bind_parameter_index(statement, name);
    if (index > 0) sqlite3_bind_text(statement, index, value.data, (int)value.len, SQLITE_STATIC);
}

static inline void bind_int(sqlite3_stmt *statement, const char *name, int64_t value)
{
    int index = sqlite3_bind_parameter_index(statement, name);
    if (index > 0) sqlite3_bind_int64(statement, index, value);
}

#endif
