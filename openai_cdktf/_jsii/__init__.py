"""The jsii modules of the constructs, one for each CDK, in the archives beside this file.

``elements.js`` is their code, and ``make generate`` packs it. This module has the names of the archives and of their
classes. It does not load jsii, so that the generator needs no Node.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BOTH = {
    "Resource": "TerraformResource",
    "DataSource": "TerraformDataSource",
    "Provider": "TerraformProvider",
    "Action": "TerraformResource",
    "Query": "TerraformResource",
}

BASES: Final[Mapping[str, Mapping[str, str]]] = {
    "cdktf": {**_BOTH, "EphemeralResource": "TerraformResource"},
    "cdktn": {**_BOTH, "EphemeralResource": "TerraformEphemeralResource"},
}
"""For each CDK, the base class of each class in ``elements.js``."""

VERSION: Final = "0.0.0"
"""The version of the jsii modules. They are not published: jsii always loads the archive beside this file."""


def module_name(cdk: str) -> str:
    """Return the name of the jsii module for a CDK."""
    return f"openai-cdktf-on-{cdk}"


def archive_name(cdk: str) -> str:
    """Return the file name of the archive for a CDK."""
    return f"{module_name(cdk)}.tgz"
