"""Tests of `formats.markdown`."""
