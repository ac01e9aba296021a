"""What is asked of the values of settings, beyond their types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from transync.domain.allowance import ALLOWABLE
from transync.domain.errors import ConfigError
from transync.domain.paths import PathTemplate, alternatives, path_fault, placeholders
from transync.locale.languages import language


class Fault(NamedTuple):
    """What is wrong with a value, or with a part of it."""

    message: str
    part: tuple[str | int, ...] = ()
    """The key of a table's value, the number of a list's element."""
    other: tuple[str | int, ...] = ()
    """What else has a part in it: the way to it from the top of the settings."""


class Given(NamedTuple):
    """The value that a rule is asked about, and all the others, defaults included."""

    key: str
    value: Any
    settings: Mapping[str, Any]


Rule = Callable[[Given], Iterator[Fault]]

SET_PLACEHOLDERS = ("lang", "locale", "direction", "name", "path", "value", "address")
"""What the values of `front-matter.set` may say of a language and a document."""

_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*(?:@[A-Za-z0-9]+)?")
"""As BCP 47 and gettext have them: `pt-BR`, `pt_BR`, `sr@latin`."""
_TEMPLATES = ("source", "catalog", "template", "output")


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the hint at a known word that is nearly the given one; empty if there is none."""
    from difflib import get_close_matches  # not needed where all is right

    close = get_close_matches(word, sorted(words), n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


def not_empty(given: Given) -> Iterator[Fault]:
    """Ask for at least one element."""
    if not given.value:
        yield Fault("is empty; name at least one")


def each_once(given: Given) -> Iterator[Fault]:
    """Refuse what would be one file or folder on a file system without case."""
    seen: set[str] = set()
    for number, code in enumerate(given.value):
        if code.casefold() in seen:
            yield Fault(f'has "{code}" twice', (number,))
        seen.add(code.casefold())


def not_the_source(given: Given) -> Iterator[Fault]:
    """Refuse to translate a language into itself, where all documents are in one."""
    sources = source_languages(given.settings)
    for number, code in enumerate(given.value):
        if {code.casefold()} == {source.casefold() for source in sources}:
            yield Fault(f'has "{code}", which is the source language; leave it out', (number,))


def source_languages(settings: Mapping[str, Any]) -> list[str]:
    """List the codes of the languages that the documents are in."""
    top, sources = settings["source-language"], settings["sources"]
    found = (source.get("source-language", top) for source in sources or [{}])
    return [*dict.fromkeys(code for code in found if isinstance(code, str))]


def known_language(given: Given) -> Iterator[Fault]:
    """Ask for a code that CLDR knows, if no other rule asks it of its locale code."""
    locales = given.settings["locale-codes"]
    if not _CODE.fullmatch(given.value):
        yield Fault(
            f'"{given.value}" is not a code of letters and digits with `-` or `_` between them, or '
            "`@` before a modifier (`sr@latin`); name the folders so, and say in [locale-codes] "
            "which language it is"
        )
    elif given.value not in locales:
        yield from _language_faults(given.value, locales)


def one_of(*values: str) -> Rule:
    """Ask for one of some values."""

    def faults(given: Given) -> Iterator[Fault]:
        if given.value not in values:
            known = ", ".join(f'"{value}"' for value in values)
            yield Fault(f'"{given.value}" is none of {known}{nearest(given.value, values)}')

    return faults


def known_languages(given: Given) -> Iterator[Fault]:
    """Ask for codes that CLDR knows."""
    for number, code in enumerate(given.value):
        for fault in known_language(given._replace(value=code)):
            yield fault._replace(part=(number,))


def known_locales(given: Given) -> Iterator[Fault]:
    """Ask for locale codes that CLDR knows."""
    for code in given.value:
        for fault in _language_faults(code, given.value):
            yield fault._replace(part=(code,))


def _language_faults(code: str, locales: Mapping[str, str]) -> Iterator[Fault]:
    try:
        language(code, locales)
    except ConfigError as error:
        yield Fault(error.message)


def for_languages(given: Given) -> Iterator[Fault]:
    """Refuse keys that are no language of the site; only a locale code may be the source's."""
    known = list(given.settings["languages"])
    if given.key == "locale-codes":
        known += source_languages(given.settings)
    for code in given.value:
        if code not in known:
            hint = nearest(code, known)
            message = f"`{code}` is not in `languages`, which are {', '.join(known)}{hint}"
            yield Fault(message, (code,))


def for_languages_if_table(given: Given) -> Iterator[Fault]:
    """Ask the same of a table that may also be a list, which is for all languages."""
    if isinstance(given.value, dict):
        yield from for_languages(given)


def template(
    *,
    needs: tuple[str, ...] = (),
    refuses: tuple[str, ...] = (),
    optional: bool = False,
    endings: bool = False,
) -> Rule:
    """Ask for a path template that has some placeholders, and has not some others.

    With `endings`, it may have several: `{md,mdx}`.
    """

    def rule(given: Given) -> Iterator[Fault]:
        if optional and not given.value:
            return
        try:
            text, *_ = alternatives(given.value) if endings else [given.value]
            found = PathTemplate.parse(text).placeholders
        except ConfigError as error:
            yield Fault(error.message)
            return
        yield from (
            Fault(f'"{given.value}" lacks `{{{name}}}`') for name in needs if name not in found
        )
        yield from (
            Fault(f'"{given.value}" must not have `{{{name}}}`')
            for name in refuses
            if name in found
        )

    return rule


def no_others_file(given: Given) -> Iterator[Fault]:
    """Refuse a template that another setting has too: one file cannot be both."""
    for other in _TEMPLATES[: _TEMPLATES.index(given.key)]:
        if given.value and given.value == given.settings[other]:
            yield Fault(f"is the same path as `{other}`; give them different ones")


def globs_inside(given: Given) -> Iterator[Fault]:
    """Refuse globs of what is not in the project."""
    for number, pattern in enumerate(given.value):
        fault = path_fault(pattern.removesuffix("/"))
        if fault:
            yield Fault(f'"{pattern}" {fault}', (number,))


def dotted_keys(given: Given) -> Iterator[Fault]:
    """Ask for names between the dots."""
    for number, key in enumerate(given.value):
        if not all(part.strip() for part in key.split(".")):
            yield Fault(f'"{key}" has an empty name', (number,))


def known_placeholders(given: Given) -> Iterator[Fault]:
    """Refuse placeholders that say nothing of a language or a document."""
    known = ", ".join(f"`{{{name}}}`" for name in SET_PLACEHOLDERS)
    for key, value in given.value.items():
        names = placeholders(value) if isinstance(value, str) else []
        for name in names:
            if name not in SET_PLACEHOLDERS:
                hint = nearest(name, SET_PLACEHOLDERS)
                message = f"`{{{name}}}` is not a placeholder; placeholders are {known}{hint}"
                yield Fault(message, (key,))


def not_translated(given: Given) -> Iterator[Fault]:
    """Refuse to set a key, or a table, whose value is translated: nobody would ever see that."""
    for key in given.value:
        for number, path in enumerate(given.settings["front-matter.translate"]):
            if path == key or path.startswith(f"{key}."):
                what = "set" if given.key == "front-matter.set" else "an address"
                message = f"`{key}` is {what}, and `{path}` is translated; leave one of them out"
                yield Fault(message, (key,), ("front-matter", "translate", number))


def not_set(given: Given) -> Iterator[Fault]:
    """Refuse an address whose key is set to something else."""
    for key in given.value:
        if key in given.settings["front-matter.set"]:
            message = f"`{key}` is an address here, and set elsewhere; leave one of them out"
            yield Fault(message, (key,), ("front-matter", "set", key))


def of_each_language(given: Given) -> Iterator[Fault]:
    """Ask for addresses that differ from language to language."""
    for key, pattern in given.value.items():
        names = placeholders(pattern) if isinstance(pattern, str) else ["lang"]
        if not {"lang", "locale"} & {*names}:
            yield Fault(f"`{key}` is the same in all languages; put `{{lang}}` into it", (key,))


def percentage(given: Given) -> Iterator[Fault]:
    """Ask for a number from 0 to 100."""
    if not 0 <= given.value <= 100:
        yield Fault(f"is {given.value}; give a number from 0 to 100")


def percentages(given: Given) -> Iterator[Fault]:
    """Ask for numbers from 0 to 100."""
    for code, value in given.value.items():
        for fault in percentage(given._replace(value=value)):
            yield fault._replace(part=(code,))


def codes_of_findings(given: Given) -> Iterator[Fault]:
    """Ask for codes that a finding may have, or for the beginnings of some."""
    for number, code in enumerate(given.value):
        for fault in _code_faults(code):
            yield fault._replace(part=(number,))


def codes_of_each(given: Given) -> Iterator[Fault]:
    """Ask for codes in each list of a table."""
    for key, codes in given.value.items():
        for fault in codes_of_findings(given._replace(value=codes)):
            yield fault._replace(part=(key, *fault.part))


def allowable_codes(given: Given) -> Iterator[Fault]:
    """Ask for codes of what can be allowed, in a list, or in each list of a table."""
    if isinstance(given.value, dict):
        for key, codes in given.value.items():
            for fault in allowable_codes(given._replace(value=codes)):
                yield fault._replace(part=(key, *fault.part))
        return
    for number, code in enumerate(given.value):
        if code not in ALLOWABLE:
            known = ", ".join(ALLOWABLE)
            yield Fault(f'"{code}" cannot be allowed; what can be allowed is {known}', (number,))


def globs_of_findings(given: Given) -> Iterator[Fault]:
    """Ask for globs of what is in the project, and for codes in their lists."""
    globs = list(given.value)
    for fault in globs_inside(given._replace(value=globs)):
        yield fault._replace(part=(globs[int(fault.part[0])],))
    yield from codes_of_each(given)


def _code_faults(code: str) -> Iterator[Fault]:
    from transync.checks import is_code  # it loads every rule, and few projects name one

    if not is_code(code):
        yield Fault(
            f'"{code}" is neither the code of a finding, like "T402", nor the beginning of one'
        )
