"""Keeps the ids of headings in a translated page: those that the generator makes of the source."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING

from transync.core.document.headings import headings
from transync.dialects.slugs import Heading, OwnIds, heading_ids, heading_text
from transync.dialects.slugs.spelling import Position, id_below, joined, with_id
from transync.domain.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.core.document.headings import PlacedHeading
    from transync.dialects import Dialect
    from transync.dialects.slugs import HeadingIds
    from transync.dialects.slugs.spelling import Spelling
    from transync.domain.model import Document


def with_source_ids(document: Document, page: str, dialect: Dialect) -> str:
    """Return a page whose headings have the ids that the generator makes of the document's.

    An id is written, in the spelling of the dialect, only where the generator would make another
    of the translated page; a heading that has an id of its own keeps that, and where it has the
    other one as well, keeps both. A page whose headings are those of the document is returned as it
    is.
    """
    ids = dialect.heading_ids
    if ids is None or not ids.spelling.written:
        return page
    try:
        sources, translated = headings(document.text, dialect), headings(page, dialect)
    except DocumentError:
        return page
    if len(sources) != len(translated) or _plain(sources) == _plain(translated):
        return page
    wanted = _written(generated_ids(sources, ids), translated, ids)
    return _inserted(page, translated, wanted, ids, document.newline)


def generated_ids(found: Sequence[PlacedHeading], ids: HeadingIds) -> list[str]:
    """Return the ids that the generator makes of headings, or those of the author instead."""
    has_own = not ids.spelling.has_both
    return heading_ids(
        (Heading(each.markdown, each.own_id if has_own else "") for each in found), ids.scheme
    )


def _plain(found: Sequence[PlacedHeading]) -> list[Heading]:
    return [Heading(heading.markdown, heading.own_id) for heading in found]


def _written(
    wanted: Sequence[str], translated: Sequence[PlacedHeading], ids: HeadingIds
) -> Mapping[int, str]:
    """Return the ids to write, by the numbers of their headings.

    Where ids count on the whole page, one that is written may renumber headings before it: these
    are looked at again, until none needs an id any more.
    """
    written: dict[int, str] = {}
    while missing := _missing(wanted, translated, ids, written):
        written |= missing
        if ids.scheme.own_ids is not OwnIds.FIRST:
            break
    return written


def _missing(
    wanted: Sequence[str],
    translated: Sequence[PlacedHeading],
    ids: HeadingIds,
    written: Mapping[int, str],
) -> dict[int, str]:
    """Return the ids that headings lack if those that are written were there."""
    scheme, spelling = ids
    used: dict[str, int] = {}
    if scheme.own_ids is OwnIds.FIRST:
        own_ids = [heading.own_id for heading in translated if heading.own_id]
        used = dict.fromkeys((*own_ids, *written.values()), 0)
    missing = {}
    for number, (heading, id_) in enumerate(zip(translated, wanted, strict=True)):
        counts = not spelling.has_both or heading.own_id == id_
        own = (heading.own_id if counts else "") or written.get(number, "")
        if not own:
            trial = ChainMap[str, int]({}, used)
            slug = scheme.slug(heading_text(heading.markdown, scheme.reading))
            if (
                scheme.number(slug, trial) != id_
                and id_
                and _can_be_written(id_, heading, spelling)
            ):
                missing[number] = own = id_
            if not (own and spelling.replaces):
                used.update(trial.maps[0])
        if own and spelling.replaces and scheme.own_ids is not OwnIds.IGNORED:
            used.setdefault(own, 0)
    return missing


def _can_be_written(id_: str, heading: PlacedHeading, spelling: Spelling) -> bool:
    has_line_below = not (heading.is_nested or heading.is_underlined)
    return bool(with_id(id_, spelling) or (has_line_below and id_below(id_, spelling)))


def _inserted(
    page: str,
    translated: Sequence[PlacedHeading],
    written: Mapping[int, str],
    ids: HeadingIds,
    newline: str,
) -> str:
    pieces = []
    position = 0
    for number, id_ in sorted(written.items()):
        heading = translated[number]
        if below := id_below(id_, ids.spelling):
            pieces += [page[position : heading.end], newline, below]
            position = heading.end
        elif ids.spelling.position is Position.BEHIND:
            kept = page[position : heading.end].rstrip(" \t")
            pieces.append(joined(kept, id_, _spelling(page, heading, ids.spelling)))
            position = heading.end
        elif not heading.is_nested:
            pieces += [page[position : heading.begin], with_id(id_, ids.spelling), newline]
            position = heading.begin
    return "".join([*pieces, page[position:]])


def _spelling(page: str, heading: PlacedHeading, spelling: Spelling) -> Spelling:
    line = page.rfind("\n", 0, heading.begin) + 1
    if spelling.written_elsewhere and not page.startswith("#", line):
        return spelling._replace(written=spelling.written_elsewhere)
    return spelling
