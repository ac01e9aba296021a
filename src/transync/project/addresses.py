"""The addresses that documents claim for their pages, and that of a page in a language."""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING

from transync.dialects.permalinks import filled
from transync.domain.addresses import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.domain.layouts import Layout
    from transync.formats.frontmatter import Field
    from transync.project.project import Project


def claims(project: Project, document: str, fields: Mapping[str, Field]) -> list[Claim]:
    """Return the addresses that a document claims, without patterns and those elsewhere.

    That of its page is the first of them, if it is known; the others lead there, too.
    """
    dialect, own = project.dialect(document), own_address(project, document)
    found = []
    for key in dict.fromkeys((*([own] if own else ()), *dialect.address_keys)):
        if (field := fields.get(key)) is None:
            continue
        values = field.value if isinstance(field.value, list | tuple) else [field.value]
        found += [
            Claim(key, _from_top(project, document, value), field.line, field.column)
            for value in values
            if isinstance(value, str) and value and ":" not in value
        ]
    if not any(claim.key == own for claim in found):
        found = [*_by_pattern(project, document, fields), *found]
    return found


def address_in(project: Project, document: str, fields: Mapping[str, Field]) -> str | None:
    """Return the address of the page of a document; None where nothing says it."""
    keys = ("", own_address(project, document))
    known = (claim.address for claim in claims(project, document, fields) if claim.key in keys)
    return next(known, None)


def own_address(project: Project, document: str) -> str:
    """Return the front-matter key by which a document says its address; empty for none."""
    links = project.dialect(document).links
    return links.own_address if links else ""


def _from_top(project: Project, document: str, value: str) -> str:
    """Return an address as it is from the top of the site: some begin at the page's folder."""
    layout = project.layout_of(document)
    if value.startswith("/") or not layout.permalink or ":path" not in layout.permalink:
        return value
    return join(layout.permalink.partition(":path")[0], dirname(_below(layout, document)), value)


def _by_pattern(project: Project, document: str, fields: Mapping[str, Field]) -> Iterator[Claim]:
    """Yield the address that the pattern of its source says of a document, and of its pages."""
    layout = project.layout_of(document)
    if not layout.permalink:
        return
    values = {key: field.value for key, field in fields.items()}

    def address(path: str) -> str:
        return filled(layout.permalink, _below(layout, path), values) or ""

    links = project.dialect(document).links
    has_prefix = links is not None and links.prefix
    codes = () if has_prefix else project.config.languages
    pages = {code: address(project.output_of(document, code)) for code in codes}
    own = project.output_of(document, layout.source_language) if layout.canonical else document
    if found := address(own):
        yield Claim("", found, 1, 1, {code: page for code, page in pages.items() if page})


def _below(layout: Layout, path: str) -> str:
    """Return a path below the folder of its source, or of the pages, without its ending."""
    heads = [each.text.partition("{")[0] for each in (layout.source, layout.output)]
    head = next((each for each in heads if path.startswith(each)), "")
    return path.removeprefix(head.rpartition("/")[0] + "/" if "/" in head else "").rpartition(".")[
        0
    ]
