"""The dialects of site generators that are read as CommonMark with the syntax of all engines.

What they add is how their headings get ids; a module of its own takes a dialect over as soon as it
reads its blocks otherwise.
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

GENERATORS = tuple(
    replace(
        COMMONMARK,
        name=name,
        base="commonmark",
        heading_ids=HeadingIds(SCHEMES[scheme], SPELLINGS[scheme]),
    )
    for name, scheme in _SCHEMES.items()
)
