"""Where a link of a localized page leads: to a page in the reader's language, or to a file."""

from __future__ import annotations

from posixpath import dirname, join, normpath, relpath, splitext
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from transync.dialects.links import LinkPlace, Links
from transync.domain.paths import fill_placeholders
from transync.project.link_paths import divided, heads, is_file_name, quoted
from transync.project.link_targets import documents_at, roots, within_site
from transync.project.page_names import BY_NAME, PageNames

if TYPE_CHECKING:
    from collections.abc import Callable

    from transync.locale.languages import Language
    from transync.project.address_index import AddressIndex, Claimant
    from transync.project.project import Project

_NO_LINKS = Links()
_FROM_TOP = (LinkPlace.DOCUMENT, LinkPlace.SNIPPET)
_UNQUOTED = frozenset((*_FROM_TOP, LinkPlace.IMPORT, LinkPlace.FILE))
"""Where a target is a path as it is on disk, in which a percent sign is one."""


class PageLinks(NamedTuple):
    """The links of one localized page."""

    project: Project
    document: str
    """The path of its document."""
    page: str
    """Its own path."""
    language: Language
    is_published: Callable[[str], bool]
    """Whether a document, by its path, is published in the language of the page."""
    addresses: Callable[[], AddressIndex]
    """Returns who claims which address."""

    def localized(self, target: str, place: LinkPlace) -> str:
        """Return where a link of the document leads from the page, as it is written there.

        What leads to no file of the project stays as it is, and so does what leads to a page
        that is not published in the language, if it begins with a slash.
        """
        if (written := self._rewritten(target)) is not None:
            return written
        if self.project.dialect(self.document).links is None:
            return target
        if place in BY_NAME:
            names = PageNames(self.addresses(), self.document, self._page)
            return names.localized(target, place)
        site, address = "", target
        if place is not LinkPlace.ADDRESS:
            site, address = within_site(self.project, target)
        path, tail = divided(address)
        if not path or path.startswith("//") or ":" in path.partition("/")[0]:
            return target
        plain = path if place in _UNQUOTED else unquote(path)
        # A generator may follow its readers behind a slash, but not behind the name of a host.
        moved = self._moved(plain, LinkPlace.ATTRIBUTE if "//" in site else place)
        if moved == plain:
            return target
        return f"{site}{moved if place in _UNQUOTED else quoted(moved)}{tail}"

    def _moved(self, plain: str, place: LinkPlace) -> str:
        if place in _FROM_TOP:
            return self._page_of(plain)
        return self._rooted(plain, place) if plain[0] == "/" else self._relative(plain, place)

    def in_markdown(self, target: str) -> str:
        """Return where a link in Markdown leads from the page."""
        return self.localized(target, LinkPlace.MARKDOWN)

    @property
    def have_names(self) -> bool:
        """Whether some of them are names, as wiki links are."""
        marks = self._links.marks
        return marks is not None and LinkPlace.NAME in marks.groupindex

    @property
    def _links(self) -> Links:
        return self.project.dialect(self.document).links or _NO_LINKS

    def _rewritten(self, target: str) -> str | None:
        """Return a target that begins as a rule of the project says; None for any other."""
        rules = self.project.config.links.rewrite
        prefixes = [prefix for prefix, text in rules.items() if text and target.startswith(prefix)]
        if not prefixes:
            return None
        prefix = max(prefixes, key=len)
        begun = fill_placeholders(rules[prefix], lambda name: getattr(self.language, name))
        return begun + target.removeprefix(prefix)

    def _rooted(self, plain: str, place: LinkPlace) -> str:
        """Return an address as it is for the readers of the page."""
        if not self._localizes_pages or place not in self._links.rooted:
            return plain
        if found := self.addresses().at(plain):
            return self._claimed(found, plain)
        for root, mark in roots(self.project, self.document):
            written = f"/{mark}{plain[1:]}"
            for document in documents_at(self.project, root, written, self._links.indexes):
                if not self.is_published(document):
                    return plain
                return f"/{self._address(root, document, written)[1:].removeprefix(mark)}"
        return plain

    def _claimed(self, found: Claimant, plain: str) -> str:
        """Return the address of the page of a document that claims an address."""
        if not self.is_published(found.document):
            return plain
        made = self.addresses().address_in(self.language, found, plain) or plain
        is_short = not plain.endswith("/") and "." not in plain.rpartition("/")[2]
        return made.rstrip("/") if is_short and made.strip("/") else made

    def _address(self, root: str, document: str, plain: str) -> str:
        """Return the address of a document's page, which its folder says, or a prefix."""
        if self._links.prefix:
            code = self.language.code
            return f"{self._links.prefix.format(lang=code)}{plain.lstrip('/')}"
        start = root or "."
        here, there = relpath(document, start), relpath(self._output(document), start)
        if plain.lstrip("/") == here:
            return plain if there.startswith("..") else f"/{there}"
        old, new = heads(here, there)
        if there.startswith("..") or (old, new) == (here, there):
            return plain
        rest = plain.removeprefix(f"/{old}" if old else "")
        return f"/{new}{rest}" if new else rest

    def _relative(self, plain: str, place: LinkPlace) -> str:
        """Return a path from the document as it is from the page."""
        file = normpath(join(dirname(self.document), plain))
        if self._falls_back:
            is_file = place is LinkPlace.ATTRIBUTE and is_file_name(plain)
            return self._of_browser(plain) if is_file else plain
        if file.startswith("../"):
            return plain
        links, own = self._links, dirname(self.document)
        exact = place in (LinkPlace.IMPORT, LinkPlace.FILE)
        found = documents_at(self.project, own, plain, () if exact else links.indexes)
        if document := next(iter(found), ""):
            is_path = self._localizes_pages and place in links.pages
            return self._to_document(document, plain, file) if is_path else plain
        # What has an ending is a file, be it there or not, and an import may lack its ending.
        is_there = place is LinkPlace.IMPORT or is_file_name(plain)
        is_there = is_there or self.project.workspace.has(file)
        if is_there and self._is_translators(plain, file):
            return plain
        is_file = place in links.files and is_there
        is_wanted = is_file and self.project.config.links.assets == "rebase"
        return self._rebased(plain) if is_wanted else plain

    def _of_browser(self, plain: str) -> str:
        """Return the path of a file in a tag, which a browser finds from the address of a page.

        That of a localized page begins with one folder more, in which the files that it shares
        with the canonical page are not.
        """
        has = self.project.workspace.has
        if self.project.config.links.assets != "rebase" or any(
            map(has, self._at(self.page, plain))
        ):
            return plain
        return f"../{plain}" if any(map(has, self._at(self.document, plain))) else plain

    def _at(self, page: str, plain: str) -> list[str]:
        """Return which files a browser may mean: each page has a folder of its own, or none."""
        folder, stem = dirname(page), splitext(page)[0]
        return [normpath(join(each, plain)) for each in (folder, stem)]

    def _is_translators(self, plain: str, file: str) -> bool:
        """Whether a path leads to a file from the page, and to none from the document."""
        has = self.project.workspace.has
        return not has(file) and has(normpath(join(dirname(self.page), plain)))

    def _to_document(self, document: str, plain: str, file: str) -> str:
        if not self.is_published(document):
            return self._rebased(plain)
        way = relpath(document, dirname(self.document) or ".")
        output = self._output(document)
        if normpath(join(dirname(self.page), way)) == output:
            return plain
        if file == document:
            return relpath(output, dirname(self.page) or ".")
        return self._rebased(plain)

    def _page_of(self, plain: str) -> str:
        """Return the path of a document's page, from the top of the project."""
        found = next(iter(documents_at(self.project, "", plain, ())), "")
        return (self._page(found) if found == plain.lstrip("/") else "") or plain

    def _page(self, document: str) -> str:
        """Return the path of the page that links to a document lead to; empty for the document."""
        is_meant = self._localizes_pages and self.is_published(document)
        return self._output(document) if is_meant else ""

    @property
    def _localizes_pages(self) -> bool:
        return self.project.config.links.pages == "localize"

    @property
    def _falls_back(self) -> bool:
        """Whether the generator finds from the page what the document finds.

        It does for what it knows as variants of one page: by the folder of each language, the
        canonical one included, or by the ends of their names.
        """
        own = self.project.language_of(self.document).code
        is_variant = self.project.output_of(self.document, own) == self.document
        lies_beside = dirname(self.page) == dirname(self.document)
        return self._links.has_fallback and (is_variant or lies_beside)

    def _output(self, document: str) -> str:
        return self.project.output_of(document, self.language.code)

    def _rebased(self, plain: str) -> str:
        """Return a relative path as it is from the page."""
        back = relpath(dirname(self.document) or ".", dirname(self.page) or ".")
        moved = normpath(join(back, plain)) + ("/" if plain.endswith("/") else "")
        if normpath(moved) == normpath(plain):
            return plain
        return moved if moved.startswith(".") else f"./{moved}"
