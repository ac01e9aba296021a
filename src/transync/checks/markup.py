"""Markup: what a translation adds to its source, takes from it, or turns into something else."""

from __future__ import annotations
