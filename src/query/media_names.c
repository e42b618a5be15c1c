#include "query/media_names.h"

#include "text/data.h"
#include "text/utf8.h"

/* Columns of entities/media.tsv. */
enum { MEDIA_ID, MEDIA_NAME, MEDIA_OTHERS, MEDIA_KIND, MEDIA_COUNTRY, MEDIA_OWNERSHIP, MEDIA_COLUMNS };

#define SHORTEST_LABEL 3 /* of an address: "en", "co" are no names */

/* Letters and digits of the folded name alone: "Press TV" and "presstv" are equal. */
static Str write_together(Str name, Arena *arena)
{
    Str folded = utf8_fold(name, arena);
    char *out = arena_alloc(arena, (size_t)folded.len + 1);
    uint32_t len = 0;
    for (uint32_t at = 0, used; at < folded.len; at += used) {
        uint32_t character = utf8_decode(folded, at, &used);
        if (character == UTF8_BAD || (!utf8_is_letter(character) && !utf8_is_digit(character))) continue;
        memcpy(out + len, folded.data + at, used);
        len += used;
    }
    return (Str){out, len};
}

static void add_name(MediaNames *names, Str name, uint32_t index)
{
    Str together = write_together(name, names->arena);
    if (together.len > 0 && map_find(&names->names, together) == MAP_NONE)
        map_set(&names->names, together, index);
}

DatelineStatus media_names_load(Arena *arena, MediaNames *out, DatelineError *err)
{
    Table table;
    DataFiles *files = data_files_new(NULL);
    *out = (MediaNames){.arena = arena};
    map_init(&out->names, arena);
    DatelineStatus status =
        data_table_read(files, "entities/media.tsv", MEDIA_COLUMNS, arena, &table, err);
    for (uint32_t i = 0; status == DATELINE_OK && i < table.rows.count; i++) {
        const Str *field = table.rows.items[i].fields;
        StrList others = {0};
        str_split(field[MEDIA_OTHERS], '|', arena, &others);
        add_name(out, field[MEDIA_NAME], i);
        for (uint32_t k = 0; k < others.count; k++) add_name(out, others.items[k], i);
        *list_add(arena, &out->media) =
            (Medium){.key = arena_format(arena, "media:" STR_FMT, STR_ARG(field[MEDIA_ID])),
                     .country = arena_copy_str(arena, field[MEDIA_COUNTRY]),
                     .ownership = arena_copy_str(arena, field[MEDIA_OWNERSHIP])};
    }
    data_files_free(files);
    return status;
}

static const Medium *find_whole(const MediaNames *names, Str name)
{
    uint32_t index = map_find(&names->names, write_together(name, names->arena));
    return index == MAP_NONE ? NULL : &names->media.items[index];
}

/* "en.presstv.co.uk": the first label that is a name. */
static const Medium *find_host(const MediaNames *names, Str host)
{
    StrList labels = {0};
    str_split(host, '.', names->arena, &labels);
    for (uint32_t i = 0; i + 1 < labels.count; i++) {
        if (labels.items[i].len < SHORTEST_LABEL) continue;
        const Medium *medium = find_whole(names, labels.items[i]);
        if (medium != NULL) return medium;
    }
    return NULL;
}

const Medium *media_names_find(const MediaNames *names, Str name)
{
    const Medium *medium = find_whole(names, name);
    bool is_host = str_find(name, STR("."), 0) != STR_NOT_FOUND &&
                   str_find(name, STR(" "), 0) == STR_NOT_FOUND;
    return medium == NULL && is_host ? find_host(names, name) : medium;
}
