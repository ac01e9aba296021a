"""The renderers: each takes texts and gives their HTML, None for what it cannot render."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown import Markdown
    from markdown_it import MarkdownIt

FOLDER = Path(__file__).parent
CHUNK = 4000
"""Texts that one process renders."""

_HUGO = """\
baseURL = "/"
disableKinds = ["taxonomy", "term", "section", "RSS", "sitemap", "robotsTXT", "404"]
timeout = "600s"
[outputs]
home = ["JSON"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_HUGO_LIST = """\
[{{ range $n, $page := sort .Site.RegularPages "File.Path" }}{{ if $n }},{{ end }}
{{ dict "name" .File.BaseFileName "html" (string .Content) | jsonify }}{{ end }}]
"""


def missing() -> list[str]:
    """List what of the renderers is not installed."""
    programs = [each for each in ("node", "ruby", "hugo") if not shutil.which(each)]
    modules = [
        each for each in ("cmarkgfm", "markdown", "pymdownx", "linkify_it") if not find_spec(each)
    ]
    packages = (
        [] if (FOLDER / "node_modules").is_dir() else ["the packages of npm (make renderers)"]
    )
    has_gem = (
        "ruby" not in programs
        and not subprocess.run(
            ["ruby", "-e", "require 'kramdown'"], capture_output=True, check=False
        ).returncode
    )
    return [*programs, *modules, *packages, *([] if has_gem else ["kramdown"])]


def commonmark_py(texts: Sequence[str]) -> list[str | None]:
    """Render with markdown-it-py, links in the text and attributes included."""
    return [_markdown_it().render(text) for text in texts]


def python_markdown(texts: Sequence[str]) -> list[str | None]:
    """Render with Python-Markdown, as MkDocs does with its usual extensions."""
    parser = _python_markdown()
    return [parser.reset().convert(text) for text in texts]


def github(texts: Sequence[str]) -> list[str | None]:
    """Render with cmark-gfm, the renderer of GitHub."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return [cmarkgfm.github_flavored_markdown_to_html(text, options) for text in texts]


def kramdown(texts: Sequence[str]) -> list[str | None]:
    """Render with kramdown, as Jekyll does."""
    return _lines(["ruby", str(FOLDER / "render.rb")], texts)


def hugo(texts: Sequence[str]) -> list[str | None]:
    """Render with goldmark, as the site generator Hugo does: all texts are one site."""
    html = _site(texts)
    if html is None and len(texts) == 1:
        return [None]
    half = len(texts) // 2  # one page that Hugo refuses stops the whole site
    return [*hugo(texts[:half]), *hugo(texts[half:])] if html is None else [*html]


def _site(texts: Sequence[str]) -> list[str] | None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "layouts").mkdir()
        (site / "content").mkdir()
        (site / "hugo.toml").write_text(_HUGO)
        (site / "layouts/index.json").write_text(_HUGO_LIST)
        for number, text in enumerate(texts):
            page = f"---\n_build: {{render: never}}\n---\n{text}"
            (site / f"content/{number}.md").write_text(page, encoding="utf-8")
        done = subprocess.run(["hugo", "--quiet"], cwd=site, check=False, capture_output=True)
        if done.returncode:
            return None
        found = json.loads((site / "public/index.json").read_text(encoding="utf-8"))
    html = {page["name"]: page["html"] for page in found}
    return [html[str(number)] for number in range(len(texts))]


def _npm(name: str) -> Callable[[Sequence[str]], list[str | None]]:
    return lambda texts: _lines(["node", str(FOLDER / "render.mjs"), name], texts)


ENGINES: dict[str, Callable[[Sequence[str]], list[str | None]]] = {
    "markdown-it-py": commonmark_py,
    "python-markdown": python_markdown,
    "github": github,
    "kramdown": kramdown,
    "goldmark": hugo,
    **{name: _npm(name) for name in ("commonmark", "markdown-it", "marked", "mdx")},
}
"""The renderers by name."""


def _lines(command: list[str], texts: Sequence[str]) -> list[str | None]:
    given = "".join(f"{json.dumps(text)}\n" for text in texts)
    done = subprocess.run(
        command, input=given, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


@cache
def _markdown_it() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("gfm-like", {"html": True})
    for plugin in (attrs_plugin, attrs_block_plugin, deflist_plugin, footnote_plugin):
        parser.use(plugin)
    return parser


@cache
def _python_markdown() -> Markdown:
    from markdown import Markdown

    names = ("details", "superfences", "tabbed", "magiclink", "tilde", "caret", "mark", "tasklist")
    return Markdown(
        extensions=[
            *("extra", "admonition", "toc", "sane_lists", "meta"),
            *(f"pymdownx.{name}" for name in (*names, "blocks.admonition", "arithmatex")),
        ],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
