"""Sinks: where a key goes that OpenAI shows only once. No sink stores the key in the state.

`WriteOnlySink` works with a resource of any provider that has a write-only argument. `CommandSink` passes the key to a program.
`secret_stores` has the sinks for the usual stores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from constructs import Construct

from openai_cdktf._calls import public_type
from openai_cdktf._meta_arguments import AnyProvider
from openai_cdktf._scopes import cdk_of

DELIVERY_MARK = "OPENAI_CDKTF_DELIVERY"
"""The environment variable of each command that delivers a secret. `openai_cdktf.testing` does not run these commands."""


@public_type
@dataclass(frozen=True, kw_only=True)
class ShownKey:
    """A key that is available only in the run that creates it.

    Attributes:
        value: The key, as an ephemeral token. Terraform accepts it only in write-only arguments, in provisioners and in providers.
        version: A number that is different for each key, as a token.
    """

    value: str
    version: int


class Sink(Protocol):
    """Stores a key in a secret store.

    To write a sink, create a resource that has an `id`, receives the key in a write-only argument, and writes it again only if the
    version changes.
    """

    @property
    def kind(self) -> str:
        """A short name of the store, from which the construct gets its id."""
        ...

    def receive(self, scope: Construct, id: str, key: ShownKey) -> Any:
        """Create the resource that stores the key, and return it.

        Args:
            scope: The construct in which to create it.
            id: A name that is unique within the scope.
            key: The key.
        """
        ...


@public_type
@dataclass(frozen=True)
class WriteOnlySink:
    """Stores a key in a resource with a write-only argument, of any provider. Its bindings are not necessary.

    The stack needs the configuration of this provider, unless Terraform finds it by the type of the resource.

    Example::

        identity.deliver_key_to(
            WriteOnlySink(
                "aws_ssm_parameter",
                "value_wo",
                "value_wo_version",
                arguments={"name": "/openai/key", "type": "SecureString"},
            )
        )

    Attributes:
        resource_type: The type of the resource in Terraform.
        attribute: The write-only argument. With dots, it is a member of an object, as in `auth.token`. An argument that is not
            write-only would store the key in the state. Terraform rejects that, because the key is ephemeral.
        version_attribute: The argument whose change makes the provider write the key again.
        arguments: The other arguments, which can contain tokens.
        provider: The configuration of the provider. Defaults to the default configuration in the stack.
        shape: A function that returns the value of the argument. It gets the key and the module of the CDK (`cdktf` or `cdktn`). By
            default, the value is the key.
    """

    resource_type: str
    attribute: str
    version_attribute: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    provider: AnyProvider | None = None
    shape: Callable[[str, Any], Any] | None = None

    @property
    def kind(self) -> str:
        """The type of the resource."""
        return self.resource_type

    def receive(self, scope: Construct, id: str, key: ShownKey) -> Any:
        """See `Sink.receive`.

        Raises:
            ValueError: The type of the resource or the path of the argument is not valid.
        """
        cdk = cdk_of(scope, type(self).__name__)
        self._check()
        meta = {} if self.provider is None else {"provider": self.provider}
        resource = cdk.TerraformResource(
            scope,
            id,
            terraform_resource_type=self.resource_type,
            terraform_generator_metadata=cdk.TerraformProviderGeneratorMetadata(
                provider_name=self.resource_type.partition("_")[0]
            ),
            **meta,
        )
        for name, value in self.arguments.items():
            resource.add_override(name, value)
        shaped = key.value if self.shape is None else self.shape(key.value, cdk)
        resource.add_override(self.attribute, shaped)
        resource.add_override(self.version_attribute, key.version)
        return resource

    def _check(self) -> None:
        name = type(self).__name__
        if not re.fullmatch(r"[a-z][a-z0-9]*_[a-z0-9_]+", self.resource_type):
            raise ValueError(
                f"{name}: resource_type must be a type of resource, such as `aws_ssm_parameter`, "
                f'not "{self.resource_type}"'
            )
        own = {self.attribute.partition(".")[0]: "attribute"} if "." not in self.attribute else {}
        own[self.version_attribute] = "version_attribute"
        for argument in self.arguments:
            if argument in own:
                raise ValueError(
                    f"{name} {self.resource_type}: arguments.{argument} is the {own[argument]}, which the sink sets"
                )


@public_type
@dataclass(frozen=True, kw_only=True)
class CommandSink:
    """Passes a key to a command on the machine that runs Terraform, such as the command line of a secret store.

    The key is in an environment variable, so it is neither in the state nor in the list of processes. The command runs once for
    each key, and for each change of the command. It must not print the key. `openai_cdktf.testing` does not run it.

    Example::

        identity.deliver_key_to(
            CommandSink(command='printf %s "$OPENAI_API_KEY" | pass insert --multiline openai/ci')
        )

    Attributes:
        command: The command, for the shell.
        variable: The name of the environment variable with the key.
        environment: Further environment variables. Their values are in the state. Set the secrets of the command, such as the token
            of a store, in the environment in which Terraform runs: the command inherits it.
        interpreter: The shell, such as `["/bin/bash", "-c"]`. Defaults to that of the system.
        kind: A short name of the store, from which the construct gets its id.
    """

    command: str
    variable: str = "OPENAI_API_KEY"
    environment: Mapping[str, str] = field(default_factory=dict)
    interpreter: tuple[str, ...] = ()
    kind: str = "command"

    def receive(self, scope: Construct, id: str, key: ShownKey) -> Any:
        """See `Sink.receive`."""
        cdk = cdk_of(scope, type(self).__name__)
        return cdk.DataResource(
            scope,
            id,
            triggers_replace={
                "secret_version": key.version,
                "command": self.command,
                "environment": dict(self.environment),
            },
            provisioners=[
                cdk.LocalExecProvisioner(
                    type="local-exec",
                    command=self.command,
                    # Not in `triggers_replace`: the mark must not change the state, nor run the command again.
                    environment={
                        **self.environment,
                        self.variable: key.value,
                        DELIVERY_MARK: self.variable,
                    },
                    interpreter=list(self.interpreter) or None,
                )
            ],
        )
