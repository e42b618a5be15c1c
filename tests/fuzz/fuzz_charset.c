/* Whatever the bytes and the declared charset, the text is valid UTF-8 and wholly mapped. The first
 * byte chooses the declared charset. */
#include <stdlib.h>

#include "fuzz.h"
#include "text/charset.h"
#include "text/utf8.h"

static const char *const declared[] = {
    "",          "utf-8",    "windows-1252",   "gb18030",     "shift_jis",
    "euc-kr",    "big5",     "euc-jp",         "iso-2022-jp", "utf-16le",
    "utf-16be",  "koi8-r",   "windows-1255",   "iso-8859-8",  "nonsense",
    "macintosh", "utf-32be", "x-user-defined", "hz-gb-2312",  "iso-8859-16",
    "gbk"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    if (len == 0) return 0;
    Str page = {(const char *)data + 1, (uint32_t)len - 1};
    Arena *arena = arena_new(4096);
    CharsetResult result;
    charset_to_utf8(page, str_from_cstring(declared[data[0] % COUNT(declared)]), data[0] >= 128,
                    arena, &result);
    REQUIRE(utf8_valid_prefix(result.text) == result.text.len);
    REQUIRE((result.invalid_count == 0) == (result.first_invalid == UINT32_MAX));
    uint32_t at = 0, page_at = 0;
    for (uint32_t i = 0; i < result.runs.count; i++) {
        const MapRun *run = &result.runs.items[i];
        REQUIRE(run->text == at && run->page >= page_at && run->page + run->page_len <= page.len);
        at += run->text_len;
        page_at = run->page + run->page_len;
    }
    REQUIRE(at == result.text.len);
    arena_free(arena);
    return 0;
}
