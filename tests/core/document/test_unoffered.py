"""What readers see of blocks that look like code; attributes are in the sessions."""

from __future__ import annotations

import pytest

from transync.core.document.unoffered import Unoffered, UnofferedKind, unoffered
from transync.dialects import DIALECTS

TABLES = """\
---
title: Tee
---
> +--------+------+
> | Sencha | zwei |
> | kalt   | -und |
> +--------+------+

Sorte    Zeit
-------  -----
Sencha   zwei

-------  -----
`x`      12
-------  -----

```
Sorte    Zeit
-------  -----
```

<!-- transync: skip -->
Sorte    Zeit
-------  -----
Sencha   zwei
"""
FENCES = """\
- ```{quotation} Titel
  Worte in einem Kasten.
  ```

~~~{code-block} python
das ist code
~~~

```{note}
Ein Hinweis für alle.
```

```python
das ist code
```
"""
CASES = {
    "quarto": (
        TABLES,
        [
            Unoffered(4, 1, "Sencha zwei kalt -und", UnofferedKind.TABLE, ""),
            Unoffered(9, 1, "Sorte Zeit Sencha zwei", UnofferedKind.TABLE, ""),
        ],
    ),
    "myst": (
        FENCES,
        [Unoffered(1, 1, "Worte in einem Kasten.", UnofferedKind.FENCE, "quotation")],
    ),
    "obsidian": (
        "```ad-note\nEin Kasten.\n```\n\n```js\nein(code)\n```\n",
        [Unoffered(1, 1, "Ein Kasten.", UnofferedKind.FENCE, "ad-note")],
    ),
    "hugo": (TABLES + FENCES, []),
}


@pytest.mark.parametrize("name", CASES)
def test_unoffered__blocks(name: str) -> None:
    text, expected = CASES[name]
    assert unoffered(text, DIALECTS[name]) == expected
