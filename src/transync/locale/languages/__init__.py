"""Languages: what gettext, themes and readers need to know about a site's language code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

from transync.domain.errors import ConfigError
from transync.locale.languages.modifiers import with_modifier, without_modifier
from transync.locale.languages.nearest import nearest, of_country_or_script

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from babel import Locale

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)
"""The parts of BCP 47 (section 2.1) that a translation is made for; no extensions."""

# The expressions of gettext itself: what `msginit` writes (gettext manual, 11.2.6 "Additional
# functions for plural forms"), and for Arabic, Welsh, Icelandic and Macedonian what catalogs use.
# All that msginit knows is here, because CLDR changes: in Babel 2.19 Vietnamese has a form `one`,
# so that catalogs with a single form would have to be translated anew.
_EAST_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
_CZECH = "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"
_SLOVENE = "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"
_NONE = "nplurals=1; plural=0;"
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_ABOVE_ONE = "nplurals=2; plural=(n > 1);"
_NOT_ENDING_IN_ONE = "nplurals=2; plural=(n%10!=1 || n%100==11);"
_PLURALS = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
    **dict.fromkeys(("be", "bs", "hr", "ru", "sr", "uk"), _EAST_SLAVIC),
    **dict.fromkeys(("cs", "sk"), _CZECH),
    "cy": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
    **dict.fromkeys(("dsb", "hsb", "sl"), _SLOVENE),
    **dict.fromkeys(("ja", "ko", "vi"), _NONE),
    **dict.fromkeys(("bg", "da", "de", "el", "en", "eo", "es", "et", "fi", "fo", "he"), _NOT_ONE),
    **dict.fromkeys(("hu", "it", "nb", "nl", "nn", "no", "pt", "sv", "tr"), _NOT_ONE),
    **dict.fromkeys(("fil", "fr", "pt_BR"), _ABOVE_ONE),
    "ga": "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
    **dict.fromkeys(("is", "mk"), _NOT_ENDING_IN_ONE),
    "lt": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "pl": (
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    "ro": "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;",
}
_SIMPLE: tuple[tuple[str, Callable[[int], bool]], ...] = (
    (_NONE, lambda _: True),
    (_NOT_ONE, lambda n: n != 1),
    (_ABOVE_ONE, lambda n: n > 1),
)
_SCRIPTS = {
    **dict.fromkeys(("Hans", "Hant"), ("Hani", "Bopo")),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}
"""The names of several scripts that are written together."""
_SAME = {"no": "nb", "tl": "fil"}
"""The other code of languages that have two."""
_NUMBERS = range(1000)
"""The numbers on which `msgfmt --check` tries an expression."""


@dataclass(frozen=True)
class Language:
    """A language of the site, with its names in several standards.

    What CLDR knows about it is looked up when it is used.
    """

    code: str
    """The site's own code, used in paths: `hant`, `sr@latin`."""
    locale: str
    """Its BCP 47 tag: `zh-Hant`."""
    gettext: str
    """The header `Language` of its catalogs: `zh_Hant`."""
    cldr: str
    """Its name in CLDR."""
    region: str
    """Its country, if the code names one: `BR`."""

    @cached_property
    def plural_forms(self) -> str:
        """The header `Plural-Forms` of its catalogs."""
        own = self.cldr.partition("_")[0]
        return (
            _PLURALS.get(f"{own}_{self.region}") or _PLURALS.get(own) or _plural_forms(self._locale)
        )

    @cached_property
    def name(self) -> str:
        """Its name in the language itself."""
        return _name(self._locale)

    @cached_property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Its writing direction."""
        return "rtl" if self._locale.character_order == "right-to-left" else "ltr"

    @property
    def lang(self) -> str:
        """The `lang` of a page: the site's code, unless that is a name from gettext."""
        return self.locale if "@" in self.code else self.code

    @property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self.cldr)


def language(code: str, locale_codes: Mapping[str, str]) -> Language:
    """Return the language of a site's code; `locale_codes` maps codes to BCP 47 where they differ.

    Names from gettext are valid too: `pt_BR`, `sr@latin`. Raises `ConfigError` for a code that
    CLDR does not know, with similar codes that it knows.
    """
    tag = locale_codes.get(code, code)
    if tag in _PLURALS and tag.isalpha():  # CLDR has nothing to add
        return Language(code, tag, tag, tag, "")
    found = _TAG.fullmatch(without_modifier(tag))
    # gettext has scripts for which CLDR has no data: `be@latin`.
    locale = _locale(found, any_script="@" in tag) if found else None
    if found is None or locale is None:
        raise ConfigError(_unknown(code, tag, [own for own in locale_codes if own != code]))
    script = (found["script"] or "").title()
    region = (locale.territory or "") if found["region"] else ""
    variants = found["variants"].strip("-")
    parts = [part for part in (locale.language, script, region) if part]
    gettext = "_".join(parts) + (f"@{variants}" if variants else "")
    return Language(
        code=code,
        locale="-".join([*parts, *([variants] if variants else [])]),
        gettext=with_modifier(tag) if "@" in tag else gettext,
        cldr=str(locale),
        region=region,
    )


def meant(code: str) -> str | None:
    """Return the BCP 47 code that a site's code can only stand for: `zh-Hant` for `hant`.

    None for a word that names no language: a country (`jp`) may have several.
    """
    if is_known(code):
        return language(code, {}).locale
    guessed = of_country_or_script(code.lower()) if _is_script(code) else ""
    return guessed or None


def is_known(code: str) -> bool:
    """Whether a code is one of BCP 47, or of gettext, that CLDR knows."""
    try:
        language(code, {})
    except ConfigError:
        return False
    return True


def script(language: Language) -> str:
    """Return the script (ISO 15924) of a language, as CLDR has it: `Latn`, `Hans`.

    Empty if CLDR does not say.
    """
    return _script(language.locale)


def scripts(language: Language) -> frozenset[str]:
    """Return the scripts of a language's letters; several for `Jpan`, for example."""
    return frozenset(_SCRIPTS.get(script(language), (script(language),)))


def is_variant(one: Language, other: Language) -> bool:
    """Whether two are one language in one script, as `en` and `en-GB`."""
    subtags = (each.locale.partition("-")[0] for each in (one, other))
    return len({_SAME.get(each, each) for each in subtags}) == 1 and script(one) == script(other)


def scales(language: Language) -> Mapping[str, int]:
    """Return the words that multiply a number, `million` → 1000000, as CLDR has them.

    They include short forms: `M`, `Mio.`, `万`.
    """
    return _scales(language.locale)


@cache
def _script(tag: str) -> str:
    from babel.core import get_global

    parts = tag.split("-")
    likely = get_global("likely_subtags")
    regional = likely.get("_".join(parts[:2]), likely.get(parts[0], ""))
    named = [part for part in (*parts[1:], *regional.split("_")) if _is_script(part)]
    return named[0] if named else ""


def _is_script(part: str) -> bool:
    return len(part) == 4 and part.isalpha()


@cache
def _scales(tag: str) -> Mapping[str, int]:
    from babel import Locale

    locale = Locale.parse("_".join(part for part in tag.split("-") if not part[4:]))
    found: dict[str, int] = {}
    for length in ("long", "short"):
        for forms in locale.compact_decimal_formats.get(length, {}).values():
            for unit, pattern in forms.items():
                affix = pattern.pattern.strip("\u200f\u200e")
                word = affix.replace("'", "").strip("0 \u00a0\u202f\u200f\u200e")
                if word and "0" in affix:
                    found.setdefault(word.casefold(), int(unit) // 10 ** (affix.count("0") - 1))
    return found


def _locale(found: re.Match[str], *, any_script: bool) -> Locale | None:
    """Look a tag up in CLDR; a region may lack its script there (`zh-TW`)."""
    from babel import Locale, UnknownLocaleError

    asked = (found["language"], found["script"], found["region"])
    if asked[0] == "und":
        return None
    try:
        locale = Locale.parse("_".join(part for part in asked if part))
        if locale.language != asked[0] and not locale.script:  # a withdrawn code: `iw`
            locale = Locale.parse("_".join(part for part in (locale.language, *asked[1:]) if part))
    except (UnknownLocaleError, ValueError):
        return None
    is_lost = found["script"] and locale.script != found["script"].title()
    kept = (any_script or not is_lost) and (not found["region"] or locale.territory is not None)
    return locale if kept else None


def _plural_forms(locale: Locale) -> str:
    """Return CLDR's plural rule for whole numbers as a gettext expression."""
    from babel.plural import to_gettext

    rule = locale.plural_form
    tags = [rule(number) for number in _NUMBERS]
    for expression, is_other in _SIMPLE:
        if tags == ["other" if is_other(number) else "one" for number in _NUMBERS]:
            return expression
    return to_gettext(rule)


def _name(locale: Locale) -> str:
    names = (locale.languages.get(str(locale)), locale.display_name)
    more = (locale.languages.get(locale.language), locale.english_name, str(locale))
    return next(str(name) for name in (*names, *more) if name)


def _unknown(code: str, tag: str, configured: Sequence[str]) -> str:
    said = f"the language `{tag}`" if code == tag else f"`{tag}`, the language of `{code}`,"
    near = " or ".join(f"`{guess}`" for guess in nearest(tag, configured))
    key = f'"{code}"' if "@" in code else code
    return (
        f"{said} is not known{f'; did you mean {near}?' if near else '.'} "
        f'Give a BCP 47 code, or say in [locale-codes] which it is: {key} = "…"'
    )
