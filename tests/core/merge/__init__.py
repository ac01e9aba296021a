"""Tests of `core.merge`."""
