"""What transcripts can be asked for by now, which OpenAI's package knows and the oldest document does not.

Written by hand from the package's own types, in the document's form; see ``newer``.
"""

from __future__ import annotations

from collections.abc import Mapping

from openai_sandbox.describing import TEXT, Raw, record, several

_LANGUAGES = {"languages": several(record({"code": TEXT}))}

PROPERTIES: Mapping[str, Mapping[str, Raw]] = {
    "CreateTranscriptionRequest": {
        "keywords": several(TEXT),
        "languages": several(TEXT, minItems=1),
    },
    "CreateTranscriptionResponseJson": _LANGUAGES,
}
"""Properties that components of a document lack, by the component's name."""
