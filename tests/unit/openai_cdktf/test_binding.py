"""The scope of a construct determines its CDK."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import cdktf
import cdktn
import jsii
import pytest
from constructs import Construct, RootConstruct

from openai_cdktf import OpenaiProvider, VectorStore


def test_an_instance_is_a_resource_of_the_cdk(cdk: ModuleType, stack: Any) -> None:
    store = VectorStore(stack, "store")
    assert isinstance(store, VectorStore)
    assert isinstance(store, cdk.TerraformResource)
    assert isinstance(OpenaiProvider(stack, "openai"), cdk.TerraformProvider)
    assert cdk.TerraformResource.is_terraform_resource(store)
    assert type(store).__name__ == "VectorStore"
    assert type(store).__module__ == VectorStore.__module__


def test_both_cdks_work_in_one_process() -> None:
    ours = {}
    for cdk in (cdktf, cdktn):
        stack = cdk.TerraformStack(cdk.Testing.app(), "stack")
        ours[cdk] = VectorStore(stack, "store", name=cdk.__name__)
    assert not isinstance(ours[cdktf], cdktn.TerraformResource)
    assert not isinstance(ours[cdktn], cdktf.TerraformResource)
    for cdk, store in ours.items():
        assert f'"name": "{cdk.__name__}"' in cdk.Testing.synth(store.node.scope)


def test_nested_scopes_belong_to_their_stack(cdk: ModuleType, stack: Any) -> None:
    inner = Construct(Construct(stack, "outer"), "inner")
    store = VectorStore(inner, "store", name="x")
    assert isinstance(store, cdk.TerraformResource)
    assert '"outer_inner_store' in cdk.Testing.synth(stack)
    assert isinstance(VectorStore(store, "within"), cdk.TerraformResource)


def test_subclasses_of_users_belong_to_the_cdk_of_the_stack(cdk: ModuleType, stack: Any) -> None:
    class TeamStore(VectorStore):
        def __init__(self, scope: Construct, team: str) -> None:
            super().__init__(scope, f"store-of-{team}", name=team)
            self.team = team

    store = TeamStore(stack, "search")
    assert isinstance(store, cdk.TerraformResource)
    assert store.team == "search"
    assert isinstance(type(store)(stack, "chat"), TeamStore)


def test_subclasses_can_override_methods_that_the_cdk_calls(cdk: ModuleType, stack: Any) -> None:
    class Renamed(VectorStore):
        def to_terraform(self) -> Any:
            code = super().to_terraform()
            code["resource"]["openai_vector_store"]["it"]["name"] = "overridden"
            return code

        def _synthesize_attributes(self) -> dict[str, Any]:
            return {**super()._synthesize_attributes(), "description": "added"}

    Renamed(stack, "it", name="given")
    code = json.loads(cdk.Testing.synth(stack))
    assert code["resource"]["openai_vector_store"]["it"] == {
        "name": "overridden",
        "description": "added",
    }


def test_subclasses_can_use_mixins_and_implement_interfaces(cdk: ModuleType, stack: Any) -> None:
    class Described:
        def _synthesize_attributes(self) -> dict[str, Any]:
            return {**super()._synthesize_attributes(), "description": "mixed in"}  # type: ignore[misc]

    @jsii.implements(cdk.IAspect)
    class Renaming(Described, VectorStore):
        def visit(self, node: Construct) -> None:
            if isinstance(node, VectorStore):
                node.name = "visited"

    OpenaiProvider(stack, "openai")
    VectorStore(stack, "other")
    cdk.Aspects.of(stack).add(Renaming(stack, "it", name="given"))
    code = json.loads(
        (Path(cdk.Testing.full_synth(stack)) / "stacks/stack/cdk.tf.json").read_text()
    )
    stores = code["resource"]["openai_vector_store"]
    assert stores["it"]["name"] == stores["other"]["name"] == "visited"
    assert stores["it"]["description"] == "mixed in"
    assert "description" not in stores["other"]


@pytest.mark.parametrize("between", [False, True])
def test_a_construct_outside_of_a_stack_is_an_error(app: Any, *, between: bool) -> None:
    scope = Construct(app, "between") if between else app
    with pytest.raises(
        ValueError, match=r'VectorStore ".*store": scope must be in a stack, but it is the App'
    ):
        VectorStore(scope, "store")


def test_a_construct_without_a_cdk_is_an_error() -> None:
    with pytest.raises(ValueError, match="no TerraformStack contains it"):
        VectorStore(RootConstruct("root"), "store")


def test_a_scope_that_is_not_a_construct_is_an_error() -> None:
    with pytest.raises(
        TypeError, match=r"scope must be a stack or a construct in a stack, not str"
    ):
        VectorStore("stack", "store")  # type: ignore[arg-type]


def test_importing_the_library_imports_no_cdk() -> None:
    code = (
        "import sys, openai_cdktf; "
        "loaded = {name.partition('.')[0] for name in sys.modules}; "
        "print(sorted(loaded & {'cdktf', 'cdktn', 'provider_shim', 'openai', 'httpx', 'grpc', 'google'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("missing", ["cdktf", "cdktn"])
def test_the_library_works_with_only_one_cdk_installed(missing: str) -> None:
    installed = {"cdktf": "cdktn", "cdktn": "cdktf"}[missing]
    code = (
        f"import sys; sys.modules['{missing}'] = None; import {installed} as cdk; "
        "from openai_cdktf import VectorStore, EphemeralOpenaiChatCompletion; "
        "stack = cdk.TerraformStack(cdk.Testing.app(), 's'); "
        "VectorStore(stack, 'store', name='x'); "
        "EphemeralOpenaiChatCompletion(stack, 'e', model='m', messages=[{'role': 'user', 'content': 'Hi'}]); "
        "print(cdk.Testing.synth(stack))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert '"openai_vector_store"' in done.stdout
    assert '"ephemeral"' in done.stdout
