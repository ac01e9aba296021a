"""Safety: characters in a translation that a reader does not see, and a machine does."""

from __future__ import annotations
