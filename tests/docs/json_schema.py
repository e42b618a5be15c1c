"""The part of JSON Schema (2020-12) that our schema uses. An unknown keyword is an error."""
import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
         "integer": int, "number": (int, float)}
NOTES = {"$schema", "$defs", "title", "description"}


def is_type(value, name):
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


APPLIES = {"pattern": str, "minLength": str, "minimum": (int, float), "maximum": (int, float), "items": list, "minItems": list,
           "maxItems": list, "required": dict, "properties": dict, "additionalProperties": dict, "minProperties": dict}


def applies(keyword, value):
    """A keyword for objects says nothing of a value that is none."""
    return isinstance(value, APPLIES.get(keyword, object))


def faults(value, schema, root, at="$"):
    """Where and how value breaks the schema, one line a fault."""
    for key, wanted in schema.items():
        if key in NOTES or not applies(key, value):
            continue
        if key == "$ref":
            yield from faults(value, root["$defs"][wanted.removeprefix("#/$defs/")], root, at)
        elif key == "type":
            if not any(is_type(value, t) for t in ([wanted] if isinstance(wanted, str) else wanted)):
                yield f"{at}: {value!r:.60} is not {wanted}"
        elif key == "enum":
            if value not in wanted:
                yield f"{at}: {value!r:.60} is not among {wanted}"
        elif key == "const":
            if value != wanted or isinstance(value, bool) != isinstance(wanted, bool):
                yield f"{at}: {value!r:.60} is not {wanted}"
        elif key == "pattern":
            if not re.search(wanted, value):
                yield f"{at}: {value!r:.60} does not match {wanted}"
        elif key in ("minimum", "maximum"):
            if value < wanted if key == "minimum" else value > wanted:
                yield f"{at}: {value} breaks {key} {wanted}"
        elif key in ("minLength", "minItems", "minProperties"):
            if len(value) < wanted:
                yield f"{at}: shorter than {wanted}"
        elif key == "maxItems":
            if len(value) > wanted:
                yield f"{at}: longer than {wanted}"
        elif key == "items":
            for i, item in enumerate(value):
                yield from faults(item, wanted, root, f"{at}[{i}]")
        elif key == "oneOf":
            fitting = [s for s in wanted if not any(faults(value, s, root, at))]
            if len(fitting) != 1:
                yield f"{at}: fits {len(fitting)} of the {len(wanted)} kinds"
        elif key == "required":
            yield from (f"{at}: no '{name}'" for name in wanted if name not in value)
        elif key == "properties":
            for name in wanted.keys() & value.keys():
                yield from faults(value[name], wanted[name], root, f"{at}.{name}")
        elif key == "additionalProperties":
            assert wanted is False
            yield from (f"{at}: '{name}' is not in the schema"
                        for name in value.keys() - schema["properties"].keys())
        else:
            raise AssertionError(f"keyword '{key}' is not known to this checker")
