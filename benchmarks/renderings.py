"""The texts that readers see of documents, as the real program of a generator renders them."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.sites.rendered import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What the documentation of MkDocs Material recommends, without what needs a site around it.
_EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.blocks.admonition"),
    *("pymdownx.blocks.caption", "pymdownx.blocks.details", "pymdownx.blocks.tab"),
    *("pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite"),
    *("pymdownx.keys", "pymdownx.mark", "pymdownx.superfences", "pymdownx.tabbed"),
    *("pymdownx.tasklist", "pymdownx.tilde"),
]
_SETTINGS = {
    "footnotes": {"BACKLINK_TITLE": ""},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.blocks.tab": {"alternate_style": True},
}
_ABBREVIATION = re.compile(r'<abbr title="[^"]*">')
_OBJECT = re.compile(r"^::: .*(?:\n(?:[ \t]+\S.*)?)*", re.MULTILINE)
"""What mkdocstrings replaces by the documentation of an object."""
_UNTITLED = re.compile(r"^[ \t]*(?:/{3,}|!!!|\?\?\?\+?)[ \t]*([\w-]+)[ \t]*$", re.MULTILINE)
"""A box without a title: the program makes one of its kind."""
_WORD = re.compile(r"[^\W\d_]+")
_SHORTCODE = re.compile(r"\{\{[<%][ \t]*/?[ \t]*([\w/.-]+)")
_CLOSING = re.compile(r"\{\{[<%][ \t]*/[ \t]*([\w/.-]+)")
_OWN = {"figure", "highlight"}
"""Shortcodes of Hugo itself that need no site around them."""
_HUGO = """\
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""


def mkdocs(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield what readers see of each document, by Python-Markdown with MkDocs' extensions."""
    from markdown import Markdown

    parser = Markdown(extensions=_EXTENSIONS, extension_configs=_SETTINGS)
    for text in texts:
        yield _authored(parser.reset().convert(_OBJECT.sub("", text)), text)


def hugo(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield what readers see of each document, by Hugo: shortcodes show what they enclose."""
    program = shutil.which("hugo")
    if program is None:
        raise SystemExit("Hugo is not installed (Debian's package is `hugo`).")
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        _write_site(site, texts)
        subprocess.run([program, "--quiet", "-d", "rendered"], cwd=site, check=True)
        for number, text in enumerate(texts):
            html = (site / f"rendered/{number}/index.html").read_text(encoding="utf-8")
            yield _authored(html, text)


RENDERINGS = {"mkdocs": mkdocs, "hugo": hugo}
"""By the name of the dialect."""


def _write_site(site: Path, texts: Sequence[str]) -> None:
    """Write a site whose pages are the bodies of these documents."""
    for folder in ("content", "layouts/_default", "layouts/shortcodes"):
        (site / folder).mkdir(parents=True)
    (site / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    (site / "layouts/_default/single.html").write_text("{{ .Content }}", encoding="utf-8")
    for number, text in enumerate(texts):
        (site / f"content/{number}.md").write_text(f"---\n---\n{text}", encoding="utf-8")
    paired = {name for text in texts for name in _CLOSING.findall(text)}
    for name in {name for text in texts for name in _SHORTCODE.findall(text)} - _OWN:
        path = site / f"layouts/shortcodes/{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        inner = "{{ .Inner | .Page.RenderString }}" if name in paired else ""
        path.write_text(inner, encoding="utf-8")


def _authored(html: str, text: str) -> list[str]:
    """Return the texts of a page that its author wrote: `Note` above a box is the program's."""
    words = set(_WORD.findall(text))
    titles = {kind.capitalize() for kind in _UNTITLED.findall(text)}
    pieces = page("/", _with_each_abbreviation_once(html)).texts
    return [p for p in pieces if p not in titles and not words.isdisjoint(_WORD.findall(p))]


def _with_each_abbreviation_once(html: str) -> str:
    """Drop the title of an abbreviation where the page has had it before."""
    seen = set()

    def first(found: re.Match[str]) -> str:
        is_new = found[0] not in seen
        seen.add(found[0])
        return found[0] if is_new else "<abbr>"

    return _ABBREVIATION.sub(first, html)
