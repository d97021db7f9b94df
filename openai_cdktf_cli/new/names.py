"""Names of a new project, which come from the name of its folder and are valid in Terraform, in Python and in GitHub."""

from __future__ import annotations

import keyword
import re
import sys
from dataclasses import dataclass

_TAKEN = {
    *sys.stdlib_module_names,
    *("cdktf", "cdktn", "constructs", "jsii", "openai", "openai_cdktf", "openai_sandbox", "pytest", "main", "stack", "tests"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names of a project.

    Attributes:
        name: the name of the stack and of the distribution, such as ``support-desk``.
        package: the name of the Python package, such as ``support_desk``.
        class_name: the name of the class, such as ``SupportDesk``.
    """

    name: str
    package: str
    class_name: str


def names_from(folder: str) -> Names:
    """Return the names of a project in a folder with this name. Characters that a name cannot have become hyphens."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", folder).lower())
    if not words or words[0][0].isdigit():
        words = ["stack", *words]
    package = "_".join(words)
    if package in _TAKEN or keyword.iskeyword(package):
        package = f"{package}_constructs"
    class_name = "".join(word.capitalize() for word in words)
    if keyword.iskeyword(class_name) or class_name in (
        "App",
        "File",
        "TerraformStack",
        "Team",
        "Stack",
    ):
        class_name = f"{class_name}Stack"
    return Names(name="-".join(words), package=package, class_name=class_name)
