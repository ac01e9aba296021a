"""The rules on active HTML, active addresses and template code that only a translation has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.quoting import shown
from transync.checks.rule import rule
from transync.core.markup.differences import Difference

if TYPE_CHECKING:
    from transync.core.markup.strangers import Stranger


@rule("T501")
def active(what: Difference | Stranger) -> str:
    r"""A translation has active HTML, or an active address, that its source does not have.

    Such are scripts, frames, forms, dialogs and other elements that load, run or hide something,
    event handlers (`onclick`), `style`, `hidden` and other attributes that do so, and addresses
    that begin with `javascript:`, `vbscript:` or `data:`. A backslash before a tag makes no
    difference, for not every renderer knows it. No translation needs what its source does without.

    Nothing can allow it.

    Fails:

        msgid "Grüner Tee aus Japan."
        msgstr "Green tea from Japan.<script src=\"https://example.com/x.js\"></script>"

    Repaired:

        msgid "Grüner Tee aus Japan."
        msgstr "Green tea from Japan."
    """
    value = what.new if isinstance(what, Difference) else what.value
    return f"{shown(value)} is active, and not in the source; take it out"


@rule("T502")
def template_code(difference: Difference) -> str:
    """A translation has template code that its source does not have.

    What stands in `{{ … }}`, `{% … %}` or `<% … %>` is run when the site is built, with all
    that the site knows. A translation has the tokens of its source, and no others.

    Nothing can allow it.

    Fails:

        msgid "Grüner Tee aus Japan."
        msgstr "Green tea from {{ site.secret }}."

    Repaired:

        msgid "Grüner Tee aus Japan."
        msgstr "Green tea from Japan."
    """
    return f"{shown(difference.new)} is template code, and not in the source; take it out"
