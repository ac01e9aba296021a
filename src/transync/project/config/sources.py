"""The layouts of a project: of its one source at the top, or of each of several `[[sources]]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from transync.domain.layouts import Layout, Layouts, own_languages
from transync.domain.paths import Globs, PathTemplate, alternatives
from transync.project.config.source_rules import faults_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SIGNS = re.compile(r"[^\w]+")
_PLACES = ("source", "output", "catalog", "template")


def layouts_of(settings: Mapping[str, Any], given: Sequence[Mapping[str, Any]]) -> Layouts:
    """Return the layouts of sources whose settings are complete; of the top, if there are none."""
    sources = given or [{**settings, "canonical": settings["build.canonical"], "keys": ()}]
    languages = settings["languages"]
    return Layouts(tuple(layout for source in sources for layout in _layouts(source, languages)))


def completed(
    top: Mapping[str, Any], own: Mapping[str, Any], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the settings of a source: its `own`, and what is at the top for the rest.

    Where catalogs are that nobody has `given` a place, a folder says that is named after the
    source; templates lie beside them.
    """
    merged = {**top, "canonical": top["build.canonical"], "keys": [], **own}
    if "catalog" not in own and "catalog" not in given:
        path = "/{path}" if "{path}" in merged["source"] else ""
        name = folder_name(merged["source"])
        merged["catalog"] = f"locales/{{lang}}{f'/{name}' if name else ''}{path}.po"
    if "template" not in own and "template" not in given:
        beside = merged["catalog"].replace("{lang}", "templates")
        merged["template"] = re.sub(r"\.po$", ".pot", beside)
    return merged


def faults(layouts: Layouts, numbers: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Yield what of each source, by its number, does not go with the others: the key, and why."""
    for at, layout in enumerate(layouts.each):
        others = [
            each
            for each, number in zip(layouts.each[:at], numbers, strict=False)
            if number != numbers[at]
        ]
        name = folder_name(layout.source.text)
        for key, message in faults_between(layout, others, name):
            yield numbers[at], key, message


def folder_name(source: str) -> str:
    """Return what a folder of a source is called: `original-zh`, for `original/{path}-zh.md`."""
    head, _, ending = source.rpartition(".")
    plain = head if ending else source
    return _SIGNS.sub("-", plain.replace("{path}", "")).strip("-_")


def _layouts(source: Mapping[str, Any], languages: Sequence[str]) -> Iterator[Layout]:
    """Yield a layout for each ending of the documents."""
    texts = {key: alternatives(source[key]) for key in _PLACES}
    codes = own_languages(languages, source["source-language"])
    for number, text in enumerate(texts["source"]):
        each = {key: found[number] if len(found) > 1 else found[0] for key, found in texts.items()}
        template = each["template"]
        yield Layout(
            source=PathTemplate.parse(text),
            catalog=PathTemplate.parse(each["catalog"], codes),
            template=PathTemplate.parse(template) if template else None,
            output=PathTemplate.parse(each["output"], codes),
            exclude=Globs(tuple(source["exclude"])),
            canonical=source["canonical"],
            source_language=source["source-language"],
            dialect=source["dialect"],
            keys=tuple(source["keys"]),
            permalink=source["permalink"],
        )
