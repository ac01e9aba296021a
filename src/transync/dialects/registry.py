"""The dialects by name, those that packages install, and the one that a file's ending tells."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.dialect import Dialect
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
from transync.dialects.slugs.spelling import SPELLINGS
from transync.dialects.starlight import STARLIGHT
from transync.dialects.tldr import TLDR, TLDR_WITH_PLACEHOLDERS
from transync.dialects.vitepress import VITEPRESS
from transync.domain.errors import ConfigError

_ALL = (
    *(COMMONMARK, GITHUB, JEKYLL, HUGO, MKDOCS, MDX, DOCUSAURUS, STARLIGHT, VITEPRESS),
    *(MDBOOK, MYST, QUARTO, GITBOOK, OBSIDIAN, TLDR, TLDR_WITH_PLACEHOLDERS),
)
DIALECTS = {dialect.name: dialect for dialect in _ALL}
"""Every dialect that a configuration may name."""

_MDX_ENDING = ".mdx"


ENTRY_POINTS = "transync.dialects"
"""The group of entry points by which a package installs a dialect."""


def installed(name: str) -> Dialect | None:
    """Return the dialect that a package installs by that name; None where no package does.

    Raises `ConfigError` where it cannot be loaded, or is no `Dialect`.
    """
    from importlib.metadata import entry_points  # takes a while, and few projects need it

    for point in entry_points(group=ENTRY_POINTS, name=name):
        try:
            found = point.load()
        except Exception as error:  # whatever somebody else's module may raise
            message = f"the dialect `{name}` of {point.value} cannot be loaded: {error}"
            raise ConfigError(message) from error
        if not isinstance(found, Dialect):
            raise ConfigError(f"the dialect `{name}` of {point.value} is no `Dialect`")
        return replace(found, name=name)
    return None


def dialect_of(path: str, default: Dialect = COMMONMARK) -> Dialect:
    """Return the dialect of a file: for `.mdx`, the kind of `default` that is MDX."""
    if path.endswith(_MDX_ENDING) and not default.is_jsx:
        return default.in_mdx or _mdx(default)
    return default


@lru_cache
def _mdx(dialect: Dialect) -> Dialect:
    """Return MDX with the links and the ids of a dialect that is no kind of it.

    Braces are JavaScript there, so that an id is written as an element.
    """
    ids = dialect.heading_ids
    if ids and ids.spelling.written and "<" not in ids.spelling.written:
        ids = ids._replace(spelling=SPELLINGS["starlight"])
    return replace(
        MDX,
        heading_ids=ids,
        links=dialect.links,
        text_keys=dialect.text_keys,
        address_keys=dialect.address_keys,
    )
