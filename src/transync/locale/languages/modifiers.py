"""Translate the modifiers of gettext's language names, after `@`, to BCP 47.

`sr@latin` is `sr-Latn`, `ca_ES@valencia` is `ca-ES-valencia` (GNU gettext manual, "Locale Names").
"""

from __future__ import annotations

from functools import cache

_OTHERS = {
    **dict.fromkeys(("abegede", "euro"), ("", "")),  # a sort order and a currency, not the language
    **dict.fromkeys(("boldquot", "quot"), ("", "")),  # quotation marks
    "ijekavian": ("", "ijekavsk"),
    "ijekavianlatin": ("latn", "ijekavsk"),
    "iqtelif": ("latn", ""),
}
"""Modifiers of glibc and gettext that are neither a script's name nor a variant of BCP 47."""


def without_modifier(name: str) -> str:
    """Return the BCP 47 tag of a gettext name, in lower case; empty for an unknown modifier.

    A name without `@` stays as it is.
    """
    tag, at, modifier = name.lower().replace("_", "-").partition("@")
    if not at:
        return tag
    script, variant = _OTHERS.get(modifier) or (_scripts().get(modifier, ""), "")
    if not script and modifier in _variants():
        variant = modifier
    if not (script or variant or modifier in _OTHERS):
        return ""
    language, *rest = tag.split("-")
    return "-".join(part for part in (language, script, *rest, variant) if part)


def with_modifier(name: str) -> str:
    """Return the name as gettext writes it: `ca_es@Valencia` → `ca_ES@valencia`."""
    tag, _, modifier = name.partition("@")
    language, *rest = tag.replace("-", "_").split("_")
    return "_".join((language.lower(), *map(_cased, rest))) + f"@{modifier.lower()}"


def _cased(part: str) -> str:
    return part.title() if len(part) == 4 else part.upper()


@cache
def _scripts() -> dict[str, str]:
    """Return the scripts (ISO 15924) by code and by English name."""
    from babel import Locale

    names = Locale("en").scripts
    codes = {str(code).lower() for code in names}
    return {str(name).lower(): str(code).lower() for code, name in names.items()} | {
        code: code for code in codes
    }


@cache
def _variants() -> frozenset[str]:
    from babel import Locale

    return frozenset(str(each).lower() for each in Locale("en").variants)
