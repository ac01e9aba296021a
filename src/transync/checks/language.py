"""Language: what of a translation is not as its language, or its source, would have it."""

from __future__ import annotations
