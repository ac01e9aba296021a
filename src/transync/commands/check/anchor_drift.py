"""Find the headings that other documents link to, and whose ids a translation changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transync.checks.anchors import ChangedId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.domain.model import Finding

LINKED, CHANGED = "linked", "changed ids"
"""What a run notes of each document: the anchors it links to, and the ids that its pages lack."""


def anchor_drift(
    linked: Mapping[str, Sequence[tuple[str, str]]],
    changed: Mapping[str, Sequence[tuple[str, Sequence[Any]]]],
) -> Iterator[Finding]:
    """Yield a finding at each such heading, for each language."""
    wanted = {(target, anchor) for links in linked.values() for target, anchor in links}
    for document, found in sorted(changed.items()):
        for code, values in found:
            each = ChangedId(*values)
            if (document, each.anchor) in wanted:
                yield each.lost(document, code)
