"""The jsii modules that constructs are made of, one for each CDK: what is in the archives beside this file.

``elements.js`` is their code; ``make generate`` packs it. This module says what the archives are called and which classes
they bring. It must not load jsii: what makes the archives needs no Node.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BOTH = {
    "Resource": "TerraformResource",
    "DataSource": "TerraformDataSource",
    "Provider": "TerraformProvider",
}

BASES: Final[Mapping[str, Mapping[str, str]]] = {
    "cdktf": {**_BOTH, "EphemeralResource": "TerraformResource"},
    "cdktn": {**_BOTH, "EphemeralResource": "TerraformEphemeralResource"},
}
"""By CDK, the CDK's own class that each class of ``elements.js`` stands on."""

VERSION: Final = "0.0.0"
"""Of the jsii modules. They are not published: the archive that is loaded is always the one beside this file."""


def module_name(cdk: str) -> str:
    """Return the name of the jsii module that stands on a CDK."""
    return f"openai-cdktf-on-{cdk}"


def archive_name(cdk: str) -> str:
    """Return the file that it is loaded from."""
    return f"{module_name(cdk)}.tgz"
