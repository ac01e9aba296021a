"""Our own headings, and the ids that the real generators made of them.

`python -m tests.dialects.slugs.pages` asks each generator that is installed, and records its ids.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.dialects.slugs.generators import GENERATORS, lacks
from transync.dialects.slugs import Heading
from transync.dialects.slugs.spelling import SPELLINGS, own_id, with_id

FOLDER = Path(__file__).parents[2] / "fixtures/dialects/slugs"
RECORDED = FOLDER / "ids.json"
SPELLED_AS = {"kramdown": "jekyll", "docutils": "myst"}
"""Schemes that are spelt as another; a setting (`hugo-ascii`) is spelt as its generator."""


def spelling_of(scheme: str) -> str:
    """Return the name of the spelling of a scheme."""
    return SPELLED_AS.get(scheme, scheme.partition("-")[0])


def pages(scheme: str) -> list[list[str]]:
    """List the headings of each page, with their own ids as the generator spells them."""
    text = (FOLDER / "pages.txt").read_text(encoding="utf-8").partition("\n")[2]
    spelling = SPELLINGS[spelling_of(scheme)]
    found = []
    for page in text.rstrip("\n").split("\n\n"):
        halves = [line.partition(" => ") for line in page.split("\n")]
        if not (spelling.replaces and spelling.written) and any(own for _, _, own in halves):
            continue
        found.append([head + (with_id(own, spelling) if own else "") for head, _, own in halves])
    return found


def headings(page: list[str], scheme: str) -> list[Heading]:
    """Read headings as the generator does."""
    spelling = SPELLINGS[spelling_of(scheme)]
    return [Heading(*own_id(content, spelling)) for content in page]


def document(page: list[str]) -> str:
    """Write a document that is these headings."""
    return "".join(f"## {heading}\n\n" for heading in page)


def recorded() -> dict[str, list[list[str]]]:
    """Read the ids that the generators made, by scheme."""
    found: dict[str, list[list[str]]] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Record the ids of the generators that are installed; keep those of the others."""
    known = recorded() if RECORDED.exists() else {}
    for scheme, generator in GENERATORS.items():
        if missing := lacks(*generator.needs):
            sys.stderr.write(f"{scheme}: {missing} is not installed\n")
            continue
        made = generator.ids([document(page) for page in pages(scheme)])
        assert None not in made, scheme
        known[scheme] = [ids[: len(page)] for ids, page in zip(made, pages(scheme), strict=True)]
    lines = [
        f"  {json.dumps(scheme)}: [\n"
        + ",\n".join(f"    {json.dumps(ids, ensure_ascii=False)}" for ids in made)
        + "\n  ]"
        for scheme, made in sorted(known.items())
    ]
    RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
