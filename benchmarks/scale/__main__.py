"""Measures what documents and languages cost, and writes docs/explanation/scale.md's numbers.

python -m benchmarks.scale [--notes N] [--known]
"""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.scale.costs import MANY, Files, Unit, files, measured
from benchmarks.scale.report import limits_table, plot, projects_table, table, units_table

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/explanation/scale.md"
PLOT = PAGE.with_suffix(".svg")
COSTS = Path(__file__).with_name("costs.json")
"""The costs that were measured last: the page is made of these."""
NOTES = 64


def main() -> None:
    """Measure, unless what is known will do, and renew the page and its plot."""
    parser = ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--notes", type=int, default=NOTES, help="of the smallest site (64)")
    parser.add_argument("--known", action="store_true", help="take the costs measured last")
    options = parser.parse_args()
    if not options.known:
        with TemporaryDirectory() as folder:
            COSTS.write_text(json.dumps(_measured(Path(folder), options.notes), indent=1) + "\n")
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    PLOT.write_text(drawn(), encoding="utf-8")


def renewed(page: str) -> str:
    """Return a page with the tables that its comments name."""
    for name, text in tables().items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        page = pattern.sub(lambda found, text=text: f"{found[1]}{text}\n{found[2]}", page)
    return page


def tables() -> dict[str, str]:
    """Return the tables of the page by name, from the costs that are known."""
    costs, kept = _known()
    sizes = [(command, f"{size:,}") for command, size in kept["tasks"].items()]
    return {
        "scale_units": units_table(costs),
        "scale_tasks": table(("command", "bytes of its largest task"), sizes),
        "scale_projects": projects_table(costs),
        "scale_limits": limits_table(costs, Files(*kept["files"])),
    }


def drawn() -> str:
    """Return the plot, from the costs that are known."""
    return plot(_known()[0], 16, 50)


def _measured(folder: Path, notes: int) -> dict[str, object]:
    costs, tasks = measured(folder, notes)
    site = folder / f"{notes}-{MANY}"
    return {
        "notes": notes,
        "costs": costs,
        "tasks": tasks,
        "files": files(site, notes, MANY),
    }


def _known() -> tuple[dict[str, dict[str, Unit]], dict[str, dict[str, int]]]:
    kept = json.loads(COSTS.read_text())
    costs = {
        command: {name: Unit(*values) for name, values in each.items()}
        for command, each in kept["costs"].items()
    }
    return costs, kept


if __name__ == "__main__":
    main()
