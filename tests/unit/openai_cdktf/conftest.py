"""Each test in this folder runs on both CDKs in one process. `cdk` is the module, `stack` is one of its stacks."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

# jsii warns of versions of Node that it does not support any more. The tests run on any version.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20")

import cdktf
import cdktn
import constructs

CDKS = {"cdktf": cdktf, "cdktn": cdktn}

Synth = Callable[..., dict[str, Any]]


@pytest.fixture(params=CDKS)
def cdk(request: pytest.FixtureRequest) -> ModuleType:
    return CDKS[request.param]


@pytest.fixture
def app(cdk: ModuleType) -> Any:
    return cdk.Testing.app(context={"targetVersions": {"terraform": ">=1.11.0"}})


@pytest.fixture
def stack(cdk: ModuleType, app: Any) -> Any:
    return cdk.TerraformStack(app, "stack")


@pytest.fixture
def synth(cdk: ModuleType, stack: Any) -> Synth:
    """Return the synthesized code of the stack, or of another one."""

    def synthesize(other: constructs.Construct | None = None) -> dict[str, Any]:
        code: dict[str, Any] = json.loads(cdk.Testing.synth(other or stack))
        return code

    return synthesize
