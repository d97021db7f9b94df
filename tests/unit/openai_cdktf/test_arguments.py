"""A mistake in an argument raises an error at its line, with a sentence about the fault."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from openai_cdktf import (
    Agent,
    Assistant,
    AssistantTools,
    ChatCompletion,
    File,
    OpenaiProvider,
    Response,
    VectorStore,
    VectorStoreExpiresAfter,
    VectorStoreFile,
)
from openai_cdktf.patterns import KnowledgeBase


def store(**arguments: Any) -> Callable[[Any], object]:
    return lambda stack: VectorStore(stack, "it", **arguments)


MISTAKES: dict[str, tuple[Callable[[Any], object], str]] = {
    "typo": (store(nmae="x"), 'VectorStore "stack/it": nmae is unknown: did you mean `name`?'),
    "typo of a meta-argument": (
        store(depend_on=[]),
        'VectorStore "stack/it": depend_on is unknown: did you mean `depends_on`?',
    ),
    "computed": (store(status="x"), 'VectorStore "stack/it": status is unknown: valid names are '),
    "number for string": (store(name=3), 'VectorStore "stack/it": name must be a string, not int'),
    "bytes for string": (
        store(name=b"x"),
        'VectorStore "stack/it": name must be a string, not bytes',
    ),
    "string for bool": (
        store(wait_for_completion="yes"),
        'VectorStore "stack/it": wait_for_completion must be a bool, not str',
    ),
    "string for list": (
        store(file_ids="f"),
        'VectorStore "stack/it": file_ids must be a list of strings, not str',
    ),
    "mapping for list": (
        store(file_ids={"a": "b"}),
        'VectorStore "stack/it": file_ids must be a list of strings, not dict',
    ),
    "item": (
        store(file_ids=["a", 3]),
        'VectorStore "stack/it": file_ids[1] must be a string, not int',
    ),
    "null item": (
        store(file_ids=[None]),
        'VectorStore "stack/it": file_ids[0] must be a string, not None',
    ),
    "list for map": (
        store(metadata=["a"]),
        'VectorStore "stack/it": metadata must be a mapping of strings to strings, not list',
    ),
    "entry": (
        store(metadata={"my key": 3}),
        'VectorStore "stack/it": metadata["my key"] must be a string, not int',
    ),
    "key": (
        store(metadata={1: "a"}),
        'VectorStore "stack/it": metadata must have strings as keys, not int',
    ),
    "typo inside": (
        store(expires_after={"anchor": "x", "dyas": 3}),
        'VectorStore "stack/it": expires_after.dyas is unknown: did you mean `days`?',
    ),
    "missing inside": (
        store(expires_after={"anchor": "x"}),
        'VectorStore "stack/it": expires_after.days is required, but not set',
    ),
    "fraction": (
        store(expires_after={"anchor": "x", "days": 1.5}),
        'VectorStore "stack/it": expires_after.days must be a whole number, not a fraction',
    ),
    "bool for number": (
        store(expires_after={"anchor": "x", "days": True}),
        'VectorStore "stack/it": expires_after.days must be a whole number, not bool',
    ),
    "another struct": (
        store(expires_after=AssistantTools(type="x")),
        (
            'VectorStore "stack/it": expires_after must be a VectorStoreExpiresAfter or a mapping with its keys, '
            "not AssistantTools"
        ),
    ),
    "deep": (
        lambda stack: Assistant(
            stack, "a", model="m", tools=[{"type": "function", "function": {"name": 1}}]
        ),
        'Assistant "stack/a": tools[0].function.name must be a string, not int',
    ),
    "one of several": (
        lambda stack: ChatCompletion(
            stack,
            "c",
            model="m",
            messages=[{"role": "user", "content": [{"type": "text", "txt": "x"}]}],
        ),
        'ChatCompletion "stack/c": messages[0].content[0].txt is unknown: did you mean `text`?',
    ),
    "none of several": (
        lambda stack: VectorStoreFile(
            stack, "f", vector_store_id="v", file_id="f", attributes={"a": [1]}
        ),
        'VectorStoreFile "stack/f": attributes.a must be a string or a bool or a number, not list',
    ),
    "free JSON": (
        lambda stack: Assistant(
            stack,
            "a",
            model="m",
            tools=[{"type": "function", "function": {"name": "f", "parameters": {"x": object()}}}],
        ),
        (
            'Assistant "stack/a": tools[0].function.parameters.x must be a JSON value (string, number, bool, None, '
            "list, or mapping with string keys), not object"
        ),
    ),
    "large integer": (
        lambda stack: ChatCompletion(
            stack, "c", model="m", messages=[{"role": "user", "content": "Hi"}], seed=2**60
        ),
        (
            'ChatCompletion "stack/c": seed must be within ±9007199254740991, because the CDK is JavaScript and '
            'would round it: use Token.as_number("${1152921504606846976}") instead'
        ),
    ),
    "infinite": (
        lambda stack: ChatCompletion(
            stack,
            "c",
            model="m",
            messages=[{"role": "user", "content": "Hi"}],
            temperature=float("nan"),
        ),
        'ChatCompletion "stack/c": temperature must be a number, not infinite or NaN',
    ),
    "required None": (
        lambda stack: Assistant(stack, "a", model=None),  # type: ignore[arg-type]
        'Assistant "stack/a": model is required, but not set',
    ),
    "id": (
        lambda stack: VectorStore(stack, 3),
        'VectorStore in "stack": id must be a string, not int',
    ),  # type: ignore[arg-type]
    "typo of the provider": (
        lambda stack: OpenaiProvider(stack, "p", api_kye="x"),  # type: ignore[call-arg]
        'OpenaiProvider "stack/p": api_kye is unknown: did you mean `api_key`?',
    ),
    "struct typo": (
        lambda _: VectorStoreExpiresAfter(anchor="x", dyas=3),  # type: ignore[call-arg]
        "VectorStoreExpiresAfter: dyas is unknown: did you mean `days`?",
    ),
    "struct type": (
        lambda _: VectorStoreExpiresAfter(anchor=1, days=3),  # type: ignore[arg-type]
        "VectorStoreExpiresAfter: anchor must be a string, not int",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_a_type_error_with_its_path(stack: Any, mistake: str) -> None:
    make, message = MISTAKES[mistake]
    with pytest.raises(TypeError, match=f"^{re.escape(message)}"):
        make(stack)


def test_a_construct_instead_of_a_tool_names_its_method(stack: Any) -> None:
    wiki = KnowledgeBase(stack, "wiki", documents={"help.md": "Help"})
    tools: Any = [wiki]
    with pytest.raises(TypeError, match=r"construct KnowledgeBase: call `\.file_search_tool\(\)`"):
        Response(stack, "r", model="gpt-6-luna", input="Hi", tools=tools)
    tools = [wiki.file_search_tool]
    with pytest.raises(TypeError, match=r"not a method: call it, as in `file_search_tool\(\)`"):
        Response(stack, "r", model="gpt-6-luna", input="Hi", tools=tools)


def test_a_construct_instead_of_a_mapping_gets_the_keys(stack: Any) -> None:
    store = VectorStore(stack, "store")
    expiry: Any = store
    with pytest.raises(TypeError, match="the construct VectorStore: the keys are `anchor`, `days`"):
        VectorStore(stack, "other", expires_after=expiry)
    tools: Any = [store]
    with pytest.raises(TypeError, match=r"an AgentTools or .*`type`, `name`, [^:]*, …"):
        Agent(stack, "agent", name="a", model="gpt-6-luna", tools=tools)


def test_a_construct_instead_of_its_attribute_is_explained(stack: Any) -> None:
    file = File(stack, "file", purpose="assistants", content="x")
    with pytest.raises(
        TypeError, match=r"file_ids\[0\] must be a string, not the construct File: .* `.id`"
    ):
        VectorStore(stack, "store", file_ids=[file])  # type: ignore[list-item]


def test_a_reference_of_another_kind_is_an_error(stack: Any) -> None:
    source = VectorStore(stack, "source")
    for argument, value, message in (
        ("name", source.file_ids, "must be a string, not a reference to a list"),
        ("name", source.metadata, "must be a string, not a reference to a map"),
        ("name", source.file_counts, "must be a string, not a reference to an object"),
        ("file_ids", source.metadata, "must be a list of strings, not a reference to a map"),
        (
            "file_ids",
            source.wait_for_completion,
            "must be a list of strings, not a reference to a boolean",
        ),
        (
            "wait_for_completion",
            source.file_counts.total,
            "must be a bool, not a reference to a number",
        ),
        ("expires_after", source.file_ids, "not a reference to a list"),
    ):
        with pytest.raises(TypeError, match=f'VectorStore "stack/x": {argument} .*{message}'):
            VectorStore(stack, "x", **{argument: value})  # type: ignore[arg-type]


def test_an_invalid_assignment_is_an_error_and_changes_nothing(stack: Any) -> None:
    it = VectorStore(stack, "it", name="x")
    with pytest.raises(TypeError, match='VectorStore "stack/it": name must be a string'):
        it.name = 3  # type: ignore[assignment]
    with pytest.raises(AttributeError, match="status is read-only, because the provider sets it"):
        it.status = "x"  # type: ignore[assignment]
    assert it.name_input == "x"


def test_a_mistake_adds_nothing_to_the_stack(stack: Any) -> None:
    with pytest.raises(TypeError):
        VectorStore(stack, "it", name=3)  # type: ignore[arg-type]
    VectorStore(stack, "it", name="x")


def test_the_traceback_points_to_the_line_with_the_mistake(stack: Any) -> None:
    try:
        VectorStore(
            stack,
            "it",
            expires_after=VectorStoreExpiresAfter(anchor=1, days=2),  # type: ignore[arg-type]
        )
    except TypeError as error:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename == __file__
        ]
        assert "VectorStoreExpiresAfter(anchor=1, days=2)" in str(frames[-1].line)


def test_messages_never_contain_values(stack: Any) -> None:
    with pytest.raises(TypeError) as caught:
        OpenaiProvider(stack, "p", api_key=b"sk-secret")  # type: ignore[arg-type]
    assert "secret" not in str(caught.value)


def test_a_struct_cannot_be_changed_and_compares_by_value() -> None:
    struct = VectorStoreExpiresAfter(anchor="x", days=1)
    with pytest.raises(
        AttributeError, match="cannot be changed: create a new one with another `days`"
    ):
        struct.days = 2  # type: ignore[misc]
    assert struct == VectorStoreExpiresAfter(anchor="x", days=1)
    assert struct != VectorStoreExpiresAfter(anchor="x", days=2)
    assert (struct.days, struct.anchor) == (1, "x")
    assert repr(struct) == "VectorStoreExpiresAfter(anchor, days)"
