"""The failures that are the input's and not the program's: where, what is wrong, what to do."""

from __future__ import annotations


class TransyncError(Exception):
    """Bad input, told as `path:line:column: message`; unknown parts of the place are left out.

    `line` and `column` count from 1; 0 means unknown. `path` is relative to the project.
    """

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

    @property
    def place(self) -> str:
        """`path:line:column`, as far as it is known."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers]) if self.path else ""


class ConfigError(TransyncError):
    """The configuration or the command line asks for something that cannot be (exit code 2)."""


class DocumentError(TransyncError):
    """A Markdown document cannot be read; nothing is written for it."""

    code = "T001"


class FrontMatterError(DocumentError):
    """A front matter is not the plain data that can be read and spliced safely."""

    code = "T002"


class CatalogError(TransyncError):
    """A `.po` file is not what GNU gettext would read; it is never written over."""

    code = "T003"


class LimitError(DocumentError):
    """The input is larger or deeper than what ends in bounded time."""

    code = "T004"


class PathError(TransyncError):
    """A path leads out of the project, or two things want the same file."""

    code = "T005"
