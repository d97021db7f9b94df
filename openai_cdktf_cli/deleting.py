"""Deletes objects as the provider does when Terraform destroys them, with the keys of the environment."""

from __future__ import annotations

from openai_cdktf_cli.failure import CommandFailure
from provider_shim.journal.notes import Note, first_name
from provider_shim.provider import Provider
from provider_shim.vocabulary.diagnostics import Diagnostic, ProviderError, Severity


class Deleting:
    """The provider, configured from the environment.

    Raises:
        CommandFailure: the environment cannot be used.
    """

    def __init__(self) -> None:
        self._provider = Provider()
        nothing = dict.fromkeys(self._provider.schema.attributes)
        told = self._provider.configure(nothing, terraform_version="")
        if fault := _told(told, Severity.ERROR):
            raise CommandFailure(fault)

    def delete(self, note: Note) -> str:
        """Delete an object; that it is gone already is as good. Return what the provider warns of.

        Raises:
            CommandFailure: it could not be deleted.
        """
        type_name = first_name(note.type)
        resource = self._provider.resources[type_name]
        try:
            if note.importable:
                imported = self._provider.import_state(type_name, note.id or "")
                read = self._provider.read(type_name, imported.state, imported.private)
                if fault := _told(read.diagnostics, Severity.ERROR):
                    raise CommandFailure(fault)
                state, private = read.state, read.private
            else:
                state, private = {**resource.blank(), "id": note.id}, b""
            if state is None:
                return "It was gone already."
            done = self._provider.apply(type_name, state, None, None, private)
        except ProviderError as failure:
            raise CommandFailure(failure.detail) from None
        if fault := _told(done.diagnostics, Severity.ERROR):
            raise CommandFailure(fault)
        return _told(done.diagnostics, Severity.WARNING)


def _told(told: list[Diagnostic], severity: Severity) -> str:
    return " ".join(f"{one.summary}: {one.detail}" for one in told if one.severity is severity)
