"""The dialects by name, and the one that a file's ending tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.docusaurus import DOCUSAURUS
from transync.dialects.gitbook import GITBOOK
from transync.dialects.github import GITHUB
from transync.dialects.hugo import HUGO
from transync.dialects.jekyll import JEKYLL
from transync.dialects.mdbook import MDBOOK
from transync.dialects.mdx import MDX
from transync.dialects.mkdocs import MKDOCS
from transync.dialects.myst import MYST
from transync.dialects.obsidian import OBSIDIAN
from transync.dialects.quarto import QUARTO
from transync.dialects.starlight import STARLIGHT
from transync.dialects.tldr import TLDR, TLDR_WITH_PLACEHOLDERS
from transync.dialects.vitepress import VITEPRESS

if TYPE_CHECKING:
    from transync.dialects.dialect import Dialect

_ALL = (
    *(COMMONMARK, GITHUB, JEKYLL, HUGO, MKDOCS, MDX, DOCUSAURUS, STARLIGHT, VITEPRESS),
    *(MDBOOK, MYST, QUARTO, GITBOOK, OBSIDIAN, TLDR, TLDR_WITH_PLACEHOLDERS),
)
DIALECTS = {dialect.name: dialect for dialect in _ALL}
"""Every dialect that a configuration may name."""

_MDX_ENDING = ".mdx"


def dialect_of(path: str, default: Dialect = COMMONMARK) -> Dialect:
    """Return the dialect of a file: for `.mdx`, the kind of `default` that is MDX."""
    if path.endswith(_MDX_ENDING) and not default.is_jsx:
        return default.in_mdx or MDX
    return default
