"""``openai_project_rate_limit``: the rate limits of a project for a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.patterns.list_limits import limit_of_all
from provider_shim.patterns.lookups import ListAll
from provider_shim.patterns.model_names import slip
from provider_shim.patterns.settings import Setting, restored_on_destroy
from provider_shim.vocabulary.diagnostics import NotFoundError, ProviderError
from provider_shim.vocabulary.rest import Json, Rest, from_json
from provider_shim.vocabulary.schema import Integer, ListOf, Object, Schema, String

COLLECTION = "/organization/projects/{project_id}/rate_limits"
ENDPOINT = Rest(COLLECTION, item=f"{COLLECTION}/{{rate_limit_id}}", auth="admin", page=100)
_BY_MODEL = ENDPOINT.but(item=f"{COLLECTION}/{{model}}")

LIMITS: dict[str, tuple[str, tuple[str, ...]]] = {
    "max_requests_per_1_minute": (
        "The maximum number of requests per minute.",
        ("max_requests_per_minute",),
    ),
    "max_tokens_per_1_minute": (
        "The maximum number of tokens per minute.",
        ("max_tokens_per_minute",),
    ),
    "max_images_per_1_minute": (
        "The maximum number of images per minute, for models that generate images.",
        ("max_images_per_minute",),
    ),
    "max_audio_megabytes_per_1_minute": (
        "The maximum size of audio per minute, in megabytes, for models with audio input.",
        (),
    ),
    "max_requests_per_1_day": (
        "The maximum number of requests per day, for models that have this limit.",
        (),
    ),
    "batch_1_day_max_input_tokens": (
        "The maximum number of input tokens of batches per day, for models that have this limit.",
        (),
    ),
}
"""The documentation of each limit, and its names in other providers."""


def find(call: Call, values: Mapping[str, Any]) -> Json | None:
    """Return the limit with the id in ``values``, or if it is not known, for the model. None if there is none.

    Raises:
        ProviderError: the API does not list the limits.
    """
    for endpoint in (ENDPOINT, _BY_MODEL):
        limit = call.listed(endpoint, values, "list the rate limits", independent=True)
        if limit is not None:
            return limit
    names = {"id": values.get("rate_limit_id"), "model": values.get("model")}
    given = {name: value for name, value in names.items() if isinstance(value, str)}
    # A list that failed looks like an empty list. This request reports the error.
    for item in call.pages(ENDPOINT, values, "list the rate limits", limit=ENDPOINT.page):
        if any(item.get(name) == value for name, value in given.items()):
            return call.found(item)
    return None


def not_found(values: Mapping[str, Any]) -> ProviderError:
    """Return the error that there is no such limit, at the argument that names it."""
    by = "rate_limit_id" if isinstance(values.get("rate_limit_id"), str) else "model"
    return ProviderError(
        "Not found",
        f'The project {values["project_id"]} has no rate limit whose {by} is "{values[by]}". '
        "To list its rate limits, use the data source `openai_project_rate_limits`.",
        (by,),
    )


_NAMES = ("rate_limit_id", "model")


class ProjectRateLimit(Setting):
    """The rate limits of a project for a model, within the limits of the organization.

    A project always has one rate limit for each model. The create changes it, and destroying the resource restores the values
    from before. Arguments that you do not set stay as they are.
    """

    type_name = "openai_project_rate_limit"
    other_names = ("model",)
    restores_changes = True
    endpoint = ENDPOINT
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="`<project_id>/<rate_limit_id>`."),
            "project_id": String(required=True, replace=True, doc="The id of the project."),
            "rate_limit_id": String(
                optional=True,
                computed=True,
                local=True,
                replace=True,
                exactly_one_of=_NAMES,
                doc="The id of the rate limit, such as `rl-gpt-4o`.",
            ),
            "model": String(
                optional=True,
                computed=True,
                local=True,
                replace=True,
                exactly_one_of=_NAMES,
                doubt=slip,
                doc="The id of the model, in place of `rate_limit_id`.",
            ),
            **{
                name: Integer(optional=True, computed=True, minimum=0, doc=doc, also=also)
                for name, (doc, also) in LIMITS.items()
            },
            "on_destroy": restored_on_destroy(),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Find the limit, keep its original values, and change the configured ones."""
        limit = find(call, planned)
        if limit is None:
            raise not_found(planned)
        known = _named(limit, planned)
        self.remember(call, known, self.body(self.state(limit, known)))
        if self.body(planned):
            return self.write(call, known)
        call.outdate(self.endpoint, known)
        return self.state(limit, known)

    def read(self, call: Call, state: Values) -> Values | None:
        """Find the limit in the list: the API has no other endpoint. Servers with other ids are searched by the model."""
        try:
            limit = find(call, state)
        except NotFoundError:  # the project does not exist
            return None
        return None if limit is None else self.state(limit, _named(limit, state))


def _named(limit: Json, values: Values) -> Values:
    """Return the values with the id and the model of the limit."""
    names = {"rate_limit_id": limit.get("id"), "model": limit.get("model")}
    return {**values, **{name: value for name, value in names.items() if value is not None}}


class DataProjectRateLimit(DataSource):
    """The rate limits of a project for a model, found by the model or by the id."""

    type_name = "openai_project_rate_limit"
    endpoint = ENDPOINT
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "rate_limit_id": String(
                optional=True,
                computed=True,
                wire="id",
                exactly_one_of=_NAMES,
                also=("id",),
                doc="The id of the rate limit, such as `rl-gpt-4o`.",
            ),
            "model": String(
                optional=True, computed=True, exactly_one_of=_NAMES, doc="The id of the model."
            ),
            **{
                name: Integer(computed=True, doc=doc, also=also)
                for name, (doc, also) in LIMITS.items()
            },
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Find the limit in the list."""
        limit = find(call, config)
        if limit is None:
            raise not_found(config)
        return from_json(self.attributes, limit, config)


class DataProjectRateLimits(ListAll):
    """The rate limits of a project for each model."""

    type_name = "openai_project_rate_limits"
    endpoint = ENDPOINT
    items = "rate_limits"
    schema = Schema(
        {
            "project_id": String(required=True, doc="The id of the project."),
            "limit": limit_of_all(),
            "rate_limits": ListOf(
                Object(
                    {
                        "id": String(computed=True, doc="The id, such as `rl-gpt-4o`."),
                        "model": String(computed=True, doc="The id of the model."),
                        **{
                            name: Integer(computed=True, doc=doc)
                            for name, (doc, _) in LIMITS.items()
                        },
                    }
                ),
                computed=True,
                doc="The rate limits, in the order in which the API returns them.",
            ),
        }
    )
