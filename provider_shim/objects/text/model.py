"""``openai_model``: a model that a configuration relies on."""

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
"""How ids begin, first match first. `gpt` is every chat model of that name, reasoning or not."""


def kinds_of(model_id: str) -> set[str]:
    """Return the kinds that a model is of, by its id: the API does not tell."""
    kind = next((kind for kind, pattern in _PATTERNS.items() if re.match(pattern, model_id)), None)
    if kind == "reasoning" and model_id.startswith("gpt-"):
        return {"reasoning", "gpt"}
    return {kind} if kind else set()


FILTERS: dict[str, Attribute] = {
    "kind": String(
        optional=True,
        enum=KINDS,
        doc="The kind of model, judged by its id: `gpt`, `reasoning`, `embedding`, `image`, `audio`, `moderation` or `fine-tuned`.",
    ),
    "owner": String(optional=True, doc="Who owns the model, as in `owned_by`."),
    "prefix": String(optional=True, doc="How the id begins."),
    "regex": String(
        optional=True,
        check=regex_fault,
        doc="A regular expression (Python's syntax) that is found in the id.",
    ),
    "created_after": Integer(
        optional=True, doc="Only models created after this moment, in seconds since 1970."
    ),
    "created_before": Integer(
        optional=True, doc="Only models created before this moment, in seconds since 1970."
    ),
}

MODEL: dict[str, Attribute] = {
    "created": Integer(computed=True, doc="When the model was created, in seconds since 1970."),
    "owned_by": String(computed=True, doc="Who owns the model."),
    "shutdown_date": String(
        computed=True,
        doc="When OpenAI will shut the model down, as `YYYY-MM-DD`; null if that is not planned.",
    ),
}


def matching(models: list[Json], filters: Mapping[str, Any]) -> list[Json]:
    """Return the models that pass all filters, the newest first; of one age, by id."""
    found = [
        model for model in models if isinstance(model.get("id"), str) and _passes(model, filters)
    ]
    return sorted(found, key=lambda model: (-_created(model), model["id"]))


def _created(model: Json) -> float:
    """Return when a model was created; some compatible servers do not tell, or tell nonsense."""
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
    """A model that must exist: the resource only reads it.

    Creating it reads the model, and fails if the key has no access to such a model. Destroying it changes nothing at OpenAI,
    and says so: a fine-tuned model is deleted by `openai_fine_tuning_job`. Use the data source `openai_model` unless a
    configuration of another provider has the resource.
    """

    type_name = "openai_model"
    endpoint = Rest("/models", item="/models/{model}", update=None)
    creates = False
    left = (
        "Model left as it is",
        "{model} is not managed any more. The resource only reads models, so nothing changes at OpenAI.",
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
            ProviderError: there is no such model, or the key has no access to it.
        """
        state = self.read(call, planned)
        if state is None:
            raise ProviderError(
                "No such model",
                f'There is no model "{planned["model"]}", or the key has no access to it. The data source `openai_models` lists '
                "the models that the key may use.",
                ("model",),
            )
        return state


def _by_alias(_requested: Any, _answered: Any) -> bool:
    """A server may answer the model that an alias stands for: the id stays as it was asked for."""
    return True


class DataModel(DataSource):
    """A model that the key may use: the one with a given id, or the newest one that passes all filters."""

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
                doc="The id of the model. Left out, the newest model that passes all filters is taken.",
            ),
            **FILTERS,
            **MODEL,
        }
    )

    def read(self, call: Call, config: Values) -> Values:
        """Get it by id, or list all and choose: the API cannot filter."""
        if config["id"] not in {None, UNKNOWN}:
            return super().read(call, config)
        found = matching(list(call.pages(self.endpoint, {}, "list the models")), config)
        if not found:
            raise ProviderError(
                "No such model", "No model that the key may use passes all filters."
            )
        return from_json(self.attributes, found[0], config)


class DataModels(DataSource):
    """All models that the key may use and that pass all filters, the newest first."""

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
        """List all and choose: the API cannot filter."""
        found = matching(list(call.pages(self.endpoint, {}, "list the models")), config)
        values = from_json(self.attributes, {"models": found}, config)
        return {**values, "ids": [model["id"] for model in found]}
