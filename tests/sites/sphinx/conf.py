"""The settings of the site in every language."""

project = ""
extensions = ["myst_parser", "sphinx_design", "sphinx.ext.mathjax"]
source_suffix = {".md": "markdown"}
master_doc = "index"
html_theme = "basic"
html_title = ""
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
numfig = False
suppress_warnings = ["myst.strikethrough"]
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_admonition",
    "html_image",
    "substitution",
    "tasklist",
]
myst_heading_anchors = 3
