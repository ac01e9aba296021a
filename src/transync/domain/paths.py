"""Path templates: which file is a document, its catalog, its template, its localized document."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
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
"""A path in which nothing can be wrong, as nearly all are."""
_GLOB = re.compile(r"(?:\*\*/)+|\*\*+|\*|\?|[^*?]+")


class TemplateMatch(NamedTuple):
    """What the placeholders of a template stand for in one path; `None` where it has none."""

    path: str | None = None
    lang: str | None = None


class Role(StrEnum):
    """What a file is to the project."""

    SOURCE = "source"
    CATALOG = "catalog"
    TEMPLATE = "template"
    OUTPUT = "output"


class Placement(NamedTuple):
    """A file's role, and the document and language it plays it for."""

    role: Role
    path: str | None = None
    """What `{path}` stands for; `None` for a file of all documents."""
    lang: str | None = None
    """The site's code of the language; `None` for a file of all languages."""


@dataclass(frozen=True)
class PathTemplate:
    """A path with placeholders: `_notes/{lang}/{path}-{lang}.md`."""

    text: str
    languages: tuple[str, ...] = ()
    """The codes that `{lang}` may stand for."""

    @classmethod
    def parse(cls, text: str, languages: Iterable[str] = ()) -> PathTemplate:
        """Read a template; `ConfigError` tells what is wrong with it, without a place."""
        fault = path_fault(text)
        unknown = [name for name in placeholders(text) if name not in PLACEHOLDERS]
        if unknown:
            fault = f"has an unknown placeholder `{{{unknown[0]}}}`"
        elif re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
            fault = "has a brace that is no placeholder"
        if fault:
            known = " and ".join(f"`{{{name}}}`" for name in PLACEHOLDERS)
            raise ConfigError(f'"{text}" {fault}; placeholders are {known}')
        return cls(text, tuple(languages))

    @property
    def placeholders(self) -> frozenset[str]:
        """The names that stand in it."""
        return frozenset(placeholders(self.text))

    @property
    def folder(self) -> str:
        """The folder, without placeholders, that all its files are in; empty for the project's."""
        return self.head.rpartition("/")[0]

    @cached_property
    def head(self) -> str:
        """How the paths of all its files begin: what stands before the first placeholder."""
        return _PLACEHOLDER.split(self.text)[0]

    @cached_property
    def ending(self) -> str:
        """How the names of all its files end: what follows the last placeholder, or folder."""
        return _PLACEHOLDER.split(self.text)[-1].rpartition("/")[2]

    def names_folder(self, name: str) -> bool:
        """Tell whether files in a folder of this name may be meant: hidden ones only if named."""
        if not _is_hidden(name):
            return True
        heads = ((part, part.partition("{")[0]) for part in self.text.split("/"))
        return any(
            name == part or (head != part and name.startswith(head or "/")) for part, head in heads
        )

    def match(self, path: str) -> TemplateMatch | None:
        """Tell what the placeholders stand for in a path, `None` if it is not the template's.

        `{path}` is one or more folders and a name, `{lang}` a configured code; a placeholder
        that is there twice stands for the same. Hidden files only match if they are named.
        """
        found = self._pattern.fullmatch(path) if path.startswith(self.head) else None
        if found is None:
            return None
        if _MAY_BE_HIDDEN.search(path) and not all(map(self.names_folder, path.split("/"))):
            return None
        return TemplateMatch(**found.groupdict())

    def expand(self, *, path: str | None = None, lang: str | None = None) -> str:
        """Put the names in; the inverse of `match`."""
        names = {"path": path, "lang": lang}
        # It has no other braces than those of placeholders.
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
    """Patterns of files, and of folders with all that is in them: `drafts`, `**/*.tmp.md`."""

    patterns: tuple[str, ...] = ()

    def match(self, path: str) -> bool:
        """Tell whether a path, or a folder that it is in, is one of the patterns'."""
        return bool(self.patterns) and self._pattern.match(path) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        either = "|".join(_glob(pattern.rstrip("/")) for pattern in self.patterns)
        return re.compile(f"(?s:{either})(?:/|\\Z)")


@dataclass(frozen=True)
class Layout:
    """Where a project has its documents, catalogs, templates and localized documents."""

    source: PathTemplate
    catalog: PathTemplate
    template: PathTemplate | None
    output: PathTemplate
    exclude: Globs = Globs()
    canonical: bool = False
    """Whether the canonical document is published too."""
    source_language: str = ""

    @cached_property
    def published(self) -> PathTemplate:
        """The template of the localized documents, the published canonical ones included."""
        own = (self.source_language,) if self.canonical else ()
        return PathTemplate(self.output.text, (*self.output.languages, *own))

    def placement(self, path: str) -> Placement | None:
        """Tell what a file is to the project: its role, its document, its language.

        What some language's `output` matches is never a source, but for a canonical document
        that is published where it is (`_notes/de/{path}-de.md`).
        """
        output, source = self.published.match(path), self.source.match(path)
        if output and not (source and output == (source.path, self.source_language)):
            return Placement(Role.OUTPUT, *output)
        for role, template in ((Role.CATALOG, self.catalog), (Role.TEMPLATE, self.template)):
            names = template.match(path) if template else None
            if names:
                return Placement(role, *names)
        if source is None or self.exclude.match(path):
            return None
        return Placement(Role.SOURCE, *source)

    def is_meant(self, argument: str, path: str, lang: str) -> bool:
        """Tell whether a file or folder (`""`: the project's) names a document in a language.

        It does if one of the files that the document has for the language is it or is in it.
        """
        templates = (self.source, self.catalog, self.template, self.output)
        files = (each.expand(path=path, lang=lang) for each in templates if each)
        return any(f"{file}/".startswith(f"{argument}/" if argument else "") for file in files)


def placeholders(text: str) -> list[str]:
    """List the names in braces; braces around anything else are the text's own."""
    return _PLACEHOLDER.findall(text)


def fill_placeholders(text: str, name: Callable[[str], str]) -> str:
    """Put the name that is asked for in the place of each placeholder."""
    return _PLACEHOLDER.sub(lambda found: name(found[1]), text)


def path_fault(path: str) -> str | None:
    """Tell why a path is not one inside the project, `None` if it is."""
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
    """Group different paths that are one file where case or Unicode form does not count.

    Such are the usual file systems of macOS and Windows (canonical caseless matching,
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
    """Give the folders that a path is in, the innermost first, without the project's own."""
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
