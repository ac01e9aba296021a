"""MDX: Markdown in which tags are components, and braces are JavaScript."""

from __future__ import annotations

from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK

MDX = replace(COMMONMARK, name="mdx", base="commonmark", is_jsx=True)
