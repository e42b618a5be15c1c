#include "cli/path_list.h"

#include <errno.h>
#include <stdio.h>

#define LARGEST_LIST_BYTES (64u << 20)

static DatelineStatus read_stream(FILE *stream, const char *file, Buffer *out, DatelineError *err)
{
    char block[16384];
    size_t len;
    while ((len = fread(block, 1, sizeof block, stream)) > 0) {
        buffer_add(out, block, len);
        if (out->len > LARGEST_LIST_BYTES)
            return FAIL(err, DATELINE_ERR_LIMIT, DATELINE_NO_OFFSET,
                        "%s: a list of more than %u MiB", file, LARGEST_LIST_BYTES >> 20);
    }
    if (ferror(stream))
        return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "%s: %s", file, strerror(errno));
    return DATELINE_OK;
}

DatelineStatus path_list_read(const char *file, PathList *out, DatelineError *err)
{
    bool is_standard_input = strcmp(file, "-") == 0;
    FILE *stream = is_standard_input ? stdin : fopen(file, "rb");
    if (stream == NULL)
        return FAIL(err, DATELINE_ERR_IO, DATELINE_NO_OFFSET, "%s: %s", file, strerror(errno));
    PathList list = {0};
    DatelineStatus status = read_stream(stream, file, &list.bytes, err);
    if (!is_standard_input) fclose(stream);
    if (status != DATELINE_OK) {
        path_list_release(&list);
        return status;
    }
    bool has_nul = list.bytes.len > 0 && memchr(list.bytes.data, '\0', list.bytes.len) != NULL;
    list.end = has_nul ? '\0' : '\n';
    *out = list;
    return DATELINE_OK;
}

const char *path_list_next(PathList *list)
{
    while (list->at < list->bytes.len) {
        char *path = list->bytes.data + list->at;
        size_t room = list->bytes.len - list->at;
        char *end = memchr(path, list->end, room);
        size_t len = end == NULL ? room : (size_t)(end - path);
        list->at += len + 1;
        if (list->end == '\n' && len > 0 && path[len - 1] == '\r') len--;
        path[len] = '\0'; /* the buffer has a byte behind its end */
        if (len > 0) return path;
    }
    return NULL;
}

void path_list_release(PathList *list)
{
    buffer_release(&list->bytes);
}
