"""Asks git which files have changed, and sets its configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.files.root import Root


def changed_files(root: Root, revision: str) -> tuple[str, ...]:
    """List the files of the project that are not as in a revision, new and removed ones included.

    Raises `ConfigError` where git is missing, the project is no part of a repository, or there
    is no such revision.
    """
    _git(root, "rev-parse", "--git-dir")
    named = ("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(root, *named, told=f"there is no revision `{revision}` here; fetch it first")
    differing = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z")
    tracked = _git(root, *differing, commit.strip(), "--", ".")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return tuple(sorted({*tracked.split("\0"), *untracked.split("\0")} - {""}))


def configure(root: Root, values: Mapping[str, str]) -> None:
    """Set values of the local configuration of the repository.

    Raises `ConfigError` where git is missing, or the project is no part of a repository.
    """
    for key, value in values.items():
        _git(root, "config", "--local", key, value, wanted="cannot be set up here")


def _git(
    root: Root, *arguments: str, told: str = "", wanted: str = "cannot tell what has changed"
) -> str:
    command = ["git", "-C", str(root.folder), *arguments]
    import subprocess  # few commands ask git

    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise ConfigError(f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise ConfigError(told or f"git {wanted}: {reason}")
    return done.stdout.decode("utf-8", "surrogateescape")
