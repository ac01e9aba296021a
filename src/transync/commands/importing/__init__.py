"""Imports: translations are taken from pages that people have made, into the catalogs."""
