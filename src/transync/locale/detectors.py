"""Detect languages with langdetect, or with lingua if it is installed."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.locale.languages import Language

Guess = tuple[str, float]
"""The code of a language, and the detector's confidence, from 0 to 1."""

Detector = Callable[[str], Guess | None]
"""Returns the likeliest language of a text; None if there is no answer."""

_SEED = 0
_OTHER_CODES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl"}
_LINGUA_CODES = {"no": "nb"}


def code(language: Language) -> str:
    """Return the detectors' code for a language; they confuse languages that share one."""
    subtag = language.locale.partition("-")[0]
    return _OTHER_CODES.get(subtag, subtag)


@cache
def trigrams(code: str) -> Mapping[str, float]:
    """Return the share of each frequent trigram in a language; empty if it is unknown."""
    profile = _profile(code)
    if not profile:
        return {}
    counts = json.loads(profile)
    total = counts["n_words"][2]
    return {gram: count / total for gram, count in counts["freq"].items() if len(gram) == 3}


@cache
def ask(text: str, codes: tuple[str, ...]) -> Guess | None:
    """Return the likeliest language of a text among `codes`; None if there is no answer.

    The answer is the same in every run.
    """
    return _detector(codes)(text)


@cache
def _detector(codes: tuple[str, ...]) -> Detector:
    if find_spec("lingua"):
        asked = lingua(codes)
        if asked:
            return asked
    return langdetect(codes)


def lingua(codes: tuple[str, ...]) -> Detector | None:
    """Return a detector by lingua; None if it does not know all the languages."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    known: dict[str, Any] = {}
    for each in codes:
        iso = getattr(IsoCode639_1, _LINGUA_CODES.get(each, each).upper(), None)
        if iso is not None:
            known[each] = iso
    if len(known) < len(codes):
        return None
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*known.values())
    detector = builder.build()
    names = {iso: each for each, iso in known.items()}

    def asked(text: str) -> Guess | None:
        values = detector.compute_language_confidence_values(text)
        return (names[values[0].language.iso_code_639_1], values[0].value) if values else None

    return asked


def langdetect(codes: tuple[str, ...]) -> Detector:
    """Return a detector by langdetect that knows only these languages, and is deterministic."""
    from langdetect import LangDetectException
    from langdetect.detector_factory import DetectorFactory

    factory = DetectorFactory()
    factory.load_json_profile([profile for each in codes if (profile := _profile(each))])
    factory.seed = _SEED

    def asked(text: str) -> Guess | None:
        detector = factory.create()
        detector.append(text)
        try:
            found = detector.get_probabilities()
        except LangDetectException:  # no trigram in it that any language has
            return None
        return (found[0].lang, found[0].prob) if found else None

    return asked


def _profile(code: str) -> str:
    try:
        data = pkgutil.get_data("langdetect", f"profiles/{code}")
    except OSError:
        return ""
    return data.decode("utf-8") if data else ""
