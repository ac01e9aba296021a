"""Merges catalogs and localized documents for git, and sets git up for it."""

from __future__ import annotations

import re
import shlex
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.commands.config_merge import merged_config
from transync.commands.page_merge import rejoined
from transync.core.merge.three_way import joined
from transync.domain.changes import Change
from transync.domain.conflicts import unmerged
from transync.domain.counts import counted
from transync.domain.errors import CatalogError, TransyncError
from transync.domain.findings import finding
from transync.domain.layouts import Role
from transync.domain.paths import AnyLanguage
from transync.formats import po
from transync.project import config
from transync.project.run import Run
from transync.storage import Root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.changes import Step
    from transync.domain.layouts import Layouts
    from transync.domain.model import Catalog, Finding, Key
    from transync.domain.paths import PathTemplate

_ATTRIBUTES = ".gitattributes"
_DRIVER, _DRIVER_OF_PAGES, _DRIVER_OF_CONFIG = "transync", "transync-page", "transync-config"
_SPECIAL = re.compile(r"[\[\]*?\\]")


class Versions(NamedTuple):
    """The files that git gives to a driver; what is merged has to be in `ours`."""

    base: str
    ours: str
    theirs: str


class MergedKind(Enum):
    """What is merged."""

    CATALOG = _DRIVER
    PAGE = _DRIVER_OF_PAGES
    CONFIG = _DRIVER_OF_CONFIG


def merged(folder: str, versions: Versions, path: str, kind: MergedKind) -> Run:
    """Merge versions of a catalog, a localized document or a configuration, named `path`.

    Where one of them is no catalog, both versions stand in it, between the marks of git.
    Raises `TransyncError` for a file that cannot be read.
    """
    root = Root.at(Path(folder))
    names = [storage.relative(root, Path(folder, name)) for name in versions]
    data = [storage.read_bytes(root, name) for name in names]
    if kind is MergedKind.PAGE:
        return Run(root, rejoined(root, names[1], data, path), 1)
    if kind is MergedKind.CONFIG:
        return Run(root, merged_config(root, names[1], data, path), 1)
    return Run(root, _steps(names[1], data, path), 1)


def _steps(place: str, data: list[bytes], path: str) -> Iterator[Step]:
    try:
        base, ours, theirs = (_catalog(each, path) for each in data)
    except TransyncError as error:
        yield finding(error, path=path)
        before, other = (each.decode("utf-8", "surrogateescape") for each in data[1:])
        yield Change(place, before, unmerged(before, other), "not merged")
        return
    done = joined(base, ours, theirs)
    text = po.render(done.catalog)
    if done.conflicts:
        yield from _conflicts(po.parse(text, path), done.conflicts)
    amount = counted(len(done.catalog.entries) - 1, "message")
    yield Change(place, data[1].decode(), text, f"{amount} merged")


def _conflicts(catalog: Catalog, keys: Sequence[Key]) -> Iterator[Finding]:
    """Report the messages of a merged catalog, as it was read, that have both translations."""
    lines = {entry.message.key: entry.line for entry in catalog.entries}
    for key in keys:
        message = f'both sides changed the translation of "{key[1]}"; it has both: choose'
        yield finding(CatalogError(message, path=catalog.path, line=lines[key], column=1))


def _catalog(data: bytes, path: str) -> Catalog:
    return po.parse(po.decode(data, path), path)


def set_up(folder: str) -> Run:
    """Have git merge catalogs by message, pages without their stamps, and lists of kept pages.

    Raises `ConfigError` where there is no project, or no repository.
    """
    found = storage.find_config(Path(folder))
    layouts = config.parse(found.text, found.path.name).layouts
    program = f"{shlex.quote(sys.executable)} -m transync merge-driver"
    storage.configure(
        found.root,
        {
            f"merge.{_DRIVER}.name": "transync: merge catalogs by message",
            f"merge.{_DRIVER}.driver": f"{program} %O %A %B %P",
            f"merge.{_DRIVER_OF_PAGES}.name": "transync: merge localized documents",
            f"merge.{_DRIVER_OF_PAGES}.driver": f"{program} --page %O %A %B %P",
            f"merge.{_DRIVER_OF_CONFIG}.name": "transync: merge lists of kept pages",
            f"merge.{_DRIVER_OF_CONFIG}.driver": f"{program} --config %O %A %B %P",
        },
    )
    lines = [*_lines(layouts), f"/{found.path.name} merge={_DRIVER_OF_CONFIG}"]
    return Run(found.root, [_attributes(found.root, [*dict.fromkeys(lines)])], 1)


def _attributes(root: Root, wanted: Sequence[str]) -> Change:
    data = storage.read_if_there(root, _ATTRIBUTES)
    before = None if data is None else storage.decoded(data, _ATTRIBUTES)
    text = before or ""
    missing = [line for line in wanted if line not in text.splitlines()]
    between = "" if not (text and missing) or text.endswith("\n") else "\n"
    after = "".join([text, between, *(f"{line}\n" for line in missing)])
    return Change(_ATTRIBUTES, before, after, "git merges catalogs and pages by transync")


def _lines(layouts: Layouts) -> Iterator[str]:
    """Yield the lines of .gitattributes for catalogs, templates and localized documents."""
    for template in (*layouts.catalogs, *layouts.templates(Role.TEMPLATE)):
        within = f"{template.folder}/" if template.folder else ""
        yield f"{_quoted(f'/{within}')}**/*{_quoted(template.ending)} merge={_DRIVER}"
    for output in layouts.outputs:
        for code in ("",) if _has_folders(output, layouts) else output.languages:
            for pattern in _patterns(output, code):
                yield f"{pattern} merge={_DRIVER_OF_PAGES}"


def _has_folders(template: PathTemplate, layouts: Layouts) -> bool:
    """Whether each language has a folder of its pages, and none is the documents' own."""
    output = AnyLanguage(template.text)
    if "{lang}" in "/".join(part for part in output.text.split("/") if part != "{lang}"):
        return False
    documents = (source.expand(path=path) for source in layouts.sources for path in ("a", "a/a"))
    return not any(map(output.match, documents))


def _patterns(output: PathTemplate, code: str) -> Iterator[str]:
    """Yield the patterns of the localized documents in a language; in any, without its code."""
    text = _quoted("/" + output.text.replace("{lang}", code or "\0")).replace("\0", "*")
    head, _, tail = text.partition("{path}")
    tail = tail.replace("{path}", "*")
    if head.endswith("/"):
        yield f"{head}**/*{tail}"
    else:
        yield f"{head}*{tail}"
        yield f"{head}*/**/*{tail}"


def _quoted(text: str) -> str:
    """Return a part of a path as .gitattributes has it."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace(" ", "[[:space:]]")
