/* Marks of what is to be derived anew (store/settle.h). */
#include <stdio.h>

#include "store/settle.h"

DatelineStatus settle_mark(Database *db, const char *kind, Str first, Str second,
                           DatelineError *err)
{
    Row row = database_row(db, STATEMENT_MARK_DIRTY);
    row_cstring(&row, kind);
    row_text(&row, first);
    row_text(&row, second);
    return row_run(&row, err);
}

typedef struct NumberText {
    char text[24];
} NumberText;

static NumberText number_text(int64_t number)
{
    NumberText out;
    snprintf(out.text, sizeof out.text, "%lld", (long long)number);
    return out;
}

DatelineStatus settle_mark_number(Database *db, const char *kind, int64_t number,
                                  DatelineError *err)
{
    NumberText text = number_text(number);
    return settle_mark(db, kind, str_from_cstring(text.text), (Str){NULL, 0}, err);
}

DatelineStatus settle_mark_told(Database *db, int64_t article, DatelineError *err)
{
    static const StatementName statements[] = {STATEMENT_MARK_MESSAGES_OF,
                                               STATEMENT_MARK_VARIANTS_OF, STATEMENT_MARK_CLAIMS_OF};
    for (size_t i = 0; i < COUNT(statements); i++) {
        Row row = database_row(db, statements[i]);
        row_int(&row, article);
        TRY(row_run(&row, err));
    }
    return DATELINE_OK;
}

DatelineStatus settle_clear(Database *db, const char *kind, Str first, Str second, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_CLEAR_DIRTY);
    row_cstring(&row, kind);
    row_text(&row, first);
    row_text(&row, second);
    return row_run(&row, err);
}

DatelineStatus settle_clear_number(Database *db, const char *kind, int64_t number,
                                   DatelineError *err)
{
    NumberText text = number_text(number);
    return settle_clear(db, kind, str_from_cstring(text.text), (Str){NULL, 0}, err);
}
