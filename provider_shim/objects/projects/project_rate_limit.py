"""``openai_project_rate_limit``: how much a project may ask of a model."""

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
    "max_requests_per_1_minute": ("The most requests per minute.", ("max_requests_per_minute",)),
    "max_tokens_per_1_minute": ("The most tokens per minute.", ("max_tokens_per_minute",)),
    "max_images_per_1_minute": (
        "The most images per minute, for models that draw.",
        ("max_images_per_minute",),
    ),
    "max_audio_megabytes_per_1_minute": (
        "The most megabytes of sound per minute, for models that hear.",
        (),
    ),
    "max_requests_per_1_day": ("The most requests per day, for models that have this limit.", ()),
    "batch_1_day_max_input_tokens": (
        "The most input tokens of batches per day, for models that have this limit.",
        (),
    ),
}
"""What each limit is, and what other providers call it."""


def found(call: Call, values: Mapping[str, Any]) -> Json | None:
    """Return the limit with the id, or else for the model, that ``values`` has; None if there is none.

    Raises:
        ProviderError: the API does not list them.
    """
    for endpoint in (ENDPOINT, _BY_MODEL):
        there = call.listed(endpoint, values, "list the rate limits", independent=True)
        if there is not None:
            return there
    names = {"id": values.get("rate_limit_id"), "model": values.get("model")}
    given = {name: value for name, value in names.items() if isinstance(value, str)}
    # A list that failed looks as if it had nothing: this one tells why.
    for item in call.pages(ENDPOINT, values, "list the rate limits", limit=ENDPOINT.page):
        if any(item.get(name) == value for name, value in given.items()):
            return call.found(item)
    return None


def none_found(values: Mapping[str, Any]) -> ProviderError:
    """Return the error about a limit that is not there, at the argument that names it."""
    by = "rate_limit_id" if isinstance(values.get("rate_limit_id"), str) else "model"
    return ProviderError(
        "Not found",
        f'The project {values["project_id"]} has no rate limit whose {by} is "{values[by]}". '
        "The data source `openai_project_rate_limits` lists those that it has.",
        (by,),
    )


_NAMES = ("rate_limit_id", "model")


class ProjectRateLimit(Setting):
    """How much a project may ask of a model, within what the organization has.

    A project has one limit for each model from the start: creating the resource takes it over, and destroying it gives back
    what was set before. Limits that are left out stay as they are.
    """

    type_name = "openai_project_rate_limit"
    other_names = ("model",)
    restores_changes = True
    endpoint = ENDPOINT
    schema = Schema(
        {
            "id": String(
                computed=True, local=True, doc="The ids of project and rate limit, with a slash."
            ),
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
                doc="The model whose limit it is, in place of the id.",
            ),
            **{
                name: Integer(optional=True, computed=True, minimum=0, doc=doc, also=also)
                for name, (doc, also) in LIMITS.items()
            },
            "on_destroy": restored_on_destroy(),
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Find the limit, remember it, and change what is configured."""
        there = found(call, planned)
        if there is None:
            raise none_found(planned)
        known = _named(there, planned)
        self.remember(call, known, self.body(self.state(there, known)))
        if self.body(planned):
            return self.write(call, known)
        call.outdate(self.endpoint, known)
        return self.state(there, known)

    def read(self, call: Call, state: Values) -> Values | None:
        """Look it up in the list: there is no other way. Its model tells which one it is where the id is made up by others."""
        try:
            there = found(call, state)
        except NotFoundError:  # the project is gone
            return None
        return None if there is None else self.state(there, _named(there, state))


def _named(there: Json, values: Values) -> Values:
    """Return values with the id and the model of the limit that was found by one of them."""
    names = {"rate_limit_id": there.get("id"), "model": there.get("model")}
    return {**values, **{name: value for name, value in names.items() if value is not None}}


class DataProjectRateLimit(DataSource):
    """How much a project may ask of a model, found by the model or by the limit's id."""

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
                optional=True, computed=True, exactly_one_of=_NAMES, doc="The model it is for."
            ),
            **{
                name: Integer(computed=True, doc=doc, also=also)
                for name, (doc, also) in LIMITS.items()
            },
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Find it in the list."""
        there = found(call, config)
        if there is None:
            raise none_found(config)
        return from_json(self.attributes, there, config)


class DataProjectRateLimits(ListAll):
    """How much a project may ask of each model."""

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
                        "model": String(computed=True, doc="The model it is for."),
                        **{
                            name: Integer(computed=True, doc=doc)
                            for name, (doc, _) in LIMITS.items()
                        },
                    }
                ),
                computed=True,
                doc="The limits, in the order of the API.",
            ),
        }
    )
