"""Builds MDX documents with translations of two kinds: MDX reads the blocks of the source in them.

python -m tests.torture.mdx_builds [COUNT | FOLDER]

The documents are as for `tests.torture.mdx`. The translations are pseudo-translations, and
hostile ones.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.support.hostile import HOSTILE, WAYS
from tests.support.pseudo import pseudo
from tests.torture.mdx import files, read_by_mdx
from tests.torture.mdx_documents import generated
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.dialects import DIALECTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.mdx_blocks import Blocks
    from transync.domain.model import Document, Segment

    Translate = Callable[[Segment, Document], str]

_DIALECT = DIALECTS["mdx"]
_SHOWN = 10
_NEWS = (
    *(
        "</Steps>",
        "<Steps>",
        "</>",
        "<Foo/>",
        "<br />",
        "</b>",
        "<b>",
        "{x}",
        "{/* x */}",
        "```",
        "~~~",
    ),
    *(
        "- a",
        "1. a",
        "# a",
        "> a",
        "***",
        "===",
        "| a |\n| - |",
        "import a from 'b'",
        "export const a = 1",
    ),
    *("</Foo>\n- a", "a\n</Foo>", "a\n```\nb", "    - a", "<Foo\n/>", "<td>", "</td>", "<p>a</p>"),
)


def main() -> int:
    """Build, and compare."""
    asked = sys.argv[1] if sys.argv[1:] else "500"
    texts = [*(generated(int(asked)) if asked.isdigit() else files(Path(asked))).items()]
    meant = read_by_mdx([text for _, text in texts])
    known = [(*each, shape(read)) for each, read in zip(texts, meant, strict=True) if read]
    wrong = 0
    for kind, translate in (("pseudo", _pseudo), ("hostile", _hostile)):
        built, refused, count = [], 0, 0
        for name, text, _ in known:
            document = split(text, name, (), _DIALECT)
            assert compose(document, {}, dialect=_DIALECT).text == text
            translations = {each.key: translate(each, document) for each in document.segments}
            composed = compose(document, translations, dialect=_DIALECT)
            built.append(composed.text)
            refused += len(composed.refusals)
            count += len(translations)
        others = [
            (name, found)
            for (name, _, read), found in zip(known, read_by_mdx(built), strict=True)
            if found is None or shape(found) != read
        ]
        for name, found in others[:_SHOWN]:
            print(f"{name}: MDX {'reads other blocks' if found else 'refuses it'}")
        print(
            f"{kind}: {len(known)} documents, {count} texts, {refused} refused; {len(others)} wrong"
        )
        wrong += len(others)
    return 1 if wrong else 0


def shape(read: Blocks) -> list[object]:
    """Return what MDX has read, without the lines that it stands on."""
    events = [event if event[0] in ("code", "table") else event[:1] for event in read.events]
    depths = [[depth for _, depth in places] for places in read[1:]]
    return [events, depths]


def _pseudo(segment: Segment, document: Document) -> str:
    return pseudo(segment.text, document.references)


def _hostile(segment: Segment, document: Document) -> str:
    random = Random(f"{document.path} {segment.line} {segment.column}")
    way = random.choice(WAYS)
    return way(segment.text, random.choice(random.choice((_NEWS, HOSTILE))))


if __name__ == "__main__":
    sys.exit(main())
