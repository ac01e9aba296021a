"""Tests of `core.markup`."""
