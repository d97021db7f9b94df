"""The conditions with which a test selects resources and attributes of the registry.

A test names its conditions: `@pytest.mark.resources(where=importable)`, `@pytest.mark.attributes(where=can_be_removed)`. Other resources
are not parameters of the test, so they never count as passed.
"""

from __future__ import annotations

from provider_shim.engine.resource import Resource

REPLACED_BY_A_PART = {
    ("openai_audio_transcription", "file"),
    ("openai_certificate", "certificate_wo"),
    ("openai_chat_completion", "messages_wo"),
    *(("openai_container_file", name) for name in ("content", "content_base64", "source")),
    *(("openai_file", name) for name in ("content", "content_base64", "source")),
    *(("openai_image_edit", name) for name in ("image", "markup", "mask")),
    *(("openai_response", name) for name in ("input_wo", "instructions_wo", "tools_wo")),
    *(("openai_skill_version", name) for name in ("content_base64", "files", "source")),
    ("openai_vault_credential", "auth"),
    ("openai_voice", "audio_sample"),
    ("openai_voice_consent", "recording"),
}
"""Attributes whose part or digest of content replaces the object when it changes."""

NEEDED = {
    *(("openai_agent_automation", name) for name in ("files_wo", "timezone")),
    ("openai_agent_session", "agent"),
    *(("openai_image_edit", name) for name in ("markup", "mask")),
    *(("openai_response", name) for name in ("input_wo", "instructions_wo", "tools_wo")),
}
"""Optional attributes that cannot be removed alone, because the configuration would be invalid or replace the object."""


def importable(kind: Resource) -> bool:
    """Return whether `terraform import` supports the resource: the API stores the object, and can read it."""
    return kind.importable


def not_importable(kind: Resource) -> bool:
    """The opposite of `importable`."""
    return not kind.importable


def updated(kind: Resource) -> bool:
    """Return whether an attribute of the resource can be changed in place at the API."""
    return bool(updated_attributes(kind))


def updated_attributes(kind: Resource) -> list[str]:
    """Return the attributes that can be changed in place at the API."""
    return [
        name
        for name, attribute in kind.schema.items()
        if attribute.configurable and not attribute.local and updates(kind, name)
    ]


def updates(kind: Resource, name: str) -> bool:
    """Return whether a change of an attribute updates the object in place."""
    return not replaces(kind, name) and not replaces_by_a_part(kind, name)


def replaces(kind: Resource, name: str) -> bool:
    """Return whether a change of an attribute replaces the object, according to the declaration."""
    return kind.schema[name].replace


def replaces_by_a_part(kind: Resource, name: str) -> bool:
    """Return whether a change of a part of the attribute, or of the digest of its content, replaces the object."""
    return (kind.type_name, name) in REPLACED_BY_A_PART


def has_two_values(kind: Resource, name: str) -> bool:
    """Return whether the attribute has at least two possible values."""
    return len(getattr(kind.schema[name], "enum", ())) != 1


def can_be_removed(kind: Resource, name: str) -> bool:
    """Return whether an attribute can be removed from a configuration without replacing the object."""
    attribute = kind.schema[name]
    kept = not (attribute.required or attribute.exactly_one_of or attribute.replace)
    return kept and (kind.type_name, name) not in NEEDED
