/*
 * Paths to files: folders with all in them, and patterns.
 *
 *     news               every file below it, by name
 *     news/2024-*.html   those of the folder that fit; a "**" in place of a folder stands for any
 *                        folders, or none
 *
 * A path that exists is what it says, whatever characters it has; only one that does not is taken
 * for a pattern, for a shell hands over patterns that fit nothing, or that were quoted.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "run.h"

static DatelineStatus read_path(IntakeRun *run, Str path, uint32_t depth);

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name); /* bytes, not locale: the same order everywhere */
}

static bool enter_folder(IntakeRun *run, const struct stat *info)
{
    FolderId id = {(uint64_t)info->st_dev, (uint64_t)info->st_ino};
    for (uint32_t i = 0; i < run->folders.count; i++) {
        const FolderId *other = &run->folders.items[i];
        if (other->device == id.device && other->inode == id.inode) return false;
    }
    *list_add(run->lasting, &run->folders) = id;
    return true;
}

static DatelineStatus read_entries(IntakeRun *run, Str folder, struct dirent **entries, int count,
                                   uint32_t depth)
{
    DatelineStatus status = DATELINE_OK;
    const char *slash = str_ends(folder, STR("/")) ? "" : "/";
    for (int i = 0; i < count && status == DATELINE_OK; i++) {
        Str path =
            arena_format(run->lasting, STR_FMT "%s%s", STR_ARG(folder), slash, entries[i]->d_name);
        status = read_path(run, path, depth + 1);
    }
    return status;
}

static DatelineStatus read_folder(IntakeRun *run, Str path, const struct stat *info, uint32_t depth)
{
    run->path = path;
    if (depth > DEEPEST_FOLDER) {
        run_problem(run, INTAKE_UNREADABLE, 0, 0, "folders nest deeper than the limit of %d",
                    DEEPEST_FOLDER);
        return DATELINE_OK;
    }
    if (!enter_folder(run, info)) {
        run_problem(run, INTAKE_LOOP, 0, 0,
                    "the folder was read already; a link leads to it again");
        return DATELINE_OK;
    }
    struct dirent **entries;
    int count = scandir(path.data, &entries, is_shown, compare_names);
    if (count < 0) {
        run_problem(run, INTAKE_UNREADABLE, 0, 0, "cannot list the folder: %s", strerror(errno));
        return DATELINE_OK;
    }
    DatelineStatus status = read_entries(run, path, entries, count, depth);
    for (int i = 0; i < count; i++) free(entries[i]);
    free(entries);
    return status;
}

/* Opens first and asks afterwards what it is, so that it cannot change between. A pipe among a
 * folder's files would hang: O_NONBLOCK lets us look at it. */
static int open_path(Str path, uint32_t depth, struct stat *info)
{
    int fd = open(path.data, O_RDONLY | O_CLOEXEC | (depth > 0 ? O_NONBLOCK : 0));
    if (fd < 0) return -1;
    if (fstat(fd, info) == 0) return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

/* path is NUL-terminated. */
static DatelineStatus read_path(IntakeRun *run, Str path, uint32_t depth)
{
    if (run_is_stopped(run))
        return FAIL(run->err, DATELINE_ERR_USAGE, DATELINE_NO_OFFSET, "stopped");
    struct stat info;
    run->path = path;
    int fd = open_path(path, depth, &info);
    if (fd < 0) {
        run_problem(run, INTAKE_UNREADABLE, 0, 0, "cannot open: %s", strerror(errno));
        return DATELINE_OK;
    }
    DatelineStatus status = DATELINE_OK;
    if (S_ISDIR(info.st_mode))
        status = read_folder(run, path, &info, depth);
    else if (depth > 0 && !S_ISREG(info.st_mode))
        run_problem(run, INTAKE_UNREADABLE, 0, 0, "neither a file nor a folder");
    else
        status = read_descriptor(run, fd);
    close(fd);
    return status;
}

/* ---- Patterns -------------------------------------------------------------------------------- */

#define MOST_FOLDERS_LISTED (1u << 20)

typedef struct Glob {
    IntakeRun *run;
    bool is_deep; /* has "**": then folders that fit are gone through, not read as a whole */
    bool is_cut;  /* folders were left out, as there are too many or too deep ones */
    Map seen;     /* paths that fitted: two "**" may lead to one */
    uint32_t lists;
    DatelineStatus status;
} Glob;

static bool has_wildcard(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (strchr("*?[", text.data[i]) != NULL) return true;
    return false;
}

static Str join(const Glob *glob, Str folder, Str name)
{
    bool needs_slash = folder.len > 0 && !str_ends(folder, STR("/"));
    return arena_format(glob->run->lasting, STR_FMT "%s" STR_FMT, STR_ARG(folder),
                        needs_slash ? "/" : "", STR_ARG(name));
}

static bool is_folder(Str path, bool follows_links)
{
    struct stat info;
    int failed = follows_links ? stat(path.data, &info) : lstat(path.data, &info);
    return failed == 0 && S_ISDIR(info.st_mode);
}

/* The last part of a pattern fits the path. */
static void take_match(Glob *glob, Str path)
{
    struct stat info;
    if (stat(path.data, &info) != 0 || (glob->is_deep && S_ISDIR(info.st_mode))) return;
    if (map_find(&glob->seen, path) != MAP_NONE) return;
    map_set(&glob->seen, path, 0);
    glob->status = read_path(glob->run, path, 1);
}

static void match_parts(Glob *glob, Str folder, Str pattern, uint32_t depth);

static void match_name(Glob *glob, Str path, Str rest, uint32_t depth)
{
    if (str_is_empty(rest))
        take_match(glob, path);
    else if (is_folder(path, true))
        match_parts(glob, path, rest, depth + 1);
}

/* Each name in the folder that fits the part of a pattern; of "**", the folders. */
static void match_entries(Glob *glob, Str folder, Str part, Str rest, uint32_t depth)
{
    struct dirent **entries;
    bool is_any = str_equal(part, STR("**"));
    glob->is_cut = glob->is_cut || glob->lists >= MOST_FOLDERS_LISTED || depth > DEEPEST_FOLDER;
    if (glob->is_cut || run_is_stopped(glob->run)) return;
    glob->lists++;
    int count = scandir(folder.len == 0 ? "." : folder.data, &entries, is_shown, compare_names);
    for (int i = 0; i < count; i++) {
        Str name = str_from_cstring(entries[i]->d_name), path = join(glob, folder, name);
        if (glob->status != DATELINE_OK) continue;
        if (is_any && is_folder(path, false))
            match_parts(glob, path, rest, depth + 1);
        else if (!is_any && fnmatch(part.data, name.data, 0) == 0)
            match_name(glob, path, rest, depth);
    }
    for (int i = 0; i < count; i++) free(entries[i]);
    if (count >= 0) free(entries);
}

/* pattern: "2024-*", "**" and a slash and more; never empty. folder: empty is the current one. */
static void match_parts(Glob *glob, Str folder, Str pattern, uint32_t depth)
{
    uint32_t slash = str_find(pattern, STR("/"), 0);
    bool is_last = slash == STR_NOT_FOUND;
    Str part =
        arena_copy_str(glob->run->lasting, (Str){pattern.data, is_last ? pattern.len : slash});
    Str rest = {0};
    if (!is_last) rest = (Str){pattern.data + slash + 1, pattern.len - slash - 1};
    if (str_equal(part, STR("**"))) {
        if (is_last) rest = STR("*"); /* all files */
        match_parts(glob, folder, rest, depth);
        match_entries(glob, folder, part, is_last ? part : pattern, depth);
    } else if (str_is_empty(part)) { /* "a//b", or a slash at the end */
        if (!is_last) match_parts(glob, folder, rest, depth);
    } else if (has_wildcard(part)) {
        match_entries(glob, folder, part, rest, depth);
    } else {
        match_name(glob, join(glob, folder, part), rest, depth);
    }
}

static DatelineStatus read_pattern(IntakeRun *run, Str pattern)
{
    Glob glob = {.run = run, .is_deep = str_find(pattern, STR("**"), 0) != STR_NOT_FOUND};
    map_init(&glob.seen, run->lasting);
    bool is_absolute = str_starts(pattern, STR("/"));
    Str rest = {pattern.data + is_absolute, pattern.len - is_absolute};
    match_parts(&glob, is_absolute ? STR("/") : (Str){0}, rest, 0);
    run->path = pattern;
    if (glob.status == DATELINE_OK && glob.seen.count == 0)
        run_problem(run, INTAKE_UNREADABLE, 0, 0, "no file fits the pattern");
    if (glob.is_cut)
        run_problem(run, INTAKE_TOO_LARGE, 0, 0,
                    "not all folders were looked through: there are more than %u or they nest "
                    "deeper than %d",
                    MOST_FOLDERS_LISTED, DEEPEST_FOLDER);
    return glob.status;
}

DatelineStatus read_named(IntakeRun *run, Str path)
{
    struct stat info;
    bool is_there = lstat(path.data, &info) == 0 || errno != ENOENT;
    return !is_there && has_wildcard(path) ? read_pattern(run, path) : read_path(run, path, 0);
}
