/*
 * Runs a fuzz target over its corpus as an ordinary test: each file as it is, cut short at up to 64
 * places, and with single bytes changed. The same inputs every time.
 *
 * Usage: fuzz_html_corpus FOLDER
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define LARGEST_INPUT (1u << 20)
#define VARIANTS 64

static uint8_t *read_file(const char *folder, const char *name, size_t *out_len)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) return NULL;
    uint8_t *bytes = malloc(LARGEST_INPUT);
    if (bytes == NULL) abort();
    *out_len = fread(bytes, 1, LARGEST_INPUT, file);
    fclose(file);
    return bytes;
}

/* A copy of the exact length, so that a sanitizer sees every byte read beyond it. */
static void run(const uint8_t *bytes, size_t len)
{
    uint8_t *copy = malloc(len > 0 ? len : 1);
    if (copy == NULL) abort();
    memcpy(copy, bytes, len);
    LLVMFuzzerTestOneInput(copy, len);
    free(copy);
}

static void run_variants(uint8_t *bytes, size_t len)
{
    static const uint8_t marks[] = {0, '<', '>', '&', '"', '\\', '{', 0xFF};
    run(bytes, len);
    size_t step = len / VARIANTS + 1;
    for (size_t at = 0; at < len; at += step) {
        run(bytes, at);
        uint8_t old = bytes[at];
        bytes[at] = marks[at / step % sizeof marks];
        run(bytes, len);
        bytes[at] = old;
    }
}

int main(int count, char **arguments)
{
    DIR *folder = count == 2 ? opendir(arguments[1]) : NULL;
    if (folder == NULL) {
        fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
        return 2;
    }
    unsigned files = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        size_t len;
        uint8_t *bytes =
            entry->d_name[0] == '.' ? NULL : read_file(arguments[1], entry->d_name, &len);
        if (bytes == NULL) continue;
        run_variants(bytes, len);
        free(bytes);
        files++;
    }
    closedir(folder);
    printf("%u files\n", files);
    return files == 0;
}
