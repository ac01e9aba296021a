"""No visible prose of real documents is lost to translators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.prose import GENERATORS, Share, share, shares

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sites.generators import Generator

SAMPLE = 12
"""Every so many documents; `python -m benchmarks.prose` measures them all."""


@pytest.mark.parametrize("name", ["comprehensive-rust", "fastapi", "rust-book", "seed"])
def test_real_documents_lose_no_prose(corpora: Path, name: str) -> None:
    documents = sorted((corpora / name).rglob("*.md"))[::SAMPLE]
    texts = [path.read_text(encoding="utf-8") for path in documents]
    found = shares(texts, GENERATORS.get(name, ""))
    assert sum(each.letters for each in found) > 1000
    assert {path.name: each for path, each in zip(documents, found, strict=True) if each.lost} == {}


def test_hugo__shows_what_shortcodes_enclose(generator: Callable[[str], Generator]) -> None:
    generator("hugo")
    text = "---\ntitle: x\n---\n{{< card >}}One *line*.{{< /card >}}\n\n{{< icon >}}\n"
    lost = '\n{{< figure src="a.png" alt="A harbour" >}}\n'
    assert share(text, "hugo") == Share(letters=7, lost=0)
    assert share(text + lost, "hugo").letters == 15


def test_mkdocs__shows_boxes_and_attributes() -> None:
    kept = "A paragraph.\n"
    assert share(kept, "mkdocs") == Share(letters=10, lost=0)
    assert share(kept + '\n!!! tip "Now"\n\n    Inside.\n', "mkdocs").letters == 19
    assert share(kept + "\n!!! tip\n    Inside.\n", "mkdocs") == Share(letters=16, lost=0)


def test_a_loss_is_seen() -> None:
    kept = "Ein Absatz.\n"
    lost = "{% highlight x %}\nkein Absatz\n{% endhighlight %}\n"
    assert share(kept) == Share(letters=9, lost=0)
    assert share(kept + "\n" + lost) == Share(letters=9, lost=0)
    assert share(kept + "\n<!-- transync: skip -->\n\nnein\n") == Share(letters=13, lost=4)
