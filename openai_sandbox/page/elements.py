"""Builds HTML from elements. The serializer of the standard library escapes every text and every attribute."""

from __future__ import annotations

from xml.etree import ElementTree as ET

Element = ET.Element
Child = Element | str | None


def element(tag: str, *children: Child, **attributes: str | bool | None) -> Element:
    """Return an element.

    In the names of attributes, ``_`` stands for ``-``, and a final ``_`` is removed (``class_``). None and False leave an
    attribute away, True writes it without a value. Children that are None are left away.
    """
    created = Element(
        tag,
        {
            name.rstrip("_").replace("_", "-"): "" if value is True else str(value)
            for name, value in attributes.items()
            if value is not None and value is not False
        },
    )
    for child in children:
        if isinstance(child, str):
            _append_text(created, child)
        elif child is not None:
            created.append(child)
    return created


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def rendered(root: Element) -> bytes:
    """Return the HTML of a document."""
    html = ET.tostring(root, encoding="unicode", method="html")
    return f"<!doctype html>\n{html}\n".encode(errors="replace")


def link(href: str, *children: Child, **attributes: str | bool | None) -> Element:
    """Return a link."""
    return element("a", *children, href=href, **attributes)


def breakable(path: str) -> list[Child]:
    """Return a path that can continue on the next line after each slash."""
    parts: list[Child] = []
    for piece in path.split("/"):
        parts += [element("wbr"), f"/{piece}"] if parts else [piece]
    return parts


def button_form(action: str, label: str, *, style: str | None = None, **fields: str) -> Element:
    """Return a form that contains only a button. It sends the fields to ``action``."""
    return element(
        "form",
        *(
            element("input", type="hidden", name=name, value=value)
            for name, value in fields.items()
        ),
        element("button", label, class_=style),
        method="post",
        action=action,
    )


def table(headings: list[str], rows: list[Element], *, live: str | None = None) -> Element:
    """Return a table. ``live`` is the id of a body whose rows the page updates."""
    return element(
        "table",
        element("thead", element("tr", *(element("th", one, scope="col") for one in headings))),
        element("tbody", *rows, id=live, data_live=bool(live)),
    )
