"""Tests of `core.build`."""
