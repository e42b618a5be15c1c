/*
 * WACZ: web archives in a zip file, with their index and a list of pages.
 *
 *     archive/data.warc.gz     read, as the file "x.wacz/archive/data.warc.gz" would be
 *     indexes/, pages/ ...     not needed: all that is in the archives is read
 *
 * A zip file has its directory at its end, so it must be a file; one from a pipe, or packed once
 * more, is held in memory, if it is small enough.
 */
#include <sys/stat.h>

#include "run.h"
#include "zip_entry.h"

static bool has_ending(Str name, Str ending)
{
    if (name.len < ending.len) return false;
    return str_equal_ignoring_case((Str){name.data + name.len - ending.len, ending.len}, ending);
}

static bool is_archive(Str name)
{
    static const Str endings[] = {STR_INIT(".warc.gz"), STR_INIT(".warc"), STR_INIT(".warc.zst"),
                                  STR_INIT(".arc.gz"), STR_INIT(".arc")};
    if (!str_starts(name, STR("archive/"))) return false;
    for (size_t i = 0; i < COUNT(endings); i++)
        if (has_ending(name, endings[i])) return true;
    return false;
}

/* False after saying why not. */
static bool open_file(IntakeRun *run, ByteReader *reader, ZipFile *out)
{
    struct stat info;
    if (reader->fd >= 0 && fstat(reader->fd, &info) == 0 && S_ISREG(info.st_mode)) {
        *out = (ZipFile){.fd = reader->fd, .size = (uint64_t)info.st_size};
        return true;
    }
    size_t len = bytes_fill(reader, (size_t)LARGEST_FILE_BYTES + 1);
    if (len > LARGEST_FILE_BYTES) {
        run_problem(run, INTAKE_TOO_LARGE, 0, 0,
                    "a zip file of more than %u bytes must be a file of its own: its directory "
                    "stands at its end",
                    LARGEST_FILE_BYTES);
        return false;
    }
    *out = (ZipFile){.fd = -1, .memory = {bytes_window(reader), (uint32_t)len}, .size = len};
    return true;
}

/* Why an entry cannot be read; NULL: it can. */
static const char *find_obstacle(const ZipEntry *entry, uint64_t data, uint64_t last_end)
{
    if (entry->is_encrypted) return "the entry is encrypted";
    if (entry->method != ZIP_STORED && entry->method != ZIP_DEFLATED)
        return "the entry is packed in a way that is not known";
    return data < last_end ? "the entry overlaps another" : NULL;
}

static DatelineStatus read_entry(IntakeRun *run, const ZipFile *file, const ZipEntry *entry,
                                 uint64_t *last_end)
{
    DatelineError err = {0};
    uint64_t data = 0;
    bool is_found = zip_find_data(file, entry, &data, &err) == DATELINE_OK;
    const char *obstacle = is_found ? find_obstacle(entry, data, *last_end) : err.message;
    if (obstacle != NULL) {
        uint64_t offset = entry->header < file->size ? entry->header : file->size;
        run_problem(run, INTAKE_BROKEN_PACKING, offset, 0, "%s", obstacle);
        return DATELINE_OK;
    }
    *last_end = data + entry->packed_bytes;
    ByteReader reader;
    zip_open_entry(&reader, file, entry, data);
    reader.is_stopped = run->sink->is_stopped;
    reader.context = run->sink->context;
    return run_read(run, &reader, entry->name);
}

static DatelineStatus read_entries(IntakeRun *run, const ZipFile *file,
                                   const ZipDirectory *directory)
{
    Str path = run->path;
    DatelineStatus status = DATELINE_OK;
    uint64_t last_end = 0;
    uint32_t archives = 0;
    for (uint32_t i = 0; i < directory->count && status == DATELINE_OK; i++) {
        const ZipEntry *entry = &directory->entries[i];
        if (!is_archive(entry->name)) continue;
        archives++;
        run->path =
            arena_format(run->lasting, STR_FMT "/" STR_FMT, STR_ARG(path), STR_ARG(entry->name));
        status = read_entry(run, file, entry, &last_end);
    }
    run->path = path;
    if (archives == 0)
        run_problem(run, INTAKE_BINARY, 0, 0,
                    "a zip archive (or office document) without archive/*.warc.gz in it");
    return status;
}

DatelineStatus read_wacz(IntakeRun *run, ByteReader *reader)
{
    ZipFile file = {0};
    ZipDirectory directory = {0};
    DatelineError err = {0};
    if (run->is_in_zip) {
        run_problem(run, INTAKE_BINARY, 0, 0, "a zip file within a zip file");
        return DATELINE_OK;
    }
    if (!open_file(run, reader, &file)) return DATELINE_OK;
    Arena *arena = arena_new(64u << 10);
    run->is_in_zip = true;
    DatelineStatus status = zip_read_directory(&file, arena, &directory, &err);
    if (status == DATELINE_OK) {
        status = read_entries(run, &file, &directory);
    } else {
        run_problem(run, status == DATELINE_ERR_LIMIT ? INTAKE_TOO_LARGE : INTAKE_BROKEN_PACKING,
                    err.input_offset, 0, "%s", err.message);
        status = DATELINE_OK;
    }
    run->is_in_zip = false;
    arena_free(arena);
    return status;
}
