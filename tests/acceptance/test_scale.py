"""Many administration objects. Each endpoint allows a few requests a minute, and only shows this by rejecting requests."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.sandbox import Sandbox
from tests.terraform import Terraform

PROJECTS, LIMITS, USERS, ACCOUNTS = 20, 10, 5, 2
OBJECTS = PROJECTS * (1 + LIMITS + USERS + ACCOUNTS)

ORGANIZATION = f"""
locals {{
  projects = {{ for number in range({PROJECTS}) : format("p%02d", number) => number }}
  limits   = {{ for pair in setproduct(keys(local.projects), range({LIMITS})) : "${{pair[0]}}-${{pair[1]}}" => pair }}
  users    = {{ for pair in setproduct(keys(local.projects), var.users) : "${{pair[0]}}-${{pair[1]}}" => pair }}
  accounts = {{ for pair in setproduct(keys(local.projects), range({ACCOUNTS})) : "${{pair[0]}}-${{pair[1]}}" => pair }}
}}

variable "users" {{ type = list(string) }}

resource "openai_project" "all" {{
  for_each = local.projects
  name     = each.key
}}

resource "openai_project_rate_limit" "all" {{
  for_each                  = local.limits
  project_id                = openai_project.all[each.value[0]].id
  model                     = "model-${{tonumber(each.value[1]) + 1}}"
  max_requests_per_1_minute = 100
}}

resource "openai_project_user" "all" {{
  for_each   = local.users
  project_id = openai_project.all[each.value[0]].id
  user_id    = each.value[1]
  role       = "member"
}}

resource "openai_project_service_account" "all" {{
  for_each   = local.accounts
  project_id = openai_project.all[each.value[0]].id
  name       = "program-${{each.value[1]}}"
}}
"""

COLLECTIONS = 1 + 3 * PROJECTS
"""The numbers of projects, and of rate limits, users and service accounts in each project."""

RATE_LIMITS = "/organization/projects/{project_id}/rate_limits"

LIMIT = "rate=7:per=2s:path=/organization/*"
"""Seven requests per minute for each endpoint. A minute takes two seconds, and only the error text has the wait."""


@pytest.fixture
def organization(newest: Terraform, sandbox: Sandbox) -> Terraform:
    """A state with all objects."""
    people = [sandbox.join(f"person-{number}@example.com")["id"] for number in range(USERS)]
    terraform = newest.seeing(TF_VAR_users=json.dumps(people))
    terraform.write(ORGANIZATION)
    terraform.init()
    terraform.apply()
    return terraform


def requests_for(sandbox: Sandbox, method: str, path: str) -> int:
    """Return the number of requests of a kind, without those for further pages."""
    requests = sandbox.requests(method=method, path=path)
    return sum(1 for one in requests if "after" not in one["query"])


def test_a_plan_with_many_objects_needs_one_request_per_collection(
    organization: Terraform, sandbox: Sandbox
) -> None:
    assert len(organization.resources()) == OBJECTS
    assert requests_for(sandbox, "POST", RATE_LIMITS + "/{rate_limit_id}") == PROJECTS * LIMITS
    assert requests_for(sandbox, "GET", RATE_LIMITS) == PROJECTS, (
        "the original values are listed once"
    )
    sandbox.clear_requests()
    logging = organization.logging("INFO")
    with sandbox.faults(LIMIT):
        plan = logging.plan()
    assert plan.errors == []
    assert plan.is_empty
    statuses = Counter(one["status"] for one in sandbox.requests())
    assert set(statuses) <= {200, 429}, "requests wait after a 429"
    beyond = [one for one in sandbox.requests() if "after" in one["query"]]
    assert statuses[200] <= COLLECTIONS + len(beyond)
    assert len(beyond) <= PROJECTS, "a project has a little more than a hundred rate limits"
    assert statuses[429] < statuses[200] / 2, "the pace adapts to the limit of the server"
    assert "waiting for the rate limit" in logging.log
