"""No visible prose of real documents is lost to translators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.prose import Share, share

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = 12
"""Every so many documents; `python benchmarks/prose.py` measures them all."""


@pytest.mark.parametrize("name", ["comprehensive-rust", "fastapi", "rust-book", "seed"])
def test_real_documents_lose_no_prose(corpora: Path, name: str) -> None:
    documents = sorted((corpora / name).rglob("*.md"))[::SAMPLE]
    shares = [share(path.read_text(encoding="utf-8")) for path in documents]
    assert sum(each.letters for each in shares) > 1000
    assert sum(each.lost for each in shares) == 0


def test_a_loss_is_seen() -> None:
    kept = "Ein Absatz.\n"
    lost = "{% highlight x %}\nkein Absatz\n{% endhighlight %}\n"
    assert share(kept) == Share(letters=9, lost=0)
    assert share(kept + "\n" + lost) == Share(letters=9, lost=0)
    assert share(kept + "\n<!-- transync: skip -->\n\nnein\n") == Share(letters=13, lost=4)
