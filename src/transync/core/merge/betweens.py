"""Brings the "between" messages of a catalog up to its documents, as `merge` does with texts.

Such a message is made by import and absorb only. It is live for as long as its lines stand in a
document; where they have changed, it is fuzzy, with what it was made for; else it is obsolete, and
back as soon as its lines are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.document.occurrences import occurrences
from transync.core.merge.similarity import Nearest
from transync.domain.model import BETWEEN, NEWLINE, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from transync.domain.model import Catalog, Message

COMMENT = "between two texts; made by import or absorb"
"""The comment for translators on such a message (`#.`)."""

_FEW = 2
"""Up to how many lines may all of them have changed; of more, one must still stand there."""
_MOST = 2_000
"""How many places are compared with lines that are gone, at most."""


def has_betweens(catalog: Catalog) -> bool:
    """Whether a catalog has such messages, live or obsolete."""
    return any(entry.message.is_between for entry in catalog.entries)


def with_betweens(
    catalog: Catalog, texts: Mapping[str, str], unread: Container[str] = frozenset()
) -> Catalog:
    """Return a catalog whose "between" messages are those of its documents, whole `texts` by path.

    They stand behind the texts of segments, the obsolete ones at its end. Those of `unread`
    documents stay as they are. A catalog without such messages is returned as it is.
    """
    if not has_betweens(catalog):
        return catalog
    mine = [entry for entry in catalog.entries if entry.message.is_between]
    others = [entry for entry in catalog.entries if not entry.message.is_between]
    plain = {path: NEWLINE.sub("\n", text) for path, text in texts.items()}
    upkeep = _Upkeep(plain, unread, {entry.message.id for entry in mine})
    done = [(entry, upkeep.message(entry.message)) for entry in mine]
    entries = [
        entry if message == entry.message else Entry(message)
        for entry, message in done
        if message.translation or not message.obsolete
    ]
    return catalog._replace(
        entries=(
            *(entry for entry in others if not entry.message.obsolete),
            *(entry for entry in entries if not entry.message.obsolete),
            *(entry for entry in others if entry.message.obsolete),
            *(entry for entry in entries if entry.message.obsolete),
        )
    )


class _Upkeep:
    """Decides what becomes of each message; no two of them get the same lines."""

    def __init__(self, texts: Mapping[str, str], unread: Container[str], taken: set[str]) -> None:
        self._texts = texts
        self._unread = unread
        self._taken = taken

    def message(self, message: Message) -> Message:
        """Return a message as it has to be now."""
        waiting = [path for path in message.paths if path in self._unread]
        held = self._own_holders if waiting else self._holders
        if found := [*held(message, message.id), *waiting]:
            return _live(message, found)
        if message.obsolete or not message.translation:
            return _gone(message)
        source = _source(message)
        if source not in self._taken and (found := self._holders(message, source)):
            return self._moved(message, source, found)
        near = self._nearest(message, source)
        if near is None:
            return _gone(message)
        return self._moved(message, near, self._holders(message, near))

    def _moved(self, message: Message, lines: str, found: Sequence[str]) -> Message:
        """Return a message of other lines: it is fuzzy, unless it was made for these."""
        self._taken.add(lines)
        source = _source(message)
        live = _live(message._replace(id=lines), found)
        if lines == source:
            return live._replace(fuzzy=False, previous=None, previous_context=None)
        return live._replace(fuzzy=True, previous=source, previous_context=BETWEEN)

    def _holders(self, message: Message, lines: str) -> list[str]:
        """Return the paths of the documents that have some lines: of all, where its own has not."""
        return self._own_holders(message, lines) or _having(self._texts, message, lines)

    def _own_holders(self, message: Message, lines: str) -> list[str]:
        return _having(self._own(message), message, lines)

    def _nearest(self, message: Message, source: str) -> str | None:
        """Return the lines of its documents that are most like those it was made for."""
        texts = self._own(message) or self._texts
        places = {each: None for text in texts.values() for each in _places(text, source)}
        found = Nearest([each for each in places if each not in self._taken][:_MOST]).to(source)
        return found[1] if found else None

    def _own(self, message: Message) -> Mapping[str, str]:
        return {path: text for path, text in self._texts.items() if path in message.paths}


def _having(texts: Mapping[str, str], message: Message, lines: str) -> list[str]:
    found = [path for path, text in texts.items() if occurrences(text, [lines], "\n")]
    return sorted(found, key=_order(message))


def _order(message: Message) -> Callable[[str], int]:
    """Return by what to sort paths, so that those of a message stay in their order."""
    known = {path: number for number, path in enumerate(message.paths)}
    return lambda path: known.get(path, len(known))


def _source(message: Message) -> str:
    return message.previous if message.fuzzy and message.previous is not None else message.id


def _live(message: Message, paths: Sequence[str]) -> Message:
    documents = message.documents if set(paths) == set(message.paths) else tuple(paths)
    return message._replace(obsolete=False, extracted=(COMMENT,), documents=documents)


def _gone(message: Message) -> Message:
    return message._replace(obsolete=True, extracted=(), documents=())


def _places(text: str, source: str) -> Iterator[str]:
    """Yield the runs of lines of a text that are about as many as those of a source."""
    wanted = source.split("\n")
    known = {line for line in wanted if line.strip()}
    lines = text.split("\n")
    for size in (len(wanted), len(wanted) + 1, len(wanted) - 1):
        for start in range(len(lines) - size + 1 if size else 0):
            found = lines[start : start + size]
            is_like = len(wanted) <= _FEW or not known.isdisjoint(found)
            if is_like and found[0].strip() and found[-1].strip():
                yield "\n".join(found)
