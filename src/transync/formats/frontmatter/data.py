"""Cut data files, YAML, TOML and JSON, as front matters without fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.domain.errors import FrontMatterError
from transync.domain.model import BOM, Form
from transync.formats.frontmatter.fields import Span
from transync.formats.frontmatter.pieces import LETTER, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transync.domain.model import Piece
    from transync.formats.frontmatter.fields import Leaf

FORMS = {"yml": Form.YAML, "yaml": Form.YAML, "toml": Form.TOML, "json": Form.JSON}
"""The formats by the endings of files."""

_STEP = re.compile(r"\*\*|\*|[^*]+")


def cut(text: str, path: str, form: Form, keys: Iterable[str]) -> tuple[Piece, ...]:
    """Return the pieces of a data file, which joined are its text.

    `keys` are dotted paths; a path that leads to a list means its items, `*` stands for one name,
    `**` for any number of them. Raises `FrontMatterError` for what is not in the format.
    """
    start = len(BOM) if text.startswith(BOM) else 0
    span = Span(form, start, start, len(text), len(text))
    try:
        leaves = _leaves(text, span, pattern(keys))
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


def _leaves(text: str, span: Span, wanted: re.Pattern[str]) -> Sequence[Leaf]:
    if span.form is Form.YAML:
        from transync.formats.frontmatter import yaml_data

        found = yaml_data.read(text, span, wanted)
    elif span.form is Form.TOML:
        from transync.formats.frontmatter import toml

        found = toml.read(text, span, "").leaves
    else:
        from transync.formats.frontmatter import json

        found = json.read_any(text, span, "").leaves
    return [leaf for leaf in found if wanted.fullmatch(leaf.path) and LETTER.search(leaf.text)]
