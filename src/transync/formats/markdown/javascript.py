"""Finds where JavaScript ends: a bracket with all that is in it, the imports of a module."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"(?<![:\w])//[^\n]*"
    r"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\""
    r"|(?P<comment>/\*)|(?P<template>`)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])"
    r"|(?P<blank>\n(?=[ \t]*(?:\n|\Z)))"
)
"""What matters to where code ends: comments, strings, brackets, blank lines."""
_TEMPLATE = re.compile(r"\\[\s\S]|(?P<close>`)|(?P<open>\$\{)")
"""What matters in a template literal."""


def bracket_end(text: str, start: int) -> int:
    """Return the offset behind the bracket that opens at `start`; -1 where it never closes."""
    return _end(text, start, is_module=False)


def module_end(text: str, start: int) -> int:
    """Return the offset of the first blank line at which no bracket is open; -1 without one."""
    return _end(text, start, is_module=True)


def _end(text: str, position: int, *, is_module: bool) -> int:
    is_template: list[bool] = []  # what is open: template literals, and brackets
    while found := (_TEMPLATE if any(is_template[-1:]) else _CODE).search(text, position):
        position = found.end()
        if found["open"]:
            is_template.append(False)
        elif found["close"]:
            del is_template[-1:]
        elif found.lastgroup == "template":
            is_template.append(True)
        elif found.lastgroup == "comment":
            position = text.find("*/", position) + len("*/")
            if position < len("*/"):
                break
        if not is_template and found.lastgroup == ("blank" if is_module else "close"):
            return found.start() if is_module else position
    return -1
