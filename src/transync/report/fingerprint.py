"""Identify findings from one run to the next."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return an identity for each finding, unique in the report and independent of its line.

    It is the SHA-256 of path, code, message and the number of equal findings before it, shortened
    to 32 hexadecimal digits. `findings` are in the order of their places.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for each in findings:
        seen[each.path, each.code, each.message] += 1
        number = seen[each.path, each.code, each.message]
        text = f"{each.path}\0{each.code}\0{number}\0{each.message}"
        found.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return found
