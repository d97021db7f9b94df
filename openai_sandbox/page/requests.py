"""The log of requests: a table that updates itself, and one request with its check against the document."""

from __future__ import annotations

import itertools
import json
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from openai_sandbox.page.checks import Check, is_problem, request_check, response_check
from openai_sandbox.page.elements import Element, breakable, button_form, element, link, table
from openai_sandbox.page.layout import PREFIX, page
from openai_sandbox.request_log import Entry
from openai_sandbox.state import State

PATH = f"{PREFIX}/requests"
_ROWS = 100


class Requests:
    """The views of the log."""

    def __init__(self, state: State) -> None:
        self._log = state.log

    async def show(self, request: Request) -> Response:
        """Show the newest requests, with ``?show=problems`` only those with an error or a fault."""
        only = request.query_params.get("show") == "problems"
        entries = (one for one in self._log.newest_first() if not only or is_problem(one))
        rows = [_row(one) for one in itertools.islice(entries, _ROWS)]
        return page(
            "Requests",
            element(
                "div",
                link(PATH, "All", aria_current="true" if not only else None),
                link(f"{PATH}?show=problems", "Problems", aria_current="true" if only else None),
                button_form(f"{PATH}/clear", "Clear the log"),
                class_="bar",
            ),
            element(
                "p",
                f"The newest {_ROWS} requests, updated every second. The sandbox checks each request and each response "
                "against OpenAI's document.",
                class_="hint",
            ),
            table(["Time", "Request", "Status", "Check"], rows, live="requests"),
            element("p", "No requests.", class_="empty"),
            section="Requests",
            notice=request.query_params.get("notice"),
        )

    async def show_one(self, request: Request) -> Response:
        """Show one request."""
        number = request.path_params["number"]
        entry = self._log.get(number)
        if entry is None:
            return page(
                f"Request {number}",
                problem="The log does not contain this request any more.",
                section="Requests",
                status=404,
            )
        response = entry.response
        return page(
            f"Request {number}",
            element(
                "dl",
                *_fact("Request", element("code", f"{entry.method} {entry.path}")),
                *_fact("Operation", element("code", entry.template or "none")),
                *_fact("Time", _clock(entry.t)),
                *_fact("Key", entry.key_kind),
                *_fact("Status", _status(entry)),
                *_fact("Request check", _badge(request_check(entry))),
                *_fact("Response check", _badge(response_check(entry))),
                *(_fact("Faults", ", ".join(entry.faults)) if entry.faults else ()),
            ),
            *_json("Query", entry.query),
            *_json("Headers", entry.headers),
            *_json("Body", entry.body),
            *(_json("Response", response.body) if response else ()),
            section="Requests",
        )

    async def clear(self, _request: Request) -> Response:
        """Delete the log."""
        self._log.clear()
        return RedirectResponse(f"{PATH}?notice=cleared", status_code=303)


def _row(entry: Entry) -> Element:
    check = request_check(entry)
    if check.kind == "valid":
        answer = response_check(entry)
        check = answer if answer.kind == "mismatch" else check
    return element(
        "tr",
        element("td", _clock(entry.t), class_="time"),
        element(
            "td",
            link(
                f"{PATH}/{entry.number}",
                element("b", entry.method),
                " ",
                *breakable(entry.path),
                id=f"open-{entry.number}",
            ),
            class_="main",
        ),
        element("td", _status(entry)),
        element("td", _badge(check)),
        id=f"request-{entry.number}",
    )


def _status(entry: Entry) -> Element:
    if not entry.status:
        return element("span", "no response", class_="status bad")
    style = "bad" if entry.status >= 400 else "good"  # noqa: PLR2004  # errors
    return element("span", str(entry.status), class_=f"status {style}")


def _badge(check: Check) -> Element:
    return element("span", check.text, class_=f"check {check.kind}")


def _clock(seconds: float) -> Element:
    moment = time.localtime(seconds)
    return element(
        "time",
        time.strftime("%H:%M:%S", moment),
        datetime=time.strftime("%Y-%m-%dT%H:%M:%S%z", moment),
    )


def _fact(name: str, value: Element | str) -> tuple[Element, Element]:
    return element("dt", name), element("dd", value)


def _json(title: str, value: Any) -> tuple[Element, ...]:
    if value is None or value == {}:
        return ()
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return element("h2", title), element("pre", text, tabindex="0")
