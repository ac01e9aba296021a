"""Addresses: keys of a front matter that two pages must not have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transync.checks.location import Location
    from transync.domain.model import Finding
    from transync.formats.frontmatter import Field


@rule("T208")
def claimed_address(key: str, value: object, other: str = "", *, is_pattern: bool = False) -> str:
    r"""Two pages claim one address.

    A localized document claims that of its canonical document, or two documents claim the same.

    Site generators take some keys of the front matter, such as Jekyll's `permalink`, for the
    address of the page. Two pages with one address overwrite each other.

    Fails:

        $ sed -i '1i dialect = "jekyll"' transync.toml
        $ sed -i 's|^layout: post|layout: post\npermalink: /tee/|' source/tee.md
        $ transync extract
        $ transync build

    Repaired:

        $ printf '[front-matter]\naddress = { permalink = "/{lang}{value}" }\n' >> transync.toml
        $ transync build
    """
    if is_pattern:
        whose = f"that {other} has, too" if other else "and so would be that of its page"
        advice = f'`set = {{ {key} = "/{{lang}}{{address}}" }}` in [front-matter]' if key else ""
        return f"its address is {_said(value)}, {whose}; say {advice or 'another `output`'}"
    if other:
        return f"`{key}` is {_said(value)}, an address that {other} claims, too; change one of them"
    return (
        f"`{key}` is {_said(value)}, an address that the canonical document claims; say in"
        f' [front-matter] which it is here: `address = {{ {key} = "/{{lang}}{{value}}" }}`'
    )


def claimed_addresses(
    place: Location,
    fields: Mapping[str, Field],
    canonical: Mapping[str, Field],
    keys: Iterable[str],
) -> Iterator[Finding]:
    """Yield a finding for each address of the canonical document that a localized one claims."""
    for key in keys:
        own, other = fields.get(key), canonical.get(key)
        if own and other and own.value and own.value == other.value:
            here = place._replace(line=own.line, column=own.column)
            yield claimed_address(here, key, own.value)


def _said(value: object) -> str:
    """Name a value, or each of a list."""
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(f"`{each}`" for each in values)
