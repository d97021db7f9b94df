"""References can be passed on and put into strings. Computations with them in Python raise an error."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openai_cdktf import DataOpenaiModel, DataOpenaiModels, File, OpenaiProvider, VectorStore

Synth = Callable[..., dict[str, Any]]

COMPUTATIONS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "truth of a boolean": (lambda s: bool(s.wait_for_completion), "Fn.conditional"),
    "condition on a boolean": (lambda s: 1 if s.wait_for_completion else 2, "Fn.conditional"),
    "truth of a list": (lambda s: bool(s.file_ids), "Fn.length_of"),
    "length of a list": (lambda s: len(s.file_ids), "Fn.length_of"),
    "iteration": (lambda s: [*s.file_ids], "TerraformIterator"),
    "for loop": (lambda s: [item for item in s.file_ids], "TerraformIterator"),  # noqa: C416
    "joining": (lambda s: ",".join(s.file_ids), "can only join an iterable"),
    "membership": (lambda s: "x" in s.file_ids, "Fn.contains"),
    "concatenation": (lambda s: s.file_ids + ["x"], "Fn.concat"),  # noqa: RUF005
    "append": (lambda s: s.file_ids.append("x"), "Fn.concat"),
    "list in a string": (lambda s: f"{s.file_ids}", "Fn.join"),
    "map in a string": (lambda s: f"{s.metadata}", "Fn.jsonencode"),
    "keys": (lambda s: list(s.metadata), "Fn.keys"),
    "items": (lambda s: dict(s.metadata.items()), "Fn.keys"),
    "unpacking a map": (lambda s: {**s.metadata}, "Fn.keys"),
    "truth of a map": (lambda s: bool(s.metadata), "Fn.keys"),
    "truth of an object": (lambda s: bool(s.file_counts), "Fn.keys"),
    "truth of a number": (lambda s: bool(s.usage_bytes), "Op.gt"),
    "sum": (lambda s: s.usage_bytes + 1, "Op.add"),
    "sum from the right": (lambda s: sum([s.usage_bytes]), "Op.add"),
    "comparison": (lambda s: s.usage_bytes > 1, "Op.gt"),
    "rounding": (lambda s: round(s.usage_bytes), "Op.add"),
    "floor": (lambda s: math.floor(s.usage_bytes), "Op.add"),
    "int": (lambda s: int(s.usage_bytes), "Op.add"),
    "format": (lambda s: f"{s.usage_bytes:.2f}", "Fn.format"),
    "negative index": (lambda s: s.file_ids[-1], "Fn.element"),
    "slice": (lambda s: s.file_ids[0:2], "Fn.element"),
    "key that is not a string": (lambda s: s.metadata[0], "a key must be a string"),
}


@pytest.mark.parametrize("name", COMPUTATIONS)
def test_a_computation_in_python_raises_and_names_the_alternative(stack: Any, name: str) -> None:
    compute, advice = COMPUTATIONS[name]
    with pytest.raises(TypeError, match=advice):
        compute(VectorStore(stack, "store"))


def test_truth_and_length_of_a_list_of_objects_are_errors(stack: Any) -> None:
    models = DataOpenaiModels(stack, "models").models
    for compute in (bool, len, list):
        with pytest.raises(TypeError, match=r"Fn\.length_of"):
            compute(models)


def test_references_can_be_part_of_strings(cdk: ModuleType, stack: Any, synth: Synth) -> None:
    store = VectorStore(stack, "store")
    text = f"{store.usage_bytes} {store.wait_for_completion} {store.id} {store.file_counts.total}"
    text += " " + str(store.usage_bytes) + " " + "%s" % store.usage_bytes  # noqa: UP031
    cdk.TerraformOutput(stack, "text", value=text)
    address = "openai_vector_store.store"
    assert synth()["output"]["text"]["value"] == (
        f"${{{address}.usage_bytes}} ${{{address}.wait_for_completion}} ${{{address}.id}} "
        f"${{{address}.file_counts.total}} ${{{address}.usage_bytes}} ${{{address}.usage_bytes}}"
    )


def test_functions_and_operators_of_the_cdk_accept_references(
    cdk: ModuleType, stack: Any, synth: Synth
) -> None:
    store = VectorStore(stack, "store")
    models = DataOpenaiModels(stack, "models")
    address = "openai_vector_store.store"
    values = {
        "join": (cdk.Fn.join(",", models.ids), '${join(",", data.openai_models.models.ids)}'),
        "length": (cdk.Fn.length_of(models.models), "${length(data.openai_models.models.models)}"),
        "keys": (cdk.Fn.keys(store.metadata), f"${{keys({address}.metadata)}}"),
        "merge": (
            cdk.Fn.merge([store.metadata, {"a": "b"}]),
            f'${{merge({address}.metadata, {{"a" = "b"}})}}',
        ),
        "add": (cdk.Op.add(store.usage_bytes, 1), f"${{({address}.usage_bytes + 1)}}"),
        "not": (cdk.Op.not_(store.wait_for_completion), f"${{!{address}.wait_for_completion}}"),
        "if": (
            cdk.Fn.conditional(store.wait_for_completion, store.id, "none"),
            f'${{{address}.wait_for_completion ? {address}.id : "none"}}',
        ),
        "encode": (cdk.Fn.jsonencode(store.file_counts), f"${{jsonencode({address}.file_counts)}}"),
    }
    for name, (value, _) in values.items():
        cdk.TerraformOutput(stack, name, value=value)
    found = {name: output["value"] for name, output in synth()["output"].items()}
    assert found == {name: expected for name, (_, expected) in values.items()}


def test_the_repr_of_a_reference_has_its_path(stack: Any) -> None:
    store = VectorStore(stack, "store")
    for reference, path in (
        (store.usage_bytes, "usage_bytes"),
        (store.metadata, "metadata"),
        (store.file_counts, "file_counts"),
        (DataOpenaiModels(stack, "models").ids, "ids"),
    ):
        assert path in repr(reference)
        assert repr(reference).startswith("<reference to openai_")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
def test_a_copy_of_a_reference_is_the_same_reference(
    stack: Any, synth: Synth, again: Callable[[Any], Any]
) -> None:
    store = VectorStore(stack, "store")
    arguments = {
        "name": store.name,
        "file_ids": store.file_ids,
        "metadata": store.metadata,
        "wait_for_completion": store.wait_for_completion,
        "expires_after": {"anchor": "x", "days": store.file_counts.total},
        "timeouts": store.timeouts,
    }
    VectorStore(stack, "first", **arguments)
    VectorStore(stack, "second", **again(arguments))
    stores = synth()["resource"]["openai_vector_store"]
    assert stores["second"] == stores["first"]
    assert "${" in str(again(DataOpenaiModels(stack, "models").models)[0].id)


def test_references_work_across_stacks(cdk: ModuleType, app: Any, stack: Any, synth: Synth) -> None:
    other = cdk.TerraformStack(app, "other")
    for each in (stack, other):
        OpenaiProvider(each, "openai")
    store = VectorStore(stack, "store")
    VectorStore(other, "copy", name=store.name, metadata={"bytes": f"{store.usage_bytes}"})
    app.synth()
    copy = synth(other)["resource"]["openai_vector_store"]["copy"]
    remote = "${data.terraform_remote_state.cross-stack-reference-input-stack.outputs"
    assert copy["name"] == f"{remote}.cross-stack-output-openai_vector_storestorename}}"
    assert copy["metadata"]["bytes"].startswith(remote)
    assert len(synth()["output"]) == 2


def _set_later(other: Any, store: VectorStore) -> None:
    VectorStore(other, "copy", name="x").name = store.name


def _override(other: Any, store: VectorStore) -> None:
    VectorStore(other, "copy", name="x").add_override("name", store.name)


def _import(other: Any, store: VectorStore) -> None:
    VectorStore(other, "copy", name="x").import_from(store.id)


def _later_meta_argument(other: Any, store: VectorStore) -> None:
    VectorStore(other, "copy", name="x").count = store.usage_bytes


@pytest.mark.parametrize(
    "use",
    [
        lambda other, store: VectorStore(other, "copy", name=f"copy of {store.name}"),
        lambda other, store: VectorStore(other, "copy", file_ids=[store.id]),
        lambda other, store: VectorStore(other, "copy", file_ids=store.file_ids),
        lambda other, store: VectorStore(
            other, "copy", expires_after={"anchor": "x", "days": store.usage_bytes}
        ),
        lambda other, store: VectorStore(other, "copy", name="x", count=store.usage_bytes),
        lambda other, store: DataOpenaiModel(other, "copy", id=store.name),
        _set_later,
        _override,
        _import,
        _later_meta_argument,
    ],
    ids=(
        *("text", "item", "list", "number", "meta-argument", "data source"),
        *("set later", "override", "import", "meta-argument set later"),
    ),
)
def test_each_kind_of_reference_to_another_stack_is_found(
    cdk: ModuleType, app: Any, stack: Any, synth: Synth, use: Callable[[Any, VectorStore], object]
) -> None:
    """The CDK looks for them before the synthesis, and skips blocks without tokens."""
    other = cdk.TerraformStack(app, "other")
    for each in (stack, other):
        OpenaiProvider(each, "openai")
    use(other, VectorStore(stack, "store"))
    app.synth()
    assert "terraform_remote_state" in synth(other)["data"]
    assert "data.terraform_remote_state.cross-stack" in str(synth(other))
    assert len(synth()["output"]) == 1


def test_a_block_of_a_class_that_overrides_it_is_never_skipped(app: Any, stack: Any) -> None:
    class Counted(VectorStore):
        calls = 0

        def to_terraform(self) -> Any:
            Counted.calls += 1
            return super().to_terraform()

    OpenaiProvider(stack, "openai")
    Counted(stack, "counted", name="x")
    app.synth()
    assert Counted.calls == 2
    code = json.loads((Path(app.outdir) / "stacks" / "stack" / "cdk.tf.json").read_text())
    assert code["resource"]["openai_vector_store"]["counted"]["name"] == "x"


def test_outputs_accept_lists_maps_and_objects_of_references(
    cdk: ModuleType, stack: Any, synth: Synth
) -> None:
    store = VectorStore(stack, "store")
    cdk.TerraformOutput(
        stack, "all", value={"ids": store.file_ids, "n": store.usage_bytes, "c": store.file_counts}
    )
    assert synth()["output"]["all"]["value"] == {
        "ids": "${tolist(openai_vector_store.store.file_ids)}",
        "n": "${openai_vector_store.store.usage_bytes}",
        "c": "${openai_vector_store.store.file_counts}",
    }


@pytest.mark.parametrize(
    "use",
    [
        bool,
        lambda text: text or "default",
        len,
        lambda text: "a" in text,
        lambda text: text[0],
        lambda text: text.lower(),
        lambda text: text.startswith("file-"),
        lambda text: text.split("-"),
        lambda text: f"{text:>10}",
        list,
    ],
)
def test_python_cannot_read_a_string_reference(stack: Any, use: Callable[[str], object]) -> None:
    file = File(stack, "f", purpose="assistants", content="x")
    with pytest.raises(TypeError, match='File "stack/f": id is known only when Terraform runs'):
        use(file.id)


def test_a_string_reference_can_be_used_like_a_string(
    cdk: ModuleType, stack: Any, synth: Synth
) -> None:
    file = File(stack, "f", purpose="assistants", content="x")
    made = (
        f"a {file.id}",
        "a " + file.id,
        "a %s" % file.id,  # noqa: UP031 - every form works
        " ".join(["a", file.id]),  # noqa: FLY002
        "a {}".format(file.id),  # noqa: UP032
    )
    for number, text in enumerate(made):
        cdk.TerraformOutput(stack, f"o{number}", value=text)
    cdk.TerraformOutput(stack, "same", value=file.id)
    cdk.TerraformOutput(stack, "lower", value=cdk.Fn.lower(file.id))
    cdk.TerraformOutput(stack, "joined", value=cdk.Fn.join("-", [file.id, file.id]))
    outputs = {name: one["value"] for name, one in synth()["output"].items()}
    assert {outputs[f"o{number}"] for number in range(5)} == {"a ${openai_file.f.id}"}
    assert outputs["same"] == "${openai_file.f.id}"
    assert outputs["lower"] == "${lower(openai_file.f.id)}"
    assert outputs["joined"] == '${join("-", [openai_file.f.id, openai_file.f.id])}'
    assert repr(file.id) == "<reference to openai_file.id>"


def test_objects_and_collections_cannot_be_part_of_a_string(stack: Any) -> None:
    store = VectorStore(stack, "s")
    models = DataOpenaiModels(stack, "m")
    for value, what in (
        (store.expires_after, "is an object and cannot be part of a string: use one of its"),
        (models.models, "is a list and cannot be part of a string: use one of its items"),
    ):
        with pytest.raises(TypeError, match=what):
            f"{value}"
        with pytest.raises(TypeError, match=what):
            str(value)


def test_a_construct_cannot_be_part_of_a_string(stack: Any) -> None:
    file = File(stack, "f", purpose="assistants", content="x")
    with pytest.raises(TypeError, match=r'File "stack/f" is a construct .* such as `\.id`'):
        f"{file}"


def test_an_unknown_attribute_cannot_be_assigned(stack: Any) -> None:
    store = VectorStore(stack, "s")
    with pytest.raises(
        AttributeError, match='VectorStore "stack/s" has no attribute `nmae`: did you mean `name`'
    ):
        store.nmae = "x"  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="has no attribute `dyas`, and is read-only"):
        store.expires_after.dyas = 3  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="is read-only"):
        store.expires_after.days = 3  # type: ignore[assignment]
    provider = OpenaiProvider(stack, "p")
    with pytest.raises(
        AttributeError, match='"stack/p" has no attribute `api_kye`: did you mean `api_'
    ):
        provider.api_kye = "x"  # type: ignore[attr-defined]


def test_subclasses_of_users_can_have_further_attributes(stack: Any) -> None:
    class Handbook(VectorStore):
        def __init__(self, scope: Any, ns: str) -> None:
            super().__init__(scope, ns, name="Handbook")
            self.title = "Handbook"

    assert Handbook(stack, "handbook").title == "Handbook"


def test_a_number_token_can_be_converted_to_int(cdk: ModuleType, stack: Any, synth: Synth) -> None:
    store = VectorStore(stack, "s")
    days = int(cdk.Fn.length_of(store.file_ids))
    VectorStore(stack, "t", expires_after={"anchor": "last_active_at", "days": days})
    made = synth()["resource"]["openai_vector_store"]["t"]["expires_after"]["days"]
    assert made == "${length(tolist(openai_vector_store.s.file_ids))}"
