"""tldr pages: the name of a command, what it does in quoted lines, and examples of its use."""

from __future__ import annotations

from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.dialect import LineBreaks
from transync.formats.markdown.syntax import LineBlock, RawBlock, Syntax

_NAME = RawBlock("name", r"#[ \t]+.*")
_SUMMARY = LineBlock(
    "summary", r">[ \t]*\S.*", r"\A>[ \t]*(?P<line_of_the_summary>.+)", ends_paragraph=True
)
_COMMAND = LineBlock("command", r"`[^`]+`", r"\{\{(?P<placeholder>[^{}\[\]|]+)\}\}", True)

TLDR = replace(
    COMMONMARK,
    name="tldr",
    base="commonmark",
    syntax=Syntax(raw_blocks=(_NAME,), line_blocks=(_SUMMARY,)),
    line_breaks=LineBreaks.SHOWN,
)

TLDR_PLACEHOLDERS = replace(
    TLDR,
    name="tldr-placeholders",
    base="tldr",
    syntax=TLDR.syntax._replace(line_blocks=(_SUMMARY, _COMMAND)),
)
"""The same, with the placeholders in commands offered: `{{path/to/file}}`."""
