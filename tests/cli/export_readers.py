"""Strict readers of what `dateline export` writes: each row has the columns of its format, each field a value that may
stand there, or the reader fails. Written from the formats' code books, not from the program."""
import csv
import io
import json
import re

DAY = r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
ISO_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
MOMENT = DAY + r"([01]\d|2[0-3])[0-5]\d[0-5]\d"
FLOAT = r"-?\d+(\.\d+)?"
INT = r"-?\d+"
POINT = rf"({FLOAT})?"
CAMEO = r"(0[1-9]|1\d|20)\d{0,2}"
ACTOR = r"([A-Z]{3}){0,4}"

ACTOR_COLUMNS = ["Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
                 "Type1Code", "Type2Code", "Type3Code"]
GEO_COLUMNS = ["Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
GEO_SHAPES = ["[0-5]", ".*", "([A-Z]{2})?", ".*", ".*", POINT, POINT, ".*"]
ACTOR_SHAPES = [ACTOR, ".*", "([A-Z]{3})?", "([A-Z]{3})?", "", "", "", "([A-Z]{3})?", "", ""]

GDELT_EVENTS = dict(
    [("GLOBALEVENTID", r"\d+"), ("SQLDATE", DAY), ("MonthYear", r"\d{6}"), ("Year", r"\d{4}"), ("FractionDate", FLOAT)]
    + [(f"Actor{n}{name}", shape) for n in (1, 2) for name, shape in zip(ACTOR_COLUMNS, ACTOR_SHAPES)]
    + [("IsRootEvent", "[01]"), ("EventCode", CAMEO), ("EventBaseCode", CAMEO), ("EventRootCode", r"\d\d"),
       ("QuadClass", "[1-4]"), ("GoldsteinScale", FLOAT), ("NumMentions", r"[1-9]\d*"), ("NumSources", r"[1-9]\d*"),
       ("NumArticles", r"[1-9]\d*"), ("AvgTone", "")]
    + [(f"{who}Geo_{name}", shape) for who in ("Actor1", "Actor2", "Action")
       for name, shape in zip(GEO_COLUMNS, GEO_SHAPES)]
    + [("DATEADDED", MOMENT), ("SOURCEURL", ".+")])

GDELT_MENTIONS = {
    "GLOBALEVENTID": r"\d+", "EventTimeDate": MOMENT, "MentionTimeDate": MOMENT, "MentionType": "[1-6]",
    "MentionSourceName": ".*", "MentionIdentifier": ".+", "SentenceID": r"[1-9]\d*", "Actor1CharOffset": INT,
    "Actor2CharOffset": INT, "ActionCharOffset": INT, "InRawText": "[01]", "Confidence": "10|20|30|40|50|60|70|80|90|100",
    "MentionDocLen": r"\d+", "MentionDocTone": "", "MentionDocTranslationInfo": "", "Extras": ""}

ICEWS = {
    "Event ID": r"\d+", "Event Date": ISO_DAY, "Source Name": ".*", "Source Sectors": ".*", "Source Country": ".*",
    "Event Text": ".+", "CAMEO Code": CAMEO, "Intensity": FLOAT, "Target Name": ".*", "Target Sectors": ".*",
    "Target Country": ".*", "Story ID": r"\d+", "Sentence Number": r"[1-9]\d*", "Publisher": ".*", "City": ".*",
    "District": "", "Province": ".*", "Country": ".*", "Latitude": POINT, "Longitude": POINT}

LIST_OF_CODES = r"None|[A-Z]{3}(; [A-Z]{3})*"
SIDE = {"Name": ".+", "Country": LIST_OF_CODES, "COW": r"None|\d+(; \d+)*", "Sector": "None|[A-Z]{3}",
        "Sectors": LIST_OF_CODES, "Title": ".+", "Name Raw": ".+", "Wikipedia": "None"}


def polecat_side(who):
    names = [f"{who} Name", f"{who} Country", f"{who} COW", f"Primary {who} Sector", f"{who} Sectors", f"{who} Title",
             f"{who} Name Raw", f"Wikipedia {who} ID"]
    return dict(zip(names, SIDE.values()))


POLECAT_TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
                 "MOBILIZE COERCE ASSAULT").split()
POLECAT = {
    "Event ID": ".+", "Event Date": ISO_DAY, "Event Type": "|".join(POLECAT_TYPES), "Event Mode": r"None|[a-z-]+",
    "Intensity": FLOAT, "Quad Code": "(VERBAL|MATERIAL) (COOPERATION|CONFLICT)", "Contexts": r"None|[a-z_]+(; [a-z_]+)*",
    **polecat_side("Actor"), **polecat_side("Recipient"),
    "Placename": ".+", "City": ".+", "District": "None", "Province": ".+", "Country": "None|[A-Z]{3}",
    "Latitude": f"None|{FLOAT}", "Longitude": f"None|{FLOAT}", "GeoNames ID": r"None|\d+", "Raw Placename": ".+",
    "Feature Type": "None", "Source": ".+", "Publication Date": f"None|{ISO_DAY}", "Story People": ".+",
    "Story Organizations": ".+", "Story Locations": ".+", "Language": ".+", "Version": ".+"}

PHOENIX_ACTOR = "---|([A-Z]{3}){1,4}"
PHOENIX = {
    "EventID": r"\d+_.+", "Date": DAY, "Year": r"\d{4}", "Month": r"\d\d", "Day": r"\d\d",
    **{f"{who}Actor{part}": shape for who in ("Source", "Target")
       for part, shape in (("Full", PHOENIX_ACTOR), ("Entity", "---|[A-Z]{3}"), ("Role", "([A-Z]{3})?"),
                           ("Attribute", "([A-Z]{3})*"))},
    "EventCode": CAMEO, "EventRootCode": r"\d\d", "PentaClass": "[0-4]", "GoldsteinScore": FLOAT, "Issues": "",
    "Lat": POINT, "Lon": POINT, "LocationName": ".*", "StateName": "", "CountryCode": "([A-Z]{3})?",
    "SentenceID": r"\S+_[1-9]\d*", "URLs": ".*", "NewsSources": ".*"}

COLUMN_COUNTS = {"gdelt-events": 61, "gdelt-mentions": 16, "icews": 20, "polecat": 40, "phoenix": 26}
TABLES = {"gdelt-events": GDELT_EVENTS, "gdelt-mentions": GDELT_MENTIONS, "icews": ICEWS, "polecat": POLECAT,
          "phoenix": PHOENIX}
WITH_HEADER = {"icews", "polecat"}

assert all(len(TABLES[name]) == count for name, count in COLUMN_COUNTS.items())


def rows(format_name, data):
    """Dictionaries by column; every line ends with one newline, every field has its shape."""
    text = data.decode("utf-8", errors="strict")
    assert text == "" or text.endswith("\n")
    lines = text.split("\n")[:-1]
    shapes = TABLES[format_name]
    if format_name in WITH_HEADER:
        assert lines[0].split("\t") == list(shapes), lines[0]
        lines = lines[1:]
    found = []
    for number, line in enumerate(lines, 1):
        assert "\r" not in line and not any(ord(c) < 32 and c != "\t" for c in line), line
        fields = line.split("\t")
        assert len(fields) == len(shapes), f"row {number}: {len(fields)} fields, not {len(shapes)}: {line}"
        for field, (name, shape) in zip(fields, shapes.items()):
            assert re.fullmatch(shape, field), f"row {number}: {name} is {field!r}"
        found.append(dict(zip(shapes, fields)))
    return found


def csv_rows(data):
    found = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    assert all(len(row) == len(found[0]) for row in found)
    return [dict(zip(found[0], row)) for row in found[1:]]


def json_lines(data):
    def once(pairs):
        assert len({k for k, _ in pairs}) == len(pairs), pairs
        return dict(pairs)
    return [json.loads(line, object_pairs_hook=once) for line in data.decode("utf-8").split("\n")[:-1]]


FTM = {
    "Person": ({"name"}, {"name", "country", "position", "sector", "keywords"}),
    "PublicBody": ({"name"}, {"name", "country", "sector", "keywords"}),
    "Organization": ({"name"}, {"name", "country", "sector", "keywords"}),
    "LegalEntity": ({"name"}, {"name", "country", "sector", "keywords"}),
    "Article": (set(), {"title", "author", "publisher", "sourceUrl", "publishedAt", "modifiedAt", "language", "bodyText"}),
    "Mention": ({"document", "name"}, {"document", "name", "resolved", "detectedSchema", "contextCountry"}),
    "Event": ({"name"}, {"name", "involved", "startDate", "endDate", "date", "location", "country", "summary", "keywords",
                         "proof", "sourceUrl"}),
    "Message": ({"bodyText", "sender"}, {"subject", "sender", "recipients", "bodyText", "date", "summary", "keywords",
                                         "proof", "sourceUrl"}),
}
FTM_REFERENCES = {"document", "resolved", "involved", "proof", "sender", "recipients"}


def ftm_entities(data):
    """By id; every reference leads to an entity that is there."""
    entities = {}
    for entity in json_lines(data):
        assert set(entity) == {"id", "schema", "properties"} and entity["id"] not in entities, entity
        required, known = FTM[entity["schema"]]
        names = set(entity["properties"])
        assert required <= names <= known, entity
        for values in entity["properties"].values():
            assert values and all(isinstance(v, str) and v for v in values) and len(set(values)) == len(values), entity
        entities[entity["id"]] = entity
    for entity in entities.values():
        for name in FTM_REFERENCES & set(entity["properties"]):
            for value in entity["properties"][name]:
                assert value in entities, (entity["id"], name, value)
    return entities
