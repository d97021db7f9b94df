"""Runs the sandbox in a process of its own. This package never imports it. The pytest plugin uses this module without a CDK."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class SandboxProcess:
    """A running sandbox.

    Attributes:
        base_url: the base URL of the API.
    """

    base_url: str

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables with which the provider uses it."""
        return {
            "OPENAI_BASE_URL": self.base_url,
            "OPENAI_API_KEY": "sk-sandbox",
            "OPENAI_ADMIN_KEY": "sk-admin-sandbox",
        }


@contextlib.contextmanager
def sandbox_process(*options: str) -> Iterator[SandboxProcess]:
    """Run a sandbox until the ``with`` block ends.

    Args:
        options: options of ``openai-cdktf sandbox``, such as ``--strict``.

    Raises:
        ModuleNotFoundError: The packages of the sandbox are not installed.
        RuntimeError: It does not start. The message contains its output.
    """
    if not find_spec("starlette"):
        raise ModuleNotFoundError(
            "The sandbox needs packages that are not installed: pip install 'openai-cdktf[testing]'"
        )
    with subprocess.Popen(  # noqa: S603  # the sandbox
        [sys.executable, "-m", "openai_sandbox", "--port", "0", "--quiet", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None  # noqa: S101  # PIPE is set above
        try:
            base_url = process.stdout.readline().strip()
            if not base_url:
                _, errors = process.communicate(timeout=_SECONDS)
                raise RuntimeError(f"The sandbox does not start: {errors.strip()}")
            yield SandboxProcess(base_url=base_url)
        finally:
            process.terminate()
            process.communicate(timeout=_SECONDS)
