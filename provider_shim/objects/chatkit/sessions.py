"""What a session of ChatKit is asked for and answers, and what its threads are.

It must not know which declaration uses it.
"""

from __future__ import annotations

from provider_shim.patterns.attributes import created_at
from provider_shim.patterns.one_shot import request_arguments
from provider_shim.rules.maps import keys_fault
from provider_shim.vocabulary.rest import Rest
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    MapOf,
    Object,
    String,
    computed,
    dynamic_object,
)

BETA = {"OpenAI-Beta": "chatkit_beta=v1"}
"""The header that all of ChatKit wants."""

THREADS = Rest("/chatkit/threads", update=None, headers=BETA, page=100)
"""Where threads live. The API has no way to create one: people do, by chatting."""


_STATE_VARIABLES = Dynamic(
    MapOf(AnyOf((String(max_length=10_485_760), Float(), Bool())), max_items=64),
    optional=True,
    check=keys_fault,
    doc="Values that the workflow begins with: up to 64 strings, numbers or booleans, with keys of up to 64 characters.",
)

_WORKFLOW: dict[str, Attribute] = {
    "id": String(required=True, doc="The id of the workflow."),
    "version": String(
        optional=True, doc="The version of the workflow. Defaults to the latest that is deployed."
    ),
    "state_variables": _STATE_VARIABLES,
    "tracing": Object(
        {"enabled": Bool(optional=True, doc="Whether to trace. Defaults to `true`.")},
        optional=True,
        doc="Whether what the workflow does is traced.",
    ),
}

_CONFIGURATION: dict[str, Attribute] = {
    "automatic_thread_titling": Object(
        {
            "enabled": Bool(
                optional=True, doc="Whether threads get titles by themselves. Defaults to `true`."
            )
        },
        optional=True,
        doc="Titles of threads.",
    ),
    "file_upload": Object(
        {
            "enabled": Bool(
                optional=True, doc="Whether files may be uploaded. Defaults to `false`."
            ),
            "max_file_size": Integer(
                optional=True,
                minimum=1,
                maximum=512,
                doc="The largest file, in megabytes, from 1 to 512. Defaults to 512.",
            ),
            "max_files": Integer(
                optional=True, minimum=1, doc="The most files of a session. Defaults to 10."
            ),
        },
        optional=True,
        doc="Files that people may upload.",
    ),
    "history": Object(
        {
            "enabled": Bool(
                optional=True, doc="Whether people see their earlier threads. Defaults to `true`."
            ),
            "recent_threads": Integer(
                optional=True,
                minimum=1,
                doc="How many of the most recent threads they see. Defaults to all.",
            ),
        },
        optional=True,
        doc="Earlier threads.",
    ),
}

_WINDOW = "max_requests_per_1_minute"

ARGUMENTS: dict[str, Attribute] = request_arguments(
    {
        "user": String(
            required=True,
            min_length=1,
            doc="Who chats: a name of your choice. The session reaches what belongs to the same user.",
        ),
        "workflow": dynamic_object(_WORKFLOW, required=True, doc="The workflow that answers."),
        "expires_after": Object(
            {
                "anchor": String(
                    required=True,
                    enum=("created_at",),
                    doc="The moment from which the seconds count: `created_at`.",
                ),
                "seconds": Integer(
                    required=True,
                    minimum=1,
                    maximum=600,
                    doc="The seconds until the session expires, from 1 to 600.",
                ),
            },
            optional=True,
            doc="When the session expires. Defaults to 10 minutes after its creation.",
        ),
        "rate_limits": Object(
            {
                _WINDOW: Integer(
                    optional=True, minimum=1, doc="The most requests a minute. Defaults to 10."
                )
            },
            optional=True,
            doc="How much the session may ask for.",
        ),
        "chatkit_configuration": Object(
            _CONFIGURATION, optional=True, doc="What the widget offers."
        ),
    }
)
"""What a session may be."""

RESULTS: dict[str, Attribute] = {
    "client_secret": String(
        computed=True, sensitive=True, doc="The secret with which the widget uses the session."
    ),
    "status": String(
        computed=True, doc="The state of the session: `active`, `expired` or `cancelled`."
    ),
    "expires_at": Integer(
        computed=True, doc="When the session expires, in seconds since 1970 (Unix time)."
    ),
    _WINDOW: Integer(computed=True, doc="The most requests a minute."),
    "effective_workflow": Object(
        computed(_WORKFLOW),
        computed=True,
        wire="workflow",
        doc="The workflow as the API understood it, with all defaults.",
    ),
    "effective_configuration": Object(
        computed(_CONFIGURATION),
        computed=True,
        wire="chatkit_configuration",
        doc="What the widget offers, with all defaults.",
    ),
}
"""What comes back."""

THREAD: dict[str, Attribute] = {
    "title": String(computed=True, doc="The title of the thread, if it has got one."),
    "user": String(computed=True, doc="Who chats."),
    "status": Object(
        {
            "type": String(computed=True, doc="`active`, `locked` or `closed`."),
            "reason": String(computed=True, doc="Why the thread is locked or closed."),
        },
        computed=True,
        doc="The state of the thread.",
    ),
    "created_at": created_at("thread"),
}
"""What the API tells of a thread."""
