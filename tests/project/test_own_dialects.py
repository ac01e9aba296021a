"""Dialects that are no part of transync: a project's own, and those of installed packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.laws import identity, partition, substitution
from transync.core.document.split import split
from transync.core.markup.inventory import inventory
from transync.dialects import DIALECTS, dialect_of
from transync.dialects.registry import installed
from transync.domain.errors import ConfigError
from transync.project.config import parse
from transync.project.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from transync.dialects import Dialect
    from transync.domain.model import Document

    Install = Callable[[str, str], None]

TEAHOUSE = """\
languages = ["en"]
dialect = "teahouse"
[dialects.teahouse]
base = "hugo"
verbatim = ["{{recipe}}", "{%order%}", "<Playground>"]
prose = ["{{chart}}"]
text-keys = ["teaser"]
address-keys = ["short"]
"""
DOCUMENT = """\
---
title: Tee
linkTitle: Kurz
teaser: Macht neugierig
---

{{< recipe portion="2" >}}
100 Gramm Blätter
{{< /recipe >}}

{{% chart %}}
Worte, die jeder liest.
{{% /chart %}}

{% order %}
Tee | 3
{% endorder %}

<Playground size={{ a: 1 }}>

pot --boil

</Playground>

So {{< recipe >}}3 x{{< /recipe >}} und {{< chart >}}viel{{< /chart >}}.

{{< mermaid >}}
graph TD
{{< /mermaid >}}
"""


def own(text: str = TEAHOUSE) -> Dialect:
    (dialect,) = parse(text, "transync.toml").dialects.values()
    return dialect


def cut(text: str, dialect: Dialect) -> Document:
    return split(text, "x.md", ("title", *dialect.text_keys), dialect)


def test_own_dialect__keeps_what_it_calls_verbatim() -> None:
    found = [segment.text for segment in cut(DOCUMENT, own()).segments]
    assert found == [
        *("Tee", "Kurz", "Macht neugierig", "Worte, die jeder liest."),
        "So {{< recipe >}}3 x{{< /recipe >}} und {{< chart >}}viel{{< /chart >}}.",
    ]


def test_own_dialect__guards_a_pair_in_a_sentence_as_one() -> None:
    *_, last = cut(DOCUMENT, own()).segments
    assert sorted(inventory(last.text, last.form, {}, own())) == [
        *(("T305", "{{< /chart >}}"), ("T305", "{{< chart >}}")),
        ("T305", "{{< recipe >}}3 x{{< /recipe >}}"),
    ]


def test_own_dialect__keeps_the_laws() -> None:
    for text in (DOCUMENT, DOCUMENT.replace("\n", "\r\n")):
        document = partition(text, dialect=own())
        identity(document, own())
        substitution(document, own())


def test_own_dialect__is_otherwise_its_base() -> None:
    made, base = own(), DIALECTS["hugo"]
    assert (made.base, made.syntax, made.heading_ids) == ("hugo", base.syntax, base.heading_ids)
    assert made.address_keys == (*base.address_keys, "short")


def test_own_dialect__of_mdx_documents() -> None:
    in_mdx = dialect_of("x.mdx", own())
    assert in_mdx.is_jsx
    assert not [*cut("<Playground>\n\nWort\n\n</Playground>\n", in_mdx).segments]


def test_fingerprint__tells_own_dialects_apart() -> None:
    other = TEAHOUSE.replace("recipe", "dish")
    one, two = (fingerprint(parse(text, "transync.toml")) for text in (TEAHOUSE, other))
    assert one != two


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a package with an entry point, as pip leaves it on the path."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(name: str, source: str) -> None:
        module = f"installed_{name}"
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        points = f"[transync.dialects]\n{name} = {module}:DIALECT\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")

    return make


def test_installed__is_used_where_it_is_named(install: Install) -> None:
    source = (
        "from dataclasses import replace\n"
        "from transync.dialects import DIALECTS\n"
        'DIALECT = replace(DIALECTS["jekyll"], name="x", text_keys=("lead",))\n'
    )
    install("kitchen", source)
    found = own('languages = ["en"]\ndialect = "kitchen"\n')
    assert (found.name, found.text_keys) == ("kitchen", ("lead",))
    based = own('languages = ["en"]\ndialect = "a"\n[dialects.a]\nbase = "kitchen"\n')
    assert (based.base, based.text_keys) == ("kitchen", ("lead",))


def test_installed__is_not_loaded_where_it_is_not_named(install: Install) -> None:
    install("loud", 'raise RuntimeError("loaded")\n')
    assert own('languages = ["en"]\n').name == "commonmark"
    assert installed("silent") is None


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('raise RuntimeError("no tea")\n', "cannot be loaded: no tea"),
        ("DIALECT = 3\n", "is no `Dialect`"),
    ],
)
def test_installed__is_refused_with_its_place(install: Install, source: str, told: str) -> None:
    name = f"broken{len(source)}"
    install(name, source)
    with pytest.raises(ConfigError) as caught:
        parse(f'languages = ["en"]\ndialect = "{name}"\n', "transync.toml")
    where = f"the dialect `{name}` of installed_{name}:DIALECT"
    assert str(caught.value) == f"transync.toml:2:1: `dialect`: {where} {told}"
