"""Tests of `commands.build`."""
