"""The dialects of site generators that are read as CommonMark with the syntax of all engines.

What they add is how their headings get ids, which keys of a front matter are addresses,
and how links find their pages. A module of its own takes a dialect over as soon as it reads its
blocks otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.dialect import Links
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS

_SCHEMES = {
    "mdbook": "mdbook",
    "quarto": "pandoc",
    "gitbook": "gitbook",
}

_ADDRESS_KEYS = {
    "quarto": ("aliases",),
}

_LINKS = {
    "quarto": Links(),
}

GENERATORS = tuple(
    replace(
        COMMONMARK,
        name=name,
        base="commonmark",
        heading_ids=HeadingIds(SCHEMES[scheme], SPELLINGS[scheme]),
        links=_LINKS.get(name),
        address_keys=_ADDRESS_KEYS.get(name, ()),
    )
    for name, scheme in _SCHEMES.items()
)
