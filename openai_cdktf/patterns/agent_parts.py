"""The parts of an `AgentApp`: its MCP servers, its environment and its schedules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openai_cdktf._calls import public_type


@public_type
@dataclass(frozen=True, kw_only=True)
class McpServer:
    """An MCP server that an agent can use.

    Attributes:
        url: The URL of the server.
        token: The bearer token for the server. It is sent once and never stored. Use an ephemeral variable or an ephemeral resource, so that
            plans do not contain it either. None if the server needs none.
        secrets_version: A number to change when the token changes, so that Terraform sends it again.
        allowed_tools: The tools of the server that the agent can call. Defaults to all.
    """

    url: str
    token: str | None = None
    secrets_version: int = 1
    allowed_tools: Sequence[str] | None = None


@public_type
@dataclass(frozen=True, kw_only=True)
class Workspace:
    """The environment in which an agent works: packages, variables, set-up and network.

    Attributes:
        python: The Python packages, such as `pandas`.
        system: The packages of the system, such as `git`.
        files: The ids of files (`openai_file`), by their paths in the environment, such as `/workspace/prices.csv`.
        env: The environment variables. They are in the state: put no secrets into them.
        setup_commands: The commands that prepare each environment.
        allowed_domains: The domains that the environment can reach. None means: all.
    """

    python: Sequence[str] = ()
    system: Sequence[str] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    setup_commands: Sequence[str] = ()
    allowed_domains: Sequence[str] | None = None


@public_type
@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A task that an agent does again and again, each time in a new session.

    Attributes:
        task: What the agent does, as its input.
        cron: When, as a cron expression of five fields, such as `0 7 * * 1-5`.
        timezone: The IANA name of the time zone. Defaults to `UTC`.
        paused: Whether the schedule is paused.
    """

    task: str
    cron: str
    timezone: str = "UTC"
    paused: bool = False
