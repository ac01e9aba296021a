"""The detectors of others, fenced: langdetect with its profiles, and lingua where it is there."""

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

Asked = tuple[str, float]
"""The code of a language, and how sure the detector is of it, of 1."""

Detector = Callable[[str], Asked | None]
"""Tells the likeliest language of a text; None where nothing can be said."""

_SEED = 0
_OTHER_CODES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl"}
_LINGUA_CODES = {"no": "nb"}


def code(language: Language) -> str:
    """Give the code by which detectors know a language; those of one code they don't tell apart."""
    subtag = language.locale.partition("-")[0]
    return _OTHER_CODES.get(subtag, subtag)


@cache
def trigrams(code: str) -> Mapping[str, float]:
    """Give the share of each frequent trigram in texts of a language; empty where unknown."""
    profile = _profile(code)
    if not profile:
        return {}
    told = json.loads(profile)
    total = told["n_words"][2]
    return {gram: count / total for gram, count in told["freq"].items() if len(gram) == 3}


@cache
def ask(text: str, codes: tuple[str, ...]) -> Asked | None:
    """Tell in which language of `codes` a text is likeliest; None where nothing can be said.

    The same text has the same answer in every run.
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
    """Make a detector of lingua, if it knows all the languages."""
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

    def asked(text: str) -> Asked | None:
        values = detector.compute_language_confidence_values(text)
        return (names[values[0].language.iso_code_639_1], values[0].value) if values else None

    return asked


def langdetect(codes: tuple[str, ...]) -> Detector:
    """Make a detector of langdetect that knows no other languages, and is not random."""
    from langdetect import LangDetectException
    from langdetect.detector_factory import DetectorFactory

    factory = DetectorFactory()
    factory.load_json_profile([profile for each in codes if (profile := _profile(each))])
    factory.seed = _SEED

    def asked(text: str) -> Asked | None:
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
