"""The rows of an index by the paths of files: packed by folder, for few folders are ever opened."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Row(NamedTuple):
    """What the messages of a catalog may be to others: marks of their texts, joined."""

    offers: str = ""
    """Those whose translation another message may take over."""
    wants: str = ""
    """Those that wait for a translation."""
    is_spare: bool = False
    """Whether it has suggestions or obsolete translations, which may be like any new text."""
    is_homeless: bool = False
    """Whether its documents are gone: what others take over now, it gives up."""


class Packed(NamedTuple):
    """The rows of one folder."""

    rows: bytes
    """By name, as JSON: a mark that one has can be found in it."""
    wants: bool
    """Whether any waits for a translation; and the same of what else rows tell."""
    is_spare: bool
    is_homeless: bool


class Rows:
    """The rows of many files."""

    def __init__(self, packed: Mapping[str, Packed] | None = None) -> None:
        self._kept = dict(packed or {})
        """Those of the folders in which nothing has changed."""
        self._open: dict[str, dict[str, Row]] = {}

    def __bool__(self) -> bool:
        return bool(self._kept) or any(self._open.values())

    def __setitem__(self, path: str, row: Row) -> None:
        head, _, name = path.rpartition("/")
        opened = self._opened(head)
        if opened.get(name) != row:
            opened[name] = row
            self._kept.pop(head, None)

    def drop(self, path: str) -> None:
        """Leave out a file, if it is among them."""
        head, _, name = path.rpartition("/")
        if self._opened(head).pop(name, None) is not None:
            self._kept.pop(head, None)

    @property
    def wants(self) -> bool:
        """Whether any waits for a translation; no folder has to be opened to tell."""
        changed = (row for head in self._changed() for row in self._open[head].values())
        return any(packed.wants for packed in self._kept.values()) or any(
            row.wants for row in changed
        )

    def some(self, is_meant: Callable[[Packed], bool]) -> Iterator[tuple[str, Row]]:
        """Give the rows by path, but not those of folders of which none `is_meant`.

        Folders that have changed are always among them.
        """
        meant = [head for head, packed in self._kept.items() if is_meant(packed)]
        for head in [*meant, *self._changed()]:
            above = f"{head}/" if head else ""
            yield from ((above + name, row) for name, row in self._opened(head).items())

    def packed(self) -> dict[str, Packed]:
        """Pack them, by folder."""
        changed = {head: rows for head in self._changed() if (rows := self._open[head])}
        return self._kept | {head: _packed(rows) for head, rows in changed.items()}

    def _changed(self) -> list[str]:
        """Give the folders in which something has changed."""
        return [head for head in self._open if head not in self._kept]

    def _opened(self, head: str) -> dict[str, Row]:
        if head not in self._open:
            packed = self._kept.get(head)
            rows = json.loads(packed.rows) if packed else {}
            self._open[head] = {name: Row(*row) for name, row in rows.items()}
        return self._open[head]


def _packed(rows: Mapping[str, Row]) -> Packed:
    return Packed(
        json.dumps(
            {name: _short(row) for name, row in rows.items()}, separators=(",", ":")
        ).encode(),
        any(row.wants for row in rows.values()),
        any(row.is_spare for row in rows.values()),
        any(row.is_homeless for row in rows.values()),
    )


def _short(row: Row) -> list[str | bool]:
    """Leave out what most have not."""
    parts: list[str | bool] = [row.offers, row.wants, row.is_spare, row.is_homeless]
    while parts and not parts[-1]:
        parts.pop()
    return parts


def written(every: Mapping[str, Rows]) -> bytes:
    """Give how rows of several kinds are kept."""
    head, bodies = [], []
    for kind, rows in every.items():
        for folder, packed in rows.packed().items():
            head.append([kind, folder, len(packed.rows), *packed[1:]])
            bodies.append(packed.rows)
    return b"".join((json.dumps(head).encode(), b"\n", *bodies))


def read(data: bytes) -> dict[str, Rows]:
    """Read the rows that were kept so, by kind."""
    found: dict[str, dict[str, Packed]] = {}
    start = data.find(b"\n") + 1
    for kind, folder, size, *traits in json.loads(data[:start]):
        found.setdefault(kind, {})[folder] = Packed(data[start : start + size], *traits)
        start += size
    return {kind: Rows(folders) for kind, folders in found.items()}
