"""Merges catalogs for git, and sets git up for it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from transync import config, files, pofile
from transync.errors import CatalogError, TransyncError
from transync.files import Root
from transync.report import counted, finding
from transync.threeway import joined
from transync.workflow.steps import Change, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.model import Catalog
    from transync.paths import Template
    from transync.workflow.steps import Step

_ATTRIBUTES = ".gitattributes"
_DRIVER = "transync"


def merged(folder: str, base: str, ours: str, theirs: str, path: str) -> Run:
    """Merge the catalogs `base`, `ours` and `theirs` into `ours`; `path` is the name they go by.

    Where one of them is no catalog, both versions stand in it, between the marks of git.
    Raises `TransyncError` for a file that cannot be read.
    """
    root = Root.at(Path(folder))
    names = [files.relative(root, Path(folder, name)) for name in (base, ours, theirs)]
    data = [files.read_bytes(root, name) for name in names]
    return Run(root, _steps(names[1], data, path), 1)


def _steps(place: str, data: list[bytes], path: str) -> Iterator[Step]:
    try:
        base, ours, theirs = (_catalog(each, path) for each in data)
    except TransyncError as error:
        yield finding(error, path=path)
        before, other = (each.decode("utf-8", "surrogateescape") for each in data[1:])
        yield Change(place, before, _unmerged(before, other), "not merged")
        return
    done = joined(base, ours, theirs)
    for _, text in done.conflicts:
        message = f'both sides changed the translation of "{text}"; it has both: choose'
        yield finding(CatalogError(message, path=path))
    told = counted(len(done.catalog.entries) - 1, "message")
    yield Change(place, data[1].decode(), pofile.render(done.catalog), f"{told} merged")


def _catalog(data: bytes, path: str) -> Catalog:
    return pofile.parse(pofile.decode(data, path), path)


def _unmerged(ours: str, theirs: str) -> str:
    """Put both versions into one text, as git does, so that nobody takes one for both."""
    lines = ("<<<<<<< ours", ours, "=======", theirs, ">>>>>>> theirs")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def set_up(folder: str) -> Run:
    """Have git merge the catalogs of the project that `folder` is in by message.

    Raises `ConfigError` where there is no project, or no repository.
    """
    found = files.find_config(Path(folder))
    layout = config.parse(found.text, found.path.name).layout
    command = f"{shlex.quote(sys.executable)} -m transync merge-driver %O %A %B %P"
    files.configure(
        found.root,
        {
            f"merge.{_DRIVER}.name": "transync: merge catalogs by message",
            f"merge.{_DRIVER}.driver": command,
        },
    )
    line = f"{_pattern(layout.catalog)} merge={_DRIVER}"
    return Run(found.root, [_attributes(found.root, line)], 1)


def _attributes(root: Root, line: str) -> Change:
    data = files.read_if_there(root, _ATTRIBUTES)
    before = None if data is None else files.decoded(data, _ATTRIBUTES)
    text = before or ""
    if line in text.splitlines():
        return Change(_ATTRIBUTES, before, before, "catalogs are merged by message")
    between = "" if not text or text.endswith("\n") else "\n"
    after = f"{text}{between}{line}\n"
    return Change(_ATTRIBUTES, before, after, "catalogs are merged by message")


def _pattern(catalog: Template) -> str:
    """Give the pattern of all catalogs, as .gitattributes has them."""
    within = f"/{catalog.folder}" if catalog.folder else ""
    return f"{within}/**/*{catalog.ending}".replace(" ", "[[:space:]]")
