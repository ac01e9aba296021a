"""The generators: where each is found, how it renders a site, and how its site is laid out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.sites.figures import Languages

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYTHON = ROOT / ".venv-sites/bin"


@dataclass(frozen=True)
class Generator:
    """A generator with its site: `folder`, or the folder of its name beside this module.

    `commands` render the site in the folder `rendered`; `alone` renders the canonical language,
    where that is quicker. `ROOM` in an argument is the folder of what npm has installed.
    """

    name: str
    title: str
    canonical: str
    other: str
    languages: Languages
    commands: tuple[tuple[str, ...], ...]
    kept: tuple[str, ...]
    """Phrases that stay as they are in every language: their author says so."""
    alone: tuple[tuple[str, ...], ...] = ()
    switches: tuple[str, ...] = ()
    """Tags and classes of the elements that only lead to the same page in another language."""
    hint: str = "`make sites` installs it"
    folder: Path | None = None

    @property
    def home(self) -> Path:
        """The folder of the site."""
        return self.folder or HERE / self.name

    @property
    def room(self) -> Path | None:
        """The folder where npm installs the generator; None if it is no generator of npm."""
        room = HERE / "npm" / self.name
        return room if room.is_dir() else None

    @property
    def program(self) -> str | None:
        """The path of the generator's program; None if it is not installed."""
        name = self.commands[0][0]
        if self.room:
            found = self.room / "node_modules/.bin" / name
            return str(found) if found.exists() else None
        return shutil.which(name, path=str(PYTHON)) or shutil.which(name)


def _sphinx(language: str) -> tuple[str, ...]:
    settings = ("-D", f"language={language}")
    return ("sphinx-build", "-q", "-c", ".", *settings, f"docs/{language}", f"rendered/{language}")


def _mdbook(language: str) -> tuple[str, ...]:
    return ("mdbook", "build", language, "--dest-dir", f"rendered/{language}")


GENERATORS = (
    Generator(
        "mkdocs",
        "MkDocs Material",
        canonical="en",
        other="de",
        languages=Languages("/", "/de/"),
        commands=(("mkdocs", "build", "-q", "-d", "rendered"),),
        kept=("Greenleaf stays Greenleaf", "Kettle stays Kettle"),
    ),
    Generator(
        "hugo",
        "Hugo",
        canonical="de",
        other="en",
        languages=Languages("/", "/en/"),
        commands=(("hugo", "--quiet", "-d", "rendered"),),
        kept=("Marke bleibt Marke", "Kanne bleibt Kanne"),
        hint="Debian's package is `hugo`",
    ),
    Generator(
        "jekyll",
        "Jekyll",
        canonical="en",
        other="de",
        languages=Languages("/", "/de/"),
        commands=(("jekyll", "build", "--quiet", "-d", "rendered"),),
        kept=("Greenleaf stays Greenleaf", "Kettle stays Kettle"),
        hint="Debian's package is `jekyll`",
    ),
    Generator(
        "sphinx",
        "Sphinx, MyST",
        canonical="de",
        other="en",
        languages=Languages("/de/", "/en/"),
        commands=(_sphinx("de"), _sphinx("en")),
        alone=(_sphinx("de"),),
        kept=("Marke bleibt Marke", "Kanne bleibt Kanne"),
    ),
    Generator(
        "mdbook",
        "mdBook",
        canonical="en",
        other="de",
        languages=Languages("/en/", "/de/"),
        commands=(_mdbook("en"), _mdbook("de")),
        alone=(_mdbook("en"),),
        kept=("Greenleaf stays Greenleaf", "Kettle stays Kettle"),
    ),
    Generator(
        "vitepress",
        "VitePress",
        canonical="de",
        other="en",
        languages=Languages("/", "/en/"),
        commands=(("vitepress", "build", "."),),
        kept=("Marke bleibt Marke", "Kanne bleibt Kanne", "{{ wird nicht gelesen }}"),
        switches=("VPNavBarTranslations", "VPNavScreenTranslations", "translations"),
    ),
    Generator(
        "docusaurus",
        "Docusaurus",
        canonical="en",
        other="de",
        languages=Languages("/", "/de/"),
        commands=(("docusaurus", "build", "--out-dir", "rendered", "--no-minify"),),
        alone=(("docusaurus", "build", "--out-dir", "rendered", "--no-minify", "--locale", "en"),),
        kept=("Greenleaf stays Greenleaf", "Kettle stays Kettle"),
    ),
    Generator(
        "starlight",
        "Starlight",
        canonical="de",
        other="en",
        languages=Languages("/", "/en/"),
        commands=(("astro", "build", "--outDir", "rendered", "--silent"),),
        kept=("Marke bleibt Marke", "Kanne bleibt Kanne"),
        switches=("starlight-lang-select",),
    ),
)
