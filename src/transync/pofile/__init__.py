"""Catalogs as `.po` files: read as GNU gettext reads them, written without changing a byte."""

from __future__ import annotations

from transync.pofile.comments import references
from transync.pofile.header import GENERATOR, fields, header, new_header, set_fields
from transync.pofile.reader import decode, parse
from transync.pofile.strings import UNWRITABLE
from transync.pofile.writer import render, render_message

__all__ = [
    "GENERATOR",
    "UNWRITABLE",
    "decode",
    "fields",
    "header",
    "new_header",
    "parse",
    "references",
    "render",
    "render_message",
    "set_fields",
]
