"""Absorbs one edited page into its catalog, and says what of it no catalog can hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transync.checks.location import Location
from transync.checks.refusals import reason
from transync.commands.absorbing import reports
from transync.commands.absorbing.between import of_document, with_between
from transync.commands.absorbing.blocks import own_texts, page_blocks
from transync.commands.absorbing.edits import edited_page
from transync.commands.absorbing.remainder import PageVersions
from transync.commands.absorbing.texts import (
    TAKEN,
    CatalogState,
    TextProblem,
    taken_back,
    with_texts,
)
from transync.commands.build.build import localized
from transync.commands.extract.catalog import settled
from transync.commands.importing.betweens import page_betweens, restored_page
from transync.commands.importing.block_reader import blocks
from transync.core.align.restored import AlignedPage
from transync.core.build.ownership import plain
from transync.core.build.stamps import unstamped
from transync.project.composing import percentage
from transync.project.translations import translations_in
from transync.project.unplaced_catalogs import references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.commands.absorbing.blocks import EditedPage
    from transync.core.align.units import BlockList
    from transync.core.build.refusal import Refusal
    from transync.domain.model import Catalog, Document, Finding, Key, Message
    from transync.project.composing import Composer


class AbsorbedPage(NamedTuple):
    """What has come of an edited page."""

    catalog: Catalog
    counts: Counter[str]
    findings: tuple[Finding, ...]
    is_whole: bool
    """Whether all edits are in the catalog, so that a build may replace the page."""
    conflicts: tuple[Key, ...] = ()
    """The messages that have both translations now, that of the page and that of the catalog."""


class _MadePage(NamedTuple):
    """A page as a catalog gives it."""

    text: str
    document: Document
    """With its "between" messages put in."""
    refusals: Sequence[Refusal]


def absorbed(composer: Composer, page: EditedPage, catalog: Catalog) -> AbsorbedPage:
    """Put the edits of a page into its catalog; raises `TransyncError` for what cannot be cut."""
    work = _PageAbsorption(composer, page)
    if not (page.base.is_known or work.is_known_enough):
        return AbsorbedPage(catalog, Counter(), (reports.unknown(page.target),), is_whole=False)
    state = work.state(catalog)
    done = with_texts(state, work.edits.texts)
    filled, refused = work.without_refused(catalog, done.catalog)
    after, made = work.with_between(filled)
    problems = [*done.problems, *refused]
    findings = [reports.of_text(page.target, problem) for problem in problems]
    is_whole = not (done.conflicts or findings) and work.has_all(after, made)
    if page.is_anybodys and not (is_whole or done.conflicts or findings):
        versions = PageVersions(page.base.text, page.text, made.text)
        findings += reports.remaining(page.target, versions, work.edits.texts, work.refusals)
    taken_back = len({problem.text.segment.key for problem in refused})
    counts = done.counts - Counter({TAKEN: taken_back})
    return AbsorbedPage(after, counts, tuple(findings), is_whole, done.conflicts)


class _PageAbsorption:
    """The steps on the way of one page into its catalog."""

    def __init__(self, composer: Composer, page: EditedPage) -> None:
        self._composer, self._page = composer, page
        self._project, self._target = composer.project, page.target
        self.refusals: Sequence[Refusal] = ()
        """What stands between texts on the page, and would be refused."""
        self._path = page.target.document.path
        self._blocks = page_blocks(composer.project, page)
        cut, (document, language, _) = self._blocks, page.target
        known = composer.translations(document, language.code)
        self._original = {key: entry.message for key, entry in known.entries.items()}
        self._own: Mapping[int, int] = {}
        if known.betweens_of(document.path):
            adapted = composer.put(document, language, known).document
            self._own = self._own_texts(adapted, cut.now)
        own = self._own if cut.is_now else {}
        self.edits = edited_page(cut.document, cut.base, cut.page, own)

    @property
    def is_known_enough(self) -> bool:
        """Whether most of a page is what its catalog gives: so it is that which was edited."""
        texts = self.edits.texts
        same = sum(text.before == text.after for text in texts)
        return 2 * same >= len(texts)

    def state(self, catalog: Catalog) -> CatalogState:
        """Return what is known of the catalog."""
        cut = self._blocks
        now = edited_page(cut.source, cut.now, cut.now, self._own)
        said = {text.segment.key: text.before for text in now.texts}
        dialect = self._project.dialect(self._path)
        return CatalogState(catalog, said, self._original, self._page.base.is_known, dialect)

    def without_refused(self, before: Catalog, after: Catalog) -> tuple[Catalog, list[TextProblem]]:
        """Take back the edits that a build would refuse, where there was a translation."""
        old = {entry.message.key: entry for entry in before.entries}
        refused = {
            each.segment.key: each for each in self._made(after).refusals if each.segment.key in old
        }
        entries = []
        problems: list[TextProblem] = []
        for entry in after.entries:
            key = entry.message.key
            if key in refused and old[key].message != entry.message:
                problems += self._refused(key, refused[key])
                entries.append(taken_back(old[key], entry))
            else:
                entries.append(entry)
        return after._replace(entries=tuple(entries)), problems

    def _refused(self, key: Key, refusal: Refusal) -> Iterator[TextProblem]:
        found = reason(refusal, Location(self._target.path))
        why = f"what it says for {{}} would be refused ({found.code}: {found.message})"
        changed = (each for each in self.edits.texts if each.segment.key == key)
        yield from (TextProblem(each, why) for each in changed)

    def with_between(self, catalog: Catalog) -> tuple[Catalog, _MadePage]:
        """Put what has changed between texts into the catalog: what makes the page, if anything.

        Either what differs from the page as it was, or all that differs from the document. Where a
        text is gone, nobody knows what stands between others; nor, if not all of the page comes out
        of it, where nobody knows what was edited.
        """
        if any(text.after is None for text in self.edits.texts):
            return catalog, self._made(catalog)
        cut = self._blocks
        pages = (cut.base, self.edits.before), (cut.page, self.edits.after)
        was, found = (
            page_betweens(self._project, AlignedPage(cut.document, *each)) for each in pages
        )
        wanted, self.refusals = found
        former = {message.id: message.translation for message in was.messages}
        new = [each for each in wanted if former.get(each.id) != each.translation]
        gone = {lines: former[lines] for lines in former.keys() - {each.id for each in wanted}}
        tries = (gone, new), (of_document(catalog, self._path), wanted)
        results = [self._with_between(catalog, *each) for each in tries]
        page = unstamped(self._page.text)
        whole = (each for each in results if unstamped(each[1].text) == page)
        rest = results[0] if self._page.base.is_known else (catalog, self._made(catalog))
        return next(whole, rest)

    def has_all(self, catalog: Catalog, made: _MadePage) -> bool:
        """Whether a catalog has all that is on a page, and a page made of it, too.

        What the catalog has otherwise in texts that nobody has edited is newer than the page.
        """
        if unstamped(made.text) == unstamped(self._page.text):
            return True
        if self._page.base.document != self._target.document.text:
            return False
        own = blocks(self._project, made.text, self._target.path, self._path)
        known = self._own_texts(made.document, own)
        beads = edited_page(self._blocks.source, own, own, known).before
        pages = (own, beads), (self._blocks.page, self.edits.after)
        made_page, page = (
            restored_page(self._project, AlignedPage(self._blocks.source, *each)) for each in pages
        )
        texts = {entry.message.key: entry.message.translation for entry in catalog.entries}
        edited = (each for each in self.edits.texts if each.before != each.after)
        pairs = ((texts.get(each.segment.key, ""), each.after or "") for each in edited)
        are_there = all(plain(one) == plain(other) for one, other in pairs)
        return are_there and made_page == page

    def _own_texts(self, adapted: Document, built: BlockList) -> Mapping[int, int]:
        return own_texts(self._project, self._blocks.source, adapted, built)

    def _with_between(
        self, catalog: Catalog, former: Mapping[str, str], wanted: Sequence[Message]
    ) -> tuple[Catalog, _MadePage]:
        after = with_between(catalog, self._path, former, wanted)
        others = frozenset(references(after)) - {self._path}
        after = settled(self._project, after, [self._target.document], others)
        return after, self._made(after)

    def _made(self, catalog: Catalog) -> _MadePage:
        target = self._target
        done = self._composer.put(target.document, target.language, translations_in(catalog))
        text = self._composer.page(target, done)
        percent = percentage(done.published, target.document)
        text = localized(self._project, target, text, percent)
        return _MadePage(text, done.document, done.composition.refusals)
