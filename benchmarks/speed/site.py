"""A generated site of short notes: always the same for the same numbers."""

from __future__ import annotations

import random
import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LANGUAGES = ("ar", "en", "es", "fr", "hi", "ja", "pt", "zh")

FOLDER = 100
"""Notes of a folder."""

_STEMS = (
    *("Bahn", "Berg", "Brücke", "Dorf", "Fenster", "Fluss", "Garten", "Geschichte", "Hafen"),
    *("Haus", "Himmel", "Insel", "Karte", "Kirche", "Küche", "Land", "Markt", "Museum"),
    *("Nacht", "Nebel", "Platz", "Quelle", "Rathaus", "Reise", "Schule", "See", "Sommer"),
    *("Stadt", "Straße", "Tal", "Turm", "Ufer", "Wald", "Weg", "Werk", "Wiese", "Zeit"),
)
_ENDS = ("", "", "", "en", "führer", "leben", "ordnung", "plan", "recht", "wesen")
_VERBS = ("liegt", "steht", "zeigt", "bleibt", "führt", "beginnt", "endet", "heißt", "wächst")
_LINKS = ("der", "die", "das", "ein", "eine", "und", "oder", "auf", "bei", "nach", "vor", "über")

_EMPTY = re.compile(r'(msgid "(?:[^"\\\n]|\\.)+"\nmsgstr )""')


def write_site(folder: Path, notes: int, languages: Sequence[str] = LANGUAGES) -> None:
    """Write a project of so many notes, without catalogs, into a new folder."""
    folder.mkdir(parents=True)
    listed = ", ".join(f'"{code}"' for code in languages)
    (folder / "transync.toml").write_text(f"languages = [{listed}]\n", encoding="utf-8")
    for number in range(notes):
        place = folder / path(number)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(note(number), encoding="utf-8")


def path(number: int) -> str:
    """Give the path of a note."""
    return f"source/{number // FOLDER:03}/notiz-{number:05}.md"


def note(number: int) -> str:
    """Write a note: half a kilobyte of front matter, headings, paragraphs and a list."""
    chance = random.Random(number)
    title = f"{_name(chance)} {number}"
    parts = [
        f"---\nlang: de\ntitle: {title}\ntags: [notiz, {_name(chance).lower()}]\n---",
        f"# {title}",
        *_paragraphs(chance, number, 2),
        f"## {_name(chance)} und {_name(chance)}",
        *_paragraphs(chance, number, 1),
        "\n".join(f"- {_sentence(chance)}" for _ in range(3)),
        "Siehe auch.",
    ]
    return "\n\n".join(parts) + "\n"


def translate(folder: Path) -> None:
    """Fill in every empty translation of every catalog, as a translator would."""
    for place in sorted((folder / "locales").rglob("*.po")):
        code = place.relative_to(folder / "locales").parts[0]
        text = place.read_text(encoding="utf-8")
        place.write_text(_EMPTY.sub(partial(_filled, code), text), encoding="utf-8")


def restructure(folder: Path, notes: int) -> None:
    """Change every heading, edit a tenth of the paragraphs, and move a tenth to other notes."""
    moved: list[str] = []
    for number in range(notes):
        chance = random.Random(-1 - number)
        blocks = note(number).rstrip("\n").split("\n\n")
        blocks = [_changed(block, chance) for block in blocks]
        if moved and chance.random() < 0.5:
            blocks.append(moved.pop(chance.randrange(len(moved))))
        if chance.random() < 0.3:
            moved.append(blocks.pop(2))
        (folder / path(number)).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _changed(block: str, chance: random.Random) -> str:
    if block.startswith("#"):
        return f"{block}, {_name(chance)}"
    if block[0] not in "-" and chance.random() < 0.1:
        words = block.split(" ")
        words[chance.randrange(len(words))] = _name(chance)
        return " ".join(words)
    return block


def _paragraphs(chance: random.Random, number: int, count: int) -> Iterator[str]:
    for _ in range(count):
        sentences = [_sentence(chance) for _ in range(chance.randrange(2, 4))]
        target = path(chance.randrange(number + 1)).rpartition("/")[2]
        link = f"Mehr davon in [{_name(chance)}]({target})."
        yield "\n".join([*sentences, link])


def _sentence(chance: random.Random) -> str:
    words = [
        *(chance.choice(_LINKS).title(), _name(chance), chance.choice(_VERBS)),
        *(word for _ in range(chance.randrange(1, 4)) for word in _phrase(chance)),
    ]
    return f"{' '.join(words)}."


def _phrase(chance: random.Random) -> tuple[str, str]:
    name = _name(chance)
    marks = chance.choice(("", "", "", "", "*", "`"))
    return chance.choice(_LINKS), f"{marks}{name}{marks}"


def _name(chance: random.Random) -> str:
    return chance.choice(_STEMS) + chance.choice(_ENDS)


def _filled(code: str, empty: re.Match[str]) -> str:
    """Give a message its translation: its own text, with the mark of a language at its end."""
    text = empty[1].removesuffix("\nmsgstr ").removeprefix("msgid ")[:-1]
    done = f'{text[:-1]} {code}."' if text.endswith(".") else f'{text} {code}"'
    return empty[1] + done
