"""The arguments of the tools that OpenAI provides."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.objects.files.containers import SKILLS, network_policy
from provider_shim.patterns.attributes import free_json, string_or
from provider_shim.patterns.image_options import FIDELITY, FILTERED, IMAGE_OPTIONS
from provider_shim.patterns.kinds import of_kinds
from provider_shim.patterns.model_names import model_name
from provider_shim.rules.filters import search_filter_fault
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
    doc="The amount of context from the search: `low`, `medium` or `high`. Defaults to `medium`.",
)
_WHERE = Object(
    {
        "type": String(
            optional=True, enum=("approximate",), doc="The kind of location: `approximate`."
        ),
        "city": String(optional=True, doc="The city."),
        "country": String(optional=True, doc="The country, as two letters (ISO 3166-1)."),
        "region": String(optional=True, doc="The region."),
        "timezone": String(optional=True, doc="The time zone, such as `Europe/Berlin`."),
    },
    optional=True,
    doc="The approximate location of the user. Defaults to the United States.",
)
_FILTERS = free_json(
    "A filter for the search. For files, a comparison of their attributes, such as "
    '`{ type = "eq", key = "language", value = "en" }`, or several comparisons, `{ type = "and", filters = [ … ] }` or `"or"`. '
    'For the web, the domains, such as `{ allowed_domains = ["terraform.io"] }`.',
    optional=True,
    check=search_filter_fault,
)
WEB_SEARCH: Mapping[str, Attribute] = {
    "external_web_access": Bool(
        optional=True,
        doc="Whether the search reads live pages. If this is `false`, it uses only pages in OpenAI's cache. Defaults to "
        "`true`.",
    ),
    "filters": _FILTERS,
    "search_context_size": _HOW_MUCH,
    "user_location": _WHERE,
}
WEB_SEARCH_PREVIEW: Mapping[str, Attribute] = {
    "search_content_types": ListOf(
        String(enum=("text", "image")),
        optional=True,
        doc="The types of content to search for: `text`, `image` or both.",
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
        optional=True, minimum=1, maximum=50, doc="The highest number of results, from 1 to 50."
    ),
    "ranking_options": Object(
        {
            "ranker": String(
                optional=True,
                enum=("auto", "default-2024-11-15"),
                doc="The ranker: `auto` or `default-2024-11-15`.",
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
                doc="The weights of matches by meaning and of matches by words.",
            ),
        },
        optional=True,
        doc="How the API ranks the results.",
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
                "type": String(
                    required=True,
                    enum=("auto",),
                    doc="The kind of container: `auto`, a new container.",
                ),
                **_CONTAINER,
            }
        )
    ),
    required=True,
    doc='The container in which code runs: the id of a container, or `{ type = "auto" }` for a new one.',
)

_SKILL = Object(
    {
        "type": String(
            optional=True,
            enum=tuple(SKILLS),
            doc="The kind of skill in a container: `skill_reference` (with `skill_id`) or `inline` (with `source`).",
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
            "The kind of environment",
        )
    ),
    optional=True,
    doc="For `shell`, an object with the environment in which commands run. For `computer_use_preview`, the kind of computer: "
    "`windows`, `mac`, `linux`, `ubuntu` or `browser`.",
)

IMAGE_GENERATION: Mapping[str, Attribute] = {
    **IMAGE_OPTIONS,
    "action": String(
        optional=True,
        enum=("generate", "edit", "auto"),
        doc="The action: `generate` (a new image), `edit` (an existing image) or `auto`. Defaults to `auto`.",
    ),
    "input_fidelity": FIDELITY,
    "input_image_mask": Object(
        {
            "file_id": String(optional=True, doc="The id of an uploaded image."),
            "image_url": String(optional=True, doc="The image as a `data:` URL."),
        },
        optional=True,
        doc="A mask. The model edits the areas of the image that are fully transparent in the mask.",
    ),
    "model": model_name(
        optional=True,
        doc="The id of the model that creates the image, such as `gpt-image-2` or `gpt-image-2.5-flare`.",
    ),
    "moderation": FILTERED,
}
"""The arguments of image generation. They do not include ``partial_images``, because Terraform waits for complete images."""
