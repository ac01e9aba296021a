"""Tests of `commands.check`."""
