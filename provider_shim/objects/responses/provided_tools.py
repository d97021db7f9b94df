"""The tools that OpenAI provides to models: what each takes. It must not know who asks for a response."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.objects.files.containers import SKILLS, network_policy
from provider_shim.patterns.attributes import free_json, string_or
from provider_shim.patterns.image_options import FIDELITY, FILTERED, IMAGE_OPTIONS
from provider_shim.patterns.kinds import of_kinds
from provider_shim.patterns.model_names import model_name
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    Object,
    SetOf,
    String,
)

_HOW_MUCH = String(
    optional=True,
    enum=("low", "medium", "high"),
    doc="How much of what was found to read: `low`, `medium` or `high`. Defaults to `medium`.",
)
_WHERE = Object(
    {
        "type": String(optional=True, enum=("approximate",), doc="Always `approximate`."),
        "city": String(optional=True, doc="The city."),
        "country": String(optional=True, doc="The country, as two letters (ISO 3166-1)."),
        "region": String(optional=True, doc="The region."),
        "timezone": String(optional=True, doc="The time zone, such as `Europe/Berlin`."),
    },
    optional=True,
    doc="Where the user roughly is. Left out, in the United States.",
)
_FILTERS = free_json(
    "What to search: of files, those whose attributes compare, such as "
    '`{ type = "eq", key = "language", value = "en" }`, or several of these, `{ type = "and", filters = [ … ] }` or `"or"`; of the '
    'web, the domains, such as `{ allowed_domains = ["terraform.io"] }`.',
    optional=True,
)
WEB_SEARCH: Mapping[str, Attribute] = {
    "external_web_access": Bool(
        optional=True,
        doc="Whether to fetch live pages; otherwise only what OpenAI has cached. Defaults to `true`.",
    ),
    "filters": _FILTERS,
    "search_context_size": _HOW_MUCH,
    "user_location": _WHERE,
}
WEB_SEARCH_PREVIEW: Mapping[str, Attribute] = {
    "search_content_types": ListOf(
        String(enum=("text", "image")),
        optional=True,
        doc="What to search for: `text`, `image` or both.",
    ),
    "search_context_size": _HOW_MUCH,
    "user_location": _WHERE,
}

FILE_SEARCH: Mapping[str, Attribute] = {
    "vector_store_ids": ListOf(
        String(), required=True, min_items=1, doc="The ids of the vector stores to search."
    ),
    "filters": _FILTERS,
    "max_num_results": Integer(
        optional=True, minimum=1, maximum=50, doc="The most results to return, from 1 to 50."
    ),
    "ranking_options": Object(
        {
            "ranker": String(
                optional=True,
                enum=("auto", "default-2024-11-15"),
                doc="How to rank: `auto` or `default-2024-11-15`.",
            ),
            "score_threshold": Float(
                optional=True,
                minimum=0,
                maximum=1,
                doc="The lowest score of a result, from 0 to 1.",
            ),
            "hybrid_search": Object(
                {
                    "embedding_weight": Float(
                        required=True, doc="The weight of matches by meaning."
                    ),
                    "text_weight": Float(required=True, doc="The weight of matches by words."),
                },
                optional=True,
                doc="How matches by meaning and by words are weighed against each other.",
            ),
        },
        optional=True,
        doc="How results are ranked.",
    ),
}

_CONTAINER: Mapping[str, Attribute] = {
    "file_ids": SetOf(
        String(),
        optional=True,
        max_items=50,
        doc="The ids of uploaded files to copy into the container, at most 50.",
        answer_doc="The ids of the files that are copied into the container.",
    ),
    "memory_limit": String(
        optional=True,
        enum=("1g", "4g", "16g", "64g"),
        doc="The memory of the container: `1g`, `4g`, `16g` or `64g`. Defaults to `1g`.",
    ),
    "network_policy": network_policy({"sensitive": True}),
}
CODE_CONTAINER = Dynamic(
    string_or(
        Object(
            {
                "type": String(required=True, enum=("auto",), doc="Always `auto`."),
                **_CONTAINER,
            }
        )
    ),
    required=True,
    doc='Where code runs: the id of a container, or `{ type = "auto" }` for a new one.',
)

_SKILL = Object(
    {
        "type": String(
            optional=True,
            enum=tuple(SKILLS),
            doc="In a container: `skill_reference` (by `skill_id`) or `inline` (by `source`).",
        ),
        **{
            name: member.but(required=False, optional=True)
            for members in SKILLS.values()
            for name, member in members.items()
        },
        "path": String(optional=True, doc="The folder of the skill on a local computer."),
    }
)
_SKILLS = ListOf(
    _SKILL, optional=True, max_items=200, doc="The skills that the shell may use, at most 200."
)
ENVIRONMENT = Dynamic(
    string_or(
        of_kinds(
            {
                "container_auto": {**_CONTAINER, "skills": _SKILLS},
                "container_reference": {
                    "container_id": String(required=True, doc="The id of an existing container.")
                },
                "local": {"skills": _SKILLS},
            },
            "Where commands run",
        )
    ),
    optional=True,
    doc="Where the commands of a shell run, or what is used as a computer: `windows`, `mac`, `linux`, `ubuntu` or `browser`.",
)

IMAGE_GENERATION: Mapping[str, Attribute] = {
    **IMAGE_OPTIONS,
    "action": String(
        optional=True,
        enum=("generate", "edit", "auto"),
        doc="Whether to `generate` a new image, to `edit` one, or `auto`, which is the default.",
    ),
    "input_fidelity": FIDELITY,
    "input_image_mask": Object(
        {
            "file_id": String(optional=True, doc="The id of an uploaded image."),
            "image_url": String(optional=True, doc="The image as a `data:` URL."),
        },
        optional=True,
        doc="An image where what is wholly transparent is edited.",
    ),
    "model": model_name(
        optional=True,
        doc="The id of the model that draws, such as `gpt-image-2` or `gpt-image-2.5-flare`.",
    ),
    "moderation": FILTERED,
}
"""What draws. Not here: ``partial_images``, since Terraform waits for whole images."""
