"""Reports the translations that were not written: why, and what lets each be published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transync.checks import markup
from transync.checks.active import active, template_code
from transync.checks.form import hard_break
from transync.checks.safety import control
from transync.core.markup.strangers import Stranger

if TYPE_CHECKING:
    from transync.checks.location import Location
    from transync.checks.rule import Rule
    from transync.core.build.refusal import Refusal
    from transync.domain.model import Finding

_RULES: dict[str, Rule[Any, Finding]] = {
    each.code: each
    for each in (
        *(markup.link, markup.image, markup.code_span, markup.tag, markup.token),
        *(markup.footnote, markup.anchor, hard_break, markup.structure, markup.label),
        *(active, template_code),
    )
}


def refused(refusal: Refusal, location: Location) -> Finding:
    """Return the finding on a refusal, at the place of its message, with the way out."""
    found = reason(refusal, location)
    remedy = "mended"
    if refusal.is_allowable:
        remedy = f"mended, or allowed by `# transync: allow {refusal.code}`"
    return found._replace(
        message=f"{found.message}; the source text stands in its place until this is {remedy}"
    )


def reason(refusal: Refusal, location: Location) -> Finding:
    """Return the finding on what is wrong with a translation that was not written."""
    if refusal.code == control.code and isinstance(refusal.what, Stranger):
        return control(location, refusal.what.value, refusal.translation)
    return _RULES[refusal.code](location, refusal.what)
