"""Starts the command line: `python -m transync`."""

from __future__ import annotations

from transync.cli import main

if __name__ == "__main__":
    main(prog_name="transync")
