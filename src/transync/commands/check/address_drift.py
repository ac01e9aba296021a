"""Find the addresses that two documents claim, or their pages in some language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.addresses import claimed_address
from transync.checks.location import Location
from transync.project.claims import shared_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.domain.model import Finding
    from transync.project.claims import Claim
    from transync.project.project import Project


def address_drift(project: Project, every: Mapping[str, Sequence[Claim]]) -> Iterator[Finding]:
    """Yield a finding at each claim of an address that another document claims."""
    for document, claim, address, other, code in shared_addresses(project, every):
        place = Location(document, claim.line, claim.column, document, code)
        yield claimed_address(place, claim.key, address, other)
