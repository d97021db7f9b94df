"""Deletes objects with the provider, as Terraform does on destroy. Uses the keys in the environment variables."""

from __future__ import annotations

from openai_cdktf_cli.failure import CommandFailure
from provider_shim.journal.notes import Note, first_name
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
        """Delete an object, if it exists, and return the provider's warnings.

        Raises:
            CommandFailure: The object could not be deleted.
        """
        type_name = first_name(note.type)
        resource = self._provider.resources[type_name]
        try:
            if note.importable:
                imported = self._provider.import_state(type_name, note.id or "")
                read = self._provider.read(type_name, imported.state, imported.private)
                if fault := _messages(read.diagnostics, Severity.ERROR):
                    raise CommandFailure(fault)
                state, private = read.state, read.private
            else:
                state, private = {**resource.blank(), "id": note.id}, b""
            if state is None:
                return "It does not exist any more."
            done = self._provider.apply(type_name, state, None, None, private)
        except ProviderError as failure:
            raise CommandFailure(failure.detail) from None
        if fault := _messages(done.diagnostics, Severity.ERROR):
            raise CommandFailure(fault)
        return _messages(done.diagnostics, Severity.WARNING)


def _messages(diagnostics: list[Diagnostic], severity: Severity) -> str:
    found = [one for one in diagnostics if one.severity is severity]
    return " ".join(f"{one.summary}: {one.detail}" for one in found)
