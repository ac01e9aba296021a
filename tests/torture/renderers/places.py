"""Places for a translation, each in a document whose other texts are `wort1`, `wort2` and so on."""

from __future__ import annotations

from typing import NamedTuple

SOURCE = "Ein Satz"
"""What is translated, where a place says nothing else."""


class Place(NamedTuple):
    """A document, and the text in it that is translated."""

    document: str
    source: str = SOURCE


_LINES = """\
# @
# @ {#anker}
## @ ##
### @ ### {#anker}
# @ {#anker .klasse}
# @ { #anker }
# @ {: #anker }
@⏎===
@⏎---
> @⏎> ---
- @⏎  ===
# wort1⏎⏎@
@
wort1 [Preise] wort2.⏎⏎@
@⏎⏎wort1 [Preise] wort2.
@⏎⏎    wort1
@⏎⏎```⏎wort1⏎```
@⏎- wort1⏎- wort2
@⏎> wort1
@⏎# wort1
@⏎⏎---⏎⏎wort1
@⏎⏎| wort1 | wort2 |⏎|---|---|⏎| wort3 | wort4 |
| wort1 | wort2 |⏎|---|---|⏎| wort3 | wort4 |⏎⏎@
@⏎⏎[wort]: /gut⏎⏎wort1 [wort]
- @
- wort1⏎- @⏎- wort2
* wort1⏎⏎* @⏎⏎* wort2
1. wort1⏎2. @⏎3. wort2
1. wort1⏎⏎2. @⏎⏎       wort2⏎⏎3. wort3
- wort1⏎  - @⏎    - wort2
- wort1⏎⏎  @⏎⏎  wort2
- wort1⏎  > @
- [ ] @⏎- [x] wort1
> @
> wort1⏎>⏎> @⏎>⏎> wort2
> > @
> - @⏎> - wort1
wort1[^1] wort2⏎⏎[^1]: @
wort1[^1] wort2[^2]⏎⏎[^1]: @⏎[^2]: wort3
wort1[^1] wort2⏎⏎[^1]: wort3⏎⏎    @
| @ | wort1 |⏎|---|---|⏎| wort2 | wort3 |
| wort1 | wort2 |⏎|---|---|⏎| @ | wort3 |
| wort1 | wort2 |⏎|:--|--:|⏎| wort3 | @ |
wort1|wort2⏎-|-⏎@|wort3
wort1|wort2⏎-|-⏎wort3|@
<div>@</div>⏎⏎wort1
<div class="a">⏎<p>@</p>⏎<p>wort1</p>⏎</div>
<div>⏎⏎@⏎⏎</div>⏎⏎wort1
<table><tr><td>@</td><td>wort1</td></tr></table>⏎⏎wort2
<Tab x="1">⏎⏎@⏎⏎</Tab>⏎⏎wort1
@⏎: wort1⏎⏎wort2
wort1⏎: @⏎: wort2⏎⏎wort3
!!! note "@"⏎    wort1⏎⏎wort2
!!! note⏎    @⏎⏎wort1
??? note "@"⏎    wort1
=== "@"⏎⏎    wort1⏎⏎=== "wort2"⏎⏎    wort3
/// note | @⏎wort1⏎///⏎⏎wort2
::: tip @⏎⏎wort1⏎⏎:::
::: tip⏎⏎@⏎⏎:::⏎⏎wort1
> [!NOTE]⏎> @⏎⏎wort1
@⏎{: .klasse}⏎⏎wort1
# wort1 {#anker}⏎⏎@⏎⏎# wort2 {#andere}
wort1⏎⏎@⏎⏎wort2
---⏎title: @⏎lang: de⏎---⏎⏎wort1
---⏎title: "@"⏎lang: de⏎---⏎⏎wort1
"""

PLACES = [
    Place(line.replace("⏎", "\n").replace("@", SOURCE) + "\n") for line in _LINES.split("\n")[:-1]
]
PLACES += [
    Place("Ein Anfang  \nEin Satz  \nEin Ende\n\nwort1\n", "Ein Anfang\nEin Satz\nEin Ende"),
    Place("Ein Anfang\\\nEin Satz\n\nwort1\n", "Ein Anfang\nEin Satz"),
    Place("> Ein Satz\nist hier.\n\nwort1\n", "Ein Satz ist hier."),
    Place("Ein Satz.  \nEin Ende.\n\nwort1\n", "Ein Satz.\nEin Ende."),
    Place("Ein [Satz](/gut) hier.\n\nwort1 [wort2](/gut).\n", "Ein [Satz](/gut) hier."),
    Place("Ein `Satz` und <b>hier</b>.\n\nwort1\n", "Ein `Satz` und <b>hier</b>."),
    Place("Ein Satz [Preise].\n\nwort1 [Preise].\n\n[Preise]: /gut\n", "Ein Satz [Preise]."),
    Place("- Ein Satz ![Bild](a.png)\n- wort1\n", "Ein Satz ![Bild](a.png)"),
    Place("# Ein [Satz](/gut) {#anker}\n\nwort1\n", "Ein [Satz](/gut)"),
    Place("Ein **Satz** *hier*[^1].\n\n[^1]: wort1\n", "Ein **Satz** *hier*[^1]."),
]
