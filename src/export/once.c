#include "export/once.h"

DatelineStatus once_begin(Database *db, DatelineError *err)
{
    TRY(database_note_in_files(db, err));
    return database_run(
        db, "CREATE TEMP TABLE exported (number INTEGER PRIMARY KEY, day INTEGER NOT NULL)",
        "making room for notes", err);
}

DatelineStatus once_note(Database *db, int64_t number, int32_t day, bool *out_is_new,
                         int32_t *out_day, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_EXPORT_NOTED);
    row_int(&row, number);
    bool found;
    TRY(row_step(&row, &found, err));
    *out_is_new = !found;
    *out_day = found ? (int32_t)row_get_int(&row, 0) : day;
    row_end(&row);
    if (found) return DATELINE_OK;
    Row note = database_row(db, STATEMENT_EXPORT_NOTE);
    row_int(&note, number);
    row_int(&note, day);
    return row_run(&note, err);
}
