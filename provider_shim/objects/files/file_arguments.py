"""The purposes of files, and the attribute for when they expire."""

from __future__ import annotations

from provider_shim.vocabulary.schema import Integer, Object, String

PURPOSES = ("assistants", "batch", "fine-tune", "vision", "user_data")
PURPOSES_OF_THE_API = ("assistants_output", "batch_output", "fine-tune-results", "evals")
"""The purposes of files that only the API creates. `evals` is from the time when the API had evaluations."""

EXPIRES_AFTER = Object(
    {
        "anchor": String(
            required=True,
            enum=("created_at",),
            doc="The moment from which the seconds count: `created_at`.",
        ),
        "seconds": Integer(
            required=True,
            minimum=3600,
            maximum=2_592_000,
            doc="The seconds until the file expires, from 3600 (1 hour) to 2592000 (30 days).",
        ),
    },
    optional=True,
    replace=True,
    unread=True,
    doc="When the file expires. If you do not set this, files for batches expire after 30 days, and other files never expire.",
)
"""When a file expires. The API does not return it."""
