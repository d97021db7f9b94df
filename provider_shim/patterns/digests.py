"""Resources that are created from local content. The state keeps a digest of it, so that a plan finds out when it has changed.

A file that was only moved or touched has not changed.
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
"""The name of the attribute with the digest."""


class MadeOfContent(Declaration):
    """A declaration with local content. Validation reports content that cannot be read."""

    def validate(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Check the known parts of the content."""
        return [*super().validate(config), *self.content_faults(config)]

    def content_faults(self, config: Mapping[str, Any]) -> list[Diagnostic]:
        """Return the diagnostics of the known parts of the content."""
        raise NotImplementedError


class KeepsDigest(MadeOfContent, Resource):
    """A resource with local content, which is replaced when the content changes."""

    downloaded: ClassVar[tuple[str, ...]] = (DIGEST,)

    def content_is_known(self, config: Mapping[str, Any]) -> bool:
        """Return whether all values that give the content are known."""
        raise NotImplementedError

    def lacks_content(self, config: Mapping[str, Any]) -> bool:
        """Return whether the configuration has no content."""
        return any(
            all(config.get(name) is None for name in attribute.exactly_one_of)
            for attribute in self.attributes.values()
            if attribute.exactly_one_of
        )

    def digest(self, values: Mapping[str, Any]) -> str | None:
        """Return the digest of the current content, or None without content.

        Raises:
            ProviderError: the content cannot be read.
        """
        raise NotImplementedError

    def plan_other_content(self, draft: Draft, before: str | None) -> None:
        """Plan the change to new content. By default, plan a replacement if the digest ``before`` is known (not None)."""
        if before is not None:
            draft.replace.append((DIGEST,))

    def modify_plan(self, draft: Draft) -> None:
        """Compare the current content with the content that was sent."""
        super().modify_plan(draft)
        if draft.prior is not None and self.lacks_content(draft.config):
            return  # the resource was imported
        now = self._planned(draft)
        if draft.prior is None:
            draft.planned[DIGEST] = now
        elif now != (before := draft.prior[DIGEST]):
            draft.planned[DIGEST] = now
            self.plan_other_content(draft, before)
        elif now is not None:
            draft.planned = _with_known_paths(self.attributes, draft.prior, draft.planned)

    def unchanged(self, planned: Values, now: str | None, at: Path) -> str | None:
        """Return the digest ``now`` of the current content.

        Raises:
            ProviderError: it differs from the planned digest; ``at`` is the path of the error.
        """
        if planned[DIGEST] is UNKNOWN or planned[DIGEST] == now:
            return now
        raise ProviderError(
            "File changed",
            f"The local content of the {self.noun} has changed since the plan was made. Run plan and apply again.",
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
    """Return a plan with the paths of the state: the same content at a different path is not a change."""
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
