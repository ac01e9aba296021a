"""Languages: every code of CLDR, the codes of real sites, and what the gettext tools accept."""

from __future__ import annotations

import gettext
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from tests.support.paths import FIXTURES
from transync.domain.errors import ConfigError
from transync.locale.languages import Language, language

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCALE_CODES = {"hant": "zh-Hant"}
EVERY = sorted(identifier for identifier in locale_identifiers() if identifier != "root")
LANGUAGES = [identifier for identifier in EVERY if "_" not in identifier]
DIFFERENT = {"fil", "ga", "he", "lv", "pt", "vi"}  # of CLDR's rules, in gettext's table
CATALOG = """\
msgid ""
msgstr ""
"Project-Id-Version: notes\\n"
"PO-Revision-Date: 2024-01-01 00:00+0000\\n"
"Last-Translator: Nobody <nobody@example.org>\\n"
"Language-Team: {tongue.name}\\n"
"Language: {tongue.gettext}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {tongue.plural_forms}\\n"

msgid "a note"
msgid_plural "notes"
"""


def table(section: int) -> list[list[str]]:
    """Read the rows of one table of the fixture."""
    text = (FIXTURES / "locale/languages.md").read_text(encoding="utf-8").split("\n## ")[section]
    rows = [line for line in text.split("\n") if line.startswith("| ")][1:]
    cells = ([cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows)
    return [[cell.replace("\\|", "|") for cell in row] for row in cells]


def forms(tongue: Language) -> int:
    found = re.match(r"nplurals=(\d+); plural=.+;$", tongue.plural_forms)
    assert found
    return int(found[1])


@pytest.mark.parametrize("row", table(0), ids=lambda row: row[0])
def test_language__what_a_site_calls_it(row: list[str]) -> None:
    code, locale, gettext, plurals, direction, name = row
    found = language(code, LOCALE_CODES)
    assert (found.code, found.locale, found.gettext) == (code, locale, gettext)
    assert (forms(found), found.direction, found.name) == (int(plurals), direction, name)


@pytest.mark.parametrize(("code", "guess"), table(1))
def test_language__not_known(code: str, guess: str) -> None:
    with pytest.raises(ConfigError) as caught:
        language(code, LOCALE_CODES)
    message = caught.value.message.replace("`", "")
    assert message.startswith(f"the language {code} is not known")
    assert f"did you mean {guess}?" in message if guess else "mean" not in message
    assert "[locale-codes]" in message


def test_language__script_without_its_language() -> None:
    with pytest.raises(ConfigError, match=r"`hant` is not known; did you mean `zh-Hant`\?"):
        language("hant", {})


def test_language__code_of_the_site_is_mapped_to_an_unknown_one() -> None:
    with pytest.raises(ConfigError, match="`zh-Hnat`, the language of `tw`, is not known"):
        language("tw", {"tw": "zh-Hnat"})


def test_language__no_hint_at_the_code_itself() -> None:
    with pytest.raises(ConfigError) as caught:
        language("xyz", {"xyz": "xyzz", "en": "en"})
    assert "did you mean" not in caught.value.message


def test_languages__babel_is_imported_when_it_is_needed() -> None:
    program = "import sys, transync.project.config; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("code", "expression"), [(code, row[1]) for row in table(2) for code in row[0].split()]
)
def test_language__plural_forms_of_msginit(code: str, expression: str) -> None:
    assert language(code, {}).plural_forms == expression


def test_language__plural_forms_follow_cldr() -> None:
    """What CLDR tells apart for whole numbers is told apart, but where gettext's table differs."""
    unlike = []
    for code in LANGUAGES:
        own = gettext.c2py(language(code, {}).plural_forms.split("plural=")[1].rstrip(";"))
        rule = Locale.parse(code).plural_form
        pairs = {(own(number), rule(number)) for number in range(1000)}
        if not len(pairs) == len({form for form, _ in pairs}) == len({tag for _, tag in pairs}):
            unlike.append(code)
    assert {*unlike, "vi"} == DIFFERENT  # Vietnamese: since Babel 2.19


def test_language__every_code_of_cldr() -> None:
    unlike = []
    for identifier in EVERY:
        found = language(identifier, {})
        assert found.name
        assert language(found.locale, {}) == replace(found, code=found.locale)
        if found.gettext != identifier:
            unlike.append(found.gettext)
    # Which languages CLDR knows depends on Babel: 2.12 has no polytonic Greek.
    known = {"be@tarask", "ca_ES@valencia", "en_US@posix"}
    assert known <= set(unlike) <= known | {"el@polyton"}


def test_language__of_gettext_is_what_cldr_says_of_it() -> None:
    for row in table(2):
        for code in row[0].split():
            known, looked_up = language(code, {}), language(code.upper(), {})
            assert known == replace(looked_up, code=code)


def test_language__msgfmt_accepts_every_plural_form(gettext_tools: Mapping[str, str]) -> None:
    tongues = (language(code, {}) for code in LANGUAGES)
    for tongue in {tongue.plural_forms: tongue for tongue in tongues}.values():
        lines = "".join(f'msgstr[{form}] "x"\n' for form in range(forms(tongue)))
        run = subprocess.run(
            [gettext_tools["msgfmt"], "--check", "--output-file=/dev/null", "-"],
            input=(CATALOG.format(tongue=tongue) + lines).encode(),
            capture_output=True,
            check=False,
        )
        assert (run.returncode, run.stderr) == (0, b""), tongue


@given(
    st.text(max_size=12) | st.from_regex(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", fullmatch=True)
)
def test_language__known_or_refused(code: str) -> None:
    try:
        found = language(code, {})
    except ConfigError:
        return
    assert found.code == code
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", found.locale)
    assert language(code.upper(), {}).locale == found.locale
