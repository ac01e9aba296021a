"""Import: what comes of the translations of existing pages."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.gettext_tools import printed, run
from tests.support.paths import CORPORA
from tests.support.projects import Project
from transync.commands.apply import applied
from transync.commands.importing.importing import import_pages
from transync.commands.importing.options import ImportOptions
from transync.core.document.split import split
from transync.formats import po
from transync.project.project import opened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from transync.domain.model import Key

needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not there")

BOOK = CORPORA / "comprehensive-rust"
TWO_LANGUAGES = 'languages = ["en", "fr"]\n'
ENOUGH = 0.9
"""The share of the texts of a document that people have translated."""


def _git(folder: Path) -> tuple[str, ...]:
    """Return how git is called in a folder."""
    return ("git", "-C", str(folder), "-c", "user.name=Ada", "-c", "user.email=ada@example.org")


def translations(project: Project, path: str) -> dict[Key, str]:
    """Return the current translations of a catalog."""
    messages = (entry.message for entry in po.parse(project.read(path), path).entries)
    return {each.key: each.translation for each in messages if each.id and each.translated}


@needs_corpora
def test_import__brings_back_what_was_built(tmp_path: Path) -> None:
    """Catalogs that are lost come back from the pages that were built from them, word for word."""
    project = Project(tmp_path, 'source-language = "en"\nlanguages = ["ja"]\n')
    book = po.parse((BOOK / "po/ja.po").read_text(encoding="utf-8"), "ja.po")
    messages = [entry.message for entry in book.entries if entry.message.translated]
    known = {message.id: message.translation for message in messages}
    for source in sorted((BOOK / "src").glob("*.md")):
        text = source.read_text(encoding="utf-8")
        wanted = [segment.text for segment in split(text).segments]
        if sum(bool(known.get(each)) for each in wanted) >= ENOUGH * len(wanted):
            project.write(f"source/{source.name}", text)
    project.run("extract")
    project.translate(lambda message: known.get(message.id, ""))
    project.run("build")
    catalogs = [*project.catalogs()]
    before = {path: translations(project, path) for path in catalogs}
    for path in catalogs:
        project.remove(path)
    told = project.run("import")
    assert told.code == 0, told
    assert f"pages: {len(catalogs)} of {len(catalogs)} come back byte for byte\n" in told.out
    assert {path: translations(project, path) for path in catalogs} == before
    assert sum(map(len, before.values())) > 20
    assert "would differ" not in told.out
    told = project.run("import").out
    assert told.startswith(f"import: {len(catalogs)} files, none changed\n")


def test_import__changes_no_translation(tmp_path: Path) -> None:
    project = Project(tmp_path)
    source = "# Tee\n\nMan nehme heißes Wasser aus dem `kessel` und warte 3 Minuten.\n"
    project.write("source/a.md", source)
    project.run("extract")
    project.edit("locales/en/a.po", 'msgid "Tee"\nmsgstr ""', 'msgid "Tee"\nmsgstr "Chai"')
    target = "# Tea\n\nTake hot water from the `kessel` and wait for 3 minutes.\n"
    project.write("build/en/a.md", target)
    assert project.run("import").out == (
        "locales/en/a.po: 1 translated, 1 kept\n"
        "    build/en/a.md would differ in 1 place, the first at line 1\n"
        '    build/en/a.md: the catalog has another translation than "Tea"\n'
        "transync.toml: 1 page added to `build.keep`\n"
        "import: 2 files, 2 changed\n"
        "no history: there is no git repository; outdated texts may pass as current\n"
    )
    assert translations(project, "locales/en/a.po") == {
        (None, "Tee"): "Chai",
        (None, source.split("\n")[2]): target.split("\n")[2],
    }


def test_import__a_deviation_that_a_comment_allows(tmp_path: Path) -> None:
    """A page comes back if the build writes what a comment on its entry allows."""
    project = Project(tmp_path)
    project.write("source/a.md", "# Tee\n\nMan nehme den `kessel` und warte.\n")
    project.run("extract")
    entry = 'msgid "Man nehme den `kessel` und warte."\nmsgstr '
    new = entry + '"Take the kettle and wait."'
    project.edit("locales/en/a.po", f'{entry}""', f"# transync: allow T303\n{new}")
    project.write("build/en/a.md", "# Tea\n\nTake the kettle and wait.\n")
    assert "build/en/a.md comes back byte for byte\n" in project.run("import").out


def test_import__a_translation_whose_entry_allows_its_deviation(tmp_path: Path) -> None:
    """It is no less sure than another: the build writes it."""
    project = Project(tmp_path)
    source = "Nimm `kessel` 3 und [Milch](m.md)."
    project.write("source/a.md", f"# Tee\n\n{source}\n\n1. [Kakao](m.md)\n")
    project.run("extract")
    entry = f'msgid "{source}"\n'
    project.edit("locales/en/a.po", entry, f"# transync: allow T301\n{entry}")
    page = "Take `kessel` 3 and [milk](n.md)."
    project.write("build/en/a.md", f"# Tea\n\n{page}\n\n1. [Cocoa](n.md)\n")
    assert project.run("import").out.startswith("locales/en/a.po: 2 translated, 1 unsure\n")
    assert translations(project, "locales/en/a.po") == {(None, "Tee"): "Tea", (None, source): page}


def test_import__links_to_claimed_addresses(tmp_path: Path) -> None:
    """Where a page links to the address of another in its language, nothing deviates."""
    config = 'languages = ["en"]\ndialect = "jekyll"\n[front-matter]\n'
    address = 'address = { permalink = "/{lang}/tea{value}" }\n[links]\nanchors = "translate"\n'
    project = Project(tmp_path, config + address)
    page = "---\npermalink: {}\n---\n\n{}\n"
    for folder, words, above in (
        ("source", ("Milch", "Nimm `kessel` 3 und"), ""),
        ("build/en", ("Milk", "Take `kessel` 3 and"), "/en/tea"),
    ):
        project.write(f"{folder}/milk.md", page.format(f"{above}/m/", f"# {words[0]}"))
        text = f"{words[1]} [{words[0]}]({above}/m/)."
        project.write(f"{folder}/tea.md", page.format(f"{above}/t/", text))
    told = project.run("import").out
    assert "locales/en/tea.po: 1 translated\n    build/en/tea.md comes back byte for byte" in told


def test_import__review(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("source/a.md", "# Tee\n")
    project.write("build/en/a.md", "# Tea\n")
    assert project.run("import", "--review").out.startswith("locales/en/a.po: 1 unsure\n")
    assert '#, fuzzy\nmsgid "Tee"\nmsgstr "Tea"\n' in project.read("locales/en/a.po")


def test_import__a_page_that_cannot_be_read(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("source/a.md", "# Tee\n")
    project.write("source/b.md", "# Kanne\n")
    project.write("build/en/a.md", b"# T\xff\n")
    project.write("build/en/b.md", "# Pot\n")
    told = project.run("import")
    assert told.code == 1
    assert told.err.startswith("build/en/a.md:1:4: error T001: byte 0xFF is not UTF-8")
    assert translations(project, "locales/en/b.po") == {(None, "Kanne"): "Pot"}


def test_import__untranslated_pages(tmp_path: Path) -> None:
    """What is the same on the page was not translated, names included."""
    project = Project(tmp_path)
    text = "# Assam\n\nMan nehme heißes Wasser und eine Kanne.\n"
    project.write("source/a.md", text)
    project.write("build/en/a.md", text)
    assert project.run("import").out == (
        "import: 0 files, none changed\n"
        "build/en/a.md: is a copy of source/a.md, so nothing was imported; "
        "translate it in locales/en/a.po\n"
    )
    assert project.files() == ["build/en/a.md", "source/a.md", "transync.toml"]


def test_import__short_page_of_the_same_shape(tmp_path: Path) -> None:
    """Texts without any mark are sure by their places, and code alone is no message."""
    project = Project(tmp_path)
    project.write("source/a.md", "# Eins\n\n### `code()`\n\nZwei\n\n### `more()`\n\nDrei\n")
    project.write("build/en/a.md", "# One\n\n### `code()`\n\nTwo\n\n### `more()`\n\nThree\n")
    project.run("import")
    (catalog,) = project.catalogs().values()
    messages = [entry.message for entry in catalog.entries if entry.message.id]
    assert [(each.id, each.translation) for each in messages if each.translated] == [
        ("Eins", "One"),
        ("Zwei", "Two"),
        ("Drei", "Three"),
    ]
    assert len(messages) == 3


def test_import__what_stands_between_texts_outlives_gettext(
    tmp_path: Path, gettext_tools: Mapping[str, str]
) -> None:
    """GNU gettext takes such messages; an extraction brings back what msgmerge sets aside."""
    project = Project(tmp_path)
    box = "# Tee\n\n/// tip\n\nHeißes Wasser aus dem `kessel`.\n\n///\n\nUnd Milch, `süß`.\n"
    project.write("source/a.md", box)
    page = (
        "# Tea\n\n/// tip | Mind\n\nHot water from the `kessel`.\n\n///\n\n\n"
        "And milk, `süß`.\n\nOnly here.\n"
    )
    project.write("build/en/a.md", page)
    assert "comes back byte for byte" in project.run("import").out
    project.run("extract")
    data = (tmp_path / "locales/en/a.po").read_bytes()
    done = run(gettext_tools["msgfmt"], "--check", "-o", "/dev/null", given=data)
    assert (done.returncode, done.stderr) == (0, b"")
    assert printed(gettext_tools, data) == data.decode()
    files = [str(tmp_path / f"locales/{name}") for name in ("en/a.po", "templates/a.pot")]
    merge = [gettext_tools["msgmerge"], "--no-wrap", "--quiet", "--output-file", files[0], *files]
    subprocess.run(merge, check=True)
    assert project.read("locales/en/a.po").count('#~ msgctxt "transync: between"') == 2
    project.run("extract")
    assert (tmp_path / "locales/en/a.po").read_bytes() == data
    assert "none changed" in project.run("build").out
    assert project.read("build/en/a.md") == page


def _languages(project: Project) -> None:
    """Write documents with pages in two languages."""
    for name in ("a", "b", "c"):
        project.write(f"source/{name}.md", f"# Tee {name}\n\nMan nehme `{name}` und 3 Löffel.\n")
        project.write(f"build/en/{name}.md", f"# Tea {name}\n\nTake `{name}` and 3 spoons.\n")
        project.write(f"build/fr/{name}.md", f"# Thé {name}\n\nPrendre `{name}`, 3 cuillères.\n")


def test_import__two_languages_on_two_branches(tmp_path: Path) -> None:
    """Two people import a language each, and git merges that without a question.

    So it does their lists of pages that stay as they are.
    """
    projects = [Project(tmp_path / name, TWO_LANGUAGES) for name in ("ada", "both")]
    for project in projects:
        _languages(project)
        for code in ("en", "fr"):
            project.write(f"build/{code}/b.md", f"# B\n\nA `b` 3.\n\n{code}: `more` of 4")
    ada, both = projects
    git = _git(ada.folder)
    subprocess.run((*git, "init", "-q", "-b", "main"), check=True)
    ada.run("init", "--git")
    for command in ("add .", "commit -q -m site", "switch -q -c fr"):
        subprocess.run((*git, *command.split()), check=True)
    for branch, code in (("fr", "fr"), ("main", "en")):
        subprocess.run((*git, "switch", "-q", branch), check=True)
        assert ada.run("import", "--lang", code, "--no-history").code == 0
        subprocess.run((*git, "add", "."), check=True)
        subprocess.run((*git, "commit", "-q", "-m", code), check=True)
    subprocess.run((*git, "merge", "-q", "--no-edit", "fr"), check=True, capture_output=True)
    assert both.run("import", "--no-history").code == 0
    catalogs = {path: both.read(path) for path in both.catalogs()}
    assert len(catalogs) == 6
    assert {path: ada.read(path) for path in ada.catalogs()} == catalogs
    assert ada.read("transync.toml") == both.read("transync.toml")
    assert '"build/en/b.md",\n    "build/fr/b.md"' in both.read("transync.toml")
    assert ada.run("import", "--no-history").out.startswith("import: 6 files, none changed\n")


def test_import__one_language_on_two_branches(tmp_path: Path) -> None:
    """Two people import the same pages, one of which each has edited: no translation is lost."""
    project = Project(tmp_path, TWO_LANGUAGES)
    _languages(project)
    git = ("git", "-C", str(tmp_path), "-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run((*git, "init", "-q", "-b", "main"), check=True)
    project.run("init", "--git")
    for command in ("add .", "commit -q -m site", "switch -q -c bea"):
        subprocess.run((*git, *command.split()), check=True)
    for branch, word in (("bea", "Get"), ("main", "Fetch")):
        subprocess.run((*git, "switch", "-q", branch), check=True)
        project.edit("build/en/a.md", "Take", word)
        assert project.run("import", "--lang", "en", "--no-history").code == 0
        subprocess.run((*git, "add", "."), check=True)
        subprocess.run((*git, "commit", "-q", "-m", branch), check=True)
    merge = subprocess.run((*git, "merge", "-q", "bea"), check=False, capture_output=True)
    assert merge.returncode == 1
    messages = {message.id: message for message in project.messages()}
    both = messages["Man nehme `a` und 3 Löffel."]
    assert both.fuzzy
    assert all(f"{word} `a` and 3 spoons." in both.translation for word in ("Get", "Fetch"))
    assert messages["Man nehme `b` und 3 Löffel."].translation == "Take `b` and 3 spoons."
    marked = [path for path in project.tree() if b"<<<<<<<" in project.tree()[path]]
    assert [path for path in marked if not path.startswith(".git/")] == ["build/en/a.md"]


@pytest.mark.parametrize("steps", range(6))
def test_import__interrupted(tmp_path: Path, steps: int) -> None:
    """A run that was stopped after some steps is brought to its end by the next."""
    projects = [Project(tmp_path / name, TWO_LANGUAGES) for name in ("stopped", "whole")]
    for project in projects:
        _languages(project)
    stopped, whole = projects
    run = import_pages(opened(str(stopped.folder)), ImportOptions()).run
    done = applied(run.root, run.steps)
    for _ in range(steps):
        next(done)
    done.close()
    assert len(stopped.catalogs()) == steps
    for project in projects:
        assert project.run("import").code == 0
    assert stopped.tree() == whole.tree()


def test_import__what_a_build_would_refuse_is_fuzzy(tmp_path: Path) -> None:
    """A key that the document has got since would be there twice, as the page has it already."""
    project = Project(tmp_path)
    project.write("source/a.md", "---\nlayout: deep\n---\n\n# Tee\n\nEin Satz über Tee.\n")
    page = "---\nlayout: deep\nsidebar: left\n---\n\n# Tea\n\nA sentence about tea.\n"
    project.write("build/en/a.md", page)
    git = _git(tmp_path)
    for command in ("init -q", "add .", "commit -q -m page"):
        subprocess.run((*git, *command.split()), check=True)
    source = (
        "---\nlayout: deep\nsidebar: right\n---\n\n# Tee\n\nEin Satz über Tee.\n\nNoch einer.\n"
    )
    project.write("source/a.md", source)
    subprocess.run((*git, "commit", "-q", "-a", "-m", "source"), check=True)
    assert project.run("import").code == 0
    catalog = project.read("locales/en/a.po")
    assert "cannot be published" in catalog
    assert "T309" not in project.run("check").out


def test_import__suggests_no_code_that_cannot_be_allowed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for number in range(4):
        project.write(
            f"source/{number}.md", f"# Tee {number}\n\nEin Satz mit {{{{ wert }}}} darin.\n"
        )
        page = f"# Tea {number}\n\nA sentence with {{{{ value }}}} in it.\n"
        project.write(f"build/en/{number}.md", page)
    told = project.run("import", "--configure")
    assert told.code == 0, told
    assert "T305" not in project.read("transync.toml")


def test_import__an_address_that_only_the_page_claims(tmp_path: Path) -> None:
    """It stands between texts in the language, and is none of the canonical document's."""
    project = Project(tmp_path, 'languages = ["en"]\ndialect = "jekyll"\n')
    front = "---\nlayout: deep\nredirect_from: /old/\n---\n"
    project.write("source/a.md", "---\nlayout: deep\n---\n\nEin Satz über grünen Tee.\n")
    project.write("build/en/a.md", f"{front}\nA sentence about green tea.\n")
    for command in ("import", "extract", "build"):
        assert project.run(command).code == 0
    assert "redirect_from: /old/\n" in project.read("build/en/a.md")
    assert "T208" not in project.run("check").out


def test_import__a_title_that_a_build_would_change(tmp_path: Path) -> None:
    """The page has the title as the author wrote it, and a translation of it as a heading."""
    project = Project(tmp_path)
    project.write("source/a.md", "---\ntitle: Ein Tee\n---\n\n# Ein Tee\n\nEin Satz über Tee.\n")
    project.write("build/en/a.md", "---\ntitle: Ein Tee\n---\n\n# A tea\n\nA sentence about tea.\n")
    told = project.run("import", "--no-history").out
    assert "build/en/a.md would differ in 1 place, the first at line 2" in told
    assert '"build/en/a.md"' in project.read("transync.toml")
