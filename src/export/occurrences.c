#include "export/occurrences.h"

#include "ledger/occurrences.h"

DatelineStatus occurrences_read(Database *db, const ExportEvent *event, Arena *arena,
                                ExportOccurrenceList *out, DatelineError *err)
{
    Row row = database_row(db, STATEMENT_EXPORT_OCCURRENCES);
    row_int(&row, event->n);
    for (bool found;;) {
        TRY(row_step(&row, &found, err));
        if (!found) return DATELINE_OK;
        *list_add(arena, out) = (ExportOccurrence){.id = row_copy_str(&row, 0, arena),
                                                   .source = row_copy_str(&row, 1, arena),
                                                   .target = row_copy_str(&row, 2, arena),
                                                   .is_mutual = row_get_int(&row, 3) != 0,
                                                   .has_day = row_get_int(&row, 6) != 0,
                                                   .first_day = (int32_t)row_get_int(&row, 4),
                                                   .last_day = (int32_t)row_get_int(&row, 5),
                                                   .reports = (uint32_t)row_get_int(&row, 7),
                                                   .articles = (uint32_t)row_get_int(&row, 8),
                                                   .sources = (uint32_t)row_get_int(&row, 9)};
    }
}

static Str side_of_actor(const ExportActor *actor, Arena *arena)
{
    return actor == NULL ? (Str){NULL, 0}
                         : side_of(actor->key, actor->country, actor->sector, arena);
}

const ExportOccurrence *occurrence_of(const ExportOccurrenceList *occurrences,
                                      const ExportActor *source, const ExportActor *target,
                                      Arena *arena, bool *out_is_reverse)
{
    Str first = side_of_actor(source, arena), second = side_of_actor(target, arena);
    for (uint32_t i = 0; i < occurrences->count; i++) {
        const ExportOccurrence *occurrence = &occurrences->items[i];
        *out_is_reverse = occurrence->is_mutual && str_equal(occurrence->source, second) &&
                          str_equal(occurrence->target, first);
        bool is_it = str_equal(occurrence->source, first) && str_equal(occurrence->target, second);
        if (is_it || *out_is_reverse) return occurrence;
    }
    return NULL;
}
