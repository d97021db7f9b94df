"""A sandbox in a thread of this process, for tests: ``with Sandbox() as sandbox: …``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from openai_sandbox import scripted_answers, seed_objects
from openai_sandbox.control_client import ControlClient
from openai_sandbox.recordings import files as recording_files
from openai_sandbox.server import DEFAULT_HOST, running


class Sandbox(ControlClient):
    """A local OpenAI API in a thread, until the ``with`` block ends.

    Use `base_url` or `environment` to connect a client. `reset` deletes all objects, and `requests` lists what clients have
    requested.
    """

    def __init__(
        self,
        *,
        host: str = DEFAULT_HOST,
        port: int = 0,
        state: str | Path | None = None,
        faults: Iterable[str] = (),
        document: str | Path | None = None,
        strict: bool = False,
        polls: int = 1,
        answers: scripted_answers.Source | None = None,
        seed: seed_objects.Source | None = None,
        restore: str | Path | None = None,
        record: str | Path | None = None,
        upstream: str | None = None,
        replay: recording_files.Source | None = None,
        keep_pace: bool = False,
        strict_models: bool = False,
        allowed_origins: Iterable[str] = (),
        page_hosts: Iterable[str] = (),
    ) -> None:
        """Prepare the sandbox. It starts with the ``with`` block. The arguments are those of ``openai_sandbox.serve``."""
        super().__init__("")
        self._running = running(
            host=host,
            port=port,
            state=state,
            faults=faults,
            document=document,
            strict=strict,
            polls=polls,
            answers=answers,
            seed=seed,
            restore=restore,
            record=record,
            upstream=upstream,
            replay=replay,
            keep_pace=keep_pace,
            strict_models=strict_models,
            allowed_origins=allowed_origins,
            page_hosts=page_hosts,
        )
        self._exits = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self.base_url = self._exits.enter_context(self._running).base_url
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._exits.close()
