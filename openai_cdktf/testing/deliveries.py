"""Commands that deliver secrets do not run in tests: they would write a key of the sandbox into a real file or secret store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from openai_cdktf.patterns.sinks import DELIVERY_MARK

_NOTHING = "exit 0"
"""A command that does nothing in `/bin/sh` and in `cmd`, the default shells of Terraform."""


def disable(folder: Path) -> None:
    """Replace the commands of sinks in the JSON files of a folder. The plan and the state do not contain these commands.

    The environment stays, with its references, so Terraform creates the objects in the same order.
    """
    for file in folder.glob("*.tf.json"):
        text = file.read_text(encoding="utf-8")
        if DELIVERY_MARK in text:
            file.write_text(json.dumps(_disabled(json.loads(text)), indent=2), encoding="utf-8")


def _disabled(value: Any) -> Any:
    if isinstance(value, list):
        return [_disabled(item) for item in value]
    if not isinstance(value, dict):
        return value
    environment = value.get("environment")
    if isinstance(environment, dict) and DELIVERY_MARK in environment and "command" in value:
        # Without the interpreter, which can be any program.
        kept = {key: item for key, item in value.items() if key != "interpreter"}
        return {**kept, "command": _NOTHING}
    return {key: _disabled(item) for key, item in value.items()}
