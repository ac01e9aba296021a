"""The configuration: the settings of a project, read from TOML and found good."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from transync.dialects import DIALECTS, Dialect
from transync.domain.model import BOM
from transync.domain.paths import Globs, Layout, PathTemplate
from transync.formats import toml
from transync.locale.languages import Language, language
from transync.project.config.rules import Given, nearest
from transync.project.config.settings import SETTINGS, Setting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.formats.toml import KeyPath

__all__ = [
    "SETTINGS",
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
    canonical: bool


class LinksConfig(NamedTuple):
    """What becomes of links."""

    pages: str
    anchors: str


class GuardConfig(NamedTuple):
    """What translations may change of the markup of their sources."""

    everywhere: tuple[str, ...]
    of_languages: Mapping[str, Sequence[str]]

    def allowed(self, code: str) -> frozenset[str]:
        """Give what the translations into a language may change, as codes of findings."""
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

    source_language: str
    languages: tuple[str, ...]
    source: PathTemplate
    dialect: Dialect
    catalog: PathTemplate
    template: PathTemplate | None
    output: PathTemplate
    exclude: tuple[str, ...]
    locale_codes: Mapping[str, str]
    front_matter: FrontMatterConfig
    build: BuildConfig
    links: LinksConfig
    guard: GuardConfig
    check: CheckConfig
    terms: PathTemplate | None

    @cached_property
    def layout(self) -> Layout:
        """Where its files are."""
        return Layout(
            source=self.source,
            catalog=self.catalog,
            template=self.template,
            output=self.output,
            exclude=Globs(self.exclude),
            canonical=self.build.canonical,
            source_language=self.source_language,
        )

    def language(self, code: str) -> Language:
        """Tell what is known of one of its languages."""
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
        """Raise the error for a key; tell where the other is that has a part in it."""
        if other:
            message += f" ({self._told(other)})"
        toml.raise_at(self.text, self.path, (*self.top, *key), message)

    def _told(self, key: KeyPath) -> str:
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
    settings = {setting.key: _value(source, table, setting) for setting in SETTINGS}
    for setting in SETTINGS:
        given = Given(setting.key, settings[setting.key], settings)
        for rule in setting.rules:
            for fault in rule(given):
                key = (*setting.key.split("."), *fault.part)
                source.refuse(key, f"`{setting.key}`: {fault.message}", fault.other)
    return _config(settings, table)


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


def _refuse_unknown(source: _Text, key: tuple[str, ...], known: list[str]) -> None:
    if key[-1] in known:
        return
    where = (
        f" in [{'.'.join((*map(str, source.top), *key[:-1]))}]" if key[:-1] or source.top else ""
    )
    elsewhere = [setting.key for setting in SETTINGS if setting.key.split(".")[-1] == key[-1]]
    hint = nearest(key[-1], known)
    if elsewhere and not hint:
        hint = f"; did you mean `{elsewhere[0]}`?"
    name = key[-1] if key[-1].isprintable() else repr(key[-1])
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


def _config(settings: Mapping[str, Any], table: Mapping[str, Any]) -> Config:
    languages = tuple(settings["languages"])
    parsed = {
        name: PathTemplate.parse(settings[name], languages if "{lang}" in settings[name] else ())
        for name in ("source", "catalog", "template", "output", "glossary.terms")
        if settings[name]
    }
    return Config(
        source_language=settings["source-language"],
        languages=languages,
        source=parsed["source"],
        dialect=DIALECTS[settings["dialect"]],
        catalog=parsed["catalog"],
        template=parsed.get("template"),
        output=parsed["output"],
        exclude=tuple(settings["exclude"]),
        locale_codes=settings["locale-codes"],
        front_matter=FrontMatterConfig(
            translate=tuple(settings["front-matter.translate"]),
            adds_dialect="translate" not in table.get("front-matter", {}),
            set=settings["front-matter.set"],
            address=settings["front-matter.address"],
            stamp=settings["front-matter.stamp"],
        ),
        build=BuildConfig(settings["build.minimum"], settings["build.canonical"]),
        links=LinksConfig(settings["links.pages"], settings["links.anchors"]),
        guard=_guard(settings["guard.allow"]),
        check=CheckConfig(
            select=tuple(settings["check.select"]),
            ignore=tuple(settings["check.ignore"]),
            of_paths=settings["check.ignore-paths"],
            of_languages=settings["check.ignore-languages"],
            strict=settings["check.strict"],
            minimum=settings["check.minimum"],
        ),
        terms=parsed.get("glossary.terms"),
    )


def _guard(allow: Sequence[str] | Mapping[str, Sequence[str]]) -> GuardConfig:
    """Take a list for all languages, or a list for each of some."""
    if isinstance(allow, dict):
        return GuardConfig((), allow)
    return GuardConfig(tuple(allow), {})
