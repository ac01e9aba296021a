"""Reads glossaries, and finds the translations that do not use their terms."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from transync.checks.rule import pair_rule
from transync.checks.terms import ANY_ENDING, Term
from transync.domain.model import BOM, Severity
from transync.formats import toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.checks.pair import Pair
    from transync.formats.toml import KeyPath

_TABLES = ("keep", "terms", "forbidden")


@dataclass(frozen=True)
class Glossary:
    """How the terms of a project are said in one language."""

    keep: tuple[Term, ...] = ()
    """What stays as it is."""
    terms: tuple[tuple[Term, tuple[Term, ...]], ...] = ()
    """A term of the source, and what it may be called."""
    forbidden: tuple[tuple[Term, tuple[Term, ...]], ...] = ()
    """What no translation says, and what it says instead."""

    def without_names(self, text: str) -> str:
        """Return a text without what stays as it is."""
        for term in self.keep:
            for start, end in reversed(list(term.spans(text, inflected=True))):
                text = f"{text[:start]} {text[end:]}"
        return text


@pair_rule("T406", Severity.WARNING)
def term(pair: Pair, glossary: Glossary) -> Iterator[str]:
    r"""A translation does not follow the glossary of its language.

    A term of the source must be rendered as the glossary says; what it keeps must stay as it
    is; and what it forbids must not be said. Whole words are compared, and in scripts without
    blanks between words any place in the text. A rendering may have any ending (`data centre`
    is found in `data centres`), a term of the source only where a `*` ends it. Case counts if
    a term has a capital behind its first letter. What is in code and addresses does not count.

        keep = ["Alibaba Cloud"]

        [terms]
        "Rechenzentr*" = "data centre"
        "Beutel" = ["tea bag", "bag"]

        [forbidden]
        "datacenter*" = "data centre"

    Fails:

        $ printf '\n[glossary]\nterms = "terms/{lang}.toml"\n' >> transync.toml
        $ mkdir terms
        $ printf '[terms]\n"Grüner Tee" = "sencha"\n' > terms/en.toml

    Repaired:

        $ sed -i 's/Green tea grows/Sencha grows/' locales/en/tee.po
    """
    source, translation = (unicodedata.normalize("NFC", text) for text in pair.prose)
    for each in glossary.keep:
        if each.is_in(source) and not each.is_in(translation, inflected=True):
            yield f"`{each.shown}` is missing, and the glossary keeps it as it is"
    for each, renderings in glossary.terms:
        if each.is_in(source) and not any(r.is_in(translation, inflected=True) for r in renderings):
            yield f"`{each.shown}` is not rendered as {_either(renderings)}"
    said = glossary.without_names(translation)
    for each, better in glossary.forbidden:
        if each.is_in(said):
            instead = f"; say {_either(better)}" if better else ""
            yield f"says `{each.shown}`, which the glossary forbids{instead}"


def glossary(text: str, path: str) -> Glossary:
    """Read a glossary: a TOML text with `keep`, `[terms]` and `[forbidden]`.

    Raises `ConfigError` with the place of what is not TOML, unknown, or no term.
    """
    text = text.removeprefix(BOM)
    table = toml.parse(text, path)
    for key, message in _faults(table):
        toml.raise_at(text, path, key, message)
    terms, forbidden = (
        tuple((Term(each), _terms(value)) for each, value in table.get(name, {}).items())
        for name in ("terms", "forbidden")
    )
    return Glossary(_terms(table.get("keep", [])), terms, forbidden)


def _faults(table: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Yield the faults of a glossary, each with its key."""
    for key, value in table.items():
        if key not in _TABLES:
            yield (key,), f"unknown key `{key}`; known keys are {', '.join(_TABLES)}"
        elif key == "keep" and not isinstance(value, list):
            yield (key,), "`keep` must be a list of terms"
        elif key == "keep":
            yield from _faults_of_list((key,), value)
        elif not isinstance(value, dict):
            yield (key,), f'`{key}` must be a table: [{key}], and a line "term" = "rendering"'
        else:
            yield from _faults_of_table(key, value)


def _faults_of_table(name: str, table: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    for term, value in table.items():
        yield from _faults_of_term((name, term), term)
        if isinstance(value, str):
            if value or name == "terms":
                yield from _faults_of_term((name, term), value)
        elif name == "terms" and value == []:
            yield (name, term), "has no rendering; give at least one"
        else:
            yield from _faults_of_list((name, term), value)


def _faults_of_list(key: KeyPath, value: object) -> Iterator[tuple[KeyPath, str]]:
    if not isinstance(value, list):
        yield key, "must be a text or a list of texts"
        return
    for number, term in enumerate(value):
        if isinstance(term, str):
            yield from _faults_of_term((*key, number), term)
        else:
            yield (*key, number), "must be a text"


def _faults_of_term(key: KeyPath, term: str) -> Iterator[tuple[KeyPath, str]]:
    if not Term(term).shown.strip():
        yield key, f'"{term}" is no term: it has no letters'
    elif ANY_ENDING in term[:-1]:
        yield key, f'"{term}" has a `*` that is not at its end'


def _terms(value: str | list[str]) -> tuple[Term, ...]:
    return tuple(Term(each) for each in ([value] if isinstance(value, str) else value) if each)


def _either(terms: tuple[Term, ...]) -> str:
    *most, last = [f"`{each.shown}`" for each in terms]
    return f"{', '.join(most)} or {last}" if most else last
