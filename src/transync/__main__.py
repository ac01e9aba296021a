"""Starts the command line, as `transync` and as `python -m transync`, and ends it."""

from __future__ import annotations

import gc
import sys

_FREE_AFTER = 50_000
"""So many new objects are looked through for dead cycles, of which there are hardly any."""


def main() -> None:
    """Run the command line to its exit code.

    After a command that had to do with files, the process ends at once.
    """
    # A run makes values that live to its end: to look for dead cycles among them takes time.
    gc.set_threshold(_FREE_AFTER)
    from transync import cli

    try:
        cli.main(prog_name="transync")
    except SystemExit as end:
        if isinstance(end.code, int) and "transync.files" in sys.modules and _is_told():
            from transync.files import leave  # which the help need not load

            leave(end.code)
        raise


def _is_told() -> bool:
    """Tell whether all is printed; where it cannot be, the ordinary end complains."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream:  # none, where the shell has closed it
                stream.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
