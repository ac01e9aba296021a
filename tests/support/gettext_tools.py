"""GNU gettext's own tools, which tell what a catalog says."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FAULT = re.compile(r"^<stdin>:[0-9]+.*: (?!warning).*", re.MULTILINE)


def run(tool: str, *options: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run one of gettext's tools on a catalog."""
    command = [tool, *options, "-"]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def printed(tools: Mapping[str, str], data: bytes) -> str:
    """Give what msgcat makes of a catalog."""
    done = run(tools["msgcat"], "--force-po", "--no-wrap", given=data)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def refusal(tools: Mapping[str, str], data: bytes) -> str:
    r"""Give the errors of msgfmt.

    Not that source and translation do not both begin or end with `\n`, which it also tells:
    that is a fault of the translation, not of the file, and msgcat takes it.
    """
    done = run(tools["msgfmt"], "-o", "/dev/null", given=data)
    lines = _FAULT.findall(done.stderr.decode(errors="replace"))
    return "\n".join(line for line in lines if "entries do not both" not in line)
