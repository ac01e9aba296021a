"""The rules on markup: what a translation adds to its source, or takes from it."""

from __future__ import annotations

from transync.checks.quoting import shown
from transync.checks.rule import rule
from transync.core.markup import inventory
from transync.core.markup.differences import Difference
from transync.core.markup.fast_inventory import BARE
from transync.core.markup.inventory import UNBALANCED
from transync.core.markup.strangers import HALF_A_LINK, Stranger
from transync.domain.errors import DocumentError


@rule(inventory.LINK)
def link(what: Difference | Stranger) -> str:
    """A link or an address is missing, added, or leads elsewhere.

    A translation has the links of its source, each as often as the source. The text of a link
    and its title are free, and so is the place of the link in the sentence. A link may lead to
    the same page in the language of the translation: to `https://example.com/fr/tea` for
    `https://example.com/tea`, or for `https://example.com/en/tea`.

    Where the difference is meant, allow it: by the comment `# transync: allow T301` on the
    entry, or for a language by `guard.allow` in the configuration. What is active
    ([T501](#t501)) can never be.

    Fails:

        msgid "Mehr über [Tee](/tee)."
        msgstr "More about [tea](/tea)."

    Repaired:

        msgid "Mehr über [Tee](/tee)."
        msgstr "More about [tea](/tee)."
    """
    if isinstance(what, Difference):
        return _sentence(what, "link")
    if what.value == HALF_A_LINK:
        return "`](` begins a link in other renderers, and the source has none; write `]\\(`"
    link = shown(what.value)
    return f"many renderers make a link of {link}, and it is not in the source; take it out"


@rule(inventory.IMAGE)
def image(difference: Difference) -> str:
    """An image is missing, added, or another one.

    The alternative text and the title are free.

    Where the difference is meant, allow it: by the comment `# transync: allow T302` on the
    entry, or for a language by `guard.allow` in the configuration.

    Fails:

        msgid "![Eine Tasse](tasse.png) steht da."
        msgstr "A cup is standing there."

    Repaired:

        msgid "![Eine Tasse](tasse.png) steht da."
        msgstr "![A cup](tasse.png) is standing there."
    """
    return _sentence(difference, "image")


@rule(inventory.CODE)
def code_span(difference: Difference) -> str:
    """A code span is missing, added, or changed.

    What stands in backticks is for machines, and stays as it is; how often it is there is free.
    A translation that has all code of its source may set more as code, say a name, but no tag:
    inside of HTML, some renderers do not know backticks.

    Where the difference is meant, allow it: by the comment `# transync: allow T303` on the
    entry, or for a language by `guard.allow` in the configuration.

    Fails:

        msgid "Mit `make tee` geht es los."
        msgstr "Begin with `make tea`."

    Repaired:

        msgid "Mit `make tee` geht es los."
        msgstr "Begin with `make tee`."
    """
    return _sentence(difference, "code span")


@rule(inventory.TAG)
def tag(difference: Difference) -> str:
    """An HTML tag or a comment is missing, added, or changed.

    Attributes count; the values of `alt`, `title`, `aria-label` and `placeholder` are free. A
    tag that is closed somewhere must be opened before. In MDX, emphasis and links must be
    within an element, or all around it: MDX refuses `*a <b>c* d</b>`, with its whole document.

    A translation may add elements that only explain a word or direct it, in pairs, with no
    attributes but `title`, `lang` and `dir`: `abbr`, `bdi`, `bdo`, `cite`, `dfn`, `kbd`, `q`,
    `rp`, `rt`, `ruby`, `samp`, `small`, `span`, `sub`, `sup`, `var` and `wbr`. It may leave out
    those that readers of another language do not need: `abbr`, `bdi`, `bdo`, `q`, `rp`, `rt`,
    `ruby`, `span` and `wbr`.

    Where the difference is meant, allow it: by the comment `# transync: allow T304` on the
    entry, or for a language by `guard.allow` in the configuration. That goes for
    elements inside a sentence that do and hide nothing; never for others, nor for a tag without
    its other half.

    Fails:

        msgid "H<sub>2</sub>O, warm"
        msgstr "H2O, warm"

    Repaired:

        msgid "H<sub>2</sub>O, warm"
        msgstr "warm H<sub>2</sub>O"
    """
    return _sentence(difference, "HTML tag")


@rule(inventory.TOKEN)
def token(difference: Difference) -> str:
    """A template token is missing or changed.

    Tokens are what a template engine or a component compiler replaces: `{{ name }}`,
    `{% tag %}`, `{expression}`, `<% code %>`, and `$$` around formulas.

    Nothing can allow it.

    Fails:

        msgid "Seit {{ page.year }} trinken wir Tee."
        msgstr "We have been drinking tea since {{ page.Jahr }}."

    Repaired:

        msgid "Seit {{ page.year }} trinken wir Tee."
        msgstr "We have been drinking tea since {{ page.year }}."
    """
    return _sentence(difference, "template token")


@rule(inventory.FOOTNOTE)
def footnote(difference: Difference) -> str:
    """The reference to a footnote is missing, added, or to another note.

    Where the difference is meant, allow it: by the comment `# transync: allow T306` on the
    entry, or for a language by `guard.allow` in the configuration.

    Fails:

        msgid "Grüner Tee.[^1] Schwarzer Tee.[^2]"
        msgstr "Green tea.[^1] Black tea."

    Repaired:

        msgid "Grüner Tee.[^1] Schwarzer Tee.[^2]"
        msgstr "Green tea.[^1] Black tea.[^2]"
    """
    return _sentence(difference, "footnote reference")


@rule(inventory.ANCHOR)
def anchor(difference: Difference) -> str:
    r"""An anchor in the text is missing, added, or changed.

    Links from elsewhere lead to it by its name, which therefore stays as it is. (The anchor
    behind a heading, `## Tee {#tee}`, is the author's and never offered for translation.)

    Where the difference is meant, allow it: by the comment `# transync: allow T307` on the
    entry, or for a language by `guard.allow` in the configuration.

    Fails:

        msgid "<a id=\"sorten\"></a>Die Sorten im Überblick"
        msgstr "<a id=\"kinds\"></a>The kinds at a glance"

    Repaired:

        msgid "<a id=\"sorten\"></a>Die Sorten im Überblick"
        msgstr "<a id=\"sorten\"></a>The kinds at a glance"
    """
    return _sentence(difference, "anchor")


@rule(inventory.STRUCTURE)
def structure(what: Difference | DocumentError | None) -> str:
    """With this translation the document would have other blocks.

    Most of what a translation could do to blocks (`- `, `# `, `2024. `, a pipe in a cell) needs
    no finding: it is escaped. This one is for the rest: a text that would be read as something
    else than it is, or that is nested or longer than what ends in bounded time.

    Nothing can allow it.

    Fails:

        msgid "Eins wird importiert."
        msgstr "import one from 'module'"

    Repaired:

        msgid "Eins wird importiert."
        msgstr "One is imported."
    """
    if what is None:
        return "the blocks of the document would not be the same"
    if isinstance(what, DocumentError):
        return what.message
    return _sentence(what, "nest of brackets")


@rule(inventory.LABEL)
def label(difference: Difference) -> str:
    r"""A link refers to a label that the document does not define.

    In `[Tee][sorten]` the label `sorten` stands for an address that the document defines at
    its end. It is no text, and stays as it is; where the text is the label, it goes behind it.

    Where the difference is meant, allow it: by the comment `# transync: allow T310` on the
    entry, or for a language by `guard.allow` in the configuration.

    Fails:

        $ printf '\n[Sorten] gibt es viele.\n\n[sorten]: /sorten/\n' >> source/tee.md
        $ transync extract
        $ sed -i '/^msgid "\[Sorten\]/ { n; s|""|"There are many [kinds]."| }' locales/en/tee.po

    Repaired:

        $ sed -i 's|many \[kinds\]|many [kinds][sorten]|' locales/en/tee.po
        $ transync build
    """
    return (
        f"the link {shown(difference.value)} is missing: the document defines no label"
        f" {shown(difference.became)}; write the text, and behind it the label of the source"
    )


def _sentence(difference: Difference, noun: str) -> str:
    """Say how a thing differs: `the link `/a` is missing`."""
    _, value, before, after, became = difference
    thing = _named(noun, value)
    if became.removeprefix(BARE) == value.removeprefix(BARE) != "":
        return f"{thing} has become {'a mere address' if became.startswith(BARE) else 'a link'}"
    if became:
        return f"{thing} has become {shown(became)}"
    if before and after:
        return f"{thing} is there {_times(after)}, and {_times(before)} in the source"
    count = max(before, after)
    often = f" ({count} times)" if count > 1 else ""
    if value.startswith("\\<") and not before:
        often += f", and not every renderer knows the backslash; write {_as_entities(value)}"
    return f"{thing} is {'missing' if before else 'not in the source'}{often}"


_STATES = {
    "unclosed": "opened, and not closed",
    "unopened": "closed, and not opened",
    "crossed": "of which emphasis or a link covers a part",
}


def _named(noun: str, value: str) -> str:
    """Name a thing with its kind; an address, or half a pair, is one of its own."""
    if half := UNBALANCED.match(value):
        return f"the {noun} {shown(value[half.end() :])}, {_STATES[half[1]]},"
    if value.startswith(BARE):
        return f"the address {shown(value)}"
    return f"the {noun} {shown(value)}"


def _as_entities(tag: str) -> str:
    return shown(tag.replace("\\<", "&lt;").replace(">", "&gt;"))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
