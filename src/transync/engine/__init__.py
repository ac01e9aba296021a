"""The engine: what former runs have found out, and work spread over processes; no Markdown."""

from __future__ import annotations

from transync.engine.index import DamagedError, Index
from transync.engine.store import Base, Edit, Store

__all__ = ["Base", "DamagedError", "Edit", "Index", "Store"]
