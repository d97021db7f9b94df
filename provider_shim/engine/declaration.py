"""The base class of all kinds of declarations."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar

from provider_shim.engine.call import Values
from provider_shim.vocabulary.diagnostics import (
    Diagnostic,
)
from provider_shim.vocabulary.identities import check_same_object, known_identity
from provider_shim.vocabulary.rest import (
    Json,
    Rest,
    from_json,
)
from provider_shim.vocabulary.schema import Attribute, Schema


class Declaration:
    """The base class of all kinds of declarations. The first sentence of the class docstring describes the object."""

    type_name: ClassVar[str]
    endpoint: ClassVar[Rest]
    schema: ClassVar[Schema]
    checks: ClassVar[tuple[Callable[[Mapping[str, Any]], list[Diagnostic]], ...]] = ()
    """Functions that return what is wrong with a configuration beyond what its schema says."""
    removed: ClassVar[str] = ""
    """The replacement to use, if OpenAI has removed the API (other servers may still have it)."""

    @property
    def description(self) -> str:
        """User documentation in Markdown: the class docstring."""
        return inspect.cleandoc(type(self).__doc__ or "")

    @property
    def noun(self) -> str:
        """The name of the kind of object in messages, such as "vector store"."""
        return self.type_name.removeprefix("openai_").replace("_", " ")

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        """The declared attributes."""
        return self.schema.attributes

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Return the errors in a configuration that `checks` find in addition to the schema."""
        return [found for check in self.checks for found in check(config)]

    def reshape(self, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return an object of the API in the form of the declared attributes, as the endpoint says."""
        return self.endpoint.reshape(answer)

    def from_answer(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the object's values after an answer, merged with the known values. Known ids do not change.

        Raises:
            OtherObjectError: the answer is about another object.
        """
        answer = self.reshape(answer)
        identity = known_identity(self.endpoint, self.attributes, known)
        check_same_object(self.endpoint, self.attributes, answer, identity, self.type_name)
        return {**from_json(self.attributes, answer, known), **identity}

    def query(self, values: Values) -> Json:  # noqa: ARG002 - as above
        """Return the query parameters for reading one object. Defaults to none."""
        return {}

    def parts(self, values: Values) -> AbstractContextManager[list[tuple[str, Any]] | None]:  # noqa: ARG002 - as above
        """Open files that are sent along, as parts of a form. By default none: what is sent is JSON."""
        return nullcontext()
