"""Finds the CDK that is installed."""

from __future__ import annotations

import importlib.util


def installed_cdk() -> str:
    """Return `cdktn` if CDK Terrain is installed, which is the maintained CDK, and otherwise `cdktf`."""
    return "cdktn" if importlib.util.find_spec("cdktn") else "cdktf"
