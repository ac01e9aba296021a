"""Merging: documents into catalogs, catalogs into each other."""
