"""Where a result comes from: what two runs must have in common for their results to go together."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from transync.project.fingerprint import configuration_digest, program_version

if TYPE_CHECKING:
    from transync.project.project import Project


class Provenance(NamedTuple):
    """What a result was made by and with; digests are hexadecimal."""

    program: str
    """The digest of the program and its libraries."""
    configuration: str
    """The digest of the settings and the glossaries."""
    languages: tuple[str, ...]
    """The codes of the languages that the run was for."""

    def difference(self, other: Provenance) -> str:
        """Return in what another one differs, as the end of a sentence; empty if in nothing."""
        if self.program != other.program:
            return "was made by another version of transync or of its libraries"
        if self.configuration != other.configuration:
            return "was made with another configuration"
        if self.languages != other.languages:
            return f"was made for other languages: {', '.join(other.languages)}"
        return ""


def provenance(project: Project) -> Provenance:
    """Return where the results of a run come from."""
    digest = blake2b(configuration_digest(project.config).encode(), digest_size=16)
    terms = project.config.terms
    places = [terms.expand(lang=code) for code in project.config.languages] if terms else []
    for path in places:
        digest.update(repr(project.workspace.read_if_there(path)).encode())
    codes = tuple(language.code for language in project.languages)
    return Provenance(f"{program_version():08x}", digest.hexdigest(), codes)
