"""Pictures of the site, as SVG: drawn from the import contracts and from the registry of objects.

The colours come from the page (``currentColor``), so that the pictures are readable in light and in dark mode.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

_WIDTH = 680
_ROW = 34
_FONT = 'font-family="system-ui, sans-serif" font-size="14" fill="currentColor"'


def layers(project: str) -> list[tuple[str, ...]]:
    """Return the layers of the provider from the import contract in the text of ``pyproject.toml``, the highest first."""
    contracts = tomllib.loads(project)["tool"]["importlinter"]["contracts"]
    [contract] = [one for one in contracts if one["type"] == "layers"]
    return [tuple(name.strip() for name in layer.split("|")) for layer in contract["layers"]]


def docstring_of(package: Path, name: str) -> str:
    """Return the beginning of the docstring of a module or a package, up to the first full stop or colon."""
    folder, module = package / name / "__init__.py", package / f"{name}.py"
    source = (folder if folder.is_file() else module).read_text(encoding="utf-8")
    text = " ".join((ast.get_docstring(ast.parse(source)) or "").split())
    return re.split(r"[.:](?: |$)", text.replace("``", ""))[0]


def layers_picture(found: Sequence[tuple[str, ...]], described: Mapping[str, str]) -> str:
    """Return a picture with a box for each layer: a layer imports only the layers below it."""
    shapes = []
    for number, names in enumerate(found):
        top = number * (_ROW + 6)
        words = ", ".join(names)
        said = described.get(names[0], "") if len(names) == 1 else ""
        shapes.append(
            f'<rect x="1" y="{top + 1}" width="{_WIDTH - 2}" height="{_ROW}" rx="6" fill="#10a37f" '
            f'fill-opacity="{0.28 - 0.018 * number:.3f}" stroke="#10a37f"/>'
            f'<text x="14" y="{top + 23}" {_FONT} font-weight="600">{escape(words)}</text>'
            f'<text x="150" y="{top + 23}" {_FONT}>{escape(said)}</text>'
        )
    return _svg(len(found) * (_ROW + 6), "The layers of the provider, the highest first", shapes)


def bars_picture(title: str, numbers: Mapping[str, int]) -> str:
    """Return a bar chart: one bar for each entry, with its number."""
    most = max(numbers.values())
    room = _WIDTH - 260
    shapes = []
    for row, (name, number) in enumerate(numbers.items()):
        top = row * 26
        width = max(2, round(room * number / most))
        shapes.append(
            f'<text x="200" y="{top + 17}" {_FONT} text-anchor="end">{escape(name)}</text>'
            f'<rect x="210" y="{top + 4}" width="{width}" height="18" rx="3" fill="#10a37f"/>'
            f'<text x="{216 + width}" y="{top + 18}" {_FONT}>{number}</text>'
        )
    return _svg(len(numbers) * 26 + 4, title, shapes)


def _svg(height: int, title: str, shapes: Sequence[str]) -> str:
    return (
        "```{raw} html\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'style="width: 100%; max-width: {_WIDTH}px; height: auto"><title>{escape(title)}</title>'
        f"{''.join(shapes)}</svg>\n```"
    )
