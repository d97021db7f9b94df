"""Rules for every secret: the log never contains it, also if the API returns it after the provider has forgotten it."""

from __future__ import annotations

import logging

import pytest

from provider_shim.api.masking import secrets_in
from provider_shim.engine.resource import Resource
from provider_shim.logs import TRACE
from provider_shim.provider import Provider
from tests.contract.managed import Managed
from tests.contract.samples import Samples
from tests.terraform_core import configured


def is_secret(kind: Resource, name: str) -> bool:
    """Return whether an argument is secret, and the local API does not repeat it as the text of a model."""
    attribute = kind.schema[name]
    return (attribute.sensitive or attribute.write_only) and name not in ("input_wo", "messages_wo")


@pytest.mark.attributes(where=is_secret)
def test_no_secret_is_logged_when_an_object_is_created_refreshed_and_deleted(
    provider: Provider, resource_type: str, attribute_name: str, caplog: pytest.LogCaptureFixture
) -> None:
    config = Samples(provider, resource_type).with_attribute(attribute_name, 0)
    attributes = provider.resources[resource_type].attributes
    found = secrets_in(attributes, configured(attributes, config))
    secrets = [one for one in found if len(one) > 3]  # shorter ones are too common to be secret
    managed = Managed(provider, resource_type)
    with caplog.at_level(logging.INFO), caplog.at_level(TRACE, logger="provider_shim"):
        managed.apply(**config)
        managed.refresh()
        managed.destroy()
    bodies = [record.__dict__["body"] for record in caplog.records if "body" in vars(record)]
    assert bodies
    assert secrets
    assert [one for one in secrets if any(one in body for body in bodies)] == []
