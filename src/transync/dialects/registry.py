"""The dialects by name, those that packages install, and the one that a file's ending tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.dialect import Dialect
from transync.domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODULES = {
    **{name: name for name in ("commonmark", "github", "jekyll", "hugo", "mkdocs", "mdx")},
    **{name: name for name in ("docusaurus", "starlight", "vitepress", "mdbook", "myst")},
    **{name: name for name in ("quarto", "gitbook", "obsidian", "tldr")},
    "docusaurus-4": "docusaurus",
    "tldr-placeholders": "tldr",
}


class _Dialects(Mapping[str, Dialect]):
    """The dialects by name; each is imported when it is asked for, as most projects have one."""

    def __getitem__(self, name: str) -> Dialect:
        module = import_module(f"transync.dialects.{_MODULES[name]}")
        return cast("Dialect", getattr(module, name.upper().replace("-", "_")))

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)

    def __contains__(self, name: object) -> bool:
        return name in _MODULES


DIALECTS: Mapping[str, Dialect] = _Dialects()
"""Every dialect that a configuration may name."""

_MDX_ENDING, _SUMMARY = ".mdx", "SUMMARY.md"


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
    """Return the dialect of a file: for `.mdx`, the kind of `default` that is MDX.

    For `SUMMARY.md`, it is the one of a table of contents.
    """
    if default.in_summary and path.rpartition("/")[2] == _SUMMARY:
        return default.in_summary
    if path.endswith(_MDX_ENDING) and not default.is_jsx:
        return default.in_mdx or _mdx(default)
    return default


@lru_cache
def _mdx(dialect: Dialect) -> Dialect:
    """Return MDX with the links and the ids of a dialect that is no kind of it.

    Braces are JavaScript there, so that an id is written as an element.
    """
    from transync.dialects.mdx import MDX
    from transync.dialects.slugs.spelling import SPELLINGS

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
