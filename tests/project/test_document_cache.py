"""Documents that are remembered: what comes back is what was cut, or nothing."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import documents, newlines
from tests.support.projects import Project
from transync.core.document.split import split
from transync.engine import Store
from transync.project import cutting, document_cache
from transync.project.document_cache import recalled, remember

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from transync.dialects import Dialect
    from transync.domain.model import Document

TRANSLATE = ("title", "description")


def again(folder: Path, *kept: Document) -> list[Document | None]:
    store = Store(folder / "cache.db")
    rows = {each.path: document_cache.line("abc", each) for each in kept}
    remember(store, rows, is_whole=True)
    return [found(store, each.path, each.text) for each in kept]


def found(store: Store, path: str, text: str, program: str = "abc") -> Document | None:
    line = recalled(store, program).line(path, text)
    assert line == recalled(store, program, [path]).line(path, text)
    return document_cache.document(line) if line else None


@given(documents(), st.sampled_from(newlines()))
def test_remembered__is_what_was_cut(
    tmp_path_factory: pytest.TempPathFactory, text: str, newline: str
) -> None:
    document = split(text.replace("\n", newline), "ä/x.md", TRANSLATE)
    assert repr(again(tmp_path_factory.mktemp("x"), document)) == repr([document])
    assert repr(pickle.loads(pickle.dumps(document))) == repr(document)


def test_remembered__of_the_corpora(tmp_path: Path, corpora: Path) -> None:
    texts = [path.read_bytes().decode("utf-8") for path in sorted(corpora.rglob("*.md"))]
    kept = [split(text, f"{number}.md", TRANSLATE) for number, text in enumerate(texts)]
    assert again(tmp_path, *kept) == kept


def test_remembered__not_of_another_text_path_or_program(tmp_path: Path) -> None:
    document = split("# Titel\n", "x.md")
    again(tmp_path, document)
    store = Store(tmp_path / "cache.db")
    assert found(store, "x.md", "# Titel\n") == document
    assert found(store, "y.md", "# Titel\n") is None
    assert found(store, "x.md", "# Titel\n\n") is None
    assert found(store, "x.md", "# Titel\n", "abd") is None


def test_build__cuts_nothing_that_extract_has_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    for name in ("a", "b"):
        project.write(f"source/{name}.md", f"# Titel {name}\n\nEin Satz.\n")
    project.run("extract")
    cut: list[str] = []

    def noted(text: str, path: str, translate: tuple[str, ...], dialect: Dialect) -> Document:
        cut.append(path)
        return split(text, path, translate, dialect)

    monkeypatch.setattr(cutting, "split", noted)
    project.write("source/b.md", "# Titel b\n\nEin anderer Satz.\n")
    project.run("build")
    assert cut == ["source/b.md"]
    project.run("check")
    assert cut == ["source/b.md"]


def test_remember__a_few_beside_all_others(tmp_path: Path) -> None:
    first, second = split("# Titel\n", "x.md"), split("# Anderes\n", "y.md")
    again(tmp_path, first, second)
    store, edited = Store(tmp_path / "cache.db"), split("# Neu\n", "x.md")
    remember(store, {"x.md": document_cache.line("abc", edited)}, is_whole=False)
    texts = (edited.text, first.text)
    assert [found(store, "x.md", text) for text in texts] == [edited, None]
    assert found(store, "y.md", second.text) == second
