"""Where a result comes from: what two runs must have in common for their results to go together."""

from __future__ import annotations

from typing import NamedTuple


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
