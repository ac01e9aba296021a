"""A change that means nothing costs nothing: real documents, rewritten, keep every translation."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.support.rewrites import FRONT, REWRITERS, rewritten
from tests.torture.rewrites import documents, tried
from transync.core.document.split import split

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = 25
NOTE = """\
---
title: Vom Tee & Kaffee
---

Über den *Tee* & «Kaffee»: 2 * 3 Tassen – __genug__, *immer*, für 5&nbsp;Euro\\!

# Grüße aus Übersee

Siehe <https://example.com/tee> dort[^1], https://example.com/a oder
[Tee](tee.md), [hier][1]<br>so.\\
Weiter mit a+b⍽⍽
am Ende[^2], [Tasse](http://example.com/tasse "Blau") für 7\u00a0Euro.

- Erstens *so*
- Zweitens **so**

| Größe | Preis |
| --- | --- |
| groß | viel\\. |

[1]: hier.md

[^1]: Eine Fußnote\\.

[^2]: Noch _eine_.
""".replace("⍽", " ")
"""A document with something for each of the rewriters."""


@pytest.mark.parametrize("name", REWRITERS)
def test_rewritten(name: str) -> None:
    tally: Counter[str] = Counter()
    assert rewritten(NOTE, REWRITERS[name]), "The rewriter has nothing to do."
    assert tried(split(NOTE, "x.md", FRONT), name, tally) == ""
    assert tally == {"rewritings": 1, "texts": 12}


def test_rewritten__corpora(corpora: Path) -> None:
    """Rewrite some documents; all of them where many examples are asked for."""
    every = max(1, round(SAMPLE / float(os.environ.get("TRANSYNC_EXAMPLES") or 1)))
    tally: Counter[str] = Counter()
    for path in documents(corpora)[::every]:
        document = split(path.read_bytes().decode("utf-8"), path.name, FRONT)
        for name in REWRITERS:
            if wrong := tried(document, name, tally):
                pytest.fail(f"{path}: {wrong}", pytrace=False)
    assert tally["texts"] > 1000
