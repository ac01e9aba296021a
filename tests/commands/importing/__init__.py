"""Tests of `commands.importing`."""
