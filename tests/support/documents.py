"""Documents for the laws: CommonMark's examples, and generated ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)

_WORDS = st.sampled_from(
    [
        *("Wort", "der Satz", "Größe", "2024.", "x", "漢字", "かな", "한글", "שלום", "e\u0301"),
        *("**fett**", "*kursiv*", "_x_", "`Code`", "``a`b``", "~~weg~~", "\\*", "\\|", "&amp;"),
        *("[Ziel](/url)", "[Ziel](</u v> 'T')", "[a]", "[a][]", "[b][a]", "![Bild](x.png)"),
        *("<https://example.com>", "<b>ja</b>", "<br>", "<!-- c -->", "https://example.com/a"),
        *("[^1]", "{{ x }}", "{% y %}", "{#id}", "{: .c}", "<Tag a={b} />", "$x$", "|", "#"),
        *("\u00a0", "\u2028", "\u0085", "\u000b", "\u3000", "\\", "  ", "\t", "`", "*", "[", "<"),
    ]
)
_TEXT = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)
_LINE = st.one_of(
    _TEXT,
    st.sampled_from(
        [
            *("", "", "", "---", "***", "===", "```", "~~~", "    x", "\tx", "   x", "[a]: /url"),
            *("|a|b|", "|-|-|", "--|--", "<div>", "</div>", "<pre>", "<!--", "-->", "[^1]: Fuß"),
            *("::: tip Titel", ":::", "!!! note", "/// tip | Titel", "///", ": Definition", "$$"),
            *("{% highlight x %}", "{% endhighlight %}", "{{< x >}}", "import a from 'b'"),
            *("<!-- transync: skip -->", "<!-- transync: note: x -->", "> [!NOTE]", "- [ ] x"),
        ]
    ),
)
_MARKS = st.sampled_from(
    ["", "", "", "# ", "### ", "> ", "- ", "1. ", "10) ", "  ", "    ", ">", "+\t"]
)
_ENDS = st.sampled_from(["", "", "", "  ", "\\", " ", "\t", " #"])


def commonmark_examples(corpora: Path) -> list[str]:
    """Read the examples of the CommonMark specification."""
    text = (corpora / "commonmark/spec.txt").read_bytes().decode("utf-8")
    return [example.replace("→", "\t") for example in _EXAMPLE.findall(text)]


def newlines() -> list[str]:
    """List the line endings of Markdown (CommonMark 2.1)."""
    return ["\n", "\r\n", "\r"]


def documents() -> st.SearchStrategy[str]:
    """Make documents of everything that Markdown and its site engines know, rightly or not.

    Directives that lead nowhere and front matters that do not end are taken out: they are
    refused, and tested by themselves.
    """
    line = st.tuples(st.lists(_MARKS, max_size=3).map("".join), _LINE, _ENDS).map("".join)
    return st.lists(line, max_size=14).map("\n".join).map(_without_refusals)


def _without_refusals(text: str) -> str:
    text = text.replace("<!-- transync: skip", "<!-- skip").replace("<!-- transync: note", "<!--")
    return "\n" + text if text.startswith(("---", "+++")) else text
