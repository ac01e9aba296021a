"""The dialects of site generators that are read as CommonMark with the syntax of all engines.

What they add is how their headings get ids, and which keys of a front matter are addresses. A
module of its own takes a dialect over as soon as it reads its blocks otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS

_SCHEMES = {
    "github": "github",
    "jekyll": "jekyll",
    "hugo": "hugo",
    "vitepress": "vitepress",
    "mdbook": "mdbook",
    "quarto": "pandoc",
    "gitbook": "gitbook",
}

_ADDRESS_KEYS = {
    "jekyll": ("permalink", "redirect_from"),
    "hugo": ("url", "aliases"),
    "quarto": ("aliases",),
}

GENERATORS = tuple(
    replace(
        COMMONMARK,
        name=name,
        base="commonmark",
        heading_ids=HeadingIds(SCHEMES[scheme], SPELLINGS[scheme]),
        address_keys=_ADDRESS_KEYS.get(name, ()),
    )
    for name, scheme in _SCHEMES.items()
)
