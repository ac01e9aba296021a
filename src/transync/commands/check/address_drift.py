"""Find the addresses that two documents claim, or their pages in some language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.addresses import claimed_address
from transync.checks.location import Location
from transync.project.claims import claimed_by, shared_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.domain.addresses import Claim, ClaimedAddress
    from transync.domain.model import Finding
    from transync.project.project import Project


def address_drift(every: Mapping[str, Sequence[ClaimedAddress]]) -> Iterator[Finding]:
    """Yield a finding at each claim of an address that another document claims."""
    for document, (code, claim, key, address), other in shared_addresses(every):
        place = Location(document, claim.line, claim.column, document, code)
        whose = "" if other == document else other
        yield claimed_address(place, key, address, whose, is_pattern=not claim.key)


def claimed_addresses(
    project: Project, every: Mapping[str, Sequence[Claim]]
) -> dict[str, list[ClaimedAddress]]:
    """Return the addresses that documents claim for themselves and their pages, by path."""
    return {path: [*claimed_by(project, path, own)] for path, own in every.items() if own}
