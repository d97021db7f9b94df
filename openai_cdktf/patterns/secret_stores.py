"""The sinks for the usual secret stores. Each is a few lines over `WriteOnlySink` or `CommandSink`.

The resources of `integrations/github` for secrets (6.13) and of `hashicorp/local` (2.9) have no write-only arguments, and would
store the key in the state. So these two sinks run a command.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constructs import Construct

from openai_cdktf._calls import public, public_type
from openai_cdktf._meta_arguments import AnyProvider
from openai_cdktf._paths import LocalPath, project_folder, stack_folder
from openai_cdktf._scopes import cdk_of
from openai_cdktf.patterns.sinks import CommandSink, ShownKey, WriteOnlySink


@public
def aws_secrets_manager(secret_id: str, *, provider: AnyProvider | None = None) -> WriteOnlySink:
    """Return the sink for a new version of a secret in AWS Secrets Manager.

    Args:
        secret_id: The ARN or the name of the secret (`aws_secretsmanager_secret`).
        provider: The configuration of `hashicorp/aws`. Defaults to that of the stack.
    """
    return WriteOnlySink(
        "aws_secretsmanager_secret_version",
        "secret_string_wo",
        "secret_string_wo_version",
        {"secret_id": secret_id},
        provider,
    )


@public
def vault_kv(
    mount: str, name: str, *, field: str = "api_key", provider: AnyProvider | None = None
) -> WriteOnlySink:
    """Return the sink for a secret in the key-value engine (version 2) of HashiCorp Vault.

    Args:
        mount: The path of the engine, such as `secret`.
        name: The path of the secret in it, such as `openai/ci`.
        field: The field of the secret that contains the key.
        provider: The configuration of `hashicorp/vault`. Defaults to that of the stack.
    """
    return WriteOnlySink(
        "vault_kv_secret_v2",
        "data_json_wo",
        "data_json_wo_version",
        {"mount": mount, "name": name},
        provider,
        lambda key, cdk: cdk.Fn.jsonencode({field: key}),
    )


@public
def azure_key_vault(
    key_vault_id: str, name: str, *, provider: AnyProvider | None = None
) -> WriteOnlySink:
    """Return the sink for a secret in Azure Key Vault.

    Args:
        key_vault_id: The id of the key vault (`azurerm_key_vault`).
        name: The name of the secret.
        provider: The configuration of `hashicorp/azurerm`. Defaults to that of the stack.
    """
    return WriteOnlySink(
        "azurerm_key_vault_secret",
        "value_wo",
        "value_wo_version",
        {"key_vault_id": key_vault_id, "name": name},
        provider,
    )


@public
def google_secret_manager(secret: str, *, provider: AnyProvider | None = None) -> WriteOnlySink:
    """Return the sink for a new version of a secret in Google Secret Manager.

    Args:
        secret: The id of the secret (`google_secret_manager_secret`), `projects/<project>/secrets/<name>`.
        provider: The configuration of `hashicorp/google`. Defaults to that of the stack.
    """
    return WriteOnlySink(
        "google_secret_manager_secret_version",
        "secret_data_wo",
        "secret_data_wo_version",
        {"secret": secret},
        provider,
    )


@public
def kubernetes_secret(
    name: str,
    *,
    namespace: str = "default",
    key: str = "OPENAI_API_KEY",
    provider: AnyProvider | None = None,
) -> WriteOnlySink:
    """Return the sink for a Kubernetes secret, which it creates.

    Args:
        name: The name of the secret.
        namespace: The namespace of the secret.
        key: The key in the secret's data, which is also the name of the variable with `envFrom`.
        provider: The configuration of `hashicorp/kubernetes`. Defaults to that of the stack.
    """
    return WriteOnlySink(
        "kubernetes_secret_v1",
        "data_wo",
        "data_wo_revision",
        {"metadata": [{"name": name, "namespace": namespace}]},
        provider,
        lambda value, _: {key: value},
    )


@public
def github_actions_secret(
    repository: str, *, name: str = "OPENAI_API_KEY", environment: str | None = None
) -> CommandSink:
    """Return the sink for a secret of GitHub Actions. It runs `gh`, which must be logged in, for example with `GH_TOKEN`.

    Args:
        repository: The repository, as `owner/name`.
        name: The name of the secret.
        environment: The environment of the repository whose secret it is. Defaults to the repository itself.
    """
    variables = {"GH_REPO": repository, "SECRET_NAME": name}
    option = ""
    if environment is not None:
        variables["SECRET_ENVIRONMENT"] = environment
        option = ' --env "$SECRET_ENVIRONMENT"'
    return CommandSink(
        command=f'printf %s "$OPENAI_API_KEY" | gh secret set "$SECRET_NAME"{option}',
        environment=variables,
        kind="github-actions-secret",
    )


@public_type
@dataclass(frozen=True)
class LocalFile:
    """The sink for a file on the machine that runs Terraform, which only its owner can read. See `local_file`.

    Attributes:
        path: The path of the file.
    """

    path: str | os.PathLike[str]
    kind: str = "local-file"

    def receive(self, scope: Construct, id: str, key: ShownKey) -> Any:
        """See `Sink.receive`."""
        cdk = cdk_of(scope, type(self).__name__)
        file = os.path.normpath(project_folder() / Path(self.path).expanduser())
        path = LocalPath(file).seen_from(stack_folder(scope, cdk))
        command = (
            'umask 077 && mkdir -p "$(dirname "$KEY_FILE")" && printf %s "$OPENAI_API_KEY" > "$KEY_FILE.new" '
            '&& mv "$KEY_FILE.new" "$KEY_FILE"'
        )
        return CommandSink(command=command, environment={"KEY_FILE": path}).receive(scope, id, key)


@public
def local_file(path: str | os.PathLike[str]) -> LocalFile:
    """Return the sink for a file on the machine that runs Terraform, which only its owner can read. It needs a POSIX shell.

    Use it for a development machine. On a machine that is deleted after the run, the file is deleted too.

    Args:
        path: The path of the file. A relative path begins at the folder with `cdktf.json`, or at the working directory.
    """
    return LocalFile(path)
