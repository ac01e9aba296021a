"""Where the tests find the repository, their cases, and the corpora beside it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/fixtures"
"""The cases, in folders like those of the tests that read them."""
CORPORA = ROOT.parent / "shared/corpora"
"""Real documents and catalogs; a clone without them skips the tests that need them."""
