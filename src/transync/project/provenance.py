"""Finds out where the results of a run come from."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from transync.domain.provenance import Provenance
from transync.project.fingerprint import configuration_digest, program_version

if TYPE_CHECKING:
    from transync.project.project import Project


def provenance(project: Project) -> Provenance:
    """Return where the results of a run come from."""
    digest = blake2b(configuration_digest(project.config).encode(), digest_size=16)
    terms = project.config.terms
    places = [terms.expand(lang=code) for code in project.config.languages] if terms else []
    for path in places:
        digest.update(repr(project.workspace.read_if_there(path)).encode())
    codes = tuple(language.code for language in project.languages)
    return Provenance(f"{program_version():08x}", digest.hexdigest(), codes)
