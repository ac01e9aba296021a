"""Starts the command line, as `transync` and as `python -m transync`, and ends it."""

from __future__ import annotations

import gc

from transync.engine import stopping

stopping.watch()  # from the first moment on, a Ctrl-C ends the program with one line

_FREE_AFTER = 50_000
"""So many new objects are looked through for dead cycles, of which there are hardly any."""


def main() -> None:
    """Run the command line to its exit code; then the process ends at once."""
    # A run makes values that live to its end: to look for dead cycles among them takes time.
    gc.set_threshold(_FREE_AFTER)
    from transync import cli
    from transync.cli import streams

    guarded = streams.guard()
    try:
        cli.main(prog_name="transync")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
        stopping.leave(streams.settle(code, guarded))


if __name__ == "__main__":
    main()
