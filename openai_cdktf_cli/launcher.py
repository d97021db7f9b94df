"""The program that ``install`` lays where Terraform looks for providers, as text.

Terraform notes a checksum of it in ``.terraform.lock.hcl``. Its bytes must therefore depend on nothing
but the version: no path, user or virtual environment may stand in it. It looks for its Python when it
is started, and it must be quick: Terraform starts a provider two to five times per command, so there
is no process besides the shell, which becomes Python.
"""

from __future__ import annotations

from provider_shim.version import VERSION

MARKER = "openai-cdktf launcher"
"""Stands in every launcher: how one knows another, and ``uninstall`` what it may remove."""


def pointer_name(version: str) -> str:
    """Return the name of the file, in the folder of settings, that holds the path of a version's Python."""
    return f"python-{version}"


def launcher_text() -> str:
    """Return the launcher: a POSIX shell script, the same on every machine."""
    return _TEMPLATE.replace("@VERSION@", VERSION).replace("@POINTER@", pointer_name(VERSION))


# The order: what was asked for, what is active, what the shell would find, what `install` noted. Every
# place is judged by files alone. The console script beside a Python tells that the package is installed there, in
# editable installs too; `-P` keeps the folder that Terraform runs in from shadowing modules.
_TEMPLATE = r"""#!/bin/sh
# openai-cdktf launcher @VERSION@: starts the Terraform provider for OpenAI, which is written in Python.
# It is the same file on every machine, so that .terraform.lock.hcl agrees between colleagues.
# It takes the first of: $OPENAI_CDKTF_PYTHON; the active virtual environment; the
# `terraform-provider-openai` on PATH; the Python that `openai-cdktf install` noted.

start='
import sys
try:
    from provider_shim.__main__ import main
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] != "provider_shim":
        raise
    message = (
        f"openai-cdktf: the Python at {sys.executable} does not have openai-cdktf. Install it there "
        "(pip install openai-cdktf), or run `openai-cdktf install` from where it is installed."
    )
    import os
    print(message, file=sys.stderr)
    if "TF_PLUGIN_MAGIC_COOKIE" in os.environ:
        print(message, flush=True)
    sys.exit(1)
sys.exit(main())
'

# Terraform shows the first line of standard output where no handshake comes, and hides the other.
fail() {
    printf '%s\n' "openai-cdktf: $1" >&2
    [ -z "${TF_PLUGIN_MAGIC_COOKIE-}" ] || printf '%s\n' "openai-cdktf: $1"
    exit 1
}

# Whether $1 is the console script of this package, and neither this launcher nor another provider.
is_ours() {
    [ -f "$1" ] && [ -x "$1" ] || return 1
    IFS= read -r line <"$1" 2>/dev/null || return 1
    case $line in '#!'*) ;; *) return 1 ;; esac
    while IFS= read -r line; do
        case $line in
            *'openai-cdktf launcher'*) return 1 ;;
            *provider_shim*) return 0 ;;
        esac
    done <"$1"
    return 1
}

if [ -n "${OPENAI_CDKTF_PYTHON-}" ]; then
    [ -x "$OPENAI_CDKTF_PYTHON" ] ||
        fail "OPENAI_CDKTF_PYTHON names $OPENAI_CDKTF_PYTHON, which cannot be run: let it name a Python that has openai-cdktf, or unset it."
    exec "$OPENAI_CDKTF_PYTHON" -P -c "$start" "$@"
fi

if [ -n "${VIRTUAL_ENV-}" ] && [ -x "$VIRTUAL_ENV/bin/terraform-provider-openai" ] &&
    [ -x "$VIRTUAL_ENV/bin/python" ]; then
    exec "$VIRTUAL_ENV/bin/python" -P -c "$start" "$@"
fi

rest="${PATH-}:"
while [ -n "$rest" ]; do
    folder="${rest%%:*}"
    rest="${rest#*:}"
    if [ -n "$folder" ] && is_ours "$folder/terraform-provider-openai"; then
        exec "$folder/terraform-provider-openai" "$@"
    fi
done

home=${HOME-}
if [ -z "$home" ] && user=$(id -un 2>/dev/null); then
    case $user in
        '' | *[!0-9A-Za-z._-]*) ;;
        *) eval "home=~$user" ;;
    esac
fi
pointer="${XDG_CONFIG_HOME:-$home/.config}/openai-cdktf/@POINTER@"
noted=
if [ -f "$pointer" ]; then
    IFS= read -r noted <"$pointer" || :
    [ -z "$noted" ] || [ ! -x "$noted" ] || exec "$noted" -P -c "$start" "$@"
fi

[ -z "$noted" ] || fail "the Python that was noted in $pointer, $noted, is gone: run \`openai-cdktf install\` again, or set OPENAI_CDKTF_PYTHON."
fail "no Python with openai-cdktf was found: run \`openai-cdktf install\` again, activate its virtual environment, or set OPENAI_CDKTF_PYTHON."
"""
