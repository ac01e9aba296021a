"""Hostile texts, made of families: each tries to be more than text to some renderer."""

# ruff: noqa: E501
from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tests.support.hostile import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# fmt: off
OPENERS = (
    *("-", "*", "+", "#", "##", "######", ">", "1.", "1)", "12.", "1234567890.", "1.1.", "a.", "(1)"),
    *("|", "||", "Entweder |", "::", ":::", ":::: tip", "!!!", "!!!danger", "!!! danger", "??? danger"),
    *("???+ danger", "===", '=== "Reiter"', "///", "/// note", "%%", "$$", "~~~", "```", "+++", "---"),
    *("***", "___", "^", "^^^", "[TOC]", "[[TOC]]", "[toc]", "[!NOTE]", "{:toc}", "{: .klasse}"),
    *("{:.klasse}", "{.klasse}", "{#anker2}", "{", "}", "{ 1", "{}", "{{", "}}", "#1", ":", ": ", ":   "),
    *("*[HTML]:", "[HTML]:", "[^1]:", "[^neu]:", "[Preise]:", "[Preise]: /", "@", "&", "=", "==", "--"),
    *("..", "...", "<<", "<!--", "-->", "import", "export", "import x", "export const x", "\\", "\\\\"),
    *("{::comment}", "{:/}", "{:/comment}", "{::nomarkdown}", "{::options /}", "\u2028#", "\u2028-"),
    *("\t", "    ", '19" x', "19' x", "' \"", "[ ]", "[x]", "(C)", "* * *", ":-:", "-|-", "|-|", "^|", "++"),
)
FRAMES = (
    "{0} Wort", "{0}Wort", "{0}", "Wort {0} Wort", "Wort {0}", "Wort\n{0} Wort", "Wort\n{0}\nWort",
    "\\{0} Wort", "{0} Wort {0}", "Wort\u2028{0} Wort", "*{0}* Wort",
)
ELEMENTS = (
    "script", "style", "iframe", "dialog", "template", "details", "noscript", "textarea", "title",
    "select", "object", "svg", "math", "video", "plaintext", "xmp", "form", "input", "base", "meta",
    "div", "p", "b", "a", "td", "table", "body", "html", "head", "frameset", "marquee", "datalist", "x-y",
)
TAGS = (
    "<{0}>", "<{0}", "</{0}>", "\\<{0}>", "\\\\<{0}>", "\\</{0}>", "<{0} hidden>", "\\<{0} hidden>",
    "\\<{0} onclick=alert(1)>", "&lt;{0}&gt;", "<\\{0}>", "`<{0}>`", "Wort\n\\<{0}>", "<{0}\nhidden>",
)
ATTRIBUTES = (
    'onclick="x"', "style=display:none", "hidden", 'href="javascript:x"', "src=//boese.example",
    "popover", "inert", "class=x", "id=anker", "srcdoc=x", "autofocus onfocus=x", "contenteditable",
)
ADDRESSES = (
    "https://boese.example", "http://boese.example/x", "//boese.example", "//boese.example/x",
    "www.boese.example", "boese.com", "boese.com/x", "a@boese.example", "mailto:a@boese.example",
    "ftp://boese.example", "xmpp:a@boese.example", "javascript:alert(1)", "https://localhost", "boese.de",
)
SPELLINGS = (
    "{0}", "Wort {0} Wort", "Wort({0})", "*{0}*", "_{0}_", "Wort,{0}", "<{0}>", "\\<{0}>", "[{0}]",
    "[x]({0})", "[x]:{0}", "\\[x]({0})", "[x\\]({0})", "[x]\\({0})", "[x]({0}", "[x] ({0})", "[x](<{0}>)",
    "![x]({0})", "!\\[x]({0})", "[x]( {0} 'y')", "[x][{0}]", '[x]({0} "y)', "[x](\x01{0})", "[x](\x1f{0})",
    "[x](\x0b{0})", "[x](\x85{0})", "[x](\\\n{0})", "[[{0}]]", "[[x|{0}]]", '"x":{0}', "`{0}", "[`x]({0})`",
    "[x](`{0}`)", "[x\n]({0})", "[x](\n{0})", "[*x](*{0})", "[x][1]\n[1]: {0}",
)
DISGUISES = (
    (":", "&colon;"), (":", "&#58;"), (":", "\\:"), ("@", "&commat;"), ("@", "&#64;"), ("@", "\\@"),
    (".", "&period;"), (".", "\\."), ("/", "&sol;"), ("//", "/\\/"), ("w", "&#119;"), ("b", "&#98;"),
    ("/", "&#x2f;"), ("a", "&#97;"), (":", "&#x3a"), (":", "\u200b:"), (":", "\x01:"), ("//", "\\//"),
)
DEFINITIONS = (
    "[Preise]: {0}", "[preise]:{0}", "[ Preise ]: {0}", "[Preise]:\n{0}", "Wort\n[Preise]: {0}",
    "\\[Preise]: {0}", "[Preise\\]: {0}", "[Preise]\\: {0}", "[Preise]: <{0}>", "  [Preise]: {0}",
    "[Preise]: {0} 'x'", "[Pr\neise]: {0}", "[Preise]: {0}// für alle", "*[Preise]: {0}", "[^1]: {0}",
    "[Preise]:\u2028{0}", "Wort\u2028[Preise]: {0}", "*[Preise]:{0}", "[Preise] : {0}",
    "> [Preise]: {0}", "- [Preise]: {0}", "Wort [Preise]: {0}", "[[Preise]]: {0}", "[Preise]&colon; {0}",
)
EXPRESSIONS = (
    "{{ process.env.GEHEIM }}", "{{process.env.GEHEIM}}", "{{1+1}}", "{{}}", "{{ }}", "{{`x`}}", "{{'x'}}",
    "{{/* x */}}", "{{\n1}}", "{{a, b}}", "{{x}}", "{{[1]}}", "{{(x)}}", "{{1}}", "{{ 1", "}} 1", "{{{{x}}}}",
    "{{x:1}}", "{{+1}}", "{{-1}}", "{{null}}", "{{\u00a01}}", "{{process['env']}}", "{{;}}", "{{//}}",
    "\\{{1}}", "\\\\{{1}}", "{{\\1}}", "`{{1}}", "{{`}}", "&#123;1}}", "&lbrace;1}}", "<{{1}}>", "<b {{1}}>",
    "<3", "<5 Minuten", "a<b", "<>", "</>", "<b", "<_x>", "<$>", "<a:b>", "< b>", "<-", "<=", "<ä>", "<.",
    "\\<3", "\\\\<3", "import Wort", "export Wort", "Import Wort", "exportiert Wort", "import", "export",
    "import x from 'y'", "export default 1", "import(1)", "export {{x}}", "&#105;mport x", "Wort\nimport Wort",
)
# fmt: on


def texts() -> list[str]:
    """Give the hostile texts, each once."""
    return [*dict.fromkeys(text for text in _made() if text.strip())]


def _made() -> Iterator[str]:
    yield from HOSTILE
    yield from _each(OPENERS, FRAMES)
    yield from _each(ELEMENTS, TAGS)
    for attribute, tag in product(
        ATTRIBUTES, ("<b {0}>", "\\<b {0}>", "<b\n{0}>", "{{: {0}}}", "{{ {0} }}")
    ):
        yield f"Wort {tag.format(attribute)} Wort"
    yield from _each(ADDRESSES, SPELLINGS)
    yield from _each((*_disguised(),), ("{0}", "Wort {0} Wort", "[x]({0})", "<{0}>"))
    yield from _each(("https://boese.example", "javascript:alert(1)", "/x"), DEFINITIONS)
    yield from _each(("",), EXPRESSIONS)
    yield from _each(("",), tuple(f"Wort {expression} Wort" for expression in EXPRESSIONS))


def _each(things: Iterable[str], frames: tuple[str, ...]) -> Iterator[str]:
    for thing, frame in product(things, frames):
        yield frame.format(thing)


def _disguised() -> Iterator[str]:
    for address, (sign, other) in product(ADDRESSES, DISGUISES):
        if sign in address:
            yield address.replace(sign, other, 1)
