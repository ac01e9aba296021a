"""The sites whose generators are quick: no figure is above its target, or above what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sites import targets
from tests.sites.generators import GENERATORS
from tests.sites.trial import trial

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.generators import Generator


@pytest.mark.slow
@pytest.mark.parametrize("name", ["hugo", "mkdocs"])
def test_site(name: str, generator: Callable[[str], Generator]) -> None:
    result = trial(generator(name))
    assert result.words > 300
    above = list(targets.excesses(name, result))
    assert not above, {each.name: result.places[each.name] for each in above}


def test_known__names_sites_and_figures() -> None:
    names = {each.name for each in GENERATORS}
    for site, figures in targets.known().items():
        assert site in names
        assert figures.keys() <= targets.FIGURES.keys()
        assert all(figures.values())
