"""Checks: every code that a finding may have, with the rule behind it."""

from __future__ import annotations

from transync.checks.manual import FAMILIES, ManualPage, is_code, pages
from transync.checks.selection import RuleSelection, ignored, without

__all__ = ["FAMILIES", "ManualPage", "RuleSelection", "ignored", "is_code", "pages", "without"]
