"""Cuts data files, YAML, TOML and JSON, into the texts at some keys and all else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.domain.errors import FrontMatterError
from transync.domain.model import BOM, Form
from transync.formats.frontmatter.fields import Span
from transync.formats.frontmatter.pieces import LETTER, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.domain.model import Piece
    from transync.formats.frontmatter.fields import Contents, Leaf

FORMS = {"yml": Form.YAML, "yaml": Form.YAML, "toml": Form.TOML, "json": Form.JSON}
"""The formats by the endings of files."""

NAME = "@key"
"""What a path ends with that means a key itself: `nav.**@key`."""
_STEP = re.compile(r"\*\*|\*|[^*]+")


def cut(text: str, path: str, form: Form, keys: Iterable[str]) -> tuple[Piece, ...]:
    """Return the pieces of a data file, which joined are its text.

    `keys` are dotted paths; a path that leads to a list means its items, `*` stands for one name,
    `**` for any number of them, and `@key` behind a path means the names of its last keys, instead
    of their values. Raises `FrontMatterError` for what is not in the format.
    """
    start = len(BOM) if text.startswith(BOM) else 0
    span = Span(form, start, start, len(text), len(text))
    try:
        leaves = _leaves(text, span, tuple(keys))
    except FrontMatterError as error:
        message = error.message.replace("the front matter", "the file", 1)
        raise FrontMatterError(
            message, path=path, line=error.line, column=error.column
        ) from error.__cause__
    return tuple(pieces(text, span, leaves, "data"))


def pattern(keys: Iterable[str]) -> re.Pattern[str]:
    """Return what matches the dotted paths that some keys mean."""
    return re.compile("|".join(map(_one, keys)) or "(?!)")


def _one(key: str) -> str:
    wild = {"*": r"[^.]+", "**": r".+"}
    return "".join(wild.get(step) or re.escape(step) for step in _STEP.findall(key))


def _leaves(text: str, span: Span, keys: Sequence[str]) -> Sequence[Leaf]:
    values = pattern(key for key in keys if not key.endswith(NAME))
    contents = _read(text, span, values)
    found = [leaf for leaf in contents.leaves if values.fullmatch(leaf.path)]
    for key in keys:
        if key.endswith(NAME):
            found += _names(contents.names, key.removesuffix(NAME))
    once = {leaf.start: leaf for leaf in reversed(found) if LETTER.search(leaf.text)}
    return [once[start] for start in sorted(once)]


def _names(names: Sequence[Leaf], key: str) -> Iterator[Leaf]:
    """Yield the names that a path means, each in the part of it that is the same for all.

    What stands between is the names of other keys, which have translations, too.
    """
    wanted = pattern([key])
    around = key.partition("*")[0].rpartition(".")[0]
    for leaf in names:
        if wanted.fullmatch(leaf.path):
            yield leaf._replace(path=f"{around}.{leaf.text}" if around else leaf.text)


def _read(text: str, span: Span, wanted: re.Pattern[str]) -> Contents:
    if span.form is Form.YAML:
        from transync.formats.frontmatter import yaml_data

        return yaml_data.read(text, span, wanted)
    if span.form is Form.TOML:
        from transync.formats.frontmatter import toml

        return toml.read(text, span, "")._replace(names=toml.names(text, span))
    from transync.formats.frontmatter import json

    return json.read_any(text, span, "")
