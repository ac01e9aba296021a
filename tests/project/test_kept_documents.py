"""Documents that are kept: what comes back is what was cut, or nothing."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import documents, newlines
from tests.support.projects import Project
from transync.core.document.split import split
from transync.engine import Store
from transync.project import cutting, kept_documents
from transync.project.kept_documents import keep, kept

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from transync.dialects import Dialect
    from transync.domain.model import Document

TRANSLATE = ("title", "description")


def again(folder: Path, *documents: Document) -> list[Document | None]:
    store = Store(folder / "cache.db")
    rows = {each.path: kept_documents.row("abc", each) for each in documents}
    keep(store, rows, is_whole=True)
    return [found(store, each.path, each.text) for each in documents]


def found(store: Store, path: str, text: str, program: str = "abc") -> Document | None:
    row = kept(store).get(path, b"")
    assert row == kept(store, [path]).get(path, b"")
    is_its = kept_documents.is_of(row, program, path, text)
    return kept_documents.document(row) if is_its else None


@given(documents(), st.sampled_from(newlines()))
def test_kept__is_what_was_cut(
    tmp_path_factory: pytest.TempPathFactory, text: str, newline: str
) -> None:
    document = split(text.replace("\n", newline), "ä/x.md", TRANSLATE)
    assert repr(again(tmp_path_factory.mktemp("x"), document)) == repr([document])
    assert repr(pickle.loads(pickle.dumps(document))) == repr(document)


def test_kept__of_the_corpora(tmp_path: Path, corpora: Path) -> None:
    texts = [path.read_bytes().decode("utf-8") for path in sorted(corpora.rglob("*.md"))]
    cut = [split(text, f"{number}.md", TRANSLATE) for number, text in enumerate(texts)]
    assert again(tmp_path, *cut) == cut


def test_kept__not_of_another_text_path_or_program(tmp_path: Path) -> None:
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


def test_keep__a_few_beside_all_others(tmp_path: Path) -> None:
    first, second = split("# Titel\n", "x.md"), split("# Anderes\n", "y.md")
    again(tmp_path, first, second)
    store, edited = Store(tmp_path / "cache.db"), split("# Neu\n", "x.md")
    keep(store, {"x.md": kept_documents.row("abc", edited)}, is_whole=False)
    texts = (edited.text, first.text)
    assert [found(store, "x.md", text) for text in texts] == [edited, None]
    assert found(store, "y.md", second.text) == second
