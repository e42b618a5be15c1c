"""Invented articles for the tests of questions on words and messages, and how they are asked."""
import json

from tap import run

WIRE = """OSLO, Jan. 8 (NTB) -- Norwegian Prime Minister Signe Holm sent a letter of condolence to Chilean President Rosa Ibarra on Tuesday over the earthquake in Chile, state media NRK reported on Wednesday.

"The people of Norway stand with the families who lost their homes in the night," Holm wrote in the letter.

Holm told reporters that fish exports had doubled.
"""

OTHER = """Chilean President Rosa Ibarra received a letter of condolence from Norwegian Prime Minister Signe Holm on Tuesday.

"The Norwegian people stand by all the families who lost their homes that night," Holm wrote in the letter.

The Chilean government said the rescue of the miners had ended.
"""

REPLY = """Chilean President Rosa Ibarra sent a reply to Norwegian Prime Minister Signe Holm on January 12, thanking her for the letter of condolence.

"Your words were read aloud in every school," Ibarra wrote in the reply.
"""

CALL = """Chilean President Rosa Ibarra spoke by phone with Norwegian Prime Minister Signe Holm on January 20, her office said.

Ibarra said that the bridges would be rebuilt by summer.
"""

CLAIM = """Chile's government said on January 9 that 40 bridges had been destroyed.

Norwegian Foreign Minister Nils Aasen said the aid ships would sail on Friday.
"""


def article(address, outlet, published, title, text):
    return {"url": address, "outlet": outlet, "published": published, "title": title, "text": text}


ARTICLES = [
    article("https://fjordpost.example/letter", "Fjord Post", "2031-01-08", "Holm writes to Ibarra", WIRE),
    article("https://copper.example/carta", "Copper Daily", "2031-01-08", "A letter from Oslo", OTHER),
    article("https://echo.example/letter-copy", "Echo Online", "2031-01-09", "Holm writes to Ibarra", WIRE),
    article("https://copper.example/reply", "Copper Daily", "2031-01-13", "Ibarra answers Holm", REPLY),
    article("https://fjordpost.example/call", "Fjord Post", "2031-01-21", "Ibarra calls Holm", CALL),
    article("https://copper.example/bridges", "Copper Daily", "2031-01-09", "Forty bridges destroyed", CLAIM),
]


def ledger(folder):
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES))
    run("add", "--quiet", "--db", folder / "a.db", path, check=0)
    return folder / "a.db"


def ask(db, command, *options, check=0):
    done = run(command, "--db", db, "--json", *options, check=check)
    return [json.loads(line) for line in done.stdout.splitlines()]


def table(db, command, *options, check=0):
    """What a person sees on a terminal of 80 columns."""
    text = run(command, "--db", db, *options, env={"COLUMNS": "80"}, check=check).stdout.decode()
    for line in text.splitlines():
        assert len(line) <= 80, line
    return text
