"""Feeds an article to the example program and checks that its one line is JSON with the text."""
import json
import subprocess
import sys

article = "The minister sent a letter to the mayor on Monday.\n"
done = subprocess.run([sys.argv[1]], input=article.encode(), capture_output=True, check=True)
record = json.loads(done.stdout)
assert record["id"].startswith("a"), record["id"]
for kind in ("blocks", "actors", "mentions", "quotations", "messages", "events", "claims"):
    assert isinstance(record[kind], list), kind
