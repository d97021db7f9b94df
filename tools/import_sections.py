"""How an existing object comes under Terraform, as pages tell it. It must not know any particular object."""

from __future__ import annotations

import inspect

from provider_shim.api.masking import can_hold_secrets
from provider_shim.engine.imports import lacking
from provider_shim.engine.resource import Declaration, Resource
from provider_shim.patterns.settings import ORGANIZATION, Singleton
from provider_shim.vocabulary.schema import Object
from tools.prose import first_sentence

LINE_LENGTH = 100
"""Of the formatter of Python, which minds what stands in pages too; in characters."""

_FEW = 8
_PLAIN = (Resource.import_state, Singleton.import_state)


def section(declaration: Declaration, construct: str) -> str:
    """Return the text below the heading, or nothing where nothing can be imported."""
    if not isinstance(declaration, Resource) or not declaration.importable:
        return ""
    names = declaration.endpoint.identity
    shape = "/".join(f"<{name}>" for name in names) or ORGANIZATION
    by = (" and ".join(f"`{name}`" for name in names) or f"id `{ORGANIZATION}`") + (
        ", separated by a slash (`/`)" if len(names) > 1 else ""
    )
    address = f"{declaration.type_name}.example"
    nouns = _several(declaration.noun)
    block = "[`import` block](https://developer.hashicorp.com/terraform/language/import)"
    parts = [
        f"In CDKTF, let `cdktf plan` write the configuration of an existing object, by its {by}:\n",
        f"```python\n{_config_for_import(construct, shape)}\n```\n",
        "Where its configuration is written already, `import_from` takes it over at the next apply:\n",
        f'```python\nexample.import_from("{shape}")\n```\n',
        f"In Terraform v1.5.0 and later, use an {block} to import {nouns} using the {by}. For example:\n",
        f'```terraform\nimport {{\n  to = {address}\n  id = "{shape}"\n}}\n```\n',
        f"Using `terraform import`, import {nouns} using the {by}. For example:\n",
        f"```console\n% terraform import {address} '{shape}'\n```\n",
        _not_imported(declaration),
    ]
    return "\n".join(part for part in parts if part)


def _several(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    return f"{noun}es" if noun.endswith(("ch", "sh", "x")) else f"{noun}s"


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
            f"The API does not tell {what}: what is imported lacks that, and the next apply takes it from the configuration."
        )
    for group in lacking(declaration):
        one = f"one of {', '.join(f'`{name}`' for name in group)}"
        parts.append(
            f"A configuration that Terraform writes for an imported object lacks {one}. The plan warns of that and comes through, "
            "but a new object can only be created when you have added it."
        )
    secret = [
        f"`{name}`"
        for name, attribute in declaration.attributes.items()
        if isinstance(attribute, Object) and attribute.required and can_hold_secrets(attribute)
    ]
    if secret:
        parts.append(
            f"Terraform writes none of the secrets in {', '.join(secret)} into a configuration: add those that there are."
        )
    return f"~> {' '.join(parts)}\n" if parts else ""


def _config_for_import(construct: str, shape: str) -> str:
    call = f"{construct}.generate_config_for_import"
    arguments = f'stack, "example", "{shape}"'
    if len(f"{call}({arguments})") > LINE_LENGTH:
        return f"{call}(\n    {arguments}\n)"
    return f"{call}({arguments})"
