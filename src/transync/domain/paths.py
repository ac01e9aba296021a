"""Path templates such as `locales/{lang}/{path}.po`, and what a path may be in a project."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PLACEHOLDERS = ("path", "lang")

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_FOLDERS_OF_TOOLS = {"node_modules"}
_MAY_BE_HIDDEN = re.compile(rf"(?:^|/)(?:\.|{'|'.join(_FOLDERS_OF_TOOLS)})")
_PLAIN = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*")
"""A path that is certainly allowed, as nearly all are."""
_ALTERNATIVES = re.compile(r"\{([^{}]*,[^{}]*)\}")
_GLOB = re.compile(r"(?:\*\*/)+|\*\*+|\*|\?|[^*?]+")


class TemplateMatch(NamedTuple):
    """The values of a template's placeholders in one path; `None` for those it lacks."""

    path: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class PathTemplate:
    """A path with placeholders: `_notes/{lang}/{path}-{lang}.md`."""

    text: str
    languages: tuple[str, ...] = ()
    """The codes that `{lang}` may stand for."""

    @classmethod
    def parse(cls, text: str, languages: Iterable[str] = ()) -> PathTemplate:
        """Read a template; raises `ConfigError`, without a place."""
        fault = path_fault(text)
        unknown = [name for name in placeholders(text) if name not in PLACEHOLDERS]
        if unknown:
            fault = f"has an unknown placeholder `{{{unknown[0]}}}`"
        elif re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
            fault = "has a brace that is not part of a placeholder"
        if fault:
            known = " and ".join(f"`{{{name}}}`" for name in PLACEHOLDERS)
            raise ConfigError(f'"{text}" {fault}; placeholders are {known}')
        return cls(text, tuple(languages))

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of its placeholders."""
        return frozenset(placeholders(self.text))

    @property
    def folder(self) -> str:
        """The folder, without placeholders, of all its files; empty for the project's own."""
        return self.head.rpartition("/")[0]

    @cached_property
    def head(self) -> str:
        """The beginning of all its paths: what is before the first placeholder."""
        return _PLACEHOLDER.split(self.text)[0]

    @cached_property
    def ending(self) -> str:
        """The end of all its file names: what is after the last placeholder or slash."""
        return _PLACEHOLDER.split(self.text)[-1].rpartition("/")[2]

    def names_folder(self, name: str) -> bool:
        """Whether its files may be in a folder of this name; if hidden, only if it names it."""
        if not _is_hidden(name):
            return True
        heads = ((part, part.partition("{")[0]) for part in self.text.split("/"))
        return any(
            name == part or (head != part and name.startswith(head or "/")) for part, head in heads
        )

    def match(self, path: str) -> TemplateMatch | None:
        """Return the values of the placeholders in a path; `None` if it does not match.

        `{path}` matches folders and a name, `{lang}` a configured code; a repeated placeholder
        matches the same text. Hidden files match only if the template names them.
        """
        found = self._pattern.fullmatch(path) if path.startswith(self.head) else None
        if found is None:
            return None
        if _MAY_BE_HIDDEN.search(path) and not all(map(self.names_folder, path.split("/"))):
            return None
        return TemplateMatch(**found.groupdict())

    def expand(self, *, path: str | None = None, lang: str | None = None) -> str:
        """Fill in the placeholders; the inverse of `match`."""
        names = {"path": path, "lang": lang}
        # `parse` has made sure that all braces are placeholders.
        return self.text.format_map({name: value for name, value in names.items() if value})

    @property
    def _codes(self) -> str:
        codes = sorted(self.languages, key=len, reverse=True)
        return "|".join(map(re.escape, codes)) or "(?!)"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        patterns = {"path": "[^/]+(?:/[^/]+)*", "lang": self._codes}
        seen: set[str] = set()
        regex = ""
        for index, part in enumerate(_PLACEHOLDER.split(self.text)):
            if index % 2 == 0:
                regex += re.escape(part)
            else:
                regex += f"(?P={part})" if part in seen else f"(?P<{part}>{patterns[part]})"
                seen.add(part)
        return re.compile(regex)


class AnyLanguage(PathTemplate):
    """A template in which `{lang}` stands for whatever looks like the code of a language."""

    @property
    def _codes(self) -> str:
        return "[A-Za-z]{2,8}(?:[-_@][A-Za-z0-9]{1,8})*"


@dataclass(frozen=True)
class Globs:
    """Glob patterns of files, and of folders with all their files: `drafts`, `**/*.tmp.md`."""

    patterns: tuple[str, ...] = ()

    def match(self, path: str) -> bool:
        """Whether a path, or a folder above it, matches a pattern."""
        return bool(self.patterns) and self._pattern.match(path) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        either = "|".join(_glob(pattern.rstrip("/")) for pattern in self.patterns)
        return re.compile(f"(?s:{either})(?:/|\\Z)")


def placeholders(text: str) -> list[str]:
    """List the names in braces; other braces are plain text."""
    return _PLACEHOLDER.findall(text)


def alternatives(text: str) -> list[str]:
    """Return the templates that `docs/{path}.{md,mdx}` stands for; a plain one stands for itself.

    The first group of alternatives counts; a brace of another stays, and no template may have it.
    """
    found = _ALTERNATIVES.search(text)
    if found is None:
        return [text]
    return [f"{text[: found.start()]}{each}{text[found.end() :]}" for each in found[1].split(",")]


def fill_placeholders(text: str, name: Callable[[str], str]) -> str:
    """Replace each placeholder by what `name` returns for it."""
    return _PLACEHOLDER.sub(lambda found: name(found[1]), text)


def path_fault(path: str) -> str | None:
    """Return why a path is not allowed in a project; `None` if it is."""
    if _PLAIN.fullmatch(path):
        return None
    parts = path.split("/")
    faults: tuple[tuple[bool, str], ...] = (
        (not path, "is empty"),
        (bool(_CONTROL.search(path)), "has a control character or one that is not Unicode"),
        ("\\" in path, "has a backslash; folders are divided by `/`"),
        (path.startswith("/"), "is absolute; it must be relative to the project"),
        (re.match(r"[A-Za-z]:", path) is not None, "names a drive; it must be in the project"),
        (parts[0] == "~", "begins with `~`; it must be relative to the project"),
        (".." in parts, "has `..`; it must stay inside the project"),
        ("." in parts or "" in parts, "has a part that is empty or `.`; leave that out"),
    )
    return next((fault for holds, fault in faults if holds), None)


def collisions(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Group paths that are one file where case or Unicode normalization does not count.

    That is so on the usual file systems of macOS and Windows (canonical caseless matching,
    Unicode 3.13, D145).
    """
    distinct = set(paths)
    if len(set(map(_folded, distinct))) == len(distinct):
        return []
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(distinct):
        groups[_folded(path)].append(path)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    folded = unicodedata.normalize("NFD", path).casefold()
    return unicodedata.normalize("NFD", folded)


def parents(path: str) -> Iterator[str]:
    """Yield the folders above a path, the innermost first, without the project's own."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name in _FOLDERS_OF_TOOLS


def _glob(pattern: str) -> str:
    marks = {"*": "[^/]*", "?": "[^/]"}
    return "".join(_mark(part, marks) for part in _GLOB.findall(pattern))


def _mark(part: str, marks: dict[str, str]) -> str:
    if part.startswith("**"):
        return "(?:[^/]+/)*" if part.endswith("/") else ".*"
    return marks.get(part) or re.escape(part)
