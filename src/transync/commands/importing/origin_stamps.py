"""Reads on a page which version of its document it was translated from.

Workflows of others stamp that into the front matter: a commit (MDN, Docsy) or a hash of the
document. transync does, too.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.stamps import SOURCE
from transync.domain.errors import FrontMatterError
from transync.domain.model import BOM
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.formats.frontmatter import Value

_COMMITS = ("sourceCommit", "l10n.sourceCommit", "i18n.sourceCommit", "default_lang_commit")
_HASHES = (SOURCE, "sourceHash", "i18n.sourceHash", "l10n.sourceHash")
_DIGITS = re.compile(r"[0-9a-f]{7,64}")


class OriginStamp(NamedTuple):
    """What a page says of the version that it was translated from; empty where it says nothing."""

    commit: str = ""
    digest: str = ""

    def fits(self, data: bytes) -> bool:
        """Whether a version of the document has the digest."""
        return bool(self.digest) and any(n.startswith(self.digest) for n in _digests(data))


def origin_stamp(page: str) -> OriginStamp:
    """Return what a page says of its origin."""
    try:
        fields = frontmatter.values(page)
    except FrontMatterError:
        return OriginStamp()
    tree = {key: field.value for key, field in fields.items()}
    return OriginStamp(_first(tree, _COMMITS), _first(tree, _HASHES))


def _first(tree: dict[str, Value], keys: tuple[str, ...]) -> str:
    for key in keys:
        value: object = tree
        for name in key.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if found := _DIGITS.match(str(value or "").lower()):
            return found[0]
    return ""


def _digests(data: bytes) -> Iterator[str]:
    """Yield the digests that workflows make of a document: of its bytes, or of its LF lines."""
    lines = data.removeprefix(BOM.encode()).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for each in dict.fromkeys((data, lines)):
        yield hashlib.sha1(b"blob %d\0" % len(each) + each, usedforsecurity=False).hexdigest()
        for name in ("sha256", "sha1", "md5"):
            yield hashlib.new(name, each, usedforsecurity=False).hexdigest()
