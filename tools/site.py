"""``python -m tools.site`` builds the documentation site into ``build/site``, with warnings as errors.

The pages come from ``docs`` (the pages of the registry, which stay as they are), from ``website`` (pages that only the site has),
from README and CHANGELOG, and from docstrings. They are written into a temporary folder, which Sphinx reads. At last, every internal
link of the finished pages is checked.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import examples, site_indexes, site_pictures
from tools.site_links import faults
from tools.site_pages import Page, converted, parse

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
MOVED = {
    "index.md": "provider.md",
    "../README.md": "index.md",
    "../CHANGELOG.md": "changelog.md",
    "../DESIGN.md": "design.md",
}
"""The files whose path on the site differs from their path relative to ``docs``."""

GUIDES = {
    "Start": ["guides/quickstart", "how-it-works", "guides/adoption", "compatibility"],
    "Build": ["guides/patterns", "guides/guardrails", "guides/testing", "guides/local-files"],
    "Operate": [
        "guides/state-and-secrets",
        "guides/compatible-servers",
        "guides/sandbox",
        "guides/troubleshooting",
    ],
    "Migrate": ["guides/other-providers", "guides/assistants"],
    "Reference": [
        "provider",
        "objects/index",
        "functions/index",
        "api/index",
        "guides/objects",
        "guides/left-out",
        "changelog",
        "design",
    ],
}
"""The pages in the sidebar. Guides that are not listed follow under "Build"."""

_SECTION = re.compile(r"^<!-- README: (.+) -->$", re.MULTILINE)
_PICTURE = re.compile(r"^<!-- picture: (\w+) -->$", re.MULTILINE)
_STANDS_ALONE = "---\norphan: true\n---\n\n"
"""Pages of objects are not in the sidebar, because it would have hundreds of entries. The pages of their areas list them."""


class SiteError(Exception):
    """The site cannot be built. The message says why."""


def pages(root: Path = ROOT) -> dict[str, str]:
    """Return the Markdown of every page of the site, by path.

    Raises:
        ValueError: A link leads to a file that is not on the site.
    """
    docs = root / "docs"
    found = [
        parse(str(file.relative_to(docs)), file.read_text(encoding="utf-8"))
        for file in sorted(docs.rglob("*.md"))
    ]
    areas = site_indexes.areas(found)
    result = {MOVED.get(page.path, page.path): _page(page) for page in found}
    for path in ("../CHANGELOG.md", "../DESIGN.md"):
        text = (docs / path).read_text(encoding="utf-8")
        result[MOVED[path]] = converted(parse(path, text), _moved(path))
    for area, listed in areas.items():
        result[f"objects/{site_indexes.slug(area)}.md"] = site_indexes.area_page(area, listed)
    result["objects/index.md"] = "# Objects by area\n\n" + site_indexes.toctree(
        [site_indexes.slug(area) for area in areas], "titlesonly:"
    )
    functions = [page for page in found if page.path.startswith("functions/")]
    result["functions/index.md"] = "# Functions\n\n" + "".join(
        f"* [`{Path(page.path).stem}`]({Path(page.path).name}): {page.description}\n"
        for page in functions
    )
    result |= _reference(areas)
    readme = (root / "README.md").read_text(encoding="utf-8")
    pictures = _pictures(root, found)
    for file in sorted((root / "website").glob("*.md")):
        text = _SECTION.sub(lambda one: _section(readme, one[1]), file.read_text(encoding="utf-8"))
        result[file.name] = _PICTURE.sub(lambda one: pictures[one[1]], text)
    result["index.md"] += "\n" + "\n".join(_contents(result))
    return result


def build(pages: dict[str, str], out: Path = SITE) -> None:
    """Build the site from its pages.

    Raises:
        SiteError: Sphinx reports a warning, or an internal link is dead.
    """
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "source"
        for path, text in pages.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text, encoding="utf-8")
        shutil.copy(ROOT / "website" / "conf.py", source)
        shutil.copytree(ROOT / "website" / "_static", source / "_static")
        made = Path(name) / "html"
        command = [
            *(sys.executable, "-m", "sphinx", "--builder", "html", "--quiet"),
            *("--fail-on-warning", "--keep-going"),
            *("--doctree-dir", f"{name}/doctrees", str(source), str(made)),
        ]
        environment = {
            **os.environ,
            **examples.QUIET,  # the CDK's base classes start Node
            "PATH": f"{ROOT / '.tools' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONPATH": str(ROOT),
        }
        if subprocess.run(command, env=environment, check=False).returncode:
            raise SiteError(
                "Sphinx reports the warnings above. Correct the pages in docs, website or the code."
            )
        if found := faults(made):
            raise SiteError("\n".join(found))
        shutil.rmtree(out, ignore_errors=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, out)


def main() -> int:
    """Build the site, and return the exit code."""
    try:
        build(pages())
    except (SiteError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"The site is in {SITE.relative_to(ROOT)}. Open {SITE.relative_to(ROOT)}/index.html: it needs no server."
    )
    return 0


def _page(page: Page) -> str:
    text = converted(page, MOVED)
    if page.area:
        back = f"[{page.area}](../objects/{site_indexes.slug(page.area)}.md)\n\n"
        return f"{_STANDS_ALONE}{back}{text}"
    return f"{_STANDS_ALONE}{text}" if page.path.startswith("functions/") else text


def _moved(path: str) -> dict[str, str]:
    """Return the paths for links of a file beside ``docs``: it writes ``docs/…`` for pages."""
    return {**MOVED, path: MOVED[path]}


def _section(readme: str, heading: str) -> str:
    """Return a section of README, without its heading."""
    text = readme.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    if not text:
        raise SiteError(f"README has no section {heading!r}, but a page of the website shows it")
    return converted(parse("../README.md", text.strip() + "\n"), _moved("../README.md"))


def _pictures(root: Path, found: Sequence[Page]) -> dict[str, str]:
    layers = site_pictures.layers((root / "pyproject.toml").read_text(encoding="utf-8"))
    package = root / "provider_shim"
    described = {
        name: site_pictures.docstring_of(package, name) for names in layers for name in names
    }
    resources = Counter(
        page.area for page in found if page.area and not page.path.startswith("list-resources/")
    )
    return {
        "layers": site_pictures.layers_picture(layers, described),
        "objects": site_pictures.bars_picture(
            "Objects in each area of the API", dict(resources.most_common())
        ),
    }


def _reference(areas: dict[str, list[Page]]) -> dict[str, str]:
    """Return the pages that Sphinx writes from docstrings."""
    documented: set[str] = set()
    constructs = {
        f"api/{site_indexes.slug(area)}.md": site_indexes.reference_page(area, listed, documented)
        for area, listed in areas.items()
        if any(site_indexes.constructs_of(page) for page in listed)
    }
    packages = {
        "patterns": "openai_cdktf.patterns",
        "guardrails": "openai_cdktf.guardrails",
        "testing": "openai_cdktf.testing",
        "sandbox": "openai_sandbox",
    }
    own = {
        f"api/{name}-package.md": f"# {package}\n\n"
        + site_indexes.autodoc("automodule", [package], "members", "imported-members")
        for name, package in packages.items()
    }
    own["api/provider-block.md"] = (
        "# The provider and triggers\n\n"
        + site_indexes.autodoc("autoclass", ["openai_cdktf.OpenaiProvider"])
        + "\n"
        + site_indexes.autodoc("autofunction", ["openai_cdktf.trigger"])
    )
    index = (
        "# Python API\n\nThe docstrings of the packages, and of the constructs of each area.\n\n"
    )
    names = [Path(path).stem for path in (*own, *constructs)]
    return {**own, **constructs, "api/index.md": index + site_indexes.toctree(names, "titlesonly:")}


def _contents(result: dict[str, str]) -> Iterator[str]:
    """Yield the tables of contents in the sidebar."""
    listed = {name for names in GUIDES.values() for name in names}
    more = [
        path.removesuffix(".md")
        for path in result
        if path.startswith("guides/") and path.removesuffix(".md") not in listed
    ]
    for caption, names in GUIDES.items():
        entries = [*names, *(more if caption == "Build" else [])]
        yield site_indexes.toctree(entries, f"caption: {caption}", "hidden:", "titlesonly:")


if __name__ == "__main__":
    sys.exit(main())
