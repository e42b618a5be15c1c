#include "query/event_words.h"

#include "base/buffer.h"
#include "ledger/occurrences.h"
#include "record/scales.h"
#include "text/data.h"

/* "assault/aerial": as the ledger writes it. Codes of CAMEO are left as they are. */
static DatelineStatus read_type(Str word, Arena *arena, Str *out, DatelineError *err)
{
    *out = word;
    if (word.len > 0 && ascii_is_digit(word.data[0])) return DATELINE_OK;
    char *type = arena_copy(arena, word.data, word.len);
    uint32_t end = str_find(word, STR("/"), 0);
    if (end == STR_NOT_FOUND) end = word.len;
    for (uint32_t i = 0; i < end; i++) type[i] = ascii_to_upper(type[i]);
    PloverType found;
    *out = (Str){type, word.len};
    if (plover_type_from_name((Str){type, end}, &found) && found != PLOVER_NONE) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                "type '" STR_FMT "' is no type of PLOVER (AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT,"
                " REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT; with a mode:"
                " ASSAULT/aerial) and no CAMEO code",
                STR_ARG(word));
}

static DatelineStatus read_types(QueryFilter *filter, Arena *arena, DatelineError *err)
{
    StrList words = {0};
    Str list = STR(",");
    str_split(filter->type, ',', arena, &words);
    for (uint32_t i = 0; i < words.count; i++) {
        Str type;
        TRY(read_type(words.items[i], arena, &type, err));
        list = arena_format(arena, STR_FMT STR_FMT ",", STR_ARG(list), STR_ARG(type));
    }
    filter->type = list;
    return DATELINE_OK;
}

static DatelineStatus read_statuses(QueryFilter *filter, bool of_world, Arena *arena, DatelineError *err)
{
    StrList words = {0};
    Str list = STR(",");
    str_split(filter->status, ',', arena, &words);
    for (uint32_t i = 0; i < words.count; i++) {
        Status status;
        if (!status_from_name(words.items[i], &status))
            return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                        "status '" STR_FMT "' is not asserted, attributed, denied, negated, planned, possible,"
                        " conditional, historical or all",
                        STR_ARG(words.items[i]));
        list = arena_format(arena, STR_FMT "%s,", STR_ARG(list),
                            status_name(of_world ? status_class(status) : status));
    }
    filter->status = list;
    return DATELINE_OK;
}

DatelineStatus event_words_read(QueryFilter *filter, bool of_world, Arena *arena, DatelineError *err)
{
    ScaleTable scale;
    if (filter->type.len > 0) TRY(read_types(filter, arena, err));
    if (str_equal(filter->status, STR("all")))
        filter->status = of_world ? STR(",asserted,planned,denied,") : (Str){0};
    else if (filter->status.len > 0)
        TRY(read_statuses(filter, of_world, arena, err));
    if (filter->scale.len == 0) filter->scale = str_from_cstring(scale_table_name(SCALE_GDELT));
    if (scale_table_from_name(filter->scale, &scale)) return DATELINE_OK;
    return FAIL(err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET,
                "scale '" STR_FMT "' is not gdelt, icews, phoenix or plover", STR_ARG(filter->scale));
}
