"""What an unquoted YAML scalar means: a string for every reader, or something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transync.formats.frontmatter.fields import Value

# What YAML 1.1 (its type repository, PyYAML, Ruby's Psych) or the core schema of YAML 1.2
# (section 10.3.2) takes for anything but a string.
_NO_STRING = re.compile(
    r"""
    ~ | null | true | false | yes | no | on | off | y | n | = | <<
    | [-+]? \.inf | \.nan
    | [-+]? 0 (?: b [01_,]+ | o? [0-7_,]+ | x [0-9a-f_,]+ )
    | [-+]? (?: [0-9] [0-9_,]* (?: \. [0-9_.]* )? | \. [0-9_.]* ) (?: e [-+]? [0-9]+ )?
    | [-+]? [0-9] [0-9_,]* (?: : [0-5]? [0-9] )+ (?: \. [0-9_]* )?
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2}
      (?: (?: t | [ \t]+ ) [0-9]{1,2} : [0-9]{2} (?: : [0-9]{2} (?: \. [0-9]* )? )?
          (?: [ \t]* (?: z | [-+] [0-9]{1,2} (?: :? [0-9]{2} )? ) )? )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]*(?:[eE][-+][0-9]{1,3})?")
_WORDS: dict[str, Value] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


def is_string(plain: str) -> bool:
    """Whether every reader takes an unquoted scalar for a string."""
    return bool(plain) and not _NO_STRING.fullmatch(plain)


def resolved(plain: str) -> Value:
    """Return the value of an unquoted scalar that some reader does not take for a string.

    If YAML 1.1 and 1.2 differ on it, or it is a date, that is its text as written.
    """
    if plain in _WORDS:
        return _WORDS[plain]
    if _INTEGER.fullmatch(plain):
        return int(plain)
    return float(plain) if _FLOAT.fullmatch(plain) else plain
