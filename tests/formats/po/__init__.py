"""Tests of `formats.po`."""
