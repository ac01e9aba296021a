"""Languages and scripts: what CLDR says of them, and which one a text is in."""
