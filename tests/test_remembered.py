"""Documents that are remembered: what comes back is what was cut, or nothing."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.documents import documents, newlines
from tests.projects import Project
from transync.files import STORE, Root
from transync.split import split
from transync.workflow import cutting, remembered
from transync.workflow.remembered import Latest, recalled, remember

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from transync.model import Document

TRANSLATE = ("title", "description")


def again(folder: Path, *kept: Document) -> list[Document | None]:
    root = Root.at(folder)
    remember(root, "abc", map(remembered.line, kept))
    return [found(root, each.path, each.text) for each in kept]


def found(root: Root, path: str, text: str, program: str = "abc") -> Document | None:
    line = recalled(root, program).line(path, text)
    assert line == Latest(root, program).line(path, text, is_old=True)
    return remembered.document(line) if line else None


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
    root = Root.at(tmp_path)
    assert found(root, "x.md", "# Titel\n") == document
    assert found(root, "y.md", "# Titel\n") is None
    assert found(root, "x.md", "# Titel\n\n") is None
    assert found(root, "x.md", "# Titel\n", "abd") is None


def test_remembered__not_when_it_is_damaged(tmp_path: Path) -> None:
    document = split("# Titel\n\nEin Satz.\n", "x.md")
    again(tmp_path, document)
    place = tmp_path / STORE / "documents"
    whole = place.read_bytes()
    for number in range(len(whole)):
        place.write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
        assert found(Root.at(tmp_path), "x.md", document.text) is None


def test_build__cuts_nothing_that_extract_has_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    for name in ("a", "b"):
        project.write(f"source/{name}.md", f"# Titel {name}\n\nEin Satz.\n")
    project.run("extract")
    cut: list[str] = []

    def noted(text: str, path: str, translate: tuple[str, ...]) -> Document:
        cut.append(path)
        return split(text, path, translate)

    monkeypatch.setattr(cutting, "split", noted)
    project.write("source/b.md", "# Titel b\n\nEin anderer Satz.\n")
    project.run("build")
    assert cut == ["source/b.md"]
    project.run("check")
    assert cut == ["source/b.md"]


def test_latest__beside_all_others(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    old, *new = (split(f"# Titel {number}\n", "x.md") for number in range(104))
    again(tmp_path, old)
    for each in new:
        latest = Latest(root, "abc")
        latest.add(remembered.line(each))
        latest.keep()
    lines = [Latest(root, "abc").line(each.path, each.text, is_old=True) for each in (old, *new)]
    kept = [remembered.document(line) if line else None for line in lines]
    assert kept == [old, None, None, None, *new[3:]]
    again(tmp_path, old)
    assert Latest(root, "abc").line("x.md", new[-1].text, is_old=True) == b""


def test_latest__not_when_it_is_damaged(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    document = split("# Titel\n\nEin Satz.\n", "x.md")
    latest = Latest(root, "abc")
    latest.add(remembered.line(document))
    latest.keep()
    place = tmp_path / STORE / "latest"
    whole = place.read_bytes()
    for number in range(len(whole)):
        place.write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
        assert Latest(root, "abc").line("x.md", document.text, is_old=True) == b""
