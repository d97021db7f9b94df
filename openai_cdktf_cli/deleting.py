"""Deletes objects with the provider, as Terraform does on destroy. Uses the keys in the environment variables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from openai_cdktf_cli.failure import CommandFailure
from provider_shim.engine.private_data import pack, unpack
from provider_shim.journal.notes import Note, first_name
from provider_shim.patterns.restoring import RestoresOriginal
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, ProviderError, Severity


class Deleting:
    """Deletes objects with a provider that is configured from the environment variables.

    Raises:
        CommandFailure: The environment variables are not valid.
    """

    def __init__(self) -> None:
        self._provider = Provider()
        nothing = dict.fromkeys(self._provider.schema.attributes)
        diagnostics = self._provider.configure(nothing, terraform_version="")
        if fault := _messages(diagnostics, Severity.ERROR):
            raise CommandFailure(fault)

    def delete(self, note: Note) -> str:
        """Delete an object, if it exists, or restore a setting. Return what was done, with the provider's warnings.

        Raises:
            CommandFailure: The object could not be deleted, or the note lacks the values of a setting.
        """
        type_name = first_name(note.type)
        resource = self._provider.resources[type_name]
        if isinstance(resource, RestoresOriginal) and note.before is None:
            raise CommandFailure(
                "The API cannot delete it, and the note does not contain the values from before the create. Set the values at OpenAI, "
                "then run `openai-cdktf orphans --import` to manage it with Terraform."
            )
        try:
            if note.importable:
                imported = self._provider.import_state(type_name, note.id or "")
                engine, declared = unpack(imported.private)
                engine.import_id = None  # it is no error if the object does not exist
                read = self._provider.read(type_name, imported.state, pack(engine, declared))
                if fault := _messages(read.diagnostics, Severity.ERROR):
                    raise CommandFailure(fault)
                state, private = read.state, read.private
            else:
                state, private = {**resource.blank(), "id": note.id}, b""
            if state is None:
                return "It does not exist any more."
            if "on_destroy" in resource.attributes:
                # An import sets a value that protects objects of others. This undoes a create of Terraform.
                state = {**state, "on_destroy": None}
            if note.before is not None:
                engine, declared = unpack(private)
                engine.before = note.before
                private = pack(engine, declared)
            done = self._provider.apply(type_name, state, None, None, private)
        except ProviderError as failure:
            raise CommandFailure(failure.detail) from None
        if fault := _messages(done.diagnostics, Severity.ERROR):
            raise CommandFailure(fault)
        finished = "deleted." if note.before is None else _restored(note.before)
        return _messages(done.diagnostics, Severity.WARNING) or finished


def _restored(before: Mapping[str, Any]) -> str:
    """Return which values of a setting were restored."""
    body = before.get("body") or {}
    values = ", ".join(f"{name} = {json.dumps(value)}" for name, value in body.items())
    return f"restored{f': {values}' if values else ''}."


def _messages(diagnostics: list[Diagnostic], severity: Severity) -> str:
    found = [one for one in diagnostics if one.severity is severity]
    return " ".join(f"{one.summary}: {one.detail}" for one in found)
