"""A web page instead of an answer is described by its title, without markup."""

from __future__ import annotations

import pytest

from provider_shim.api.web_pages import web_page


@pytest.mark.parametrize(
    ("text", "expected_text"),
    [
        ("<!DOCTYPE html><title>\n Access\n denied </title><p>x", 'a web page, "Access denied"'),
        ("\n<HTML><HEAD><TITLE lang=en>502</TITLE>", 'a web page, "502"'),
        (
            "<html><head><style>p {}</style></head><script>x()</script><body><h1>Sign</h1> in",
            'a web page, "Sign in"',
        ),
        ("<html><title></title><body>Sign in</body>", 'a web page, "Sign in"'),
        ("<html><style>" + "x" * 20_000 + "</style>", "a web page"),
        ("<html>", "a web page"),
        (f"<html>{'x' * 500}</html>", f'a web page, "{"x" * 200}…"'),
        ("<" * 100_000, None),
        ("<html>" + "<" * 100_000, "a web page"),
    ],
)
def test_a_web_page_is_described_by_its_title_or_first_words(
    text: str, expected_text: str | None
) -> None:
    assert web_page(text) == expected_text


@pytest.mark.parametrize("text", ["", "no html", '{"error": "<html>"}', "<Error><Code>x</Code>"])
def test_other_texts_are_not_web_pages(text: str) -> None:
    assert web_page(text) is None
