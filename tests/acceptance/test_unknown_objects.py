"""Objects that are unknown in the plan: `cond ? {…} : null` with a condition that is known after apply.

Terraform compares the plan with the configuration, including the types. The type of an object with a dynamic member would differ, so
Terraform would reject the plan: see `provider_shim.vocabulary.schema`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from provider_shim.objects import RESOURCES
from provider_shim.provider import Provider
from provider_shim.vocabulary.comparing import outer_shape
from provider_shim.vocabulary.schema import Dynamic, Object
from provider_shim.vocabulary.values import plain
from tests.contract.samples import Samples
from tests.sandbox import ADMIN_KEY, PROJECT_KEY, Sandbox
from tests.terraform import Terraform


def objects() -> Iterator[tuple[str, str]]:
    """Yield every configurable object of a resource."""
    for type_name, kind in RESOURCES.items():
        for name, attribute in kind.schema.items():
            is_object = attribute.configurable and isinstance(outer_shape(attribute), Object)
            if is_object and name != "timeouts":
                yield type_name, name


@pytest.fixture
def provider(sandbox: Sandbox) -> Provider:
    """A provider in this process, which creates the objects that the samples refer to."""
    provider = Provider()
    config = {
        **dict.fromkeys(provider.schema.attributes),
        "api_key": PROJECT_KEY,
        "admin_api_key": ADMIN_KEY,
        "base_url": sandbox.base_url,
        "requests_per_minute": 1_000_000,
    }
    assert not provider.configure(config, terraform_version="1.11.4")
    return provider


def test_every_object_can_be_unknown_in_the_plan(newest: Terraform, provider: Provider) -> None:
    values: dict[str, Any] = {}
    resources: dict[str, dict[str, Any]] = {"terraform_data": {"later": {}}}
    for type_name, name in objects():
        samples = Samples(provider, type_name)
        config = {n: v for n, v in samples.with_attribute(name, 0).items() if v is not None}
        label = f"{type_name}-{name}"
        values[label] = plain(config[name])
        later = f'${{terraform_data.later.id != "" ? local.{label} : null}}'
        resources.setdefault(type_name, {})[label] = {**plain(config), name: later}
    newest.write_json({"locals": values, "resource": resources})
    newest.init()
    newest.apply()
    assert newest.plan().is_empty


def test_every_dynamic_argument_can_be_a_null_with_a_type(
    newest: Terraform, provider: Provider
) -> None:
    resources: dict[str, dict[str, Any]] = {}
    for type_name, kind in RESOURCES.items():
        minimal = {n: v for n, v in Samples(provider, type_name).minimal().items() if v is not None}
        for name, attribute in kind.schema.items():
            if attribute.optional and isinstance(attribute, Dynamic) and name not in minimal:
                config = {**plain(minimal), name: "${var.nothing}"}
                resources.setdefault(type_name, {})[name] = config
    nothing = {"type": "map(string)", "nullable": True, "default": None}
    newest.write_json({"variable": {"nothing": nothing}, "resource": resources})
    newest.init()
    newest.apply()
    assert newest.plan().is_empty
