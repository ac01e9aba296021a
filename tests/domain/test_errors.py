"""Errors: values that go from process to process, and that nobody changes once they are raised."""

from __future__ import annotations

import pickle
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import transync
from transync.core.merge.salvage import repaired
from transync.domain.errors import CatalogError, ChangedError, FrontMatterError, TransyncError
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(transync.__file__).parent
OWN_ARGUMENTS = {
    "ChangedError": ("a.po", b"somebody's"),
    "_LostError": (CatalogError("ends early", path="a.po", line=3, column=9), 'msgid "a'),
}


def below(kind: type[TransyncError]) -> Iterator[type[TransyncError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from below(each)


def kinds() -> list[type[TransyncError]]:
    """List every error of the program, wherever it is defined."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.stem not in ("__init__", "__main__"):
            parts = path.relative_to(PACKAGE).with_suffix("").parts
            import_module(".".join(("transync", *parts)))
    return [kind for kind in below(TransyncError) if kind.__module__.startswith("transync.")]


def made(kind: type[TransyncError]) -> TransyncError:
    own = OWN_ARGUMENTS.get(kind.__name__)
    return kind(*own) if own else kind("is bad", path="a.md", line=3, column=9, code="T042")


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_errors__are_the_same_in_another_process(kind: type[TransyncError]) -> None:
    """`ChangedError` could not be unpickled: it has other arguments than its base."""
    error = made(kind)
    for again in (pickle.loads(pickle.dumps(error)), copy(error)):
        assert again == error
        assert hash(again) == hash(error)
        assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))


def test_errors__differ_by_kind_and_by_all_they_say() -> None:
    error = TransyncError("is bad", path="a.md", line=3)
    assert error != FrontMatterError("is bad", path="a.md", line=3)
    assert error != TransyncError("is bad", path="a.md", line=4)
    assert ChangedError("a.md", b"x") != ChangedError("a.md", b"y")


def test_at__leaves_the_error_as_it_is() -> None:
    error = FrontMatterError("is bad", line=3, column=9)
    assert str(error.at(path="a.md", line=0)) == "a.md:9: is bad"
    assert error == FrontMatterError("is bad", line=3, column=9)


def test_front_matter__names_the_path_that_each_caller_has() -> None:
    """What was found out of a text is remembered for all that ask with the same text."""
    for path in ("a.md", "b.md"):
        with pytest.raises(FrontMatterError) as caught:
            frontmatter.values("---\ntitle: [Tee\n---\n", path)
        assert caught.value.path == path


def test_repaired__tells_the_lines_of_the_file() -> None:
    broken = b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n\nmsgid "c\nmsgstr "d"\n'
    assert [(each.path, each.line) for each in repaired(broken, "a.po").problems] == [("a.po", 7)]
