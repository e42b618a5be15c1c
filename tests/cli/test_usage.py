"""Help, the man page, exit codes of a wrong command line."""
import subprocess

from tap import main, run

COMMANDS = ("add articles messages exchange quotes events claims figures stories conflicts variants chain actors "
            "show explain annotate stages doctor demo").split()


def test_help_names_every_command(_):
    text = run("--help", check=0).stdout.decode()
    for command in COMMANDS:
        assert f"  {command} " in text, command


def test_every_command_has_help_with_examples(_):
    for command in COMMANDS:
        text = run(command, "--help", check=0).stdout.decode()
        assert "Examples:" in text and "Exit codes:" in text, command
        assert all(len(line) <= 80 for line in text.splitlines()), command


def test_man_page_is_sound_roff(folder):
    page = run("help", "--man", check=0).stdout
    (folder / "dateline.1").write_bytes(page)
    for command in COMMANDS:
        assert f".SS {command}".encode() in page, command
    try:
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", str(folder / "dateline.1")],
                              capture_output=True)
    except FileNotFoundError:
        return
    assert done.stderr == b"", done.stderr


def test_wrong_command_lines_say_what_is_wrong(_):
    assert b"did you mean 'messages'" in run("mesages", check=2).stderr
    assert b"unknown option '--frm'" in run("messages", "--frm", "X", check=2).stderr
    assert b"a value must follow" in run("messages", "--from", check=2).stderr
    assert b"missing operand" in run("show", check=2).stderr
    assert b"is not a number" in run("messages", "--limit", "many", check=2).stderr
    assert b"choose one of" in run("messages", "--json", "--csv", check=2).stderr
    run(check=2)


def test_version(_):
    assert run("--version", check=0).stdout.startswith(b"dateline 0.")


def test_stages_are_listed_in_their_order(_):
    lines = run("stages", "--csv", check=0).stdout.decode().splitlines()
    names = [line.split(",")[1] for line in lines[1:]]
    assert names == "intake clean segment syntax entities introductions time speech events claims".split(), names


main(globals())
