"""Where the generators keep the texts of a navigation and of a theme, beside the documents."""

from __future__ import annotations

from typing import NamedTuple


class DataFiles(NamedTuple):
    """A kind of data files with texts for readers."""

    path: str
    """Where they are, from the folder of the settings: `{folder}` is a folder of documents, `{own}`
    the code of the source language, `{path}` any name."""
    keys: tuple[str, ...]
    """The keys whose texts readers see, as in the setting `keys`."""

    @property
    def is_of_language(self) -> bool:
        """Whether each language has such a file of its own."""
        return "{own}" in self.path or "{folder}" in self.path


MKDOCS = (
    DataFiles("{folder}/.nav.yml", ("title", "nav.**@key")),  # of mkdocs-awesome-nav
    DataFiles("mkdocs.yml", ("nav.**@key",)),
)
HUGO = tuple(
    DataFiles(f"i18n/{{own}}.{ending}", ("*", "*.one", "*.other"))
    for ending in ("toml", "yaml", "yml", "json")
)
DOCUSAURUS = (DataFiles("i18n/{own}/{path}.json", ("**.message",)),)
JEKYLL = tuple(
    DataFiles(f"_data/{{path}}.{ending}", tuple(f"{at}{key}" for at in ("", "**.") for key in keys))
    for keys in (("title", "label", "name", "text", "description"),)
    for ending in ("yml", "yaml", "json")
)
QUARTO = (
    DataFiles("_quarto.yml", ("website.title", "book.title", "**.text", "**.section", "**.part")),
)
