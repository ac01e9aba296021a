"""Front matter: what a document and its localized documents say of themselves."""

from __future__ import annotations
