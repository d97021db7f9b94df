"""The tools of a chat completion, and the choice among them."""

from __future__ import annotations

from provider_shim.patterns.attributes import (
    free_json,
    function_definition,
    string_or,
)
from provider_shim.vocabulary.schema import (
    ListOf,
    Object,
    String,
)

TOOL = Object(
    {
        "type": String(
            required=True,
            enum=("function", "custom"),
            doc="The kind of tool: `function` or `custom`.",
        ),
        "function": function_definition("The function. Required if `type` is `function`."),
        "custom": Object(
            {
                "name": String(required=True, doc="The name of the custom tool."),
                "description": String(optional=True, doc="A description of what the tool does."),
                "format": Object(
                    {
                        "type": String(
                            required=True,
                            enum=("text", "grammar"),
                            doc="The kind of input: `text` or `grammar`.",
                        ),
                        "grammar": Object(
                            {
                                "definition": String(required=True, doc="The grammar."),
                                "syntax": String(
                                    required=True,
                                    enum=("lark", "regex"),
                                    doc="The language of the grammar: `lark` or `regex`.",
                                ),
                            },
                            optional=True,
                            doc="The grammar. Required if `type` is `grammar`.",
                        ),
                    },
                    optional=True,
                    doc="The format of the input. Defaults to free text.",
                ),
            },
            optional=True,
            doc="The custom tool. Required if `type` is `custom`.",
        ),
    }
)


NAMED = {"name": String(required=True, doc="The name of the function or tool.")}


TOOL_CHOICE = string_or(
    Object(
        {
            "type": String(
                required=True,
                enum=("allowed_tools", "function", "custom"),
                doc="The kind of choice: `allowed_tools`, `function` or `custom`.",
            ),
            "function": Object(NAMED, optional=True, doc="The function that the model must call."),
            "custom": Object(NAMED, optional=True, doc="The custom tool that the model must call."),
            "allowed_tools": Object(
                {
                    "mode": String(
                        required=True,
                        enum=("auto", "required"),
                        doc="Whether the model may call one of the tools (`auto`) or must call one (`required`).",
                    ),
                    "tools": ListOf(
                        free_json("A tool, in the same form as in `tools`."),
                        required=True,
                        doc="The allowed tools, in the same form as in `tools`.",
                    ),
                },
                optional=True,
                doc="The tools from which the model may choose.",
            ),
        }
    )
)
