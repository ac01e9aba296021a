"""What a flavour of Markdown adds to CommonMark, as values."""

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.data import data_dialect
from transync.dialects.dialect import Dialect, LineBreaks
from transync.dialects.registry import DIALECTS, dialect_of

__all__ = ["COMMONMARK", "DIALECTS", "Dialect", "LineBreaks", "data_dialect", "dialect_of"]
