"""The model of large projects: its page is made of the measured costs, and it adds up."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from benchmarks.scale.__main__ import PAGE, PLOT, drawn, renewed
from benchmarks.scale.costs import Unit
from benchmarks.scale.counting import Counting
from benchmarks.scale.model import AHEAD, Size, wall

from tests.support import tasks


def test_page__is_what_the_costs_make_of_it() -> None:
    """`python -m benchmarks.scale --known` renews it."""
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page) == page
    assert page.count("| --- |") >= 5


def test_plot__is_what_the_costs_make_of_it() -> None:
    text = PLOT.read_text(encoding="utf-8")
    assert text == drawn()
    assert ET.fromstring(text).tag.endswith("svg")


def test_unit__is_found_again_from_three_sites() -> None:
    cost = Unit(7, 3, 0.5)
    found = Unit.between(40, cost.of(40, 2), cost.of(80, 2), cost.of(40, 8))
    assert found == pytest.approx(cost)


@pytest.mark.parametrize("workers", [2, 16, 256])
def test_wall__of_much_work_is_shared_by_all_workers(workers: int) -> None:
    ideal = 50_000 / workers
    assert ideal <= wall(50_000, 1, workers) <= 1.15 * ideal + 1


def test_wall__of_much_for_the_driver_is_the_drivers() -> None:
    assert 1_000 <= wall(10_000, 1_000, 256) <= 1_200


def test_wall__with_one_worker_is_the_work() -> None:
    assert wall(1_000, 1, 1) == pytest.approx(1_000, rel=0.05)
    assert AHEAD > 1


def test_size__counts_files() -> None:
    assert Size(10, 3).files == 10 + 10 + 30 + 30


def test_counting__returns_what_a_loop_does() -> None:
    executor = Counting()
    assert list(executor.map(tasks.triple, range(5))) == [0, 3, 6, 9, 12]
    assert (executor.shards, executor.sent > 0, executor.returned > 0) == (5, True, True)
