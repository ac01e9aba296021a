"""Grows documents, and damages real ones: the laws hold, or the document is refused with a place.

python -m tests.torture.documents [COUNT [FIRST]]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from tests.support import laws
from tests.support.cases import cases
from tests.support.hostile import HOSTILE, WAYS
from tests.support.line_cases import line_cases
from tests.support.paths import CORPORA
from tests.torture import trials
from tests.torture.damage import damaged
from tests.torture.grammar import LINES, WORDS, Grower
from tests.torture.trials import Outcome
from transync.domain.errors import DocumentError
from transync.storage import decoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Document, Key

NEWS = [
    *(word.encode() for word in (*WORDS, *LINES)),
    *(b"\n", b"\r", b"\r\n", b"\n\n", b"  \n", b"\t", b"    ", b"\0", b"\xff", b"\xc3", b"\x04"),
    *(b"\xef\xbb\xbf", b"---\n", b"> ", b"- ", b"|", b"1. ", b"\x0c", b"\x1b", b"'", b'"', b": "),
]
WINDOW = 30
"""Lines of a real document, at most: a trial takes milliseconds."""


def trial(seed: int) -> Outcome:
    """Try the laws on a document; a seed is always the same document."""
    text = document(random.Random(seed))
    told, tally = tried(text, seed)
    if told:
        kind = told.partition(":")[0]
        text = trials.shortest(text, lambda less: tried(less, seed)[0].partition(":")[0] == kind)
        told = f"{tried(text, seed)[0]}\n{text!r}"
    return Outcome(told, tally)


def tried(text: str, seed: int) -> tuple[str, Counter[str]]:
    """Tell which law does not hold for a text, and what has been tried."""
    tally: Counter[str] = Counter()
    try:
        text = decoded(text.encode("utf-8", "surrogateescape"), "x.md")
        obey(text, random.Random(seed), tally)
    except DocumentError as error:
        tally["refused"] += 1
        return "" if error.path and error.line and error.column else f"no place: {error}", tally
    except TimeoutError:
        raise
    except AssertionError as error:
        return str(error) or "an assertion of a library's", tally
    except Exception as error:  # whichever it is, it is none of transync's
        return f"{type(error).__name__}: {error}", tally
    return "", tally


def obey(text: str, chance: random.Random, tally: Counter[str]) -> None:
    """Try law after law."""
    document = laws.partition(text)
    laws.identity(document)
    tally["segments"] += len(list(document.segments))
    tally["translations refused"] += len({r.segment for r in laws.substitution(document).refusals})
    translations = hostile(document, chance)
    built = laws.structure(document, translations)
    laws.front_matter(document, built, translations)
    tally["hostile translations refused"] += len({r.segment for r in built.refusals})


def hostile(document: Document, chance: random.Random) -> dict[Key, str]:
    """Translate with what tries to be more than a text."""
    return {
        segment.key: chance.choice(WAYS)(
            segment.text, "".join(chance.choices(_bits(), k=chance.randrange(1, 4)))
        )
        for segment in document.segments
    }


@cache
def _bits() -> Sequence[str]:
    short = [text for text in HOSTILE if len(text) < 60]
    return [*short, *LINES, *LINES, *WORDS, *WORDS, "\n", "](/x)", "</b>", "<b>"]


def document(chance: random.Random) -> str:
    """Make a document: grown, a part of a real one, or such with damages."""
    grown = "\n".join(Grower(chance).document())
    kind = chance.random()
    text = grown if kind < 0.5 else real(chance)
    if kind > 0.95:
        text = _window(text, chance) + _window(grown, chance)
    text = _with_newlines(text, chance)
    data = "\ufeff" * (chance.random() < 0.1) + text
    if 0.35 < kind < 0.9:
        return damaged(data.encode(), NEWS, chance).decode("utf-8", "surrogateescape")
    return data


def real(chance: random.Random) -> str:
    """Give some lines of a document that people have written."""
    return _window(chance.choice(_real()), chance)


def _window(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    begin = chance.choice((0, chance.randrange(len(lines))))
    return "\n".join(lines[begin : begin + chance.randrange(1, WINDOW)])


def _with_newlines(text: str, chance: random.Random) -> str:
    kind = chance.choice(("\n", "\n", "\n", "\r\n", "\r", ""))
    end = chance.choice(("", "\n", "\n\n"))
    if kind:
        return (text + end).replace("\n", kind)
    return "".join(
        chance.choice(("\n", "\n", "\r\n", "\r")) if sign == "\n" else sign for sign in text + end
    )


@cache
def _real() -> list[str]:
    """Read what people have written, and what the cases of the tests are."""
    names = (
        "core/document/segments.md",
        "core/build/places.md",
        "formats/frontmatter/segments.md",
        "core/document/template_syntax.txt",
        "formats/html.txt",
    )
    texts = [case.given for name in names[:3] for case in cases(name)]
    texts += [case.text for name in names[3:] for case in line_cases(name)]
    written = [path.read_bytes().decode() for path in sorted(CORPORA.rglob("*.md"))]
    return [*written, *texts]


if __name__ == "__main__":
    sys.exit(trials.run("documents", trial, 200_000))
