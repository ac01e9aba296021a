"""Write `.po` files: entries as they were read, and new ones as msgcat writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.domain.model import BOM
from transync.formats.po import comments
from transync.formats.po.strings import UNWRITABLE, writable

if TYPE_CHECKING:
    from transync.domain.model import Catalog, Message


_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ESCAPED = re.compile(r"[\\\x00-\x09\x0b-\x1f]")
"""What is not written as it is, beside a quote and the end of a line."""


class _Text(str):
    """A string in which polib finds what gettext would.

    Lines end with LF alone, where `str` also ends them with CR, U+2028 and others; and an empty
    `msgid_plural` is there, where polib leaves it out and so breaks the file.
    """

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return _LINE.findall(self)

    def __bool__(self) -> bool:
        return True


def render(catalog: Catalog) -> str:
    """Give the characters of a `.po` file: those read, and only for new messages others.

    Raises CatalogError for a new message that no `.po` file can hold.
    """
    written: list[str] = []
    for message, raw, _ in catalog.entries:
        new = "" if raw else render_message(message)
        if catalog.newline != "\n":
            new = new.replace("\n", catalog.newline)
        if written and not written[-1].endswith("\n"):
            written.append(catalog.newline)
        if new and written:
            written.append(catalog.newline)
        written.append(raw or new)
    if written and catalog.tail and not written[-1].endswith("\n"):
        written.append(catalog.newline)
    return BOM * catalog.bom + "".join(written) + catalog.tail


def render_message(message: Message) -> str:
    """Write one entry exactly as `msgcat --no-wrap` prints it: with LF, strings unwrapped.

    Where msgcat would lose something, it is kept: flags that msgcat does not know, all flags of an
    obsolete entry, an obsolete entry without a translation.

    Raises CatalogError for a character that no `.po` file can hold.
    """
    return comments.write(message) + _statements(message)


def _statements(message: Message) -> str:
    """Write the lines with keywords, those of most messages without a library."""
    text, translation = message.id, message.translation
    is_bare = message.context is None and message.plural is None and message.previous is None
    both = text + translation
    is_plain = "\\" not in both and both.isprintable()
    if message.obsolete or not is_bare or (not is_plain and _ESCAPED.search(both)):
        return writable(_by_polib(message), UNWRITABLE)
    written = f"msgid {_quoted(text)}msgstr {_quoted(translation)}"
    return written if is_plain else writable(written, UNWRITABLE)


def _quoted(text: str) -> str:
    """Write a text as a string on one line, or on one for each of its lines."""
    text = text.replace('"', '\\"')
    if "\n" not in text:
        return f'"{text}"\n'
    *lines, last = text.split("\n")
    strings = [f'"{line}\\n"\n' for line in lines] + [f'"{last}"\n'] * bool(last)
    return "".join(strings if len(strings) == 1 else ('""\n', *strings))


def _by_polib(message: Message) -> str:
    r"""Write those of any message; polib does all of it right but the escape `\a`."""
    import polib  # for few messages, so that a short run need not load it

    plurals = () if message.plural is None else message.plurals or ("",)
    old = message.previous is not None  # without it gettext refuses the other two
    entry = polib.POEntry(
        msgid=_Text(message.id),
        msgstr=_Text(message.translation),
        msgctxt=_text(message.context),
        msgid_plural=_text(message.plural),
        msgstr_plural=dict(enumerate(map(_Text, plurals))),
        previous_msgid=_text(message.previous),
        previous_msgctxt=_text(message.previous_context) if old else None,
        previous_msgid_plural=_text(message.previous_plural) if old else None,
        obsolete=message.obsolete,
    )
    return entry.__unicode__(wrapwidth=0).replace("\a", r"\a")


def _text(text: str | None) -> _Text | None:
    return None if text is None else _Text(text)
