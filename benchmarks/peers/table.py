"""The results as Markdown tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.peers.corpora import Corpus
    from benchmarks.peers.results import Result
    from benchmarks.peers.tools import Tool

    Results = Sequence[tuple[Tool, Sequence[Result]]]


class Question(NamedTuple):
    """What a table answers."""

    title: str
    answer: Callable[[Result], str]
    prose: bool = False
    """Whether it is about prose, and not for documents that have none worth the name."""


def _share(number: int, of: int) -> str:
    """Give a percentage that is 100 for all and only for all."""
    return str(100 * number // of)


def _rest(number: int, of: int) -> str:
    """Give a percentage that is 0 for none and only for none."""
    return f"{max(100 * number / of, 0.1):.1f}" if number else "0"


_QUESTIONS = (
    Question(
        "Round trip: files that come back byte for byte, every message translated with itself, %",
        lambda result: _share(result.returned, result.documents),
    ),
    Question(
        "Files that come back byte for byte, nothing translated, %",
        lambda result: _share(result.untouched, result.documents),
    ),
    Question(
        "Structure: files whose blocks survive a pseudo-translation, %",
        lambda result: _share(result.kept, result.documents),
    ),
    Question(
        "Prose that no translator is offered, % of words",
        lambda result: _rest(result.lost, result.words),
        prose=True,
    ),
    Question(
        "Prose that stays as it was although every message is translated, % of words",
        lambda result: _rest(result.unchanged, result.words),
        prose=True,
    ),
)


def tables(corpora: Sequence[Corpus], results: Results) -> str:
    """Lay the results out: a table per question, a row per tool, a column per corpus."""
    parts = [_answered(question, corpora, results) for question in _QUESTIONS]
    return "\n\n".join([*parts, "\n".join(_command(*row) for row in results)])


def _answered(question: Question, corpora: Sequence[Corpus], results: Results) -> str:
    columns = [n for n, corpus in enumerate(corpora) if corpus.written or not question.prose]
    head = [f"{corpora[n].name} ({len(corpora[n].documents)})" for n in columns]
    rows = [[tool.name, *(question.answer(row[n]) for n in columns)] for tool, row in results]
    return f"**{question.title}**\n\n{_table(['', *head], rows)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _command(tool: Tool, results: Sequence[Result]) -> str:
    """Say which version was run how, and how many documents it made nothing of."""
    failed = sum(result.failed for result in results)
    of = sum(result.documents for result in results)
    return (
        f"- {tool.name}, version {tool.version}: `{tool.extract}`, `{tool.build}`;"
        f" nothing was made of {failed} of {of} documents."
    )
