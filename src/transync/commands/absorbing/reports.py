"""Reports what of an edited page its catalog does not have: with both places, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.drift import output_edited
from transync.checks.location import Location
from transync.checks.refusals import reason
from transync.commands.absorbing.remainder import remainder
from transync.domain.errors import CatalogError
from transync.domain.findings import finding
from transync.domain.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.absorbing.edits import TextOnPage
    from transync.commands.absorbing.remainder import PageVersions
    from transync.commands.absorbing.texts import TextProblem
    from transync.core.build.refusal import Refusal
    from transync.domain.model import Catalog, Finding, Key
    from transync.project.targets import Target


def unknown(target: Target) -> Finding:
    """Report that nobody knows what was edited: the page may never have been transync's."""
    what = "most of it is not what its catalog gives; `transync import` takes such a page over"
    return _edited(target, 1, 1, what)


def conflicts(target: Target, catalog: Catalog, keys: Sequence[Key]) -> Iterator[Finding]:
    """Report the messages of a catalog, as it was read, that have both translations now."""
    lines = {entry.message.key: entry.line for entry in catalog.entries}
    for key in keys:
        message = f'the page says otherwise than the catalog for "{key[1]}"; it has both: choose'
        error = CatalogError(message, path=catalog.path, line=lines[key], column=1)
        yield finding(error, target.document.path, target.language.code)


def of_text(target: Target, problem: TextProblem) -> Finding:
    """Report an edit of a text that no catalog can take."""
    text = problem.text
    place = f"the text of {target.document.path}:{text.segment.line}:{text.segment.column}"
    return _edited(target, text.line, text.column, problem.why.replace("{}", place, 1))


def remaining(
    target: Target,
    versions: PageVersions,
    texts: Sequence[TextOnPage],
    refusals: Sequence[Refusal],
) -> Iterator[Finding]:
    """Report where a page still differs from what a build would make, and why."""
    path, lines = target.document.path, NEWLINE.split(versions.page)
    found = [*remainder(versions, texts)]
    lines_of_words = [each for each in found if "".join(lines[each[0] - 1 : each[0]]).strip()]
    for line, segment in lines_of_words or found:
        place = f"{path}:{segment.line}:{segment.column}" if segment else path
        what = f"what stands here, behind {place}"
        if why := _refusal_of("".join(lines[line - 1 : line]), refusals):
            said = reason(why, Location(target.path))
            message = f"{what}, would be refused ({said.code}: {said.message})"
        else:
            message = f"no message can hold {what}"
        yield _edited(target, line, 1, message)


def _refusal_of(line: str, refusals: Sequence[Refusal]) -> Refusal | None:
    """Return the refusal of what a line is among, if there is any."""
    among = (each for each in refusals if line in NEWLINE.split(each.translation))
    return next(among, None) if line.strip() else None


def _edited(target: Target, line: int, column: int, what: str) -> Finding:
    path = target.document.path
    return output_edited(Location(target.path, line, column, path, target.language.code), what)
