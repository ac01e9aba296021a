"""Owners: whether a catalog or a template is transync's, or the business of another program."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from transync.domain.errors import PathError
from transync.domain.layouts import Role
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.domain.layouts import Layouts
    from transync.domain.model import Catalog, Key

_LINE = re.compile(r":\d+$")
_MARKDOWN = re.compile(r"\.(?:md|mdx|markdown|mkd|qmd|rmd)$", re.IGNORECASE)
_REFERENCES = re.compile(r"^[ \t]*#:(.*)$", re.MULTILINE)
_GENERATOR = ": ".join(po.GENERATOR)


class CatalogOwner(Enum):
    """Whose a catalog is, by its own content."""

    OURS = auto()
    """It says that transync has written it, or names documents of the project."""
    SOMEBODYS = auto()
    """It names files that are no documents, as the catalogs of programs do."""
    UNKNOWN = auto()
    """It names nothing."""


def owner(layouts: Layouts, catalog: Catalog) -> CatalogOwner:
    """Return whose a catalog or a template is.

    Editors put their own name in the place of transync's, but keep the references.
    """
    header = po.header(catalog)
    if header and _GENERATOR in header.translation.split("\n"):
        return CatalogOwner.OURS
    named = (name for entry in catalog.entries for name in entry.message.documents)
    return _owner_of(layouts, catalog.path, named)


def owner_of_text(layouts: Layouts, path: str, data: bytes) -> CatalogOwner:
    """Return whose a file is that is no catalog, or not yet one again."""
    text = data.decode("utf-8", "replace")
    if _GENERATOR in text:
        return CatalogOwner.OURS
    lines = (found[1] for found in _REFERENCES.finditer(text))
    return _owner_of(layouts, path, (name for line in lines for name in po.references(line)))


def intruder(layouts: Layouts, catalog: Catalog, keys: Iterable[Key]) -> PathError | None:
    """Return why a catalog, or a template, in the place of one with some texts stays as it is.

    One that names nothing may have been made for these texts, by hand or by a converter, if most
    of its own are among them. One without live messages has nothing to lose.
    """
    whose = owner(layouts, catalog)
    if whose is CatalogOwner.OURS:
        return None
    live = (entry.message for entry in catalog.entries if not entry.message.obsolete)
    own = {message.key for message in live if message.id}
    is_made_for_it = whose is CatalogOwner.UNKNOWN and 2 * len(own.intersection(keys)) > len(own)
    return None if not own or is_made_for_it else intrusion(catalog)


def intrusion(catalog: Catalog) -> PathError:
    """Make the error for a catalog or a template that another program has put in this place."""
    named = next((path for entry in catalog.entries for path in entry.message.paths), "")
    kind = "template" if catalog.path.endswith(".pot") else "catalog"
    said = f", which is of {named}" if named else ""
    message = (
        f"transync has not made this {kind}{said}; move it, or set `{kind}` to another path"
        f" (to hand it over to transync, write “{_GENERATOR}” into its header)"
    )
    return PathError(message, path=catalog.path)


def _owner_of(layouts: Layouts, path: str, references: Iterable[str]) -> CatalogOwner:
    """Judge by references: transync's are documents, without line numbers.

    Documents that are gone count, and those of a former `source`, which had the catalog's name.
    With line numbers they are another program's, and only those of a document count whose catalog
    this would be: so one that po4a has made goes on here, and what it has made elsewhere stays.
    """
    placements = (layouts.placed(role, path) for role in (Role.CATALOG, Role.TEMPLATE))
    own = next((each.documents for each in placements if each), None) or ()
    names = {*layouts.names(Role.CATALOG, path), *layouts.names(Role.TEMPLATE, path)}
    is_ours = is_named = False
    for reference in references:
        is_named = True
        document = _LINE.sub("", reference)
        is_numbered = document != reference
        is_others = is_numbered and own and document not in own
        is_source = not is_others and any(source.match(document) for source in layouts.sources)
        if is_source or any(_may_be(reference, name) for name in names):
            is_ours = True
        elif is_numbered:
            return CatalogOwner.SOMEBODYS
    if is_ours:
        return CatalogOwner.OURS
    return CatalogOwner.SOMEBODYS if is_named else CatalogOwner.UNKNOWN


def _may_be(reference: str, name: str) -> bool:
    """Whether a reference may be the document of this name, in a former place."""
    if reference.startswith("../") or not _MARKDOWN.search(reference):
        return False
    return f"/{_MARKDOWN.sub('', reference)}".endswith(f"/{name}")
