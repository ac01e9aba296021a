"""What is asked of sources: of the settings of each, and of several beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.dialects.permalinks import TOKENS, names
from transync.domain.layouts import Role
from transync.domain.paths import alternatives
from transync.project.config.rules import Fault, Given, dotted_keys, template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.layouts import Layout

DATA_ENDINGS = ("yml", "yaml", "toml", "json")
"""The endings of data files."""


def output_of_source(given: Given) -> Iterator[Fault]:
    """Ask for a template of outputs: with `{path}` if there can be more than one document."""
    needs = ("path", "lang") if "{path}" in given.settings["source"] else ("lang",)
    yield from template(needs=needs, endings=True)(given)


def endings_of_the_source(given: Given) -> Iterator[Fault]:
    """Ask for one ending, or as many as the source has."""
    wanted, found = (len(alternatives(text)) for text in (given.settings["source"], given.value))
    if found not in (1, wanted):
        said = "has one ending" if wanted == 1 else f"has {wanted} endings"
        yield Fault(f'"{given.value}" has {found} endings, and `source` {said}')


def known_tokens(given: Given) -> Iterator[Fault]:
    """Refuse a pattern that begins at no slash, or names what no page has."""
    if given.value and not given.value.startswith("/"):
        yield Fault(f'"{given.value}" must begin with a slash')
    for name in names(given.value):
        if name not in TOKENS:
            known = ", ".join(f"`:{each}`" for each in TOKENS)
            yield Fault(f"`:{name}` is no part of an address; parts are {known}")


def keys_of_data(given: Given) -> Iterator[Fault]:
    """Ask for keys where the source is a data file, and for none where it is Markdown."""
    yield from dotted_keys(given)
    ending = given.settings["source"].rpartition(".")[2]
    if given.value and ending not in DATA_ENDINGS:
        known = ", ".join(f".{each}" for each in DATA_ENDINGS)
        yield Fault(f"is for data files, which end with {known}")
    if not given.value and ending in DATA_ENDINGS:
        yield Fault('is missing: say which keys are translated, like keys = ["title", "nav.**"]')


def faults_between(
    layout: Layout, others: Sequence[Layout], name: str
) -> Iterator[tuple[str, str]]:
    """Yield the settings of a source that do not go with those before it, and why.

    `name` is what a folder of its own would be called.
    """
    for other in others:
        if layout.source.text == other.source.text:
            yield "source", f'"{layout.source.text}" is the source of another, too'
        for role in (Role.CATALOG, Role.TEMPLATE):
            if layout.source_language != other.source_language and _share(layout, other, role):
                yield role, _shared(layout, other, role, name)
        for one, two in ((layout, other), (other, layout)):
            document = two.source.expand(path="a/a")
            if one.match(Role.OUTPUT, document):
                yield (
                    "output" if one is layout else "source",
                    f'"{one.output.text}" matches documents of "{two.source.text}", such as '
                    f"{document}; what an `output` matches is no document",
                )


def _share(one: Layout, two: Layout, role: Role) -> bool:
    """Whether a catalog or a template of a source could be one of another."""
    codes = {*one.catalog.languages, *two.catalog.languages}
    pairs = ((one, two), (two, one))
    return any(
        a.match(role, path)
        for a, b in pairs
        for code in codes
        for name in ("a", "a/a")
        if (place := b.in_role(role)) and (path := place.expand(path=name, lang=code))
    )


def _shared(layout: Layout, other: Layout, role: Role, name: str) -> str:
    mine, its = layout.in_role(role), other.in_role(role)
    said = f"locales/{{lang}}/{name}/{{path}}.po"
    if role is Role.TEMPLATE:
        said = f"locales/templates/{name}/{{path}}.pot"
    return (
        f'"{mine.text if mine else ""}" would share files with "{its.text if its else ""}" of '
        f'"{other.source.text}", which is in `{other.source_language}`, not in '
        f'`{layout.source_language}`; say {role} = "{said}"'
    )
