"""Tells what is wrong with the messages that a document uses in a language."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from transync.checks import Choice, ignored, without
from transync.checks.anchors import lost_anchor, lost_anchors
from transync.checks.drift import below_minimum, outdated, untranslated
from transync.checks.rule import Place
from transync.model import Severity
from transync.workflow.build import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.model import Entry, Finding, Segment
    from transync.workflow.build import Made, Target
    from transync.workflow.project import Project

COMPLETE = 100
"""The minimum of a language that names none: all must be translated."""


def message_findings(
    project: Project, target: Target, made: Made, choice: Choice
) -> Iterator[Finding]:
    """Report what of a document is not translated, or not as it should be; each message once."""
    document, language, _ = target
    minimum = project.config.check.minimum.get(language.code, COMPLETE)
    refused = _refused(made, target)
    segments = {segment.key: segment for segment in document.segments}
    for key, segment in segments.items():
        entry = made.known.entries.get(key)
        if entry is None:
            continue  # the catalog is behind, which is told of the catalog
        place = Place(made.known.path, entry.line, 1, document.path, language.code)
        found = [*_drift(place, segment, entry, minimum), *refused[entry.line]]
        yield from without(found, ignored(entry.message.comments))
    yield from _anchors(target, made)
    if made.known.entries and made.percent < minimum < COMPLETE:
        place = Place(made.known.path, 0, 0, document.path, language.code)
        yield below_minimum.at(place, below_minimum.tell(made.percent, minimum))


def _drift(place: Place, segment: Segment, entry: Entry, minimum: float) -> Iterator[Finding]:
    """Report a message that is not translated, or outdated: a warning where not all must be."""
    message = entry.message
    if message.translated or message.plural is not None:
        return
    if message.fuzzy and message.translation:
        found = outdated.at(place, outdated.tell(segment.text, message.previous))
    else:
        found = untranslated.at(place, untranslated.tell(segment.text))
    yield found if minimum >= COMPLETE else found._replace(severity=Severity.WARNING)


def _anchors(target: Target, made: Made) -> Iterator[Finding]:
    """Report the headings that links do not find in a translation, each at its place."""
    document, language, _ = target
    refused = {each.segment.key for each in made.composition.refusals}
    current = {key: text for key, text in made.known.current.items() if key not in refused}
    for heading, anchor in lost_anchors(document, current):
        place = Place(*(document.path, heading.line, heading.column, document.path), language.code)
        yield lost_anchor.at(place, lost_anchor.tell(anchor))


def _refused(made: Made, target: Target) -> defaultdict[int, list[Finding]]:
    """Gather, by the lines of their entries, the translations that could not be written."""
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for each in refusals(made.composition, made.known, target):
        found[each.line].append(each)
    return found
