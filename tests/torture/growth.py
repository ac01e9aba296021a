"""Measures how the time of each stage grows with what it is given: of twice as much, less than 2.2.

python -m tests.torture.growth [TEXTS]
"""

from __future__ import annotations

import gc
import sys
import time
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from tests.support.pseudo import pseudo
from transync.commands.check.output_drift import _differing
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.core.merge.memory import memory
from transync.core.merge.merge import merge
from transync.core.merge.salvage import repaired
from transync.core.merge.three_way import joined
from transync.domain.model import Catalog
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Callable

BOUND = 2.2
TRIES = 5
MOMENT = 0.02
"""Seconds; what takes less is not measured."""
AGAIN = 3
"""How often a stage that has grown too much is measured again: others were at work, too."""

KINDS = {
    "definitions": (
        "Eintrag {0} zu [Ziel {0}] und mehr.\n\n[Ziel {0}]: https://example.org/{0}\n\n",
    ),
    "footnotes": ("Ein Satz mit Fußnote[^{0}] darin.\n\n", "[^{1}]: Der Text der Fußnote {1}.\n"),
    "notes alone": ("[^{0}]: Der Text der Fußnote {0}.\n",),
    "headings": ("## Kapitel {0}\n\n",),
    "front matter": (),
    "cells": ("| Zelle {0} | Wert {0} |\n",),
    "boxes": ('!!! note "Kasten {0}"\n    Der Text des Kastens {0}.\n\n',),
    "abbreviations": ("*[ABK{0}]: Abkürzung Nummer {0}\n",),
    "directives": (
        "<!-- transync: note: Hinweis {0} -->\n\nEin Absatz mit Hinweis, Nummer {0}.\n\n",
    ),
}
"""The units of documents that have only one kind of blocks; `{1}` is the number before."""
HEADS = {"cells": "| Kopf | Zahl |\n|---|---|\n"}


def stages(texts: int) -> dict[str, Callable[[], object]]:
    """Give each stage as a call, for a document of so many texts."""
    bits = (
        "## Kapitel {0}\n\n",
        "Ein Absatz mit *Betonung*, `Code {0}` und [Ziel](z{0}.md).\n\n",
        "- Ein Punkt der Liste, Nummer {0}.\n\n",
        "> Ein Zitat mit {{{{ name }}}} und <b>Nummer {0}</b>.\n\n",
        "| Kopf {0} | Zahl |\n|---|---|\n| Zelle {0} | {0} |\n\n",
    )
    text = "".join(bits[number % len(bits)].format(number) for number in range(texts))
    document = split(text, "a.md")
    segments = [("a.md", segment) for segment in document.segments]
    keys = {segment.key for _, segment in segments}
    empty = Catalog("a.po", ())
    made = merge(segments, empty, memory((), keys)).catalog
    known = made._replace(
        entries=tuple(
            entry._replace(message=entry.message._replace(translation=f"{entry.message.id}!"))
            for entry in made.entries
        )
    )
    written = po.render(known)
    other = po.parse(written, "a.po")
    edited = split(text.replace("Absatz", "Paragraph"), "a.md")
    changed = [("a.md", segment) for segment in edited.segments]
    translations = {entry.message.key: entry.message.translation for entry in known.entries}
    return {
        "split": lambda: split(text, "a.md"),
        "parse": lambda: po.parse(written, "a.po"),
        "render": lambda: po.render(known),
        "merge": lambda: merge(changed, other, memory([other], keys)),
        "compose": lambda: compose(document, translations),
        "threeway": lambda: joined(empty, other, known),
        "repair": lambda: repaired(written[:-3].encode(), "a.po"),
    }


def of_kind(kind: str, units: int) -> dict[str, Callable[[], object]]:
    """Give the stages that look at a document, for one that has only blocks of one kind."""
    bits = KINDS[kind]
    body = "".join(bits[n % len(bits)].format(n, n - 1) for n in range(units if bits else 0))
    if kind == "front matter":
        lines = "".join(f"key{number}: Wert {number}\n" for number in range(units))
        listed = "".join(f"  - Wert hier, Nummer {number}\n" for number in range(units))
        body = f"---\n{lines}title:\n{listed}---\n\nText.\n"
    text = HEADS.get(kind, "") + body
    translate = ("title",)
    document = split(text, "a.md", translate)
    translations = {segment.key: pseudo(segment.text) for segment in document.segments}
    built = compose(document, translations, translate)
    segments = [("a.md", segment) for segment in document.segments]
    keys = {segment.key for _, segment in segments}
    empty = merge(segments, Catalog("a.po", ()), memory((), keys)).catalog
    return {
        f"split, {kind}": lambda: split(text, "a.md", translate),
        f"compose, {kind}": lambda: compose(document, translations, translate),
        f"merge, {kind}, nothing translated": lambda: merge(segments, empty, memory((), keys)),
        f"compare, {kind}": lambda: list(_differing(text, built.text)),
    }


def spent(stage: Callable[[], object]) -> float:
    """Give the processor's time of a stage, the least of some tries."""
    times = []
    for _ in range(TRIES):
        forget()
        begin = time.process_time()
        stage()
        times.append(time.process_time() - begin)
    return min(times)


def forget() -> None:
    """Empty what remembers so many texts: a document of fewer would take hardly any time."""
    for each in _caches():
        each.cache_clear()


@cache
def _caches() -> list[Any]:
    """Find all that remember a number of results, which are loaded once stages have been run."""
    found = [each for each in gc.get_objects() if isinstance(each, type(lru_cache(forget)))]
    return [each for each in found if each.cache_parameters()["maxsize"]]


def main() -> int:
    """Measure every stage."""
    gc.disable()  # how often it looks through all that there is would be measured, too
    texts = int(sys.argv[1]) if len(sys.argv) > 1 else 16_000
    small, large = stages(texts), stages(2 * texts)
    for kind in KINDS:
        small |= of_kind(kind, texts)
        large |= of_kind(kind, 2 * texts)
    ratios = {name: growth(small[name], large[name]) for name in small}
    for name, ratio in ratios.items():
        print(f"growth of {name}: {ratio:.2f}")
    return any(ratio >= BOUND for ratio in ratios.values())


def growth(small: Callable[[], object], large: Callable[[], object]) -> float:
    """Give how many times as long the larger one takes; a short time counts as a moment."""
    tried = []
    while len(tried) < AGAIN:
        tried.append(max(spent(large), MOMENT) / max(spent(small), MOMENT))
        if tried[-1] < BOUND:
            break
    return min(tried)


if __name__ == "__main__":
    sys.exit(main())
