"""The page of the sandbox: what it shows, its forms, and who gets it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox import Sandbox

PAGE = "/_sandbox/page"
HOSTILE = "<script>alert('a')</script>\"&"


class Html(HTMLParser):
    """The text, the links and the forms of a page."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.response = response
        self.text = ""
        self.links: dict[str, str] = {}
        self.forms: list[dict[str, str]] = []
        self._href: str | None = None
        self._open: list[str] = []
        self.feed(response.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": values["action"], "method": values.get("method", "get")})
        elif tag == "input":
            self.forms[-1][values["name"]] = values["value"]
        elif tag == "a":
            self._href, self.links[values["href"]] = values["href"], ""
        assert tag != "script" or values["src"] == f"{PAGE}/live.js"

    def handle_endtag(self, tag: str) -> None:
        self._href = None if tag == "a" else self._href

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._href is not None:
            self.links[self._href] += data

    def form(self, action: str) -> dict[str, str]:
        return next(one for one in self.forms if one["action"] == action)


class Browser:
    """Opens pages of the sandbox like a browser, and sends their forms."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._client = httpx.Client(base_url=sandbox.origin, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def open(self, path: str) -> Html:
        return Html(self._client.get(path))

    def show(self, path: str) -> Html:
        """Open the page of an object."""
        return self.open(f"{PAGE}/object?path={quote(path)}")

    def send(self, form: dict[str, str], **entered: str) -> Html:
        fields = {name: one for name, one in form.items() if name not in {"action", "method"}}
        origin = str(self._client.base_url).rstrip("/")
        answer = self._client.post(
            form["action"],
            data={**fields, **entered},
            headers={"origin": origin},
            follow_redirects=True,
        )
        return Html(answer)

    def press(self, page: Html, action: str, **entered: str) -> Html:
        """Send the form of a page that has this action."""
        return self.send(page.form(f"{PAGE}/{action}"), **entered)


@pytest.fixture
def browser(sandbox: Sandbox) -> Iterator[Browser]:
    with Browser(sandbox) as created:
        yield created


def _invite(sandbox: Sandbox) -> str:
    body = {"email": "ada@example.com", "role": "reader"}
    return f"/organization/invites/{sandbox.admin.post('/organization/invites', json=body).json()['id']}"


def _file(sandbox: Sandbox, name: str = "a.txt", purpose: str = "assistants") -> str:
    upload: Any = {"file": (name, b"content")}
    return str(sandbox.client.post("/files", files=upload, data={"purpose": purpose}).json()["id"])


def test_objects_are_found_by_kind_with_their_json(browser: Browser, sandbox: Sandbox) -> None:
    file = _file(sandbox, "handbook.md")
    kinds = browser.open("/")
    assert "/files1" in kinds.text
    listed = browser.open(f"{PAGE}/objects?kind=/files")
    target = next(href for href, text in listed.links.items() if text == file)
    assert target in browser.open(f"{PAGE}/objects?search=handbook").links
    assert f'"id": "{file}"' in browser.open(target).text


def test_an_object_links_its_relations_in_both_directions(
    browser: Browser, sandbox: Sandbox
) -> None:
    file = _file(sandbox)
    store = sandbox.client.post("/vector_stores", json={"file_ids": [file]}).json()["id"]
    tools = {"file_search": {"vector_store_ids": [store]}}
    assistant = sandbox.client.post(
        "/assistants",
        json={"model": "gpt-4o", "tools": [{"type": "file_search"}], "tool_resources": tools},
    ).json()["id"]
    shown = browser.show(f"/vector_stores/{store}")
    assert assistant in shown.links.values()
    assert f"/vector_stores/{store}/files" in shown.links.values()
    assert store in browser.show(f"/vector_stores/{store}/files/{file}").links.values()
    assert store in browser.show(f"/assistants/{assistant}").links.values()
    assert (
        f"With the same id{file} /vector_stores/{store}/files"
        in browser.show(f"/files/{file}").text
    )


def test_every_text_is_escaped(browser: Browser, sandbox: Sandbox) -> None:
    store = sandbox.client.post("/vector_stores", json={"name": HOSTILE}).json()["id"]
    sandbox.client.post(f"/{quote(HOSTILE)}", json={HOSTILE: HOSTILE})
    number = sandbox.requests()[-1]["number"]
    pages = [
        browser.open(f"{PAGE}/objects?kind=/vector_stores"),
        browser.open(f"{PAGE}/objects?search={quote(HOSTILE)}"),
        browser.open(f"{PAGE}/requests"),
        browser.open(f"{PAGE}/requests/{number}"),
        browser.press(browser.open(f"{PAGE}/faults"), "faults", fault=HOSTILE),
    ]
    for page in pages:
        assert "<script>alert" not in page.response.text
        assert HOSTILE in page.text or page.form(f"{PAGE}/faults")["fault"] == HOSTILE
    assert "alert('a')" in browser.show(f"/vector_stores/{store}").text
    assert browser.show(HOSTILE).response.status_code == 404


def test_the_log_shows_the_check_against_the_document(browser: Browser, sandbox: Sandbox) -> None:
    sandbox.client.post("/vector_stores", json={"name": "a"})
    sandbox.client.post("/vector_stores", json={"name": 3})
    sandbox.client.get("/nothing")
    with sandbox.faults("429:method=GET"):
        sandbox.client.get("/files")
    log = browser.open(f"{PAGE}/requests")
    for text in (
        "200Request valid",
        "400Invalid type for 'name': expected a string, but got an integer instead.",
        "404The document does not contain this path.",
        "429Fault 429:method=GET",
    ):
        assert text in log.text
    assert "Request valid" not in browser.open(f"{PAGE}/requests?show=problems").text
    first = sandbox.requests()[0]["number"]
    shown = browser.open(f"{PAGE}/requests/{first}").text
    assert "The response conforms to the document." in shown
    assert '"object": "vector_store"' in shown
    assert "POST" not in browser.press(log, "requests/clear").text
    assert browser.open(f"{PAGE}/requests/{first}").response.status_code == 404


def test_faults_are_turned_on_and_off(browser: Browser, sandbox: Sandbox) -> None:
    def active() -> Any:
        return httpx.get(f"{sandbox.origin}/_sandbox/faults", trust_env=False).json()["faults"]

    shown = browser.open(f"{PAGE}/faults")
    assert "No fault is active." in shown.text
    shown = browser.press(shown, "faults", fault="503:times=2")
    shown = browser.press(shown, "faults", fault="quota")
    assert active() == ["503:times=2", "quota"]
    assert "503:times=2the next 2" in shown.text
    shown = browser.press(shown, "faults/remove")
    assert active() == ["quota"]
    wrong = browser.press(shown, "faults", fault="nothing")
    assert wrong.response.status_code == 400
    assert "unknown kind 'nothing'" in wrong.text
    everything = [one for one in wrong.forms if one["action"].endswith("/remove")][-1]
    assert "All faults are off." in browser.send(everything).text
    assert active() == []


def test_an_invite_is_accepted_once(browser: Browser, sandbox: Sandbox) -> None:
    path = _invite(sandbox)
    shown = browser.show(path)
    accepted = browser.press(shown, "object/accept")
    assert '"status": "accepted"' in accepted.text
    assert "ada@example.com" in sandbox.admin.get("/organization/users").text
    again = browser.press(shown, "object/accept")
    assert (again.response.status_code, again.forms) == (400, [])
    assert "The invite is accepted." in again.text


@pytest.mark.parametrize("kind", ["invite", "vector store", "file", "batch"])
def test_an_object_expires(browser: Browser, sandbox: Sandbox, kind: str) -> None:
    path = {
        "invite": _invite,
        "vector store": lambda _: (
            f"/vector_stores/{sandbox.client.post('/vector_stores', json={}).json()['id']}"
        ),
        "file": lambda _: f"/files/{_file(sandbox, 'b.jsonl', 'batch')}",
        "batch": _batch,
    }[kind](sandbox)
    shown = browser.press(browser.show(path), "object/expire")
    client = sandbox.admin if kind == "invite" else sandbox.client
    answer = client.get(path)
    if kind == "file":
        assert (answer.status_code, "no longer exists" in shown.text) == (404, True)
    else:
        assert answer.json()["status"] == "expired"
        assert '"status": "expired"' in shown.text
        assert not [one for one in shown.forms if "expire" in one["action"]]


def _batch(sandbox: Sandbox) -> str:
    body = {
        "input_file_id": _file(sandbox, "b.jsonl", "batch"),
        "endpoint": "/v1/responses",
        "completion_window": "24h",
    }
    return f"/batches/{sandbox.client.post('/batches', json=body).json()['id']}"


def test_a_job_advances_until_it_ends(browser: Browser, sandbox: Sandbox) -> None:
    body = {"model": "gpt-5", "input": "Hello", "background": True}
    with sandbox.faults("slow=9"):
        created = sandbox.client.post("/responses", json=body).json()["id"]
    shown = browser.show(f"/responses/{created}")
    live = re.search(r'<div id="object" data-live=[^>]*>', shown.response.text)
    assert live, "the script updates the object"
    for status in ("in_progress", "completed"):
        shown = browser.press(shown, "object/advance")
        assert f'"status": "{status}"' in shown.text
    assert not [one for one in shown.forms if "advance" in one["action"]]
    shown = browser.press(browser.show(_batch(sandbox)), "object/advance")
    assert '"status": "failed"' in shown.text


def test_a_reset_deletes_all_objects(browser: Browser, sandbox: Sandbox) -> None:
    file = _file(sandbox)
    shown = browser.press(browser.open("/"), "reset")
    assert "only its initial objects" in shown.text
    assert sandbox.client.get(f"/files/{file}").status_code == 404


def test_older_objects_are_on_further_pages(
    browser: Browser, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openai_sandbox.page.objects._ROWS", 2)
    store = sandbox.client.post("/vector_stores", json={}).json()["id"]
    for _ in range(2):
        sandbox.client.post("/vector_stores", json={})
    newest = browser.open(f"{PAGE}/objects?kind=/vector_stores")
    assert store not in newest.links.values()
    older = next(href for href, text in newest.links.items() if text == "Older objects")
    assert store in browser.open(older).links.values()


def test_the_page_is_not_in_the_log(browser: Browser, sandbox: Sandbox) -> None:
    for path in ("/", f"{PAGE}/requests", f"{PAGE}/style.css", f"{PAGE}/live.js"):
        assert browser.open(path).response.status_code == 200
    assert browser.open(f"{PAGE}/nothing").response.status_code == 404
    assert sandbox.requests() == []


def test_all_links_of_the_page_work(browser: Browser, sandbox: Sandbox) -> None:
    _invite(sandbox)
    waiting, seen = ["/"], set[str]()
    while waiting:
        path = waiting.pop().partition("#")[0]
        if path not in seen and not re.search("models|=gpt", path):
            seen.add(path)
            page = browser.open(path)
            assert page.response.status_code == 200, path
            policy = page.response.headers["content-security-policy"]
            assert "script-src 'self'" in policy
            waiting += page.links
    assert len(seen) > 10


def test_the_guide_contains_the_address_of_the_sandbox(browser: Browser, sandbox: Sandbox) -> None:
    page = browser.open(f"{PAGE}/guide")
    assert sandbox.origin in page.text
    assert ":8181" not in page.text


def test_each_link_in_the_guide_has_a_target(browser: Browser) -> None:
    page = browser.open(f"{PAGE}/guide")
    targets = [href for href in page.links if href.startswith("#")]
    assert {"#content", "#seeds", "#answers", "#control-endpoints", "#faults"} <= {*targets}
    assert [one for one in targets if f'id="{one[1:]}"' not in page.response.text] == []


@pytest.mark.parametrize("host", ["evil.example", "192.0.2.1:8181", "localhost.evil.example", ""])
def test_other_hosts_get_no_page(sandbox: Sandbox, host: str) -> None:
    answer = sandbox.client.get(f"{sandbox.origin}/", headers={"host": host})
    assert (answer.status_code, "--page-host" in answer.text) == (403, True)


@pytest.mark.parametrize("host", ["localhost:1", "app.localhost", "127.0.0.2:80", "[::1]:8181"])
def test_names_of_this_machine_get_the_page(sandbox: Sandbox, host: str) -> None:
    answer = sandbox.client.get(f"{sandbox.origin}/", headers={"host": host})
    assert answer.status_code == 200


@pytest.mark.parametrize("origin", ["", "null", "http://localhost:1", "http://evil.example"])
def test_only_the_page_sends_its_forms(sandbox: Sandbox, origin: str) -> None:
    file = _file(sandbox)
    headers = {"origin": origin} if origin else {}
    answer = sandbox.client.post(f"{sandbox.origin}{PAGE}/reset", headers=headers)
    assert answer.status_code == 403
    assert sandbox.client.get(f"/files/{file}").status_code == 200
