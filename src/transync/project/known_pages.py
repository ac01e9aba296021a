"""What pages need to know of each other: found out of all documents, once for several runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.domain.addresses import Claim


class KnownPages(NamedTuple):
    """What is known of the pages of all documents."""

    documents: frozenset[str]
    """The documents whose pages are known; none where no page depends on another one."""
    unpublished: frozenset[tuple[str, str]]
    """The documents that have no page in a language, each with its code."""
    ids: Mapping[tuple[str, str], Mapping[str, str]]
    """The ids that headings have on a page in the place of those in its document, if there are any:
    by the document and the language."""
    claims: Mapping[str, Sequence[Claim]]
    """The addresses that documents claim."""
