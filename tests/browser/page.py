"""The page of the sandbox in a real browser: width, colors, keyboard and updates.

``make browser`` runs it. It needs Chromium, which no package index has, so its name keeps it out of ``make test``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from openai_sandbox import ControlClient
from tests.browser.chromium import Tab, chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox import Sandbox

PAGE = "/_sandbox/page"
_WAIT = """
new Promise((resolve, reject) => {
  const end = Date.now() + 20000;
  (function look() {
    if (%s) resolve(true);
    else if (Date.now() > end) reject("The page did not change: " + document.body.innerText);
    else setTimeout(look, 50);
  })();
})
"""
_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Tab]:
    with chromium() as tab:
        yield tab


@pytest.fixture
def tab(browser: Tab) -> Iterator[Tab]:
    browser.show_as(width=390, scheme="light")
    yield browser
    assert browser.console == []


def _wait(tab: Tab, condition: str) -> None:
    tab.run(_WAIT % condition)


def _fill(sandbox: Sandbox) -> dict[str, str]:
    """Create objects, and return the addresses of all kinds of pages."""
    invite = {"email": "ada@example.com", "role": "reader"}
    invite_id = sandbox.admin.post("/organization/invites", json=invite).json()["id"]
    upload: Any = {"file": ("a-very-long-name" * 8 + ".md", b"content")}
    file = sandbox.client.post("/files", files=upload, data={"purpose": "assistants"}).json()["id"]
    store = sandbox.client.post("/vector_stores", json={"file_ids": [file]}).json()["id"]
    sandbox.client.post("/vector_stores", json={"name": 3})
    sandbox.client.get("/organization/projects/" + "long" * 40)
    return {
        "objects": "/",
        "kind": f"{PAGE}/objects?kind=/files",
        "invite": f"{PAGE}/object?path={quote(f'/organization/invites/{invite_id}')}",
        "store": f"{PAGE}/object?path={quote(f'/vector_stores/{store}')}",
        "requests": f"{PAGE}/requests",
        "request": f"{PAGE}/requests/{sandbox.requests()[0]['number']}",
        "faults": f"{PAGE}/faults",
        "guide": f"{PAGE}/guide",
    }


def test_every_page_fits_each_width_in_both_colors(tab: Tab, sandbox: Sandbox) -> None:
    pictures = os.environ.get("SCREENSHOTS")  # a folder; look at them after a change of the style
    for name, path in _fill(sandbox).items():
        for width in (390, 1440):
            for scheme, darkest in (("light", False), ("dark", True)):
                tab.show_as(width=width, scheme=scheme)
                tab.goto(f"{sandbox.origin}{path}")
                assert not tab.run(_WIDER), (name, width)
                back = tab.run("getComputedStyle(document.body).backgroundColor")
                dark = int(back.partition("(")[2].partition(",")[0]) < 128
                assert dark == darkest, (name, back)
                if pictures:
                    Path(pictures).mkdir(parents=True, exist_ok=True)
                    tab.screenshot(Path(pictures) / f"{name}-{width}-{scheme}.png")


def test_new_requests_appear_and_the_focus_stays(tab: Tab, sandbox: Sandbox) -> None:
    sandbox.client.get("/files")
    tab.goto(f"{sandbox.origin}{PAGE}/requests")
    tab.run("document.querySelector('tbody a').focus()")
    focused = tab.run("document.activeElement.id")
    sandbox.client.post("/vector_stores", json={"name": 3})
    _wait(tab, "document.querySelectorAll('tbody tr').length === 2")
    assert "Invalid type for 'name'" in tab.run("document.querySelector('tbody tr').innerText")
    assert tab.run("document.activeElement.id") == focused
    sandbox.clear_requests()
    _wait(tab, "document.querySelector('.empty').offsetHeight > 0")


def test_an_object_is_updated_while_it_is_shown(tab: Tab, sandbox: Sandbox) -> None:
    body = {"model": "gpt-4o", "input": "Hello", "background": True}
    slow = {"x-sandbox-fault": "slow=1000"}
    created = sandbox.client.post("/responses", json=body, headers=slow).json()["id"]
    path = f"/responses/{created}"
    tab.goto(f"{sandbox.origin}{PAGE}/object?path={quote(path)}")
    tab.run("document.querySelector('pre').focus()")
    json = "document.querySelector('pre').innerText"
    assert '"status": "queued"' in tab.run(json)
    control = ControlClient(sandbox.base_url)
    control.advance(path)
    _wait(tab, f"{json}.includes('in_progress')")
    assert tab.run("document.activeElement.id") == "json"
    assert tab.run("document.querySelectorAll('#actions button').length") == 1
    control.advance(path)  # then it has no action any more
    _wait(tab, "document.querySelectorAll('#actions button').length === 0")
    follow = {"model": "gpt-4o", "input": "More", "previous_response_id": created}
    following = sandbox.client.post("/responses", json=follow).json()["id"]
    _wait(tab, f"document.querySelector('#referred-to-by')?.innerText.includes('{following}')")
    sandbox.client.delete(path)
    _wait(
        tab,
        "getComputedStyle(document.querySelector('main'), '::before').content.includes('no longer')",
    )
    tab.console.clear()  # Chromium reports the status 404


def test_the_keyboard_is_enough(tab: Tab, sandbox: Sandbox) -> None:
    pages = _fill(sandbox)
    tab.goto(f"{sandbox.origin}{pages['invite']}")
    for _ in range(20):
        tab.press("Tab")
        if tab.run("document.activeElement.innerText") == "Accept the invite":
            break
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert tab.run(outline) == "solid"
    tab.press("Enter", "\r")
    tab.wait_for_load()
    assert "The invite is accepted." in tab.run("document.body.innerText")
    tab.goto(f"{sandbox.origin}/")
    tab.press("Tab")
    assert tab.run("document.activeElement.innerText") == "Skip to the content"
    tab.press("/")
    assert tab.run("document.activeElement.id") == "search"


def test_a_browser_sends_forms_of_the_page_only(tab: Tab, sandbox: Sandbox) -> None:
    _fill(sandbox)
    other = sandbox.origin.replace("127.0.0.1", "localhost")
    send = f"fetch('{sandbox.origin}{PAGE}/reset', {{method: 'POST', mode: 'no-cors'}})"
    tab.goto(f"{other}/")
    tab.run(f"{send}.catch(() => 0).then(() => 0)")
    assert len(sandbox.client.get("/files").json()["data"]) == 1
    tab.console.clear()  # the page's policy forbids the request, too
    tab.goto(f"{other}/")
    tab.run("document.querySelector('details:last-child').open = true")
    tab.run("document.querySelector('button.danger').click()")
    tab.wait_for_load()
    assert "only its initial objects" in tab.run("document.body.innerText")
    assert sandbox.client.get("/files").json()["data"] == []
