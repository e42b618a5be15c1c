/* JSON of every layout: lines by their name, the others by their content; and once with fields that
 * a map leads to through objects, lists and elements. */
#include "fuzz_intake.h"

static const char map[] = "text=a.b,html=h,title=a.0.t,author=by.n,records=r.s,inner=i,url=u,"
                          "published=d.0";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    DatelineError err;
    IntakeFields *plain, *mapped;
    REQUIRE(intake_fields_new(NULL, NULL, &plain, &err) == DATELINE_OK);
    REQUIRE(intake_fields_new(NULL, map, &mapped, &err) == DATELINE_OK);
    read_with(plain, "x.jsonl", data, len);
    read_with(plain, "x.json", data, len);
    read_with(mapped, "x.json", data, len);
    intake_fields_free(mapped);
    intake_fields_free(plain);
    return 0;
}
