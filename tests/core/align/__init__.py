"""Tests of `transync.core.align`."""
