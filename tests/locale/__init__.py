"""Tests of `locale`."""
