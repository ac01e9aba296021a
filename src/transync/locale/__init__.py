"""Languages and scripts: what CLDR knows about them, and which one a text is in."""
