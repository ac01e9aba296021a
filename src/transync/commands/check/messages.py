"""Find what is wrong with the messages that a document uses in a language."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync.checks import RuleSelection, ignored, without
from transync.checks.anchors import lost_anchors, lost_ids
from transync.checks.drift import below_minimum, outdated, untranslated
from transync.checks.location import Location
from transync.checks.messages import RULES, SAFETY, check_messages
from transync.checks.pair import Pair
from transync.domain.model import Form, Severity
from transync.project.composing import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.checks.glossary import Glossary
    from transync.commands.build.build import Made
    from transync.dialects import Dialect
    from transync.domain.model import Finding, Key, Message, Segment
    from transync.locale.languages import Language
    from transync.project.targets import Target

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
    selection: RuleSelection

    def of(self, origin: Language) -> Asked:
        """Return the same, asked of texts whose source is in a language."""
        others = (each for each in self.languages if each.code != origin.code)
        return self._replace(languages=(origin, *others))


def message_findings(
    target: Target, made: Made, asked: Asked, dialect: Dialect
) -> Iterator[Finding]:
    """Report what of a document is not translated, or not as it should be; each message once."""
    document, language, _ = target
    minimum = asked.minimum.get(language.code, COMPLETE)
    segments = {segment.key: segment for segment in document.segments}
    entries = {key: made.known.entries[key] for key in segments if key in made.known.entries}
    betweens = made.known.betweens_of(document.path)
    findings: defaultdict[int, list[Finding]] = defaultdict(list)  # by the lines of the entries
    refused = refusals(made.composition, made.known, target)
    for found in (*refused, *_judged(target, made, asked, segments)):
        findings[found.line].append(found)
    # A text without one is a finding of the catalog: T103.
    for entry in (*entries.values(), *betweens):
        place = Location(made.known.path, entry.line, 1, document.path, language.code)
        of_entry = [*_drift(place, entry.message, minimum), *findings[entry.line]]
        yield from without(of_entry, ignored(entry.message.comments))
    if dialect.heading_ids:
        page = made.composition.text
        yield from lost_ids(document, page, dialect, language.code)
    else:
        yield from lost_anchors(document, made.published, language.code)
    if made.known.entries and made.percent < minimum < COMPLETE:
        place = Location(made.known.path, 0, 0, document.path, language.code)
        yield below_minimum(place, made.percent, minimum)


def _drift(place: Location, message: Message, minimum: float) -> Iterator[Finding]:
    """Report a message that is not translated, or outdated: a warning where not all must be.

    What stands between texts need not be another in each language.
    """
    if message.translated or message.plural is not None:
        return
    if message.fuzzy and message.translation:
        found = outdated(place, message.id, message.previous)
    elif message.is_between:
        return
    else:
        found = untranslated(place, message.id)
    yield found if minimum >= COMPLETE else found._replace(severity=Severity.WARNING)


def _judged(
    target: Target, made: Made, asked: Asked, segments: Mapping[Key, Segment]
) -> Iterator[Finding]:
    """Apply the rules to the translations that are published."""
    document, language, _ = target
    texts: list[Pair] = []
    betweens: list[Pair] = []
    for key, translation in made.published.items():
        entry = made.known.entries[key]
        is_between = entry.message.is_between
        if is_between or (key in segments and entry.message.plural is None):
            form = Form.TEXT if is_between else segments[key].form
            pair = Pair(
                *(key[1], translation, asked.languages[0], language, form, document.references),
                Location(made.known.path, entry.line, 1, document.path, language.code),
            )
            (betweens if is_between else texts).append(pair)
    terms = asked.terms.get(language.code)
    is_enabled = asked.selection.is_enabled
    yield from check_messages(texts, asked.languages, terms, is_enabled)
    for code in filter(is_enabled, SAFETY):  # what stands between texts is in no language
        yield from (found for pair in betweens for found in RULES[code](pair))
