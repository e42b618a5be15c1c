#include "text/data.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/embedded.h"

struct DataFiles {
    char *dir; /* NULL: the built-in files */
    bool leaves_large;
};

#define LARGEST_DATA_FILE_BYTES (256u << 20)

DataFiles *data_files_new(const char *dir)
{
    DataFiles *files = calloc(1, sizeof *files);
    if (files == NULL) abort();
    if (dir != NULL && (files->dir = strdup(dir)) == NULL) abort();
    return files;
}

void data_files_free(DataFiles *files)
{
    if (files == NULL) return;
    free(files->dir);
    free(files);
}

void data_files_leave_large(DataFiles *files)
{
    files->leaves_large = true;
}

bool data_files_have_large(const DataFiles *files)
{
    return !files->leaves_large;
}

bool data_files_are_built_in(const DataFiles *files)
{
    return files->dir == NULL;
}

static DatelineStatus read_embedded(const char *name, Str *out, DatelineError *err)
{
    for (size_t i = 0; i < embedded_file_count; i++) {
        const EmbeddedFile *file = &embedded_files[i];
        if (strcmp(file->name, name) != 0) continue;
        *out = (Str){file->start, (uint32_t)(file->end - file->start)};
        return DATELINE_OK;
    }
    return FAIL(err, DATELINE_ERR_DATA, DATELINE_NO_OFFSET, "data/%s is not built in", name);
}

static DatelineStatus read_stream(FILE *stream, const char *path, Arena *arena, Str *out,
                                  DatelineError *err)
{
    if (fseek(stream, 0, SEEK_END) != 0)
        return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "%s: %s", path, strerror(errno));
    long len = ftell(stream);
    if (len < 0 || (unsigned long)len > LARGEST_DATA_FILE_BYTES)
        return FAIL(err, DATELINE_ERR_LIMIT, DATELINE_NO_OFFSET,
                    "%s: larger than the limit of %u bytes", path, LARGEST_DATA_FILE_BYTES);
    rewind(stream);
    char *bytes = arena_alloc(arena, (size_t)len + 1);
    if (fread(bytes, 1, (size_t)len, stream) != (size_t)len)
        return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "%s: cannot read it whole", path);
    *out = (Str){bytes, (uint32_t)len};
    return DATELINE_OK;
}

/* A directory of rules need not hold the trained models. */
static bool is_model(const char *name)
{
    return strncmp(name, "models/", 7) == 0;
}

DatelineStatus data_file_read(const DataFiles *files, const char *name, Arena *arena, Str *out,
                              DatelineError *err)
{
    if (files->dir == NULL) return read_embedded(name, out, err);

    Str path = arena_format(arena, "%s/%s", files->dir, name);
    FILE *stream = fopen(path.data, "rb");
    if (stream == NULL && errno == ENOENT && is_model(name)) return read_embedded(name, out, err);
    if (stream == NULL)
        return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "%s: %s", path.data, strerror(errno));
    DatelineStatus status = read_stream(stream, path.data, arena, out, err);
    fclose(stream);
    return status;
}

static uint32_t count_fields(Str line)
{
    uint32_t fields = 1;
    for (uint32_t i = 0; i < line.len; i++) fields += line.data[i] == '\t';
    return fields;
}

static void split_fields(Str line, Str *fields)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i <= line.len; i++) {
        if (i < line.len && line.data[i] != '\t') continue;
        *fields++ = str_trim((Str){line.data + start, i - start});
        start = i + 1;
    }
}

/* The next line without its end; advances *at past it. */
static Str next_line(Str content, uint32_t *at)
{
    uint32_t start = *at;
    uint32_t end = str_find(content, STR("\n"), start);
    if (end == STR_NOT_FOUND) end = content.len;
    *at = end < content.len ? end + 1 : end;
    uint32_t len = end - start;
    if (len > 0 && content.data[start + len - 1] == '\r') len--;
    return (Str){content.data + start, len};
}

DatelineStatus data_table_read(const DataFiles *files, const char *name, uint32_t columns,
                               Arena *arena, Table *out, DatelineError *err)
{
    Str content;
    TRY(data_file_read(files, name, arena, &content, err));
    Table table = {.name = name, .columns = columns};
    uint32_t line_number = 0;
    for (uint32_t at = 0; at < content.len;) {
        Str line = next_line(content, &at);
        line_number++;
        if (str_trim(line).len == 0 || line.data[0] == '#') continue;
        TableRow row = {.line = line_number};
        uint32_t found = count_fields(line);
        if (found != columns)
            return FAIL_ROW(err, &table, &row, "expected %u tab-separated columns, found %u",
                            (unsigned)columns, (unsigned)found);
        row.fields = arena_new_items(arena, Str, columns);
        split_fields(line, row.fields);
        *list_add(arena, &table.rows) = row;
    }
    *out = table;
    return DATELINE_OK;
}

/* "a, b, c or d", cut where the room ends. */
static void list_words(const Str *words, size_t count, char *out, size_t room)
{
    size_t len = 0;
    for (size_t i = 0; i < count && len < room; i++) {
        const char *mark = i == 0 ? "" : i + 1 < count ? ", " : " or ";
        int added = snprintf(out + len, room - len, "%s" STR_FMT, mark, STR_ARG(words[i]));
        len += added < 0 ? room : (size_t)added;
    }
}

DatelineStatus data_row_word(const Table *table, const TableRow *row, uint32_t column,
                             const Str *words, size_t count, uint32_t *out, DatelineError *err)
{
    char expected[256];
    *out = str_index(row->fields[column], words, count);
    if (*out != STR_NOT_FOUND) return DATELINE_OK;
    list_words(words, count, expected, sizeof expected);
    return FAIL_ROW(err, table, row, "'" STR_FMT "' in column %u is not %s",
                    STR_ARG(row->fields[column]), (unsigned)column + 1, expected);
}

void str_split(Str text, char separator, Arena *arena, StrList *out)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.data[i] != separator) continue;
        Str piece = str_trim((Str){text.data + start, i - start});
        if (piece.len > 0) *list_add(arena, out) = piece;
        start = i + 1;
    }
}
