"""Finds the texts in one block: a heading, a paragraph, a row of a table, raw HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document import template_syntax
from transync.core.document.attributes import attribute_texts
from transync.core.document.directives import NO_DIRECTIVES, BlockDirectives
from transync.core.document.prose import BLANKS
from transync.domain.model import Form
from transync.formats import html
from transync.formats.markdown import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.dialects import Dialect
    from transync.formats.markdown import Node

_ATX = re.compile(r"#{1,6}[ \t]*")
_ATX_END = re.compile(r"(?:(?<=[ \t])|^)#+$")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_NAME = re.compile(r"\S+[ \t]*")
_OPTION_INDENT = 4


class TextPlace(NamedTuple):
    """A place that holds the text of one segment: the spans of its lines."""

    lines: tuple[Line, ...]
    form: Form
    about: str
    directives: BlockDirectives = NO_DIRECTIVES
    divided: bool = False
    """Whether a site engine divides the paragraph that it is a part of."""


def heading(text: str, lines: Sequence[Line], block: Node, dialect: Dialect) -> list[TextPlace]:
    """Return the text of a heading (CommonMark 4.2, 4.3), and what readers see of its attributes.

    The marks of the heading are no part of it.
    """
    *before, (number, begin, start, end) = lines
    form = Form.TEXT
    if block.markup.startswith("#"):
        form = Form.LINE
        marked = text[start:end].rstrip(BLANKS)
        closing = _ATX_END.search(marked) if "#" in marked else None
        end = start + (closing.start() if closing else len(marked))
        start = _end_of(_ATX, text, lines[-1])
    whole = text[start:end].rstrip(BLANKS)
    content = _without_attributes(whole, dialect.heading_attributes)
    if form is Form.LINE and content != whole:
        content = _ATX_END.sub("", content)  # `## Titel ## {#anker}`
    last = Line(number, begin, start, start + len(content))
    place = TextPlace((*before, last), form, f"heading, level {block.tag[1:]}")
    behind = lines[-1]._replace(start=last.end)
    if "=" not in text[behind.start : behind.end]:
        return [place]
    return [place, *attributes(text, (behind,), dialect)]


def _without_attributes(content: str, attributes: re.Pattern[str]) -> str:
    """Leave out what ends a heading: attributes `{#anchor .class}`, an anchor `<a …></a>`."""
    content = content.rstrip(BLANKS)
    opening = -1
    if content.endswith(("}", "</a>")):
        opening = content.rfind("{" if content.endswith("}") else "<a ")
    if opening >= 0 and attributes.fullmatch(content, opening):
        return content[:opening].rstrip(BLANKS)
    return content


def _end_of(pattern: re.Pattern[str], text: str, line: Line) -> int:
    found = pattern.match(text, line.start, line.end)
    return found.end() if found else line.start


def without_task(text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out the box of a task list item (GitHub, 5.3)."""
    first, *others = lines
    if text[first.start : first.start + 1] != "[":
        return lines
    return (first._replace(start=_end_of(_TASK, text, first)), *others)


def without_name(text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out the name of a file, the first word of an item, to which the rest is a remark."""
    first, *others = lines
    return (first._replace(start=_end_of(_NAME, text, first)), *others)


def paragraph(
    text: str, lines: tuple[Line, ...], about: str, dialect: Dialect
) -> Sequence[TextPlace]:
    """Divide a paragraph, at the lines that renderers act on, into its runs of prose."""
    firsts = [text[line.start : line.start + 1] for line in lines]
    has_tags = len(lines) > 1 and "<" in firsts
    is_prose = not has_tags and dialect.line_starts.isdisjoint(firsts)
    if is_prose and not text.startswith(template_syntax.MODULE, lines[0].start):
        return (TextPlace(lines, Form.TEXT, about),)
    contents = [text[line.start : line.end].rstrip(BLANKS) for line in lines]
    if all(map(template_syntax.is_module, contents)):
        return ()
    marks = [template_syntax.marker(content, dialect) for content in contents]
    if has_tags:
        for number in html.standing_lines(contents):
            marks[number] = template_syntax.Marker()
    shown = attributes(text, lines, dialect) if any(marks) else ()
    return [*_divided(lines, marks, about, shown)]


def attributes(text: str, lines: Sequence[Line], dialect: Dialect) -> Sequence[TextPlace]:
    """Return the texts in the attributes and parameters on some lines."""
    source, starts = _joined(text, lines)
    found = []
    for start, end, form, about in attribute_texts(source, dialect):
        value = _part(lines, starts, start, end)
        found.append(TextPlace(value, form, about, divided=len(lines) > 1))
    return found


def _joined(text: str, lines: Sequence[Line]) -> tuple[str, list[int]]:
    """Return the contents of some lines as one text, and where each begins in it."""
    contents = [text[line.start : line.end] for line in lines]
    starts = [*accumulate((len(content) + 1 for content in contents), initial=0)]
    return "\n".join(contents), starts


def title(text: str, line: Line, dialect: Dialect) -> Sequence[TextPlace]:
    """Return the title in a line that opens a box or a tab, if it has one."""
    mark = template_syntax.marker(text[line.start : line.end].rstrip(BLANKS), dialect)
    return (_title(line, mark.title, divided=False),) if mark and mark.title else ()


def _title(line: Line, span: tuple[int, int], *, divided: bool) -> TextPlace:
    start, end = (line.start + offset for offset in span)
    within = (line._replace(start=start, end=end),)
    return TextPlace(within, Form.LINE, "title of a box", divided=divided)


def _divided(
    lines: Sequence[Line],
    marks: Sequence[template_syntax.Marker | None],
    about: str,
    shown: Sequence[TextPlace],
) -> Iterator[TextPlace]:
    run: list[Line] = []
    options = False
    divided = any(marks)
    for line, mark in zip(lines, marks, strict=True):
        options = options and line.start - line.begin >= _OPTION_INDENT
        if options:
            continue
        if mark is None or (mark.rest is not None and not run):
            run.append(line)
            continue
        yield from _run(run, about, divided=divided)
        options = mark.options
        run = [] if mark.rest is None else [line._replace(start=line.start + mark.rest)]
        if mark.title:
            yield _title(line, mark.title, divided=len(lines) > 1)
        elif mark.rest is None:
            yield from (each for each in shown if each.lines[0].number == line.number)
    yield from _run(run, about, divided=divided)


def _run(lines: list[Line], about: str, *, divided: bool) -> Iterator[TextPlace]:
    if lines:
        yield TextPlace(tuple(lines), Form.TEXT, about, divided=divided)


def cells(text: str, row: Line) -> list[Line]:
    """Divide a table row at its pipes, as markdown-it-py does: a backslash escapes one."""
    content = text[row.start : row.end].rstrip(BLANKS)
    bounds = [-1, *(at.start() for at in re.finditer(r"(?<!\\)\|", content)), len(content)]
    bounded = [(left + 1, right) for left, right in pairwise(bounds)]
    if bounded[0][1] == 0:
        del bounded[0]
    if bounded and bounded[-1][0] == len(content):
        del bounded[-1]
    return [row._replace(start=row.start + left, end=row.start + right) for left, right in bounded]


def raw_html(text: str, lines: Sequence[Line], dialect: Dialect) -> Sequence[TextPlace]:
    """Divide raw HTML into the runs of its visible text, and the attributes between them."""
    source, starts = _joined(text, lines)
    runs = [*html.runs(source)]
    found = [TextPlace(_part(lines, starts, *run), Form.HTML, "HTML") for run in runs]
    shown = attributes(text, lines, dialect) if "=" in source else ()
    if not shown:
        return found
    taken = sorted((*runs, *html.hidden_parts(source)))
    found += [place for place in shown if not _is_in(place, lines, starts, taken)]
    return sorted(found, key=lambda place: place.lines[0].start)


def _part(lines: Sequence[Line], starts: Sequence[int], start: int, end: int) -> tuple[Line, ...]:
    """Return a part of some lines, by its offsets in the joined lines, which begin at `starts`."""
    run = []
    for index in range(bisect_right(starts, start, 0, len(lines)) - 1, len(lines)):
        if starts[index] >= end:
            break
        line, shift = lines[index], lines[index].start - starts[index]
        left, right = max(line.start, start + shift), min(line.end, end + shift)
        run.append(line._replace(start=left, end=right))
    return tuple(run)


def _is_in(
    place: TextPlace, lines: Sequence[Line], starts: Sequence[int], spans: list[tuple[int, int]]
) -> bool:
    """Whether a place is in one of some spans of the joined lines."""
    line = place.lines[0]
    index = line.number - lines[0].number
    start = line.start - lines[index].start + starts[index]
    before = bisect_right(spans, start, key=lambda span: span[0])
    return before > 0 and start < spans[before - 1][1]
