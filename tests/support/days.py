"""A day in a project: what its authors and translators do, and what the commands make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.projects import Project, Told, anew

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "---\ntitle: N {0}\n---\n\n# N {0}\n\nEin Absatz von {0}.\n\n- Siehe `auch` [x](y{0}.md).\n"


def day(folder: Path, *options: str, cached: bool) -> tuple[list[Told], dict[str, bytes]]:
    """Extract, translate, edit, break, build and check, with some options; return what was said."""
    project = Project(folder, 'languages = ["en", "ja"]\n')
    for number in range(50):
        project.write(f"source/{number % 7}/n{number}.md", NOTE.format(number))
    told: list[Told] = []

    def run(command: str) -> None:
        told.append(project.run(command, *options))
        if not cached:
            (folder / ".transync/cache.db").unlink()

    run("extract")
    project.translate(anew)
    run("build")
    run("extract")
    project.edit("source/3/n3.md", "Ein Absatz", "Kein Absatz")
    project.edit("locales/ja/4/n4.po", "Síéhé `auch`", "Síéhé `nicht`")
    project.write("source/0/n7.md", b"\xff")
    project.write("build/en/5/n5.md", "Von Hand.\n")
    for command in ("check", "extract", "build", "extract", "build", "check"):
        run(command)
    reordered(project)
    for command in ("check", "extract", "build", "extract", "check"):
        run(command)
    return told, project.tree()


def reordered(project: Project) -> None:
    """Move texts, from document to document and with documents; and break a catalog."""
    project.edit("source/3/n10.md", "\n\nEin Absatz von 10.", "")
    project.edit("source/6/n20.md", "# N 20\n", "# N 20\n\nEin Absatz von 10.\n")
    project.edit("source/6/n27.md", "[x](y27.md)", "[x](z27.md)")
    project.edit("source/0/n28.md", "Ein Absatz von 28", "Ein schöner Absatz von 28")
    project.move("source/0/n35.md", "source/1/n350.md")
    project.remove("source/1/n36.md")
    project.write("locales/en/2/n37.po", "kein Katalog\n")
