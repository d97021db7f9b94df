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
    """Functions that return further errors in a configuration, which the schema does not find."""
    removed: ClassVar[str] = ""
    """A sentence with the replacement, if OpenAI has removed the API. Other servers may still have it."""

    @property
    def description(self) -> str:
        """The documentation for users in Markdown, which is the docstring of the class."""
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
        """Return an object of the API in the form of the declared attributes. See `Rest.reshape`."""
        return self.endpoint.reshape(answer)

    def from_answer(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the object's values after an answer, merged with the known values. Known ids do not change.

        Raises:
            OtherObjectError: The answer is about another object.
        """
        answer = self.reshape(answer)
        identity = known_identity(self.endpoint, self.attributes, known)
        check_same_object(self.endpoint, self.attributes, answer, identity, self.type_name)
        return {**from_json(self.attributes, answer, known), **identity}

    def query(self, values: Values) -> Json:  # noqa: ARG002 - as above
        """Return the query parameters for reading one object. Defaults to none."""
        return {}

    def parts(self, values: Values) -> AbstractContextManager[list[tuple[str, Any]] | None]:  # noqa: ARG002 - as above
        """Open the files of the request, as parts of a form. Defaults to none, so that the request is JSON."""
        return nullcontext()
