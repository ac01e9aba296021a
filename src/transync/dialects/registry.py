"""The dialects by name, and the one that a file's ending tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.docusaurus import DOCUSAURUS
from transync.dialects.generators import GENERATORS
from transync.dialects.mdx import MDX
from transync.dialects.mkdocs import MKDOCS

if TYPE_CHECKING:
    from transync.dialects.dialect import Dialect

DIALECTS = {dialect.name: dialect for dialect in (COMMONMARK, MKDOCS, MDX, DOCUSAURUS, *GENERATORS)}
"""Every dialect that a configuration may name."""

_MDX_ENDING = ".mdx"


def dialect_of(path: str, default: Dialect = COMMONMARK) -> Dialect:
    """Return the dialect of a file: MDX if its ending says so and `default` is no kind of it."""
    return MDX if path.endswith(_MDX_ENDING) and not default.is_jsx else default
