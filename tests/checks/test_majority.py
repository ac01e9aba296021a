"""The language of a document: told by a clear majority of the author's own paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transync.checks.majority import foreign_language
from transync.core.document.split import split
from transync.locale.languages import language

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = "Grüner Tee wird mit heißem Wasser aufgegossen und zieht drei Minuten lang."
ALSO_GERMAN = "Man trinkt ihn dort seit mehr als tausend Jahren, und nicht nur im Winter."
ENGLISH = "Green tea is brewed with hot water and left to stand for three minutes."
ALSO_ENGLISH = "People have been drinking it there for more than a thousand years now."
LANGUAGES = [language(code, {}) for code in ("de", "en", "fr")]


def told(text: str) -> str:
    found = foreign_language(split(text, "a.md"), LANGUAGES)
    return found.code if found else ""


@pytest.mark.parametrize(
    "text",
    [
        f"{ENGLISH}\n",
        f"# Tea\n\n{ENGLISH}\n\n{ALSO_ENGLISH}\n",
        f"{ENGLISH}\n\n{ALSO_ENGLISH}\n\n{GERMAN}\n",  # two of three are a clear majority
        "# Green tea\n\n- It is brewed hot\n- It is very green\n- You may drink it\n- Or not\n",
        f"{ENGLISH}\n\n{ALSO_ENGLISH}\n\n{ENGLISH}\n\n> {GERMAN}\n>\n> {ALSO_GERMAN}\n",
        f"<blockquote>{GERMAN}</blockquote>\n\n{ENGLISH}\n\n{ALSO_ENGLISH}\n",
        f"It is called “{GERMAN}” there. {ENGLISH}\n\n{ALSO_ENGLISH}\n",
        f'<p lang="de">{GERMAN}</p>\n\n{ENGLISH}\n\n{ALSO_ENGLISH}\n',
    ],
)
def test_foreign_language(text: str) -> None:
    """What the author writes is in English; German quotations do not make it German."""
    assert told(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        f"{GERMAN}\n",
        f"Ein Zitat:\n\n> {ENGLISH}\n>\n> {ALSO_ENGLISH}\n",
        f"Zwei Zitate:\n\n1. > {ENGLISH}\n\n2. > {ALSO_ENGLISH}\n",
        f"> {ENGLISH}\n>\n> - {ALSO_ENGLISH}\n",
        f"*{ENGLISH}*\n\n**{ALSO_ENGLISH}**\n\nSo sagt man.\n",
        f"“{ENGLISH}”\n\n«{ALSO_ENGLISH}»\n\nSo sagt man.\n",
        f"Goethe schrieb: „{ENGLISH}“\n\nUnd dann: “{ALSO_ENGLISH}”\n",
        f"Drücken Sie **{ENGLISH}**!\n\n1. Dann auf _{ALSO_ENGLISH}_.\n",
        f"Mehr davon:\n\n- [{ENGLISH}](a.md)\n- [{ALSO_ENGLISH}][b]\n\n[b]: b.md\n",
        f"Ein Zitat.\n\n<blockquote>\n\n{ENGLISH}\n\n{ALSO_ENGLISH}\n\n</blockquote>\n",
        f"Es heißt: <q>{ENGLISH}</q> oder <cite>{ALSO_ENGLISH}</cite>.\n",
        "Ein Lied:\n\nGreen tea is brewed with water,  \nand left to stand for hours,  \n"
        "and you may drink it slowly\\\nbeneath the summer flowers.\n",
        f'<p lang="en">{ENGLISH}</p>\n\n<q lang=en>{ALSO_ENGLISH}</q>\n\nSo sagt man.\n',
        f"{ENGLISH}\n\n{ALSO_ENGLISH}\n\n{ENGLISH}\n\n{GERMAN}\n\n{ALSO_GERMAN}\n",
        f"```\n{ENGLISH}\n{ALSO_ENGLISH}\n```\n\n`{ENGLISH}` so sagt man.\n",
        "",
    ],
)
def test_foreign_language__is_not_sure(text: str) -> None:
    """What is quoted, sung or code is no evidence; nor is a majority that is not clear."""
    assert told(text) == ""


def test_foreign_language__real_documents_are_in_their_own(corpora: Path) -> None:
    own = [language(code, {}) for code in ("en", "de", "es", "fr", "nl", "ja")]
    paths = sorted(corpora.rglob("*.md"))[::3]
    found = [
        (path.name, other.code)
        for path in paths
        if "/en/" in str(path) or "rust" in str(path)
        if (other := foreign_language(split(path.read_text(encoding="utf-8"), ""), own))
    ]
    assert not found
