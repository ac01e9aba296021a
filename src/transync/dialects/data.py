"""Data files: texts at keys, each in a flavour of Markdown."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transync.dialects.dialect import Dialect


@cache
def data_dialect(texts: Dialect, ending: str) -> Dialect:
    """Return the dialect of a data file, by the ending of its name, whose texts are in another."""
    from transync.formats.frontmatter.data import FORMS  # which few projects need

    form = FORMS[ending]
    return replace(
        texts,
        name=f"{form} with {texts.name}",
        base=texts.name,
        data=form,
        heading_ids=None,
        address_keys=(),
        links=None,
        text_keys=(),
    )
