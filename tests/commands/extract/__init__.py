"""Tests of `commands.extract`."""
