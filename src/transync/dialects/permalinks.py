"""Fills patterns of addresses as Jekyll and Hugo do: `/:year/:month/:day/:title/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_TOKEN = re.compile(r":([a-z_]+)")
_DATED = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<title>.+)")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NO_WORD = re.compile(r"[^\w]+")
_SLASHES = re.compile(r"/{2,}")
_INDEX = re.compile(r"(?:(?<=/)index)?\.html?\Z|(?<=/)_?index\Z")

Values = Mapping[str, object]
"""The values of a front matter, by their keys."""


class _Named(NamedTuple):
    """A page whose address is asked for."""

    path: str
    """Below the folder of its source, without an ending."""
    values: Values

    @property
    def name(self) -> str:
        """What its file is called."""
        return self.path.rpartition("/")[2]

    @property
    def title(self) -> str:
        """The name without the date that it begins with."""
        found = _DATED.fullmatch(self.name)
        return found["title"] if found else self.name

    @property
    def date(self) -> tuple[str, str, str] | None:
        """Year, month and day, by the front matter or the name."""
        found = _DATE.match(str(self.values.get("date") or "")) or _DATE.match(self.name)
        return (found[1], found[2].zfill(2), found[3].zfill(2)) if found else None

    @property
    def section(self) -> str:
        """The folders that it is in."""
        return self.path.rpartition("/")[0]


def _date(part: int, form: Callable[[str], str] = str) -> Callable[[_Named], str | None]:
    return lambda page: form(page.date[part]) if page.date else None


def _own(page: _Named, key: str) -> str:
    value = page.values.get(key)
    return value if isinstance(value, str) else ""


def _categories(page: _Named) -> str:
    listed = page.values.get("categories") or page.values.get("category") or ()
    every = listed.split() if isinstance(listed, str) else listed
    return "/".join(_slug(str(each)) for each in every) if isinstance(every, list | tuple) else ""


def _slug(text: str) -> str:
    return _NO_WORD.sub("-", text.lower()).strip("-")


_TOKENS: Mapping[str, Callable[[_Named], str | None]] = {
    "year": _date(0),
    "short_year": _date(0, lambda year: year[2:]),
    "month": _date(1),
    "i_month": _date(1, lambda month: month.lstrip("0")),
    "day": _date(2),
    "i_day": _date(2, lambda day: day.lstrip("0")),
    "title": lambda page: _own(page, "slug") or page.title,
    "slug": lambda page: _own(page, "slug") or _slug(_own(page, "title") or page.title),
    "path": lambda page: page.path,
    "name": lambda page: page.name,
    "basename": lambda page: page.name,
    "filename": lambda page: page.name,
    "contentbasename": lambda page: page.name,
    "slugorfilename": lambda page: _own(page, "slug") or page.name,
    "slugorcontentbasename": lambda page: _own(page, "slug") or page.name,
    "section": lambda page: page.section.partition("/")[0],
    "sections": lambda page: page.section,
    "categories": _categories,
    "output_ext": lambda _: ".html",
}

TOKENS = tuple(_TOKENS)
"""The names that a pattern may have behind a colon."""


def filled(pattern: str, path: str, values: Values) -> str | None:
    """Return the address of a page at `path` below its folder, without an ending.

    `values` is its front matter. None if something that the pattern names is not known of it.
    """
    page = _Named(path, values)
    parts = {name: _TOKENS[name](page) for name in names(pattern) if name in _TOKENS}
    if None in parts.values():
        return None
    made = _TOKEN.sub(lambda found: parts.get(found[1]) or "", pattern)
    return _SLASHES.sub("/", made)


def names(pattern: str) -> list[str]:
    """List what a pattern names behind colons."""
    return _TOKEN.findall(pattern)


def plain_address(address: str) -> str:
    """Return the one address that stands for all that lead to a page: `/tea`, for `/tea/`."""
    return _INDEX.sub("", address).rstrip("/") or "/"
