"""Checks one shard of a project: what is found of it, and what the others have to be asked."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.check.address_drift import claimed_addresses
from transync.commands.check.catalog_drift import catalog_drift
from transync.commands.check.output_drift import Asker, orphan_drift
from transync.commands.check.verdict import asked_of, verdict_on
from transync.project.composing import Composer
from transync.project.contents import digest_of, of_documents
from transync.project.cutting import Extent
from transync.project.documents import complaints, refuse_nothing, remember, sources, weight
from transync.project.pages import Pages
from transync.project.provenance import provenance
from transync.project.shard_sources import narrowed, shard_sources
from transync.report.shard_report import Manifest, ShardReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.checks import RuleSelection
    from transync.commands.check.verdict import Verdict
    from transync.domain.model import Finding
    from transync.domain.shard_numbers import ShardNumber
    from transync.project.documents import Sources
    from transync.project.project import Project
    from transync.project.project_index import ProjectIndex


class _Basis(NamedTuple):
    """What a shard begins with."""

    found: Sources
    """Its documents, cut."""
    drift: Sequence[Finding]
    """That of all catalogs."""
    sources: str
    """The digest of all documents."""


def check_shard(
    project: Project, selection: RuleSelection, shard: ShardNumber, index: ProjectIndex | None
) -> ShardReport:
    """Check the documents of a shard; the first one looks into what belongs to none, too.

    What takes all documents it finds in the index, or, without one, looks into by itself. Nothing
    is remembered. Raises `ConfigError` as `shard_sources`.
    """
    basis = _read_basis(project, shard, index) if index else _own_basis(project, shard)
    found = basis.found.names
    composer = Composer(project, known=index.pages if index else None)
    asker = Asker(composer.anew, Pages(project), selection.selects)
    manifest = Manifest(
        *(shard, provenance(project), basis.sources, index.digest if index else ""),
        *(selection, project.config.check.strict),
    )
    verdicts = _verdicts(asker, selection, found)
    return _report(project, manifest, basis.drift, verdicts, [*_outside(asker, found, shard)])


def _outside(asker: Asker, found: Sources, shard: ShardNumber) -> Iterator[Finding]:
    """Yield what is found outside of all documents."""
    yield from (each for each in complaints(asker.project, found) if shard.has(each.document))
    if shard.is_first:
        yield from orphan_drift(asker, found, None)


def _report(
    project: Project,
    manifest: Manifest,
    drift: Sequence[Finding],
    verdicts: Mapping[str, Verdict],
    outside: Sequence[Finding],
) -> ShardReport:
    """Return the findings that are selected; of the `drift` of all shards, that of this one."""
    has, wants = manifest.shard.has, manifest.selection.selects
    findings = {path: [*filter(wants, each.findings)] for path, each in verdicts.items()}
    return ShardReport(
        manifest,
        len(verdicts),
        [(n, each) for n, each in enumerate(drift) if has(each.document) and wants(each)],
        {path: own for path, own in findings.items() if own},
        [*filter(wants, outside)],
        claimed_addresses(project, {path: each.claims for path, each in verdicts.items()}),
        {path: each.linked for path, each in verdicts.items() if each.linked},
        {path: each.changed_ids for path, each in verdicts.items() if each.changed_ids},
    )


def _read_basis(project: Project, shard: ShardNumber, index: ProjectIndex) -> _Basis:
    found = shard_sources(project, shard, index, Extent.NAMES)
    return _Basis(found, index.drift, index.sources)


def _own_basis(project: Project, shard: ShardNumber) -> _Basis:
    """Look into all documents and catalogs."""
    whole = cache(lambda: remember(project, sources(project, Extent.TEXTS)))
    drift = [*catalog_drift(project, whole)]
    paths = refuse_nothing(project).files
    digests = zip(paths, of_documents(project, paths), strict=True)
    return _Basis(narrowed(whole(), shard), drift, digest_of(sorted(digests)))


def _verdicts(asker: Asker, selection: RuleSelection, found: Sources) -> dict[str, Verdict]:
    project = asker.project
    judge = partial(verdict_on, asker, asked_of(project, selection))
    paths = (document.path for document in found.documents)
    return dict(zip(paths, project.executor.map(judge, found.shards, weight), strict=True))
