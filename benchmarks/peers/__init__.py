"""Measures transync and its peers on the same documents: `python -m benchmarks.peers`."""
