"""Reads the history of files from git: when each changed, and what it held."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from transync.domain.errors import ConfigError
from transync.storage.git import commit_of, git_output, git_stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.storage.root import Root

_COMMIT = "\x01"
_GONE = "0" * 7


class Revision(NamedTuple):
    """A file as a commit has left it."""

    commit: str
    time: int
    """When it was committed, in seconds since 1970."""
    blob: str
    """The name of its content."""


History: TypeAlias = "Mapping[str, Sequence[Revision]]"
"""The revisions of the files of a project by path, the newest first; none of a removed file."""

NO_HISTORY: History = {}


def history(root: Root) -> History:
    """Read the history of all files of a project; none where there is no repository."""
    try:
        form = f"--format={_COMMIT}%H %ct"
        log = ("log", "--raw", "--no-renames", "--no-abbrev", "--relative", "-z", form)
        log_text = git_output(root, *log, "--", ".")
    except ConfigError:
        return NO_HISTORY
    found: defaultdict[str, list[Revision]] = defaultdict(list)
    for entry in log_text.split(_COMMIT)[1:]:
        head, *fields = entry.split("\0")
        commit, _, time = head.partition(" ")
        raws = [field.strip("\n") for field in fields if field.strip("\n")]
        for raw, path in zip(raws[::2], raws[1::2], strict=False):
            blob = raw.split(" ")[3]
            if not blob.startswith(_GONE):
                found[path].append(Revision(commit, int(time), blob))
    return found


def is_shallow(root: Root) -> bool:
    """Whether the history of a clone ends early; raises `ConfigError` without a repository."""
    return git_output(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def at_commit(root: Root, commit: str, path: str) -> tuple[Revision, bytes] | None:
    """Read a file as a commit has it; None where there is no such commit, or no such file.

    `commit` are the first digits of its name, or all of them.
    """
    try:
        own = commit_of(root, commit)
        time = git_output(root, "show", "--no-patch", "--format=%ct", own)
    except ConfigError:
        return None
    for blob, data in _objects(root, [f"{own}:./{path}"]).items():
        return Revision(own, int(time), blob), data
    return None


def contents(root: Root, blobs: Sequence[str]) -> dict[str, bytes]:
    """Read contents by their names; those that the clone lacks are left out."""
    return _objects(root, blobs) if blobs else {}


def _objects(root: Root, names: Sequence[str]) -> dict[str, bytes]:
    """Read contents, by the names that git gives them; those that it does not find are left out."""
    data = git_stream(root, "".join(f"{name}\n" for name in names).encode(), "cat-file", "--batch")
    found: dict[str, bytes] = {}
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        head = data[at:end].decode().split(" ")
        at = end + 1
        if len(head) == 3 and head[1] == "blob":
            size = int(head[2])
            found[head[0]] = data[at : at + size]
            at += size + 1
    return found
