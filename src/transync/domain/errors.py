"""Errors in the user's input: where they are, what is wrong, and what to do.

The docstring of an error with a code is its page in the manual.
"""

from __future__ import annotations

from copy import copy
from typing import Self


class TransyncError(Exception):
    """A file cannot be read or written.

    The message has the system's reason, or says that somebody else changed the file while
    transync was at work. The file is as it was. Or somebody saved a file at the moment in which a
    run was killed: what was saved is beside it, under the name in the message.

    Fails:

        $ chmod 000 source/tee.md

    Repaired:

        $ chmod 644 source/tee.md
    """

    # `line` and `column` count from 1; 0 means unknown. `path` is relative to the project.
    code = "T000"

    def __init__(
        self, message: str, *, path: str = "", line: int = 0, column: int = 0, code: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.code = code or type(self).code

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), self.message, self.path, self.line, self.column))

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is pickled as its class and arguments, which those of a subclass may not be.
        return _revived, (type(self), self.args), vars(self)

    def at(self, *, path: str | None = None, line: int | None = None) -> Self:
        """Return the same error with another path or line; this one stays as it is."""
        moved = copy(self)
        moved.path = self.path if path is None else path
        moved.line = self.line if line is None else line
        return moved

    @property
    def place(self) -> str:
        """`path:line:column`, as far as it is known."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers]) if self.path else ""


def _revived(kind: type[TransyncError], arguments: tuple[object, ...]) -> TransyncError:
    return kind.__new__(kind, *arguments)


class ChangedError(TransyncError):
    """Somebody else saved a file while transync was at work (T000); what was saved is there."""

    def __init__(self, path: str, found: bytes | None) -> None:
        message = "changed while transync was at work and was left alone; run it again"
        super().__init__(message, path=path)
        self.found = found
        """The file's content now; None if there is no such file."""


class ConfigError(TransyncError):
    """The configuration or the command line asks for something that cannot be (exit code 2)."""


class DocumentError(TransyncError):
    r"""A document is not UTF-8, or has a character that no catalog can hold.

    Those are NUL and U+0004. transync neither extracts nor builds the document; its messages in
    catalogs stay.

    Fails:

        $ printf 'caf\351\n' > source/cafe.md

    Repaired:

        $ printf 'café\n' > source/cafe.md
        $ transync extract
        $ transync build
    """

    code = "T001"


class FrontMatterError(DocumentError):
    """A front matter is not plain data.

    It is not closed, is not YAML, TOML or JSON, has a key twice, or has anchors, aliases or
    tags, which cannot be changed in one place without changing another.

    Fails:

        ---
        title: [Tee
        ---

        Grüner Tee.

    Repaired:

        ---
        title: "[Tee"
        ---

        Grüner Tee.
    """

    code = "T002"


class CatalogError(TransyncError):
    """GNU gettext cannot read a catalog.

    transync never overwrites it: fix it at the place, restore it, or try `transync repair`. A
    conflict that git could not merge is reported as such.

    Fails:

        msgid "Grüner Tee."
        msgstr "Green tea.

    Repaired:

        msgid "Grüner Tee."
        msgstr "Green tea."
    """

    code = "T003"


class LimitError(DocumentError):
    r"""A file is too large, or nested too deeply, to be processed in bounded time.

    The limits are far beyond what people write; the message names the limit.

    Fails:

        $ python3 -c 'print("> " * 200 + "Tee")' > source/deep.md

    Repaired:

        $ printf '> Tee\n' > source/deep.md
        $ transync extract
        $ transync build
    """

    code = "T004"


class PathError(TransyncError):
    r"""A path leads out of the project, is not a file, or is taken by another file.

    A link leads out of the project, for example; or the names of two documents differ only in
    case, and on many systems their localized documents would be one file; or the catalog of
    another program stands where that of a document has to be.

    Fails:

        $ printf 'Tee\n' > source/Tee.md

    Repaired:

        $ rm source/Tee.md
    """

    code = "T005"


class DirectiveError(DocumentError):
    """A directive is unknown, lacks its text, or has no block after it.

    Directives are comments: `<!-- transync: skip -->`, `skip-start`, `skip-end`, `note: …` and
    `context: …`. Write them right before the block they are for.

    Fails:

        <!-- transync: skipp -->

        Grüner Tee.

    Repaired:

        <!-- transync: skip -->

        Grüner Tee.
    """

    code = "T006"


class ConflictError(DocumentError):
    r"""A document has conflict markers of a merge that git could not finish.

    transync neither extracts nor builds it; its messages in catalogs stay. Choose a side, or write
    what both meant, and remove the markers: the lines that begin with `<<<<<<<`, `|||||||`,
    `=======` and `>>>>>>>`. A single forgotten marker is reported too. Markers in a code block, on
    a page that explains git, do not count. A localized document with a conflict is built again,
    unless it holds somebody's work.

    Fails:

        $ printf '<<<<<<< HEAD\nTee.\n=======\nKaffee.\n>>>>>>> side\n' > source/drinks.md

    Repaired:

        $ printf 'Tee und Kaffee.\n' > source/drinks.md
        $ transync extract
        $ transync build
    """

    code = "T007"
