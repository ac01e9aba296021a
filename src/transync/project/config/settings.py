"""The settings: each key, what it may be, what it is when it is not given, what it does."""

from __future__ import annotations

from transync.project.config import attribute_rules, link_rules, own_dialects, rules, source_rules
from transync.project.config.kinds import (
    FLAG,
    NUMBER,
    TABLE_OF_DATA,
    TABLE_OF_LISTS,
    TABLE_OF_NUMBERS,
    TABLE_OF_PATTERNS,
    TABLE_OF_TABLES,
    TABLE_OF_TEXTS,
    TABLES,
    TEXT,
    TEXTS,
    TEXTS_OR_TABLE,
    Setting,
)

SETTINGS = (
    Setting(
        "source-language",
        TEXT,
        '"de"',
        "The site's code of the language that the canonical documents are in.",
        (rules.known_language,),
    ),
    Setting(
        "languages",
        TEXTS,
        None,
        "The site's codes of the languages to translate into.",
        (rules.not_empty, rules.each_once, rules.not_the_source, rules.known_languages),
    ),
    Setting(
        "source",
        TEXT,
        '"source/{path}.md"',
        "Where the canonical documents are; `{path}` stands for folders and a name, `{md,mdx}` for"
        " one of several endings.",
        (rules.template(needs=("path",), refuses=("lang",), endings=True),),
    ),
    Setting(
        "dialect",
        TEXT,
        '"commonmark"',
        "The flavour of Markdown that the documents are written in; `.mdx` documents are in a kind"
        " of MDX whatever it says.",
        (own_dialects.known_dialect,),
    ),
    Setting(
        "dialects",
        TABLE_OF_TABLES,
        "{}",
        "Dialects of the project's own, by name: a `base`, and what"
        " [the site adds](../how-to/own-dialects.md) to it.",
        (own_dialects.own_dialects,),
    ),
    Setting(
        "translate-attributes",
        TEXTS,
        "[]",
        "More attributes and parameters that readers see: `Card@title` (`*` stands for any tag),"
        " `{{figure}}@caption` of a shortcode, `{%include%}@text` of a tag of Liquid, `{}@title` of"
        " an attribute list; with `-` before it, one that the dialect has and that is not offered.",
        (attribute_rules.attribute_selectors,),
    ),
    Setting(
        "line-breaks",
        TEXT,
        '"join"',
        "What becomes of the line breaks in a paragraph that readers do not see: `join` undoes"
        " them, so that translators see one line; `keep` makes them a part of the text, and each"
        " translation has line breaks of its own.",
        (rules.one_of("join", "keep"),),
    ),
    Setting(
        "catalog",
        TEXT,
        '"locales/{lang}/{path}.po"',
        "Where the catalogs are; without `{path}`, one for all documents of a language.",
        (rules.template(needs=("lang",)), rules.no_others_file),
    ),
    Setting(
        "template",
        TEXT,
        '"locales/templates/{path}.pot"',
        "Where the templates of new catalogs are written; an empty text writes none.",
        (rules.template(refuses=("lang",), optional=True), rules.no_others_file),
    ),
    Setting(
        "output",
        TEXT,
        '"build/{lang}/{path}.md"',
        "Where the localized documents go; what it matches is never a canonical document.",
        (
            rules.template(needs=("path", "lang"), endings=True),
            rules.no_others_file,
            source_rules.endings_of_the_source,
        ),
    ),
    Setting(
        "exclude",
        TEXTS,
        "[]",
        "Globs (`**`, `*`, `?`) of files and folders that are no canonical documents, nor the"
        " catalogs and templates of former ones.",
        (rules.globs_inside,),
    ),
    Setting(
        "permalink",
        TEXT,
        '""',
        "The addresses of pages that say none of their own, as the settings of the generator have"
        " them: `/:collection/:path/`, where `:collection` is written out.",
        (source_rules.known_tokens,),
    ),
    Setting(
        "sources",
        TABLES,
        "[]",
        "Several sources, each a table `[[sources]]` with settings of its own; the table below has"
        " them.",
    ),
    Setting(
        "locale-codes",
        TABLE_OF_TEXTS,
        "{}",
        "BCP 47 codes of languages that the site calls something else.",
        (rules.for_languages, rules.known_locales),
    ),
    Setting(
        "front-matter.translate",
        TEXTS,
        '["title", "description", "excerpt", "summary", "subtitle"]',
        "Keys whose values are translated, texts or lists of texts; a dot goes into a table; if it"
        " is not given, those that the dialect adds are translated, too.",
        (rules.dotted_keys,),
    ),
    Setting(
        "front-matter.set",
        TABLE_OF_DATA,
        '{ lang = "{lang}", translated = true }',
        "Keys that every localized document gets; `{lang}`, `{locale}`, `{direction}` and `{name}`"
        " stand for its language, `{path}` for its document, `{value}` for what that says there,"
        " `{address}` for its address.",
        (rules.known_placeholders, rules.not_translated),
    ),
    Setting(
        "front-matter.address",
        TABLE_OF_PATTERNS,
        "{}",
        "Keys that are addresses: a text such as `/{lang}{value}` is the address of the localized"
        " document, where the document has one; `false` leaves the key out.",
        (rules.known_placeholders, rules.not_translated, rules.not_set, rules.of_each_language),
    ),
    Setting(
        "front-matter.stamp",
        FLAG,
        "true",
        "Whether a localized document says what it was made from, so that `check` can say why it is"
        " out of date.",
    ),
    Setting(
        "build.minimum",
        NUMBER,
        "1",
        "Percentage of translated words below which a document is not published; 0 publishes all.",
        (rules.percentage,),
    ),
    Setting(
        "build.keep",
        TEXTS,
        "[]",
        "Globs of localized documents that stay as somebody has made them: `build` leaves them"
        " alone, and `check` warns where they differ from what their catalogs give.",
        (rules.globs_inside,),
    ),
    Setting(
        "build.canonical",
        FLAG,
        "false",
        "Whether the canonical document is published too, as it is, under `output`.",
    ),
    Setting(
        "links.pages",
        TEXT,
        '"localize"',
        "What becomes of links to pages of the project, where the dialect knows how they lead"
        " there: `localize` lets them lead to the page in the reader's language; `keep` leaves them"
        " as they are.",
        (rules.one_of("localize", "keep"),),
    ),
    Setting(
        "links.assets",
        TEXT,
        '"rebase"',
        "What becomes of relative paths of pictures, imports and other files that are no pages:"
        " `rebase` lets them lead to the author's file from where the page lies, unless the"
        " generator finds it by itself; `keep` leaves them as they are.",
        (rules.one_of("rebase", "keep"),),
    ),
    Setting(
        "links.rewrite",
        TABLE_OF_TEXTS,
        "{}",
        "What targets of links begin with, and what they begin with instead on a localized page,"
        " where `{lang}` and `{locale}` stand for its language; an empty text leaves the target to"
        " the translator.",
        (link_rules.prefixes,),
    ),
    Setting(
        "links.base",
        TEXT,
        '""',
        "Where the site is published, as its generator is told: `https://example.org/docs/`; a link"
        " that begins so, or with the path alone, is an address of the site.",
    ),
    Setting(
        "links.anchors",
        TEXT,
        '"keep"',
        "What becomes of the id of a translated heading, where the dialect knows how the generator"
        " makes it: `keep` gives it the one of the source; `translate` leaves it the one of the"
        " translation, which links of the language then lead to; `check` changes nothing.",
        (rules.one_of("keep", "translate", "check"),),
    ),
    Setting(
        "guard.allow",
        TEXTS_OR_TABLE,
        "[]",
        "Codes of deviations from the markup of the source that translations may have: for all"
        " languages, or a table by language.",
        (rules.for_languages_if_table, rules.allowable_codes),
    ),
    Setting(
        "check.select",
        TEXTS,
        "[]",
        "Codes of findings, or beginnings of codes, that are reported; empty means all but those"
        " that are off until they are selected.",
        (rules.codes_of_findings,),
    ),
    Setting(
        "check.ignore",
        TEXTS,
        "[]",
        "Codes of findings, or beginnings of codes, that are not reported.",
        (rules.codes_of_findings,),
    ),
    Setting(
        "check.ignore-paths",
        TABLE_OF_LISTS,
        "{}",
        "The same for files, and the documents they belong to, that a glob matches.",
        (rules.globs_of_findings,),
    ),
    Setting(
        "check.ignore-languages",
        TABLE_OF_LISTS,
        "{}",
        "The same for languages.",
        (rules.for_languages, rules.codes_of_each),
    ),
    Setting(
        "check.strict",
        FLAG,
        "false",
        "Whether warnings fail a run, too.",
    ),
    Setting(
        "check.minimum",
        TABLE_OF_NUMBERS,
        "{}",
        "Percentage of the words of each document that must be translated, by language; 100 where"
        " none is given.",
        (rules.for_languages, rules.percentages),
    ),
    Setting(
        "glossary.terms",
        TEXT,
        '""',
        "Where the terms of each language are, say `glossary/{lang}.toml`; empty means none.",
        (rules.template(needs=("lang",), refuses=("path",), optional=True),),
    ),
)
