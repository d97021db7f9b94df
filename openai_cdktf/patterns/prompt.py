"""``Prompt``: a model with instructions, typed output and typed tools, for responses, completions and agents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, Unpack

from constructs import Construct

from openai_cdktf._checks import Checks
from openai_cdktf._kinds import TEXT, Like
from openai_cdktf._meta_arguments import MetaArguments
from openai_cdktf._misfits import MisfitError, Step
from openai_cdktf._provider import Provider
from openai_cdktf._struct import Struct
from openai_cdktf.agent import Agent
from openai_cdktf.chat_completion import ChatCompletion
from openai_cdktf.patterns._expressions import literal
from openai_cdktf.patterns._pattern import Pattern
from openai_cdktf.patterns._strict_schemas import strict
from openai_cdktf.patterns._typed_schemas import is_model, parameters_of, schema_of, summary_of
from openai_cdktf.response import Response, ResponseTools

Tool: TypeAlias = Callable[..., Any] | Like[ResponseTools]
"""A typed function, or another tool in the form of the API."""

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Prompt(Pattern):
    """A model with instructions, typed output and typed tools. Responses, completions and agents use it.

    The output has the fields of a class, and the model can call functions that your application runs. The schemas
    have OpenAI's strict form, so the model always follows them.

    Example::

        @dataclass
        class Review:
            \"\"\"The review of a ticket.\"\"\"

            urgent: bool
            team: Literal["billing", "search"]

        def find_customer(email: str) -> dict:
            \"\"\"Find a customer by email.\"\"\"

        triage = Prompt(
            self,
            "triage",
            model="gpt-6.1-terra",
            instructions="Review the ticket.",
            schema=Review,
            tools=[find_customer],
        )
        review = triage.respond("first", "The search is broken!")
        TerraformOutput(self, "team", value=triage.output(review, "team"))

    A response does not depend on the documents that a tool searches. With `triggers={"documents": handbook.digest}`, the model answers
    again if a document of the `KnowledgeBase` in `handbook` changes.

    Attributes:
        model: the id of the model.
        instructions: the instructions for the model, or None.
        format: the format of the output with its `name`, `schema` and `description`, or None for text.
        functions: the functions that the model can call, each with its `name`, `description` and `parameters`.
        tools: the other tools, in the form of the API.
    """

    model: str
    instructions: str | None
    format: Mapping[str, Any] | None
    functions: Sequence[Mapping[str, Any]]
    tools: Sequence[Any]

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        model: str,
        instructions: str | None = None,
        schema: type | None = None,
        tools: Iterable[Tool] = (),
        provider: Provider | None = None,
    ) -> None:
        """Create the construct in a stack. It creates no object until you call one of its methods.

        Args:
            scope: The stack, or a construct in it.
            id: A name that is unique within the scope.
            model: The id of the model.
            instructions: The instructions for the model.
            schema: The class of the output, a dataclass or a pydantic model. By default, the output is text. The docstring of
                the class, `Annotated[str, "…"]` and descriptions of pydantic fields explain the fields to the model.
            tools: Python functions with types and a docstring, which become function tools, and other tools such as
                `{"type": "web_search"}` or `KnowledgeBase.file_search_tool()`. Your application runs the functions that the model calls.
            provider: The provider, if it is not the default one.

        Raises:
            InvalidArgumentsError: Arguments are not valid. It is a `TypeError` and a `ValueError`.
        """
        checks = Checks()
        checks.accept("model", TEXT, model, required=True)
        checks.accept("instructions", TEXT, instructions)
        output = None if schema is None else _format(checks, schema)
        functions, others = _tools(checks, tools)
        super().__init__(scope, id, checks)
        self.model = model
        self.instructions = instructions
        self.format = output
        self.functions = functions
        self.tools = others
        self._meta: MetaArguments = {} if provider is None else {"provider": provider}

    def respond(
        self,
        id: str,
        input: str | Sequence[Any],
        *,
        triggers: Mapping[str, str] | None = None,
        **meta: Unpack[MetaArguments],
    ) -> Response:
        """Send the prompt once as a response, and keep the answer.

        Args:
            id: A name that is unique in the prompt.
            input: The input: a text, or a list of items.
            triggers: Values that send the prompt again if one of them changes.
            **meta: Terraform's meta-arguments.

        Returns:
            The response. `output_text` is the answer. You can set further arguments, such as `temperature`.
        """
        tools = [
            *({"type": "function", **one, "strict": True} for one in self.functions),
            *self.tools,
        ]
        output = self.format and {"format": {"type": "json_schema", **self.format, "strict": True}}
        return Response(
            self,
            id,
            model=self.model,
            instructions=self.instructions,
            input=input,
            text=output,
            tools=tools or None,
            triggers=triggers,
            **self._with(meta),
        )

    def complete(
        self,
        id: str,
        message: str,
        *,
        triggers: Mapping[str, str] | None = None,
        **meta: Unpack[MetaArguments],
    ) -> ChatCompletion:
        """Send the prompt once as a chat completion, and keep the answer.

        Args:
            id: A name that is unique in the prompt.
            message: The message of the user.
            triggers: Values that send the prompt again if one of them changes.
            **meta: Terraform's meta-arguments.

        Returns:
            The completion. You can set further arguments, such as `temperature`.
        """
        developer = (
            [{"role": "developer", "content": self.instructions}] if self.instructions else []
        )
        functions = (
            {"type": "function", "function": {**one, "strict": True}} for one in self.functions
        )
        output = self.format and {
            "type": "json_schema",
            "json_schema": {**self.format, "strict": True},
        }
        return ChatCompletion(
            self,
            id,
            model=self.model,
            messages=[*developer, {"role": "user", "content": message}],
            response_format=output,
            tools=[*functions, *self.tools] or None,
            triggers=triggers,
            **self._with(meta),
        )

    def agent(self, id: str, *, name: str | None = None, **meta: Unpack[MetaArguments]) -> Agent:
        """Create an agent with the model, the instructions, the output and the tools of the prompt.

        Args:
            id: A name that is unique in the prompt.
            name: The name of the agent. Defaults to `id`.
            **meta: Terraform's meta-arguments.

        Returns:
            The agent. You can set further arguments, such as `reasoning`.
        """
        output = self.format and {
            "format": {"type": "json_schema", "schema": self.format["schema"]}
        }
        return Agent(
            self,
            id,
            name=id if name is None else name,
            model=self.model,
            instructions=self.instructions,
            text=output,
            tools=[*({"type": "function", **one} for one in self.functions), *self.tools] or None,
            **self._with(meta),
        )

    def _with(self, meta: MetaArguments) -> MetaArguments:
        return {**self._meta, **meta}

    def output(self, answer: Response | ChatCompletion, *path: str) -> Any:
        """Return a field of the typed output of an answer, for outputs and for arguments of other constructs.

        Args:
            answer: The answer, from `respond` or `complete`.
            path: The name of the field, and of fields within it. By default, all fields.

        Raises:
            ValueError: The class of the output has no such field.
        """
        inner: Any = self.format["schema"] if self.format else {"properties": {}}
        for step in path:
            properties = _resolved(inner, self.format).get("properties", {})
            if step not in properties:
                checks = Checks()
                known = ", ".join(properties) or "none"
                checks.refuse(f"is no field of the output: the fields are {known}", *path)
                raise MisfitError.of(checks.faults).for_user(self._name)
            inner = properties[step]
        text = answer.output_text if isinstance(answer, Response) else answer.content
        fn = self.cdk.Fn
        fields = fn.jsondecode(text)
        return fn.lookup_nested(fields, list(path)) if path else fields


def _resolved(schema: Mapping[str, Any], output: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return a schema, or the definition to which it refers."""
    if "$ref" not in schema or output is None:
        return schema
    found: Mapping[str, Any] = output["schema"]["$defs"][schema["$ref"].rpartition("/")[2]]
    return found


def _format(checks: Checks, schema: Any) -> Mapping[str, Any] | None:
    """Return the format of the output of a class."""
    if not is_model(schema):
        shown = schema.__name__ if isinstance(schema, type) else type(schema).__name__
        checks.refuse(f"must be a dataclass or a pydantic model, not {shown}", "schema")
        return None
    made = _made(checks, lambda: schema_of(schema), "schema")
    if made is None:
        return None
    described = made.pop("description", None)
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", schema.__name__)[:64]
    return {
        "name": name,
        "schema": made,
        **({"description": described} if described else {}),
    }


def _tools(checks: Checks, tools: Any) -> tuple[list[Mapping[str, Any]], list[Any]]:
    """Return the function tools, and the others in the form of the API."""
    functions: list[Mapping[str, Any]] = []
    others: list[Any] = []
    if callable(tools) or isinstance(tools, str | Mapping) or not isinstance(tools, Iterable):
        checks.refuse(f"must be a list of functions and tools, not {type(tools).__name__}", "tools")
        return [], []
    for index, tool in enumerate(tools):
        if isinstance(tool, Struct):
            others.append(dict(tool._given))  # noqa: SLF001 - one library
        elif isinstance(tool, Mapping):
            others.append(tool)
        elif callable(tool):
            if made := _function(checks, tool, index, {one["name"] for one in functions}):
                functions.append(made)
        else:
            text = f"must be a function or a tool with a `type`, not {type(tool).__name__}"
            checks.refuse(text, "tools", index)
    return functions, others


def _function(
    checks: Checks, function: Any, index: int, names: set[str]
) -> Mapping[str, Any] | None:
    """Return the function tool of a Python function."""
    name = getattr(function, "__name__", "")
    path: tuple[Step, ...] = ("tools", index)
    if not _NAME.fullmatch(name):
        checks.refuse("must be a function with a name of letters, digits, `_` and `-`", *path)
        return None
    if name in names:
        checks.refuse(f"has the name {name} of an earlier function", *path)
    description = summary_of(function)
    if not description:
        text = f"({name}) needs a docstring: the model reads it to decide when to call the function"
        checks.refuse(text, *path)
    parameters = _made(checks, lambda: parameters_of(function), *path, name)
    if parameters is None or not description:
        return None
    return {"name": name, "description": literal(description), "parameters": parameters}


def _made(
    checks: Checks, make: Callable[[], Mapping[str, Any]], *path: Step
) -> dict[str, Any] | None:
    """Return a schema in the strict form, or None if it is impossible."""
    try:
        made = strict(make())
    except MisfitError as misfit:
        checks.add_at(path, misfit.faults)
        return None
    checks.add_at(path, made.faults)
    schema: dict[str, Any] = literal(made.schema)
    return None if made.faults else schema
