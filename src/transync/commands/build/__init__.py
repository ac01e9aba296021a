"""Build: localized documents put together from documents and catalogs."""
