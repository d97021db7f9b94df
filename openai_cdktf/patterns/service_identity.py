"""`ServiceIdentity`: a service account with a key that is rotated and delivered to secret stores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from constructs import Construct

from openai_cdktf._checks import Checks
from openai_cdktf._collections import TextMap, Texts
from openai_cdktf._kinds import TEXT
from openai_cdktf.ephemeral_openai_project_service_account_api_key import (
    EphemeralOpenaiProjectServiceAccountApiKey,
)
from openai_cdktf.patterns._deliveries import Deliveries
from openai_cdktf.patterns._pattern import Pattern
from openai_cdktf.patterns._rotation import number_of_periods, period_in_days
from openai_cdktf.patterns._values import provider_argument
from openai_cdktf.patterns.sinks import ShownKey, Sink
from openai_cdktf.patterns.team import Team
from openai_cdktf.project import Project
from openai_cdktf.project_service_account import ProjectServiceAccount
from openai_cdktf.project_service_account_api_key import ProjectServiceAccountApiKey
from openai_cdktf.provider import OpenaiProvider
from openai_cdktf.secret_delivery import SecretDelivery

_PERIOD = "period"
"""The key of `rotate_when` with the number of the period."""


class ServiceIdentity(Pattern):
    """A service account of a project, with a key that is rotated, and delivered to one or more secret stores.

    OpenAI shows a key only once. In that run, Terraform writes it to the stores, and never to the state. The old key works until
    the stores have the new one.

    Example::

        ci = ServiceIdentity(team, "ci", scopes=["api.model.request"], rotate_every="90d")
        ci.deliver_key_to(github_actions_secret("example/search"))

    There are sinks for the usual stores: `aws_secrets_manager`, `azure_key_vault`, `google_secret_manager`, `vault_kv`,
    `kubernetes_secret`, `github_actions_secret` and `local_file`. `WriteOnlySink` works with every resource that has a write-only
    argument, and `CommandSink` with every command line.

    `local_file("keys/ci")` is for a development machine: it writes the key, and nothing else, into a file that only its owner can read
    (mode 600), and creates its folder. A relative path begins at the folder with `cdktf.json`. Each new key replaces the file at once,
    so a program never reads half a key. If you destroy the stack, the file stays, with a key that no longer works. If you delete
    the file, the next plan does not notice it: change `rotate_when` to write a new key. Add the path to `.gitignore`. It needs a
    POSIX shell.

    With `rotate_every`, the key has an expiry in effect, so the guardrail `RequireExpiry` accepts it. With `rotate_when` alone, nothing
    limits its life.

    Without a delivery, there is no key: the account can still use workload identity federation.

    If a store does not get a key, the next plan is an error that explains how to create another one. So a store never contains a
    placeholder instead of the key.

    Attributes:
        account: The service account.
        key: The key. None before the first delivery.
        shown_key: The ephemeral resource with the value of the key. None before the first delivery.
        rotation_start: The `terraform_data` with the time at which the first period begins. None without `rotate_every`.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        project_id: str | None = None,
        name: str | None = None,
        role: str | None = "member",
        scopes: Sequence[str] | None = None,
        rotate_every: str | None = None,
        rotate_when: Mapping[str, str] | None = None,
        provider: OpenaiProvider | None = None,
    ) -> None:
        """Create the service account.

        Args:
            scope: A `Team` or a `Project`, a construct in one, or with `project_id` any construct in a stack.
            id: A name that is unique within the scope.
            project_id: The id of the project. Defaults to that of the `Team` or `Project` in which the construct is.
            name: The name of the service account and of its key. Defaults to `id`.
            role: The role in the project: `member` or `owner`. None means: no role.
            scopes: The permissions of the key, such as `api.model.request`. Defaults to all permissions of the account.
            rotate_every: The period after which the next apply rotates the key, in days or weeks, such as `90d`. Somebody has to
                plan and apply at that time, for example a scheduled pipeline.
            rotate_when: Values of your choice. When one changes, the next apply rotates the key.
            provider: The configuration of the provider. Defaults to that of the stack.

        Raises:
            InvalidArgumentsError: Arguments are not valid, or there is no project. The message names all of them.
        """
        checks = Checks()
        days = period_in_days(checks, rotate_every, "rotate_every")
        checks.accept("scopes", Texts(TEXT, unordered=True), scopes)
        checks.accept("rotate_when", TextMap(TEXT), rotate_when)
        is_taken = isinstance(rotate_when, Mapping) and _PERIOD in rotate_when
        if rotate_every is not None and is_taken:
            checks.refuse(
                f"cannot have the key `{_PERIOD}`, which `rotate_every` sets", "rotate_when"
            )
        checks.accept("project_id", TEXT, project_id)
        project = _project_of(scope) if project_id is None else project_id
        if project is None:
            checks.refuse(
                "is required, because no Team or Project contains the construct: pass a Team or a Project as the scope, or the id",
                "project_id",
            )
        super().__init__(scope, id, checks)
        self._meta = provider_argument(provider)
        self._scopes = scopes
        self._rotate_every = rotate_every
        self._rotate_when = dict(rotate_when or {})
        self.rotation_start: Any = None
        if days is not None:
            self.rotation_start, self._rotate_when[_PERIOD] = number_of_periods(self, days)
        self.account = ProjectServiceAccount(
            self,
            "account",
            project_id="" if project is None else project,  # None is a fault
            name=id if name is None else name,
            role=role,
            **self._meta,
        )
        self.key: ProjectServiceAccountApiKey | None = None
        self.shown_key: EphemeralOpenaiProjectServiceAccountApiKey | None = None
        self._deliveries = Deliveries(self, self._meta)

    @property
    def delivery(self) -> SecretDelivery | None:
        """The record of the stores that have the key. None before the first delivery."""
        return self._deliveries.record

    @property
    def stores(self) -> Mapping[str, Any]:
        """The resources that receive the key, by the id of the construct."""
        return self._deliveries.stores

    def deliver_key_to(self, sink: Sink, id: str | None = None) -> Any:
        """Write each key to a secret store, in the run that creates the key. The first delivery creates the key.

        Args:
            sink: The store, such as `vault_kv("secret", "openai/ci")` or a `WriteOnlySink`.
            id: The id of the construct that receives the key. Set it if two stores are of the same kind.

        Returns:
            The construct that receives the key.

        Raises:
            InvalidArgumentsError: The sink is none, or another sink has the same id.
        """
        return self._deliveries.deliver(sink, id, self._shown, f"{self._name}.deliver_key_to")

    def _shown(self) -> ShownKey:
        key, shown = self._create_key()
        return ShownKey(value=shown.value, version=key.secret_version)

    def _create_key(
        self,
    ) -> tuple[ProjectServiceAccountApiKey, EphemeralOpenaiProjectServiceAccountApiKey]:
        if self.key is not None and self.shown_key is not None:
            return self.key, self.shown_key
        key = self.key = ProjectServiceAccountApiKey(
            self,
            "key",
            project_id=self.account.project_id,
            service_account_id=self.account.id,
            name=self.account.name,
            scopes=self._scopes,
            rotate_when=self._rotate_when or None,
            lifecycle={"create_before_destroy": True},
            **self._meta,
        )
        shown = self.shown_key = EphemeralOpenaiProjectServiceAccountApiKey(
            self, "shown-key", key_id=key.id, **self._meta
        )
        if self.rotation_start is not None:
            key._accepted = {"RequireExpiry": f"It is replaced every {self._rotate_every}."}  # noqa: SLF001 - one library
        return key, shown


def _project_of(scope: object) -> str | None:
    """Return the id of the nearest project or team that contains a construct, or None."""
    if not isinstance(scope, Construct):
        return None  # the base class refuses the scope
    for owner in reversed(scope.node.scopes):
        if isinstance(owner, Team):
            return owner.project_id
        if isinstance(owner, Project):
            return owner.id
    return None
