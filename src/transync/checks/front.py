"""The rules on front matter: what documents and their translations say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.checks.location import Location
from transync.checks.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.domain.model import Finding
    from transync.formats.frontmatter import Field, Setting, Value
    from transync.locale.languages import Language

LANG = "lang"
_TRANSLATED = "translated"


class ExpectedFrontMatter(NamedTuple):
    """What a project expects in the front matter of its localized documents."""

    settings: Mapping[str, Setting]
    """The keys that are set, with their values for a language."""
    language_keys: frozenset[str]
    """Those of them whose value is the language."""
    translate: Sequence[str]
    """The dotted paths of what is translated."""
    stamps: Sequence[str]
    """The keys of transync itself."""
    code: str
    """What the site calls the language in a front matter."""
    dropped: frozenset[str] = frozenset()
    """The keys of the document that the page does without."""
    addresses: Sequence[str] = ()
    """The keys whose value is an address of the page on the site."""

    @property
    def own_addresses(self) -> list[str]:
        """Those of them that the page has as they are in the document, or between its texts."""
        return [key for key in self.addresses if key not in self.settings.keys() | self.dropped]


@rule("T201")
def source_language(key: str, value: object, wanted: str) -> str:
    """The canonical document says that it is in another language than the source language.

    Fails:

        $ sed -i 's/^lang: de/lang: en/' source/tee.md

    Repaired:

        $ sed -i 's/^lang: en/lang: de/' source/tee.md
    """
    return f"`{key}` is {_said(value)}, and the source language is `{wanted}`; correct one of them"


@rule("T202")
def source_text(found: str, wanted: str) -> str:
    """The text of the canonical document is in another language than the source language.

    The whole text is compared with the languages of the project. The rule needs enough text, and
    a clear majority of paragraphs in the other language. Quotations, verse, code, emphasis, link
    texts and text with a `lang` of its own do not count.

    Fails:

        ---
        lang: de
        layout: post
        title: Tea
        ---

        Green tea is made from leaves that are steamed right after the harvest. It grows in Japan
        and in China, and people have been drinking it there for more than a thousand years.

    Repaired:

        $ git checkout source
    """
    return f"the text is in `{found}`, and the source language is `{wanted}`"


@rule("T203")
def language(key: str, value: object, wanted: Setting) -> str:
    """A localized document says that it is in another language than its own.

    Fails:

        $ sed -i 's/^lang: en/lang: fr/' build/en/tee.md

    Repaired:

        $ transync build --force
    """
    return _must_be(key, value, wanted)


@rule("T204")
def follows(what: str) -> str:
    """A key of a localized document differs from that of the canonical document.

    All keys follow it but those that are translated, those that the project sets, and the
    stamps. Keys that only the localized document has are not looked at.

    Fails:

        $ sed -i 's/^layout: post/layout: page/' source/tee.md

    Repaired:

        $ transync build
    """
    return what


@rule("T205")
def translated(key: str, value: object, wanted: Setting) -> str:
    """A localized document does not say that it is translated, or denies it.

    Fails:

        $ sed -i 's/^translated: true/translated: false/' build/en/tee.md

    Repaired:

        $ transync build --force
    """
    return _must_be(key, value, wanted)


@rule("T206")
def stamp() -> str:
    r"""A localized document was made from another version of its canonical document.

    Its stamp `source_digest` is not that of the canonical document as it is now.

    Fails:

        $ printf '\nNoch ein Satz über Tee.\n' >> source/tee.md

    Repaired:

        $ git checkout source
    """
    return "was made from another version of its document; run `transync build`"


@rule("T207")
def title(key: str) -> str:
    """A localized document lacks a text that the canonical document has in its front matter.

    Fails:

        $ sed -i '/^title: /d' build/en/tee.md

    Repaired:

        $ transync build --force
    """
    return f"`{key}` is missing, and the canonical document has one"


def of_canonical(
    path: str, fields: Mapping[str, Field], expected: ExpectedFrontMatter, origin: Language
) -> Iterator[Finding]:
    """Yield a finding for each key of a canonical document that names another language."""
    for key in sorted({*expected.language_keys, LANG}):
        field = fields.get(key)
        if field is None or not isinstance(field.value, str):
            continue
        if not _is_of(field.value, origin.code, origin.locale):
            location = Location(path, field.line, field.column, path)
            yield source_language(location, key, field.value, origin.code)


def of_localized(
    place: Location,
    fields: Mapping[str, Field],
    canonical: Mapping[str, Field],
    expected: ExpectedFrontMatter,
) -> Iterator[Finding]:
    """Yield a finding for each key of a localized document that is not as it should be."""
    if canonical and not fields:
        yield follows(place, "has no front matter, and the canonical document has one")
        return
    if not canonical:
        return
    yield from _set(place, fields, expected)
    kept = expected.settings.keys() | expected.dropped
    for key, field in canonical.items():
        if key in kept or key in expected.stamps:
            continue
        here = _at(place, fields.get(key))
        if key == LANG:
            yield from _tongue(here, fields.get(key), expected.code)
            continue
        if key in expected.translate:
            if field.value and not (key in fields and fields[key].value):
                yield title(here, key)
            continue
        value = fields[key].value if key in fields else None
        paths = [path.split(".")[1:] for path in expected.translate if path.startswith(f"{key}.")]
        if not _same(_without(value, paths), _without(field.value, paths)):
            what = f"`{key}` is {_said(value)}, and in the canonical document {_said(field.value)}"
            yield follows(here, what)


def _set(
    place: Location, fields: Mapping[str, Field], expected: ExpectedFrontMatter
) -> Iterator[Finding]:
    """Yield a finding for each key that the project sets and that has another value."""
    for key, wanted in expected.settings.items():
        field = fields.get(key)
        value = field.value if field else None
        if _same(value, wanted):
            continue
        here = _at(place, field)
        if key in expected.language_keys:
            yield language(here, key, value, wanted)
        elif key == _TRANSLATED:
            yield translated(here, key, value, wanted)
        else:
            yield follows(here, _must_be(key, value, wanted))


def _tongue(place: Location, field: Field | None, code: str) -> Iterator[Finding]:
    """Yield a finding where a document names another language than its own."""
    if field and isinstance(field.value, str) and not _is_of(field.value, code):
        yield language(place, LANG, field.value, code)


def _is_of(said: str, *codes: str) -> bool:
    """Whether a language is one of some, a region or a script of it included."""
    known = {code.replace("_", "-").casefold() for code in codes}
    said = said.replace("_", "-").casefold()
    return said in known or said.partition("-")[0] in known


def _at(place: Location, field: Field | None) -> Location:
    return place._replace(line=field.line, column=field.column) if field else place


def _same(one: object, other: object) -> bool:
    """Compare plain data; lists and tuples are one, `true` and 1 are not."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _without(value: Value, paths: Sequence[Sequence[str]]) -> Value:
    """Return a value without the parts that are translated."""
    if not paths:
        return value
    if isinstance(value, list | tuple):
        return [_without(item, paths) for item in value]
    if not isinstance(value, dict):
        return value
    gone = {path[0] for path in paths if len(path) == 1}
    return {
        key: _without(part, [path[1:] for path in paths if len(path) > 1 and path[0] == key])
        for key, part in value.items()
        if key not in gone
    }


def _must_be(key: str, value: object, wanted: Setting) -> str:
    return f"`{key}` is {_said(value)}, and must be {_said(wanted)}"


def _said(value: object) -> str:
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`"
