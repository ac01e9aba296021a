"""Addresses of pages on a site, as documents claim them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Claim(NamedTuple):
    """An address that a document claims: in its front matter, or by the pattern of its source."""

    key: str
    """Empty where the pattern says it."""
    address: str
    line: int
    column: int
    pages: Mapping[str, str] = {}
    """The addresses of its pages, by language, where the pattern says them."""

    @property
    def content(self) -> tuple[str, str, Mapping[str, str]]:
        """The claim, without its place."""
        return self.key, self.address, self.pages


class ClaimedAddress(NamedTuple):
    """A claim of a document as it is for one of its pages, or for itself."""

    code: str
    """The language of the page; empty for the document itself."""
    claim: Claim
    key: str
    """The key that the claim has, or would have."""
    address: str
