"""The sandboxes of one session of pytest: one for each set of options, in a thread or in a process of its own."""

from __future__ import annotations

import contextlib
import difflib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import pytest

    from openai_sandbox import ControlClient

THREAD, PROCESS = MODES = ("thread", "process")
_FILES = ("seed", "answers")
_FLAGS = ("strict", "strict_models")
_OPTIONS = (*_FILES, *_FLAGS, "polls")
NAMES = ("mode", *_OPTIONS)
"""The names of the options of the marker."""


class WrongOptionError(Exception):
    """An option of the marker or of the configuration is not valid."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of a sandbox, see ``openai-cdktf sandbox``.

    Attributes:
        mode: whether the sandbox runs in a thread or in a process of its own.
        values: the other options, without those that are not set.
    """

    mode: str
    values: Mapping[str, Any]

    @classmethod
    def of(cls, marker: pytest.Mark | None, mode: str, folder: Path) -> Self:
        """Return the options of a marker.

        Args:
            marker: the marker of the test, or None.
            mode: the mode of the session.
            folder: the folder of the test, at which relative paths begin.

        Raises:
            WrongOptionError: An option is unknown or not valid.
        """
        given = {} if marker is None else marker.kwargs
        if marker is not None and marker.args:
            raise WrongOptionError("set the options by name, not by position")
        for name in given:
            if name not in NAMES:
                near = difflib.get_close_matches(name, NAMES, n=1)
                hint = (
                    f"did you mean `{near[0]}`?"
                    if near
                    else f"valid options are {', '.join(NAMES)}"
                )
                raise WrongOptionError(f"{name} is unknown: {hint}")
        chosen = given.get("mode", mode)
        if chosen not in MODES:
            raise WrongOptionError(f'mode must be "{THREAD}" or "{PROCESS}", not {chosen!r}')
        values = {
            name: value for name, value in given.items() if name != "mode" and value is not None
        }
        for name in _FILES:
            if isinstance(values.get(name), str | Path):
                values[name] = folder / values[name]
                if not values[name].is_file():
                    raise WrongOptionError(f'{name}: there is no file "{values[name]}"')
        return cls(mode=chosen, values=values)

    @property
    def key(self) -> str:
        """A text that is the same for the same options."""
        return json.dumps([self.mode, self.values], sort_keys=True, default=str)


class Sandboxes:
    """Starts a sandbox for each set of options, when a test needs it. All of them stop at the end of the ``with`` block."""

    def __init__(self) -> None:
        self._running: dict[str, ControlClient] = {}
        self._exits = contextlib.ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._exits.close()

    def get(self, options: Options) -> ControlClient:
        """Return the sandbox with these options. Its objects can be those of an earlier test.

        Raises:
            ModuleNotFoundError: The packages of the sandbox are not installed.
            FileError: The seed or the answers are not valid. For a process, it is a `RuntimeError`.
        """
        if options.key not in self._running:
            start = self._in_process if options.mode == PROCESS else self._in_thread
            self._running[options.key] = start(options.values)
        return self._running[options.key]

    def _in_thread(self, values: Mapping[str, Any]) -> ControlClient:
        from openai_sandbox import Sandbox

        return self._exits.enter_context(Sandbox(**values))

    def _in_process(self, values: Mapping[str, Any]) -> ControlClient:
        from openai_cdktf._sandbox_process import sandbox_process
        from openai_sandbox.control_client import ControlClient

        arguments: list[str] = []
        for name, value in values.items():
            option = f"--{name.replace('_', '-')}"
            if name in _FLAGS:
                arguments += [option] if value else []
            else:
                arguments += [option, str(self._file(value) if name in _FILES else value)]
        process = self._exits.enter_context(sandbox_process(*arguments))
        return ControlClient(process.base_url)

    def _file(self, content: Any) -> Path:
        """Return the path of a file with the content of an option."""
        if isinstance(content, Path):
            return content
        folder = Path(self._exits.enter_context(tempfile.TemporaryDirectory()))
        file = folder / "content.yaml"  # JSON is YAML
        file.write_text(json.dumps(content), encoding="utf-8")
        return file
