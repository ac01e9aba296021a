"""Suggests languages for a code that nobody knows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def nearest(tag: str, configured: Sequence[str] = ()) -> list[str]:
    """Return the codes nearest to an unknown one: a country's (`jp`), the site's own, the alike."""
    from difflib import get_close_matches  # not needed where all is right

    wanted = tag.replace("_", "-").lower()
    meant = of_country_or_script(wanted)
    if meant:
        return [meant]
    own = get_close_matches(wanted, configured, n=1)
    if own:
        return own
    known = {spelling.lower(): spelling for spelling in _known()}
    head = wanted.split("-")[0]
    if head in known:
        siblings = [spelling for spelling in known if spelling.startswith(f"{head}-")]
        return [head, *(known[sibling] for sibling in get_close_matches(wanted, siblings, n=2))]
    return [known[spelling] for spelling in get_close_matches(wanted, sorted(known), n=3)]


def of_country_or_script(wanted: str) -> str:
    """Return the language of a country (`jp`) or a script (`hant`), or the new code for an old."""
    from babel.core import get_global

    likely, aliases = get_global("likely_subtags"), get_global("language_aliases")
    if wanted in aliases:
        return str(aliases[wanted]).replace("_", "-")
    of_country = str(likely.get(f"und_{wanted.upper()}", "")).split("_")[0]
    of_script = str(likely.get(f"und_{wanted.title()}", "")).split("_")[0]
    return of_country or (of_script and f"{of_script}-{wanted.title()}")


@cache
def _known() -> tuple[str, ...]:
    from babel.localedata import locale_identifiers

    return tuple(sorted(tag.replace("_", "-") for tag in locale_identifiers() if tag != "root"))
