"""Compares the blocks of MDX documents with those that MDX itself reads.

python -m tests.torture.mdx [COUNT | FOLDER]

It takes the documents of the data file, which it can also record (`--record`), and COUNT that it
generates, or all with the ending `.mdx` in FOLDER.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.cases import cases
from tests.support.mdx_blocks import Blocks, blocks, code
from tests.support.mdx_blocks import shown as shown_blocks
from tests.support.paths import FIXTURES
from tests.torture.mdx_documents import generated
from transync.core.document.headings import body_start

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCRIPT = Path(__file__).parent / "renderers/blocks.mjs"
RECORDED = "formats/markdown/mdx-blocks.md"
"""Documents, each with the blocks that MDX reads in it."""
SHOWN = 20


def read_by_mdx(texts: Sequence[str]) -> list[Blocks | None]:
    """Return the blocks that MDX reads in each text; None for one that it refuses."""
    given = "".join(f"{json.dumps(text)}\n" for text in texts)
    done = subprocess.run(
        ["node", str(SCRIPT)], input=given, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    found = (json.loads(line) for line in done.stdout.split("\n") if line)
    return [each and _of_mdx(each, text) for each, text in zip(found, texts, strict=True)]


def _of_mdx(found: dict[str, list[list[object]]], text: str) -> Blocks:
    lines = text.split("\n")
    events = [
        (kind, *rest[:-1], code(rest[-1])) if kind == "code" else (kind, *rest)
        for kind, *rest in found["events"]
    ]
    places = (
        sorted(
            {
                (int(str(n)), int(str(depth)))
                for n, depth in found[kind]
                if lines[int(str(n)) - 1].strip()
            }
        )
        for kind in Blocks._fields[1:]
    )
    return Blocks(events, *places)


def main() -> int:
    """Compare, or record."""
    if "--record" in sys.argv:
        return recorded()
    asked = sys.argv[1] if sys.argv[1:] else "2000"
    texts = generated(int(asked)) if asked.isdigit() else files(Path(asked))
    return compared({**{case.title: case.given for case in cases(RECORDED)}, **texts})


def recorded() -> int:
    """Write what MDX reads into the data file."""
    found = cases(RECORDED)
    path = FIXTURES / RECORDED
    head = path.read_text(encoding="utf-8").split("\n\n")[0]
    read = read_by_mdx([case.given for case in found])
    parts = []
    for case, each in zip(found, read, strict=True):
        if each is None:
            sys.exit(f"MDX refuses the document `{case.title}`")
        parts.append(f"{case.title}\n.\n{case.given}.\n{shown_blocks(each)}\n.\n")
    path.write_text("\n".join((f"{head}\n", *parts)), encoding="utf-8")
    return 0


def files(folder: Path) -> dict[str, str]:
    """Return the documents of a folder, by their paths."""
    return {
        str(path.relative_to(folder)): without_front_matter(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.mdx"))
    }


def without_front_matter(text: str) -> str:
    """Return a document with empty lines in the place of its front matter."""
    start = body_start(text)
    return "\n" * text.count("\n", 0, start) + text[start:]


def compared(texts: Mapping[str, str]) -> int:
    """Print what is read otherwise, and how often; return 1 if anything is."""
    wrong = refused = 0
    for name, meant in zip(texts, read_by_mdx([*texts.values()]), strict=True):
        if meant is None:
            refused += 1
        elif (found := blocks(texts[name])) != meant:
            wrong += 1
            if wrong <= SHOWN:
                print(f"{name}:")
                show(meant, found)
    count = len(texts) - refused
    print(f"{count} documents, {refused} that MDX refuses; {wrong} are read otherwise")
    return 1 if wrong else 0


def show(meant: Blocks, found: Blocks) -> None:
    """Print the first difference of each kind."""
    for name, one, other in zip(Blocks._fields, meant, found, strict=True):
        if one != other:
            pairs = enumerate(zip(one, other, strict=False))
            at = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
            print(f"  {name} {at}: {one[at : at + 2]} for MDX, {other[at : at + 2]} here")


if __name__ == "__main__":
    sys.exit(main())
