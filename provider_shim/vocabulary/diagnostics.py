"""Errors and warnings for the user.

Verbs raise exceptions. One boundary for each operation converts them to diagnostics:

    ProviderError               an error that the user can read and correct
    ├── ApiError                the API rejected a request, with the status, the code and the wrong parameter
    │   └── NotFoundError       the API reports that the object does not exist
    ├── OutcomeUnknownError     the response to a request was lost, and the request may have had an effect
    ├── OtherObjectError        the answer is about another object than the request
    └── CancelledError          Terraform stopped the provider

All other exceptions are bugs in the provider, and `bug` reports them.
"""

from __future__ import annotations

from enum import Enum

from provider_shim.records import Record, positional


class Key(Record):
    """A step of a path to an element of a map. A plain string is a step to an attribute."""

    name: str = positional(kw_only=False)


Step = str | int | Key
"""One step of a path: an attribute's name, a list index, or the key of a map."""

Path = tuple[Step, ...]
"""The path from the root of a configuration to a value, such as ``("tools", 0, "function", "name")``."""


class Severity(Enum):
    """The severity of a diagnostic: an error stops the operation, a warning does not."""

    ERROR = 1
    WARNING = 2


class Diagnostic(Record):
    """One message for the user.

    Attributes:
        summary: a short noun phrase, without a full stop.
        detail: what the provider attempted, what is wrong, and what the user can do. It never contains a secret.
        path: the attribute that is wrong; empty if the diagnostic is not about an attribute.
        unless_imported: the outermost attributes that are wrong for a new object, but allowed for an imported one,
            because Terraform generates such a configuration for imported objects.
    """

    summary: str = positional(kw_only=False)
    detail: str = positional(kw_only=False)
    path: Path = positional(default=(), kw_only=False)
    severity: Severity = positional(default=Severity.ERROR, kw_only=False)
    unless_imported: tuple[str, ...] = ()


def error(
    summary: str, detail: str, path: Path = (), unless_imported: tuple[str, ...] = ()
) -> Diagnostic:
    """Return a diagnostic that stops the operation."""
    return Diagnostic(summary, detail, path, unless_imported=unless_imported)


def warning(summary: str, detail: str, path: Path = ()) -> Diagnostic:
    """Return a diagnostic that does not stop the operation."""
    return Diagnostic(summary, detail, path, Severity.WARNING)


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """Return whether any of the diagnostics is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def bug(attempted: str, fault: BaseException) -> Diagnostic:
    """Return the diagnostic for a bug in the provider. Log the traceback as well: the diagnostic does not contain it."""
    return error(
        "Bug in the provider",
        f"The provider failed while it {attempted}. This is a bug in the provider. Please report it, and add the log of a run "
        f"with TF_LOG_PROVIDER=debug.\n\n{type(fault).__name__}: {fault}",
    )


class ProviderError(Exception):
    """A failure that becomes an error for the user. See `Diagnostic` for its parts."""

    def __init__(self, summary: str, detail: str, path: Path = ()) -> None:
        super().__init__(f"{summary}: {detail}")
        self.summary = summary
        self.detail = detail
        self.path = path

    def diagnostic(self) -> Diagnostic:
        """Return the diagnostic that the user sees."""
        return error(self.summary, self.detail, self.path)


class ApiError(ProviderError):
    """The API rejected a request.

    Attributes:
        status: the HTTP status.
        code: the API's code for the error, such as ``model_not_found``.
        parameter: the field of the request that is wrong, as the API names it, such as ``tools[0].function.name``.
    """

    def __init__(
        self, summary: str, detail: str, *, status: int, code: str | None, parameter: str | None
    ) -> None:
        super().__init__(summary, detail)
        self.status = status
        self.code = code
        self.parameter = parameter


class NotFoundError(ApiError):
    """The API reports that the object does not exist."""


class UnreachableError(ProviderError):
    """The server cannot be reached."""


class OutcomeUnknownError(ProviderError):
    """A request was sent, but its answer was lost. The API may or may not have done what was requested."""


class OtherObjectError(ProviderError):
    """The answer of the API is about another object than the request."""


class DeadlineError(ProviderError):
    """The time limit of an operation was reached while it waited."""


class CancelledError(ProviderError):
    """Terraform stopped the provider while the operation waited."""


def render_path(path: Path) -> str:
    """Return a path as it is written in a configuration: ``tools[0].function.name``, ``metadata["team"]``."""
    text = ""
    for step in path:
        if isinstance(step, Key):
            text += f'["{step.name}"]'
        elif isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
