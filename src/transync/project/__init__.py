"""The project: its configuration, and its documents, catalogs and outputs on disk."""
