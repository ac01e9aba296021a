"""Runs a command over a site as the driver of a cluster would, and prints what it took, as JSON.

python -m benchmarks.scale.run SITE COMMAND [traced]
"""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

from benchmarks.scale.counting import Apart, Counting

from transync.api.project import Project
from transync.commands import begin
from transync.commands.apply import applied
from transync.commands.delegated import delegating
from transync.project import left_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.domain.changes import Step
    from transync.project.run import Run

_AT_ONCE = 64
"""Files that are unpacked together where memory is measured: few, for the sites are small."""


def main() -> None:
    """Run the command, whose tasks write their files; then what it keeps for the next run."""
    site, command, *traced = sys.argv[1:]
    counting = Counting()
    executor = Apart() if traced else counting
    opened = delegating(Project.open(site, executor=executor), writes=True)
    if traced:
        left_files.AT_ONCE = _AT_ONCE
        tracemalloc.start()
    start = time.process_time()
    if command == "check":
        opened.check()
    else:
        run = getattr(begin, command)(opened)
        findings = sum(not hasattr(step, "is_needed") for step in _applied(run))
        run.finish(findings)
    took = time.process_time() - start
    memory = tracemalloc.get_traced_memory()[1] if traced else 0
    driver = took - counting.work - counting.packing / 2
    found = {**vars(counting), "driver": driver, "memory": memory}
    print(json.dumps(found))


def _applied(run: Run) -> Iterator[Step]:
    return applied(run.root, run.steps, is_delegated=True)


if __name__ == "__main__":
    main()
