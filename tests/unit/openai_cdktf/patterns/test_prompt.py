"""Prompts: typed output and typed tools in the strict form, for responses, completions and agents."""

import dataclasses
import datetime as dt
import enum
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Optional

import pydantic
import pytest

from openai_cdktf import ResponseTools
from openai_cdktf.patterns import Prompt
from tests.unit.openai_cdktf.conftest import Synth


class Level(enum.Enum):
    LOW = "low"
    HIGH = "high"


@dataclasses.dataclass
class Customer:
    name: str
    manager: Optional["Customer"] = None


@dataclasses.dataclass
class Review:
    """The review of a ticket.

    Attributes:
        urgent: Whether somebody waits.
    """

    urgent: bool
    team: Literal["billing", "search"]
    level: Level
    score: Annotated[float, "From 0 to 1, such as ${score}."]
    due: dt.date | None
    customers: list[Customer]
    note: str = dataclasses.field(default="", metadata={"description": "A note."})


class Answer(pydantic.BaseModel):
    """An answer."""

    text: str = pydantic.Field(description="The text.", min_length=1)
    level: Level = Level.LOW
    sources: list[Customer] = []


def find_customer(email: str, limit: int = 3, *, tags: Sequence[str] = ()) -> dict[str, Any]:
    """Find a customer by email.

    The newest comes first.

    Args:
        email: The email of the customer,
            in lower case.
        limit: The most customers.

    Returns:
        The customers.
    """
    raise NotImplementedError(email, limit, tags)


REVIEW = {
    "type": "object",
    "properties": {
        "urgent": {"type": "boolean", "description": "Whether somebody waits."},
        "team": {"type": "string", "enum": ["billing", "search"]},
        "level": {"type": "string", "enum": ["low", "high"]},
        "score": {"type": "number", "description": "From 0 to 1, such as $${score}."},
        "due": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "customers": {"type": "array", "items": {"$ref": "#/$defs/Customer"}},
        "note": {"type": "string", "description": "A note."},
    },
    "required": ["urgent", "team", "level", "score", "due", "customers", "note"],
    "additionalProperties": False,
    "$defs": {
        "Customer": {
            "type": "object",
            "properties": {
                "name": {"type": "string"},
                "manager": {"anyOf": [{"$ref": "#/$defs/Customer"}, {"type": "null"}]},
            },
            "required": ["name", "manager"],
            "additionalProperties": False,
        }
    },
}

FIND = {
    "name": "find_customer",
    "description": "Find a customer by email.\n\nThe newest comes first.",
    "parameters": {
        "type": "object",
        "properties": {
            "email": {"type": "string", "description": "The email of the customer, in lower case."},
            "limit": {"type": "integer", "description": "The most customers."},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["email", "limit", "tags"],
        "additionalProperties": False,
    },
}


def block(code: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = code["resource"][kind].values()
    return found


def test_a_prompt_reaches_responses_completions_and_agents(stack: Any, synth: Synth) -> None:
    prompt = Prompt(
        stack,
        "p",
        model="gpt-6.1-terra",
        instructions="Review.",
        schema=Review,
        tools=[find_customer],
    )
    prompt.respond("response", "The search is broken.", triggers={"month": "2026-11"})
    prompt.complete("completion", "The search is broken.")
    prompt.agent("agent")
    code = synth()
    response = block(code, "openai_response")
    assert response["text"]["format"] == {
        "type": "json_schema",
        "name": "Review",
        "description": "The review of a ticket.",
        "schema": REVIEW,
        "strict": True,
    }
    assert response["tools"] == [{"type": "function", **FIND, "strict": True}]
    assert (response["instructions"], response["triggers"]) == ("Review.", {"month": "2026-11"})
    completion = block(code, "openai_chat_completion")
    assert completion["response_format"]["json_schema"]["schema"] == REVIEW
    assert completion["tools"] == [{"type": "function", "function": {**FIND, "strict": True}}]
    assert [one["role"] for one in completion["messages"]] == ["developer", "user"]
    agent = block(code, "openai_agent")
    assert agent["text"]["format"] == {"type": "json_schema", "schema": REVIEW}
    assert agent["tools"] == [{"type": "function", **FIND}]


def test_a_pydantic_model_becomes_a_strict_schema(stack: Any) -> None:
    prompt = Prompt(stack, "p", model="gpt-6.1-terra", schema=Answer)
    assert prompt.format == {
        "name": "Answer",
        "description": "An answer.",
        "schema": {
            "type": "object",
            "properties": {
                "text": {"type": "string", "description": "The text.", "minLength": 1},
                "level": {"$ref": "#/$defs/Level"},
                "sources": {"type": "array", "items": {"$ref": "#/$defs/Customer"}},
            },
            "required": ["text", "level", "sources"],
            "additionalProperties": False,
            "$defs": {
                "Level": {"type": "string", "enum": ["low", "high"]},
                "Customer": REVIEW["$defs"]["Customer"],
            },
        },
    }


def test_a_recursive_pydantic_model_is_an_object_at_the_top(stack: Any) -> None:
    class Node(pydantic.BaseModel):
        children: list["Node"]

    prompt = Prompt(stack, "p", model="gpt-6.1-terra", schema=Node)
    assert prompt.format is not None
    assert prompt.format["schema"]["type"] == "object"
    assert set(prompt.format["schema"]["$defs"]) == {"Node"}


def test_without_a_schema_and_tools_a_prompt_sends_neither(stack: Any, synth: Synth) -> None:
    prompt = Prompt(stack, "p", model="gpt-6.1-terra")
    prompt.respond("response", "Hi.")
    prompt.complete("completion", "Hi.")
    code = synth()
    assert not {"text", "tools", "instructions"} & set(block(code, "openai_response"))
    assert not {"response_format", "tools"} & set(block(code, "openai_chat_completion"))


def test_other_tools_are_passed_on_with_the_functions(stack: Any, synth: Synth) -> None:
    search = ResponseTools(type="file_search", vector_store_ids=["vs_1"])
    prompt = Prompt(
        stack, "p", model="gpt-6.1-terra", tools=[find_customer, search, {"type": "web_search"}]
    )
    prompt.respond("response", "Hi.")
    assert [one["type"] for one in block(synth(), "openai_response")["tools"]] == [
        "function",
        "file_search",
        "web_search",
    ]


def test_the_fields_of_the_output_are_references(stack: Any, synth: Synth, cdk: Any) -> None:
    prompt = Prompt(stack, "p", model="gpt-6.1-terra", schema=Review)
    review = prompt.respond("response", "Hi.")
    cdk.TerraformOutput(stack, "team", value=prompt.output(review, "team"))
    cdk.TerraformOutput(stack, "all", value=prompt.output(prompt.complete("completion", "Hi.")))
    outputs = synth()["output"]
    assert outputs["team"]["value"].startswith("${jsondecode(openai_response.")
    assert outputs["team"]["value"].endswith(".output_text).team}")
    assert outputs["all"]["value"].endswith(".content)}")
    with pytest.raises(
        ValueError, match=r"Prompt .*teem is no field of the output: the fields are urgent, team,"
    ):
        prompt.output(review, "teem")


def undocumented(x: int) -> None: ...


def untyped(x) -> None:  # type: ignore[no-untyped-def]
    """Do it."""


def open_ended(**more: str) -> None:
    """Do it."""


def any_keys(table: dict[str, int]) -> None:
    """Do it."""


def anything(value: Any) -> None:
    """Do it."""


class Loose(pydantic.BaseModel):
    table: dict[str, int]
    pair: tuple[int, str]
    value: Any


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"schema": int}, r"schema must be a dataclass or a pydantic model, not int"),
        ({"schema": "x"}, r"schema must be a dataclass or a pydantic model, not str"),
        (
            {"schema": Loose},
            r"schema.table can have any keys, which the API does not support: use a list",
        ),
        (
            {"schema": Loose},
            r"schema.pair has the keyword `prefixItems`, .*: use an object instead of a tuple",
        ),
        ({"schema": Loose}, r"schema.value has no type, and the API needs one"),
        ({"tools": [undocumented]}, r"tools\[0\] \(undocumented\) needs a docstring"),
        ({"tools": [untyped]}, r"tools\[0\].untyped.x needs a type"),
        ({"tools": [open_ended]}, r"tools\[0\].open_ended.more must have a name"),
        (
            {"tools": [any_keys]},
            r"tools\[0\].any_keys.table has the type dict.*, but a schema has only str,",
        ),
        (
            {"tools": [anything]},
            r"tools\[0\].anything.value has the type .*Any, but a schema has only",
        ),
        ({"tools": [lambda x: x]}, r"tools\[0\] must be a function with a name of letters"),
        (
            {"tools": [find_customer, find_customer]},
            r"tools\[1\] has the name find_customer of an earlier",
        ),
        ({"tools": [7]}, r"tools\[0\] must be a function or a tool with a `type`, not int"),
        ({"tools": find_customer}, r"tools must be a list of functions and tools, not function"),
        ({"model": 7}, r"model must be a string, not int"),
    ],
)
def test_a_wrong_argument_is_an_error(stack: Any, wrong: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValueError, match=rf'(?s)^Prompt "stack/p": .*{fault}'):
        Prompt(stack, "p", **{"model": "gpt-6.1-terra", **wrong})


def test_the_constructs_do_not_import_pydantic() -> None:
    import subprocess
    import sys

    program = "import sys, openai_cdktf.patterns as p; p.Prompt; print('pydantic' in sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "False"


def test_tokens_are_accepted_in_a_prompt(stack: Any, cdk: Any) -> None:
    text = cdk.TerraformVariable(stack, "v").string_value
    prompt = Prompt(stack, "p", model=text, instructions=text, tools=[{"type": text}])
    prompt.respond("response", text)
    prompt.complete("completion", text)
