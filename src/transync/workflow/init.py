"""Begins a project: a configuration and a first note."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from transync import config, files
from transync.errors import ConfigError
from transync.workflow.steps import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.files import Root

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


def first_files(root: Root, source: str, codes: Sequence[str]) -> Iterator[Change]:
    """Give the files of a new project in the languages `codes`; those that exist stay.

    Raises `ConfigError` for a language that nobody knows, or where a project is already.
    """
    text = _config(source, codes)
    settings = config.parse(text, _CONFIG)
    if files.exists(root, _CONFIG):
        raise ConfigError("is there already; edit it, or remove it first", path=_CONFIG)
    yield Change(_CONFIG, None, text, "written")
    if source in _NOTES:
        stem, note = _NOTES[source]
        path = settings.source.expand(path=stem)
        if not files.exists(root, path):
            yield Change(path, None, note, "written, a first note")


def _config(source: str, codes: Sequence[str]) -> str:
    """Give the text of a configuration: what must be said, and what is most often changed."""
    listed = ", ".join(json.dumps(code, ensure_ascii=False) for code in codes)
    return (
        f"source-language = {json.dumps(source, ensure_ascii=False)}\n"
        f"languages = [{listed}]\n"
        'source = "source/{path}.md"\n'
        'catalog = "locales/{lang}/{path}.po"\n'
        'output = "build/{lang}/{path}.md"\n'
    )
