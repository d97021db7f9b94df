"""The documentation site in a real browser, read from its files as after a download: width, colors and search.

``make browser-docs`` builds the site and runs this. The variable ``SCREENSHOTS`` names a folder for pictures.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import Tab, chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = Path(__file__).resolve().parents[2] / "build" / "site"
PAGES = (
    "index",
    "how-it-works",
    "guides/quickstart",
    "guides/troubleshooting",
    "objects/index",
    "resources/vector_store",
)
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_CUT = """[...document.querySelectorAll("pre")].filter(one => one.scrollWidth > one.clientWidth).length"""
_BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with chromium() as tab:
        yield tab


@pytest.mark.parametrize("page", PAGES)
def test_pages_fit_each_width_in_both_colors(page: str, tab: Tab) -> None:
    pictures = os.environ.get("SCREENSHOTS")
    for width in (390, 1440):
        for scheme in ("light", "dark"):
            tab.show_as(width=width, scheme=scheme)
            tab.goto((SITE / f"{page}.html").as_uri())
            assert tab.run(_OVERFLOW) <= 0, width
            assert page != "how-it-works" or tab.run(_CUT) == 0, width
            back = tab.run(_BACKGROUND)
            assert (int(back.partition("(")[2].partition(",")[0]) < 128) == (scheme == "dark"), back
            if pictures:
                Path(pictures).mkdir(parents=True, exist_ok=True)
                name = page.replace("/", "-")
                tab.screenshot(Path(pictures) / f"{name}-{width}-{scheme}.png")
    assert tab.console == []


def test_the_search_finds_a_page_without_a_server(tab: Tab) -> None:
    tab.show_as(width=1440, scheme="light")
    tab.goto(f"{(SITE / 'search.html').as_uri()}?q=vector+store")
    found = """
    new Promise((resolve, reject) => {
      const end = Date.now() + 20000;
      (function look() {  // the page shows the results one by one
        const links = document.querySelectorAll("#search-results li a");
        if (links.length > 10) resolve(true);
        else if (Date.now() > end) reject(`The search finds ${links.length} pages.`);
        else setTimeout(look, 50);
      })();
    })
    """
    assert tab.run(found)
