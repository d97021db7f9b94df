"""The list of provider functions."""

from __future__ import annotations

from provider_shim.functions.decode_embedding import DECODE_EMBEDDING
from provider_shim.functions.import_id import IMPORT_ID
from provider_shim.functions.jsonl import JSONL
from provider_shim.functions.parse_import_id import PARSE_IMPORT_ID
from provider_shim.functions.predefined_project_role_id import PREDEFINED_PROJECT_ROLE_ID
from provider_shim.functions.predefined_role_id import PREDEFINED_ROLE_ID
from provider_shim.vocabulary.operations import Function

FUNCTIONS: tuple[Function, ...] = (
    DECODE_EMBEDDING,
    IMPORT_ID,
    JSONL,
    PARSE_IMPORT_ID,
    PREDEFINED_PROJECT_ROLE_ID,
    PREDEFINED_ROLE_ID,
)
