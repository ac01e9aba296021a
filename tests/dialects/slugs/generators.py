"""The real site generators: each takes documents that are headings alone, and returns ids."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from functools import partial
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transync.dialects.slugs import HeadingReading, heading_text
from transync.dialects.slugs.numbering import github_slugger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ids = list[list[str] | None]
    """The ids of each document; None for one that the generator refuses."""

FOLDER = Path(__file__).parent
_HEADING = re.compile(r"<h[1-6]\b([^>]*)>")
_ID = re.compile(r'\bid="([^"]*)"')
_HUGO = """\
baseURL = "/"
disableKinds = ["taxonomy", "term", "section", "RSS", "sitemap", "robotsTXT", "404"]
[outputs]
home = ["JSON"]
[markup.goldmark.parser]
autoHeadingIDType = "{kind}"
"""
_HUGO_LIST = """\
[{{ range $n, $page := sort .Site.RegularPages "File.Path" }}{{ if $n }},{{ end }}
{{ dict "name" .File.BaseFileName "html" (string .Content) | jsonify }}{{ end }}]
"""


def html_ids(html: str) -> list[str]:
    """List the ids of the headings of a page, in order; empty where one has none."""
    found = (_ID.search(attributes) for attributes in _HEADING.findall(html))
    return [unescape(each[1]) if each else "" for each in found]


def hugo(documents: Sequence[str], kind: str = "github") -> Ids:
    """Ask Hugo; `kind` is its `autoHeadingIDType`."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        for folder in ("content", "layouts/_default"):
            (site / folder).mkdir(parents=True)
        (site / "hugo.toml").write_text(_HUGO.format(kind=kind), encoding="utf-8")
        (site / "layouts/_default/list.json").write_text(_HUGO_LIST, encoding="utf-8")
        (site / "layouts/_default/single.html").write_text("", encoding="utf-8")
        for number, document in enumerate(documents):
            page = site / f"content/{number:06}.md"
            page.write_text(f"---\ntitle: x\n---\n{document}", encoding="utf-8")
        subprocess.run(["hugo", "--quiet"], cwd=site, check=True, capture_output=True)
        pages = json.loads((site / "public/index.json").read_text(encoding="utf-8"))
    return [html_ids(page["html"]) for page in pages]


def pandoc(documents: Sequence[str]) -> Ids:
    """Ask Pandoc, which Quarto is built on."""
    return [html_ids(_filtered(["pandoc", "-f", "markdown", "-t", "html"], d)) for d in documents]


def kramdown(documents: Sequence[str], kind: str = "GFM") -> Ids:
    """Ask kramdown; `kind` is the name of its parser: Jekyll's default, or its own."""
    return _by_lines(["ruby", str(FOLDER / "ids.rb"), kind], documents)


def github(documents: Sequence[str]) -> Ids:
    """Ask the filter that GitHub published, behind the renderer of GitHub, for each slug.

    It is older than the site, which makes small letters of all capitals, and passes numbers that
    are taken as `github-slugger` does, whose authors compared it with the site.
    """
    from cmarkgfm import github_flavored_markdown_to_html as render
    from cmarkgfm.cmark import Options

    pages = [document.split("\n\n")[:-1] for document in documents]
    rendered = [render(heading, Options.CMARK_OPT_UNSAFE) for page in pages for heading in page]
    slugs = iter(_by_lines(["ruby", str(FOLDER / "ids.rb"), "github"], rendered))
    found: Ids = []
    for page in pages:
        used: dict[str, int] = {}
        alone = [(next(slugs) or [""])[0].lower() for _ in page]
        found.append([github_slugger(slug, used) for slug in alone])
    return found


def npm(name: str) -> Callable[[Sequence[str]], Ids]:
    """Return a function that asks a generator of npm."""
    return lambda documents: _by_lines(["node", str(FOLDER / "ids.mjs"), name], documents)


def python_markdown(documents: Sequence[str], slugify: Callable[..., str] | None = None) -> Ids:
    """Ask Python-Markdown with the extensions of MkDocs Material."""
    from markdown import Markdown

    names = ["attr_list", "tables", "fenced_code", "footnotes", "md_in_html", "pymdownx.emoji"]
    options = {"toc": {"slugify": slugify} if slugify else {}}
    parser = Markdown(extensions=["toc", *names], extension_configs=options)
    return [html_ids(parser.reset().convert(document)) for document in documents]


def sphinx(documents: Sequence[str]) -> Ids:
    """Ask docutils with MyST's parser for the ids of sections."""
    from docutils.core import publish_string
    from myst_parser.docutils_ import Parser

    options = {"output_encoding": "unicode", "report_level": 5, "doctitle_xform": False}
    pages = [
        publish_string(
            document,
            parser=Parser(),
            writer="html5",
            settings_overrides=options | {"auto_id_prefix": "id", "raw_enabled": True},
        )
        for document in documents
    ]
    return [re.findall(r'<section id="([^"]*)"', page) for page in pages]


def myst(documents: Sequence[str]) -> Ids:
    """Ask MyST for the names by which links find headings."""
    from myst_parser.slugs import github_slugify, unique_slug

    found: Ids = []
    for document in documents:
        names: list[str] = []
        for line in document.split("\n\n")[:-1]:
            text = heading_text(line.removeprefix("## "), HeadingReading())
            names.append(unique_slug(github_slugify(text), names))
        found.append(names)
    return found


class Generator(NamedTuple):
    """A generator, and the programs and modules that it needs."""

    ids: Callable[[Sequence[str]], Ids]
    needs: tuple[str, ...]


def _slugify_unicode(text: str, separator: str) -> str:
    from markdown.extensions.toc import slugify_unicode

    return str(slugify_unicode(text, separator))


def _slugify_pymdown(text: str, separator: str) -> str:
    from pymdownx.slugs import slugify

    return str(slugify(case="lower")(text, separator))


_PYTHON = ("markdown", "pymdownx")

GENERATORS = {
    "github": Generator(github, ("cmarkgfm", "ruby:html/pipeline", "ruby:escape_utils")),
    "jekyll": Generator(kramdown, ("ruby:kramdown-parser-gfm",)),
    "kramdown": Generator(partial(kramdown, kind="kramdown"), ("ruby:kramdown-parser-gfm",)),
    "hugo": Generator(hugo, ("hugo:150",)),
    "hugo-ascii": Generator(partial(hugo, kind="github-ascii"), ("hugo:150",)),
    "hugo-blackfriday": Generator(partial(hugo, kind="blackfriday"), ("hugo:150",)),
    "mkdocs": Generator(python_markdown, _PYTHON),
    "mkdocs-unicode": Generator(partial(python_markdown, slugify=_slugify_unicode), _PYTHON),
    "mkdocs-pymdown": Generator(partial(python_markdown, slugify=_slugify_pymdown), _PYTHON),
    "pandoc": Generator(pandoc, ("pandoc",)),
    "vitepress": Generator(npm("vitepress"), ("node", "npm")),
    "docusaurus": Generator(npm("docusaurus"), ("node", "npm")),
    "starlight": Generator(npm("starlight"), ("node", "npm")),
    "docutils": Generator(sphinx, ("docutils", "myst_parser")),
    "myst": Generator(myst, ("myst_parser",)),
}
"""The generators by the name of their scheme.

mdBook, GitBook and Obsidian are in no registry that a test could install them from.
"""


def lacks(*names: str) -> str:
    """Return the first of some programs and modules that is not installed, or nothing."""
    for name in names:
        if name == "npm" and not (FOLDER / "node_modules").is_dir():
            return "what `make generators` installs"
        if name != "npm" and not _is_installed(name):
            return name
    return ""


def _is_installed(name: str) -> bool:
    program, _, version = name.partition(":")
    if version and program == "hugo":
        return shutil.which(program) is not None and _hugo_version() >= (0, int(version))
    if name.startswith("ruby:"):
        code = f"require '{name[5:]}'"
        asked = ["ruby", "-e", code]
        return (
            bool(shutil.which("ruby"))
            and not subprocess.run(asked, capture_output=True, check=False).returncode
        )
    return bool(shutil.which(name)) or find_spec(name) is not None


def _by_lines(command: Sequence[str], documents: Sequence[str]) -> Ids:
    lines = "".join(f"{json.dumps(document)}\n" for document in documents)
    return [json.loads(line) for line in _filtered(command, lines).splitlines()]


def _filtered(command: Sequence[str], text: str) -> str:
    done = subprocess.run(command, input=text.encode(), check=True, capture_output=True, cwd=FOLDER)
    return done.stdout.decode()


def _hugo_version() -> tuple[int, ...]:
    """Return the version of Hugo; an old one takes the Markdown of a heading, not its text."""
    said = subprocess.run(["hugo", "version"], check=True, capture_output=True).stdout.decode()
    found = re.search(r"v(\d+)\.(\d+)", said)
    return tuple(map(int, found.groups())) if found else ()
