"""The command `check`: what is chosen, how it is reported, and what it exits with."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.support.projects import Project, Told, places
from tests.support.tea_project import environment, findings, play, tea
from transync.checks import pages
from transync.report.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

MISSING = "build/en/tee.md: error T106: the localized document is missing; run `transync build`\n"
UNTRANSLATED = (
    "locales/en/tee.po:22:1: error T101: “Grüner Tee wächst in Japan.” is not translated\n"
)
FORGET = """sed -i 's/^msgstr "Green tea grows.*/msgstr ""/' locales/en/tee.po"""

DAYS = {
    "T103": "sed -i 's/Japan/China/' source/tee.md",
    "T102": "sed -i '/^msgid \"Grüner/i #, fuzzy' locales/en/tee.po",
    "T104": "rm locales/en/tee.po",
    "T108": "sed -i 's/Green/White/' build/en/tee.md",
    "T204": "sed -i 's/^layout: post/layout: page/' source/tee.md",
    "T203": "sed -i 's/^lang: en/lang: fr/' build/en/tee.md",
    "T501": "sed -i '/^msgstr/ s|Japan|<script>x()</script>|' locales/en/tee.po",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make the project of the examples, in step."""
    return tea(tmp_path / "project")


def test_check__nothing_to_complain_of(project: Project) -> None:
    before = project.times()
    assert project.run("check") == Told(0, "check: 1 document in 1 language, no findings\n")
    assert project.times() == before


def test_check__the_whole_report(project: Project) -> None:
    play(project, f"{FORGET}\nrm build/en/tee.md")
    assert project.run("check") == Told(
        1,
        f"{MISSING}\n{UNTRANSLATED}\nerrors: T101 1, T106 1\n"
        "check: 1 document in 1 language, 2 errors in 2 files\n",
    )


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("code", DAYS)
def test_check__every_format_fails(project: Project, code: str, form: str) -> None:
    play(project, DAYS[code])
    told = project.run("check", "--format", form)
    assert told.code == 1
    assert code in told.out
    if form in ("json", "sarif", "gitlab"):
        json.loads(told.out)
    elif form == "junit":
        ElementTree.fromstring(told.out)


def test_check__json(project: Project) -> None:
    play(project, FORGET)
    told = json.loads(project.run("check", "--format", "json", "--select", "T101").out)
    assert told["findings"] == [
        {
            "code": "T101",
            "severity": "error",
            "path": "locales/en/tee.po",
            "line": 22,
            "column": 1,
            "message": "“Grüner Tee wächst in Japan.” is not translated",
            "document": "source/tee.md",
            "language": "en",
        }
    ]
    assert told["summary"]["errors"] == 1


def test_check__a_cause_that_concerns_every_language_names_none(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en", "fr"]\n')
    project.write("source/tee.md", "Tee.\n")
    project.run("extract")
    project.edit("source/tee.md", "Tee", "Wasser")
    told = json.loads(project.run("check", "--format", "json", "--select", "T103").out)
    assert [(each["path"], each["language"]) for each in told["findings"]] == [
        ("source/tee.md", "")
    ]


# What is reported


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--select T106", MISSING),
        ("--select T10 --ignore T106", UNTRANSLATED),
        ("--select t106,T101", MISSING + UNTRANSLATED),
        ("--ignore T1", ""),
        ("--ignore T101 --ignore T106", ""),
        ("--select T2", ""),
    ],
)
def test_check__select_and_ignore(project: Project, options: str, told: str) -> None:
    play(project, f"{FORGET}\nrm build/en/tee.md")
    assert findings(project, *options.split()) == told


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ('[check]\nselect = ["T101"]\n', UNTRANSLATED),
        ('[check]\nignore = ["T101", "T106"]\n', ""),
        ('[check.ignore-paths]\n"locales/**" = ["T1"]\n', MISSING),
        ('[check.ignore-paths]\n"source/tee.md" = ["T1"]\n', ""),
        ('[check.ignore-paths]\n"source/wasser.md" = ["T1"]\n', MISSING + UNTRANSLATED),
        ('[check.ignore-languages]\nen = ["T106"]\n', UNTRANSLATED),
    ],
)
def test_check__configured(project: Project, config: str, told: str) -> None:
    play(project, f"{FORGET}\nrm build/en/tee.md")
    project.write("transync.toml", f'languages = ["en"]\n{config}')
    assert findings(project) == told


def test_check__what_cannot_be_read_is_never_left_out(project: Project) -> None:
    play(project, "printf 'msgid' > locales/en/tee.po")
    told = findings(project, "--ignore", "T0", "--select", "T5")
    assert places(told) == ["locales/en/tee.po:1:6 T003"]


def test_check__an_entry_ignores_a_code(project: Project) -> None:
    play(project, f"{FORGET}\ntransync build")
    play(project, "sed -i '/^msgid \"Grüner/i # transync: ignore T301, T101' locales/en/tee.po")
    assert findings(project) == ""
    play(project, "sed -i 's/ignore T301, T101/ignore T301/' locales/en/tee.po")
    assert "T101" in findings(project)


def test_check__strict(project: Project) -> None:
    play(project, FORGET)
    project.write("transync.toml", 'languages = ["en"]\n[check.minimum]\nen = 0\n')
    project.run("build")
    assert findings(project) == UNTRANSLATED.replace("error", "warning")
    assert findings(project, "--strict") == UNTRANSLATED
    project.write(
        "transync.toml", 'languages = ["en"]\ncheck = { strict = true, minimum.en = 0 }\n'
    )
    assert findings(project) == UNTRANSLATED


# Against a baseline, or a revision


def test_check__baseline(project: Project) -> None:
    play(project, f"{FORGET}\ntransync build")
    told = project.run("check", "--baseline", "known.json", "--write-baseline")
    assert told == Told(
        0, "check: 1 document in 1 language, no findings, 1 finding left out by the baseline\n"
    )
    (entry,) = json.loads(project.read("known.json"))["findings"]
    assert entry == {
        "path": "locales/en/tee.po",
        "code": "T101",
        "message": "“Grüner Tee wächst in Japan.” is not translated",
        "count": 1,
    }
    play(project, "sed -i 's/^# *$/#\\n# A comment/' locales/en/tee.po\nrm build/en/tee.md")
    assert findings(project, "--baseline", "known.json") == MISSING


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "known.json: does not exist; make it with --write-baseline"),
        ("{", "known.json:1:2: is no baseline: Expecting property name enclosed in double quotes"),
        ('{"a": 1}', "known.json: is no baseline; make it anew with --write-baseline"),
        ('{"findings": [1]}', "known.json: is no baseline; make it anew with --write-baseline"),
    ],
)
def test_check__a_baseline_that_is_none(project: Project, text: str | None, told: str) -> None:
    if text is not None:
        project.write("known.json", text)
    found = project.run("check", "--baseline", "known.json")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"transync: {told}")


def test_check__changed_from(project: Project) -> None:
    project.write("source/wasser.md", "Wasser.\n")
    project.run("extract")
    play(project, "rm build/en/tee.md")
    assert "T106" in findings(project, "--select", "T106")
    assert findings(project, "--changed-from", "HEAD", "--select", "T101") == (
        "locales/en/wasser.po:17:1: error T101: “Wasser.” is not translated\n"
    )
    assert "tee.md: error T106" in findings(project, "--changed-from", "HEAD", "--select", "T106")


def test_check__changed_from__a_document_is_gone(project: Project) -> None:
    play(project, "mv source/tee.md source/wasser.md")
    assert "locales/en/tee.po: error T105" in findings(project, "--changed-from", "HEAD")


def test_check__changed_from__the_configuration_has_changed(project: Project) -> None:
    play(project, f"{FORGET}\ngit commit -qam x\necho '# now' >> transync.toml")
    assert "T101" in findings(project, "--changed-from", "HEAD")


# What cannot be checked is no success


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            "--changed-from nowhere",
            "transync: there is no revision `nowhere` here; fetch it first\n",
        ),
        ("--changed-from -x", "transync: there is no revision `-x` here; fetch it first\n"),
        ("source/wasser.md", "transync: source/wasser.md belongs to no document of this project\n"),
        ("--lang fr", "transync: this project has no language `fr`; it has en\n"),
        ("--output nowhere/report", "nowhere/report: cannot be written: No such file or directory"),
    ],
)
def test_check__nothing_checked(project: Project, options: str, told: str) -> None:
    project.write(".gitignore", "")
    play(project, "git add -A\ngit commit -qm x")
    found = project.run("check", *options.split())
    assert found.code == 2
    assert told in found.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--select T999", "'T999' is neither the code of a finding, like T402"),
        ("--ignore ,", "'' is neither the code of a finding"),
        ("--format yaml", "'yaml' is not one of"),
        ("--write-baseline", "--write-baseline needs --baseline FILE"),
    ],
)
def test_check__used_wrongly(project: Project, options: str, told: str) -> None:
    found = project.run("check", *options.split())
    assert found.code == 2
    assert told in found.err


@pytest.mark.parametrize("prefix", ["site", "site/"])
def test_check__a_project_in_a_folder_of_its_repository(project: Project, prefix: str) -> None:
    play(project, "rm build/en/tee.md")
    assert findings(project, "--path-prefix", prefix) == f"site/{MISSING}"


def test_check__into_a_file(project: Project, tmp_path: Path) -> None:
    play(project, FORGET)
    target = tmp_path / "report.xml"
    told = project.run("check", "--format", "junit", "--output", str(target))
    assert told == Told(1, "check: 1 document in 1 language, 2 errors in 2 files\n")
    assert ElementTree.fromstring(target.read_text(encoding="utf-8"))


def test_check__colours_on_a_terminal_only(project: Project) -> None:
    play(project, FORGET)
    command = ["script", "-qec", "transync check", "/dev/null"]
    for known, is_coloured in ((environment(), True), ({**environment(), "NO_COLOR": "1"}, False)):
        done = subprocess.run(
            command, cwd=project.folder, env=known, capture_output=True, check=False
        )
        assert (b"\x1b[" in done.stdout) is is_coloured
        assert done.returncode == 1


# explain


def test_explain__a_finding(project: Project) -> None:
    told = project.run("explain", "t106")
    assert told == Told(
        0,
        "T106 (error)\n\nA localized document is missing.\n\nFails:\n\n    $ rm build/en/tee.md\n\n"
        "Repaired:\n\n    $ transync build\n",
    )


def test_explain__no_finding(project: Project) -> None:
    told = project.run("explain", "T999")
    assert (told.code, told.out) == (2, "")
    assert "'T999' is neither the code of a finding" in told.err
    assert "`transync explain` lists them" in told.err


def test_explain__lists_all(project: Project) -> None:
    """Who has no code, or half of one, gets a line for each code, by families."""
    told = project.run("explain")
    lines = told.out.splitlines()
    assert (told.code, told.err) == (0, "")
    assert lines[0] == "T0xx  Not read or not written"
    assert "T106  error    A localized document is missing." in lines
    codes = [line[:4] for line in lines if line[1:4].isdigit()]
    assert codes == sorted(set(codes)) == list(pages())
    assert told == project.run("explain", "t")


def test_explain__a_family_as_the_list_names_it(project: Project) -> None:
    assert project.run("explain", "T5xx") == project.run("explain", "T5")
    assert project.run("explain", "t5XX,T10x") == project.run("explain", "T5", "T10")
    assert "'xx' is neither the code of a finding" in project.run("explain", "xx").err


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ("T10", [f"T10{digit}" for digit in range(1, 10)]),
        ("T106,T1", [*(f"T10{digit}" for digit in range(1, 10)), "T113", "T114"]),
        ("t101 T102", ["T101", "T102"]),
        ("t101,T102", ["T101", "T102"]),
    ],
)
def test_explain__several(project: Project, arguments: str, codes: list[str]) -> None:
    """Codes that are whole have their pages; the rest of their families is a line each."""
    told = project.run("explain", "-q", *arguments.split())
    assert [line[:4] for line in told.out.splitlines() if line[1:4].isdigit()] == sorted(codes)
    whole = project.run("explain", *arguments.split()).out
    assert ("T101 (error)\n\n" in whole) is ("101" in arguments)
    verbose = project.run("explain", "-v", *arguments.split()).out
    assert verbose.count("\nFails:\n") == len(codes)


# What is remembered of a check.


def check_in_full(project: Project, *arguments: str) -> Told:
    """Check as if never before."""
    (project.folder / ".transync/cache.db").unlink(missing_ok=True)
    return project.run("check", *arguments)


def test_check__remembers_what_it_found(project: Project) -> None:
    play(project, DAYS["T108"])
    told = check_in_full(project)
    assert told.code == 1
    assert (project.folder / ".transync/cache.db").is_file()
    assert project.run("check") == told
    assert project.run("check", "--ignore", "T1") == check_in_full(project, "--ignore", "T1")
    assert project.run("check", "--format", "json") == check_in_full(project, "--format", "json")
    project.run("build", "--force")
    assert project.run("check").code == 0


@pytest.mark.parametrize("code", DAYS)
def test_check__forgets_with_any_change(project: Project, code: str) -> None:
    assert project.run("check").code == 0
    assert project.run("check").code == 0
    play(project, DAYS[code])
    told = project.run("check", "--strict")
    assert told.code == 1
    assert told == check_in_full(project, "--strict")


def test_check__forgets_with_other_terms(project: Project) -> None:
    """The files of terms are looked at, too."""
    play(project, "printf '\\n[glossary]\\nterms = \"terms/{lang}.toml\"\\n' >> transync.toml")
    project.write("terms/en.toml", '[terms]\nKaffee = "coffee"\n')
    assert project.run("check").code == 0
    project.write("terms/en.toml", '[terms]\nTee = "infusion"\n')
    told = project.run("check", "--strict")
    assert told == check_in_full(project, "--strict")
    assert told.code == 1


# How much is reported


def two(project: Project) -> Project:
    """Make a project with a warning before an error, and an error more."""
    project.edit("locales/en/tee.po", 'grows in Japan."', 'grows in Japan"')
    play(project, "rm build/en/tee.md")
    project.write("source/wasser.md", "Wasser.\n")
    project.run("extract")
    return project


@pytest.mark.parametrize("form", FORMATS)
def test_max_findings(project: Project, form: str) -> None:
    """Errors come first; all are counted, and the exit code is that of all."""
    two(project)
    whole = project.run("check", "--format", form)
    assert project.run("check", "--format", form, "--max-findings", "99") == whole
    told = project.run("check", "--format", form, "--max-findings", "2")
    assert told.code == whole.code == 1
    assert whole.out.count("T404") > told.out.count("T404") == (form in ("text", "json"))
    said = told.out + told.err
    if form in ("json", "sarif"):
        assert '"not_shown": 2' in told.out
        json.loads(told.out)
    elif form in ("text", "github"):
        assert ", 2 findings not shown (--max-findings 2)" in told.out.splitlines()[-1]
    else:
        assert told.err == "transync: 2 more findings are not shown (--max-findings)\n"
    assert said.count("not") >= 1
    project.run("check", "--format", form, "--max-findings", "2", "--output", "report")
    assert project.read("report") == told.out


def test_max_findings__used_wrongly(project: Project) -> None:
    assert project.run("check", "--max-findings", "0").code == 2


def test_statistics(project: Project) -> None:
    two(project)
    told = project.run("check", "--statistics", "--max-findings", "1")
    assert told.code == 1
    assert told.out.splitlines()[:3] == [
        "2  T106  error    A localized document is missing.",
        "1  T101  error    A message has no translation.",
        "1  T404  warning  The translation ends with another punctuation mark than its source.",
    ]
    assert "not shown" not in told.out
    counted = json.loads(project.run("check", "--statistics", "--format", "json").out)
    assert counted["findings"] == []
    assert [(each["code"], each["count"]) for each in counted["statistics"]] == [
        ("T106", 2),
        ("T101", 1),
        ("T404", 1),
    ]
    assert counted["summary"]["not_shown"] == 4
    for form in ("github", "sarif", "junit", "gitlab"):
        told = project.run("check", "--statistics", "--format", form)
        assert (told.code, told.out) == (2, "")
        assert "--statistics is for --format text and json" in told.err


def test_check__quiet_and_verbose(project: Project) -> None:
    play(project, f"{FORGET}\nrm build/en/tee.md")
    assert project.run("check", "-q") == Told(1, f"{MISSING}\n{UNTRANSLATED}")
    told = project.run("check", "-v")
    assert told == Told(1, told.out, "transync: project in FOLDER, from de into en\n")
    project.run("build", "--quiet")
    play(project, "git checkout -q . && transync build")
    assert project.run("-q", "check") == Told(0, "")


@pytest.mark.parametrize("form", FORMATS)
def test_changed_from__nothing(project: Project, form: str) -> None:
    """A pull request that touches no note passes, and a program gets a report all the same."""
    project.write(".gitignore", ".transync\n")
    play(project, "git add -A\ngit commit -qm x")
    told = project.run("check", "--changed-from", "HEAD", "--format", form)
    sentence = "check: no document has changed since HEAD; nothing to check\n"
    assert told.code == 0
    assert sentence in (told.out if form == "text" else told.err)
    if form in ("json", "sarif", "gitlab"):
        json.loads(told.out)
    elif form == "junit":
        ElementTree.fromstring(told.out)
    at = ("check", "--changed-from", "HEAD", "--format", form, "--output", "report")
    assert project.run(*at) == Told(0, sentence)
    assert "T1" not in project.read("report")


@pytest.mark.parametrize("path", ["source/wasser.md", "nowhere", "locales/fr"])
def test_changed_from__nothing_matched(project: Project, path: str) -> None:
    """What belongs to no document is no success, whether or not something has changed."""
    project.write(".gitignore", ".transync\n")
    play(project, "git add -A\ngit commit -qm x")
    told = project.run("check", path, "--changed-from", "HEAD")
    assert (told.code, told.out) == (2, "")
    assert f"{path} belongs to no document of this project" in told.err
    assert project.run("check", "source/tee.md", "--changed-from", "HEAD").code == 0
    project.edit("source/tee.md", "Japan", "China")
    assert project.run("check", path, "--changed-from", "HEAD").code == 2
