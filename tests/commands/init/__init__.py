"""Tests of `commands.init`."""
