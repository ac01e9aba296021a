"""Reports the translations that were not written: why, and how each can be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks import markup, safety
from transync.checks.active import active, template_code
from transync.checks.form import hard_break
from transync.core.markup.differences import Difference
from transync.core.markup.inventory import LINK
from transync.core.markup.strangers import Stranger
from transync.domain.errors import DocumentError
from transync.domain.model import Finding, Severity

if TYPE_CHECKING:
    from transync.checks.rule import Place
    from transync.core.build.compose import Refusal

_RULES = {
    each.code: each
    for each in (
        *(markup.link, markup.image, markup.code_span, markup.tag, markup.token),
        *(markup.footnote, markup.anchor, hard_break, markup.structure, markup.label),
    )
}
_OTHER_BLOCKS = "the blocks of the document would not be the same"


def refused(refusal: Refusal, place: Place) -> Finding:
    """Report a refusal at the place of its message."""
    remedy = "mended"
    if refusal.is_allowable:
        remedy = f"mended, or allowed by `# transync: allow {refusal.code}`"
    message = f"{reason(refusal)}; the source text stands in its place until this is {remedy}"
    path, line, column, document, language = place
    return Finding(*(refusal.code, Severity.ERROR, path, line, column, message, document, language))


def reason(refusal: Refusal) -> str:
    """Say what is wrong with a translation that was not written."""
    match refusal.what:
        case None:
            return _OTHER_BLOCKS
        case DocumentError(message=message):
            return message
        case Stranger() as stranger:
            return _of_stranger(stranger, refusal)
        case Difference() as difference:
            return of_difference(refusal.code, difference)


def of_difference(code: str, difference: Difference) -> str:
    """Say what a difference is, by the rule of its code."""
    acting = {active.code: active, template_code.code: template_code}.get(code)
    if acting:
        return acting.tell(markup.shown(difference.newer))
    return _RULES[code].tell(difference)


def _of_stranger(stranger: Stranger, refusal: Refusal) -> str:
    code, value = stranger
    if code == LINK:
        return markup.strange_link(value)
    if code == active.code:
        return active.tell(markup.shown(value))
    return next(safety.added(refusal.segment.text, refusal.translation, [value]))
