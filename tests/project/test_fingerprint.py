"""The fingerprint of settings: the same in every process, another for other settings."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from transync.dialects import DIALECTS
from transync.project import config
from transync.project.fingerprint import _written, fingerprint

SETTINGS = 'languages = ["en", "ja"]\n[check]\nignore = ["T402", "T404", "T405"]\n'
PROGRAM = (
    "from transync.project import config; from transync.project.fingerprint import fingerprint;"
    f"print(fingerprint(config.parse({SETTINGS!r}, 'transync.toml')))"
)


def test_fingerprint__is_the_same_in_every_process() -> None:
    """Sets have another order in each process, and an object has another address."""
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in "1234"
    }
    assert found == {fingerprint(config.parse(SETTINGS, "transync.toml"))}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_fingerprint__has_nothing_of_an_address_in_it(dialect: str) -> None:
    """How ids are made is a function, which has another address in each process."""
    found = _written(config.parse(f'dialect = "{dialect}"\n{SETTINGS}', "transync.toml"))
    assert " at 0x" not in found


@pytest.mark.parametrize(
    "other", ["", '[front-matter]\ntranslate = ["lead"]\n', "[build]\nminimum = 7\n"]
)
def test_fingerprint__is_another_for_other_settings(other: str) -> None:
    text = f'languages = ["en"]\n{other}'
    one, two = (config.parse(each, "transync.toml") for each in (SETTINGS, text))
    assert fingerprint(one) != fingerprint(two)
