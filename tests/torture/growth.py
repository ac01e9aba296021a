"""Measures how the time of each stage grows with what it is given: of twice as much, less than 2.6.

python -m tests.torture.growth [TEXTS]
"""

from __future__ import annotations

import gc
import sys
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from transync import pofile
from transync.compose import compose
from transync.memory import memory
from transync.merge import merge
from transync.model import Catalog
from transync.repair import repaired
from transync.split import split
from transync.threeway import joined

if TYPE_CHECKING:
    from collections.abc import Callable

BOUND = 2.6
TRIES = 5


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
    written = pofile.render(known)
    other = pofile.parse(written, "a.po")
    edited = split(text.replace("Absatz", "Paragraph"), "a.md")
    changed = [("a.md", segment) for segment in edited.segments]
    translations = {entry.message.key: entry.message.translation for entry in known.entries}
    return {
        "split": lambda: split(text, "a.md"),
        "parse": lambda: pofile.parse(written, "a.po"),
        "render": lambda: pofile.render(known),
        "merge": lambda: merge(changed, other, memory([other], keys)),
        "compose": lambda: compose(document, translations),
        "threeway": lambda: joined(empty, other, known),
        "repair": lambda: repaired(written[:-3].encode(), "a.po"),
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
    for each in gc.get_objects():
        if isinstance(each, type(lru_cache(forget))) and each.cache_parameters()["maxsize"]:
            each.cache_clear()


def main() -> int:
    """Measure every stage."""
    gc.disable()  # how often it looks through all that there is would be measured, too
    texts = int(sys.argv[1]) if len(sys.argv) > 1 else 16_000
    small, large = stages(texts), stages(2 * texts)
    ratios = {name: spent(large[name]) / spent(small[name]) for name in small}
    for name, ratio in ratios.items():
        print(f"growth of {name}: {ratio:.2f}")
    return any(ratio >= BOUND for ratio in ratios.values())


if __name__ == "__main__":
    sys.exit(main())
