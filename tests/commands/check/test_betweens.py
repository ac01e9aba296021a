"""Check, beside messages of what stands between texts: they are in no language, and act nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, places

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
source-language = "en"
languages = ["de"]
dialect = "mkdocs"
[front-matter]
translate = ["title"]
[glossary]
terms = "terms-{lang}.toml"
"""
SOURCE = """\
---
title: The tea
layout: post
weight: 3
tags: [tea, pot]
---

# The tea {#tea}

The water boils at 100 degrees in the kitchen, and then you have to wait for it.

/// tip

A pot of tea is good for everybody in the house, and it costs 3 euros.

///

```python
# boil the water 100 times.
boil(100)
```

See [there](#more) where the kettle stands.

## More of 7 teas {#more}
"""
PAGE = """\
---
title: Der Tee
layout: seite
weight: 4
tags: [tee, kanne]
slug: tee
---

# Der Tee {#tea}

Das Wasser kocht bei 100 Grad in der Küche, und dann muss man darauf warten.

/// tip | The kettle of 2024!

Eine Kanne Tee ist gut für alle im Haus, und sie kostet 3 Euro.

///

Cet alinéa est en français, il est plus long que tout le reste, et il y a 77 kettles **en gras

```python
#  koche das Wasser 99 mal
boil(100)
```

Siehe [dort](#more), wo der Kessel steht.

## Mehr von 7 Tees {#more}
"""
CATALOG = "locales/de/a.po"
BOX = 'msgstr "/// tip | The kettle of 2024!"'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project with an imported page, that has all kinds of differences."""
    made = Project(tmp_path / "project", CONFIG)
    made.write("terms-de.toml", '[terms]\nkettle = "Kessel"\n')
    made.write("source/a.md", SOURCE)
    made.write("build/de/a.md", PAGE)
    made.run("import", "--no-keep")
    made.translate(lambda message: message.translation or None)
    made.run("extract")
    assert made.run("build").code == 0
    return made


def test_check__finds_nothing_that_is_meant_for_translations(project: Project) -> None:
    """Neither language nor length, numbers, terms, marks, nor other values of keys."""
    assert project.read(CATALOG).count('msgctxt "transync: between"') == 4
    assert project.read("build/de/a.md").endswith(PAGE[PAGE.index("# Der Tee") :])
    told = project.run("check")
    assert told.code == 0, told.out
    assert places(told.out) == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (BOX, 'msgstr "/// tip | <script>x()</script>"', "T501"),
        (BOX, 'msgstr "/// tip | {{ config }}"', "T502"),
        (BOX, 'msgstr ""\n"/// tip\\n"\n"<!--"', "T501"),
        (BOX, 'msgstr "A pot\\n\\n/// tip\\n```"', "T309"),
        (BOX, 'msgstr "/// tip | \u202ex"', "T503"),
        (BOX, 'msgstr "/// tip | a\u200bb"', "T504"),
        (BOX, 'msgstr "/// tip | \\a"', "T505"),
    ],
)
def test_check__finds_what_acts_or_is_refused(
    project: Project, before: str, after: str, found: str
) -> None:
    project.edit(CATALOG, before, after)
    line = 1 + project.read(CATALOG).partition('msgid "/// tip"')[0].count("\n")
    told = project.run("check", "--ignore", "T1")
    assert f"{CATALOG}:{line}:1 {found}" in places(told.out)


def test_check__finds_that_the_lines_of_one_have_changed(project: Project) -> None:
    project.edit("source/a.md", "water 100 times", "water 200 times")
    found = places(project.run("check", "--select", "T103,T102").out)
    assert found == ["locales/de/a.po:73:1 T103"]
    project.run("extract")
    line = 2 + project.read(CATALOG).partition('\nmsgid "# boil')[0].count("\n")
    assert places(project.run("check", "--select", "T102").out) == [f"{CATALOG}:{line}:1 T102"]


def test_check__finds_a_lost_anchor(project: Project) -> None:
    """It was the author's own, so that another advice is needed than for a heading's text."""
    text = project.read(CATALOG)
    lines = ("## More of 7 teas {#more}", "## More of 7 teas {#mehr}")
    message = '\nmsgctxt "transync: between"\nmsgid "{}"\nmsgstr "{}"\n'.format(*lines)
    project.write(CATALOG, f"{text}\n#: source/a.md{message}")
    told = project.run("check", "--select", "T312").out
    assert "take that out of the message between texts" in told
    assert places(told) == ["source/a.md:25:4 T312"]
