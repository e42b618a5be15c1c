#include "store/database.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/key_blocks.h"
#include "store/schema.h"

#define STATEMENT(name, sql) sql,
const char *const statement_texts[STATEMENT_COUNT] = {STATEMENT_LIST(STATEMENT)};
#undef STATEMENT

/* How long to wait for another program that writes the same ledger: on a busy machine its merging of a
 * large batch takes many seconds. Who waits looks every WAIT_MS. */
#define BUSY_MS 300000
#define WAIT_MS 2
/* A program that writes one transaction after another leaves room between two of them so often, and so long that
 * one who waits finds it. */
#define MS_WITHOUT_ROOM 250
#define ROOM_MS 3

DatelineStatus database_fail(const Database *db, const char *doing, DatelineError *err)
{
    return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET, "%s: %s: %s", db->path, doing,
                db->handle == NULL ? "out of memory" : sqlite3_errmsg(db->handle));
}

DatelineStatus database_run(Database *db, const char *sql, const char *doing, DatelineError *err)
{
    if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK) return DATELINE_OK;
    return database_fail(db, doing, err);
}

/* ---- Opening ------------------------------------------------------------------------------ */

void database_own_process(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static DatelineStatus read_number(Database *db, const char *sql, int64_t *out, DatelineError *err)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL) != SQLITE_OK)
        return database_fail(db, "opening the ledger", err);
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return result == SQLITE_ROW ? DATELINE_OK : database_fail(db, "opening the ledger", err);
}

static int wait_for_others(void *context, int times)
{
    (void)context;
    sqlite3_sleep(WAIT_MS);
    return times < BUSY_MS / WAIT_MS;
}

typedef struct Owner {
    int64_t application;
    int64_t version;
    int64_t tables;
} Owner;

static DatelineStatus read_owner(Database *db, Owner *out, DatelineError *err)
{
    TRY(read_number(db, "PRAGMA application_id", &out->application, err));
    TRY(read_number(db, "PRAGMA user_version", &out->version, err));
    return read_number(db, "SELECT count(*) FROM sqlite_master", &out->tables, err);
}

/* All at one moment: another program may be making the tables. */
static DatelineStatus check_owner(Database *db, int64_t *out_version, DatelineError *err)
{
    Owner owner = {0};
    TRY(database_begin_reading(db, err));
    DatelineStatus status = read_owner(db, &owner, err);
    database_end_reading(db);
    TRY(status);
    int64_t application = owner.application, tables = owner.tables;
    *out_version = owner.version;
    if (application != LEDGER_APPLICATION_ID && (application != 0 || tables != 0))
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                    "%s: this database belongs to another program, not to dateline", db->path);
    if (*out_version > SCHEMA_VERSION)
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                    "%s: written by a newer dateline (schema %d, this one knows %d)", db->path,
                    (int)*out_version, SCHEMA_VERSION);
    return DATELINE_OK;
}

/* Each step in a transaction of its own with the version it leads to: a kill leaves a whole one. */
static DatelineStatus migrate(Database *db, int64_t version, DatelineError *err)
{
    for (; version < SCHEMA_VERSION; version++) {
        char head[96];
        sqlite3_snprintf(sizeof head, head, "PRAGMA user_version = %d; PRAGMA application_id = %d",
                         (int)version + 1, LEDGER_APPLICATION_ID);
        TRY(database_begin(db, err));
        int64_t now; /* another program may have been quicker */
        TRY(read_number(db, "PRAGMA user_version", &now, err));
        if (now > version) {
            TRY(database_commit(db, err));
            continue;
        }
        for (uint32_t i = 0; i < SCHEMA_PARTS && schema_steps[version][i] != NULL; i++)
            TRY(database_run(db, schema_steps[version][i], "making the tables", err));
        TRY(database_run(db, head, "making the tables", err));
        TRY(database_commit(db, err));
    }
    return DATELINE_OK;
}

/* SQLite does not ask wait_for_others here. */
static DatelineStatus begin_log(Database *db, DatelineError *err)
{
    static const char sql[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
    for (int times = 0;; times++) {
        int result = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
        if (result == SQLITE_OK) return DATELINE_OK;
        if ((result & 0xFF) != SQLITE_BUSY || wait_for_others(NULL, times) == 0)
            return database_fail(db, "opening the ledger for writing", err);
    }
}

static DatelineStatus prepare_ledger(Database *db, DatelineError *err)
{
    int64_t version;
    TRY(check_owner(db, &version, err));
    if (!db->is_writable) {
        if (version == SCHEMA_VERSION) return DATELINE_OK;
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                    version == 0 ? "%s: this is not a ledger"
                                 : "%s: older ledger; open it once for writing",
                    db->path);
    }
    /* Version 0 here is a file without any table: a ledger whose first run was killed before it
     * had written anything, and as good as a new one. */
    TRY(begin_log(db, err));
    return migrate(db, version, err);
}

static DatelineStatus connect(Database *db, OpenMode mode, DatelineError *err)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
    if (mode == OPEN_TO_CREATE) flags |= SQLITE_OPEN_CREATE;
    int result = sqlite3_open_v2(db->path, &db->handle, flags, log_system_name(db->log));
    if (result != SQLITE_OK) return database_fail(db, "opening the ledger", err);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_handler(db->handle, wait_for_others, NULL);
    db->is_writable = sqlite3_db_readonly(db->handle, "main") == 0;
    if (!db->is_writable && mode != OPEN_TO_READ)
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET,
                    "%s: opening the ledger for writing: the file is read-only", db->path);
    /* Debian's SQLite writes zeros over what is deleted, which nobody asked for here. The log is brought into the file
     * every 32 MB, not every 4: a page that many transactions change is written there once. */
    return database_run(db,
                        "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1099511627776;"
                        " PRAGMA secure_delete = OFF; PRAGMA wal_autocheckpoint = 8192;",
                        "opening the ledger", err);
}

DatelineStatus database_open(const char *path, OpenMode mode, Database **out, DatelineError *err)
{
    Database *db = calloc(1, sizeof *db);
    char *copy = strdup(path);
    if (db == NULL || copy == NULL) abort();
    db->path = copy;
    db->keys = key_runs_new(db);
    db->names = name_rows_new(db);
    db->log = log_system_new();
    DatelineStatus status = connect(db, mode, err);
    if (status == DATELINE_OK) status = prepare_ledger(db, err);
    if (status != DATELINE_OK) {
        database_close(db);
        return status;
    }
    *out = db;
    return DATELINE_OK;
}

void database_close(Database *db)
{
    if (db == NULL) return;
    database_roll_back(db);
    for (uint32_t i = 0; i < STATEMENT_COUNT; i++) sqlite3_finalize(db->statements[i]);
    key_runs_free(db->keys);
    name_rows_free(db->names);
    if (sqlite3_close(db->handle) == SQLITE_OK) log_system_free(db->log);
    free(db->path);
    free(db);
}

/* ---- Transactions ------------------------------------------------------------------------- */

DatelineStatus database_begin(Database *db, DatelineError *err)
{
    if (db->is_in_transaction) return DATELINE_OK;
    Row row = database_row(db, STATEMENT_BEGIN);
    TRY(row_run(&row, err));
    db->is_in_transaction = true;
    key_runs_begin(db->keys);
    return DATELINE_OK;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void leave_room(Database *db)
{
    int64_t now = now_ms();
    if (db->had_room == 0) db->had_room = now;
    if (now - db->had_room < MS_WITHOUT_ROOM) return;
    sqlite3_sleep(ROOM_MS);
    db->had_room = now;
}

void database_before_commit(Database *db, BeforeCommit *call, void *context)
{
    db->before_commit = call;
    db->commit_context = context;
}

DatelineStatus database_commit(Database *db, DatelineError *err)
{
    if (!db->is_in_transaction) return DATELINE_OK;
    if (db->before_commit != NULL) TRY(db->before_commit(db->commit_context, err));
    TRY(name_rows_flush(db->names, err));
    TRY(new_articles_flush(db, err));
    TRY(row_runs_flush(db, err));
    TRY(key_runs_flush(db->keys, err));
    key_blocks_close(db);
    Row row = database_row(db, STATEMENT_COMMIT);
    log_system_gather(db->log, true);
    DatelineStatus status = row_run(&row, err);
    log_system_gather(db->log, false);
    TRY(status);
    db->is_in_transaction = false;
    leave_room(db);
    return DATELINE_OK;
}

void database_roll_back(Database *db)
{
    if (!db->is_in_transaction) return;
    key_blocks_close(db);
    sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db->is_in_transaction = false;
    key_runs_forget(db->keys);
    row_runs_forget(db);
    new_articles_forget(db);
    name_rows_forget(db->names);
}

DatelineStatus database_note_in_files(Database *db, DatelineError *err)
{
    return database_run(db, "PRAGMA temp_store = FILE", "making room for notes", err);
}

DatelineStatus database_begin_reading(Database *db, DatelineError *err)
{
    TRY(database_run(db, "BEGIN DEFERRED", "beginning to read the ledger", err));
    key_runs_begin(db->keys);
    db->is_reading = true;
    return DATELINE_OK;
}

void database_end_reading(Database *db)
{
    key_blocks_close(db);
    db->is_reading = false;
    sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL);
}

/* ---- Statements --------------------------------------------------------------------------- */

Row database_row(Database *db, StatementName name)
{
    sqlite3_stmt **statement = &db->statements[name];
    if (*statement == NULL)
        sqlite3_prepare_v3(db->handle, statement_texts[name], -1, SQLITE_PREPARE_PERSISTENT,
                           statement, NULL);
    return (Row){.db = db, .statement = *statement, .next = 1};
}

/* Binding fails only for a parameter that is not there: our own mistake, which row_run's caller
 * would see as wrong data, so it is asserted. */
static void check_bound(int result)
{
    assert(result == SQLITE_OK);
    (void)result;
}

void row_int(Row *row, int64_t value)
{
    if (row->statement != NULL) check_bound(sqlite3_bind_int64(row->statement, row->next++, value));
}

void row_bool(Row *row, bool value)
{
    row_int(row, value);
}

void row_number(Row *row, double value)
{
    if (row->statement != NULL)
        check_bound(sqlite3_bind_double(row->statement, row->next++, value));
}

void row_null(Row *row)
{
    if (row->statement != NULL) check_bound(sqlite3_bind_null(row->statement, row->next++));
}

void row_str(Row *row, Str value)
{
    if (row->statement == NULL) return;
    if (value.len == 0)
        row_null(row);
    else
        check_bound(sqlite3_bind_text(row->statement, row->next++, value.data, (int)value.len,
                                      SQLITE_STATIC));
}

void row_text(Row *row, Str value)
{
    if (row->statement != NULL)
        check_bound(sqlite3_bind_text(row->statement, row->next++, value.len == 0 ? "" : value.data,
                                      (int)value.len, SQLITE_STATIC));
}

void row_cstring(Row *row, const char *value)
{
    row_str(row, str_from_cstring(value));
}

void row_id(Row *row, const Id *id)
{
    row_str(row, id_str(id));
}

void row_blob(Row *row, Str bytes)
{
    if (row->statement != NULL)
        check_bound(sqlite3_bind_blob(row->statement, row->next++, bytes.len == 0 ? "" : bytes.data,
                                      (int)bytes.len, SQLITE_STATIC));
}

void row_span(Row *row, Span span)
{
    if (span_is_empty(span)) {
        row_null(row);
        row_null(row);
        return;
    }
    row_int(row, span.start);
    row_int(row, span.end);
}

void row_place(Row *row, const Place *place)
{
    row_str(row, place == NULL ? (Str){NULL, 0} : place->country);
    if (place == NULL || !place->has_point) {
        row_null(row);
        row_null(row);
        return;
    }
    row_number(row, round((double)place->latitude * 1000) / 1000);
    row_number(row, round((double)place->longitude * 1000) / 1000);
}

void row_date(Row *row, const DateValue *date)
{
    row_str(row, date->edtf);
    if (date->is_known) {
        row_int(row, date->first_day);
        row_int(row, date->last_day);
    } else {
        row_null(row);
        row_null(row);
    }
}

void row_provenance(Row *row, const Provenance *by)
{
    row_str(row, by->rule);
    row_number(row, (double)by->confidence);
}

void row_record(Row *row, int64_t article, const Id *id, Span span, uint32_t sentence,
                const Provenance *by)
{
    row_id(row, id);
    row_int(row, article);
    row_int(row, span.start);
    row_int(row, span.end);
    row_int(row, sentence);
    row_provenance(row, by);
}

static DatelineStatus fail_row(Row *row, DatelineError *err)
{
    return database_fail(
        row->db, row->db->is_writable ? "writing to the ledger" : "reading the ledger", err);
}

DatelineStatus row_run(Row *row, DatelineError *err)
{
    if (row->statement == NULL) return fail_row(row, err);
    int result = sqlite3_step(row->statement);
    DatelineStatus status = DATELINE_OK;
    if (result != SQLITE_DONE && result != SQLITE_ROW) status = fail_row(row, err);
    row_end(row);
    return status;
}

DatelineStatus row_step(Row *row, bool *out_has_row, DatelineError *err)
{
    if (row->statement == NULL) return fail_row(row, err);
    int result = sqlite3_step(row->statement);
    *out_has_row = result == SQLITE_ROW;
    if (result == SQLITE_ROW) return DATELINE_OK;
    DatelineStatus status = result == SQLITE_DONE ? DATELINE_OK : fail_row(row, err);
    row_end(row);
    return status;
}

void row_end(Row *row)
{
    sqlite3_reset(row->statement);
    sqlite3_clear_bindings(row->statement);
    row->next = 1;
}

int64_t row_get_int(const Row *row, int column)
{
    return sqlite3_column_int64(row->statement, column);
}

double row_get_number(const Row *row, int column)
{
    return sqlite3_column_double(row->statement, column);
}

bool row_is_null(const Row *row, int column)
{
    return sqlite3_column_type(row->statement, column) == SQLITE_NULL;
}

Str row_get_str(const Row *row, int column)
{
    const void *data = sqlite3_column_blob(row->statement, column);
    return (Str){data, (uint32_t)sqlite3_column_bytes(row->statement, column)};
}

Str row_copy_str(const Row *row, int column, Arena *arena)
{
    return arena_copy_str(arena, row_get_str(row, column));
}

Id row_get_id(const Row *row, int column)
{
    Id id = {0};
    Str text = row_get_str(row, column);
    if (text.len == ID_CHARS) memcpy(id.text, text.data, ID_CHARS);
    return id;
}

DatelineStatus row_list_numbers(Row *row, Arena *arena, NumberList *out, DatelineError *err)
{
    for (bool has_row;;) {
        TRY(row_step(row, &has_row, err));
        if (!has_row) return DATELINE_OK;
        *list_add(arena, out) = row_get_int(row, 0);
    }
}
