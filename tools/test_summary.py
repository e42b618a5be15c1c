#!/usr/bin/env python3
"""Prints "N passed, N failed, N skipped" over the subtests and tests of Meson build folders. A known
miss ("not ok … # TODO") counts as skipped.

Usage: test_summary.py BUILD...
"""
import json
import pathlib
import re
import sys

passed = failed = skipped = 0
for build in sys.argv[1:]:
    for line in (pathlib.Path(build) / "meson-logs/testlog.json").read_text().splitlines():
        test = json.loads(line)
        is_good = test["result"] in ("OK", "EXPECTEDFAIL")
        points = re.findall(r"^(not ok|ok)\b(.*)$", test.get("stdout", ""), re.M)
        known = [state == "not ok" and re.search(r"#\s*TODO", rest, re.I) is not None for state, rest in points]
        good = sum(state == "ok" for state, _ in points)
        bad = len(points) - good - sum(known)
        if not points or (bad == 0 and not is_good):
            good, bad = (good + 1, bad) if is_good else (good, bad + 1)
        passed, failed, skipped = passed + good, failed + bad, skipped + sum(known)
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(1 if failed or not passed else 0)
