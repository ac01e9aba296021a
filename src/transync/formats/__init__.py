"""Formats: text to structure and back, each with one owner of its third-party library."""
