"""Resources that keep the answer of a model, and options to keep answers and prompts out of the state.

With ``stateless``, the state keeps only ids, numbers and a digest of the answer. Arguments may have write-only forms, which are
not stored. The provider detects their changes by digests.
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
from provider_shim.rules.limits import in_sentence
from provider_shim.vocabulary.schema import Attribute, Bool, String


def stateless(content: tuple[str, ...]) -> Bool:
    """Return the ``stateless`` attribute; ``content`` are the attributes that it makes null."""
    return Bool(
        optional=True,
        computed=True,
        default=False,
        replace=True,
        local=True,
        doc=f"Whether to keep the answer out of the state: {in_sentence(content)} are then null. Defaults to `false`.",
    )


def digests(digested: str, unstored: tuple[str, ...]) -> dict[str, Attribute]:
    """Return the attributes with the digest of the answer and the digests of the write-only arguments."""
    return {
        f"{digested}_sha256": String(
            computed=True,
            local=True,
            doc=f"The SHA-256 of `{digested}` as JSON with sorted keys, which changes when the answer changes.",
        ),
        **{
            digest: attribute
            for name in unstored
            for digest, attribute in digest_of_form(name).items()
        },
    }


class ModelAnswer(OneShotResource):
    """The answer of a model, which the API may store.

    Attributes:
        content: the attributes that are null with ``stateless``.
        digested: the attribute of the answer with the digest.
        unstored: the arguments that have a write-only form.
    """

    importable = True
    content: ClassVar[tuple[str, ...]]
    digested: ClassVar[str]
    unstored: ClassVar[tuple[str, ...]]

    def modify_plan(self, draft: Draft) -> None:
        """Plan a replacement if the digest of a write-only argument changes, and null for the answer with ``stateless``."""
        plan_digests(draft, form_digests(self.unstored, draft.config))
        if draft.imported and draft.prior is not None:
            _accept_alias(draft, draft.prior)
        if draft.planned["stateless"] is True:
            draft.planned.update(dict.fromkeys(self.content))

    def create(self, call: Call, planned: Values) -> Values:
        """Send the request, and keep the digests of the write-only arguments."""
        return {**super().create(call, planned), **form_digests(self.unstored, call.config)}

    def import_state(self, identity: str) -> Values:
        """An import is possible only for answers that the API stores."""
        return {**super().import_state(identity), "store": True}

    def state(self, answer: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
        """Return the state after an answer, without the answer itself if it is stateless."""
        values = super().state(answer, known)
        if answer.get(self.digested):
            values[f"{self.digested}_sha256"] = sha256(answer[self.digested])
        if values["stateless"] is True:
            values.update(dict.fromkeys(self.content))
        if values["model"] is None and isinstance(answer.get("model"), str):
            values["model"] = answer["model"]
        return values


def _accept_alias(draft: Draft, prior: Values) -> None:
    """Accept an alias of the model that answered: the API does not return the requested name of an imported answer."""
    request_arguments, answered = draft.planned["model"], prior["model"]
    if (
        isinstance(request_arguments, str)
        and isinstance(answered, str)
        and answered.startswith(f"{request_arguments}-")
    ):
        draft.replace[:] = [path for path in draft.replace if path != ("model",)]
