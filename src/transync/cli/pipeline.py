"""The commands of the pipeline: init, extract, build, status."""

from __future__ import annotations

import click

from transync.cli.options import Manner, selecting, spreading, writing
from transync.cli.running import carry_out, complain, end, project


@click.command()
@click.option("--from", "source", default="de", metavar="L", help="The documents' language (de).")
@click.option(
    "--to", "codes", multiple=True, default=("en",), metavar="L", help="Translate into it (en)."
)
@click.option("--git", is_flag=True, help="Have git merge catalogs by message, and pages.")
@click.pass_obj
def init(folder: str, source: str, codes: tuple[str, ...], git: bool) -> None:
    """Write a configuration and a first note; what exists stays."""
    from transync.workflow.init import begin, is_begun
    from transync.workflow.merging import set_up

    def steps() -> int:
        code = 0
        if not (git and is_begun(folder)):
            code = carry_out("init", begin(folder, source, codes), Manner())
        return code or (carry_out("init", set_up(folder), Manner()) if git else 0)

    end(steps)


@click.command()
@writing
@spreading
@click.pass_obj
def extract(
    folder: str, /, paths: tuple[str, ...], codes: tuple[str, ...], **options: int | None
) -> None:
    """Bring the catalogs up to the documents."""
    from transync.workflow.begin import extract as run

    def steps() -> int:
        manner = Manner.of(options)
        found = run(project(folder, paths, codes, manner.jobs), whole=manner.verbose)
        return carry_out("extract", found, manner)

    end(steps)


@click.command()
@writing
@spreading
@click.option("--force", is_flag=True, help="Replace localized documents that were edited by hand.")
@click.pass_obj
def build(
    folder: str,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    force: bool,
    **options: int | None,
) -> None:
    """Build the localized documents from the catalogs."""
    from transync.workflow.begin import build as run

    def steps() -> int:
        manner = Manner.of(options)
        found = run(project(folder, paths, codes, manner.jobs), force=force, whole=manner.verbose)
        return carry_out("build", found, manner)

    end(steps)


@click.command()
@selecting
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def status(folder: str, paths: tuple[str, ...], codes: tuple[str, ...], form: str) -> None:
    """Tell what is translated, fuzzy and missing."""
    from transync.report.status import status_json, status_text
    from transync.workflow.status import status as run

    def count() -> int:
        found = run(project(folder, paths, codes))
        tell = status_json if form == "json" else status_text
        click.echo(tell(found.rows))
        return complain(found.findings)

    end(count)
