"""The same work by transync and its peers: one language, extracted and built, cold and again."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.peers.catalogs import fill
from benchmarks.peers.running import started
from benchmarks.peers.work import cleared, prepared
from benchmarks.speed.timing import best, timed
from tests.support.pseudo import pseudo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.peers.corpora import Corpus
    from benchmarks.peers.tools import Tool
    from benchmarks.peers.work import Work
    from benchmarks.speed.timing import Cost

_TIMES = 3
_SHORT = 20
"""What takes fewer seconds is done so many times, and the quickest counts."""

_EDIT = b"\nOne more sentence, at the end of all.\n"


class Race(NamedTuple):
    """What a tool took for a corpus: extract and build together, but for the first two."""

    extract: Cost
    build: Cost
    again: Cost
    """Nothing changed."""
    edited: Cost
    """One document edited."""

    @property
    def cold(self) -> Cost:
        """The first extraction and the first build."""
        return self.extract.plus(self.build)


def raced(tool: Tool, corpus: Corpus) -> Race:
    """Extract and build a corpus with a tool, all messages translated."""
    with TemporaryDirectory() as folder:
        rounds: list[tuple[Cost, Cost]] = []
        while len(rounds) < (_TIMES if rounds and _is_short(rounds[0]) else 1):
            work = prepared(Path(folder) / f"{len(rounds)}", corpus)
            rounds.append(_cold(tool, work))
        extract, build = map(best, zip(*rounds, strict=True))
        _both(tool, work)
        again = _both(tool, work)
        note = work.places(work.names[len(work.names) // 2])["note"]
        note.write_bytes(note.read_bytes() + _EDIT)
        return Race(extract, build, again, _both(tool, work))


def _is_short(costs: Iterable[Cost]) -> bool:
    return sum(cost.wall for cost in costs) < _SHORT


def _cold(tool: Tool, work: Work) -> tuple[Cost, Cost]:
    """Extract what nobody has extracted, translate it, and build."""
    extract = _timed(tool, tool.extract, work)
    for name in work.names:
        fill(work.places(name)["catalog"], pseudo)
    cleared(work)
    return extract, _timed(tool, tool.build, work)


def _both(tool: Tool, work: Work) -> Cost:
    return _timed(tool, tool.extract, work).plus(_timed(tool, tool.build, work))


def _timed(tool: Tool, command: str, work: Work) -> Cost:
    return timed(*_started(tool, command, work))


def _started(tool: Tool, command: str, work: Work) -> tuple[tuple[str, ...], Path, str]:
    """Leave out documents of which a peer has made no catalog: it would stop at them."""
    is_build = command == tool.build
    there = [n for n in work.names if not is_build or work.places(n)["catalog"].is_file()]
    argv, given = started(tool, command, work, there)
    return argv, work.folder, given
