"""Begins a project: a configuration that fits the site, and a first note where there is nothing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.checks.detection import language_of
from transync.commands.init.data import data_sources
from transync.commands.init.discover import canonical, discovered, translated
from transync.commands.init.site import EMPTY, MARKDOWN, Files, PlannedSource, Site
from transync.commands.init.writing import configuration
from transync.core.document.split import split
from transync.dialects import COMMONMARK, DIALECTS
from transync.domain.changes import Change
from transync.domain.errors import ConfigError, DocumentError, TransyncError
from transync.domain.paths import PathTemplate
from transync.locale.languages import is_known, language, meant
from transync.locale.languages.nearest import nearest
from transync.project import config
from transync.project.run import Run
from transync.storage import Root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_CONFIG = "transync.toml"
_FEW = 20
"""So many documents tell the language of all."""
_FREQUENT = (
    *("ar", "cs", "de", "el", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl"),
    *("pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh"),
)
"""The languages that documents are recognized in."""
_CODE = re.compile(r"`+[^`]*`+|<[^>]*>")
_NOTES = {
    "de": (
        "willkommen",
        "---\nlang: de\ntitle: Willkommen\n---\n\n"
        "Diese Notiz ist das **Original**. Was Übersetzer daraus machen, steht in `locales/`.\n\n"
        "- Jeder Absatz und jeder Listenpunkt ist eine eigene Nachricht.\n"
        "- Alles andere bleibt, wie es hier steht.\n",
    ),
    "en": (
        "welcome",
        "---\nlang: en\ntitle: Welcome\n---\n\n"
        "This note is the **original**. What translators make of it is in `locales/`.\n\n"
        "- Each paragraph and each list item is a message of its own.\n"
        "- All else stays as it is here.\n",
    ),
}


class Discovery(NamedTuple):
    """A folder as `init` has found it."""

    root: Root
    site: Site
    documents: Mapping[PlannedSource, Sequence[str]]
    """The paths of the canonical documents of each source."""
    translated: Mapping[PlannedSource, Counter[str]]
    """How many localized documents are there, by source and code."""


def look(folder: str, source_language: str = "") -> Discovery:
    """Look at a folder; `source_language` is that of its documents, where somebody has said so.

    Raises `ConfigError` where a project is already, or a configuration that cannot be read.
    """
    root = Root.at(Path(folder))
    if known := storage.config_in(root.folder):
        raise ConfigError("is there already; edit it, or remove it first", path=known.path.name)
    files = _files(root)
    site = discovered(files, lambda word: meant(word) is not None, source_language)
    if not site.source_language:
        every = (canonical(files, each, site.languages) for each in site.sources)
        site = site._replace(source_language=_written_in(files, [*chain(*every)]))
    own = site.languages
    documents = {each: canonical(files, each, own) for each in site.sources}
    data = data_sources(files, site, [*chain(*documents.values())])
    return Discovery(
        root,
        site._replace(data=tuple(data)),
        documents,
        {each: translated(files, each, own.__contains__) for each in site.sources},
    )


def begin(found: Discovery, source: str, codes: Sequence[str]) -> Run:
    """Make a folder a project that translates into the languages `codes`; what exists stays.

    Raises `ConfigError` for a language that nobody knows, and for a configuration that cannot be.
    """
    locale_codes = _locale_codes((source, *codes))
    site = found.site._replace(
        source_language=source,
        languages=tuple(dict.fromkeys(codes)),
        dialect=found.site.dialect if found.site.dialect in DIALECTS else COMMONMARK.name,
        sources=found.site.sources or (EMPTY,),
    )
    endings = {each: _endings(found.documents.get(each, ())) for each in site.sources}
    is_translated = any(found.translated.values())
    text = configuration(site, endings, locale_codes, is_translated=is_translated)
    _refuse_invalid(text)
    # The configuration comes last: a run that is stopped before can be run again.
    note = () if found.site.sources else tuple(_first_note(source))
    begun = Change(_CONFIG, None, text, "written", relies_on={each.path for each in note})
    steps = [*note, begun]
    return Run(found.root, steps, len(steps))


def _refuse_invalid(text: str) -> None:
    """Raise `ConfigError`, without a place, for a configuration that cannot be: no file has it."""
    try:
        config.parse(text, _CONFIG)
    except ConfigError as error:
        raise ConfigError(error.message) from error


def is_begun(folder: str) -> bool:
    """Whether a folder is a project already; raises `ConfigError` if it cannot be read."""
    return storage.config_in(Root.at(Path(folder)).folder) is not None


def _files(root: Root) -> Files:
    def read(path: str) -> str | None:
        try:
            data = storage.read_if_there(root, path)
            return None if data is None else storage.decoded(data, path)
        except TransyncError:
            return None

    return Files(storage.list_files(root, PathTemplate("{path}")).files, read)


def _written_in(files: Files, documents: Sequence[str]) -> str:
    """Return the code of the language that most of some documents are in; empty where unclear."""
    texts = [files.read(path) or "" for path in documents[:_FEW]]
    candidates = [language(code, {}) for code in _FREQUENT]
    found = Counter(
        spoken.code for text in texts if (spoken := language_of(_prose(text), candidates))
    )
    most = found.most_common(1)
    return most[0][0] if most and most[0][1] * 2 > found.total() else ""


def _prose(text: str) -> str:
    """Return the texts of a document, without code."""
    try:
        segments = split(text).segments
    except DocumentError:
        return ""
    return _CODE.sub("", " ".join(segment.text for segment in segments))


def _locale_codes(codes: Sequence[str]) -> dict[str, str]:
    """Return the BCP 47 codes of languages that the site calls something else.

    Raises `ConfigError` for a language that nobody knows.
    """
    found = {}
    for code in codes:
        locale = meant(code)
        if locale is None:
            near = " or ".join(f"`{guess}`" for guess in nearest(code))
            hint = f"did you mean {near}?" if near else "give a BCP 47 code, such as `pt-BR`"
            raise ConfigError(f"the language `{code}` is not known; {hint}")
        if not is_known(code):
            found[code] = locale
    return found


def _endings(documents: Sequence[str]) -> str:
    """Return the endings of documents, as a template says them: `md`, or `{md,mdx}`."""
    found = {path.rpartition(".")[2] for path in documents}
    endings = [ending for ending in MARKDOWN if ending in found] or ["md"]
    return endings[0] if len(endings) == 1 else f"{{{','.join(endings)}}}"


def _first_note(language: str) -> Iterator[Change]:
    """Yield a note to begin with, if it can be written in this language."""
    if language in _NOTES:
        stem, note = _NOTES[language]
        path = f"{EMPTY.source.replace('{path}', stem)}.md"
        yield Change(path, None, note, "written, a first note")
