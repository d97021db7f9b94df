"""The sinks for secret stores: what they synthesize fits the published schemas, and only write-only arguments have the key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openai_cdktf.patterns import (
    ServiceIdentity,
    WriteOnlySink,
    aws_secrets_manager,
    azure_key_vault,
    github_actions_secret,
    google_secret_manager,
    kubernetes_secret,
    local_file,
    vault_kv,
)
from tests.published_schemas import PUBLISHED, WITHOUT_WRITE_ONLY
from tests.unit.openai_cdktf.conftest import Synth

SINKS: list[WriteOnlySink] = [
    aws_secrets_manager("openai/ci"),
    azure_key_vault("/subscriptions/1/vaults/keys", "openai"),
    google_secret_manager("projects/p/secrets/openai"),
    kubernetes_secret("openai"),
    vault_kv("secret", "openai/ci"),
]


def test_every_published_schema_has_a_sink() -> None:
    assert {sink.resource_type for sink in SINKS} == set(PUBLISHED)


@pytest.mark.parametrize("sink", SINKS, ids=lambda sink: sink.resource_type)
def test_a_sink_fits_the_published_schema(stack: Any, synth: Synth, sink: WriteOnlySink) -> None:
    ServiceIdentity(stack, "ci", project_id="proj_1").deliver_key_to(sink)
    (block,) = synth()["resource"][sink.resource_type].values()
    published = PUBLISHED[sink.resource_type]
    assert set(block) <= published.arguments
    assert set(block) >= {*published.required, published.write_only, published.version}
    assert {name for name, value in block.items() if "ephemeral." in str(value)} == {
        published.write_only
    }
    assert block[published.version].endswith(".secret_version}")


@pytest.mark.parametrize(
    ("sink", "resource"),
    [
        (lambda: github_actions_secret("o/r", environment="prod"), "github_actions_secret"),
        (lambda: local_file("key"), "local_sensitive_file"),
    ],
    ids=["github", "file"],
)
def test_a_store_without_a_write_only_argument_gets_the_key_from_a_command(
    stack: Any, synth: Synth, sink: Callable[[], Any], resource: str
) -> None:
    assert not [name for name in WITHOUT_WRITE_ONLY[resource][1] if name.endswith("_wo")]
    ServiceIdentity(stack, "ci", project_id="proj_1").deliver_key_to(sink())
    code = synth()
    assert resource not in code["resource"]
    (block,) = code["resource"]["terraform_data"].values()
    (provisioner,) = [one["local-exec"] for one in block.pop("provisioner")]
    assert "ephemeral." in provisioner["environment"]["OPENAI_API_KEY"]
    assert "ephemeral." not in provisioner["command"]
    assert "ephemeral." not in str(block)
