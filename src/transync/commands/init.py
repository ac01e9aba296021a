"""Begins a project: a configuration and a first note."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from transync import storage
from transync.domain.changes import Change
from transync.domain.errors import ConfigError
from transync.project import config
from transync.project.run import Run
from transync.storage import Root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.project.config import Config

_CONFIG = "transync.toml"
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


def begin(folder: str, source: str, codes: Sequence[str]) -> Run:
    """Make a folder a project that translates into the languages `codes`; what exists stays.

    Raises `ConfigError` for a language that nobody knows, or where a project is already.
    """
    root = Root.at(Path(folder))
    text = _config(source, tuple(dict.fromkeys(codes)))
    settings = config.parse(text, _CONFIG)
    if known := storage.config_in(root.folder):
        raise ConfigError("is there already; edit it, or remove it first", path=known.path.name)
    # The configuration comes last: a run that is stopped before can be run again.
    note = tuple(_first_note(root, source, settings))
    begun = Change(_CONFIG, None, text, "written", relies_on={each.path for each in note})
    steps = [*note, begun]
    return Run(root, steps, len(steps))


def is_begun(folder: str) -> bool:
    """Tell whether a folder is a project already; raises `ConfigError` if it cannot be read."""
    return storage.config_in(Root.at(Path(folder)).folder) is not None


def _first_note(root: Root, source: str, settings: Config) -> Iterator[Change]:
    """Give a project without documents one to begin with, if its language is known here."""
    listing = storage.list_files(root, settings.source, settings.layout.exclude.match)
    for error in listing.errors:
        raise error
    if source in _NOTES and not listing.files:
        stem, note = _NOTES[source]
        yield Change(settings.source.expand(path=stem), None, note, "written, a first note")


def _config(source: str, codes: Sequence[str]) -> str:
    """Give the text of a configuration: what must be said, and what is most often changed."""
    listed = ", ".join(json.dumps(code, ensure_ascii=False) for code in codes)
    return (
        f"source-language = {json.dumps(source, ensure_ascii=False)}\n"
        f"languages = [{listed}]\n"
        'source = "source/{path}.md"\n'
        'catalog = "locales/{lang}/{path}.po"\n'
        'output = "build/{lang}/{path}.md"\n'
        "\n"
        "# [build]\n"
        "# minimum = 1    # % of the words translated below which a document is not published\n"
    )
