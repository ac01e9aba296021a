"""Write `.po` files: old entries as they were read, new ones as msgcat writes them.

transync reads catalogs itself, because polib accepts what gettext refuses and forgets how entries
were written. polib writes the rare entries (contexts, plurals, previous texts, control characters),
because it agrees with msgcat on all of their details.
"""

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
"""What has to be escaped, besides quotes and line breaks."""


class _PolibText(str):
    """A string that makes polib do what gettext does.

    Its lines end with LF only, where `str` also ends them with CR, U+2028 and others; and it is
    true even if empty, because polib leaves out an empty `msgid_plural` and so breaks the file.
    """

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return _LINE.findall(self)

    def __bool__(self) -> bool:
        return True


def render(catalog: Catalog) -> str:
    """Return the text of a `.po` file; entries that were read keep theirs.

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

    It keeps what msgcat would lose: flags that msgcat does not know, all flags of an obsolete
    entry, an obsolete entry without a translation.

    Raises CatalogError for a character that no `.po` file can hold.
    """
    return comments.write(message) + _statements(message)


def _statements(message: Message) -> str:
    """Write the lines with keywords; polib writes only the rare ones."""
    text, translation = message.id, message.translation
    is_bare = message.context is None and message.plural is None and message.previous is None
    both = text + translation
    is_plain = "\\" not in both and both.isprintable()
    if message.obsolete or not is_bare or (not is_plain and _ESCAPED.search(both)):
        return writable(_by_polib(message), UNWRITABLE)
    written = f"msgid {_quoted(text)}msgstr {_quoted(translation)}"
    return written if is_plain else writable(written, UNWRITABLE)


def _quoted(text: str) -> str:
    """Write a text as one string, or as one string per line."""
    text = text.replace('"', '\\"')
    if "\n" not in text:
        return f'"{text}"\n'
    *lines, last = text.split("\n")
    strings = [f'"{line}\\n"\n' for line in lines] + [f'"{last}"\n'] * bool(last)
    return "".join(strings if len(strings) == 1 else ('""\n', *strings))


def _by_polib(message: Message) -> str:
    r"""Write the lines of any message by polib, which gets all right except the escape `\a`."""
    import polib  # few messages need it, and importing it takes time

    plurals = () if message.plural is None else message.plurals or ("",)
    old = message.previous is not None  # without it, gettext refuses the other two
    entry = polib.POEntry(
        msgid=_PolibText(message.id),
        msgstr=_PolibText(message.translation),
        msgctxt=_text(message.context),
        msgid_plural=_text(message.plural),
        msgstr_plural=dict(enumerate(map(_PolibText, plurals))),
        previous_msgid=_text(message.previous),
        previous_msgctxt=_text(message.previous_context) if old else None,
        previous_msgid_plural=_text(message.previous_plural) if old else None,
        obsolete=message.obsolete,
    )
    return entry.__unicode__(wrapwidth=0).replace("\a", r"\a")


def _text(text: str | None) -> _PolibText | None:
    return None if text is None else _PolibText(text)
