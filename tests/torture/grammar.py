"""Grows documents: blocks in blocks, with what site engines know, rightly written and not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Rule = Callable[["Grower", int], list[str]]

WORDS = (
    *("Wort", "der Satz", "Größe", "2024.", "x", "漢字", "かな", "한글", "שלום", "e\u0301", "1)"),
    *("\\*", "\\|", "\\", "&amp;", "&#35;", "<br>", "<!-- c -->", "https://example.com/a"),
    *("<https://example.com>", "a@b.cd", "{{ x }}", "{% y %}", "{#id}", "{: .c}", "$x$", ":s:"),
    *("<Tag a={b} />", "{{< ref >}}", "{%- z -%}", "<%= e %>", "$$", "{{", "}}", "%}", "[[Wiki]]"),
    *("|", "#", "*", "_", "`", "[", "]", "<", "!", ":", "~", "==x==", "++x++", "\t", "  "),
    *("\u00a0", "\u2028", "\u0085", "\u000b", "\u200b", "\u3000"),
    *("^[Fuß]", "[^1]", "[a]", "[a][]", "[b][a]"),
)
LINES = (
    *("---", "***", "===", "```", "~~~", "|-|-|", "-->", "</div>", ":::", "///", "$$", "[TOC]"),
    *("{% endhighlight %}", "{% endraw %}", "import a from 'b'", "export const a = 1", "+++"),
    *("<!-- transync: skip -->", "<!-- transync: note: x -->", "<!-- transync: context: y -->"),
    *("<!-- transync: skip-start -->", "<!-- transync: skip-end -->", "{:toc}", "* toc", "\\"),
    *("[a]: /url", "[a]: <u v> 'T'", "[b]:", "*[HTML]: Sprache", "--8<-- 'x'", "<?x", "<![CDATA["),
)
BARS = ("|-|-|", "--|--", "|:-|-:|", "|-|-|", "-|")
KEYS = ("description", "tags", "a", "date", "'b c'")
REFUSED = dict.fromkeys(map(ord, "\u2028\u0085\u000b\t\n"), " ")
ATTRIBUTES = ("", ' class="x"', ' title="Ein Titel"', " alt=x", " a={b}")
TAGS = ("div", "p", "details", "table", "pre", "script", "b", "Tabs", "td", "style")


class Grower:
    """A document in growth."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def document(self) -> list[str]:
        """Give the lines of a document, sometimes with a front matter."""
        front = self.front() if self.chance.random() < 0.3 else []
        if self.chance.random() < 0.003:
            return [*front, *self.deep()]
        return [*front, *self.blocks(self.chance.randrange(4), self.chance.randrange(1, 12))]

    def pick(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def blocks(self, depth: int, count: int) -> list[str]:
        lines: list[str] = []
        for _ in range(count):
            rules = (*LEAVES, *NESTED) if depth > 0 else LEAVES
            lines += self.chance.choice(rules)(self, depth - 1)
            lines += [""] * self.chance.choice((0, 1, 1, 1, 2))
        return lines

    def inside(self, depth: int) -> list[str]:
        return self.blocks(depth, self.chance.choice((1, 1, 2, 3)))

    def indented(self, lines: list[str], first: str, rest: str) -> list[str]:
        """Put marks before lines; the lazy leave some out."""
        lazy = self.chance.random() < 0.1
        marked = [first + line if not number else rest + line for number, line in enumerate(lines)]
        return [
            line if lazy and number and self.chance.random() < 0.5 else mark
            for number, (line, mark) in enumerate(zip(lines, marked, strict=True))
        ]

    # What stands in a line

    def inline(self, depth: int = 2) -> str:
        words = []
        for _ in range(self.chance.choice((1, 1, 2, 3, 5))):
            word = self.chance.choice(WORDS)
            if depth and self.chance.random() < 0.35:
                word = self.chance.choice(SPANS)(self, self.inline(depth - 1))
            words.append(word)
        return self.pick(" ", " ", " ", "").join(words)

    def title(self) -> str:
        return self.pick("", "", ' "Titel"', " 'Titel'", " (T)")

    def target(self) -> str:
        return self.pick("/url", "a.md#b", "<u v>", "", "javascript:x", "a(b)c", "#x", "{{ u }}")

    def front(self) -> list[str]:
        """Grow a front matter, of YAML or TOML."""
        if self.chance.random() < 0.3:
            lines = [f"{key} = {self.toml()}" for key in self.keys()]
            return ["+++", *lines, *_some(self, ["+++"], 0.98), ""]
        lines = [line for key in self.keys() for line in self.yaml(key)]
        end = self.pick("---", "---", "---", "...")
        return ["---", *lines, *_some(self, [end], 0.98), ""]

    def keys(self) -> list[str]:
        keys = self.chance.sample(KEYS, self.chance.randrange(4))
        return [*_some(self, ["title"]), *keys, *_some(self, ["title"], 0.01)]

    def value(self) -> str:
        """Grow a value, mostly without what front matters refuse."""
        text = self.inline(1)
        return text if self.chance.random() < 0.05 else "".join(text.translate(REFUSED).split("\\"))

    def toml(self) -> str:
        text = self.value().replace("'", "").replace('"', "")
        return self.pick(
            *(f'"{text}"', f"'{text}'", f'"""\n{text}\n"""', f'["{text}", "b"]', "1", "2024-01-01"),
            *(f'{{ x = "{text}" }}', "true"),
        )

    def yaml(self, key: str) -> list[str]:
        text = self.value().replace("'", "").replace('"', "")
        value = self.pick(
            *(f"'{text}'", f'"Ein {text}"', f"['{text}', b]", "1", "no", "", f"Ein {text}"),
            *(f"|\n  Ein {text}\n  b", f">-\n  Ein {text}\n  b", f"\n  - 'Ein {text}'\n  - b", "|"),
            *(f"\n  x: 'Ein {text}'", f"{{ x: '{text}' }}", "Ein Satz # b", f"'Ein\n  {text}'"),
        )
        return [f"{key}: {value}", *_some(self, [""], 0.1)]

    def deep(self) -> list[str]:
        depth = self.chance.randrange(90, 110)
        mark = self.pick(">", "> ", "- ", "1. ", "> - ")
        return [mark * depth + self.inline(1), "", self.inline(1)]


def _paragraph(grower: Grower, _: int) -> list[str]:
    ends = ("", "", "", "", "  ", "\\", " ", "\t")
    count = grower.chance.choice((1, 1, 2, 3))
    return [grower.pick("", "", "  ") + grower.inline() + grower.pick(*ends) for _ in range(count)]


def _heading(grower: Grower, _: int) -> list[str]:
    if grower.chance.random() < 0.3:
        return [grower.inline(), grower.pick("---", "===", "=", "  -")]
    end = grower.pick("", "", " #", " ##", " {#id}", " { .k }", " \\#")
    return [
        "#" * grower.chance.randrange(1, 8) + grower.pick(" ", " ", "\t") + grower.inline() + end
    ]


def _fence(grower: Grower, _: int) -> list[str]:
    mark = grower.pick("```", "~~~", "````")
    name = grower.pick("", "py", "{.py}", "mermaid", "{note} Titel")
    return [mark + name, grower.inline(), *_some(grower, [mark])]


def _code(grower: Grower, _: int) -> list[str]:
    return [grower.pick("    ", "\t", "     ") + grower.inline()]


def _table(grower: Grower, _: int) -> list[str]:
    rows = [f"| {grower.inline(1)} | {grower.inline(0)} |" for _ in range(3)]
    return [rows[0], *_some(grower, [grower.pick(*BARS)]), *rows[1:]]


def _html(grower: Grower, _: int) -> list[str]:
    tag = grower.pick(*TAGS)
    opening = f"<{tag}{grower.pick(*ATTRIBUTES)}>"
    if grower.chance.random() < 0.5:
        return [f"{opening}{grower.inline()}</{tag}>"]
    return [opening, grower.inline(), *_some(grower, [f"</{tag}>"])]


def _comment(grower: Grower, _: int) -> list[str]:
    return [f"<!-- {grower.inline()}", *_some(grower, [grower.inline()]), "-->"]


def _line(grower: Grower, _: int) -> list[str]:
    return [grower.pick(*LINES)]


def _definition(grower: Grower, depth: int) -> list[str]:
    kind = grower.pick("[^1]: ", ": ", "*[W]: ", "[^x]:", ":   ")
    first = [] if kind.startswith(("[", "*")) else [grower.inline()]
    return [*first, *grower.indented(grower.inside(depth), kind, "    ")]


def _quote(grower: Grower, depth: int) -> list[str]:
    alert = [grower.pick("[!NOTE]", "[!tip]- Titel", f"[!x] {grower.inline()}")]
    lines = [*_some(grower, alert, 0.3), *grower.inside(depth)]
    mark = grower.pick("> ", "> ", ">", " > ")
    return grower.indented(lines, mark, mark)


def _list(grower: Grower, depth: int) -> list[str]:
    lines: list[str] = []
    mark = grower.pick("- ", "* ", "+ ", "1. ", "10) ", "-\t", "-   ", "- [ ] ", "- [x] ")
    for _ in range(grower.chance.choice((1, 2, 3))):
        rest = " " * len(mark.partition("[")[0])
        lines += grower.indented(grower.inside(depth), mark, rest)
        lines += _some(grower, [""], 0.3)
    return lines


def _box(grower: Grower, depth: int) -> list[str]:
    """Grow what site engines frame: with a mark at its end, or indented."""
    inside = grower.inside(depth)
    title = grower.inline(1)
    kind = grower.pick(":::", "!!!", "///", "===", "???+", "{%", "<", "$$")
    match kind:
        case ":::":
            first = grower.pick(f"::: tip {title}", f":::note[{title}]", "::: {.x}", ":::{note}")
            return [first, *inside, *_some(grower, [":::"])]
        case "///":
            return [f"/// note | {title}", *inside, *_some(grower, ["///"])]
        case "{%":
            name = grower.pick("highlight x", "raw", "comment", "if a", "tab 'x'")
            return [f"{{% {name} %}}", *inside, *_some(grower, [f"{{% end{name.split()[0]} %}}"])]
        case "<":
            tag = grower.pick(*TAGS)
            return [f"<{tag}>", *_some(grower, [""]), *inside, *_some(grower, [f"</{tag}>"])]
        case "$$":
            return ["$$", *inside, "$$"]
    return [f'{kind} "{title}"' if kind == "===" else f'{kind} note "{title}"'] + [
        f"    {line}" for line in inside
    ]


def _some(grower: Grower, lines: list[str], share: float = 0.85) -> list[str]:
    """Give lines, or forget them."""
    return lines if grower.chance.random() < share else []


SPANS: tuple[Callable[[Grower, str], str], ...] = (
    lambda grower, text: f"**{text}**",
    lambda grower, text: f"*{text}*",
    lambda grower, text: f"_{text}_",
    lambda grower, text: f"~~{text}~~",
    lambda grower, text: f"`{text}`",
    lambda grower, text: f"``{text}``",
    lambda grower, text: f"[{text}]({grower.target()}{grower.title()})",
    lambda grower, text: f"![{text}]({grower.target()}{grower.title()})",
    lambda grower, text: f"[{text}][a]",
    lambda grower, text: f"<b>{text}</b>",
    lambda grower, text: f'<a href="x" title="{text}">{text}</a>',
    lambda grower, text: f"{{% x %}}{text}{{% endx %}}",
    lambda grower, text: f"({text})",
    lambda grower, text: f"<span>{text}",
)
LEAVES: tuple[Rule, ...] = (
    *(_paragraph, _paragraph, _paragraph, _paragraph, _heading, _fence, _code, _table, _html),
    *(_comment, _line, _line),
)
NESTED: tuple[Rule, ...] = (_quote, _list, _list, _box, _box, _definition)
