"""Rules for every argument that changes in place: if the server ignores a change, there is a warning."""

from __future__ import annotations

import pytest

from provider_shim.objects import RESOURCES
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Severity
from tests.contract.managed import Managed, no_errors
from tests.contract.samples import Samples
from tests.contract.selection import updates
from tests.sandbox import Sandbox
from tests.terraform_core import configured

IN_PLACE = [
    (type_name, name)
    for type_name, kind in RESOURCES.items()
    if kind.remote and kind.endpoint.update is not None
    for name, attribute in kind.schema.items()
    if attribute.configurable
    and updates(kind, name)
    and not (attribute.local or attribute.write_only or attribute.unread)
]


@pytest.mark.parametrize(("type_name", "name"), IN_PLACE, ids=[f"{t}-{n}" for t, n in IN_PLACE])
def test_a_change_that_the_server_ignores_causes_a_warning(
    provider: Provider, sandbox: Sandbox, type_name: str, name: str
) -> None:
    managed, samples = Managed(provider, type_name), Samples(provider, type_name)
    before, after = samples.with_attribute(name, 0), samples.with_attribute(name, 1)
    managed.apply(**before)
    planned = managed.plan(**after)
    full = configured(managed.attributes, after)
    with sandbox.faults("keep-old"):
        result = provider.apply(type_name, managed.state, planned.planned, full, planned.private)
    no_errors(result.diagnostics)
    warned = {
        one.path[0] for one in result.diagnostics if one.severity is Severity.WARNING and one.path
    }
    managed.state, managed.private = result.state, result.private
    managed.refresh()
    again = managed.plan(**after).planned
    assert managed.state is not None
    assert again is not None
    if again[name] != managed.state[name]:
        assert name in warned, "every further plan shows the change, and nobody knows why"
