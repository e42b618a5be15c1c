/*
 * Any bytes as the gazetteer of a folder named with --data: the check refuses them with the line,
 * or every name in them is found with all its lines. What the check refuses is searched too: that
 * may find nothing, but reads nothing outside.
 */
#include <stdlib.h>

#include "05_entities/gazetteer.h"
#include "fuzz.h"

#define MOST_NAMES 64 /* searched for in one file */

static bool is_inside(Str part, Str whole)
{
    return part.len == 0 ||
           (part.data >= whole.data && part.data + part.len <= whole.data + whole.len);
}

static uint32_t search(const Gazetteer *gazetteer, Str name)
{
    Str found = gazetteer_find(gazetteer, name);
    uint32_t rows = 0;
    GazetteerRow row;
    REQUIRE(is_inside(found, gazetteer->lines));
    while (gazetteer_next(&found, &row)) {
        REQUIRE(str_equal(row.name, name) && is_inside(row.shown, gazetteer->lines));
        REQUIRE(row.latitude >= -90 && row.latitude <= 90 && row.country.len == 3);
        rows++;
    }
    return rows;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    Str content = {(const char *)data, (uint32_t)len};
    DatelineError err = {0};
    bool is_good = gazetteer_check(content, &err) == DATELINE_OK;
    REQUIRE(is_good || err.message[0] != '\0');
    while (is_good && content.len > 0 && content.data[0] == '#') {
        uint32_t end = str_find(content, STR("\n"), 0);
        uint32_t used = end == STR_NOT_FOUND ? content.len : end + 1;
        content = (Str){content.data + used, content.len - used};
    }
    Gazetteer gazetteer = {.lines = content};
    Str rest = content;
    GazetteerRow row;
    for (uint32_t i = 0; i < MOST_NAMES && gazetteer_next(&rest, &row); i++)
        REQUIRE(search(&gazetteer, row.name) > 0 || !is_good);
    search(&gazetteer, content);
    search(&gazetteer, STR(""));
    return 0;
}
