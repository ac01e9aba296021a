"""Run git: list changed files, merge texts, set its configuration."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import ConfigError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

    from transync.storage.root import Root

_MOST_CONFLICTS = 127
"""`git merge-file` exits with the number of conflicts, at most this; higher codes are errors."""


def changed_files(root: Root, revision: str) -> tuple[str, ...]:
    """List the project's files that differ from a revision, added and removed ones included.

    Raises `ConfigError` if git is missing, the project is not in a repository, or there
    is no such revision.
    """
    commit = commit_of(root, revision)
    differing = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z")
    tracked = git_output(root, *differing, commit, "--", ".")
    untracked = git_output(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return tuple(sorted({*tracked.split("\0"), *untracked.split("\0")} - {""}))


def commit_of(root: Root, revision: str) -> str:
    """Return the name of the commit that a revision is.

    Raises `ConfigError` where there is no repository, or no such revision.
    """
    nowhere = f"there is no git repository here, and so no revision `{revision}`"
    git_output(root, "rev-parse", "--git-dir", problem=nowhere)
    named = ("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    problem = f"there is no revision `{revision}` here; fetch it first"
    return git_output(root, *named, problem=problem).strip()


def configure(root: Root, values: Mapping[str, str]) -> None:
    """Set values in the repository's own configuration.

    Raises `ConfigError` if git is missing or the project is not in a repository.
    """
    for key, value in values.items():
        git_output(root, "config", "--local", key, value, wanted="cannot be set up here")


def require_repository(root: Root) -> None:
    """Raise `ConfigError` where git is missing, or a folder is no part of a repository."""
    git_output(
        root, "rev-parse", "--git-dir", problem="there is no git repository; run `git init` first"
    )


class MergedText(NamedTuple):
    """The result of merging two versions of a text."""

    text: str
    is_clean: bool
    """Whether it has no conflict markers."""


def merged_text(root: Root, base: str, ours: str, theirs: str) -> MergedText | None:
    """Merge two versions of a text as git does, line by line; None if git takes it for binary.

    Raises `ConfigError` as `configure`.
    """
    own = git_output(root, "rev-parse", "--absolute-git-dir", wanted="cannot merge here").rstrip(
        "\n"
    )
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    with tempfile.TemporaryDirectory(dir=own, prefix="transync-") as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        done = _run(root, "merge-file", "-p", "-q", *labels, *map(str, paths))
    if done.returncode < 0 or done.returncode > _MOST_CONFLICTS:
        return None
    return MergedText(done.stdout.decode("utf-8", "surrogateescape"), not done.returncode)


def git_output(
    root: Root,
    *arguments: str,
    problem: str = "",
    wanted: str = "cannot list what has changed",
) -> str:
    """Return what git prints; raise `ConfigError`, with its reason or `problem`, if it fails."""
    done = _run(root, *arguments)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise ConfigError(problem or f"git {wanted}: {reason}")
    return done.stdout.decode("utf-8", "surrogateescape")


def git_stream(root: Root, data: bytes, *arguments: str) -> bytes:
    """Return what git makes of its input; raise `ConfigError` where git is missing."""
    return _run(root, *arguments, data=data).stdout


def _run(root: Root, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    import subprocess  # few commands ask git

    command = ["git", "-C", str(root.folder), *arguments]
    try:
        return subprocess.run(command, input=data, capture_output=True, check=False)
    except OSError as error:
        raise ConfigError(f"git cannot be run: {error.strerror}") from error
