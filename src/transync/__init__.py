"""Keeps translations of Markdown in sync, segment by segment."""
