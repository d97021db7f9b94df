"""Answers of models that resources keep, and how answers and questions stay out of the state where they shall.

With ``stateless``, an answer leaves ids, numbers and a digest. Arguments may have write-only forms, which are stored nowhere;
that they change is noticed by digests of them. It must not know any particular object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Call, Values
from provider_shim.engine.resource import Draft
from provider_shim.patterns.one_shot import OneShotResource
from provider_shim.patterns.write_only_forms import (
    digest_of_form,
    form_digests,
    plan_digests,
    sha256,
)
from provider_shim.vocabulary.schema import Attribute, Bool, String


def stateless(content: tuple[str, ...]) -> Bool:
    """Return the ``stateless`` attribute; ``content`` names what it keeps out."""
    *others, last = (f"`{name}`" for name in content)
    return Bool(
        optional=True,
        computed=True,
        default=False,
        replace=True,
        local=True,
        doc=f"Whether to keep the answer out of the state: {', '.join(others)} and {last} are then null. Defaults to `false`.",
    )


def digests(digested: str, unstored: tuple[str, ...]) -> dict[str, Attribute]:
    """Return the attributes that tell answers apart, and questions that are not stored."""
    return {
        f"{digested}_sha256": String(
            computed=True,
            local=True,
            doc=f"The SHA-256 of `{digested}` as JSON with sorted keys: tells answers apart.",
        ),
        **{
            digest: attribute
            for name in unstored
            for digest, attribute in digest_of_form(name).items()
        },
    }


class ModelAnswer(OneShotResource):
    """An answer of a model, which may be stored at the API.

    Attributes:
        content: what a stateless answer does not keep.
        digested: the part of the answer whose digest tells answers apart.
        unstored: the arguments that have a write-only form.
    """

    importable = True
    content: ClassVar[tuple[str, ...]]
    digested: ClassVar[str]
    unstored: ClassVar[tuple[str, ...]]

    def modify_plan(self, draft: Draft) -> None:
        """Ask again when a write-only argument changes, which only its digest can tell; keep no answer where none is wanted."""
        plan_digests(draft, form_digests(self.unstored, draft.config))
        if draft.imported and draft.prior is not None:
            _accept_alias(draft, draft.prior)
        if draft.planned["stateless"] is True:
            draft.planned.update(dict.fromkeys(self.content))

    def create(self, call: Call, planned: Values) -> Values:
        """Ask, and remember the digests of what is not stored."""
        return {**super().create(call, planned), **form_digests(self.unstored, call.config)}

    def import_state(self, identity: str) -> Values:
        """Only what is stored at the API can be imported."""
        return {**super().import_state(identity), "store": True}

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the values after an answer; of a stateless one without the answer itself."""
        values = super().state(answer, known)
        if answer.get(self.digested):
            values[f"{self.digested}_sha256"] = sha256(answer[self.digested])
        if values["stateless"] is True:
            values.update(dict.fromkeys(self.content))
        if values["model"] is None and isinstance(answer.get("model"), str):
            values["model"] = answer["model"]
        return values


def _accept_alias(draft: Draft, prior: Values) -> None:
    """Take an alias for the model that answered: the API does not tell which name an imported answer was asked by."""
    request_arguments, answered = draft.planned["model"], prior["model"]
    if (
        isinstance(request_arguments, str)
        and isinstance(answered, str)
        and answered.startswith(f"{request_arguments}-")
    ):
        draft.replace[:] = [path for path in draft.replace if path != ("model",)]
