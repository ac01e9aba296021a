"""Extract: the segments of documents merged into catalogs, and listed in templates."""
