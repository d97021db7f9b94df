"""Reads YAML files and checks them against a JSON Schema. Each error names the file and the line."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from jsonschema.exceptions import best_match

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C is ten times as fast. Packages that were built without libyaml have none."""
MESSAGE = "x-message"
"""The keyword of a schema that contains the message for values that do not conform to it."""

Place = Sequence[str | int]
"""The keys and indices that lead to a value."""


class FileError(ValueError):
    """A file for the sandbox cannot be read or has a mistake. The message names the file, the line and the mistake."""


class YamlFile:
    """The content of a YAML file, which knows the line of each value.

    Attributes:
        content: The values.
        path: The path of the file. None if the content comes from a program.
    """

    def __init__(self, source: str | Path | Any, schema: dict[str, Any]) -> None:
        """Read a file, or take the content itself if ``source`` is not a path. Check it against the schema.

        Raises:
            FileError: The file cannot be read, is not YAML, or does not conform to the schema.
        """
        self.path = Path(source).expanduser() if isinstance(source, (str, Path)) else None
        self._root: yaml.Node | None = None
        self.content: Any = source if self.path is None else self._read(self.path)
        # Dates in YAML have no form in JSON: write them as text.
        plain = json.loads(json.dumps(self.content, default=str))
        error = best_match(jsonschema.Draft202012Validator(schema).iter_errors(plain))
        if error is not None:
            raise self.error((*error.absolute_path, *_unknown_names(error)), _message(error))
        self.content = plain

    def _read(self, path: Path) -> Any:
        try:
            self._root = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
            return LOADER("").construct_document(self._root) if self._root else None
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise FileError(f"{path} cannot be read: {reason}.") from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise FileError(f"{path}:{line}: {error.problem}.") from error
        except yaml.YAMLError as error:
            raise FileError(f"{path} is not YAML: {error}.") from error

    def error(self, place: Place, message: str) -> FileError:
        """Return the error about the value at a place."""
        where = _path(place)
        start = f"{self.path}:{self._line(place)}: " if self.path else ""
        return FileError(f"{start}{where}: {message}" if where else f"{start}{message}")

    def place(self, *place: str | int) -> str:
        """Return where a value is, such as ``answers.yaml:12``. It is the path of the value if the content is no file."""
        return f"{self.path}:{self._line(place)}" if self.path else _path(place)

    def _line(self, place: Place) -> int:
        """Return the line of a value. If it does not exist, return the line of the nearest value around it."""
        node, line = self._root, 1
        for one in place:
            found = _child(node, one)
            if found is None:
                break
            node, line = found
        return line


def _message(error: jsonschema.ValidationError) -> str:
    """Return the message of the schema, or the one of the library with what the user probably means."""
    if not isinstance(error.schema, dict):
        return error.message
    if MESSAGE in error.schema:
        return str(error.schema[MESSAGE])
    names = list(error.schema.get("properties", ()))
    if error.validator == "type" and names and not error.absolute_path:
        return f"The content must be a mapping. Its keys can be: {', '.join(names)}."
    for unknown in _unknown_names(error):
        if near := difflib.get_close_matches(str(unknown), names, 1):
            return f'{error.message}: did you mean "{near[0]}"?'
    return error.message


def _path(place: Place) -> str:
    name = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in place)
    return name.removeprefix(".")


def _unknown_names(error: jsonschema.ValidationError) -> list[str]:
    """Return the first name that the schema does not contain, if this is the mistake."""
    if error.validator != "additionalProperties" or not isinstance(error.schema, dict):
        return []
    known = error.schema.get("properties", {})
    names: Any = error.instance
    return [str(one) for one in names if one not in known][:1]


def _child(node: yaml.Node | None, name: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
        return node.value[name], node.value[name].start_mark.line + 1
    return None


def published_schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema of this package, such as ``answers``."""
    path = Path(__file__).with_name(f"{name}.schema.json")
    return dict(json.loads(path.read_text(encoding="utf-8")))
