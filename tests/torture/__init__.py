"""Trials that take their time: `make torture` runs them in full, the tests in a quick form."""
