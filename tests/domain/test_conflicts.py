"""Marks of merges that git could not finish: found in documents, and not in what these show."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.support.time_limit import bounded
from transync.core.document.unmerged import refuse_conflict
from transync.domain.conflicts import conflicts, first_line, remnants, sides
from transync.domain.errors import ConfigError, ConflictError
from transync.formats.toml import parse as parse_toml

MARKS = "<<<<<<< HEAD\nTee\n=======\nMate\n>>>>>>> side\n"
WHOLE = "<<<<<<< HEAD\n---\ntitle: A\n---\nTee\n=======\n---\ntitle: B\n---\nMate\n>>>>>>> side\n"

# Where the first mark is, by what the document is: each must be refused.
REFUSED = {
    "a paragraph": ("Vorher.\n\n" + MARKS, 3),
    "with the base of diff3": (MARKS.replace("=======", "||||||| 1a2b\nKakao\n======="), 1),
    "with CRLF": (("Vorher.\n" + MARKS).replace("\n", "\r\n"), 2),
    "without labels": ("<<<<<<<\nTee\n=======\nMate\n>>>>>>>", 1),
    "an empty side": ("<<<<<<< HEAD\nTee\n=======\n>>>>>>> side\n", 1),
    "marks of another size": (f"{'<' * 9} a\nTee\n{'=' * 9}\nMate\n{'>' * 9} b\n", 1),
    "in the front matter": (f"---\nlang: de\n{MARKS}---\n\nTee.\n", 3),
    "from the first line of the front matter": (f"---\n{MARKS}---\n", 2),
    "across the end of the front matter": (
        "---\ntitle: A\n<<<<<<< HEAD\n---\nTee\n=======\nlang: de\n---\nMate\n>>>>>>> side\n",
        3,
    ),
    "in TOML": (f"+++\n{MARKS}+++\n\nTee.\n", 2),
    "the whole file": (WHOLE, 1),
    "behind a fence that is closed": (f"```\ncode\n```\n{MARKS}", 4),
    "behind a fence in a list": (f"- ```\n  code\n  ```\n{MARKS}", 4),
    "behind a fence in a quote": (f"> ```\n> code\n{MARKS}", 3),
    "around a fence": ("<<<<<<< HEAD\n```\nTee\n=======\n```\nMate\n>>>>>>> side\n```\n", 1),
    "behind shown marks": (f"```\n{MARKS}```\n\n{MARKS}", 9),
    "in HTML that is no code": (f"<div>\n{MARKS}</div>\n", 2),
    "behind a BOM": (f"\ufeffVorher.\n{MARKS}", 2),
    "at the first line, behind a BOM": (f"\ufeff{MARKS}", 1),
    "from within a fence to behind it": (f"```\nx\n{MARKS.replace('Tee', '```')}```\n", 3),
    "the first mark alone": ("Vorher.\n\n<<<<<<< HEAD\nTee\n\nMate\n", 3),
    "the first mark alone, with CRLF": ("Vorher.\r\n<<<<<<< HEAD\r\nTee\r\n", 2),
    "without the middle": ("<<<<<<< HEAD\nTee\n>>>>>>> side\n", 1),
    "without the first mark": ("Tee\n=======\nMate\n>>>>>>> side\n", 4),
    "of different sizes": (MARKS.replace("<" * 7, "<" * 9), 5),
    "without the first mark, with CRLF": ("Tee\r\n=======\r\nMate\r\n>>>>>>> side\r\n", 4),
    "what a rebase leaves": ("Tee\n=======\nMate\n>>>>>>> 1a2b3c4 (Mate, kein Tee)", 4),
    "behind a shown one": (f"```\n{MARKS}```\n\n<<<<<<< HEAD\nTee\n", 9),
    "between headings of `=`": (f"Titel\n=======\n\n{MARKS}\nTitel\n=======\n", 4),
}
SHOWN = {
    "in a fence": f"So sieht es aus:\n\n```\n{MARKS}```\n",
    "in a fence of tildes, never closed": f"~~~ text\n{MARKS}",
    "in a fence behind a front matter": f"---\ntitle: git\n---\n\n```diff\n{MARKS}```\n",
    "in an indented block": "Vorher.\n\n    " + MARKS.replace("\n", "\n    "),
    "in a quote": "> " + MARKS.replace("\n", "\n> "),
    "in a fence in a list": "- a\n\n  ```\n  " + MARKS.replace("\n", "\n  ") + "```\n",
    "in HTML code": f"<pre><code>\n{MARKS}</code></pre>\n",
    "in Liquid's code": f"{{% highlight text %}}\n{MARKS}{{% endhighlight %}}\n",
    "the first mark alone, in a fence": "Vorher.\n\n```\n<<<<<<< HEAD\nTee\n```\n",
    "the first mark alone, as code": "Die Zeile\n`<<<<<<< HEAD` bleibt.\n",
    "arrows": "<<<<<<<\n\nTee\n\n<<<<<<<<<<<< Mate\n",
    "the last mark alone": "Tee\n>>>>>>> side\n",
    "a deep quote behind a heading": "Titel\n=======\nText.\n>>>>>>> Das sagt Ada.\n",
    "a heading and a deep quote": "Titel\n=======\n\n>>>>>>> Zitat\n",
    "inside a line": f"Die Zeile `{MARKS.splitlines()[0]}`\n=======\nund `>>>>>>> side`\n",
    "too few": MARKS.replace("<" * 7, "<" * 6).replace(">" * 7, ">" * 6),
}


@pytest.mark.parametrize("name", REFUSED)
def test_document__with_a_conflict_is_refused_at_its_first_mark(name: str) -> None:
    text, line = REFUSED[name]
    with pytest.raises(ConflictError) as told:
        refuse_conflict(text, "a.md")
    assert told.value.place == f"a.md:{line}:1"


@pytest.mark.parametrize("name", SHOWN)
def test_document__that_shows_marks_is_none(name: str) -> None:
    refuse_conflict(SHOWN[name], "a.md")


def test_sides__settles_every_conflict_for_one() -> None:
    text = dedent("""\
        a
        <<<<<<< ours
        b
        ||||||| base
        c
        =======
        d
        >>>>>>> theirs
        e
        <<<<<<< ours
        =======
        f
        >>>>>>> theirs
        """)
    assert sides(text, conflicts(text)) == ("a\nb\ne\n", "a\nd\ne\nf\n")
    assert sides("a\n=======\n", []) == ("a\n=======\n", "a\n=======\n")


def test_conflicts__a_conflict_in_the_base_of_another_is_part_of_it() -> None:
    inner = f"{'<' * 9} x\na\n{'=' * 9}\nb\n{'>' * 9} y\n"
    text = f"<<<<<<< ours\nb\n||||||| base\n{inner}=======\nc\n>>>>>>> theirs\n"
    assert [each.ours[1] for each in conflicts(text)] == [0]
    assert sides(text, conflicts(text)) == ("b\n", "c\n")


def test_toml__a_conflict_is_told_as_one() -> None:
    """TOML's own complaint, of a statement that is invalid, would say nothing of a merge."""
    text = 'source-language = "de"\n<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n'
    assert first_line(text) == 2
    with pytest.raises(
        ConfigError, match=r"^transync\.toml:2:1: has a conflict that git could not"
    ):
        parse_toml(text, "transync.toml")


@pytest.mark.slow
@pytest.mark.parametrize(
    "bit",
    ["<<<<<<< a\n", MARKS, f"```\n{MARKS}```\n", "<<<<<<< a\n=======\n", "```\n<<<<<<< a\n```\n"],
)
def test_document__takes_linear_time(bit: str) -> None:
    text = bit * (100_000 // len(bit))
    with bounded():
        conflicts(text)
        remnants(text)
        if bit.startswith("```"):
            refuse_conflict(text, "a.md")
