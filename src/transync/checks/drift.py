"""Drift: what no longer agrees, and which of the two sides has moved."""

from __future__ import annotations
