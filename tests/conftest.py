"""What tests need from outside the repository, and how many examples the laws are tried on."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from tests.sites.generators import GENERATORS
from tests.support.paths import CORPORA
from tests.torture.renderers import engines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.sites.generators import Generator

GETTEXT = ("msgattrib", "msgcat", "msgcmp", "msgfmt", "msgmerge", "msgunfmt")
EXAMPLES = 100


def _times() -> float:
    """How many times the usual number of examples is asked for."""
    asked = os.environ.get("TRANSYNC_EXAMPLES") or "1"
    try:
        return float(asked)
    except ValueError:
        raise pytest.UsageError(
            f"TRANSYNC_EXAMPLES is {asked!r}; give a number, e.g. 10."
        ) from None


# What a developer or CI asks of colours is not what the tests ask.
for _name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
    os.environ.pop(_name, None)
os.environ["TERM"] = "xterm"

# Without bytecode, pytest rewrites the assertions of every module anew, and each program that a
# test starts compiles its own: collecting takes twice as long.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Two machines, or a busy one, must come to the same verdict: no chance, no clock.
settings.register_profile(
    "transync",
    derandomize=True,
    deadline=None,
    max_examples=max(1, round(EXAMPLES * _times())),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("transync")


def _lacking(what: str) -> NoReturn:
    """Skip, or fail where nothing may be skipped."""
    if os.environ.get("TRANSYNC_REQUIRE_ALL") == "1":
        pytest.fail(f"{what}, and TRANSYNC_REQUIRE_ALL=1 forbids to skip its tests.", pytrace=False)
    pytest.skip(f"{what}.")


@pytest.fixture(scope="session")
def gettext_tools() -> Mapping[str, str]:
    """Find GNU gettext: the path of each of its tools, by name."""
    found = {name: shutil.which(name) for name in GETTEXT}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        _lacking(f"GNU gettext ({', '.join(missing)}) is not installed")
    return {name: path for name, path in found.items() if path is not None}


@pytest.fixture(scope="session")
def renderers() -> None:
    """Ask for the renderers of Markdown that pages are compared with."""
    if absent := engines.missing():
        _lacking(f"Renderers are not installed ({', '.join(absent)})")


@pytest.fixture(scope="session")
def generator() -> Callable[[str], Generator]:
    """Ask for a site generator by name."""

    def asked(name: str) -> Generator:
        found = next(each for each in GENERATORS if each.name == name)
        if found.program is None:
            _lacking(f"{found.title} is not installed ({found.hint})")
        return found

    return asked


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Find the real documents and catalogs, in the folder beside the repository."""
    if not CORPORA.is_dir():
        _lacking("The corpora are not beside the repository, in ../shared/corpora")
    return CORPORA


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what goes through the real documents as slow: few examples do not make it quicker."""
    for item in items:
        if "corpora" in getattr(item, "fixturenames", ()):
            item.add_marker("slow")
