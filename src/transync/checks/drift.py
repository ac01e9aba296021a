"""The rules on drift: what no longer agrees, and which of the two sides has changed."""

from __future__ import annotations

from transync.checks.quoting import excerpt, word_diff
from transync.checks.rule import rule
from transync.core.document.unoffered import UnofferedKind
from transync.domain.model import Severity


@rule("T101")
def untranslated(text: str) -> str:
    """A message has no translation.

    The author's text is published in its place. For a language with a `minimum` below 100 this
    is a warning.

    Fails:

        msgid "Schwarzer Tee."
        msgstr ""

    Repaired:

        msgid "Schwarzer Tee."
        msgstr "Black tea."
    """
    return f"{excerpt(text)} is not translated"


@rule("T102")
def outdated(text: str, previous: str | None) -> str:
    """A translation was made for another text, or is marked as needing work (fuzzy).

    The message shows what has changed of the source since. The author's text is published until
    somebody has looked at the translation, and taken the mark away. For a language with a
    `minimum` below 100 this is a warning.

    Fails:

        #, fuzzy
        #| msgid "Grüner Tee."
        msgid "Schwarzer Tee."
        msgstr "Green tea."

    Repaired:

        msgid "Schwarzer Tee."
        msgstr "Black tea."
    """
    if previous is None or previous == text:
        return f"the translation of {excerpt(text)} is fuzzy; look at it, and take the mark away"
    return f"the source has changed since it was translated: {word_diff(previous, text)}"


@rule("T103")
def behind(what: str) -> str:
    r"""A catalog is behind its document.

    The document has a text that the catalog lacks, or the catalog has a message that the document
    no longer has, or has in another form. `transync extract` brings the catalog up to date.

    Fails:

        $ sed -i 's/Japan/China/' source/tee.md

    Repaired:

        $ transync extract
        $ sed -i '/^#, fuzzy/d; /^#| /d; s/in Japan\./in China./' locales/en/tee.po
        $ transync build
    """
    return f"{what}; run `transync extract`"


@rule("T104")
def catalog_missing(what: str) -> str:
    """A document has no catalog in a language, or no template.

    Fails:

        $ rm locales/en/tee.po

    Repaired:

        $ git checkout locales
    """
    return f"{what} is missing; run `transync extract`, or bring it back"


@rule("T105")
def without_document(what: str) -> str:
    """A catalog or a template belongs to no document any more.

    Its document was removed, renamed, or its path in the configuration is another now.
    `transync extract` gives the translations to the document that has the texts now, and keeps
    the others as obsolete. The catalogs of other programs are not meant: they are left alone.

    Fails:

        $ mv source/tee.md source/gruener-tee.md

    Repaired:

        $ transync extract
        $ transync build
    """
    return f"{what}; run `transync extract`"


@rule("T106")
def output_missing() -> str:
    """A localized document is missing.

    Fails:

        $ rm build/en/tee.md

    Repaired:

        $ transync build
    """
    return "the localized document is missing; run `transync build`"


@rule("T107")
def output_outdated(what: str) -> str:
    """A localized document is not what its catalog gives now.

    The catalog or the configuration has changed since it was built; or its document, or its
    language, is gone; or too little of it is translated to be published. `transync build` builds
    it again, or removes it. Nothing on it is anybody's work: else this is T108.

    A language is gone that `languages` does not name any more, if transync has written catalogs of
    it, or pages that show it: by a stamp, or because builds in this folder remember them.

    Fails:

        $ sed -i 's/Green tea grows/Green tea is grown/' locales/en/tee.po

    Repaired:

        $ transync build
    """
    return f"{what}; run `transync build`"


@rule("T108")
def output_edited(remedy: str, gone: str = "") -> str:
    """A localized document was edited by hand, or was never transync's.

    `build` leaves it alone. `transync absorb` takes the edit into the catalog, and reports by this
    code what it cannot take; `transync import` takes over a page that was never transync's, and
    `transync build --force` replaces it. A document is transync's if its stamp fits, if a build
    has written it here just as it is, or if each of its texts stands in its source document
    or in a catalog of its language, and all else on it, such as code, in the source document.

    A page whose source document or language is gone is reported if it has a stamp, if two thirds
    of it stand in the catalogs, or if some of it stands in the catalog that was its own.

    In a fresh clone, a document without a stamp whose translation was corrected in the catalog
    looks edited: keep `front-matter.stamp`, commit localized documents with their
    catalogs, or say `--force`.

    Fails:

        $ sed -i 's/Green tea grows/Green tea is grown/' build/en/tee.md

    Repaired:

        $ transync absorb
        $ transync build
    """
    if gone:
        return f"{gone}, but not all of it was written by transync; {remedy}"
    return f"was edited by hand, or not made by transync; {remedy}"


@rule("T114", Severity.WARNING)
def output_kept() -> str:
    """A localized document that is kept as somebody has made it is not what its catalog gives.

    `build.keep` names it, as `transync import` does for pages that do not come back as they are.
    `transync import` takes texts that the catalog lacks from it, `transync absorb PATH` what was
    edited. Once the catalog says what the page should, `transync build --adopt PATH` builds it, and
    takes it out of `build.keep`.

    Fails:

        $ sed -i 's/Green tea grows/Green tea is grown/' build/en/tee.md
        $ sed -i '/^.build./a keep = ["build/en/tee.md"]' transync.toml

    Repaired:

        $ transync build --adopt build/en/tee.md
    """
    return (
        "is kept as somebody has made it, and differs from what its catalog gives; `transync "
        "import` or `absorb` takes over its texts, `transync build --adopt` replaces it"
    )


@rule("T109")
def below_minimum(percent: int, minimum: float) -> str:
    r"""Less of a document is translated than the language's `minimum` asks for.

    It counts words whose translation is there, current, and could be written. For a language
    with a minimum below 100, texts that are not translated or outdated are warnings, and this
    is the error.

    Fails:

        $ printf '\n[check.minimum]\nen = 60\n' >> transync.toml
        $ sed -i 's/^msgstr "Green tea grows.*/msgstr ""/' locales/en/tee.po

    Repaired:

        $ git checkout locales
    """
    return f"{percent}% of the words are translated, and must be {minimum:g}%"


_OFFERED_IF = {
    UnofferedKind.ATTRIBUTE: 'name it in `translate-attributes`: "{name}"',
    UnofferedKind.FENCE: "write it as a box that the dialect has, instead of a fence of `{name}`",
    UnofferedKind.TABLE: "write the table with pipes, or each row of it on one line",
    UnofferedKind.FILE: 'make it a document: `[[sources]]` with source = "{name}"',
}


@rule("T113", Severity.WARNING)
def not_offered(text: str, count: int, kind: UnofferedKind, name: str) -> str:
    r"""Readers see a text that no translator is offered.

    It is in a parameter of a shortcode or in an attribute of a component that neither the
    [dialect](configuration.md) nor `translate-attributes` names, or has a mark in it that cannot
    be kept safe. Or it is in a Markdown file that the document includes and that belongs to none of
    the `[[sources]]`, in a table that cannot be divided into cells, or in a fence whose name the
    dialect does not know. A document in the dialect `commonmark` has no such findings: nothing is
    known of what its readers see. `transync status` counts the words.

    Fails:

        $ sed -i '1i dialect = "hugo"' transync.toml
        $ printf '\n{{< hero subtitle="Tee aus aller Welt" >}}\n' >> source/tee.md

    Repaired:

        $ sed -i '1i translate-attributes = ["{{hero}}@subtitle"]' transync.toml
        $ transync extract
        $ sed -i '/^msgid "Tee aus/{n;s/""/"Tea from everywhere"/}' locales/en/tee.po
        $ transync build
    """
    plural = "" if count == 1 else "s"
    where = f" of {name}" if kind is UnofferedKind.FILE else ""
    return (
        f"readers see {excerpt(text)} ({count} word{plural}){where}, and no translator is offered"
        f" it; {_OFFERED_IF[kind].format(name=name)}"
    )
