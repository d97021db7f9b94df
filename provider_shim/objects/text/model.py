"""``openai_model``: a model that the configuration requires."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import DataSource
from provider_shim.patterns.leaving import LeftWhenDestroyed
from provider_shim.patterns.model_names import model_name
from provider_shim.rules.texts import regex_fault
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json, Rest, from_json
from provider_shim.vocabulary.schema import Attribute, Integer, ListOf, Object, Schema, String
from provider_shim.vocabulary.values import UNKNOWN

KINDS = ("gpt", "reasoning", "embedding", "image", "audio", "moderation", "fine-tuned")

_PATTERNS = {
    "fine-tuned": r"ft:",
    "embedding": r"text-embedding-|.*-embedding",
    "moderation": r"(omni|text)-moderation-",
    "image": r"dall-e-|gpt-image-|chatgpt-image-",
    "audio": r"whisper|tts-|gpt-audio|gpt-realtime|gpt-live|.*-(transcribe|tts|audio|realtime|translate|whisper)\b",
    "reasoning": r"o\d|gpt-5|gpt-[6-9]|gpt-oss|codex-|computer-use-",
    "gpt": r"gpt-|chatgpt-",
}
"""How ids begin. The first pattern that matches counts. `gpt` is every chat model of that name, reasoning or not."""


def kinds_of(model_id: str) -> set[str]:
    """Return the kinds of a model, from its id: the API does not return them."""
    kind = next((kind for kind, pattern in _PATTERNS.items() if re.match(pattern, model_id)), None)
    if kind == "reasoning" and model_id.startswith("gpt-"):
        return {"reasoning", "gpt"}
    return {kind} if kind else set()


FILTERS: dict[str, Attribute] = {
    "kind": String(
        optional=True,
        enum=KINDS,
        doc="Only models of this kind: `gpt`, `reasoning`, `embedding`, `image`, `audio`, `moderation` or `fine-tuned`. The "
        "provider determines the kind from the id.",
    ),
    "owner": String(optional=True, doc="Only models of this owner, as in `owned_by`."),
    "prefix": String(optional=True, doc="Only models whose id begins with this text."),
    "regex": String(
        optional=True,
        check=regex_fault,
        doc="Only models whose id contains a match of this regular expression (Python syntax).",
    ),
    "created_after": Integer(
        optional=True, doc="Only models created after this time, in seconds since 1970."
    ),
    "created_before": Integer(
        optional=True, doc="Only models created before this time, in seconds since 1970."
    ),
}

MODEL: dict[str, Attribute] = {
    "created": Integer(
        computed=True, doc="The time at which the model was created, in seconds since 1970."
    ),
    "owned_by": String(computed=True, doc="The owner of the model."),
    "shutdown_date": String(
        computed=True,
        doc="The date on which OpenAI will shut down the model, as `YYYY-MM-DD`. Null if no shutdown is planned.",
    ),
}


def matching(models: list[Json], filters: Mapping[str, Any]) -> list[Json]:
    """Return the models that pass all filters, the newest first. Models of the same age are in the order of their ids."""
    found = [
        model for model in models if isinstance(model.get("id"), str) and _passes(model, filters)
    ]
    return sorted(found, key=lambda model: (-_created(model), model["id"]))


def _created(model: Json) -> float:
    """Return when a model was created. Some compatible servers return nothing or an invalid value."""
    created = model.get("created")
    return created if isinstance(created, int | float) else 0


def _passes(model: Json, filters: Mapping[str, Any]) -> bool:
    identity, created = model["id"], _created(model)
    tests = {
        "kind": lambda kind: kind in kinds_of(identity),
        "owner": lambda owner: model.get("owned_by") == owner,
        "prefix": identity.startswith,
        "regex": lambda pattern: re.search(pattern, identity) is not None,
        "created_after": lambda moment: created > moment,
        "created_before": lambda moment: created < moment,
    }
    return all(test(filters[name]) for name, test in tests.items() if filters.get(name) is not None)


class Model(LeftWhenDestroyed):
    """A model that must exist. The resource only reads it.

    Create reads the model, and fails if the key has no access to it. Destroy changes nothing at OpenAI and returns a warning.
    To delete a fine-tuned model, use `openai_fine_tuning_job`. In a new configuration, use the data source `openai_model`.
    The resource is for configurations that you migrate from another provider.
    """

    type_name = "openai_model"
    endpoint = Rest("/models", item="/models/{model}", update=None)
    creates = False
    left = (
        "Model left unchanged",
        "Terraform no longer manages {model}. The resource only reads models, so nothing changes at OpenAI.",
    )
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="The id of the model, as in `model`."),
            "model": model_name(required=True, replace=True, doc="The id of the model."),
            **{
                name: attribute.but(also=("created_at",)) if name == "created" else attribute
                for name, attribute in MODEL.items()
            },
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Read the model.

        Raises:
            ProviderError: the model does not exist, or the key has no access to it.
        """
        state = self.read(call, planned)
        if state is None:
            raise ProviderError(
                "Model not found",
                f'The model "{planned["model"]}" does not exist, or the key has no access to it. The data source `openai_models` '
                "lists the models that the key can use.",
                ("model",),
            )
        return state


def _by_alias(_requested: Any, _answered: Any) -> bool:
    """Accept any id, since a server may return the model behind an alias. The attribute keeps the requested id."""
    return True


class DataModel(DataSource):
    """A model that the key can use: the model with the given id, or the newest model that passes all filters."""

    type_name = "openai_model"
    endpoint = Rest("/models")
    schema = Schema(
        {
            "id": String(
                optional=True,
                computed=True,
                also=("model_id",),
                conflicts_with=tuple(FILTERS),
                equivalent=_by_alias,
                doc="The id of the model. Defaults to the id of the newest model that passes all filters.",
            ),
            **FILTERS,
            **MODEL,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Read the model by its id, or list all models and filter them: the API has no filters."""
        if config["id"] not in {None, UNKNOWN}:
            return super().read(call, config)
        found = matching(list(call.pages(self.endpoint, {}, "list the models")), config)
        if not found:
            raise ProviderError(
                "Model not found",
                "No model that the key can use passes all filters. Remove or change a filter.",
            )
        return from_json(self.attributes, found[0], config)


class DataModels(DataSource):
    """All models that the key can use and that pass all filters, the newest first."""

    type_name = "openai_models"
    endpoint = Rest("/models")
    schema = Schema(
        {
            **FILTERS,
            "ids": ListOf(String(), computed=True, doc="The ids of the models, the newest first."),
            "models": ListOf(
                Object({"id": String(computed=True, doc="The id of the model."), **MODEL}),
                computed=True,
                doc="The models, the newest first.",
            ),
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """List all models and filter them: the API has no filters."""
        found = matching(list(call.pages(self.endpoint, {}, "list the models")), config)
        values = from_json(self.attributes, {"models": found}, config)
        return {**values, "ids": [model["id"] for model in found]}
