"""A project with faults of every kind: within documents, between them, and beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.projects import Project, anew

if TYPE_CHECKING:
    from pathlib import Path

    from transync.domain.model import Message

CONFIG = """\
languages = ["en", "fr"]
dialect = "vitepress"

[build]
keep = ["build/en/1/n7.md"]
minimum = 30

[links]
anchors = "{}"

[front-matter]
address = { permalink = "/{lang}{value}" }

[[sources]]
source = "source/{path}.md"
output = "build/{lang}/{path}.md"
catalog = "locales/{lang}/{path}.po"
template = "locales/templates/{path}.pot"

[[sources]]
source = "posts/{path}.md"
output = "build/{lang}/posts/{path}.md"
catalog = "locales/{lang}/posts/{path}.po"
template = "locales/templates/posts/{path}.pot"
dialect = "jekyll"
canonical = true
"""
NOTE = """\
---
title: Notiz {0}
---

## Absatz {0}

Ein Absatz von {0} mit `code` und 12 Wörtern.

Siehe [da](../1/n1.md#absatz-1) und [dort](../0/n{0}.md#absatz-{0}).
"""
POST = "---\ntitle: Post {0}\npermalink: /post/{1}/\n---\n\nEin Beitrag, Nummer {0}.\n"
COUNT = 9


def faulty(folder: Path, anchors: str = "check") -> Project:
    """Make the project: in step first, then broken in many ways."""
    project = Project(folder, CONFIG.replace("{}", anchors))
    for number in range(COUNT):
        project.write(f"source/{number % 2}/n{number}.md", NOTE.format(number))
        project.write(f"posts/p{number}.md", POST.format(number, number // 2))
    project.run("extract")
    project.translate(_translated)
    project.run("build")
    _break_documents(project)
    _break_catalogs(project)
    _break_pages(project)
    return project


def _translated(message: Message) -> str | None:
    """Translate it so that the id of its heading changes."""
    text = anew(message)
    return text and text.replace("Ábsátz", "Séctíón")


def _break_documents(project: Project) -> None:
    project.write("source/0/N0.md", "Derselbe Name.\n")
    project.write("source/bad.md", "---\ntitle: [x\n---\n")
    project.write("source/latin.md", b"caf\xe9\n")
    project.write("source/new.md", "# Neu\n\nNoch ohne Katalog.\n")
    project.edit("source/1/n3.md", "mit `code`", "ohne")
    project.remove("source/0/n8.md")
    project.remove("posts/p8.md")
    # What an extraction carries over from elsewhere:
    project.write("source/1/n9.md", project.read("source/0/n4.md"))
    project.write("locales-before/en/old.po", project.read("locales/en/0/n4.po"))
    (project.folder / "source/nowhere.md").symlink_to(project.folder / "nowhere.md")


def _break_catalogs(project: Project) -> None:
    project.write("locales/en/0/n2.po", project.read("locales/en/0/n2.po") + 'msgid "x\n')
    project.remove("locales/fr/0/n4.po")
    project.edit("locales/fr/1/n5.po", " mít `code` ", " mít code ")
    text = project.read("locales/en/1/n5.po").replace('\nmsgid "Ein', '\n#, fuzzy\nmsgid "Ein')
    project.write("locales/en/1/n5.po", text)
    # It waits for a translation, which a catalog without document has:
    text = project.read("locales/fr/0/n6.po")
    head, _, rest = text.partition('\nmsgid "Notiz 6"\n')
    project.write(
        "locales/fr/0/n6.po", f'{head}\nmsgid "Notiz 6"\nmsgstr ""\n\n' + rest.split("\n\n", 1)[1]
    )
    project.write("locales/fr/gone.po", text.replace("0/n6.md", "gone.md"))
    project.write("locales/fr/gone2.po", 'msgid "x\n#: source/gone2.md\n')
    project.write("locales/templates/gone.pot", project.read("locales/templates/0/n6.pot"))


def _break_pages(project: Project) -> None:
    project.write("build/en/1/n7.md", project.read("build/en/1/n7.md") + "\nBleibt so.\n")
    project.write("build/en/1/n1.md", project.read("build/en/1/n1.md") + "\nVon Hand.\n")
    project.write(
        "build/fr/1/n7.md", project.read("build/fr/1/n7.md").replace("lang: fr", "lang: en")
    )
    project.remove("build/fr/posts/p4.md")
    project.write("build/de/posts/p5.md", "Nicht die Abschrift.\n")
    project.write("build/en/gone.md", project.read("build/en/1/n7.md"))
    project.write("build/en/theirs.md", "Eine Seite von jemand anderem.\n")
