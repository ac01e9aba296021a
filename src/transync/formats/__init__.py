"""Parse and write formats; each third-party library has one owner here."""
