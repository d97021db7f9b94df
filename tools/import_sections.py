"""Renders the section "Import" of a page."""

from __future__ import annotations

import inspect

from provider_shim.api.masking import can_hold_secrets
from provider_shim.engine.declaration import Declaration
from provider_shim.engine.imports import lacking
from provider_shim.engine.resource import Resource
from provider_shim.objects import LIST_RESOURCES
from provider_shim.patterns.settings import ORGANIZATION, Singleton
from provider_shim.vocabulary.schema import Object
from provider_shim.vocabulary.tables import PREFIX
from tools.prose import first_sentence, plural

LINE_LENGTH = 100
"""The line length of the Python formatter, which also checks the Python on pages; in characters."""

_FEW = 8
_PLAIN = (Resource.import_state, Singleton.import_state)


def section(declaration: Declaration, construct: str) -> str:
    """Return the text below the heading, or an empty string if the object cannot be imported."""
    if not isinstance(declaration, Resource) or not declaration.importable:
        return ""
    names = declaration.endpoint.identity
    shape = "/".join(f"<{name}>" for name in names) or ORGANIZATION
    by = (" and ".join(f"`{name}`" for name in names) or f"id `{ORGANIZATION}`") + (
        ", separated by a slash (`/`)" if len(names) > 1 else ""
    )
    address = f"{declaration.type_name}.example"
    nouns = plural(declaration.noun)
    block = "[`import` block](https://developer.hashicorp.com/terraform/language/import)"
    parts = [
        f"In CDKTF, `cdktf plan` can write the configuration of an existing object. Give its {by}:\n",
        f"```python\n{_config_for_import(construct, shape)}\n```\n",
        "If you have already written its configuration, use `import_from`. The next apply imports the object:\n",
        f'```python\nexample.import_from("{shape}")\n```\n',
        _by_identity(declaration, nouns),
        f"In Terraform v1.5.0 and later, use an {block} to import {nouns} using the {by}. For example:\n",
        f'```terraform\nimport {{\n  to = {address}\n  id = "{shape}"\n}}\n```\n',
        f"Using `terraform import`, import {nouns} using the {by}. For example:\n",
        f"```console\n% terraform import {address} '{shape}'\n```\n",
        _by_query(declaration, nouns),
        _not_imported(declaration),
    ]
    return "\n".join(part for part in parts if part)


def _by_identity(declaration: Resource, nouns: str) -> str:
    """Return the part on imports by identity, with the attributes of the identity."""
    names = declaration.identity_names
    width = max(map(len, names))
    given = "\n".join(
        f'    {name:{width}} = "{f"<{name}>" if declaration.endpoint.identity else ORGANIZATION}"'
        for name in names
    )
    parts = "\n".join(f"* `{name}` (String) {declaration.attributes[name].doc}" for name in names)
    return (
        f"In Terraform v1.12.0 and later, an `import` block can import {nouns} by their identity. For example:\n\n"
        f"```terraform\nimport {{\n  to = {declaration.type_name}.example\n  identity = {{\n{given}\n  }}\n}}\n```\n\n"
        f"### Identity Schema\n\n#### Required\n\n{parts}\n\n### Import by Id\n"
    )


def _by_query(declaration: Resource, nouns: str) -> str:
    """Return where existing objects are found without knowing their ids."""
    if declaration.type_name not in LIST_RESOURCES:
        return ""
    page = f"../list-resources/{declaration.type_name.removeprefix(PREFIX)}.md"
    return f"In Terraform v1.14.0 and later, [`terraform query`]({page}) finds existing {nouns} and writes their configuration.\n"


def _not_imported(declaration: Resource) -> str:
    parts = []
    if type(declaration).import_state not in _PLAIN:
        parts.append(first_sentence(inspect.getdoc(type(declaration).import_state) or ""))
    not_returned = [
        f"`{name}`"
        for name, attribute in declaration.attributes.items()
        if attribute.configurable and attribute.unread
    ]
    if not_returned:
        what = ", ".join(not_returned) if len(not_returned) <= _FEW else "most of the arguments"
        parts.append(
            f"The API does not return {what}. An import cannot read these values: the next apply takes them from the configuration."
        )
    for group in lacking(declaration):
        one = f"one of {', '.join(f'`{name}`' for name in group)}"
        parts.append(
            f"If Terraform writes the configuration of an imported object, it does not contain {one}. The plan shows a warning and "
            "succeeds. Add the argument before you create a new object with this configuration."
        )
    secret = [
        f"`{name}`"
        for name, attribute in declaration.attributes.items()
        if isinstance(attribute, Object) and attribute.required and can_hold_secrets(attribute)
    ]
    if secret:
        parts.append(
            f"If Terraform writes the configuration, it does not contain the secrets in {', '.join(secret)}. Add them."
        )
    return f"~> {' '.join(parts)}\n" if parts else ""


def _config_for_import(construct: str, shape: str) -> str:
    call = f"{construct}.generate_config_for_import"
    arguments = f'stack, "example", "{shape}"'
    if len(f"{call}({arguments})") > LINE_LENGTH:
        return f"{call}(\n    {arguments}\n)"
    return f"{call}({arguments})"
