"""Calls that are asked once: the API answers and keeps nothing, so there is nothing to read, change or delete later.

A resource keeps the answer until what was asked, or a value in `triggers`, changes; a data source asks during every
plan; an ephemeral resource asks and stores nothing. What the three have in common is an `OneShotRequest` of their own, in a
neutral module beside this one, from which they derive before `OneShotResource`, `OneShotDataSource` or `OneShotEphemeralResource`:

    class EmbeddingRequest(OneShotRequest):
        type_name = "openai_embedding"
        endpoint = Rest("/embeddings", update=None)

    class Embedding(EmbeddingRequest, OneShotResource):
        schema = Schema(kept_answer("embedding", ARGUMENTS, RESULTS))

It must not know any particular object.
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
    """Return attributes as they are asked: the answer does not tell them; a change asks again where asked ``once``."""
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
        doc=f"Values of your choice: when one changes, the {noun} is asked for again. Terraform does not see into files that tools read, "
        "such as those of a vector store: give something here that changes with them, such as `content_sha256` of a file.",
    )


def kept_answer(
    noun: str, arguments: Mapping[str, Attribute], answer: Mapping[str, Attribute]
) -> dict[str, Attribute]:
    """Return the attributes of a resource that asks once; an ``id`` in ``answer`` stands for one that the API gives."""
    return {
        "id": String(
            computed=True,
            local=True,
            doc=f"A random id, made by the provider: the API gives the {noun} none.",
        ),
        **request_arguments(arguments, once=True),
        "triggers": triggers(noun),
        **answer,
    }


class OneShotRequest(Declaration):
    """What is asked, and how the answer is read."""

    fixed: ClassVar[Json] = {}
    """Members of every request that the user cannot choose."""

    def send_request(self, call: Call, values: Values) -> Answer:
        """Send the question, and return the answer as the API gives it, in JSON.

        What keeps nothing may be asked again where an answer is lost: nothing is created twice, only paid for.
        """
        with self.parts(values) as files:
            answer = call.send(
                self.endpoint,
                self.endpoint.collection,
                values,
                f"ask for the {self.noun}",
                method="POST",
                body=self.request_body(values),
                files=files,
                json_answer=self.answers_json(values),
                repeatable=not self.is_kept(values),
                leaves_nothing=not self.is_kept(values),
            )
        return answer if self.answers_json(values) else answer.but(body=self.packed(answer.content))

    def answers_json(self, values: Values) -> bool:  # noqa: ARG002 - for those who override it
        """Tell whether the answer is JSON. By default always."""
        return True

    def packed(self, content: bytes) -> Json:
        """Return an answer that is no JSON as JSON."""
        raise NotImplementedError

    def request_body(self, values: Values) -> Json:
        """Return the body of the request. By default all that is set, and what is fixed."""
        return {**create_body(self.attributes, values), **self.fixed}

    def is_kept(self, values: Mapping[str, Any]) -> bool:  # noqa: ARG002 - for those who override it
        """Tell whether the API keeps the answer as an object that can be read, changed and deleted. By default never."""
        return False


class OneShotResource(OneShotRequest, Resource):
    """An answer that is asked for once and kept in the state."""

    importable = False

    def create(self, call: Call, planned: Values) -> Values:
        """Ask, then wait if the API goes on with the answer."""
        answer = self.send_request(call, {**planned, **self.write_only(call, planned)})
        if self.is_kept(planned):
            call.save(self.initial_state(answer.body, planned))
        state = self.state(answer.body, planned)
        if self.is_kept(planned):
            call.save(state)
        return self.await_completion(call, state, answer)

    def read(self, call: Call, state: Values) -> Values | None:
        """Read what the API keeps; what it does not stays as it was answered."""
        return super().read(call, state) if self.is_kept(state) else state

    def update(self, call: Call, prior: Values, planned: Values) -> Values:
        """Change what the API keeps; of all else there is nothing to change at the API."""
        if self.is_kept(planned):
            return super().update(call, prior, planned)
        return {name: prior[name] if value is UNKNOWN else value for name, value in planned.items()}

    def delete(self, call: Call, state: Values) -> None:
        """Delete what the API keeps; all else is only forgotten."""
        if self.is_kept(state):
            super().delete(call, state)

    def import_state(self, identity: str) -> Values:
        """Refuse: there is nothing at the API to import, where the declaration does not say otherwise."""
        if self.importable:
            return super().import_state(identity)
        raise ProviderError(
            "Import impossible",
            f"The API keeps no {self.noun}, so there is nothing to import: write the resource, and it is asked for once.",
        )

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values after an answer, with an id of our own where the API gives none."""
        values = self.from_answer(answer, known)
        if self.attributes["id"].local and not values["id"]:
            values["id"] = uuid.uuid4().hex
        return values


class OneShotDataSource(OneShotRequest, DataSource):
    """An answer that is asked for during every plan."""

    def read(self, call: Call, config: Values) -> Values:
        """Ask."""
        return from_json(
            self.attributes, self.reshape(self.send_request(call, config).body), config
        )


class OneShotEphemeralResource(OneShotRequest, EphemeralResource):
    """An answer that is stored nowhere."""

    def open(self, call: Call, config: Values) -> Opened:
        """Ask."""
        answer = self.send_request(call, config)
        return Opened(result=from_json(self.attributes, self.reshape(answer.body), config))
