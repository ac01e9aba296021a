"""The configuration: the settings of a project, read from TOML and found good."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from transync.dialects.own import Adjustment, adjusted
from transync.domain.model import BOM
from transync.domain.paths import Globs, PathTemplate, alternatives
from transync.formats import toml
from transync.locale.languages import Language, language
from transync.project.config import sources
from transync.project.config.kinds import Setting
from transync.project.config.own_dialects import dialect_named
from transync.project.config.rules import Given, nearest
from transync.project.config.settings import SETTINGS
from transync.project.config.source_settings import SOURCE_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.dialects import Dialect
    from transync.domain.layouts import Layouts
    from transync.formats.toml import KeyPath

__all__ = [
    "SETTINGS",
    "SOURCE_SETTINGS",
    "BuildConfig",
    "CheckConfig",
    "Config",
    "FrontMatterConfig",
    "GuardConfig",
    "LinksConfig",
    "Setting",
    "parse",
]

_IN_PYPROJECT = ("tool", "transync")
_TYPES = {
    **{str: "a text", bool: "true or false", list: "a list", dict: "a table"},
    **dict.fromkeys((int, float), "a number"),
}


class FrontMatterConfig(NamedTuple):
    """What happens to front matters; `SETTINGS` says what each field means."""

    translate: tuple[str, ...]
    adds_dialect: bool
    """Whether the dialect adds keys to those: the configuration names none."""
    set: Mapping[str, str | bool | int | float]
    address: Mapping[str, str | bool]
    stamp: bool


class BuildConfig(NamedTuple):
    """What is built."""

    minimum: float
    keep: Globs
    """The localized documents that stay as somebody has made them."""


class LinksConfig(NamedTuple):
    """What becomes of links."""

    pages: str
    assets: str
    anchors: str
    rewrite: Mapping[str, str]
    base: str = ""


class GuardConfig(NamedTuple):
    """What translations may change of the markup of their sources."""

    everywhere: tuple[str, ...]
    of_languages: Mapping[str, Sequence[str]]

    def allowed(self, code: str) -> frozenset[str]:
        """Return what the translations into a language may change, as codes of findings."""
        return frozenset((*self.everywhere, *self.of_languages.get(code, ())))


class CheckConfig(NamedTuple):
    """What is checked."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    of_paths: Mapping[str, Sequence[str]]
    of_languages: Mapping[str, Sequence[str]]
    strict: bool
    minimum: Mapping[str, float]


@dataclass(frozen=True)
class Config:
    """The settings of a project; `SETTINGS` says what each field means."""

    languages: tuple[str, ...]
    layouts: Layouts
    """Where the files of each source are, and what its documents are."""
    dialects: Mapping[str, Dialect]
    """Those that the layouts name."""
    locale_codes: Mapping[str, str]
    front_matter: FrontMatterConfig
    build: BuildConfig
    links: LinksConfig
    guard: GuardConfig
    check: CheckConfig
    terms: PathTemplate | None

    def language(self, code: str) -> Language:
        """Return what is known of one of its languages."""
        return language(code, self.locale_codes)


class _Text:
    """The text of a configuration, which knows where to point at."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text.removeprefix(BOM)
        self.path = path
        is_pyproject = path.rpartition("/")[2] == "pyproject.toml"
        self.top: KeyPath = _IN_PYPROJECT if is_pyproject else ()

    def table(self) -> dict[str, Any]:
        """Read the table of the settings."""
        table: Any = toml.parse(self.text, self.path)
        for name in self.top:
            table = table.get(name, {}) if isinstance(table, dict) else table
        if not isinstance(table, dict):
            self.refuse((), f"`{'.'.join(map(str, self.top))}` must be a table")
        return table

    def refuse(self, key: KeyPath, message: str, other: KeyPath = ()) -> NoReturn:
        """Raise the error for a key, with the place of the other that has a part in it."""
        if other:
            message += f" ({self._located(other)})"
        toml.raise_at(self.text, self.path, (*self.top, *key), message)

    def _located(self, key: KeyPath) -> str:
        """Name a setting with its place."""
        names = [name for name in key if isinstance(name, str)]
        place = toml.position_of(self.text, (*self.top, *key))
        where = f"is at {self.path}:{place[0]}:{place[1]}" if place else "has it by default"
        return f"`{'.'.join(names)}` {where}"


def parse(text: str, path: str) -> Config:
    """Read a configuration, of `transync.toml` or of `[tool.transync]` in `pyproject.toml`.

    Raises `ConfigError` with the place of the first key that is unknown or has a value that
    cannot be, with what is allowed, or with the place where the text is not TOML.
    """
    source = _Text(text, path)
    table = source.table()
    _refuse_unknown_keys(source, table)
    settings: dict[str, Any] = {setting.key: _value(source, table, setting) for setting in SETTINGS}
    _refuse_faults(source, settings, SETTINGS)
    own = [_source(source, table, settings, number) for number in range(len(settings["sources"]))]
    layouts = sources.layouts_of(settings, own)
    numbers = [n for n, each in enumerate(own) for _ in alternatives(each["source"])]
    for number, key, message in sources.faults(layouts, numbers) if own else ():
        source.refuse(("sources", number, key), f"`{key}`: {message}")
    return _config(settings, table, layouts)


def _refuse_faults(
    source: _Text,
    settings: Mapping[str, Any],
    known: Sequence[Setting],
    within: KeyPath = (),
) -> None:
    for setting in known:
        given = Given(setting.key, settings[setting.key], settings)
        for rule in setting.rules:
            for fault in rule(given):
                key = (*within, *setting.key.split("."), *fault.part)
                source.refuse(key, f"`{setting.key}`: {fault.message}", fault.other)


def _source(
    source: _Text, table: Mapping[str, Any], settings: Mapping[str, Any], number: int
) -> dict[str, Any]:
    """Return the settings of one of several sources, complete with those at the top."""
    within = ("sources", number)
    given = settings["sources"][number]
    for name in given:
        _refuse_unknown(source, (*within, name), [setting.key for setting in SOURCE_SETTINGS])
    for setting in SOURCE_SETTINGS:
        if setting.default is None and setting.key not in given:
            source.refuse(within, f"`{setting.key}` is missing in [[sources]]")
        for part, wrong in setting.kind.wrong(given[setting.key]) if setting.key in given else ():
            said = f"must be {setting.kind.said}, and here is {_said(wrong)}"
            source.refuse((*within, setting.key, *part), f"`{setting.key}` {said}")
    if "source" in table:
        source.refuse(("source",), "`source` is said in [[sources]], too; leave it out here")
    completed = sources.completed(settings, given, table)
    _refuse_faults(source, completed, SOURCE_SETTINGS, within)
    return completed


def _refuse_unknown_keys(source: _Text, table: Mapping[str, Any]) -> None:
    keys = [setting.key for setting in SETTINGS]
    tables = {key.partition(".")[0] for key in keys if "." in key}
    for name, value in table.items():
        if name not in tables:
            _refuse_unknown(source, (name,), [key.partition(".")[0] for key in keys])
        elif isinstance(value, dict):
            known = [key.partition(".")[2] for key in keys if key.startswith(f"{name}.")]
            for inner in value:
                _refuse_unknown(source, (name, inner), known)
        else:
            source.refuse((name,), f"`{name}` must be a table, not {_said(value)}")


def _refuse_unknown(source: _Text, key: KeyPath, known: list[str]) -> None:
    if key[-1] in known:
        return
    outer = [str(part) for part in (*source.top, *key[:-1]) if isinstance(part, str)]
    where = f" in [{'.'.join(outer)}]" if outer else ""
    last = str(key[-1])
    elsewhere = [setting.key for setting in SETTINGS if setting.key.split(".")[-1] == last]
    hint = nearest(last, known)
    if elsewhere and not hint:
        hint = f"; did you mean `{elsewhere[0]}`?"
    name = last if last.isprintable() else repr(last)
    allowed = ", ".join(dict.fromkeys(known))
    source.refuse(key, f"unknown key `{name}`{where}; known keys are {allowed}{hint}")


def _value(source: _Text, table: Mapping[str, Any], setting: Setting) -> object:
    value: object = table
    for name in setting.key.split("."):
        value = value.get(name) if isinstance(value, dict) else value
    if value is None and setting.default is None:
        source.refuse((), f'`{setting.key}` is missing; say {setting.key} = ["en", "fr"]')
    if value is None:
        default: object = tomllib.loads(f"default = {setting.default}")["default"]
        return default
    for part, wrong in setting.kind.wrong(value):
        message = f"`{setting.key}` must be {setting.kind.said}, and here is {_said(wrong)}"
        source.refuse((*setting.key.split("."), *part), message)
    return value


def _said(value: object) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "no finite number"
    return _TYPES.get(type(value), "a date or a time")


def _config(settings: Mapping[str, Any], table: Mapping[str, Any], layouts: Layouts) -> Config:
    languages = tuple(settings["languages"])
    terms = settings["glossary.terms"]
    adjustment = Adjustment(
        tuple(settings["translate-attributes"]), settings["line-breaks"] == "keep"
    )
    return Config(
        languages=languages,
        layouts=layouts,
        dialects={
            each.dialect: adjusted(dialect_named(each.dialect, settings["dialects"]), adjustment)
            for each in layouts.each
        },
        locale_codes=settings["locale-codes"],
        front_matter=FrontMatterConfig(
            translate=tuple(settings["front-matter.translate"]),
            adds_dialect="translate" not in table.get("front-matter", {}),
            set=settings["front-matter.set"],
            address=settings["front-matter.address"],
            stamp=settings["front-matter.stamp"],
        ),
        build=BuildConfig(settings["build.minimum"], Globs(tuple(settings["build.keep"]))),
        links=LinksConfig(*(settings[f"links.{name}"] for name in LinksConfig._fields)),
        guard=_guard(settings["guard.allow"]),
        check=CheckConfig(
            select=tuple(settings["check.select"]),
            ignore=tuple(settings["check.ignore"]),
            of_paths=settings["check.ignore-paths"],
            of_languages=settings["check.ignore-languages"],
            strict=settings["check.strict"],
            minimum=settings["check.minimum"],
        ),
        terms=PathTemplate.parse(terms, languages) if terms else None,
    )


def _guard(allow: Sequence[str] | Mapping[str, Sequence[str]]) -> GuardConfig:
    """Take a list for all languages, or a list for each of some."""
    if isinstance(allow, dict):
        return GuardConfig((), allow)
    return GuardConfig(tuple(allow), {})
