"""Tests of `commands.absorbing`."""
