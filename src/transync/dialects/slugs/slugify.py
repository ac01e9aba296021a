"""Slug functions: what each site generator makes of the text of a heading.

Each takes the text that the generator takes (see `heading_text`) and returns the id before equal
ones are numbered (see `numbering`). Sources: the manuals and the programs themselves, with which
`tests/test_slugs_generators.py` compares them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from transync.dialects.slugs.alphabetic import alphabetic_marks

_WORD = re.compile(r"[\w\- ]*")
_WORD_CATEGORIES = {"Mn", "Mc", "Me", "Pc"}
_OTHER_ALPHABETIC = range(0x24B6, 0x24EA)
_NO_ASCII_WORD = re.compile(r"[^a-zA-Z0-9 -]")
_NO_LETTERS = re.compile(r"\A[^a-zA-Z]+")
_PYTHON_GAP = re.compile(r"[-\s]+")
_PYTHON_WORD = re.compile(r"[^\w\s-]")
_PYMDOWN_TAG = re.compile(r"</?[^>]*>")
_PYMDOWN_WORD = re.compile(r"[^\w\- ]")
_VITEPRESS_SPECIAL = re.compile(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’<>,.?/]+""")
_VITEPRESS_DROPPED = re.compile(r"[\u0300-\u036f\x00-\x1f]")
_BLACKFRIDAY_GAP = re.compile(r"-+")
_DOCUTILS_GAP = re.compile(r"[^a-z0-9]+")
_DOCUTILS_ENDS = re.compile(r"\A[-0-9]+|-+\Z")
_DOCUTILS_LETTERS = str.maketrans(
    {"ß": "sz", "æ": "ae", "œ": "oe", "ȸ": "db", "ȹ": "qp"}
    | dict(
        zip(
            "øđħıłŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȥȴȵȶȷȼȿɀɇɉɍɏ",
            "odhiltbbcdfklnpttyzgzlntjcszejry",
            strict=True,
        )
    )
)
_OBSIDIAN_SPECIAL = re.compile(r"""[!"#$%&(*+,.:;<=>?@^`{|}~)/\[\]\\\s]+""")


def github(text: str) -> str:
    """Return GitHub's id: lower case, letters, marks, digits, `_` and `-`, a blank as `-`."""
    return _words(text.lower()).replace(" ", "-")


def kramdown_gfm(text: str) -> str:
    """Return the id of kramdown's GitHub parser, which is Jekyll's default."""
    return github(text.replace("\t", " "))


def kramdown(text: str) -> str:
    """Return kramdown's own id: ASCII only, from the first letter on, `section` if nothing is left.

    Text in another script is to be transliterated before (`transliterated_header_ids`).
    """
    kept = _NO_ASCII_WORD.sub("", _NO_LETTERS.sub("", text))
    return kept.replace(" ", "-").lower() or "section"


def goldmark(text: str) -> str:
    """Return Hugo's id of the type `github`: letters, decimal digits, `_` and `-`; no marks."""
    return "".join(map(_goldmark, text.strip())) or "heading"


def goldmark_ascii(text: str) -> str:
    """Return Hugo's id of the type `github-ascii`: as `github`, accents and other scripts left."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(each for each in decomposed if unicodedata.category(each) != "Mn")
    composed = unicodedata.normalize("NFC", plain).strip()
    return "".join(_goldmark(each) for each in composed if each.isascii()) or "heading"


def blackfriday(text: str) -> str:
    """Return Hugo's id of the type `blackfriday`: letters and numbers, one `-` for all between."""
    marked = "".join(_lower(each) if _is_number_or_letter(each) else "-" for each in text)
    return _BLACKFRIDAY_GAP.sub("-", marked).strip("-") or "heading"


def python_markdown(text: str) -> str:
    """Return the id of Python-Markdown's `toc`, the default of MkDocs: ASCII only."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return python_markdown_unicode(ascii_text)


def python_markdown_unicode(text: str) -> str:
    """Return the id of `markdown.extensions.toc.slugify_unicode`."""
    return _PYTHON_GAP.sub("-", _PYTHON_WORD.sub("", text).strip().lower())


def pymdown(text: str) -> str:
    """Return the id of `pymdownx.slugs.slugify(case="lower")`, the choice of MkDocs Material."""
    joined = " ".join(unicodedata.normalize("NFC", text).split())
    lowered = _PYMDOWN_TAG.sub("", joined).strip().lower()
    return _PYMDOWN_WORD.sub("", lowered).replace(" ", "-")


def pandoc(text: str) -> str:
    """Return the id of Pandoc's `auto_identifiers`, which is Quarto's."""
    kept = "".join(each for each in text if each.isspace() or _is_pandoc(each))
    joined = "-".join("".join(map(_lower, kept)).split())
    start = next((at for at, each in enumerate(joined) if each.isalpha()), len(joined))
    return joined[start:] or "section"


def vitepress(text: str) -> str:
    """Return VitePress' id: compatibility characters taken apart, one `-` for what is special."""
    plain = _VITEPRESS_DROPPED.sub("", unicodedata.normalize("NFKD", text))
    joined = _VITEPRESS_SPECIAL.sub("-", plain).strip("-")
    return (f"_{joined}" if joined[:1] in set("0123456789") else joined).lower()


def mdbook(text: str) -> str:
    """Return mdBook's id: letters and numbers, `_` and `-`, each blank as `-`."""
    marked = ("-" if each.isspace() else each for each in text.strip().lower())
    return "".join(each for each in marked if each in "-_" or _is_alphanumeric(each)) or "section"


def docutils(text: str) -> str:
    """Return the id that Sphinx gives the section, with MyST too: ASCII, from a letter on.

    Empty for a heading without a Latin letter, which is numbered (`id1`).
    """
    latin = text.lower().translate(_DOCUTILS_LETTERS)
    ascii_text = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return _DOCUTILS_ENDS.sub("", _DOCUTILS_GAP.sub("-", " ".join(ascii_text.split())))


def myst(text: str) -> str:
    """Return the name by which MyST links to a heading within reach of `myst_heading_anchors`."""
    return _PYMDOWN_WORD.sub("", text.lower().replace(" ", "-"))


def obsidian(text: str) -> str:
    """Return what Obsidian compares of a heading and a link to it: its words, whatever the case."""
    return obsidian_link(text).casefold()


def obsidian_link(text: str) -> str:
    """Return how a link of Obsidian names a heading: by its words."""
    return _OBSIDIAN_SPECIAL.sub(" ", text).strip()


def _words(text: str) -> str:
    """Leave letters, marks, decimal digits, connectors, hyphens and blanks of a text."""
    if text.isascii():
        return "".join(_WORD.findall(text))
    return "".join(each for each in text if each in "- " or _is_word(each))


@lru_cache(maxsize=4096)
def _is_word(character: str) -> bool:
    r"""Whether a character is one of `\p{Word}` (Unicode, UTS 18, annex C)."""
    category = unicodedata.category(character)
    return (
        category[0] == "L"
        or category in _WORD_CATEGORIES
        or category in ("Nd", "Nl")
        or ord(character) in _OTHER_ALPHABETIC
    )


def _goldmark(character: str) -> str:
    if character in "- ":
        return "-"
    category = unicodedata.category(character)
    is_kept = character == "_" or category[0] == "L" or category == "Nd"
    return _lower(character) if is_kept else ""


def _lower(character: str) -> str:
    """Return the lower case that is one character, as Go's `unicode.ToLower` does."""
    lowered = character.lower()
    return lowered if len(lowered) == 1 else lowered[0]


def _is_number_or_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _is_alphanumeric(character: str) -> bool:
    """Whether a character is alphabetic or a number, as Rust's `char::is_alphanumeric` has it."""
    return _is_number_or_letter(character) or character in alphabetic_marks()


def _is_pandoc(character: str) -> bool:
    return character in "_-." or _is_number_or_letter(character)
