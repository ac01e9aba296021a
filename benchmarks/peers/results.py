"""One tool on one corpus: extract, translate, build, measure."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.peers import measures
from benchmarks.peers.catalogs import fill, messages, other, same
from benchmarks.peers.running import run
from benchmarks.peers.work import cleared, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.peers.corpora import Corpus
    from benchmarks.peers.tools import Tool
    from benchmarks.peers.work import Work

    Translators = Callable[[str], Callable[[str], str]]


class Result(NamedTuple):
    """What was counted: of documents, and of words of prose."""

    documents: int
    failed: int
    """Documents of which nothing was made, whatever the catalog."""
    returned: int
    """Documents that came back byte for byte, every message translated with itself."""
    untouched: int
    """Documents that came back byte for byte, no message translated."""
    kept: int
    """Documents whose blocks were the same under a pseudo-translation."""
    words: int
    """Of the prose in the documents of which something was made."""
    lost: int
    """Words that no message offered to a translator."""
    unchanged: int
    """Words that were not translated although every message was."""


def measured(tool: Tool, corpus: Corpus) -> Result:
    """Measure a tool on a corpus."""
    with TemporaryDirectory() as folder:
        work = prepared(Path(folder), corpus)
        run(tool, tool.extract, work, work.names)
        texts = [document.decode("utf-8") for document in corpus.documents]
        offered = [messages(work.places(name)["catalog"]) for name in work.names]
        untouched = _built(tool, work, texts, lambda _: lambda _: "")
        returned = _built(tool, work, texts, lambda _: same)
        pseudo = _built(tool, work, texts, other)
    made = [number for number, output in enumerate(returned) if output]
    runs = [measures.prose(texts[number]) for number in made]
    translated = [output.decode("utf-8", "replace") for output in pseudo]
    after = [measures.prose(translated[number]) for number in made]
    blocks = measures.blocks
    return Result(
        documents=len(texts),
        failed=len(texts) - len(made),
        returned=_equal(returned, corpus.documents),
        untouched=_equal(untouched, corpus.documents),
        kept=_equal([blocks(text) for text in translated], [blocks(text) for text in texts]),
        words=sum(map(measures.total, runs)),
        lost=sum(map(measures.lost, runs, [offered[number] for number in made])),
        unchanged=sum(map(measures.unchanged, runs, after)),
    )


def _built(tool: Tool, work: Work, texts: list[str], translators: Translators) -> list[bytes]:
    """Translate every message, build, and give what was built: nothing where nothing was."""
    for name, text in zip(work.names, texts, strict=True):
        fill(work.places(name)["catalog"], translators(text))
    cleared(work)
    run(tool, tool.build, work, [n for n in work.names if work.places(n)["catalog"].is_file()])
    return list(_outputs(work))


def _outputs(work: Work) -> Iterator[bytes]:
    for name in work.names:
        output = work.places(name)["output"]
        yield output.read_bytes() if output.is_file() else b""


def _equal(given: Sequence[object], wanted: Sequence[object]) -> int:
    return sum(one == another for one, another in zip(given, wanted, strict=True))
