"""Tries hostile texts in many places with every renderer: no page changes but for its own text.

python -m tests.torture.renderers [COUNT [FIRST]]
"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import yaml

from tests.support.hostile import WAYS
from tests.torture.renderers.engines import CHUNK, ENGINES
from tests.torture.renderers.places import PLACES
from tests.torture.renderers.reading import is_hidden, names, page
from tests.torture.renderers.texts import texts
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.dialects import dialect_of
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXTS = texts()
COUNT = len(TEXTS) * len(PLACES)
STEP = 7919
"""A prime, so that the first trials are of all kinds."""
SHOWN = 20
FRONT = ("title",)
HARMLESS = "Harmlos"
WITHOUT_FOOTNOTES = ("commonmark", "marked")


class Trial(NamedTuple):
    """A translation in its place, for one renderer."""

    engine: str
    place: int
    translation: str
    built: str


def built(place: int, translation: str, path: str) -> str | None:
    """Compose the document of a place; None if the translation is refused."""
    dialect = dialect_of(path)
    document = split(PLACES[place].document, path, FRONT, dialect)
    (key,) = {each.key for each in document.segments if each.text == PLACES[place].source}
    composed = compose(document, {key: translation}, FRONT, dialect=dialect)
    return None if composed.refusals else composed.text


def prepared(numbers: Sequence[int]) -> list[tuple[int, str, str | None, str | None]]:
    """Compose what the trials of these numbers try."""
    found = []
    for number in numbers:
        chosen = number * STEP % COUNT
        place, text = chosen % len(PLACES), TEXTS[chosen // len(PLACES)]
        translation = WAYS[(place + chosen // len(PLACES)) % len(WAYS)](PLACES[place].source, text)
        found.append(
            (place, translation, *(built(place, translation, f"x.{end}") for end in ("md", "mdx")))
        )
    return found


def body(text: str) -> tuple[str, str]:
    """Give the body of a document, and its title as themes put it into pages."""
    span = frontmatter.find(text)
    if span is None:
        return text, ""
    title = yaml.safe_load(text[: span.end].strip().strip("-"))["title"]
    return text[span.end :], f"<h1>{title}</h1>"


def harmless(place: int) -> str:
    """Give a translation of a place's source that does nothing."""
    return f"{PLACES[place].source} {HARMLESS}"


def judge(engine: str, trials: Sequence[Trial]) -> list[str]:
    """Render, and tell what is wrong with each trial; empty where nothing is."""
    render = ENGINES[engine]
    end = "mdx" if engine == "mdx" else "md"
    plain = [PLACES[place].document for place in range(len(PLACES))]
    plain += [built(place, harmless(place), f"x.{end}") or "" for place in range(len(PLACES))]
    bodies = [body(text) for text in (*plain, *(trial.built for trial in trials))]
    shown = [
        None if html is None else html + title
        for html, (_, title) in zip(render([text for text, _ in bodies]), bodies, strict=True)
    ]
    found = zip(trials, shown[len(plain) :], strict=True)
    return [
        _wrong(trial, shown[trial.place], shown[len(PLACES) + trial.place], html)
        for trial, html in found
    ]


def _wrong(trial: Trial, source: str | None, meant: str | None, html: str | None) -> str:
    has_footnote = "[^1]:" in PLACES[trial.place].document
    if source is None or meant is None or (has_footnote and trial.engine in WITHOUT_FOOTNOTES):
        return ""  # a document that this renderer does not take
    if html is None:
        return "cannot be rendered"
    kept = names(source) & names(meant)
    before, after = page(meant, kept), page(html, kept)
    if before.events != after.events:
        return f"{_difference(before.events, after.events)}"
    own = trial.translation
    return "hides itself" if HARMLESS in before.seen and is_hidden(own, after.seen) else ""


def _difference(before: Sequence[str], after: Sequence[str]) -> str:
    pairs = zip([*before, ""], [*after, ""], strict=False)
    number = next((n for n, (one, other) in enumerate(pairs) if one != other), len(before))
    return f"{before[number : number + 2]} became {after[number : number + 2]}"


def trials(numbers: Sequence[int], tally: Counter[str]) -> dict[str, list[Trial]]:
    """Compose all, on all cores; give what is written, by renderer."""
    found: dict[str, list[Trial]] = {engine: [] for engine in ENGINES}
    parts = [numbers[first : first + 500] for first in range(0, len(numbers), 500)]
    with ProcessPoolExecutor() as pool:
        for place, translation, *texts in (
            each for part in pool.map(prepared, parts) for each in part
        ):
            tally["translations"] += 1
            tally["written"] += texts[0] is not None
            for engine in ENGINES:
                text = texts[engine == "mdx"]
                if text is not None:
                    found[engine].append(Trial(engine, place, translation, text))
    return found


def run(numbers: Sequence[int]) -> Iterator[tuple[Trial, str]]:
    """Try all, and give what is wrong; print what was tried."""
    tally: Counter[str] = Counter()
    parts = [
        (engine, each[first : first + CHUNK])
        for engine, each in trials(numbers, tally).items()
        for first in range(0, len(each), CHUNK)
    ]
    wrong = 0
    with ProcessPoolExecutor() as pool:
        for (_, part), told in zip(parts, pool.map(judge, *zip(*parts, strict=True)), strict=True):
            tally["pages"] += len(part)
            for trial, what in zip(part, told, strict=True):
                if what:
                    wrong += 1
                    yield trial, what
    told = "".join(f", {number} {what}" for what, number in sorted(tally.items()))
    print(f"renderers: {len(ENGINES)}{told}, {wrong} wrong")


def main() -> int:
    """Try as many as the command line asks for."""
    given = [int(argument) for argument in sys.argv[1:]]
    count, first = (*given, *(COUNT, 0)[len(given) :])
    wrong = 0
    for trial, what in run(range(first, first + count)):
        wrong += 1
        if wrong <= SHOWN:
            print(
                f"{trial.engine}: {trial.translation!r} in {PLACES[trial.place].document!r}: {what}"
            )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
