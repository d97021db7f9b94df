"""Files, containers, vector stores and skills."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from provider_shim.vocabulary.tables import Modules

RESOURCES: Final[Modules] = {
    "openai_container": "container",
    "openai_container_file": "container_file",
    "openai_file": "file",
    "openai_skill": "skill",
    "openai_skill_version": "skill_version",
    "openai_vector_store": "vector_store",
    "openai_vector_store_file": "vector_store_file",
    "openai_vector_store_file_batch": "vector_store_file_batch",
}

DATA_SOURCES: Final[Modules] = {
    "openai_container": "container",
    "openai_container_file": "container_file",
    "openai_container_file_content": "container_file",
    "openai_container_files": "container_file",
    "openai_containers": "container",
    "openai_file": "file",
    "openai_file_content": "file_content",
    "openai_files": "file",
    "openai_skill": "skill",
    "openai_skill_content": "skill_content",
    "openai_skill_version": "skill_version",
    "openai_skill_versions": "skill_version",
    "openai_skills": "skill",
    "openai_vector_store": "vector_store",
    "openai_vector_store_file": "vector_store_file",
    "openai_vector_store_file_batch": "vector_store_file_batch",
    "openai_vector_store_file_batch_files": "vector_store_file_batch",
    "openai_vector_store_file_content": "vector_store_file",
    "openai_vector_store_files": "vector_store_file",
    "openai_vector_store_search": "vector_store_search",
    "openai_vector_stores": "vector_store",
}

EPHEMERAL_RESOURCES: Final[Modules] = {
    "openai_container": "container",
}

LIST_RESOURCES: Final[Mapping[str, str]] = {
    "openai_container": "openai_containers",
    "openai_container_file": "openai_container_files",
    "openai_file": "openai_files",
    "openai_skill": "openai_skills",
    "openai_skill_version": "openai_skill_versions",
    "openai_vector_store": "openai_vector_stores",
    "openai_vector_store_file": "openai_vector_store_files",
}

ACTIONS: Final[Modules] = {
    "openai_vector_store_file_batch_cancel": "vector_store_file_batch",
}
