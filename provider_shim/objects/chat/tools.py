"""The tools of a chat completion, and how the model chooses among them."""

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
        "function": function_definition("The function, where `type` is `function`."),
        "custom": Object(
            {
                "name": String(required=True, doc="The name of the custom tool."),
                "description": String(optional=True, doc="What the tool does."),
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
                            doc="The grammar, where `type` is `grammar`.",
                        ),
                    },
                    optional=True,
                    doc="The format of the input. Defaults to free text.",
                ),
            },
            optional=True,
            doc="The custom tool, where `type` is `custom`.",
        ),
    }
)


NAMED = {"name": String(required=True, doc="The name.")}


TOOL_CHOICE = string_or(
    Object(
        {
            "type": String(
                required=True,
                enum=("allowed_tools", "function", "custom"),
                doc="The kind of choice: `allowed_tools`, `function` or `custom`.",
            ),
            "function": Object(NAMED, optional=True, doc="The function that must be called."),
            "custom": Object(NAMED, optional=True, doc="The custom tool that must be called."),
            "allowed_tools": Object(
                {
                    "mode": String(
                        required=True,
                        enum=("auto", "required"),
                        doc="Whether the model may (`auto`) or must (`required`) call one.",
                    ),
                    "tools": ListOf(
                        free_json("A tool."), required=True, doc="The tools, each as in `tools`."
                    ),
                },
                optional=True,
                doc="The tools to choose from.",
            ),
        }
    )
)
