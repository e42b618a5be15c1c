/*
 * Phoenix: 26 columns without a header, a row a pair of parties. Its "QuadClass" has five values.
 * With one_a_day, of equal rows (day, source, target, code) the first alone is written.
 */
#include "base/calendar.h"
#include "base/hash.h"
#include "export/actors.h"
#include "export/formats.h"
#include "export/once.h"

#define NO_ACTOR STR("---")

typedef struct Phoenix {
    Export *export;
    Arena *arena; /* of one row */
} Phoenix;

static Str part(Str code, uint32_t start, uint32_t end)
{
    if (code.len <= start) return (Str){NULL, 0};
    return (Str){code.data + start, (code.len < end ? code.len : end) - start};
}

/* "USAGOVMED": whole, USA, GOV, MED. */
static void add_actor(TsvRow *row, Str code)
{
    bool is_none = str_equal(code, NO_ACTOR);
    tsv_str(row, code);
    tsv_str(row, part(code, 0, 3));
    tsv_str(row, is_none ? (Str){NULL, 0} : part(code, 3, 6));
    tsv_str(row, is_none ? (Str){NULL, 0} : part(code, 6, UINT32_MAX));
}

static void add_dates(TsvRow *row, int32_t day, Arena *arena)
{
    CivilDate date = civil_from_day(day);
    tsv_day(row, day, "");
    tsv_int(row, date.year);
    tsv_str(row, arena_format(arena, "%02d", date.month));
    tsv_str(row, arena_format(arena, "%02d", date.day));
}

static void add_place(TsvRow *row, const ExportEvent *event)
{
    tsv_point(row, event);
    tsv_str(row, event->place);
    tsv_empty(row, 1); /* state */
    tsv_str(row, event->place_country);
}

static void add_code(const ExportCodes *codes, TsvRow *row, const ExportEvent *event, Str code)
{
    tsv_str(row, code);
    tsv_str(row, part(code, 0, 2));
    tsv_class(row, codes, SCALE_PHOENIX, code);
    tsv_scale(row, codes, SCALE_PHOENIX, event, code);
}

static Str actor_code(const Phoenix *phoenix, const ExportActor *actor)
{
    if (actor == NULL) return NO_ACTOR;
    Str code = cameo_actor(phoenix->export->codes, actor, phoenix->arena).whole;
    return code.len == 0 ? NO_ACTOR : code;
}

static DatelineStatus find_repeated(Phoenix *phoenix, int32_t day, Str source, Str target, Str code,
                                    bool *out_is_repeated, DatelineError *err)
{
    *out_is_repeated = false;
    if (!phoenix->export->plan->one_a_day) return DATELINE_OK;
    Str row = arena_format(phoenix->arena, "%d " STR_FMT " " STR_FMT " " STR_FMT, (int)day,
                           STR_ARG(source), STR_ARG(target), STR_ARG(code));
    int64_t number = (int64_t)(hash_bytes(row.data, row.len, 0) >> 1);
    bool is_new;
    TRY(once_note(phoenix->export->plan->store->db, number, day, &is_new, &day, err));
    *out_is_repeated = !is_new;
    return DATELINE_OK;
}

static DatelineStatus write_row(void *context, const ExportEvent *event, const ExportActor *source,
                                const ExportActor *target, uint32_t number, DatelineError *err)
{
    Phoenix *phoenix = context;
    TsvRow row = {.out = &phoenix->export->out.text};
    arena_clear(phoenix->arena);
    Str source_code = actor_code(phoenix, source), target_code = actor_code(phoenix, target);
    bool is_second = event->is_mutual && source > target;
    Str code = is_second ? cameo_mirror(event->cameo) : event->cameo;
    bool is_repeated;
    TRY(find_repeated(phoenix, event->day, source_code, target_code, code, &is_repeated, err));
    if (is_repeated) return DATELINE_OK;
    tsv_str(&row, arena_format(phoenix->arena, "%lld_%s", (long long)id_number(event->id, number),
                               DATELINE_VERSION));
    add_dates(&row, event->day, phoenix->arena);
    add_actor(&row, source_code);
    add_actor(&row, target_code);
    add_code(phoenix->export->codes, &row, event, code);
    tsv_empty(&row, 1); /* issues */
    add_place(&row, event);
    tsv_str(&row, arena_format(phoenix->arena, STR_FMT "_%u", STR_ARG(event->article->id),
                               event->sentence + 1));
    tsv_str(&row, event->article->url);
    tsv_str(&row, event->article->outlet);
    return out_end_row(&phoenix->export->out, err);
}

static DatelineStatus take_event(void *context, const ExportEvent *event, DatelineError *err)
{
    return dyads_each(event, write_row, context, err);
}

DatelineStatus write_phoenix(Export *export, DatelineError *err)
{
    Phoenix phoenix = {.export = export, .arena = arena_new(1u << 12)};
    DatelineStatus status = export_events(export, HAPPENED_STATUSES, take_event, &phoenix, err);
    arena_free(phoenix.arena);
    return status;
}
