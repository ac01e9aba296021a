"""Find the addresses that two documents claim, or their pages in some language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.addresses import claimed_address
from transync.checks.location import Location
from transync.project.addresses import own_address
from transync.project.claims import shared_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.domain.model import Finding
    from transync.project.addresses import Claim
    from transync.project.project import Project


def address_drift(project: Project, every: Mapping[str, Sequence[Claim]]) -> Iterator[Finding]:
    """Yield a finding at each claim of an address that another document claims."""
    for document, claim, address, other, code in shared_addresses(project, every):
        place = Location(document, claim.line, claim.column, document, code)
        key = claim.key or own_address(project, document)
        whose = "" if other == document else other
        yield claimed_address(place, key, address, whose, is_pattern=not claim.key)
