"""Documents in MDX at random: tags around and beside blocks of every kind, at any indentation."""

from __future__ import annotations

from itertools import dropwhile
from random import Random


def generated(count: int) -> dict[str, str]:
    """Return documents, each by its number; MDX refuses few of them."""
    return {f"document {n}": "\n".join(_Writing(Random(n)).blocks(0)) + "\n" for n in range(count)}


_TEXTS = (
    *("one", "two *three*", "four <b>five</b> six", "{seven} eight", "nine <Badge/>", "ten\\"),
    *("a <br/>", "[b](/c)", "`d`", "<Foo>i</Foo>", "<Foo a={1}>{k}</Foo> l", "<b>m</b>", "---"),
    "===",
)
_TEXTS_IN_ELEMENTS = ("<p>g</p>", "<td>h</td>", "<summary>j</summary>")
"""Texts that are cut as raw HTML."""
_TAGS = (
    *("<Foo/>", "<br />", "<Foo>{x}</Foo>", "<td></td>", "<Foo a='>' /> <b></b>", "<></>"),
    *('<Foo\n  a="b"\n/>', "<Foo a={{b: '}'}}\n\n  c\n/>", "<Foo\n/> {x}", "{/* y */}<Foo/>"),
    *("<Foo a={(\n  <b>c</b>\n)} />", "<Foo {...d} />", "<a.b-c/>", "<a:b/>"),
)
_OPENING = (
    "<Foo>",
    "<div>",
    "<p>",
    "<Foo\n  a='b'\n  c={d}\n>",
    "<b>",
    "<Foo a={`b > ${c}`}>",
    "<>",
)
_CLOSED = {"<F": "</Foo>", "<d": "</div>", "<p": "</p>", "<b": "</b>", "<>": "</>"}
_EXPRESSIONS = ("{x}", "{/* a\n\n b */}", "{[1, 2].map((each) => (\n  <b>{each}</b>\n))}", "{}")
_INDENTS = ("", "", "", "  ", "    ", "      ", "\t")


def _is_empty(line: str) -> bool:
    return not line.strip()


class _Writing:
    """Writes one document at random."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def blocks(self, depth: int) -> list[str]:
        """Return the lines of some blocks, with empty lines between them or not."""
        lines: list[str] = []
        for _ in range(self.random.randint(1, 4)):
            lines += self._indented(self._block(depth), self.random.choice(_INDENTS))
            lines += [""] * self.random.randint(0, 1)
        return lines

    def _block(self, depth: int) -> list[str]:
        kinds = [self._text, self._text, self._tags, self._code, self._small, self._in_elements]
        if depth < 3:
            kinds += [self._list, self._list, self._quote, *[self._element] * 3]
        kind = self.random.choice(kinds)
        return kind(depth)

    def _text(self, depth: int) -> list[str]:
        return [self.random.choice(_TEXTS) for _ in range(self.random.randint(1, 3))]

    def _in_elements(self, depth: int) -> list[str]:
        before = self.random.choice(("", "<Foo/>"))
        return [before, *self.random.choices(_TEXTS_IN_ELEMENTS, k=2), _TEXTS[0], ""]

    def _tags(self, depth: int) -> list[str]:
        return self.random.choice((*_TAGS, *_EXPRESSIONS)).split("\n")

    def _code(self, depth: int) -> list[str]:
        mark = self.random.choice(("```", "~~~~"))
        return [f"{mark}js", *self._text(depth), "", "  <Foo>", mark]

    def _small(self, depth: int) -> list[str]:
        return self.random.choice(
            (
                "# Title",
                "***",
                "| a | b |\n| - | - |\n| c | d |",
                "Title\n====",
                "## <b/>",
            )
        ).split("\n")

    def _list(self, depth: int) -> list[str]:
        marks = ("- ", "* ", "1. ", "1)  ", "-   ")
        mark = self.random.choice(marks if depth else (*marks, "3. "))
        lines = []
        for _ in range(self.random.randint(1, 3)):
            # MDX takes an empty item for text in a quote that ends a paragraph.
            first, *others = dropwhile(_is_empty, self.blocks(depth + 1))
            lines += [mark + first.lstrip(), *self._indented(others, " " * len(mark))]
        return lines

    def _quote(self, depth: int) -> list[str]:
        return self._indented(self.blocks(depth + 1), "> ")

    def _element(self, depth: int) -> list[str]:
        opening = self.random.choice(_OPENING)
        inner = self._indented(self.blocks(depth + 1), self.random.choice(_INDENTS))
        return [*opening.split("\n"), *inner, _CLOSED[opening[:2]]]

    def _indented(self, lines: list[str], by: str) -> list[str]:
        return [by + line if line or by.strip() else line for line in lines]
