"""`Team`: a project with its people, groups, budget, alerts and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from constructs import Construct

from openai_cdktf._checks import Checks
from openai_cdktf.patterns._pattern import Pattern
from openai_cdktf.patterns._project_roles import Roles, role_ids
from openai_cdktf.patterns._team_access import (
    AnyGroup,
    AnyUser,
    TeamAccess,
    is_account_id,
    is_group,
    is_user_id,
    principal_of,
)
from openai_cdktf.patterns._team_arguments import check_email, checked
from openai_cdktf.patterns._values import (
    ProviderArgument,
    construct_name,
    in_cents,
    is_inside,
    provider_argument,
)
from openai_cdktf.patterns.rate_limit import RateLimit
from openai_cdktf.project import Project
from openai_cdktf.project_group import ProjectGroup
from openai_cdktf.project_model_permissions import ProjectModelPermissions
from openai_cdktf.project_rate_limit import ProjectRateLimit
from openai_cdktf.project_service_account import ProjectServiceAccount
from openai_cdktf.project_spend_alert import ProjectSpendAlert
from openai_cdktf.project_spend_limit import ProjectSpendLimit
from openai_cdktf.project_user import ProjectUser
from openai_cdktf.project_user_role import ProjectUserRole
from openai_cdktf.provider import OpenaiProvider

if TYPE_CHECKING:
    from openai_cdktf.patterns.service_identity import ServiceIdentity


class Team(Pattern):
    """A project with its people, groups, budget, alerts and limits.

    People who are not in the organization are invited. When they accept, they are members, and no plan fails in the meantime.
    Amounts are in dollars. Every construct in it is an attribute, so that you can change the details.

    Example::

        team = Team(
            stack,
            "search",
            members={"ada@example.com": "owner", "grace@example.com": "member"},
            monthly_budget_usd=400,
            alerts_at=[0.5, 0.9],
            rate_limits={"gpt-6.1-terra": RateLimit(requests_per_minute=50)},
            models=["gpt-6.1-terra", "text-embedding-3-large"],
        )
        team.grant(analysts, "viewer")  # a Group
        team.spend_alerts[0.9].notification_channel_subject_prefix = "[search]"

    Attributes:
        project: The project.
        spend_limit: The limit of the monthly spending. None without a budget.
        spend_alerts: The alerts, by the share of the budget.
        rate_limits: The rate limits, by the model.
        model_permissions: The allowed models. None if all models are allowed.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str | None = None,
        members: Mapping[str, Roles] | None = None,
        groups: Mapping[str | AnyGroup, Roles] | None = None,
        monthly_budget_usd: float | None = None,
        alerts_at: Sequence[float] = (),
        alert_recipients: Sequence[str] | None = None,
        rate_limits: Mapping[str, RateLimit] | None = None,
        models: Sequence[str] | None = None,
        residency: str | None = None,
        adopt_existing: bool | None = None,
        on_destroy: str | None = None,
        provider: OpenaiProvider | None = None,
    ) -> None:
        """Create the team in a stack.

        Args:
            scope: The stack, or a construct in it.
            id: A name that is unique within the scope.
            name: The name of the project. Defaults to `id`.
            members: The roles of each person, by the email address: `owner`, `member`, `viewer`, the id of a role, a `ProjectRole`,
                or a list of them. People who are not in the organization are invited.
            groups: The roles of each group. A key is a `Group`, a `DataOpenaiGroup`, or the id of a group.
            monthly_budget_usd: The highest amount that the team may spend in a month, in US dollars. After that, the API refuses the
                requests of the project.
            alerts_at: The shares of the budget at which OpenAI sends an email, such as `[0.5, 0.9]`.
            alert_recipients: The email addresses that get the alerts. Defaults to the members with the role `owner`.
            rate_limits: The rate limits, by the model.
            models: The models that the team may use. Defaults to all.
            residency: The region where data is stored and processed, such as `EU_STORAGE_PROCESSING`.
            adopt_existing: Whether to manage the existing project with this name, if there is one. Defaults to `False`.
            on_destroy: What happens to the project when the team is destroyed: `archive` or `leave`. Defaults to `archive`, or to `leave` for a project that existed before.
            provider: The configuration of the provider. Defaults to that of the stack.

        Raises:
            InvalidArgumentsError: Arguments are not valid. The message names all of them.
        """
        checks = Checks()
        wanted = checked(
            checks,
            members={} if members is None else members,
            groups={} if groups is None else groups,
            budget=monthly_budget_usd,
            alerts_at=alerts_at,
            recipients=alert_recipients,
            rate_limits={} if rate_limits is None else rate_limits,
            models=models,
        )
        super().__init__(scope, id, checks)
        meta = provider_argument(provider)
        self.project = Project(
            self,
            "project",
            name=id if name is None else name,
            residency=residency,
            adopt_existing=adopt_existing,
            on_destroy=on_destroy,
            **meta,
        )
        self.spend_limit: ProjectSpendLimit | None = None
        self.spend_alerts: dict[float, ProjectSpendAlert] = {}
        self.rate_limits: dict[str, ProjectRateLimit] = {}
        self.model_permissions: ProjectModelPermissions | None = None
        self._access = TeamAccess(self, self.project_id, meta)
        for email, roles in wanted.members.items():
            self._access.person(email, roles)
        for group, roles in wanted.groups.items():
            self._access.group(group, roles)
        if wanted.budget is not None:
            self._create_budget(wanted.budget, wanted.alerts_at, wanted.recipients, meta)
        for model, limit in wanted.rate_limits.items():
            self.rate_limits[model] = ProjectRateLimit(
                self,
                f"rate-limit-{construct_name(model, self)}",
                project_id=self.project_id,
                model=model,
                max_requests_per_1_minute=limit.requests_per_minute,
                max_tokens_per_1_minute=limit.tokens_per_minute,
                max_images_per_1_minute=limit.images_per_minute,
                max_audio_megabytes_per_1_minute=limit.audio_megabytes_per_minute,
                max_requests_per_1_day=limit.requests_per_day,
                batch_1_day_max_input_tokens=limit.batch_input_tokens_per_day,
                **meta,
            )
        if wanted.models is not None:
            self.model_permissions = ProjectModelPermissions(
                self,
                "models",
                project_id=self.project_id,
                mode="allow_list",
                model_ids=wanted.models,
                **meta,
            )

    @property
    def project_id(self) -> str:
        """The id of the project."""
        return self.project.id

    @property
    def members(self) -> Mapping[str | AnyUser, ProjectUser]:
        """The memberships, by the email address or by the construct of the user."""
        return self._access.members

    @property
    def groups(self) -> Mapping[str | AnyGroup, ProjectGroup]:
        """The access of groups, by the construct or by the id of the group."""
        return self._access.groups

    def grant_member(self, email: str, role: Roles = "member") -> ProjectUser:
        """Add a person with a role, or add the role to a person of the team. The person is invited if necessary.

        Args:
            email: The email address of the person.
            role: The role, or several roles.

        Raises:
            InvalidArgumentsError: The address or a role is not valid.
        """
        return self.grant(email, role)

    @overload
    def grant(self, principal: str | AnyUser, role: Roles = ...) -> ProjectUser: ...
    @overload
    def grant(self, principal: AnyGroup, role: Roles = ...) -> ProjectGroup: ...
    @overload
    def grant(
        self, principal: ProjectServiceAccount, role: Roles = ...
    ) -> ProjectServiceAccount: ...
    @overload
    def grant(self, principal: ServiceIdentity, role: Roles = ...) -> ProjectServiceAccount: ...

    def grant(
        self,
        principal: str | AnyUser | AnyGroup | ProjectServiceAccount | ServiceIdentity,
        role: Roles = "member",
    ) -> ProjectUser | ProjectGroup | ProjectServiceAccount | ProjectUserRole:
        """Give a role in the project to a person, a group or a service account. Earlier roles stay.

        Args:
            principal: The email address of a person, an `OrganizationUser`, a `Group`, a `ServiceIdentity` or a
                `ProjectServiceAccount` of the team, or the id of a user (`user-…`), a group (`group_…`) or a service account
                (`svc_acct_…`).
            role: The role, or several roles.

        Returns:
            The construct of the membership, the service account, or for the id of a service account its assignment of the last role.

        Raises:
            InvalidArgumentsError: The principal or a role is not valid.
        """
        checks = Checks()
        roles = role_ids(checks, role, "role")
        found = self._principal(checks, principal)
        checks.report(f"{self._name}.grant")
        if isinstance(found, ProjectServiceAccount):
            return self._access.account(found, roles)
        if is_account_id(found):
            return self._access.account_id(str(found), roles)
        return (
            self._access.group(found, roles)
            if is_group(found)
            else self._access.person(found, roles)
        )

    def _principal(self, checks: Checks, given: Any) -> Any:
        """Return the construct, the id or the email address of a principal. The checks get a fault if it is none."""
        principal = principal_of(given)
        if isinstance(principal, ProjectServiceAccount):
            if not is_inside(principal, self):
                checks.refuse("must be a service account in the tree of the team", "principal")
        elif isinstance(principal, str):
            if (
                not is_user_id(principal)
                and not is_group(principal)
                and not is_account_id(principal)
            ):
                check_email(checks, principal, "principal")
        elif principal is None:
            checks.refuse(
                "must be an email address, an OrganizationUser, a Group, a ServiceIdentity, a ProjectServiceAccount, or the id of "
                f"one of them, not {type(given).__name__}",
                "principal",
            )
        return principal

    def _create_budget(
        self, budget: float, shares: Sequence[float], recipients: list[str], meta: ProviderArgument
    ) -> None:
        self.spend_limit = ProjectSpendLimit(
            self,
            "budget",
            project_id=self.project_id,
            threshold_amount=in_cents(budget, self),
            **meta,
        )
        for share in shares:
            self.spend_alerts[share] = ProjectSpendAlert(
                self,
                f"alert-{share:g}",
                project_id=self.project_id,
                threshold_amount=in_cents(budget, self, share),
                notification_channel_recipients=recipients,
                **meta,
            )
