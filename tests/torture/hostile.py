"""Tries every hostile translation, in four ways, in every kind of place: none breaks out.

python -m tests.torture.hostile [COUNT [FIRST]]
"""

from __future__ import annotations

import sys

from tests.support.hostile import HOSTILE, KINDS, WAYS, hold, place
from tests.torture import trials
from tests.torture.trials import Outcome


def trial(seed: int) -> Outcome:
    """Try one hostile text in one kind of place."""
    kind, hostile = seed % len(KINDS), HOSTILE[seed // len(KINDS) % len(HOSTILE)]
    tally = {"translations": 0, "written": 0}
    for way in WAYS:
        translation = way(place(kind).segment.text, hostile)
        tally["translations"] += 1
        try:
            tally["written"] += hold(kind, translation)
        except AssertionError as error:
            return Outcome(f"{KINDS[kind].title}: {translation!r}: {error}", tally)
    return Outcome("", tally)


if __name__ == "__main__":
    sys.exit(trials.run("hostile", trial, len(HOSTILE) * len(KINDS)))
