"""What several dialects keep to the letter beside template tokens: icons, formulas, mentions."""

from __future__ import annotations

from transync.formats.markdown.syntax import RawBlock

ICON = r"(?<![\w:]):[\w+-]*[A-Za-z][\w+-]*:(?![\w:])"
"""An icon or an emoji by its name: `:material-check:`, `:smile:`."""

_IS_FORMULA = r"(?=[A-Za-z][$\\]|[^$\n]*[\\^_{}=+])"
"""What tells a formula from two prices."""

DOLLARS = rf"(?<![\\$\w])\$(?![\s$]){_IS_FORMULA}(?:\\.|[^$\\\n])*(?<!\s)\$(?![\w$])"
"""A formula in a sentence: `$a + b$`."""
PARENTHESES = rf"\\\({_IS_FORMULA}(?:[^\\\n]|\\(?!\)))*\\\)"
r"""A formula as in LaTeX: `\(a + b\)`."""

MENTION = r"(?<![\w./@`])@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:/[\w-]+)?(?![\w@/])"
"""A person or a team: `@ada`, `@tea/brewers`."""
ISSUE = r"(?<![\w&#/.(])(?:[\w.-]+/[\w.-]+)?#[0-9]+(?![\w;])"
"""An issue or a pull request: `#12`, `tea/pot#12`."""

DOLLAR_BLOCK = RawBlock("math", r"\$\$(?!.*\$\$).*", r".*\$\$")
BRACKET_BLOCK = RawBlock("bracketed math", r"\\\[(?!.*\\\]).*", r".*\\\]")
ENVIRONMENT = RawBlock(
    "environment", r"\\begin\{(?P<name>[^{}]*)\}(?!.*\\end\{).*", r".*\\end\{NAME\}"
)
ENVIRONMENT_LINE = RawBlock("line of an environment", r"\\begin\{[^{}]*\}.*\\end\{[^{}]*\}")
FORMULA_BLOCKS = (DOLLAR_BLOCK, BRACKET_BLOCK, ENVIRONMENT, ENVIRONMENT_LINE)
"""Formulas on lines of their own."""
