"""Tests of `formats.frontmatter`."""
