"""One-shot requests: the API answers and stores nothing, so that the provider cannot read, change or delete anything later.

A resource keeps the answer until an argument or a value in `triggers` changes. A data source sends the request during every
plan. An ephemeral resource sends the request and stores nothing. The three share an `OneShotRequest`, from which they derive
before `OneShotResource`, `OneShotDataSource` or `OneShotEphemeralResource`:

    class EmbeddingRequest(OneShotRequest):
        type_name = "openai_embedding"
        endpoint = Rest("/embeddings", update=None)

    class Embedding(EmbeddingRequest, OneShotResource):
        schema = Schema(kept_answer("embedding", ARGUMENTS, RESULTS))
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.api.exchange import Answer
from provider_shim.engine.call import Call, Values
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import DataSource, EphemeralResource, Opened, Resource
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.rest import Json, create_body, from_json
from provider_shim.vocabulary.schema import Attribute, MapOf, String
from provider_shim.vocabulary.values import UNKNOWN


def request_arguments(
    attributes: Mapping[str, Attribute], *, once: bool = False
) -> dict[str, Attribute]:
    """Return arguments that the answer does not contain. With ``once``, a change sends the request again."""
    return {
        name: attribute.but(unread=True, replace=once) for name, attribute in attributes.items()
    }


def triggers(noun: str) -> MapOf:
    """Return the ``triggers`` attribute."""
    return MapOf(
        String(),
        optional=True,
        replace=True,
        local=True,
        doc=f"A map of values of your choice. When a value changes, the provider requests a new {noun}. Terraform does not know "
        "the content of files that tools read, such as the files of a vector store. Set a value that changes with them, such as "
        "`content_sha256` of a file.",
    )


def kept_answer(
    noun: str, arguments: Mapping[str, Attribute], answer: Mapping[str, Attribute]
) -> dict[str, Attribute]:
    """Return the attributes of a one-shot resource. If ``answer`` has an ``id``, it comes from the API."""
    return {
        "id": String(
            computed=True,
            local=True,
            doc=f"A random id that the provider generates, since the API does not return an id of the {noun}.",
        ),
        **request_arguments(arguments, once=True),
        "triggers": triggers(noun),
        **answer,
    }


class OneShotRequest(Declaration):
    """A request, and how its answer is read."""

    fixed: ClassVar[Json] = {}
    """Members of every request that the user cannot set."""

    def send_request(self, call: Call, values: Values) -> Answer:
        """Send the request, and return the answer of the API in JSON.

        If the API stores nothing, the request may be sent again when its answer is lost: it costs money again, but creates nothing.
        """
        with self.parts(values) as files:
            answer = call.send(
                self.endpoint,
                self.endpoint.collection,
                values,
                f"request the {self.noun}",
                method="POST",
                body=self.request_body(values),
                files=files,
                json_answer=self.answers_json(values),
                repeatable=not self.is_kept(values),
                leaves_nothing=not self.is_kept(values),
            )
        return answer if self.answers_json(values) else answer.but(body=self.packed(answer.content))

    def answers_json(self, values: Values) -> bool:  # noqa: ARG002 - for overrides
        """Return whether the answer is JSON. By default it is."""
        return True

    def packed(self, content: bytes) -> Json:
        """Return an answer that is not JSON as JSON."""
        raise NotImplementedError

    def request_body(self, values: Values) -> Json:
        """Return the body of the request. By default it has all arguments that are set, and the fixed members."""
        return {**create_body(self.attributes, values), **self.fixed}

    def is_kept(self, values: Mapping[str, Any]) -> bool:  # noqa: ARG002 - for overrides
        """Return whether the API stores the answer as an object that can be read, changed and deleted. By default it does not."""
        return False


class OneShotResource(OneShotRequest, Resource):
    """An answer that is requested once and kept in the state."""

    importable = False

    def create(self, call: Call, planned: Values) -> Values:
        """Send the request, then wait if the API has not finished the answer."""
        answer = self.send_request(call, {**planned, **self.write_only(call, planned)})
        if self.is_kept(planned):
            call.save(self.initial_state(answer.body, planned))
        state = self.state(answer.body, planned)
        if self.is_kept(planned):
            call.save(state)
        return self.await_completion(call, state, answer)

    def read(self, call: Call, state: Values) -> Values | None:
        """Read the object if the API stores it, otherwise keep the state."""
        return super().read(call, state) if self.is_kept(state) else state

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Update the object if the API stores it, otherwise change only the state."""
        if self.is_kept(planned):
            return super().update(call, prior, planned)
        return {name: prior[name] if value is UNKNOWN else value for name, value in planned.items()}

    def delete(self, call: Call, state: Values) -> None:
        """Delete the object if the API stores it, otherwise only remove it from the state."""
        if self.is_kept(state):
            super().delete(call, state)

    def import_state(self, identity: str) -> Values:
        """Raise an error unless the declaration is importable: the API has no object to import."""
        if self.importable:
            return super().import_state(identity)
        raise ProviderError(
            "Import impossible",
            f"The API does not store the {self.noun}, so there is nothing to import. Add the resource to the configuration, and "
            "apply.",
        )

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the state after an answer, with a random id if the API returns none."""
        values = self.from_answer(answer, known)
        if self.attributes["id"].local and not values["id"]:
            values["id"] = uuid.uuid4().hex
        return values


class OneShotDataSource(OneShotRequest, DataSource):
    """An answer that is requested during every plan."""

    def read(self, call: Call, config: Values) -> Values:
        """Send the request."""
        return from_json(
            self.attributes, self.reshape(self.send_request(call, config).body), config
        )


class OneShotEphemeralResource(OneShotRequest, EphemeralResource):
    """An answer that is not stored."""

    def open(self, call: Call, config: Values) -> Opened:
        """Send the request."""
        answer = self.send_request(call, config)
        return Opened(result=from_json(self.attributes, self.reshape(answer.body), config))
