"""Checks: every code that a finding may have, with the rule behind it."""

from __future__ import annotations

from transync.checks.choice import Choice, ignored, without
from transync.checks.manual import FAMILIES, ManualPage, is_code, pages

__all__ = ["FAMILIES", "Choice", "ManualPage", "ignored", "is_code", "pages", "without"]
