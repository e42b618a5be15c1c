#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/say.h"

#define STEP_MS 200
#define LONGEST_PATH 40

static int64_t now_ms(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_init(Progress *progress, bool is_wanted)
{
    *progress = (Progress){.is_on = is_wanted && isatty(STDERR_FILENO), .started_ms = now_ms()};
}

/* Its end, which tells more than its beginning. */
static void add_path(Buffer *out, Str path)
{
    Str end = path;
    if (end.len > LONGEST_PATH) {
        end = (Str){path.data + path.len - LONGEST_PATH, LONGEST_PATH};
        while (end.len > 0 && ((unsigned char)end.data[0] & 0xC0) == 0x80)
            end = (Str){end.data + 1, end.len - 1};
        buffer_add_str(out, STR("…"));
    }
    add_visible(out, end);
}

void progress_show(Progress *progress, uint64_t articles, Str path)
{
    if (!progress->is_on) return;
    int64_t now = now_ms(), spent = now - progress->started_ms;
    if (now - progress->shown_ms < STEP_MS || spent <= 0) return;
    Buffer line = {0};
    buffer_format(&line, "\r\033[K%" PRIu64 " articles, %" PRIu64 " a second: ", articles,
                  articles * 1000 / (uint64_t)spent);
    add_path(&line, path);
    fwrite(line.data, 1, line.len, stderr);
    fflush(stderr);
    buffer_release(&line);
    progress->shown_ms = now;
    progress->is_shown = true;
}

void progress_clear(Progress *progress)
{
    if (progress->is_shown) fprintf(stderr, "\r\033[K");
    progress->is_shown = false;
}
