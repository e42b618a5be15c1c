#include "store/log_file.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Parts of the log's format, see sqlite.org/fileformat2.html#walformat. */
#define HEAD_BYTES 24
#define START_OF_PAGES                                                                             \
    4 /* in a head: pages of the ledger after the transaction that ends here; else 0 */

/* SQLite's own files take less than 128 kB at a time. */
#define GATHERED_BYTES (120 * 1024)

typedef struct LogFile {
    sqlite3_file base; /* what SQLite sees */
    LogSystem *system;
    sqlite3_file *real;    /* lies behind this */
    unsigned char *bytes;  /* [GATHERED_BYTES] */
    int count;             /* of them that wait */
    sqlite3_int64 end;     /* of what was written last, those among it */
    bool ends_transaction; /* the page that comes next does */
} LogFile;

struct LogSystem {
    sqlite3_vfs vfs; /* first: SQLite hands it back */
    sqlite3_vfs *real;
    LogFile *log; /* that is open; NULL if there is none */
    bool is_gathering;
    char name[40];
};

static LogFile *log_of(sqlite3_file *file)
{
    return (LogFile *)file;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static int write_gathered(LogFile *log)
{
    int count = log->count;
    log->count = 0;
    return count == 0 ? SQLITE_OK
                      : log->real->pMethods->xWrite(log->real, log->bytes, count, log->end - count);
}

static int write_through(LogFile *log, const void *bytes, int count, sqlite3_int64 offset)
{
    int result = write_gathered(log);
    if (result == SQLITE_OK) result = log->real->pMethods->xWrite(log->real, bytes, count, offset);
    log->end = result == SQLITE_OK ? offset + count : -1;
    return result;
}

static int gather(LogFile *log, const void *bytes, int count)
{
    int result = log->count + count > GATHERED_BYTES ? write_gathered(log) : SQLITE_OK;
    if (result != SQLITE_OK) return result;
    memcpy(log->bytes + log->count, bytes, (size_t)count);
    log->count += count;
    log->end += count;
    return SQLITE_OK;
}

static bool is_end_of_transaction(const void *head)
{
    static const unsigned char none[4] = {0};
    return memcmp((const unsigned char *)head + START_OF_PAGES, none, sizeof none) != 0;
}

/* What does not follow on what was written last, as the head of the log or one that is written
 * again, does not wait. */
static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
    LogFile *log = log_of(file);
    bool is_head = count == HEAD_BYTES, is_last = log->ends_transaction && !is_head;
    log->ends_transaction = is_head && is_end_of_transaction(bytes);
    bool may_wait = log->system->is_gathering && offset == log->end && count <= GATHERED_BYTES;
    if (!may_wait) return write_through(log, bytes, count, offset);
    int result = gather(log, bytes, count);
    return result == SQLITE_OK && is_last ? write_gathered(log) : result;
}

/* ---- The rest: after what waits ----------------------------------------------------------------
 */

static int log_read(sqlite3_file *file, void *out, int count, sqlite3_int64 offset)
{
    LogFile *log = log_of(file);
    int result = write_gathered(log);
    return result == SQLITE_OK ? log->real->pMethods->xRead(log->real, out, count, offset) : result;
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    LogFile *log = log_of(file);
    int result = write_gathered(log);
    log->end = -1;
    return result == SQLITE_OK ? log->real->pMethods->xTruncate(log->real, size) : result;
}

static int log_sync(sqlite3_file *file, int flags)
{
    LogFile *log = log_of(file);
    int result = write_gathered(log);
    return result == SQLITE_OK ? log->real->pMethods->xSync(log->real, flags) : result;
}

static int log_size(sqlite3_file *file, sqlite3_int64 *out)
{
    LogFile *log = log_of(file);
    int result = write_gathered(log);
    return result == SQLITE_OK ? log->real->pMethods->xFileSize(log->real, out) : result;
}

static int log_lock(sqlite3_file *file, int level)
{
    LogFile *log = log_of(file);
    return log->real->pMethods->xLock(log->real, level);
}

static int log_unlock(sqlite3_file *file, int level)
{
    LogFile *log = log_of(file);
    return log->real->pMethods->xUnlock(log->real, level);
}

static int log_is_reserved(sqlite3_file *file, int *out)
{
    LogFile *log = log_of(file);
    return log->real->pMethods->xCheckReservedLock(log->real, out);
}

static int log_control(sqlite3_file *file, int what, void *value)
{
    LogFile *log = log_of(file);
    return log->real->pMethods->xFileControl(log->real, what, value);
}

static int log_sector_size(sqlite3_file *file)
{
    LogFile *log = log_of(file);
    return log->real->pMethods->xSectorSize(log->real);
}

static int log_characteristics(sqlite3_file *file)
{
    LogFile *log = log_of(file);
    return log->real->pMethods->xDeviceCharacteristics(log->real);
}

/* ---- Opening and closing -----------------------------------------------------------------------
 */

static int log_close(sqlite3_file *file)
{
    LogFile *log = log_of(file);
    if (log->system->log == log) log->system->log = NULL;
    free(log->bytes);
    return log->real->pMethods->xClose(log->real);
}

static const sqlite3_io_methods log_methods = {
    .iVersion = 1, /* a log is neither shared nor mapped */
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_is_reserved,
    .xFileControl = log_control,
    .xSectorSize = log_sector_size,
    .xDeviceCharacteristics = log_characteristics,
};

static int open_log(LogSystem *system, const char *path, sqlite3_file *file, int flags,
                    int *out_flags)
{
    LogFile *log = log_of(file);
    *log = (LogFile){.system = system, .real = (sqlite3_file *)(log + 1), .end = -1};
    int result = system->real->xOpen(system->real, path, log->real, flags, out_flags);
    if (result != SQLITE_OK) return result;
    log->bytes = malloc(GATHERED_BYTES);
    if (log->bytes == NULL) abort();
    log->base.pMethods = &log_methods;
    system->log = log;
    return SQLITE_OK;
}

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                     int *out_flags)
{
    LogSystem *system = (LogSystem *)vfs;
    if ((flags & SQLITE_OPEN_WAL) != 0) return open_log(system, path, file, flags, out_flags);
    return system->real->xOpen(system->real, path, file, flags, out_flags);
}

/* What the default does with a path or the time needs no more of the structure than is copied. */
LogSystem *log_system_new(void)
{
    LogSystem *system = calloc(1, sizeof *system);
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    if (system == NULL || real == NULL) abort();
    system->vfs = *real;
    system->real = real;
    snprintf(system->name, sizeof system->name, "dateline %p", (void *)system);
    system->vfs.pNext = NULL;
    system->vfs.zName = system->name;
    system->vfs.szOsFile += (int)sizeof(LogFile);
    system->vfs.xOpen = open_file;
    if (sqlite3_vfs_register(&system->vfs, 0) != SQLITE_OK) abort();
    return system;
}

void log_system_free(LogSystem *system)
{
    if (system == NULL) return;
    sqlite3_vfs_unregister(&system->vfs);
    free(system);
}

const char *log_system_name(const LogSystem *system)
{
    return system->name;
}

void log_system_gather(LogSystem *system, bool is_gathering)
{
    system->is_gathering = is_gathering;
    assert(system->log == NULL || system->log->count == 0);
}
