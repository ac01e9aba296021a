"""Which document an address is that of, where documents say theirs or a pattern does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, splitext
from typing import TYPE_CHECKING, NamedTuple

from transync.dialects.permalinks import plain_address
from transync.domain.errors import TransyncError
from transync.formats import frontmatter
from transync.project.addresses import claims, own_address
from transync.project.claims import page_address
from transync.project.documents import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.domain.addresses import Claim
    from transync.locale.languages import Language
    from transync.project.project import Project


class Claimant(NamedTuple):
    """A document, and its claim of an address."""

    document: str
    claim: Claim


@dataclass(frozen=True)
class AddressIndex:
    """The documents of a project by the addresses that they claim."""

    project: Project
    claims: Mapping[str, Sequence[Claim]]
    """Those of each document that has any."""

    @cached_property
    def _claimants(self) -> Mapping[str, Claimant]:
        found: dict[str, Claimant] = {}
        for document in sorted(self.claims):
            for claim in self.claims[document]:
                found.setdefault(plain_address(f"/{claim.address}"), Claimant(document, claim))
        return found

    def at(self, address: str) -> Claimant | None:
        """Return who claims an address, without a query and an anchor; None for nobody."""
        return self._claimants.get(plain_address(f"/{address}")) if self.claims else None

    @cached_property
    def _stems(self) -> Mapping[str, Sequence[str]]:
        """The paths of documents by their names, in lower case and without an ending."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in listed(self.project).files:
            found[splitext(basename(path))[0].casefold()].append(path)
        return found

    def named(self, name: str) -> str:
        """Return the document that a name means, or the end of a path; empty for none or several.

        A path from the top is the likeliest.
        """
        wanted = f"/{name.strip('/').removesuffix('.md').casefold()}"
        found = self._stems.get(basename(wanted), ())
        meant = [path for path in found if f"/{splitext(path)[0]}".casefold().endswith(wanted)]
        exact = [path for path in meant if f"/{splitext(path)[0]}".casefold() == wanted]
        return next(iter(exact or meant)) if len(exact or meant) == 1 else ""

    def address_in(self, language: Language, found: Claimant, address: str) -> str:
        """Return the address of a document's page in a language; empty where it is not known.

        `address` is that which leads to the document.
        """
        document, claim = found
        links = self.project.dialect(document).links
        if links and links.prefix:
            return f"{links.prefix.format(lang=language.code)}{address.lstrip('/')}"
        made = page_address(self.project, language, document, claim)
        # Of addresses that only lead to its page, the language may have none.
        return made or page_address(self.project, language, document, self.claims[document][0])


def claims_of(project: Project, documents: Iterable[str]) -> dict[str, list[Claim]]:
    """Return the addresses that some documents claim; what cannot be read claims none."""
    found = {path: _claims(project, path) for path in documents if _may_claim(project, path)}
    return {path: claimed for path, claimed in found.items() if claimed}


def _may_claim(project: Project, document: str) -> bool:
    dialect = project.dialect(document)
    has_keys = bool(own_address(project, document) or dialect.address_keys)
    return dialect.data is None and (has_keys or project.layout_of(document).permalink != "")


def _claims(project: Project, document: str) -> list[Claim]:
    keys = (own_address(project, document), *project.dialect(document).address_keys)
    try:
        text = project.workspace.read_document(document)
        if not (project.layout_of(document).permalink or any(key in text for key in keys if key)):
            return []
        return claims(project, document, frontmatter.values(text, document))
    except TransyncError:
        return []
