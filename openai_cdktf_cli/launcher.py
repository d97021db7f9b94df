"""The text of the launcher, the program that ``install`` writes where Terraform searches for providers.

Terraform writes its checksum into ``.terraform.lock.hcl``. So its bytes depend only on the version: it contains
no path, no user and no virtual environment. It searches for its Python when it starts. It must start
fast, because Terraform starts a provider two to five times per command. So it uses only the shell process, which
becomes Python.
"""

from __future__ import annotations

from provider_shim.version import VERSION

MARKER = "openai-cdktf launcher"
"""Every launcher contains this text. Launchers use it to recognize each other, and ``uninstall`` to recognize its files."""


def pointer_name(version: str) -> str:
    """Return the name of the file in the settings folder with the path of the Python for a version."""
    return f"python-{version}"


def launcher_text() -> str:
    """Return the launcher, a POSIX shell script. It is the same on every machine."""
    return _TEMPLATE.replace("@VERSION@", VERSION).replace("@POINTER@", pointer_name(VERSION))


# The order: the variable, the active virtual environment, PATH, the Python of `install`. The launcher checks only files.
# If a Python has the console script beside it, the package is installed there, also with editable installs. `-P` prevents
# that files in Terraform's working folder shadow modules.
_TEMPLATE = r"""#!/bin/sh
# openai-cdktf launcher @VERSION@: starts the Terraform provider for OpenAI, which is written in Python.
# It is the same file on every machine, so that all machines can use the same .terraform.lock.hcl.
# It uses the first of these: $OPENAI_CDKTF_PYTHON; the active virtual environment; the
# `terraform-provider-openai` on PATH; the Python that has run `openai-cdktf install`.

start='
import sys
try:
    from provider_shim.__main__ import main
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] != "provider_shim":
        raise
    message = (
        f"openai-cdktf: the Python at {sys.executable} does not have openai-cdktf. Install it there "
        "(pip install openai-cdktf), or run `openai-cdktf install` with a Python that has it."
    )
    import os
    print(message, file=sys.stderr)
    if "TF_PLUGIN_MAGIC_COOKIE" in os.environ:
        print(message, flush=True)
    sys.exit(1)
sys.exit(main())
'

# If there is no handshake, Terraform shows the first line of stdout, and hides stderr.
fail() {
    printf '%s\n' "openai-cdktf: $1" >&2
    [ -z "${TF_PLUGIN_MAGIC_COOKIE-}" ] || printf '%s\n' "openai-cdktf: $1"
    exit 1
}

# Check that $1 is the console script of this package, not a launcher and not another provider.
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
        fail "OPENAI_CDKTF_PYTHON is $OPENAI_CDKTF_PYTHON, which cannot be run: set it to a Python that has openai-cdktf, or unset it."
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

[ -z "$noted" ] || fail "the Python in $pointer, $noted, does not exist any more: run \`openai-cdktf install\` again, or set OPENAI_CDKTF_PYTHON."
fail "found no Python with openai-cdktf: run \`openai-cdktf install\` again, activate its virtual environment, or set OPENAI_CDKTF_PYTHON."
"""
