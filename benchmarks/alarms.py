"""Counts what the rules on one message tell of real translations, and samples it for reading.

The catalogs are those of google/comprehensive-rust: current translations of what would be a
segment here (the catalogs hold lines of code as well). The pages are those of fastapi/fastapi:
the segments between two headings, where both languages have as many of them.

    python -m benchmarks.alarms [--sample N] [--seed N] [--of CODE…] [--texts N] [--cost] [CORPORA]
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from transync.checks.language import other_languages
from transync.checks.location import Location
from transync.checks.messages import RULES
from transync.checks.pair import Pair
from transync.checks.refusals import reason
from transync.core.build.compose import Refusal
from transync.core.document.split import split
from transync.core.markup.differences import deviations
from transync.core.markup.inventory import inventory, undefined
from transync.core.markup.tolerance import Texts
from transync.dialects import COMMONMARK
from transync.domain.allowance import REFUSING
from transync.domain.errors import TransyncError
from transync.domain.model import Segment
from transync.formats import po
from transync.locale.languages import language
from transync.project.translations import in_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.domain.model import Document, Finding
    from transync.locale.languages import Language

CORPORA = Path(__file__).parents[2] / "shared/corpora"
CATALOGS = "comprehensive-rust/po"
PAGES = "fastapi/docs"
CODES = ("ar", "de", "fr", "ja", "ko", "zh-TW", "zh-Hant")
ENGLISH = language("en", {})
CODE = re.compile(r"//|/\*|b?\"[\s\S]*\"$|b?'.*'$|[A-Z_]+$")
"""What the catalogs take from code listings: comments and strings."""


class Alarm(NamedTuple):
    """What a rule tells of a message."""

    corpus: str
    code: str
    sentence: str
    pair: Pair


def catalog(path: Path) -> Iterator[Pair]:
    """Give the current translations of a catalog, of texts that would be segments."""
    own = language(path.stem, {})
    read = po.parse(path.read_text(encoding="utf-8"), path.name)
    for entry in read.entries:
        message = entry.message
        if message.translated and message.id and is_segment(message.id):
            location = Location(path.name, entry.line)
            yield Pair(message.id, message.translation, ENGLISH, own, location=location)


def is_segment(text: str) -> bool:
    """Tell whether a text is one segment of a document of its own."""
    segments = list(split(f"{text}\n").segments)
    return len(segments) == 1 and segments[0].text == text and not CODE.match(text)


def page(english: Path, path: Path, own: Language) -> Iterator[Pair]:
    """Give the segments of a page beside those of the English page, where they have the same."""
    try:
        before, after = (split(each.read_text(encoding="utf-8")) for each in (english, path))
    except (OSError, TransyncError):
        return
    sources, translations = sections(before), sections(after)
    if len(sources) != len(translations):
        return
    for source, translation in zip(sources, translations, strict=True):
        if [each.form for each in source] == [each.form for each in translation]:
            for one, same in zip(source, translation, strict=True):
                location = Location(path.name, same.line)
                yield Pair(one.text, same.text, ENGLISH, own, one.form, before.references, location)


def sections(document: Document) -> list[list[Segment]]:
    """Give the segments of a document, from each heading to the next."""
    found: list[list[Segment]] = [[]]
    for segment in document.segments:
        if segment.description.startswith("heading"):
            found.append([])
        found[-1].append(segment)
    return found


def corpora(root: Path) -> Iterator[tuple[str, list[list[Pair]]]]:
    """Give the pairs of every corpus, by language and document."""
    for path in sorted((root / CATALOGS).glob("*.po")):
        yield f"rust {path.stem}", [list(catalog(path))]
    for code in ("de", "ja", "zh-Hant"):
        own = language(code, {})
        english, folder = (root / PAGES / name for name in ("en", code.lower()))
        paths = [path.relative_to(folder) for path in sorted(folder.rglob("*.md"))]
        yield f"fastapi {code}", [list(page(english / path, folder / path, own)) for path in paths]


def alarms(corpus: str, documents: Sequence[Sequence[Pair]]) -> Iterator[Alarm]:
    """Apply every rule to the pairs of a corpus."""
    project = [ENGLISH, *(language(code, {}) for code in CODES)]
    for pairs in documents:
        for pair in pairs:
            found = (*markup(pair), *messages(pair))
            yield from (Alarm(corpus, each.code, each.message, pair) for each in found)
        by_line = {pair.location.line: pair for pair in pairs}
        for each in other_languages(pairs, project):
            yield Alarm(corpus, each.code, each.message, by_line[each.line])


def markup(pair: Pair) -> Iterator[Finding]:
    """Apply the rules on what refuses a translation where nobody has allowed it."""
    before, after = (
        inventory(text, pair.form, pair.references, COMMONMARK)
        for text in (pair.source, pair.translation)
    )
    address_codes = (in_addresses(pair.origin), in_addresses(pair.language))
    loose = tuple(undefined(pair.translation, pair.source, pair.references))
    texts = Texts(
        pair.source, pair.translation, pair.form, address_codes=address_codes, undefined=loose
    )
    segment = Segment(pair.source, pair.source, pair.form, "", 0, 0)
    return (
        reason(Refusal(segment, code, pair.translation, what), pair.location)
        for code, what, _ in deviations(texts, before, after)
    )


def messages(pair: Pair) -> Iterator[Finding]:
    """Apply the rules on one message."""
    for rule in RULES.values():
        yield from rule(pair)


def table(found: Iterable[Alarm], sizes: dict[str, int]) -> Iterator[str]:
    """Give a row per code: how many findings in each corpus."""
    counts = Counter((each.code, each.corpus) for each in found)
    yield "| | " + " | ".join(sizes) + " | all |"
    yield "|---|" + "--:|" * (len(sizes) + 1)
    rows = [("messages", list(sizes.values()))]
    codes = sorted({code for code, _ in counts})
    rows += [(code, [counts[code, corpus] for corpus in sizes]) for code in codes]
    for name, values in rows:
        cells = [*(f"{number or ''}" for number in values), str(sum(values))]
        yield f"| {name} | " + " | ".join(cells) + " |"


def cost(documents: Sequence[Sequence[Pair]]) -> str:
    """Measure the processor time of the rules of T4 and T5, and of T3, per 1,000 messages."""
    pairs = [Pair(*each) for document in documents for each in map(_fields, document)]
    times = []
    project = [ENGLISH, *(language(code, {}) for code in CODES)]
    for apply in (markup, messages, lambda pair: iter(other_languages([pair], project))):
        begun = time.process_time()
        for pair in pairs:
            list(apply(pair))
        times.append(1e6 * (time.process_time() - begun) / len(pairs))
    return "per 1,000 messages: T3 {:.0f} ms, T4 and T5 {:.0f} ms, T401 {:.0f} ms".format(*times)


def _fields(pair: Pair) -> tuple[str, str, Language, Language]:
    return pair.source, pair.translation, pair.origin, pair.language


def main() -> None:
    """Print the counts, and a sample that is the same in every run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", nargs="?", type=Path, default=CORPORA)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--of", nargs="+", default=["T"], help="codes to sample, or beginnings")
    parser.add_argument("--texts", type=int, default=160, help="characters of each text to show")
    parser.add_argument("--cost", action="store_true", help="measure the time, too")
    asked = parser.parse_args()
    found: list[Alarm] = []
    sizes: dict[str, int] = {}
    for corpus, documents in corpora(asked.corpora):
        sizes[corpus] = sum(map(len, documents))
        if asked.cost:
            print(f"{corpus:16} {cost(documents)}")
        found += alarms(corpus, documents)
    print(*table(found, sizes), sep="\n")
    refused = {id(each.pair) for each in found if each.code in REFUSING}
    print(f"\n{len(refused)} of {sum(sizes.values())} translations are refused")
    chosen = [each for each in found if each.code.startswith(tuple(asked.of))]
    Random(asked.seed).shuffle(chosen)
    for each in chosen[: asked.sample]:
        print(f"\n{each.corpus} {each.code} {each.sentence}")
        print(
            f"    {each.pair.source[: asked.texts]!r}\n    {each.pair.translation[: asked.texts]!r}"
        )


if __name__ == "__main__":
    main()
