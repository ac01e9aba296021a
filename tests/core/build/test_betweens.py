"""What stands between texts: put into a document, kept by an extraction, refused where it acts."""

from __future__ import annotations
