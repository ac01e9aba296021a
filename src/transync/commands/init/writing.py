"""Writes the text of a new configuration, with comments that say what can be changed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.commands.init.site import PlannedSource, Site

_FURTHER = """
# Further settings; docs/reference/configuration.md of transync has all of them.
# exclude = ["drafts/"]       # files and folders that are no canonical documents
# [front-matter]
# translate = ["title", "description", "excerpt", "summary", "subtitle"]
# [build]
# minimum = 1                 # % of the words translated below which a document is not published
"""

_ADDRESSES = (
    *("", "[front-matter]"),
    'set = { lang = "{lang}", translated = true, permalink = "/{lang}{address}" }',
    "address = { redirect_from = false }",
)
"""An address of its own for each page: that of the document behind the language."""

_SIGNS = re.compile(r"[^\w]+")


class _ConfigLines(list[str]):
    """The lines of a configuration; values are written as TOML."""

    def add(self, key: str, value: object, comment: str = "") -> None:
        said = f"  # {comment}" if comment else ""
        self.append(f"{key} = {_toml(value)}{said}")


def configuration(
    site: Site,
    endings: Mapping[PlannedSource, str],
    codes: Mapping[str, str],
    *,
    is_translated: bool = False,
) -> str:
    """Return the text of the configuration of a site, which has at least one source.

    Of one that `is_translated`, links and anchors stay as they are on its pages. `endings` are
    those of the documents of each source (`md`, `{md,mdx}`), `codes` the BCP 47 codes of languages
    that the site calls something else.
    """
    lines = _ConfigLines()
    if site.generator:
        lines.append(f"# {site.generator}, recognized by {site.settings}.")
    lines.add("source-language", site.source_language)
    lines.add("languages", site.languages)
    if site.dialect != "commonmark":
        lines.add("dialect", site.dialect)
    lines += _places(site, endings)
    lines += _links(site, is_translated=is_translated)
    if site.sets_addresses and not is_translated:
        lines += _ADDRESSES
    if codes:
        lines += [
            "",
            "[locale-codes]",
            *(f"{_toml_key(key)} = {_toml(codes[key])}" for key in codes),
        ]
    return "\n".join(lines) + "\n" + _FURTHER


def _links(site: Site, *, is_translated: bool) -> list[str]:
    if is_translated:
        as_they_are = "  # as they are on the pages that are translated already"
        return [
            *("", "[links]", f'pages = "keep"{as_they_are}'),
            *('assets = "keep"', 'anchors = "check"'),
        ]
    lines = [f"base = {_toml(site.address)}"] if site.address else []
    if not site.has_heading_ids:
        lines.append(f'anchors = "check"  # "keep" needs attr_list in {site.settings}')
    return ["", "[links]", *lines] if lines else []


def _places(site: Site, endings: Mapping[PlannedSource, str]) -> Iterator[str]:
    """Yield the lines of the places: of one plain source at the top, else of `[[sources]]`."""
    is_plain = len(site.sources) == 1 and not (site.sources[0].is_canonical_copied or site.data)
    for source in site.sources:
        yield from () if is_plain else ("", "[[sources]]")
        ending = endings[source]
        yield f"source = {_toml(f'{source.source}.{ending}')}"
        if source.language and source.language != site.source_language:
            yield f"source-language = {_toml(source.language)}"
        yield f"catalog = {_toml(_catalog(source, site.sources))}"
        yield f"output = {_toml(f'{source.output}.{ending}')}"
        if source.permalink:
            yield f"permalink = {_toml(source.permalink)}"
        if source.is_canonical_copied:
            yield "canonical = true"
    for data in site.data:
        yield from ("", "[[sources]]", f"source = {_toml(data.source)}")
        yield f"output = {_toml(data.output)}"
        yield f"keys = {_toml(data.keys)}"


def _catalog(source: PlannedSource, every: Sequence[PlannedSource]) -> str:
    """Put the catalogs of several sources into folders of their own."""
    if len(every) == 1:
        return "locales/{lang}/{path}.po"
    name = _SIGNS.sub("-", source.source.replace("{path}", "")).strip("-_")
    return f"locales/{{lang}}/{name}/{{path}}.po"


def _toml(value: object) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _toml_key(key: str) -> str:
    return key if key.isascii() and key.replace("-", "").isalnum() else _toml(key)
