"""Bounds for what must take linear time: far above what it takes, far below quadratic time."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 4.0


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Fail if the block takes more of the processor's time; other programs do not count."""
    begin = time.process_time()
    yield
    spent = time.process_time() - begin
    assert spent < seconds, f"{spent:.1f} s of {seconds} s"
