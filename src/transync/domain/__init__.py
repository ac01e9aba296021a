"""The nouns: documents and catalogs, changes and findings, errors and paths."""
