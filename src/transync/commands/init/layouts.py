"""Finds how a site tells its languages apart: by the folders or the names of its documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_SUFFIX = re.compile(
    r"(?P<stem>.+)(?P<mark>[-._])(?P<code>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?|hans|hant)"
)
_CODE = re.compile(r"[a-z]{2,3}(?:[-_@][A-Za-z]{2,8})?|hans|hant")


class Arrangement(NamedTuple):
    """Documents that lie in several languages by one template."""

    template: str
    """With `{path}` and `{lang}`, without the ending: `docs/{lang}/{path}`."""
    stems: Mapping[str, frozenset[str]]
    """What `{path}` stands for in the documents of each language."""
    plain: str | None = None
    """The template of the same documents without a language: `docs/{path}`."""

    @property
    def languages(self) -> list[str]:
        """The languages, the one with the most documents first."""
        return sorted(self.stems, key=lambda code: (-len(self.stems[code]), code))


class _LanguagePlace(NamedTuple):
    head: str
    """The folder of all documents, or what stands before `{lang}`; empty for the site's."""
    form: str
    """The template behind it."""


def arrangements(paths: Iterable[str], is_code: Callable[[str], bool]) -> list[Arrangement]:
    """List the arrangements that explain at least two documents, the one with the most first.

    `paths` are those of documents; `is_code` says whether a word is the code of a language.
    A single document `how-to.md` is no document in Tongan: a language counts only where the same
    document is there in another, or without one.
    """
    known = {path.rpartition(".")[0] for path in paths}
    found: defaultdict[_LanguagePlace, defaultdict[str, set[str]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for path in known:
        for place, code, stem in _readings(path, is_code):
            found[place][code].add(stem)
    ranked = [(_score(place, stems, known), place, stems) for place, stems in found.items()]
    ranked.sort(key=lambda each: (-each[0], each[1]))
    return [_arrangement(place, stems, known) for score, place, stems in ranked if score]


def _readings(
    path: str, is_code: Callable[[str], bool]
) -> Iterator[tuple[_LanguagePlace, str, str]]:
    """Yield where a language could stand in a path, which it is, and what `{path}` would be."""
    *folders, name = path.split("/")
    suffix = _SUFFIX.fullmatch(name)
    ends = suffix["code"] if suffix and is_code(suffix["code"]) else None
    for number, folder in enumerate(folders):
        if _CODE.fullmatch(folder) and is_code(folder):
            head = "/".join(folders[:number])
            rest = "/".join([*folders[number + 1 :], name])
            yield _LanguagePlace(head, "{lang}/{path}"), folder, rest
            if suffix and ends == folder:
                stem = "/".join([*folders[number + 1 :], suffix["stem"]])
                yield _LanguagePlace(head, f"{{lang}}/{{path}}{suffix['mark']}{{lang}}"), ends, stem
    if suffix and ends:
        head = folders[0] if folders else ""
        stem = "/".join([*folders[1:], suffix["stem"]])
        yield _LanguagePlace(head, f"{{path}}{suffix['mark']}{{lang}}"), ends, stem


def _score(place: _LanguagePlace, stems: Mapping[str, set[str]], known: set[str]) -> int:
    """Count the documents that are there more than once, each time after the first."""
    times = Counter(stem for those in stems.values() for stem in those)
    times.update(stem for stem in times if _joined(place.head, stem) in known)
    # A form that explains the name as well as the folder explains more.
    return sum(count - 1 for count in times.values()) * (1 + place.form.count("{lang}"))


def _arrangement(
    place: _LanguagePlace, stems: Mapping[str, set[str]], known: set[str]
) -> Arrangement:
    every = {stem for those in stems.values() for stem in those}
    plain = {stem for stem in every if _joined(place.head, stem) in known}
    repeated = Counter(stem for those in stems.values() for stem in those)
    meant = {
        code: frozenset(those)
        for code, those in stems.items()
        if any(stem in plain or repeated[stem] > 1 for stem in those)
    }
    return Arrangement(
        _joined(place.head, place.form),
        meant,
        _joined(place.head, "{path}") if plain else None,
    )


def _joined(head: str, rest: str) -> str:
    return f"{head}/{rest}" if head else rest
