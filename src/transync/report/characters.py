"""Escape characters that would act on a terminal, or that UTF-8 cannot hold."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def visible(text: str, keep: str = "") -> str:
    r"""Escape unprintable characters as Python does: `\n`, `\u202e`; leave those in `keep`."""
    return "".join(c if c.isprintable() or c in keep else _named(c) for c in text)


def writable(text: str) -> str:
    r"""Escape lone surrogates, which UTF-8 cannot hold, as `\udcff`."""
    return _SURROGATE.sub(lambda found: _named(found[0]), text)


def _named(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
