"""Black-box tests: functions named test_*, run one by one, reported as TAP."""
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.path.abspath(sys.argv[1])
SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "examples" / "sample"


def run(*arguments, stdin=b"", env=None, check=None):
    """Runs the program; check is the exit code that is expected."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DATELINE_DB", "COLUMNS")}
    environment.update(env or {})
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True,
                          env=environment, timeout=600)
    if check is not None and done.returncode != check:
        raise AssertionError(f"{' '.join(map(str, arguments))}: exit code {done.returncode}, expected {check}\n"
                             + done.stderr.decode(errors="replace"))
    return done


def main(tests):
    names = [n for n in tests if n.startswith("test_")]
    print(f"1..{len(names)}")
    failed = 0
    for number, name in enumerate(names, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                tests[name](pathlib.Path(folder))
                print(f"ok {number} - {name[5:].replace('_', ' ')}", flush=True)
            except Exception:
                failed += 1
                print(f"not ok {number} - {name[5:].replace('_', ' ')}")
                print("\n".join("# " + line for line in traceback.format_exc().splitlines()), flush=True)
    sys.exit(1 if failed else 0)
