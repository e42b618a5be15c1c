"""The check of data/entities: each fault of a row is told with its file, its line and the other row's line."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from tap import SAMPLE, main, run

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
ARTICLE = SAMPLE / "07-paywall.txt"


def copy_of_data(folder, changes):
    """A data folder that is the project's but for the rows added to some files of entities."""
    for part in DATA.iterdir():
        if part.is_dir() and part.name != "entities":
            (folder / part.name).symlink_to(part)
    (folder / "entities").mkdir()
    for file in (DATA / "entities").iterdir():
        if file.name in changes:
            (folder / "entities" / file.name).write_text(file.read_text() + changes[file.name])
        else:
            (folder / "entities" / file.name).symlink_to(file)
    return folder


def line_of(file, start):
    """The number of the row that starts so."""
    for number, line in enumerate((DATA / "entities" / file).read_text().split("\n"), 1):
        if line.startswith(start):
            return number
    raise AssertionError(f"{file} has no row '{start}'")


def last_line(file):
    return len((DATA / "entities" / file).read_text().split("\n")) - 1


def check(folder, file, row, reason, other=None, name=None):
    """The row, added to the file, stops the program; the other row's file or line is told too."""
    name = name or "data"
    (folder / name).mkdir()
    data = copy_of_data(folder / name, {file: row + "\n"})
    done = run("annotate", "--data", data, ARTICLE)
    said = done.stderr.decode()
    assert done.returncode not in (0, 1), (row, said)
    assert f"data/entities/{file}:{last_line(file) + row.count(chr(10)) + 1}: " in said, (row, said)
    assert reason in said, (row, said)
    if other is not None:
        assert str(other) in said, (row, other, said)


def leader(country="MNG", name="Ann Example", short="Example", bare="no", sex="f", office="president",
           since="1950-01-01", until="1951-01-01", others="", beside=""):
    return "\t".join([country, name, short, bare, sex, office, since, until, others, beside])


def state(iso3="XXA", iso2="", fips="", cow="", name="Exampleland", status="state", since="", until="",
          related="", former="", adjectives=""):
    return "\t".join([iso3, iso2, fips, cow, name, "", "", adjectives, "", "", status, since, until, related, former])


def test_the_data_as_they_are_load(folder):
    run("annotate", "--data", copy_of_data(folder, {}), ARTICLE, check=0)


def test_good_rows_load(folder):
    rows = {
        "states.tsv": state(former="Examplia (1950-1960)|Old Exampleland (-1950)", adjectives="Examplish") + "\n",
        "leaders.tsv": "\n".join([
            leader("XXA", since="1950-01-01", until="1951-01-01"),
            leader("XXA", "Bo Sample", "Sample", since="1951-01-01", until="1952-01-01"),
            leader("XXA", "Cy Sample", "Sample", since="1953-01-01", until="", beside="shared"),
            leader("XXA", "Di Sample", "Sample", since="1954-01-01", until="", beside="shared")]) + "\n",
    }
    run("annotate", "--data", copy_of_data(folder, rows), ARTICLE, check=0)


def test_wrong_count_of_columns(folder):
    check(folder, "leaders.tsv", "MNG\tAnn Example", "expected 10 tab-separated columns, found 2")
    check(folder, "states.tsv", "XXA\tExampleland", "expected 15 tab-separated columns, found 2", name="states")
    check(folder, "media.tsv", "x\ty\tz", "expected 6 tab-separated columns, found 3", name="media")


def test_unknown_words_of_a_column(folder):
    for name, file, row, reason in [
        ("country", "leaders.tsv", leader("QQQ"), "'QQQ' is not a state or organisation"),
        ("office", "leaders.tsv", leader(office="boss"), "office 'boss' is not in titles.tsv"),
        ("sex", "leaders.tsv", leader(sex="q"), "'q' in column 5 is not m or f"),
        ("bare", "leaders.tsv", leader(bare="perhaps"), "'perhaps' in column 4 is not no or yes"),
        ("beside", "leaders.tsv", leader(beside="twin"), "'twin' in column 10"),
        ("status", "states.tsv", state(status="lost"), "'lost' in column 11"),
        ("code", "states.tsv", state("Xx1"), "'Xx1' in column 1 is no code"),
        ("related", "states.tsv", state(related="QQQ"), "'QQQ' is not a state"),
        ("year", "states.tsv", state(since="soon"), "'soon' to '' are no years"),
        ("former", "states.tsv", state(former="Examplia"), "'Examplia' is no name with its years"),
        ("kind", "organisations.tsv", "xx\tExample Society\t\tclub\t\tNGO", "'club' is no kind of actor"),
        ("sector", "organisations.tsv", "xx\tExample Society\t\torganisation\t\tFUN", "'FUN' is not a sector"),
        ("owner", "organisations.tsv", "xx\tExample Society\t\torganisation\tQQQ\tNGO", "'QQQ' is not a state"),
        ("type", "media.tsv", "xx\tExample Courier\t\tpigeon\tMNG\tstate", "'pigeon' in column 4"),
        ("ownership", "media.tsv", "xx\tExample Courier\t\tagency\tMNG\tlent", "'lent' in column 6"),
        ("body", "metonyms.tsv", "Example House\tMNG\tkitchen\tseat", "'kitchen' is no id of bodies.tsv"),
        ("seat", "metonyms.tsv", "Example House\tMNG\tpresidency\tchair", "'chair' in column 4"),
        ("title", "titles.tsv", "grand example\tgrand example\tFUN\tno\tbefore", "'FUN' is not a sector"),
    ]:
        check(folder, file, row, reason, name=name)


def test_a_name_that_two_rows_claim(folder):
    kremlin, reuters = line_of("metonyms.tsv", "Kremlin\t"), line_of("media.tsv", "reuters\t")
    for name, file, row, other in [
        ("states", "states.tsv", state(name="Mongolia"), f"states.tsv:{line_of('states.tsv', 'MNG')}"),
        ("adjective", "states.tsv", state(adjectives="Mongolian"), f"states.tsv:{line_of('states.tsv', 'MNG')}"),
        ("former", "states.tsv", state(former="Peru (1900-1910)"), f"states.tsv:{line_of('states.tsv', 'PER')}"),
        ("capital", "organisations.tsv", "xx\tTehran\t\torganisation\t\tNGO",
         f"states.tsv:{line_of('states.tsv', 'IRN')}"),
        ("seat", "metonyms.tsv", "Kremlin\tMNG\tpresidency\tseat", f"metonyms.tsv:{kremlin}"),
        ("outlet", "media.tsv", "xx\tExample Courier\tReuters\tagency\tMNG\tstate", f"media.tsv:{reuters}"),
        ("leader", "leaders.tsv", leader(name="Reuters", short="Reuters"), f"media.tsv:{reuters}"),
    ]:
        check(folder, file, row, "already means something else", other, name)


def test_ids_and_codes_that_stand_twice(folder):
    for name, file, row, other in [
        ("alpha3", "states.tsv", state("MNG"), ("states.tsv", "MNG\t")),
        ("alpha2", "states.tsv", state(iso2="MN"), ("states.tsv", "MNG\t")),
        ("cow", "states.tsv", state(cow="712"), ("states.tsv", "MNG\t")),
        ("organisation", "organisations.tsv", "nato\tExample Pact\t\torganisation\t\tIGO",
         ("organisations.tsv", "nato\t")),
        ("medium", "media.tsv", "reuters\tExample Courier\t\tagency\tMNG\tstate", ("media.tsv", "reuters\t")),
        ("word", "words.tsv", "particle\tvan", ("words.tsv", "particle\tvan")),
        ("given name", "given_names.tsv", "Abdul\tm", ("given_names.tsv", "Abdul\t")),
        ("title", "titles.tsv", "president\tpresident\tGOV\tstate\tbefore", ("titles.tsv", "president\t")),
        ("body", "bodies.tsv", "government\tgovernment\tGOV\tbody", ("bodies.tsv", "government\t")),
    ]:
        check(folder, file, row, f"stands in line {line_of(*other)} too", name=name)


def test_terms_that_overlap(folder):
    first = leader(since="1950-01-01", until="1951-01-01")
    later = leader(name="Bo Sample", short="Sample", since="1950-12-31", until="1952-01-01")
    reason = f"the term overlaps with that of 'Ann Example' in line {last_line('leaders.tsv') + 1}"
    check(folder, "leaders.tsv", f"{first}\n{later}", reason)
    open_end = leader(office="chief adviser", until="")
    after = leader(name="Bo Sample", short="Sample", office="chief adviser", since="2060-01-01", until="")
    check(folder, "leaders.tsv", f"{open_end}\n{after}", "the term overlaps", name="open")
    one_marked = leader(name="Bo Sample", short="Sample", since="1950-12-31", until="1952-01-01", beside="shared")
    check(folder, "leaders.tsv", f"{first}\n{one_marked}", reason, name="one")


def test_dates_that_are_none_or_reversed(folder):
    check(folder, "leaders.tsv", leader(since="1950-02-30"), "'1950-02-30' to '1951-01-01' is no period")
    check(folder, "leaders.tsv", leader(since="1950-01-02", until="1950-01-01"),
          "the term ends on 1950-01-01 before it begins", name="reversed")
    check(folder, "states.tsv", state(since="1990", until="1980"), "'1990' to '1980' are no years", name="years")


def test_two_persons_of_one_name(folder):
    row = line_of("leaders.tsv", "RUS\tSergei Lavrov")
    check(folder, "leaders.tsv", leader(name="Sergej Lavrov", short="Lavrov", sex="m", others="Sergey Lavrov"),
          f"'Sergej Lavrov' is also a name of 'Sergei Lavrov', see line {row}")
    check(folder, "leaders.tsv", leader(name="Sergei Lavrov", short="Sergei", sex="m"),
          f"'Sergei Lavrov' has another short name or sex than in line {row}", name="short")


main(globals())
