"""The log: ``logging`` writes JSON lines to stderr, without secrets.

Terraform reads the lines, and shows those of the level in ``TF_LOG`` or ``TF_LOG_PROVIDER``.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

TRACE: Final = 5
"""A level below DEBUG, for whole requests and answers with masked secrets."""

FILE: Final = "terraform-provider-openai.log"
"""The log file of ``debug = true`` if Terraform shows no logs."""

_LEVELS: Final = {
    "TRACE": TRACE,
    "JSON": TRACE,  # Terraform's name for TRACE in JSON
    "DEBUG": logging.DEBUG,
    "INFO": logging.INFO,
    "WARN": logging.WARNING,
    "ERROR": logging.ERROR,
    "OFF": logging.CRITICAL + 1,
}

_VARIABLES: Final = ("TF_LOG_PROVIDER_OPENAI", "TF_LOG_PROVIDER", "TF_LOG")
"""The environment variables for the level, with the most specific first."""

_SECRETS: Final = (
    (re.compile(r"sk-[A-Za-z0-9_-]{8,}"), "sk-[redacted]"),
    (re.compile(r"(?i)\b(bearer\s+)[A-Za-z0-9._~+/=-]{8,}"), r"\1[redacted]"),
)

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def set_up(environment: Mapping[str, str]) -> None:
    """Send all logging to stderr, at the level that the environment sets.

    Libraries log at WARNING and above only, because they log whole requests at lower levels.
    """
    logging.addLevelName(TRACE, "TRACE")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(HclogFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.getLogger("provider_shim").setLevel(level_from(environment))


def level_from(environment: Mapping[str, str]) -> int:
    """Return the level that the environment sets. Defaults to WARNING, also if the level is unknown."""
    for variable in _VARIABLES:
        if configured := environment.get(variable):
            return _LEVELS.get(configured.upper(), logging.WARNING)
    return logging.WARNING


def log_to_file_unless_terraform_logs() -> None:
    """Log at DEBUG or below: to Terraform if it shows logs, otherwise to `FILE` in the working directory.

    Terraform drops the logs of a provider unless one of its log variables is set.
    """
    logger = logging.getLogger("provider_shim")
    logger.setLevel(min(logger.level or logging.DEBUG, logging.DEBUG))
    if any(os.environ.get(variable) for variable in _VARIABLES) or logger.handlers:
        return
    try:
        handler = logging.FileHandler(FILE, encoding="utf-8", delay=False)
    except OSError as fault:
        logger.warning("cannot write %s: %s", FILE, fault)
        return
    handler.setFormatter(HclogFormatter())
    logger.addHandler(handler)


def redact(text: str) -> str:
    """Return the text without strings that look like keys. Callers remove known secrets before this."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class HclogFormatter(logging.Formatter):
    """Formats each record as a JSON object, in the format of HashiCorp's hclog. The members of ``extra`` become fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the redacted line."""
        fields = {
            "@level": _level_name(record.levelno),
            "@message": record.getMessage(),
            "@module": f"openai.{record.name.removeprefix('provider_shim.')}",
            "@timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="microseconds"
            ),
        }
        fields |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info:
            fields["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        return redact(json.dumps(fields, default=str, ensure_ascii=False))


def _level_name(level: int) -> str:
    """Return hclog's name of a level. hclog does not know WARNING and CRITICAL."""
    names = ((logging.ERROR, "error"), (logging.WARNING, "warn"), (logging.INFO, "info"))
    for least, name in names:
        if level >= least:
            return name
    return "debug" if level >= logging.DEBUG else "trace"
