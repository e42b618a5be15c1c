/*
 * How SQLite's write-ahead log is written: what lies side by side in one piece.
 *
 *     SQLite writes    head 24 bytes, page 4096, head 24, page 4096, ... head that ends a
 * transaction, page the file gets    pieces of 120 kB; the last with the end of the transaction
 *
 * Without this each page of a transaction costs two calls, neither of which begins nor ends with a
 * page of the system, which fills what is left with zeros first: half of what it takes to write a
 * log.
 *
 * Nothing of it can be seen from outside. Other programs learn of a transaction only after its last
 * page was written, and what was gathered stands in the file by then; before anything is read, made
 * safe, measured or cut off it is written as well. A failure to write ends the write that came upon
 * it, at the latest the one that ends the transaction: nothing waits any more when a commit has
 * succeeded or failed. Pages that are written before their transaction is committed, because there
 * is no room for them in memory, may have to be forgotten, and do not wait.
 */
#ifndef STORE_LOG_FILE_H
#define STORE_LOG_FILE_H

#include <sqlite3.h>
#include <stdbool.h>

/* A file system of one connection, in all else the one that is SQLite's default. */
typedef struct LogSystem LogSystem;

LogSystem *log_system_new(void);
/* After the connection was closed; NULL is allowed. */
void log_system_free(LogSystem *system);
/* For sqlite3_open_v2. */
const char *log_system_name(const LogSystem *system);
/* From before a transaction is committed until that is done. */
void log_system_gather(LogSystem *system, bool is_gathering);

#endif
