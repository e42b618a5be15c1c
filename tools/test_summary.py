#!/usr/bin/env python3
"""Prints "N passed, N failed" over the subtests and tests of Meson build folders.

Usage: test_summary.py BUILD...
"""
import json
import pathlib
import re
import sys

passed = failed = 0
for build in sys.argv[1:]:
    for line in (pathlib.Path(build) / "meson-logs/testlog.json").read_text().splitlines():
        test = json.loads(line)
        points = re.findall(r"^(not ok|ok)\b", test.get("stdout", ""), re.M)
        good = sum(p == "ok" for p in points)
        bad = len(points) - good
        if not points or (bad == 0 and test["result"] not in ("OK", "EXPECTEDFAIL")):
            good, bad = (good + 1, bad) if test["result"] in ("OK", "EXPECTEDFAIL") else (good, bad + 1)
        passed += good
        failed += bad
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
