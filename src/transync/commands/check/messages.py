"""Tells what is wrong with the messages that a document uses in a language."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync.checks import Choice, ignored, without
from transync.checks.anchors import lost_anchor, lost_anchors
from transync.checks.drift import below_minimum, outdated, untranslated
from transync.checks.messages import said
from transync.checks.pair import Pair
from transync.checks.rule import Place
from transync.domain.model import Severity
from transync.project.composing import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.checks.glossary import Glossary
    from transync.commands.build.build import Made
    from transync.domain.model import Entry, Finding, Key, Segment
    from transync.locale.languages import Language
    from transync.project.composing import Target

COMPLETE = 100
"""The minimum of a language that names none: all must be translated."""


class Asked(NamedTuple):
    """What is asked of the messages of a project."""

    languages: tuple[Language, ...]
    """Those that a text may be in: the source language, then the others."""
    terms: Mapping[str, Glossary]
    """By language."""
    minimum: Mapping[str, float]
    """By language: per cent of the words that must be translated."""
    choice: Choice


def message_findings(target: Target, made: Made, asked: Asked) -> Iterator[Finding]:
    """Report what of a document is not translated, or not as it should be; each message once."""
    document, language, _ = target
    minimum = asked.minimum.get(language.code, COMPLETE)
    segments = {segment.key: segment for segment in document.segments}
    entries = {key: made.known.entries[key] for key in segments if key in made.known.entries}
    findings = _refused(made, target)
    for line, finding in _judged(target, made, asked, segments):
        findings[line].append(finding)
    for key, entry in entries.items():  # a text without one is told of the catalog: T103
        place = Place(made.known.path, entry.line, 1, document.path, language.code)
        found = [*_drift(place, segments[key], entry, minimum), *findings[entry.line]]
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


def _judged(
    target: Target,
    made: Made,
    asked: Asked,
    segments: Mapping[Key, Segment],
) -> list[tuple[int, Finding]]:
    """Apply the rules to the translations that are published, each with the line of its entry."""
    document, language, _ = target
    pairs: list[Pair] = []
    lines: dict[int, int] = {}
    for key, translation in made.published.items():
        entry = made.known.entries[key]
        if key in segments and entry.message.plural is None:
            segment = segments[key]
            pair = Pair(
                *(segment.text, translation, asked.languages[0], language),
                *(segment.form, document.references),
            )
            pairs.append(pair)
            lines[id(pair)] = entry.line
    terms = asked.terms.get(language.code)
    place = Place(made.known.path, 0, 1, document.path, language.code)
    return [
        (lines[id(pair)], at(place._replace(line=lines[id(pair)]), sentence))
        for pair, at, sentence in said(pairs, asked.languages, terms, asked.choice.asks)
    ]


def _anchors(target: Target, made: Made) -> Iterator[Finding]:
    """Report the headings that links do not find in a translation, each at its place."""
    document, language, _ = target
    for heading, anchor in lost_anchors(document, made.published):
        place = Place(*(document.path, heading.line, heading.column, document.path), language.code)
        yield lost_anchor.at(place, lost_anchor.tell(anchor))


def _refused(made: Made, target: Target) -> defaultdict[int, list[Finding]]:
    """Gather, by the lines of their entries, the translations that could not be written."""
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for each in refusals(made.composition, made.known, target):
        found[each.line].append(each)
    return found
