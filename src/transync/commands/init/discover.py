"""Looks at a folder: which generator, languages and documents are there, and what is translated."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from transync.commands.init.generators import recognized
from transync.commands.init.layouts import arrangements
from transync.commands.init.site import EMPTY, Files, PlannedSource, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from transync.commands.init.layouts import Arrangement

    IsCode = Callable[[str], bool]

_FREE = ("", "Jekyll", "GitBook", "Obsidian")
"""Generators that prescribe no place for translations."""
_CONTENT = ("docs", "doc", "source", "content", "src", "notes", "pages")
_NO_DOCUMENTS = re.compile(
    r"(?:^|/)(?:README|LICEN[CS]E|CHANGELOG|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY)\b[^/]*$",
    re.IGNORECASE,
)


def discovered(files: Files, is_code: IsCode, source_language: str = "") -> Site:
    """Return what there is to know of a site; without documents, it has no sources.

    `is_code` says whether a word is the code of a language; `source_language` is that of the
    canonical documents, where somebody has said so.
    """
    site = recognized(files) or Site()
    site = site._replace(source_language=source_language or site.source_language)
    documents = files.documents()
    found = arrangements(documents, is_code)
    if site.generator in _FREE and found:
        return _arranged(site, found[0], documents)
    if not site.generator:
        site = _plain(site, documents)
    there = {code for source in site.sources for code in translated(files, source, is_code)}
    more = sorted(there - {*site.languages, site.source_language})
    return site._replace(languages=(*site.languages, *more))


def translated(files: Files, source: PlannedSource, is_code: IsCode) -> Counter[str]:
    """Count the localized documents of a source that are there, by the code of their language."""
    pattern = _pattern(source.output)
    matches = (pattern.fullmatch(path) for path in files.documents())
    return Counter(match["lang"] for match in matches if match and is_code(match["lang"]))


def canonical(files: Files, source: PlannedSource, languages: Sequence[str]) -> list[str]:
    """List the documents of a source: what the translations of `languages` match is none."""
    pattern, output = _pattern(source.source), _pattern(source.output)
    return [
        path
        for path in files.documents()
        if pattern.fullmatch(path)
        and not ((found := output.fullmatch(path)) and found["lang"] in languages)
    ]


def _pattern(template: str) -> re.Pattern[str]:
    """Make the pattern of the paths of a template, with any of the endings of documents."""
    parts = re.split(r"(\{path\}|\{lang\})", template)
    seen: set[str] = set()
    pattern = "".join(_part(part, seen) for part in parts)
    return re.compile(rf"{pattern}\.(?P<ending>\w+)")


def _part(part: str, seen: set[str]) -> str:
    if part not in ("{path}", "{lang}"):
        return re.escape(part)
    name = part[1:-1]
    if name in seen:
        return f"(?P={name})"
    seen.add(name)
    return rf"(?P<{name}>{'.+' if name == 'path' else '[A-Za-z]+(?:[-_@][A-Za-z0-9]+)*'})"


def _arranged(site: Site, found: Arrangement, documents: Sequence[str]) -> Site:
    """Take the languages and the places from documents that are there in several languages."""
    elsewhere = [*_elsewhere(found, documents)]
    if elsewhere:
        owns = [source.language for source in elsewhere]
        languages = tuple(dict.fromkeys([*found.languages, *owns]))
        return site._replace(source_language=owns[0], languages=languages, sources=tuple(elsewhere))
    known = found.languages
    own = site.source_language
    if found.plain:
        source = found.plain
    else:
        own = own if own in known else known[0]
        source = found.template.replace("{lang}", own)
    others = tuple(code for code in known if code != own)
    return site._replace(
        source_language=own,
        languages=others,
        sources=(PlannedSource(source, found.template),),
    )


def _elsewhere(found: Arrangement, documents: Sequence[str]) -> Iterator[PlannedSource]:
    """Find documents outside of an arrangement that are in it, too: the originals of its pages.

    An author who writes in `original/tea-zh.md`, of which `_posts/{lang}/tea-{lang}.md` are nine
    pages, has the Chinese page copied.
    """
    inside = _pattern(found.template)
    stems = {stem for those in found.stems.values() for stem in those}
    places: Counter[tuple[str, str]] = Counter()
    for path in documents:
        folder, _, name = path.partition("/")
        if not name or inside.fullmatch(path):
            continue
        for code in found.languages:
            if (mark := _mark(name, code)) and name.rpartition(".")[0][: -len(code) - 1] in stems:
                places[f"{folder}/{{path}}{mark}{code}", code] += 1
    for (template, code), _ in sorted(places.items()):
        yield PlannedSource(template, found.template, code, is_canonical_copied=True)


def _mark(name: str, code: str) -> str:
    """Return the character before a language code at the end of a name; empty if it has none."""
    stem = name.rpartition(".")[0]
    is_ended = stem.endswith(code) and stem[-len(code) - 1 : -len(code)] in ("-", ".", "_")
    return stem[-len(code) - 1] if is_ended else ""


def _plain(site: Site, documents: Sequence[str]) -> Site:
    """Take the folder that has the most documents, of those in which sites have their content."""
    counts = Counter(path.partition("/")[0] for path in documents if "/" in path)
    folders = [name for name in _CONTENT if counts[name]]
    if folders:
        folder = max(folders, key=lambda name: counts[name])
        if folder == EMPTY.source.partition("/")[0]:  # as a run leaves it that was stopped
            return site._replace(sources=(EMPTY,))
        source = PlannedSource(f"{folder}/{{path}}", f"{folder}/{{lang}}/{{path}}")
        return site._replace(sources=(source,))
    if any("/" not in path and not _NO_DOCUMENTS.search(path) for path in documents):
        return site._replace(sources=(PlannedSource("{path}", "{lang}/{path}"),))
    return site
