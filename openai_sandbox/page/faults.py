"""The faults: those that are active, and a form for another one."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from openai_sandbox import faults
from openai_sandbox.faults import Fault, FaultError
from openai_sandbox.page.elements import Element, button_form, element, table
from openai_sandbox.page.layout import PREFIX, page
from openai_sandbox.state import State

PATH = f"{PREFIX}/faults"
_EXAMPLES = ("429:times=1", "500:times=2", "quota", "latency=2s", "drop-after:times=1", "slow=3")
_ROW = re.compile(r"^(``.+?)\s{2,}(\S.*)\n((?:\s{4,}\S.*\n)*)", re.MULTILINE)


class FaultViews:
    """The views of the faults."""

    def __init__(self, state: State) -> None:
        self._faults = state.faults

    async def show(self, request: Request) -> Response:
        """Show the active faults and the form."""
        return self._page(notice=request.query_params.get("notice"))

    async def add(self, request: Request) -> Response:
        """Activate the fault of the form. If it is invalid, show the form again with the error."""
        spec = str((await request.form()).get("fault", "")).strip()
        try:
            self._faults.add([spec])
        except FaultError as error:
            return self._page(entered=spec, problem=str(error))
        return RedirectResponse(f"{PATH}?notice=fault-on", status_code=303)

    async def remove(self, request: Request) -> Response:
        """Remove the fault of the form, or all faults if the form names none."""
        spec = (await request.form()).get("fault")
        if spec is None:
            self._faults.clear()
            return RedirectResponse(f"{PATH}?notice=faults-off", status_code=303)
        self._faults.remove(str(spec))
        return RedirectResponse(f"{PATH}?notice=fault-off", status_code=303)

    def _page(
        self, *, notice: str | None = None, entered: str = "", problem: str | None = None
    ) -> Response:
        rows = [_row(number, one) for number, one in enumerate(self._faults.active)]
        return page(
            "Faults",
            element(
                "p", "A fault makes requests fail, to test how a program handles it.", class_="hint"
            ),
            table(["Fault", "Requests", "Off"], rows, live="active"),
            element("p", "No fault is active.", class_="empty"),
            button_form(f"{PATH}/remove", "Turn all faults off") if rows else None,
            element("h2", "Add a fault"),
            element(
                "form",
                element("label", "Fault", for_="fault"),
                element(
                    "input",
                    id="fault",
                    name="fault",
                    value=entered,
                    required=True,
                    placeholder="429:times=1:path=/files*",
                    autocomplete="off",
                    autocapitalize="off",
                    spellcheck="false",
                    aria_invalid="true" if problem else None,
                ),
                element("button", "Turn on", class_="primary"),
                method="post",
                action=PATH,
                class_="bar",
            ),
            element(
                "div",
                *(button_form(PATH, one, style="code", fault=one) for one in _EXAMPLES),
                class_="bar",
                aria_label="Examples",
                role="group",
            ),
            *_help(),
            section="Faults",
            notice=notice,
            problem=problem,
            status=400 if problem else 200,
        )


def _row(number: int, fault: Fault) -> Element:
    left = "all" if fault.left is None else f"the next {fault.left}"
    return element(
        "tr",
        element("td", element("code", fault.spec), class_="main"),
        element("td", left),
        element("td", button_form(f"{PATH}/remove", "Turn off", fault=fault.spec)),
        id=f"fault-{number}",
    )


def _help() -> list[Element]:
    """Return the documentation of the module ``faults`` as HTML."""
    documentation = f"{faults.__doc__}"
    rows = [
        element(
            "tr",
            element("td", *_code(kind), class_="main"),
            element("td", *_code(" ".join(f"{text} {rest}".split()))),
        )
        for kind, text, rest in _ROW.findall(documentation)
    ]
    options = documentation.rpartition("=\n")[2].strip()
    return [
        element("h2", "Kinds of faults"),
        table(["Fault", "Effect"], rows),
        *(element("p", *_code(" ".join(one.split()))) for one in options.split("\n\n")),
    ]


def _code(text: str) -> list[Element | str]:
    parts = text.split("``")
    return [element("code", one) if index % 2 else one for index, one in enumerate(parts)]
