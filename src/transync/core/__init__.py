"""The core: pure functions over documents and catalogs."""
