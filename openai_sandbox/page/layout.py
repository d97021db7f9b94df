"""The frame of each page: title, navigation, notice, and the headers that protect it."""

from __future__ import annotations

from starlette.responses import Response

from openai_sandbox.page.elements import Child, element, link, rendered

PREFIX = "/_sandbox/page"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    # Not no-referrer: with it, browsers send "Origin: null" with forms.
    "referrer-policy": "same-origin",
}
_SECTIONS = (
    ("Objects", "/"),
    ("Requests", f"{PREFIX}/requests"),
    ("Faults", f"{PREFIX}/faults"),
    ("Guide", f"{PREFIX}/guide"),
)
NOTICES = {
    "accepted": "The invite is accepted. The person is a user of the organization now.",
    "advanced": "The job is one step further.",
    "unchanged": "The job did not change.",
    "expired": "The object has expired.",
    "gone": "The object has expired, and no longer exists.",
    "reset": "The sandbox contains only its initial objects again.",
    "cleared": "The log of requests is empty.",
    "fault-on": "The fault is active.",
    "fault-off": "The fault is off.",
    "faults-off": "All faults are off.",
}


def page(
    title: str,
    *content: Child,
    section: str = "Objects",
    notice: str | None = None,
    problem: str | None = None,
    status: int = 200,
) -> Response:
    """Return a page as a response. ``notice`` is a key of `NOTICES`, ``problem`` a message about what failed."""
    root = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("title", f"{title} · OpenAI sandbox"),
            element("link", rel="icon", href="data:,"),
            element("link", rel="stylesheet", href=f"{PREFIX}/style.css"),
            element("script", src=f"{PREFIX}/live.js", defer=True),
        ),
        element(
            "body",
            link("#content", "Skip to the content", class_="skip"),
            element(
                "header",
                link("/", "OpenAI sandbox", class_="brand"),
                element(
                    "nav",
                    *(
                        link(href, name, aria_current="page" if name == section else None)
                        for name, href in _SECTIONS
                    ),
                    aria_label="Sections",
                ),
            ),
            element(
                "main",
                element("h1", title),
                element("p", NOTICES[notice], class_="notice", role="status")
                if notice in NOTICES
                else None,
                element("p", problem, class_="problem", role="alert") if problem else None,
                *content,
                id="content",
            ),
        ),
        lang="en",
    )
    return Response(rendered(root), status_code=status, media_type="text/html", headers=HEADERS)
