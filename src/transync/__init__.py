"""Keeps translations of Markdown in sync, segment by segment.

The names below are the public interface; every other module may change without notice. A module is
imported when the first of its names is used.
"""

TYPE_CHECKING = False  # as `typing` has it, which would take as long to import as all of this
if TYPE_CHECKING:
    from transync.api.functions import (
        compose,
        merge,
        parse_catalog,
        render_catalog,
        segment,
        verify,
    )
    from transync.api.plan import AbsorbPlan, ImportPlan, Plan
    from transync.api.project import Project
    from transync.commands.absorbing.outcome import AbsorbOutcome
    from transync.commands.check.check import Checked
    from transync.commands.importing.options import ImportOptions, PageOptions, Review
    from transync.commands.importing.outcome import ImportOutcome, UnplacedText
    from transync.commands.importing.pairing import UnpairedPage
    from transync.commands.importing.refused_lines import RefusedLines
    from transync.commands.importing.suggestions import Suggestion
    from transync.commands.status import Status
    from transync.core.build.compose import Composition
    from transync.core.build.refusal import Refusal
    from transync.core.statistics import Amount, Row
    from transync.domain.changes import Change
    from transync.domain.errors import (
        CatalogError,
        ChangedError,
        ConfigError,
        ConflictError,
        DirectiveError,
        DocumentError,
        FrontMatterError,
        LimitError,
        PathError,
        TransyncError,
    )
    from transync.domain.model import (
        Catalog,
        Document,
        Entry,
        Finding,
        Form,
        Message,
        Segment,
        Severity,
        Verbatim,
    )
    from transync.engine.executor import Executor, Processes, Serial
    from transync.engine.processes import Start

__all__ = [
    "AbsorbOutcome",
    "AbsorbPlan",
    "Amount",
    "Catalog",
    "CatalogError",
    "Change",
    "ChangedError",
    "Checked",
    "Composition",
    "ConfigError",
    "ConflictError",
    "DirectiveError",
    "Document",
    "DocumentError",
    "Entry",
    "Executor",
    "Finding",
    "Form",
    "FrontMatterError",
    "ImportOptions",
    "ImportOutcome",
    "ImportPlan",
    "LimitError",
    "Message",
    "PageOptions",
    "PathError",
    "Plan",
    "Processes",
    "Project",
    "Refusal",
    "RefusedLines",
    "Review",
    "Row",
    "Segment",
    "Serial",
    "Severity",
    "Start",
    "Status",
    "Suggestion",
    "TransyncError",
    "UnpairedPage",
    "UnplacedText",
    "Verbatim",
    "compose",
    "merge",
    "parse_catalog",
    "render_catalog",
    "segment",
    "verify",
]

_MODULES = {
    "api.functions": "compose merge parse_catalog render_catalog segment verify",
    "api.plan": "AbsorbPlan ImportPlan Plan",
    "api.project": "Project",
    "commands.absorbing.outcome": "AbsorbOutcome",
    "commands.check.check": "Checked",
    "commands.importing.options": "ImportOptions PageOptions Review",
    "commands.importing.outcome": "ImportOutcome UnplacedText",
    "commands.importing.pairing": "UnpairedPage",
    "commands.importing.refused_lines": "RefusedLines",
    "commands.importing.suggestions": "Suggestion",
    "commands.status": "Status",
    "core.build.compose": "Composition",
    "core.build.refusal": "Refusal",
    "core.statistics": "Amount Row",
    "domain.changes": "Change",
    "domain.errors": "CatalogError ChangedError ConfigError ConflictError DirectiveError"
    " DocumentError FrontMatterError LimitError PathError TransyncError",
    "domain.model": "Catalog Document Entry Finding Form Message Segment Severity Verbatim",
    "engine.executor": "Executor Processes Serial",
    "engine.processes": "Start",
}


if not TYPE_CHECKING:  # a type checker knows each name by itself

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for module, names in _MODULES.items():
            if name in names.split():
                value = getattr(import_module(f"transync.{module}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
