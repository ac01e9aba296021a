"""The configuration: what is refused, and where; the defaults of the design; the places of keys."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_layouts import ROWS
from tests.support.cases import Case, cases, names
from transync.dialects import COMMONMARK, DIALECTS
from transync.domain.errors import ConfigError, TransyncError
from transync.domain.layouts import Layout, Layouts
from transync.domain.paths import Globs, PathTemplate
from transync.formats.toml import nearest_position
from transync.project.config import (
    SETTINGS,
    BuildConfig,
    CheckConfig,
    Config,
    FrontMatterConfig,
    GuardConfig,
    LinksConfig,
    parse,
)

REFUSED = [
    case._replace(expected=case.expected.replace("DIALECTS", ", ".join(DIALECTS)))
    for case in cases("project/config_refused.md")
]
LANGUAGES = 'languages = ["en"]\n'
DESIGN = """\
source-language = "de"
languages = ["en", "fr", "ja", "hant"]
source   = "source/{path}.md"                # where canonical documents are
catalog  = "locales/{lang}/{path}.po"        # one catalog per document and language
template = "locales/templates/{path}.pot"    # "" writes none
output   = "build/{lang}/{path}.md"          # where localized documents go
exclude  = []                                # globs

[locale-codes]                               # site code -> BCP 47, where they differ
hant = "zh-Hant"

[front-matter]
translate = ["title", "description", "excerpt", "summary", "subtitle"]   # dotted paths, lists too
set = { lang = "{lang}", translated = true } # keys every localized document gets
stamp = true                                 # write the digests of section 7

[build]
minimum = 1                                  # % translated under which a document is not published
canonical = false                            # also publish the canonical document, as it is

[check]
ignore = []
minimum = { }                                # per language, % translated
"""


@pytest.mark.parametrize("case", REFUSED, ids=names(REFUSED))
def test_parse__refused(case: Case) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(case.given, "transync.toml")
    assert f"{caught.value}\n" == case.expected


@pytest.mark.parametrize("case", REFUSED[1:], ids=names(REFUSED[1:]))
def test_parse__refused_in_pyproject(case: Case) -> None:
    """The same is said of the same text in the table of `pyproject.toml`, at its place there."""
    head = '[project]\nname = "notes"\n\n[tool.transync]\n'
    moved = re.sub(r"^(\[+)", r"\1tool.transync.", case.given, flags=re.MULTILINE)
    with pytest.raises(ConfigError) as caught:
        parse(head + moved, "sub/pyproject.toml")
    moved_too = re.compile(r"sub/pyproject\.toml:(\d+)")  # the place of another key
    told = moved_too.sub(lambda place: f"transync.toml:{int(place[1]) - 4}", caught.value.message)
    message = re.sub(r" in \[(tool\.transync\.?)?(.*?)\];", r" in [\2];", told)
    assert case.expected.endswith(f": {message.replace(' in [];', ';')}\n")
    line = int(case.expected.split(":")[1]) + 4
    assert (caught.value.path, caught.value.line) == ("sub/pyproject.toml", line)


def test_parse__design() -> None:
    languages = ("en", "fr", "ja", "hant")
    assert parse(DESIGN, "transync.toml") == Config(
        languages=languages,
        layouts=Layouts(
            (
                Layout(
                    source=PathTemplate("source/{path}.md"),
                    catalog=PathTemplate("locales/{lang}/{path}.po", languages),
                    template=PathTemplate("locales/templates/{path}.pot"),
                    output=PathTemplate("build/{lang}/{path}.md", languages),
                    source_language="de",
                ),
            )
        ),
        dialects={"commonmark": COMMONMARK},
        locale_codes={"hant": "zh-Hant"},
        front_matter=FrontMatterConfig(
            translate=("title", "description", "excerpt", "summary", "subtitle"),
            set={"lang": "{lang}", "translated": True},
            address={},
            stamp=True,
            adds_dialect=False,
        ),
        build=BuildConfig(minimum=1, keep=Globs(())),
        links=LinksConfig(pages="localize", assets="rebase", anchors="keep", rewrite={}),
        guard=GuardConfig(everywhere=(), of_languages={}),
        check=CheckConfig(
            select=(), ignore=(), of_paths={}, of_languages={}, strict=False, minimum={}
        ),
        terms=None,
    )


def test_parse__defaults_are_the_designs() -> None:
    own = 'languages = ["en", "fr", "ja", "hant"]\nlocale-codes = { hant = "zh-Hant" }\n'
    found, design = parse(own, "transync.toml"), parse(DESIGN, "transync.toml")
    keys = found.front_matter._replace(adds_dialect=False)  # only where none are named
    assert replace(found, front_matter=keys) == design


def test_parse__pyproject_and_byte_order_mark_change_nothing() -> None:
    moved = re.sub(r"^\[", "[tool.transync.", DESIGN, flags=re.MULTILINE)
    found = parse(f'\ufeff[project]\nname = "x"\n[tool.transync]\n{moved}', "pyproject.toml")
    assert found == parse("\ufeff" + DESIGN.replace("\n", "\r\n"), "transync.toml")


@pytest.mark.parametrize("settings", sorted({row.settings for row in ROWS}))
def test_parse__layouts_of_site_generators(settings: str) -> None:
    head = 'languages = ["en", "fr", "hant"]\nlocale-codes.hant = "zh-Hant"\n'
    settings = settings.replace("canonical", "build.canonical")
    config = parse(head + settings, "transync.toml")
    values = tomllib.loads(settings)
    codes = ("en", "fr", "hant")
    template = values["template"]
    assert config.layouts == Layouts(
        (
            Layout(
                source=PathTemplate.parse(values["source"]),
                catalog=PathTemplate.parse(values["catalog"], codes),
                template=PathTemplate.parse(template) if template else None,
                output=PathTemplate.parse(values["output"], codes),
                exclude=Globs(tuple(values.get("exclude", ()))),
                canonical="canonical = true" in settings,
                source_language="de",
            ),
        )
    )


def test_parse__no_template() -> None:
    (layout,) = parse(LANGUAGES + 'template = ""', "transync.toml").layouts.each
    assert layout.template is None


def test_parse__from_nothing_to_all() -> None:
    text = 'languages = ["en", "fr"]\nbuild.minimum = 100\ncheck.minimum = { en = 0, fr = 99.5 }'
    config = parse(text, "transync.toml")
    assert (config.build.minimum, config.check.minimum) == (100, {"en": 0, "fr": 99.5})


def test_config__language_by_its_locale_code() -> None:
    assert parse(DESIGN, "transync.toml").language("hant").locale == "zh-Hant"


def test_config__language_of_the_source_by_its_locale_code() -> None:
    text = 'source-language = "ger"\nlanguages = ["en"]\nlocale-codes.ger = "de-AT"'
    assert parse(text, "transync.toml").language("ger").gettext == "de_AT"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = " + "[" * 5000 + "]" * 5000, "nested too deep"),
        ("x = " + "9" * 5000, "a number that is too long"),
        ("x = [", "transync.toml:1:6: is not TOML"),
        ("x = 1\nx = {", "transync.toml:2:6: is not TOML"),
        ("\x00", "transync.toml:1:1: is not TOML"),
        ('x = "\ud800', "is not TOML"),
    ],
)
def test_parse__not_toml(text: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "transync.toml")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tool = 3", "pyproject.toml:1:1: `tool.transync` must be a table"),
        ("[tool]\ntransync = 3", "pyproject.toml:2:1: `tool.transync` must be a table"),
        ("[tool.transync.buld]", "pyproject.toml:1:16: unknown key `buld` in [tool.transync]"),
    ],
)
def test_parse__no_table_in_pyproject(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "pyproject.toml")
    assert str(caught.value).startswith(said)


@given(st.text(max_size=40) | st.lists(st.sampled_from(DESIGN.split()), max_size=30).map(" ".join))
def test_parse__good_or_refused(text: str) -> None:
    try:
        parse(text, "transync.toml")
    except TransyncError as error:
        assert error.path == "transync.toml"


def test_settings__say_what_they_do() -> None:
    """The reference page is made of these."""
    for setting in SETTINGS:
        assert re.fullmatch(r"[A-Z].*[^.]\.", setting.about), setting.key
        assert ". " not in setting.about, setting.key
        assert setting.default is None or tomllib.loads(f"x = {setting.default}")
    assert [setting.key for setting in SETTINGS if setting.default is None] == ["languages"]


KEYS = st.sampled_from(["a", "b-c", "1", "a.b", "ä ö", '"', "[x]", "= {", "# no", ""])
SCALARS = st.sampled_from([1, 2.5, True, "", "a = [", '"""', "# no", "}]", "'", "a\nb", "\\"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)
TABLES = st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3), max_size=3)


def key_as_toml(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else json.dumps(key)


def value_as_toml(value: object, style: int) -> str:
    if isinstance(value, dict):
        pairs = (f"{key_as_toml(k)} = {value_as_toml(v, style)}" for k, v in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        comma = ", " if style else ",\n  # ] no\n"
        return f"[ {comma.join(value_as_toml(item, style) for item in value)} ]"
    if isinstance(value, str) and style == 2 and "'" not in value:
        return f"'''{value}'''"
    if isinstance(value, str) and style == 3:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""{escaped}"""'
    return json.dumps(value)


def as_toml(tables: dict[str, dict[str, object]], style: int) -> str:
    """Write tables under headers, or with dotted keys."""
    lines = ["# [no]"]
    for table, pairs in tables.items():
        if style % 2:
            lines.append(f"[ {key_as_toml(table)} ] # = ")
        for key, value in pairs.items():
            head = "" if style % 2 else f"{key_as_toml(table)} . "
            lines.append(f"  {head}{key_as_toml(key)}\t= {value_as_toml(value, style)} # {{")
    return "\n".join(lines) + "\n"


def keys_of(value: object, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the ways to everything inside a value."""
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    if isinstance(value, list):
        items = list(enumerate(value))
    return [found for key, item in items for found in [(*way, key), *keys_of(item, (*way, key))]]


@given(TABLES, st.integers(min_value=0, max_value=3))
def test_place_of__every_key(tables: dict[str, dict[str, object]], style: int) -> None:
    text = as_toml(tables, style)
    places = []
    for way in keys_of(tomllib.loads(text)):
        line, column = nearest_position(text, way)
        rest = "\n".join(text.split("\n")[line - 1 :])[column - 1 :]
        places.append((line, column, way))
        if isinstance(way[-1], str):
            assert re.match(re.escape(key_as_toml(way[-1])) + r"\s*[].=]", rest)
    assert len({place[:2] for place in places}) == len(places)


def test_place_of__what_is_not_there_is_in_the_next_outer() -> None:
    text = "a = 1\n[b]\nc = 1\n[b.d]\n"
    assert nearest_position(text, ("x",)) == (1, 1)
    assert nearest_position(text, ("b", "x", "y")) == (2, 2)
    assert nearest_position(text, ("b", "d", "x")) == (4, 4)
