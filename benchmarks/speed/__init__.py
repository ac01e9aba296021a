"""Measures how fast transync and its peers are: `python -m benchmarks.speed`."""
