"""Absorbs: edits that somebody has made in localized pages go back into the catalogs."""
