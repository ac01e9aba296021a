"""The settings of one of several sources: what `[[sources]]` may have."""

from __future__ import annotations

from transync.project.config import own_dialects, rules, source_rules
from transync.project.config.kinds import FLAG, TEXT, TEXTS, Setting

SOURCE_SETTINGS = (
    Setting(
        "source",
        TEXT,
        None,
        "Where the documents are; without `{path}`, the source is this one file.",
        (rules.template(refuses=("lang",), endings=True),),
    ),
    Setting(
        "source-language",
        TEXT,
        "",
        "The site's code of the language that they are in; they are translated into all other"
        " `languages`.",
        (rules.known_language,),
    ),
    Setting("dialect", TEXT, "", "The flavour of Markdown.", (own_dialects.known_dialect,)),
    Setting(
        "output",
        TEXT,
        "",
        "Where the localized documents go; several sources may have the same.",
        (source_rules.output_of_source, rules.no_others_file, source_rules.endings_of_the_source),
    ),
    Setting(
        "catalog",
        TEXT,
        "",
        "Where the catalogs are: where none is given, in `locales/{lang}/`, in a folder that is"
        " named after `source`.",
        (rules.template(needs=("lang",)), rules.no_others_file),
    ),
    Setting(
        "template",
        TEXT,
        "",
        "Where the templates are: where none is given, beside the catalogs, in the folder"
        " `templates`.",
        (rules.template(refuses=("lang",), optional=True), rules.no_others_file),
    ),
    Setting(
        "exclude",
        TEXTS,
        "",
        "Globs of files and folders that are no documents of this source.",
        (rules.globs_inside,),
    ),
    Setting(
        "permalink",
        TEXT,
        "",
        "The addresses of its pages, as the generator's settings say: `/:year/:month/:title/`.",
        (source_rules.known_tokens,),
    ),
    Setting("canonical", FLAG, "", "The same as `build.canonical`, for this source."),
    Setting(
        "keys",
        TEXTS,
        "",
        "If the source is YAML, TOML or JSON: the keys whose texts are translated; a dot goes into"
        " a table or a list, `*` stands for any name, `**` for any path, and `@key` at the end"
        " means the names of the keys instead of their values.",
        (source_rules.keys_of_data,),
    ),
)
"""The settings of one of several `[[sources]]`; one without a default must be given, and what is
not given is as at the top."""
