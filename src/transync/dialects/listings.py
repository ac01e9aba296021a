"""Listings with a title or a label for readers, in the spellings that dialects have in common."""

from __future__ import annotations

from transync.formats.markdown.syntax import ProseFence

_FENCE = r"(?:`{3,}|~{3,})"

TITLED = ProseFence(
    "listing",
    rf"{_FENCE}(?:[^`\n]*[ \t{{])?title=\"(?P<title_of_a_listing>[^\"`\n]+)\"[^`\n]*",
    option="",
    has_blocks=False,
    has_quoted_title=True,
)
"""```` ```py title="Recipe" ````, of Material for MkDocs, Docusaurus, Starlight and Hugo."""
LABELLED = ProseFence(
    "listing",
    rf"{_FENCE}[^`\[\n]*\[(?P<label_of_a_listing>[^\[\]`\n]+)\][^`\n]*",
    option="",
    has_blocks=False,
    has_quoted_title=True,
)
"""```` ```py [Recipe] ````, in a group of listings of VitePress."""
