"""The arguments and results of ChatKit's sessions, and the attributes of ChatKit's threads."""

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
"""The header that all endpoints of ChatKit require."""

THREADS = Rest("/chatkit/threads", update=None, headers=BETA, page=100)
"""The endpoint of threads. The API cannot create a thread: end users create threads when they chat."""


_STATE_VARIABLES = Dynamic(
    MapOf(AnyOf((String(max_length=10_485_760), Float(), Bool())), max_items=64),
    optional=True,
    check=keys_fault,
    doc="The state variables that the workflow receives: at most 64 strings, numbers or booleans. Keys have at most 64 characters.",
)

_WORKFLOW: dict[str, Attribute] = {
    "id": String(required=True, doc="The id of the workflow."),
    "version": String(
        optional=True, doc="The version of the workflow. Defaults to the latest deployed version."
    ),
    "state_variables": _STATE_VARIABLES,
    "tracing": Object(
        {"enabled": Bool(optional=True, doc="Whether tracing is enabled. Defaults to `true`.")},
        optional=True,
        doc="The tracing of the workflow.",
    ),
}

_CONFIGURATION: dict[str, Attribute] = {
    "automatic_thread_titling": Object(
        {
            "enabled": Bool(
                optional=True,
                doc="Whether ChatKit creates titles for threads. Defaults to `true`.",
            )
        },
        optional=True,
        doc="The automatic titles of threads.",
    ),
    "file_upload": Object(
        {
            "enabled": Bool(
                optional=True, doc="Whether end users can upload files. Defaults to `false`."
            ),
            "max_file_size": Integer(
                optional=True,
                minimum=1,
                maximum=512,
                doc="The maximum size of a file, in megabytes, from 1 to 512. Defaults to 512.",
            ),
            "max_files": Integer(
                optional=True,
                minimum=1,
                doc="The maximum number of files in the session, at least 1. Defaults to 10.",
            ),
        },
        optional=True,
        doc="The upload of files by end users.",
    ),
    "history": Object(
        {
            "enabled": Bool(
                optional=True,
                doc="Whether end users see their earlier threads. Defaults to `true`.",
            ),
            "recent_threads": Integer(
                optional=True,
                minimum=1,
                doc="The number of recent threads that end users see, at least 1. Defaults to all threads.",
            ),
        },
        optional=True,
        doc="The history of threads.",
    ),
}

_WINDOW = "max_requests_per_1_minute"

ARGUMENTS: dict[str, Attribute] = request_arguments(
    {
        "user": String(
            required=True,
            min_length=1,
            doc="The id of the end user, as free text. The session can access the objects of the same end user.",
        ),
        "workflow": dynamic_object(
            _WORKFLOW, required=True, doc="The workflow that the session uses."
        ),
        "expires_after": Object(
            {
                "anchor": String(
                    required=True,
                    enum=("created_at",),
                    doc="The time from which `seconds` count. `created_at` is the only value.",
                ),
                "seconds": Integer(
                    required=True,
                    minimum=1,
                    maximum=600,
                    doc="The lifetime of the session in seconds, from 1 to 600.",
                ),
            },
            optional=True,
            doc="When the session expires. Defaults to 10 minutes after its creation.",
        ),
        "rate_limits": Object(
            {
                _WINDOW: Integer(
                    optional=True,
                    minimum=1,
                    doc="The maximum number of requests per minute, at least 1. Defaults to 10.",
                )
            },
            optional=True,
            doc="The rate limits of the session.",
        ),
        "chatkit_configuration": Object(
            _CONFIGURATION, optional=True, doc="The features of the widget."
        ),
    }
)
"""The arguments of a session."""

RESULTS: dict[str, Attribute] = {
    "client_secret": String(
        computed=True,
        sensitive=True,
        doc="The client secret, with which the widget uses the session.",
    ),
    "status": String(
        computed=True, doc="The state of the session: `active`, `expired` or `cancelled`."
    ),
    "expires_at": Integer(
        computed=True, doc="When the session expires, in seconds since 1970 (Unix time)."
    ),
    _WINDOW: Integer(computed=True, doc="The maximum number of requests per minute."),
    "effective_workflow": Object(
        computed(_WORKFLOW),
        computed=True,
        wire="workflow",
        doc="The workflow as the API returns it, with all defaults.",
    ),
    "effective_configuration": Object(
        computed(_CONFIGURATION),
        computed=True,
        wire="chatkit_configuration",
        doc="The features of the widget as the API returns them, with all defaults.",
    ),
}
"""The fields that the API returns for a session."""

THREAD: dict[str, Attribute] = {
    "title": String(computed=True, doc="The title of the thread. Null if it has no title."),
    "user": String(computed=True, doc="The id of the end user who chats."),
    "status": Object(
        {
            "type": String(computed=True, doc="The state: `active`, `locked` or `closed`."),
            "reason": String(computed=True, doc="The reason why the thread is locked or closed."),
        },
        computed=True,
        doc="The state of the thread.",
    ),
    "created_at": created_at("thread"),
}
"""The fields that the API returns for a thread, except its id."""
