"""Read `.po` files as GNU gettext does, and write them without changing a byte of old entries."""

from __future__ import annotations

from transync.formats.po.comments import references
from transync.formats.po.header import GENERATOR, fields, header, new_header, set_fields
from transync.formats.po.reader import decode, parse
from transync.formats.po.strings import UNWRITABLE
from transync.formats.po.writer import render, render_message

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
