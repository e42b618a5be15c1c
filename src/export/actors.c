#include "export/actors.h"

CameoActor cameo_actor(const ExportCodes *codes, const ExportActor *actor, Arena *arena)
{
    bool is_state = str_equal(actor->kind, STR("state"));
    CameoActor out = {.country = codes_country(codes, actor->country)->cameo};
    if (!is_state) out.role = codes_sector(codes, actor->sector)->cameo;
    const GroupCodes *group = codes_group(codes, actor->key);
    if (group != NULL) out.group = group->group;
    if (group != NULL && group->code.len > 0) {
        out.whole = group->code;
        out.role = (Str){group->code.data, 3};
        return out;
    }
    out.whole = arena_format(arena, STR_FMT STR_FMT STR_FMT, STR_ARG(out.country),
                             STR_ARG(out.role), STR_ARG(out.group));
    return out;
}

Str cameo_mirror(Str code)
{
    if (str_equal(code, STR("042"))) return STR("043");
    if (str_equal(code, STR("043"))) return STR("042");
    return code;
}

void tsv_scale(TsvRow *row, const ExportCodes *codes, ScaleTable table, const ExportEvent *event,
               Str cameo)
{
    double value;
    if (scales_value(codes_scales(codes), table, event->plover, event->mode, cameo, &value))
        tsv_number(row, 1, value);
    else
        tsv_empty(row, 1);
}

void tsv_class(TsvRow *row, const ExportCodes *codes, ScaleTable table, Str cameo)
{
    int class = scales_class(codes_scales(codes), table, PLOVER_NONE, cameo);
    if (class >= 0)
        tsv_int(row, class);
    else
        tsv_empty(row, 1);
}

void tsv_point(TsvRow *row, const ExportEvent *event)
{
    if (!event->has_point) {
        tsv_empty(row, 2);
        return;
    }
    tsv_number(row, 4, event->latitude);
    tsv_number(row, 4, event->longitude);
}
