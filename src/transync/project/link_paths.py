"""The parts of link targets, as texts: paths, names of files, what follows a path."""

from __future__ import annotations

import re
from urllib.parse import quote

_ENDING = re.compile(r"[^.]\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
_IS_PAGE = re.compile(r"\.(?:html?|mdx?|markdown|qmd|rmd|php|aspx?)\Z", re.IGNORECASE)


def is_file_name(plain: str) -> bool:
    """Whether a path ends as that of a file, and not as that of a page."""
    name = plain.rpartition("/")[2]
    return _ENDING.search(name) is not None and not _IS_PAGE.search(name)


def quoted(path: str) -> str:
    """Return a path as it is written in a link: percent-encoded where it has to be."""
    return quote(path, safe="/@:+~!$&'()*,;=-._")


def heads(here: str, there: str) -> tuple[str, str]:
    """Return two paths without the parts that both end with."""
    one, other = here.split("/"), there.split("/")
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return "/".join(one), "/".join(other)


def divided(target: str) -> tuple[str, str]:
    """Divide a target into its path, and what follows: a query, an anchor."""
    ends = [target.find(mark) for mark in "?#" if mark in target]
    end = min(ends, default=len(target))
    return target[:end], target[end:]
