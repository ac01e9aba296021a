"""Recognizes site generators by their files, and knows where each expects translations."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from transync.commands.init.permalinks import below_a_path, jekyll_permalink
from transync.commands.init.site import PlannedSource, Site
from transync.formats.site_settings import is_true, keys_of, quoted_after, settings, texts_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from transync.commands.init.site import Files

_SCRIPTS = ("ts", "mts", "js", "mjs", "cjs")
_HUGO = tuple(
    f"{folder}{name}.{ending}"
    for name in ("hugo", "config")
    for folder in ("", "config/_default/")
    for ending in ("toml", "yaml", "yml", "json")
)
_HUGO_LANGUAGES = re.compile(
    r"config/_default/languages(?:\.(?P<code>[\w-]+))?\.(?:toml|ya?ml|json)"
)
_HUGO_FOLDERS = ("content", "layouts", "archetypes", "themes")
_WITH_IDS = ("attr_list", "extra", "markdown.extensions.attr_list", "markdown.extensions.extra")
"""The extensions of Python-Markdown that read `{#id}` behind a heading."""
_DOCUSAURUS_4 = ("v4", "mdx1CompatDisabledByDefault")
"""The flags by which Docusaurus 3 reads documents as version 4 does."""
_MKDOCS_ADVICE = "MkDocs needs the plugin mkdocs-static-i18n for pages in several languages"


def recognized(files: Files) -> Site | None:
    """Return what the settings of a site generator say of a site; None for no known generator."""
    return next((site for look in _LOOKS if (site := look(files))), None)


def _mkdocs(files: Files) -> Site | None:
    found = files.first("mkdocs.yml", "mkdocs.yaml")
    if not found:
        return None
    said = settings(found[1], found[0])
    folder = str(said.get("docs_dir") or "docs").strip("./")
    plugin = _plugin(said.get("plugins"), "i18n")
    languages = [each for each in (plugin or {}).get("languages") or [] if isinstance(each, dict)]
    codes = [str(each["locale"]) for each in languages if each.get("locale")]
    default = [str(each["locale"]) for each in languages if each.get("default")]
    theme = said.get("theme")
    own = (default or [str(theme.get("language") or "") if isinstance(theme, dict) else ""])[0]
    if (plugin or {}).get("docs_structure") == "folder" and own:
        source = PlannedSource(f"{folder}/{own}/{{path}}", f"{folder}/{{lang}}/{{path}}")
    else:
        source = PlannedSource(f"{folder}/{{path}}", f"{folder}/{{path}}.{{lang}}")
    has_ids = any(_plugin(said.get("markdown_extensions"), name) is not None for name in _WITH_IDS)
    advice = "" if plugin is not None else _MKDOCS_ADVICE
    others = _others(codes, own)
    what = ("MkDocs", found[0], "mkdocs", own, others, (source,), has_ids, advice)
    return Site(*what, address=below_a_path(said.get("site_url")))


def _hugo(files: Files) -> Site | None:
    found = files.first(*_HUGO)
    is_hugo = found and ("hugo." in found[0] or _has_folder(files, _HUGO_FOLDERS))
    if not found or not is_hugo:
        return None
    said = _lower(settings(found[1], found[0]))
    listed = said.get("languages")
    languages = {**(listed if isinstance(listed, dict) else {}), **_hugo_languages(files)}
    own = str(said.get("defaultcontentlanguage") or "en")
    folder = str(said.get("contentdir") or "content").strip("./")
    folders = {code: _lower(each).get("contentdir") for code, each in languages.items()}
    if own_folder := folders.get(own):
        own_folder = str(own_folder).strip("./")
        output = re.sub(rf"(?<![\w-]){re.escape(own)}(?![\w-])", "{lang}", own_folder)
        source = PlannedSource(f"{own_folder}/{{path}}", f"{output}/{{path}}")
    elif any(f".{own}." in path for path in files.documents(folder)):
        source = PlannedSource(f"{folder}/{{path}}.{own}", f"{folder}/{{path}}.{{lang}}")
    else:
        source = PlannedSource(f"{folder}/{{path}}", f"{folder}/{{path}}.{{lang}}")
    what = ("Hugo", found[0], "hugo", own, _others(languages, own), (source,))
    return Site(*what, address=below_a_path(said.get("baseurl")))


def _hugo_languages(files: Files) -> dict[str, Any]:
    """Return the languages that have settings in files of their own: `languages.fr.toml`."""
    languages: dict[str, Any] = {}
    for path in files.paths:
        if (match := _HUGO_LANGUAGES.fullmatch(path)) and (text := files.read(path)) is not None:
            said = settings(text, path)
            languages |= {match["code"]: said} if match["code"] else said
    return languages


def _docusaurus(files: Files) -> Site | None:
    found = files.first(
        *(f"{at}docusaurus.config.{ending}" for at in _tops(files) for ending in _SCRIPTS)
    )
    if not found:
        return None
    at = found[0].rpartition("docusaurus.config.")[0]
    docs, advice = _docusaurus_docs(files, at, found[1])
    own = next(iter(quoted_after("defaultLocale", found[1])), "en")
    codes = quoted_after("locales", found[1])
    plugins = (
        (docs, "docusaurus-plugin-content-docs/current"),
        (f"{at}blog", "docusaurus-plugin-content-blog"),
        (f"{at}src/pages", "docusaurus-plugin-content-pages"),
    )
    sources = tuple(
        PlannedSource(f"{folder}/{{path}}", f"{at}i18n/{{lang}}/{plugin}/{{path}}")
        for folder, plugin in plugins
        if folder == docs or files.documents(folder)
    )
    others = _others(codes, own)
    is_next = any(is_true(key, found[1]) for key in _DOCUSAURUS_4)
    dialect = "docusaurus-4" if is_next else "docusaurus"
    return Site("Docusaurus", found[0], dialect, own, others, sources, advice=advice)


def _docusaurus_docs(files: Files, at: str, config: str) -> tuple[str, str]:
    """Return the folder of the docs, and an advice where they lie outside of what was looked at."""
    for path in texts_after("path", config):
        folder = posixpath.normpath(f"{at}{path}")
        if folder.startswith("../"):
            return f"{at}docs", f"the documents are in {path}: run init in the folder above instead"
        if files.documents(folder):
            return folder, ""
    return f"{at}docs", ""


def _starlight(files: Files) -> Site | None:
    found = files.first(*(f"astro.config.{ending}" for ending in _SCRIPTS))
    if not found:
        return None
    is_starlight = "starlight" in found[1]
    folder = "src/content/docs" if is_starlight else "src/content"
    codes = keys_of("locales", found[1]) or quoted_after("locales", found[1])
    own = next(iter(quoted_after("defaultLocale", found[1])), "")
    if own in ("", "root"):
        own = next(iter(quoted_after("lang", found[1])), "en")
    at = f"{folder}/{own}" if files.documents(f"{folder}/{own}") else folder
    source = PlannedSource(f"{at}/{{path}}", f"{folder}/{{lang}}/{{path}}")
    codes = [code for code in codes if code != "root"]
    name, dialect = ("Starlight", "starlight") if is_starlight else ("Astro", "mdx")
    return Site(name, found[0], dialect, own, _others(codes, own), (source,))


def _vitepress(files: Files) -> Site | None:
    folders = _tops(files)
    places = [f"{at}.vitepress/config.{ending}" for at in folders for ending in _SCRIPTS]
    found = files.first(*places, *(f"{at}.vitepress/config/index.{_SCRIPTS[0]}" for at in folders))
    if not found:
        return None
    at = found[0].partition(".vitepress")[0]
    if within := next(iter(texts_after("srcDir", found[1])), "").strip("./"):
        at = f"{at}{within}/"
    codes = [code.strip("/") for code in keys_of("locales", found[1])]
    own = next(iter(quoted_after("lang", found[1])), "en").partition("-")[0]
    has_folder = files.documents(f"{at}{own}")  # which `rewrites` leads to the root
    source = PlannedSource(
        f"{at}{own}/{{path}}" if has_folder else f"{at}{{path}}", f"{at}{{lang}}/{{path}}"
    )
    others = _others([code for code in codes if code != "root"], own)
    return Site("VitePress", found[0], "vitepress", own, others, (source,))


def _quarto(files: Files) -> Site | None:
    found = files.first("_quarto.yml", "_quarto.yaml")
    if not found:
        return None
    own = str(settings(found[1], found[0]).get("lang") or "en")
    return Site("Quarto", found[0], "quarto", own, (), (PlannedSource("{path}", "{lang}/{path}"),))


def _mdbook(files: Files) -> Site | None:
    found = files.first("book.toml")
    if not found:
        return None
    book: Mapping[str, Any] = settings(found[1], found[0]).get("book") or {}
    folder, own = str(book.get("src") or "src"), str(book.get("language") or "en")
    source = PlannedSource(f"{folder}/{{path}}", f"translations/{{lang}}/{folder}/{{path}}")
    advice = "mdBook builds one language at a time: each needs a book.toml in its folder"
    return Site("mdBook", found[0], "mdbook", own, (), (source,), advice=advice)


def _sphinx(files: Files) -> Site | None:
    for at in ("", "docs/", "doc/", "source/", "docs/source/"):
        found = files.first(f"{at}conf.py", f"{at}myst.yml", f"{at}_toc.yml")
        if found and (not found[0].endswith("conf.py") or "myst" in found[1]):
            own = re.search(r"^language\s*=\s*[\"'](\w+)", found[1], re.MULTILINE)
            source = PlannedSource(f"{at}{{path}}", f"translations/{{lang}}/{at}{{path}}")
            code = own[1] if own else "en"
            return Site("Sphinx with MyST", found[0], "myst", code, (), (source,))
    return None


def _jekyll(files: Files) -> Site | None:
    found = files.first("_config.yml", "_config.yaml")
    if not found:
        return None
    said = settings(found[1], found[0])
    codes = [str(code) for code in said.get("languages") or [] if isinstance(code, str)]
    own = str(said.get("default_lang") or said.get("lang") or said.get("locale") or "")
    folders = sorted({path.partition("/")[0] for path in files.documents() if path[0] == "_"})
    sources = tuple(
        PlannedSource(
            f"{folder}/{{path}}",
            f"{folder}/{{lang}}/{{path}}",
            permalink=jekyll_permalink(said, folder),
        )
        for folder in folders
    )
    pages = (PlannedSource("{path}", "{lang}/{path}"),) if not sources else ()
    own = own.partition("-")[0].partition("_")[0]
    has_plugin = "polyglot" in str(said.get("plugins"))  # it finds addresses by itself
    return Site(
        *("Jekyll", found[0], "jekyll", own, _others(codes, own), sources or pages),
        sets_addresses=bool(sources) and not has_plugin,
        address=below_a_path(f"{said.get('url') or ''}{said.get('baseurl') or ''}"),
    )


def _gitbook(files: Files) -> Site | None:
    found = files.first(".gitbook.yaml", "SUMMARY.md")
    if not found:
        return None
    return Site("GitBook", found[0], "gitbook", "", (), (PlannedSource("{path}", "{lang}/{path}"),))


def _obsidian(files: Files) -> Site | None:
    found = files.first(
        ".obsidian/app.json", ".obsidian/workspace.json", ".obsidian/core-plugins.json"
    )
    if not found:
        return None
    return Site(
        "Obsidian", ".obsidian", "obsidian", "", (), (PlannedSource("{path}", "{lang}/{path}"),)
    )


def _tldr(files: Files) -> Site | None:
    if not files.documents("pages/common"):
        return None
    tops = {path.partition("/")[0] for path in files.documents()}
    codes = sorted(top.partition(".")[2] for top in tops if top.startswith("pages."))
    source = PlannedSource("pages/{path}", "pages.{lang}/{path}")
    return Site("tldr", "pages", "tldr", "en", tuple(codes), (source,))


_LOOKS: tuple[Callable[[Files], Site | None], ...] = (
    *(_mkdocs, _docusaurus, _starlight, _vitepress, _quarto, _mdbook, _sphinx),
    *(_hugo, _jekyll, _gitbook, _obsidian, _tldr),
)


def _plugin(plugins: object, name: str) -> Mapping[str, Any] | None:
    """Return the settings of a plugin of MkDocs, which are listed or in a table."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    for each in listed:
        if each == name:
            return {}
        if isinstance(each, dict) and name in each:
            return each[name] if isinstance(each[name], dict) else {}
    return None


def _others(codes: Iterator[str] | Mapping[str, Any] | list[str], own: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code != own))


def _lower(table: object) -> dict[str, Any]:
    """Return a table by its keys in lower case: Hugo does not tell them apart."""
    return (
        {str(key).lower(): value for key, value in table.items()} if isinstance(table, dict) else {}
    )


def _tops(files: Files) -> list[str]:
    """List the beginnings of paths in the folder itself, and in each folder within it."""
    tops = dict.fromkeys(path.partition("/")[0] for path in files.paths if "/" in path)
    return ["", *(f"{top}/" for top in tops)]


def _has_folder(files: Files, names: tuple[str, ...]) -> bool:
    return any(path.startswith(f"{name}/") for path in files.paths for name in names)
