#include "base/json.h"
#include "record/dump.h"

void document_write_json(const Document *doc, Buffer *out)
{
    JsonWriter json = {.out = out};
    json_begin_object(&json);
    json_key(&json, "id");
    json_str(&json, id_str(&doc->id));
    json_end_object(&json);
}
