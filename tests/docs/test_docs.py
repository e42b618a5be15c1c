"""What the documents say holds of the program: formats, tables, files, links, commands."""
import json
import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))

from json_schema import faults
from tap import SAMPLE, main, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(p for p in ROOT.rglob("*.md") if not p.relative_to(ROOT).parts[0].startswith("build"))
SCHEMA = json.loads((ROOT / "docs/formats/article.schema.json").read_text())

# Which vocabulary of src/record/names.h a list of words in the schema is.
VOCABULARIES = {
    "actor.kind": "ACTOR_KIND", "block.type": "BLOCK", "claim.polarity": "POLARITY",
    "claim.stance": "STANCE", "claim.status": "STATUS", "content.kind": "CONTENT_KIND", "date.granularity": "GRANULARITY",
    "event.plover": "PLOVER", "event.status": "STATUS", "figure.hedge": "HEDGE",
    "link.role": "CHANNEL_ROLE", "mention.kind": "MENTION_KIND", "message.kind": "MESSAGE_KIND", "reference.form": "REFERENCE_FORM",
    "message.status": "STATUS", "quotation.kind": "QUOTATION_KIND", "time.type": "TIME_TYPE",
}


def vocabulary(name):
    """The printed names of a closed list of names.h."""
    text = (ROOT / "src/record/names.h").read_text()
    body = re.search(rf"#define {name}_LIST\(X\)((?:.*\\\n)*.*)", text)[1]
    return re.findall(r'X\(\w+, "([^"]*)"\)', body)


def test_annotate_keeps_to_its_schema(_):
    lines = run("annotate", SAMPLE, check=0).stdout.splitlines()
    assert len(lines) == 12
    for line in lines:
        wrong = list(faults(json.loads(line), SCHEMA, SCHEMA))
        assert not wrong, "\n".join(wrong[:5])


def test_samples_show_every_kind_of_record(_):
    articles = [json.loads(line) for line in run("annotate", SAMPLE, check=0).stdout.splitlines()]
    for kind in ("quotations", "messages", "events", "claims", "figures", "times", "mentions", "references", "introductions"):
        assert any(article[kind] for article in articles), kind


def test_schema_has_the_words_of_the_records(_):
    for place, name in VOCABULARIES.items():
        record, member = place.split(".")
        assert SCHEMA["$defs"][record]["properties"][member]["enum"] == vocabulary(name), place
    assert SCHEMA["properties"]["published_from"]["enum"] == vocabulary("DATE_ORIGIN")


def test_article_format_names_every_member(_):
    text = (ROOT / "docs/formats/article-json.md").read_text()
    for schema in (SCHEMA, *SCHEMA["$defs"].values()):
        for member in schema.get("properties", {}):
            assert f"`{member}`" in text, member


def test_every_table_of_a_ledger_is_described(folder):
    run("add", "--db", folder / "d.db", SAMPLE / "07-paywall.txt", check=0)
    rows = sqlite3.connect(folder / "d.db").execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    tables = {name for (name,) in rows if not re.match("sqlite_|article_text_", name)}
    text = (ROOT / "docs/ledger-schema.md").read_text()
    described = set(re.findall(r"^\| `(\w+)` \|", text, re.M))
    found = text[text.index("## How the ledger finds"):text.index("## Packed")]
    assert described <= tables, described - tables
    assert tables - described <= set(re.findall(r"`(\w+)`", found)), tables - described


def test_every_data_file_is_described(_):
    for path in sorted((ROOT / "data").glob("*/*.tsv")):
        assert f"`{path.name}`" in (path.parent / "README.md").read_text(), path


def test_every_path_of_a_json_field_is_described(_):
    rows = [line.split("\t") for line in (ROOT / "data/intake/fields.tsv").read_text().splitlines()
            if not line.startswith("#")]
    described = dict(re.findall(r"^\| `(\w+)`.*?\| (.*) \|$", (ROOT / "docs/input.md").read_text(), re.M))
    for field in {row[0] for row in rows}:
        paths = re.findall("`([^`]+)`", described[field])
        assert [row[1] for row in rows if row[0] == field] == [path for path in paths if path != "@graph"], field


def test_links_lead_somewhere(_):
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#]+)", path.read_text()):
            assert "://" in target or (path.parent / target).exists(), f"{path}: {target}"


def test_commands_in_documents_exist(_):
    known = set(re.findall(r"^  (\w+) ", run("--help", check=0).stdout.decode(), re.M)) | {"help"}
    for path in DOCUMENTS:
        for command in re.findall(r"(?:^    |`)dateline ([a-z]+)", path.read_text(), re.M):
            assert command in known, f"{path}: dateline {command}"


def test_layers_of_the_documents_are_those_of_the_check(_):
    lines = (ROOT / "src/LAYERS").read_text().splitlines()
    layers = {re.split("[/ ]", line)[0] for line in lines if re.match(r"\w", line)}
    text = (ROOT / "ARCHITECTURE.md").read_text()
    rows = re.findall(r"^\| (`.*?) \|", text, re.M)
    assert layers == {re.split("/", name)[0] for row in rows for name in re.findall("`([^`]+)`", row)}


def test_decisions_are_listed(_):
    folder = ROOT / "docs/decisions"
    text = (folder / "README.md").read_text()
    for path in folder.glob("[0-9]*.md"):
        assert f"({path.name})" in text, path.name
        decision = path.read_text()
        assert decision.startswith(f"# {int(path.name[:4])}. "), path.name
        for part in ("Context", "Choices", "Decision", "What would change our mind"):
            assert re.search(rf"(\*\*|## ){part}", decision), f"{path.name}: no {part}"


main(globals())
