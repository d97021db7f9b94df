"""Objects made of what lies on this machine: a digest of it is kept, so that a plan sees when it has changed.

What was only moved or touched has not changed. It must not know where the content comes from, nor any particular object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from provider_shim.engine.call import Values
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import Draft, Resource
from provider_shim.vocabulary.diagnostics import Diagnostic, Path, ProviderError
from provider_shim.vocabulary.schema import Attribute, ListOf, Object, String
from provider_shim.vocabulary.values import UNKNOWN

DIGEST = "content_sha256"
"""The name of the attribute that keeps the digest."""


class MadeOfContent(Declaration):
    """Something that is made of content: whether that can be read is told before anything is sent."""

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check the content, as far as it is known."""
        return [*super().validate(config), *self.content_faults(config)]

    def content_faults(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Return what is wrong with the content, as far as it is known."""
        raise NotImplementedError


class KeepsDigest(MadeOfContent, Resource):
    """A resource that is made of content, and is replaced when there is other content by now."""

    downloaded: ClassVar[tuple[str, ...]] = (DIGEST,)

    def content_is_known(self, config: Mapping[str, Any]) -> bool:
        """Tell whether all is known of where the content is."""
        raise NotImplementedError

    def lacks_content(self, config: Mapping[str, Any]) -> bool:
        """Tell whether the configuration gives no content at all."""
        return any(
            all(config.get(name) is None for name in attribute.exactly_one_of)
            for attribute in self.attributes.values()
            if attribute.exactly_one_of
        )

    def digest(self, values: Mapping[str, Any]) -> str | None:
        """Return the digest of the content as it is now; None where there is none.

        Raises:
            ProviderError: it cannot be read.
        """
        raise NotImplementedError

    def plan_other_content(self, draft: Draft, before: str | None) -> None:
        """Plan what has to be done for content that is not what was sent (None: not known). By default it is replaced if known."""
        if before is not None:
            draft.replace.append((DIGEST,))

    def modify_plan(self, draft: Draft) -> None:
        """Compare the content with what was sent."""
        super().modify_plan(draft)
        if draft.prior is not None and self.lacks_content(draft.config):
            return  # it was imported
        now = self._planned(draft)
        if draft.prior is None:
            draft.planned[DIGEST] = now
        elif now != (before := draft.prior[DIGEST]):
            draft.planned[DIGEST] = now
            self.plan_other_content(draft, before)
        elif now is not None:
            draft.planned = _with_known_paths(self.attributes, draft.prior, draft.planned)

    def unchanged(self, planned: Values, now: str | None, at: Path) -> str | None:
        """Return the digest of the content as it is now.

        Raises:
            ProviderError: it is not what was planned; ``at`` is where it is given.
        """
        if planned[DIGEST] is UNKNOWN or planned[DIGEST] == now:
            return now
        raise ProviderError(
            "File changed",
            f"What the {self.noun} is made of has changed since the plan was made. Plan and apply again.",
            at,
        )

    def _planned(self, draft: Draft) -> Any:
        if not self.content_is_known(draft.config):
            return UNKNOWN
        if faults := self.content_faults(draft.config):
            draft.diagnostics += faults
            return UNKNOWN
        return self.digest(draft.config)


def _with_known_paths(
    attributes: Mapping[str, Attribute], prior: Mapping[str, Any], planned: Values
) -> Values:
    """Return a plan with the paths that the state has: the same content elsewhere is no change, on a laptop or in CI."""
    return {
        name: _known_path(attributes[name], prior.get(name), value)
        for name, value in planned.items()
    }


def _known_path(attribute: Attribute, prior: Any, planned: Any) -> Any:
    match attribute, prior, planned:
        case String(), str(), str() if attribute.reads:
            return prior
        case Object(), Mapping(), Mapping():
            return _with_known_paths(attribute.attributes, prior, dict(planned))
        case ListOf(), list(), list() if len(prior) == len(planned):
            return [
                _known_path(attribute.element, before, after)
                for before, after in zip(prior, planned, strict=True)
            ]
        case _:
            return planned
