"""Plans changes, with pure functions from values to values.

Terraform has three rules for a plan. A configured attribute is planned with its value from the configuration, or with its value from the
state if both mean the same. A computed attribute that the configuration does not set can have any value, also unknown. All known values
of the plan are in the state after apply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from provider_shim.records import Record, fresh
from provider_shim.vocabulary.comparing import both_empty, same_by_default, same_json
from provider_shim.vocabulary.diagnostics import Key, Path
from provider_shim.vocabulary.schema import Attribute, Dynamic, ListOf, MapOf, Object
from provider_shim.vocabulary.values import UNKNOWN, is_wholly_known, plain

Values = dict[str, Any]


class Plan(Record):
    """The planned values (None for destroy), and the attributes whose change replaces the object."""

    planned: Values | None
    replace: list[Path] = fresh(default_factory=list)


def plan(
    attributes: Mapping[str, Attribute],
    prior: Values | None,
    proposed: Values | None,
    config: Values | None,
    *,
    unfinished: bool = False,
) -> Plan:
    """Return the plan.

    Args:
        attributes: the declaration.
        prior: the state, or None for a create.
        proposed: Terraform's merge of configuration and state, or None for a destroy.
        config: the configuration. Attributes that it does not set are null.
        unfinished: whether the API still works on the object and apply waits for it. Then values that the API has not returned yet
            can change without a change of the configuration.
    """
    if proposed is None or config is None:
        return Plan(planned=None)
    configured = _each(attributes, prior or {}, proposed, config, _configured)
    if prior is not None and not unfinished and not _differs(attributes, prior, configured):
        return Plan(planned=configured)
    again = prior is not None and any(must_be_added_again(attributes, prior, configured))
    rule = _computed_again if again else _computed_by_then if unfinished else _computed
    planned = _each(attributes, prior or {}, configured, config, rule)
    return Plan(
        planned=planned,
        replace=list(replacements(attributes, prior, planned, config)) if prior else [],
    )


_MISSING: Final = object()
"""The prior value of an attribute that did not exist before. None would mean a null from the API."""

Rule = Callable[[Attribute, Any, Any, Any], Any]


def _each(
    attributes: Mapping[str, Attribute],
    prior: Mapping[str, Any],
    proposed: Mapping[str, Any],
    config: Mapping[str, Any],
    rule: Rule,
) -> Values:
    """Apply a rule to every attribute, and then to nested attributes if the result is known and configured."""
    return {
        name: _one(attribute, prior.get(name, _MISSING), proposed.get(name), config.get(name), rule)
        for name, attribute in attributes.items()
    }


def _one(attribute: Attribute, prior: Any, proposed: Any, config: Any, rule: Rule) -> Any:
    value = rule(attribute, prior, proposed, config)
    if value is None or value is UNKNOWN or config is None or config is UNKNOWN or value == prior:
        return value
    match attribute:
        case Object():
            before = prior if isinstance(prior, dict) else {}
            return _each(attribute.attributes, before, value, config, rule)
        case ListOf(element=Object() as element):
            old = prior if isinstance(prior, list) else []
            return [
                _one(
                    element,
                    old[index] if index < len(old) else _MISSING,
                    item,
                    config[index],
                    rule,
                )
                for index, item in enumerate(value)
            ]
        case MapOf(element=Object() as element):
            before = prior if isinstance(prior, dict) else {}
            return {
                key: _one(element, before.get(key, _MISSING), item, config[key], rule)
                for key, item in value.items()
            }
        case _:
            return value


def _configured(attribute: Attribute, prior: Any, proposed: Any, config: Any) -> Any:
    """Return the planned values without computed ones: with defaults, and with prior values that mean the same."""
    if attribute.write_only:
        return None
    if config is None and attribute.default is not None:
        return attribute.default
    if config is None and attribute.computed:
        # Do not use Terraform's proposal. It is null if the object from the API has members that only the configuration
        # could set.
        return None if prior is _MISSING else prior
    return prior if _unchanged(attribute, prior, proposed) else proposed


def _unchanged(attribute: Attribute, prior: Any, proposed: Any) -> bool:
    """Return whether a configured value means the same as the state. Terraform lets a plan keep only non-null values."""
    if prior is _MISSING or prior is None or proposed is None or not is_wholly_known(proposed):
        return False
    if attribute.equivalent is not None and attribute.equivalent(plain(prior), plain(proposed)):
        return True
    return isinstance(attribute, Dynamic) and same_json(
        attribute.shape, prior, proposed, reading=False
    )


def _computed(attribute: Attribute, prior: Any, configured: Any, config: Any) -> Any:
    """Return the planned values if the object changes: unknown for values that the provider computes again."""
    if not attribute.computed or config is not None or attribute.default is not None:
        return configured
    return UNKNOWN if prior is _MISSING or attribute.volatile else prior


def _computed_by_then(attribute: Attribute, prior: Any, configured: Any, config: Any) -> Any:
    """Return the planned values if apply waits for the API: unknown for values that only the API sets or has not set yet."""
    planned = _computed(attribute, prior, configured, config)
    if not attribute.computed or config is not None or attribute.default is not None:
        return planned
    is_answer = not attribute.configurable and not attribute.local
    return UNKNOWN if is_answer or planned is None else planned


def _computed_again(attribute: Attribute, _prior: Any, configured: Any, config: Any) -> Any:
    """Return the planned values if the object is removed and added again: all computed values are unknown."""
    kept = not attribute.computed or attribute.local or config is not None
    return configured if kept or attribute.default is not None else UNKNOWN


def must_be_added_again(
    attributes: Mapping[str, Attribute], prior: Values, planned: Mapping[str, Any]
) -> Iterator[str]:
    """Yield the changed attributes that make the provider remove the object and add it again."""
    for name, attribute in attributes.items():
        if attribute.added_again and planned.get(name) not in (UNKNOWN, prior.get(name)):
            yield name


def _differs(attributes: Mapping[str, Attribute], prior: Values, configured: Values) -> bool:
    """Return whether the object itself changes. Settings of the provider alone do not change computed values."""
    return any(
        prior.get(name) != configured.get(name)
        and not both_empty(prior.get(name), configured.get(name))
        for name, attribute in attributes.items()
        if attribute.replace or not attribute.local
    )


def without_not_returned(
    attributes: Mapping[str, Attribute], prior: Mapping[str, Any], replace: list[Path]
) -> list[Path]:
    """Return the replacements of an imported object without those for values that the API does not return.

    For these values the configuration counts. Otherwise the plan would destroy the imported object.
    """

    def is_returned(path: Path) -> bool:
        name = str(path[0])
        attribute = attributes[name]
        return not attribute.local and (not attribute.unread or prior.get(name) is not None)

    return [path for path in replace if is_returned(path)]


def replacements(
    attributes: Mapping[str, Attribute],
    prior: Mapping[str, Any],
    planned: Mapping[str, Any],
    config: Mapping[str, Any],
    path: Path = (),
) -> Iterator[Path]:
    """Yield the attributes that change and cannot be changed in place."""
    for name, attribute in attributes.items():
        before, after, wanted = prior.get(name), planned.get(name), config.get(name)
        if before == after or (attribute.computed and wanted is None and attribute.default is None):
            continue
        here = (*path, name)
        if attribute.replace:
            if not same_by_default(attribute, before, after):
                yield here
        else:
            yield from _nested_replacements(attribute, before, after, wanted, here)


def _nested_replacements(
    attribute: Attribute, before: Any, after: Any, wanted: Any, path: Path
) -> Iterator[Path]:
    """Yield the replacements inside a configured value. Attributes that did not exist before had no values."""
    match attribute, after, wanted:
        case Object(), dict(), dict():
            old = before if isinstance(before, dict) else {}
            yield from replacements(attribute.attributes, old, after, wanted, path)
        case ListOf(element=Object() as element), list(), list():
            earlier = before if isinstance(before, list) else []
            for index, new in enumerate(after):
                one = earlier[index] if index < len(earlier) else None
                yield from _nested_replacements(element, one, new, wanted[index], (*path, index))
        case MapOf(element=Object() as element), dict(), dict():
            known = before if isinstance(before, dict) else {}
            for key, new in after.items():
                yield from _nested_replacements(
                    element, known.get(key), new, wanted[key], (*path, Key(key))
                )


def filled(planned: Any, actual: Any) -> Any:
    """Return the planned value with its unknown parts from the actual value, which Terraform accepts after apply."""
    if planned is UNKNOWN:
        return None if actual is UNKNOWN else actual
    match planned, actual:
        case dict(), _:
            known = actual if isinstance(actual, dict) else {}
            return {key: filled(value, known.get(key)) for key, value in planned.items()}
        case list(), _:
            items = actual if isinstance(actual, list) else []
            return [
                filled(value, items[i] if i < len(items) else None)
                for i, value in enumerate(planned)
            ]
        case _:
            return planned
