"""Rules for every declaration, also compared with OpenAI's package."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

from provider_shim.engine.action import Action
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.resource import DataSource, EphemeralResource, Resource
from provider_shim.objects import AREAS
from provider_shim.objects.projects.project_hosted_tool_permissions import TOOLS
from provider_shim.patterns.one_shot import OneShotResource
from provider_shim.provider import Provider
from provider_shim.rules.durations import seconds
from provider_shim.vocabulary.rest import path_parameters
from provider_shim.vocabulary.schema import AnyOf, Attribute, Collection, Dynamic, Object, String
from tests.contract.conftest import REGISTRY
from tests.contract.sdk_methods import methods, shape

LEFT_OUT = {
    (
        "openai_agent_environment",
        "idempotency_key",
    ): "The provider makes a key for each environment.",
    ("openai_agent_session", "output_type"): "An argument of the package, not of the API.",
    ("openai_agent_session", "stream"): "Terraform waits for the session to rest.",
    ("openai_agent_session", "stream_options"): "Terraform waits for the session to rest.",
    ("openai_agent_session", "tool_handlers"): "An argument of the package, not of the API.",
    (
        "openai_certificate_activation",
        "certificate_ids",
    ): "Each resource activates one certificate.",
    ("openai_project_certificate", "certificate_ids"): "Each resource activates one certificate.",
    ("openai_chat_completion", "stream"): "Terraform waits for whole answers.",
    ("openai_chat_completion", "stream_options"): "Terraform waits for whole answers.",
    ("openai_container_file", "file"): "Given as `source`, `content` or `content_base64`.",
    ("openai_conversation_item", "items"): "Each resource is one item.",
    ("openai_conversation_item", "include"): "It adds nothing to the declared results.",
    (
        "openai_fine_tuning_checkpoint_permission",
        "project_ids",
    ): "Each resource permits one project.",
    ("openai_audio_transcription", "stream"): "Terraform waits for the whole transcript.",
    ("openai_text_to_speech", "stream_format"): "Terraform waits for the whole recording.",
    ("openai_image_edit", "partial_images"): "Terraform waits for whole images.",
    ("openai_image_edit", "stream"): "Terraform waits for whole images.",
    ("openai_image_generation", "partial_images"): "Terraform waits for whole images.",
    ("openai_image_generation", "stream"): "Terraform waits for whole images.",
    (
        "openai_external_storage",
        "provider",
    ): "Given as `storage`: `provider` means something to Terraform.",
    **{
        ("openai_project_hosted_tool_permissions", tool): f"Given as the flag `{tool}_enabled`."
        for tool in TOOLS
    },
    ("openai_response", "betas"): "Only the beta of responses takes it.",
    ("openai_response", "multi_agent"): "Only the beta of responses takes it.",
    ("openai_response", "prompt"): "OpenAI shuts stored prompts down on 2026-11-30.",
    ("openai_response", "stream"): "Terraform waits for whole answers.",
    ("openai_response", "stream_options"): "Terraform waits for whole answers.",
    ("openai_file", "file"): "Given as `source`, `content` or `content_base64`.",
    ("openai_group_users", "user_id"): "Each resource is all users of a group.",
    **{
        ("openai_project_users", name): "Each resource is all users of a project."
        for name in ("user_id", "email", "role")
    },
    **{
        ("openai_project_groups", name): "Each resource is all groups of a project."
        for name in ("group_id", "role")
    },
    **{
        (f"openai_{whose}_roles", "role_id"): "Each resource is all roles of somebody."
        for whose in ("group", "project_group", "project_user", "user")
    },
}
"""Arguments of the package without an attribute, each with the reason."""

_SECRET = re.compile(
    r"(^|_)(secret|password|(access|auth|bearer|refresh)_token|api_key|admin_api_key|private_key)$"
)


_NO_SECRETS = {
    ("openai_audit_logs", "events.actor.api_key"),
    ("openai_project_service_account", "encrypted_api_key"),
    ("openai_webhook_endpoint", "encrypted_signing_secret"),
}
"""Attributes with the name of a secret that contain only its id, or a value that only the owner of a private key can decrypt."""


def every_attribute(
    attributes: dict[str, Attribute] | object, path: str = ""
) -> Iterator[tuple[str, str, Attribute]]:
    assert hasattr(attributes, "items")
    for name, attribute in attributes.items():
        here = f"{path}.{name}" if path else name
        yield here, name, attribute
        yield from _inside(attribute, here)


def _inside(attribute: Attribute, path: str) -> Iterator[tuple[str, str, Attribute]]:
    match attribute:
        case Object():
            yield from every_attribute(attribute.attributes, path)
        case Collection():
            yield from _inside(attribute.element, path)
        case Dynamic(shape=Attribute() as inner):
            yield from _inside(inner, path)
        case AnyOf():
            for alternative in attribute.alternatives:
                yield from _inside(alternative, path)


def test_every_attribute_has_documentation_in_whole_sentences(
    declaration: type[Declaration],
) -> None:
    for path, _, attribute in every_attribute(declaration.schema.attributes):
        assert attribute.doc.endswith("."), f"{path}: the documentation must be whole sentences"
        assert attribute.doc[0].isupper() or attribute.doc[0] == "`", f"{path}: {attribute.doc}"


def test_every_description_begins_with_a_sentence(declaration: type[Declaration]) -> None:
    assert re.match(r"[A-Z`][^\n]*\.", declaration().description), (
        "the class docstring is the description"
    )


def test_attributes_named_like_a_secret_are_sensitive_or_write_only(
    declaration: type[Declaration],
) -> None:
    for path, name, attribute in every_attribute(declaration.schema.attributes):
        if _SECRET.search(name) and (declaration.type_name, path) not in _NO_SECRETS:
            assert attribute.sensitive or attribute.write_only, (
                f"{path} must be sensitive or write-only"
            )


def test_write_only_attributes_are_sensitive_too(declaration: type[Declaration]) -> None:
    for path, _, attribute in every_attribute(declaration.schema.attributes):
        assert attribute.sensitive or not attribute.write_only, f"{path} must be sensitive, too"


ASKS_A_MODEL = {
    *(name for name, kind in REGISTRY["resource"].items() if issubclass(kind, OneShotResource)),
    "openai_agent_session",
    "openai_batch",
    "openai_message",
}
"""Resources that call a model once and keep its answer, which can depend on files that tools read."""


@pytest.mark.parametrize("asking", sorted(ASKS_A_MODEL))
def test_resources_that_call_a_model_once_have_triggers(asking: str) -> None:
    attribute = REGISTRY["resource"][asking].schema["triggers"]
    assert attribute.replace
    assert attribute.local


def test_every_resource_has_an_id_that_terraform_can_show(resource_type: str) -> None:
    assert REGISTRY["resource"][resource_type].schema["id"].computed


def test_every_parameter_of_a_path_is_an_attribute(declaration: type[Declaration]) -> None:
    for template in (declaration.endpoint.collection, declaration.endpoint.item):
        if issubclass(declaration, Resource):
            assert set(path_parameters(template)) <= set(declaration.schema.attributes)


def test_a_resource_that_waits_has_timeouts(resource_type: str) -> None:
    kind = REGISTRY["resource"][resource_type]
    assert (getattr(kind, "wait", None) is not None) == ("timeouts" in kind.schema)


@pytest.mark.parametrize(
    "waiting", [name for name, kind in REGISTRY["resource"].items() if kind.wait]
)
def test_the_default_time_limit_is_the_documented_one(
    provider: Provider, waiting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    kind = provider.resources[waiting]
    timeouts = kind.attributes["timeouts"]
    assert isinstance(timeouts, Object)
    assert timeouts.attributes
    for operation, attribute in timeouts.attributes.items():
        reported = re.search(r"Defaults to `(\w+)`", attribute.doc)
        assert reported
        deadline = provider._run.call(kind, {}, operation, b"").deadline
        assert deadline == 1000.0 + seconds(reported[1])


def test_every_argument_of_the_package_is_declared_or_omitted_with_a_reason(
    resource_type: str,
) -> None:
    kind = REGISTRY["resource"][resource_type]
    declared = {
        attribute.wire or name for name, attribute in kind.schema.items() if attribute.configurable
    }
    declared |= set(path_parameters(kind.endpoint.item))
    calls = [
        ("POST", shape(kind.endpoint.collection)),
        (kind.endpoint.update, shape(kind.endpoint.item)),
    ]
    if not kind.creates:
        calls = [("GET", shape(kind.endpoint.item))]
    assert any(call in methods() for call in calls), "the package has no method for this path"
    known = {name for call in calls for name in methods().get(call, set())}  # type: ignore[arg-type]
    known -= {f"{resource_type.removeprefix('openai_')}_id", "completion_id", "consent_id"}
    missing = {name for name in known - declared if (resource_type, name) not in LEFT_OUT}
    assert not missing, f"declare {missing}, or list them in LEFT_OUT with the reason"


def test_omitted_arguments_exist_and_are_not_declared() -> None:
    for (type_name, name), reason in LEFT_OUT.items():
        kind = REGISTRY["resource"][type_name]
        assert reason.endswith(".")
        assert name not in kind.schema
        assert name in methods()["POST", shape(kind.endpoint.collection)]


KINDS = {
    "resource": (Resource, "RESOURCES"),
    "data_source": (DataSource, "DATA_SOURCES"),
    "ephemeral": (EphemeralResource, "EPHEMERAL_RESOURCES"),
    "action": (Action, "ACTIONS"),
}


@pytest.mark.parametrize("registry", KINDS)
@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.__name__.rsplit(".", 1)[1])
def test_every_declaration_is_listed_in_its_area(area: ModuleType, registry: str) -> None:
    kind, table = KINDS[registry]
    declared = {
        found.type_name: module
        for module in (info.name for info in iter_modules(area.__path__))
        for found in vars(import_module(f"{area.__name__}.{module}")).values()
        if isinstance(found, type)
        and issubclass(found, kind)
        and found.__module__ == f"{area.__name__}.{module}"
        and hasattr(found, "type_name")
    }
    assert getattr(area, table) == declared, (
        f"list the type in {table} of {area.__name__.replace('.', '/')}/__init__.py"
    )


def test_an_unknown_value_of_on_destroy_is_an_error(resource_type: str) -> None:
    attribute = REGISTRY["resource"][resource_type].schema.attributes.get("on_destroy")
    if attribute is not None:
        assert isinstance(attribute, String)
        assert attribute.closed, "Set `closed`: a warning would be followed by the wrong end."
