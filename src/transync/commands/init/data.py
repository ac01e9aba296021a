"""Plans the sources of the data files that a site has in its own language."""

from __future__ import annotations

import re
from posixpath import dirname
from typing import TYPE_CHECKING

from transync.commands.init.site import PlannedData
from transync.dialects import DIALECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.init.site import Files, Site


def data_sources(files: Files, site: Site, documents: Sequence[str]) -> Iterator[PlannedData]:
    """Yield a source for each kind of data files of which every language has its own.

    `documents` are the canonical ones.
    """
    own = site.source_language
    dialect = DIALECTS.get(site.dialect)
    if not (dialect and own):
        return
    at = dirname(site.settings)
    for kind in dialect.data_files:
        if not kind.is_of_language:
            continue
        for path in _found(files, kind.path.replace("{own}", own), documents):
            source = f"{at}/{path}" if at and "{folder}" not in kind.path else path
            output = re.sub(rf"(?<![\w-]){re.escape(own)}(?![\w-])", "{lang}", source, count=1)
            if output != source and _is_there(files, source):
                yield PlannedData(source, output, kind.keys)


def _found(files: Files, path: str, documents: Sequence[str]) -> Iterator[str]:
    """Yield the paths that a kind may have, one for each folder of documents."""
    if "{folder}" not in path:
        yield path
        return
    for folder in dict.fromkeys(map(dirname, documents)):
        yield path.replace("{folder}", folder).lstrip("/")


def _is_there(files: Files, source: str) -> bool:
    head, mark, tail = source.partition("{path}")
    if not mark:
        return files.read(source) is not None
    return any(each.startswith(head) and each.endswith(tail) for each in files.paths)
