"""What agents are told: messages of users, results of tools, approvals.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from openai_sandbox.describing import TEXT, TRUTH, any_of, one, or_null, record, several, variant

INPUT_PARTS = (
    variant("input_text", {"text": TEXT}),
    variant("input_image", {"image_url": TEXT}),
)
MESSAGES_ASKED = several(
    record(
        {"content": several(any_of(*INPUT_PARTS)), "role": one("user"), "type": one("message")},
        ["type"],
    )
)
"""What a user says."""

_OUTPUT = or_null(any_of(TEXT, several(any_of(*INPUT_PARTS))))
EVENTS = several(
    any_of(
        variant("agent.session.input.message", {"input": MESSAGES_ASKED}),
        variant("agent.session.input.cancel"),
        variant(
            "agent.session.input.tool_result",
            {"call_id": TEXT, "success": TRUTH, "turn_id": TEXT},
            {"error": or_null(TEXT), "output": _OUTPUT},
        ),
        variant(
            "agent.session.input.mcp_approval_request_result",
            {
                "request_id": TEXT,
                "response": variant(
                    "mcp_tool_call", {"decision": one("approve", "deny", "cancel")}
                ),
            },
        ),
        variant(
            "agent.session.input.computer_use_approval_request_result",
            {
                "request_id": TEXT,
                "response": any_of(
                    variant(
                        "browser_authentication",
                        {
                            "action": one("submit"),
                            "fields": several(record({"field_id": TEXT, "value": TEXT})),
                        },
                        {"selected_option": or_null(TEXT)},
                    ),
                    variant("browser_authentication", {"action": one("cancel")}),
                    variant(
                        "browser_origin_access", {"decision": one("approve", "deny", "cancel")}
                    ),
                ),
            },
        ),
    )
)
"""What a session can be told while it is there."""
