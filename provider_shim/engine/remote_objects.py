"""The objects at the API that belong to a resource, by their names in the API. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.api.refusals import without_id
from provider_shim.engine.call import Values
from provider_shim.engine.created_in_run import RemoteObject
from provider_shim.engine.declaration import Declaration
from provider_shim.vocabulary.rest import Json, fill_path, path_parameters
from provider_shim.vocabulary.values import unknown_as_null


class RemoteObjects(Declaration):
    """A declaration that can compute the names of its objects in the API."""

    other_names: ClassVar[tuple[str, ...]] = ()
    """Further attributes that name the object, in addition to the last part of its identity, such as an email address."""

    @property
    def is_named_by_configuration(self) -> bool:
        """Return whether the configuration sets the id of the object, so that a second create returns the same object."""
        return bool(self.attributes["id"].local) and all(
            self.attributes[name].configurable for name in self.endpoint.identity
        )

    def remote_objects(self, values: Mapping[str, Any]) -> list[RemoteObject]:
        """Return the objects of a state or a plan, without those whose names are not known yet. By default, there is one."""
        rest = self.endpoint
        parents = path_parameters(rest.collection)
        own = [name for name in rest.identity if name not in parents]
        try:
            collection = fill_path(rest.collection, values)
        except ValueError:
            return []
        if not own:
            return [frozenset({(collection, "")})]
        names = (values.get(name) for name in (own[-1], *self.other_names))
        known = frozenset((collection, name.casefold()) for name in names if isinstance(name, str))
        return [known] if known else []

    @property
    def remembers_original(self) -> bool:
        """Return whether this is a setting that remembers its values from before Terraform managed it."""
        return type(self).set_now is not RemoteObjects.set_now

    def set_now(self, values: dict[str, Any]) -> Json | None:  # noqa: ARG002 - for those who override it
        """Return the API's current values of a setting that remembers its original values, or None for other objects."""
        return None

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the object's values after an answer, merged with the known values.

        Raises:
            OtherObjectError: The answer is about another object.
        """
        values = self.from_answer(answer, known)
        if self.attributes["id"].local:
            values["id"] = "/".join(str(values[name]) for name in self.endpoint.identity)
        return values

    def initial_state(self, answer: Mapping[str, Any], planned: Values) -> Values:
        """Return the first state of a new object: the planned values and its id.

        Raises:
            OutcomeUnknownError: The answer of the API has no id.
        """
        known: Values = unknown_as_null(planned)
        own = self.attributes["id"].local
        for name in self.endpoint.identity if own else ("id",):
            if not own or known[name] is None:
                known[name] = answer.get(self.attributes[name].wire or name)
            if not isinstance(known[name], str) or not known[name]:
                raise without_id(f"create the {self.noun}")
        if own:
            known["id"] = "/".join(known[name] for name in self.endpoint.identity)
        return known
