"""The tables and the plot of docs/explanation/scale.md."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from benchmarks.scale.costs import COMMANDS
from benchmarks.scale.model import SIZES, estimate, limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.scale.costs import Files, Unit

    Costs = Mapping[str, Mapping[str, Unit]]

WORKERS = (2, 16, 256)
_COLOURS = {"extract": "#0072b2", "build": "#009e73", "check": "#d55e00"}
_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 640, 380, 70, 50


def units_table(costs: Costs) -> str:
    """Lay out what one more document, and one more language of it, cost."""
    rows = []
    for command in COMMANDS:
        for who, name in (("workers", "work"), ("driver", "driver")):
            unit = costs[command][name]
            rows.append((command, f"{who}, ms", _ms(unit.document), _ms(unit.language)))
        for what, names in (
            ("messages, bytes", ("sent", "returned")),
            ("driver, bytes", ("memory",)),
        ):
            parts = [costs[command][name] for name in names]
            sums = (sum(p.document for p in parts), sum(p.language for p in parts))
            rows.append((command, what, *(f"{each:,.0f}" for each in sums)))
    return table(("command", "cost", "of a document", "of each of its languages"), rows)


def projects_table(costs: Costs) -> str:
    """Lay out what a first run takes, by project and command."""
    rows = []
    for size in SIZES:
        for command in COMMANDS:
            found = estimate(costs[command], size, WORKERS)
            rows.append(
                (
                    f"{size.documents:,} × {size.languages}",
                    command,
                    _time(found.work),
                    *(_time(found.walls[number]) for number in WORKERS),
                    _bytes(found.memory),
                    _bytes(found.traffic),
                )
            )
    head = ("documents × languages", "first", "work", *(f"{number} workers" for number in WORKERS))
    return table((*head, "driver", "messages"), rows)


def limits_table(costs: Costs, files: Files) -> str:
    """Lay out what ends first, for two and for fifty languages."""
    few, many = (limits(costs, files, number) for number in (2, 50))
    by_name = {limit.what: limit.documents for limit in few}
    rows = [(each.what, f"{by_name[each.what]:,.0f}", f"{each.documents:,.0f}") for each in many]
    return table(("from how many documents on", "2 languages", "50 languages"), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---", *("--:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plot(costs: Costs, workers: int, languages: int) -> str:
    """Draw how long a first run takes, against the number of documents, as SVG."""
    sizes = [10 ** (power / 4) for power in range(12, 29)]
    lines = []
    for command in COMMANDS:
        found = [(x, _wall(costs[command], x, languages, workers)) for x in sizes]
        points = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in found)
        colour = _COLOURS[command]
        lines.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>'
        )
        x, y = found[-1]
        lines.append(_text(_x(x) + 4, _y(y) + 4, command, colour=colour))
    return "\n".join([_frame(workers, languages), *lines, "</svg>\n"])


def _wall(costs: Mapping[str, Unit], documents: float, languages: int, workers: int) -> float:
    size = SIZES[0]._replace(documents=round(documents), languages=languages)
    return estimate(costs, size, (workers,)).walls[workers]


def _frame(workers: int, languages: int) -> str:
    title = f"A first run in {languages} languages with {workers} workers"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        _text(_LEFT, 20, title),
        _text(_LEFT, _HEIGHT - 8, "documents"),
    ]
    for power in range(3, 8):
        parts += [_line(_x(10**power), _y(1), _x(10**power), _y(1e7))]
        parts += [_text(_x(10**power) - 14, _HEIGHT - 28, f"{10**power:,}")]
    for seconds, name in ((1, "1 s"), (60, "1 min"), (3600, "1 h"), (86400, "1 day"), (1e7, "")):
        parts += [
            _line(_x(1e3), _y(seconds), _x(1e7), _y(seconds)),
            _text(20, _y(seconds) + 4, name),
        ]
    return "\n".join(parts)


def _x(documents: float) -> float:
    return _LEFT + (math.log10(documents) - 3) / 4 * (_WIDTH - _LEFT - 70)


def _y(seconds: float) -> float:
    return _HEIGHT - _BOTTOM - math.log10(max(1, seconds)) / 7 * (_HEIGHT - _BOTTOM - 35)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="#ccc"/>'


def _text(x: float, y: float, text: str, *, colour: str = "#333") -> str:
    style = f'font-family="sans-serif" font-size="12" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{text}</text>'


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f}"


def _time(seconds: float) -> str:
    for limit, unit, name in ((90, 1, "s"), (5400, 60, "min"), (172_800, 3600, "h")):
        if seconds < limit:
            return f"{seconds / unit:.0f} {name}"
    return f"{seconds / 86400:.0f} days"


def _bytes(count: float) -> str:
    for limit, unit, name in ((1e6, 1e3, "kB"), (1e9, 1e6, "MB"), (1e12, 1e9, "GB")):
        if count < limit:
            return f"{count / unit:.0f} {name}"
    return f"{count / 1e12:.1f} TB"
