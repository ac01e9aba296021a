"""Says in a few lines what `init` has found, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.commands.init.site import EMPTY
from transync.domain.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.commands.init.begin import Discovery
    from transync.project.run import Run


def found(discovery: Discovery, source_language: str) -> Iterator[str]:
    """Yield a line for the generator, one for the documents of each source, one for its pages."""
    site = discovery.site
    if site.generator:
        yield f"{site.settings}: found {site.generator}"
    for source in site.sources:
        documents = discovery.documents[source]
        language = source.language or source_language
        yield f"{source.source}: {counted(len(documents), 'document')} in {language}"
    yield from (f"{data.source}: texts in {source_language}" for data in site.data)
    for output in dict.fromkeys(source.output for source in site.sources):
        there = max(
            (discovery.translated[each] for each in site.sources if each.output == output), key=len
        )
        if there:
            listed = ", ".join(f"{code} {count}" for code, count in sorted(there.items()))
            yield f"{output}: existing pages: {listed}"
    if site.advice:
        yield site.advice


def next_step(discovery: Discovery, run: Run) -> str:
    """Return what to do next, in one line."""
    sources = discovery.site.sources
    if not any(discovery.documents.values()) and run.total == 1:
        place = sources[0].source if sources else EMPTY.source
        return f"next: write a document, {place}.md; then `transync extract`"
    if any(discovery.translated.values()):
        return "next: `transync import` imports the translations from existing pages"
    return "next: `transync extract`"
