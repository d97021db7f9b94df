"""``openai_usage_code_interpreter_sessions`` (data source): sessions of the code interpreter, in spans of time."""

from __future__ import annotations

from provider_shim.areas.usage import Buckets, buckets_schema, count, usage_of


class UsageCodeInterpreterSessions(Buckets):
    """Sessions of the code interpreter, in spans of time."""

    type_name = "openai_usage_code_interpreter_sessions"
    endpoint = usage_of("code_interpreter_sessions")
    schema = buckets_schema(
        filters=("project_ids",),
        groups=("project_id",),
        counted={"num_sessions": count("How many sessions there were.")},
    )
