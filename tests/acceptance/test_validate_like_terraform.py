"""`openai_cdktf.testing.validate` rejects the faults that Terraform and the provider reject, at the same block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from openai_cdktf.testing.synthesis import Synthesized
from openai_cdktf.testing.validation import found_in
from tests.sandbox import Sandbox
from tests.terraform import VERSIONS, Terraform

Code = Mapping[str, Any]


def _store(**arguments: Any) -> Code:
    return {"resource": {"openai_vector_store": {"x": arguments}}}


def _output(expression: str, **code: Any) -> Code:
    return {**code, "output": {"x": {"value": f"${{{expression}}}"}}}


FAULTS: Mapping[str, tuple[Code, str]] = {
    "an unknown argument": (_store(nam="a"), "nam: is unknown: did you mean `name`?"),
    "a missing argument": (
        {"resource": {"openai_vector_store_file": {"x": {"file_id": "file-1"}}}},
        "vector_store_id: is required and is not set",
    ),
    "a required argument that is null": (
        {"resource": {"openai_vector_store_file": {"x": {"file_id": "f", "vector_store_id": None}}}},
        "vector_store_id: is required",
    ),
    "a missing member": (
        _store(expires_after={"anchor": "last_active_at"}),
        "expires_after.days: is required",
    ),
    "a read-only attribute": (_store(created_at=1), "created_at: is read-only"),
    "a text instead of a number": (
        _store(expires_after={"anchor": "last_active_at", "days": "many"}),
        "expires_after.days: must be a number, not a string",
    ),
    "a text instead of a set": (_store(file_ids="f"), "file_ids: must be a set, not a string"),
    "a template instead of a set": (_store(file_ids="f${1}"), "file_ids: must be a set"),
    "a text instead of an object": (_store(expires_after="1d"), "expires_after: must be an object"),
    "a list instead of a map": (_store(metadata=["a"]), "metadata: must be a map, not a list"),
    "a word instead of a bool": (_store(wait_for_completion="yes"), "must be a bool"),
    "a list instead of a text": (_store(name=["a"]), "name: must be a string, not a list"),
    "a number outside of its limits": (
        _store(expires_after={"anchor": "last_active_at", "days": 1000}),
        "expires_after.days: The value must be at most 365, not 1000.",
    ),
    "a fraction": (
        _store(expires_after={"anchor": "last_active_at", "days": 1.5}),
        "expires_after.days: must be a whole number",
    ),
    "arguments that exclude each other": (
        {"resource": {"openai_file": {"x": {"content": "a", "content_base64": "YQ==", "purpose": "evals"}}}},
        "Only one of",
    ),
    "an unknown member of a dynamic value": (
        {
            "resource": {
                "openai_response": {
                    "x": {"model": "m", "input": "a", "tools": [{"type": "function", "nam": "a"}]}
                }
            }
        },
        "tools[0].nam: is unknown: did you mean `name`?",
    ),
    "an unknown argument of an action": (
        {"action": {"openai_batch_cancel": {"x": {"config": {"batch": "a"}}}}},
        "config.batch: is unknown: did you mean `batch_id`?",
    ),
    "an unknown type": ({"resource": {"openai_fil": {"x": {}}}}, "did you mean `openai_file`?"),
    "an ephemeral value in the state": (
        {
            "ephemeral": {"openai_moderation": {"x": {"input": "a"}}},
            **_store(name="${ephemeral.openai_moderation.x.id}"),
        },
        "name: refers to an ephemeral resource",
    ),
    "an element that does not exist": (_output("openai_file.none.id"), "no element `openai_file.none`"),
    "a data source that does not exist": (_output("data.openai_model.none.id"), "data.openai_model.none"),
    "a variable that does not exist": (_output("var.none"), "the stack has no variable `none`"),
    "a local value that does not exist": (_output("local.none"), "the stack has no local `none`"),
    "a module that does not exist": (_output("module.none.id"), "the stack has no module `none`"),
    "a function that does not exist": (
        _output("provider::openai::jsonll([1])"),
        "the provider has no function `jsonll`: did you mean `jsonl`?",
    ),
    "a dependency that does not exist": (
        _store(depends_on=["openai_file.none"]),
        "depends_on[0]: the stack has no element `openai_file.none`",
    ),
    "an attribute that does not exist": (
        _output("openai_vector_store.x.idd", **_store()),
        "`openai_vector_store.x` has no attribute `idd`: did you mean `id`?",
    ),
    "a member that does not exist": (
        _output("[for s in [1] : openai_vector_store.x.file_counts.totl]", **_store()),
        "`openai_vector_store.x.file_counts` has no attribute `totl`: did you mean `total`?",
    ),
    "a member of a text": (_output("openai_vector_store.x.name.first", **_store()), "is a string"),
    "a member of a list": (
        _output("data.openai_files.x.files.id", data={"openai_files": {"x": {}}}),
        "must choose an item: `data.openai_files.x.files[0]`",
    ),
    "an item of a set": (_output("openai_vector_store.x.file_ids[0]", **_store()), "use `tolist("),
    "all instances at once": (
        _output("openai_vector_store.x.id", **_store(count=2)),
        "must choose an instance: `openai_vector_store.x[0]`",
    ),
    "an instance of a single object": (
        _output("openai_vector_store.x[0].id", **_store()),
        "has no count and no for_each",
    ),
    "an unknown argument of the provider": (
        {"provider": {"openai": [{"alias": "y", "max_retry": 1}]}, **_store(provider="openai.y")},
        "max_retry: is unknown: did you mean `max_retries`?",
    ),
}  # fmt: skip

UNREADABLE: Mapping[str, tuple[Code, str]] = {
    "a provider that does not exist": (
        {"provider": {"openai": [{"alias": "x"}]}, **_store(provider="openai.other")},
        "provider: the stack has no provider configuration `openai.other`",
    ),
    "count and for_each": (_store(count=2, for_each=["a"]), "count: cannot be set together"),
    "an unknown setting of the lifecycle": (
        _store(lifecycle={"prevent_destory": True}),
        "lifecycle.prevent_destory: is unknown: did you mean `prevent_destroy`?",
    ),
    "an ignored attribute that does not exist": (
        _store(lifecycle={"ignore_changes": ["nam"]}),
        "lifecycle.ignore_changes[0]: `nam` is unknown: did you mean `name`?",
    ),
    "an unknown section": ({"resources": {}}, "Terraform knows no block `resources`."),
}
"""Faults that keep Terraform from reading the other blocks."""

PROVIDER: Code = {"provider": {"openai": [{"alias": "x"}, {}]}}


@pytest.fixture(scope="module")
def errors(
    tmp_path_factory: pytest.TempPathFactory, provider_mirror: Path, sandbox_server: Sandbox
) -> Mapping[str, list[str]]:
    """Terraform's errors for each fault. All faults are modules of one configuration."""
    terraform = Terraform(
        version=VERSIONS[-1],
        folder=tmp_path_factory.mktemp("faults"),
        mirror=provider_mirror,
        own=sandbox_server.environment,
    )
    names = {f"m{number}": fault for number, fault in enumerate(FAULTS)}
    for module, fault in names.items():
        folder = terraform.folder / module
        folder.mkdir()
        code, _ = FAULTS[fault]
        Terraform(version=terraform.version, folder=folder, mirror=provider_mirror).write_json(
            {**PROVIDER, **code} if "provider" not in code else code
        )
    terraform.write_json({"module": {name: {"source": f"./{name}"} for name in names}})
    terraform.init()
    found = defaultdict(list)
    for one in terraform.validate(fails=True).diagnostics:
        if one["severity"] == "error":
            found[names[one["range"]["filename"].split("/")[0]]].append(one["summary"])
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_rejected_by_terraform_and_by_validate(
    fault: str, errors: Mapping[str, list[str]]
) -> None:
    code, expected = FAULTS[fault]
    assert errors[fault]
    _assert_found({**PROVIDER, **code}, expected)


@pytest.mark.parametrize("fault", UNREADABLE)
def test_an_unreadable_block_is_rejected_by_terraform_and_by_validate(
    fault: str, newest: Terraform
) -> None:
    code, expected = UNREADABLE[fault]
    newest.write_json(code)
    newest.run("init", "-input=false", fails=None)
    newest.run("validate", fails=True)
    _assert_found(code, expected)


def _assert_found(code: Code, expected: str) -> None:
    found = [str(one) for one in found_in(Synthesized(stack="stack", json=code))]
    assert [one for one in found if expected in one], found
