"""Values for the attributes of any declaration, derived from the declaration.

Only what no declaration can tell stands here by hand: which values of a union belong together, and the names of
models. A new plain object needs no line here.
"""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from provider_shim.objects.keys.external_key import DETAILS as EXTERNAL
from provider_shim.objects.keys.external_storage import DETAILS as STORAGE
from provider_shim.provider import Provider
from provider_shim.vocabulary.schema import (
    Attribute,
    Bool,
    Dynamic,
    Float,
    Integer,
    ListOf,
    MapOf,
    Object,
    SetOf,
    String,
)
from provider_shim.vocabulary.values import canonical_set, plain, typed
from tests.contract.managed import Managed

_SCHEMA = {
    "type": "object",
    "properties": {"x": {"type": "string"}},
    "required": ["x"],
    "additionalProperties": False,
}
_FUNCTION = {
    "type": "function",
    "function": {"name": "look", "description": "Looks.", "parameters": _SCHEMA, "strict": True},
}
_RESPONSE_TOOLS = (
    [
        {"type": "function", "name": "look", "parameters": _SCHEMA, "strict": True},
        {"type": "web_search", "filters": {"allowed_domains": ["a.example"]}},
        {"type": "mcp", "server_label": "a", "server_url": "https://a.example"},
        {"type": "code_interpreter", "container": {"type": "auto", "file_ids": ["file-1"]}},
    ],
    [{"type": "function", "name": "go"}],
)
_OLD_FUNCTION = {"name": "look", "parameters": _SCHEMA}
_FORMAT = {
    "type": "json_schema",
    "json_schema": {"name": "thing", "schema": _SCHEMA, "strict": True},
}

_MESSAGES = (
    typed([{"role": "user", "content": "Say hi."}]),
    typed(
        [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": [{"type": "text", "text": "Hi!"}]},
        ]
    ),
)

_HERE = Path(__file__).parent
_SCRATCH = tempfile.TemporaryDirectory()
"""The folder of this process for files."""

_HTTP = httpx.Client(trust_env=False)
"""One for all: each loads the certificates of the machine, which takes longer than a request."""

_PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n one").decode()
_SOUND = base64.b64encode(b"RIFF\x04\0\0\0WAVE one").decode()
_OTHER_SOUND = base64.b64encode(b"RIFF\x04\0\0\0WAVE two").decode()
_OTHER_PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n two").decode()

_MANIFEST = "---\nname: clerk\ndescription: Files papers.\n---\n"


def _skill(name: str) -> tuple[str, str]:
    """Write a skill, and return the path of its folder and a zip file of it as base64."""
    folder = Path(_SCRATCH.name) / name
    folder.mkdir()
    (folder / "SKILL.md").write_text(f"{_MANIFEST}\nFile them {name}.\n")
    packed = shutil.make_archive(str(folder), "zip", folder)
    return str(folder), base64.b64encode(Path(packed).read_bytes()).decode()


_SKILLS = [_skill("by date"), _skill("by name")]

_ONE, _TWO = (base64.b64encode(content).decode() for content in (b"one", b"two"))


def _public_key() -> str:
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


_BY_NAME: dict[str, tuple[Any, Any]] = {
    "encrypt_to": (_public_key(), _public_key()),
    "model": ("gpt-4o-mini", "gpt-4o"),
    "content_base64": (_ONE, _TWO),
    "messages": _MESSAGES,
    "messages_wo": _MESSAGES,
    "tools": (
        typed([_FUNCTION]),
        typed([_FUNCTION, {"type": "function", "function": {"name": "go"}}]),
    ),
    "functions": (typed([_OLD_FUNCTION]), typed([{"name": "go"}])),
    "function_call": (typed("none"), typed({"name": "look"})),
    "tool_choice": (typed("none"), typed("auto")),
    "response_format": (_FORMAT, {"type": "text"}),
    "input": (typed("Soup"), typed(["Soup", "Pie"])),
    "logit_bias": ({"1639": 3}, {"1639": -3}),
    "stop": (["end"], ["end", "stop"]),
    "chunking_strategy": (
        {"type": "static", "static": {"max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50}},
        {"type": "static", "static": {"max_chunk_size_tokens": 400, "chunk_overlap_tokens": 100}},
    ),
    "voice": (typed("alloy"), typed("echo")),
    "attributes": (typed({"team": "a", "year": 2026, "draft": True}), typed({"team": "b"})),
    "timeouts": ({"create": "5m"}, {"create": "6m"}),
    "prediction": (
        {"type": "content", "content": typed("It will be this.")},
        {"type": "content", "content": typed([{"type": "text", "text": "Or that."}])},
    ),
    "source": (str(_HERE / "samples.py"), str(_HERE / "managed.py")),
    "output_path": (f"{_SCRATCH.name}/first", f"{_SCRATCH.name}/second"),
    "moderation": ({"model": "omni-moderation-latest"}, {"model": "omni-moderation-2024-09-26"}),
}

_HYPERPARAMETERS = (
    {"n_epochs": typed(2), "batch_size": typed("auto")},
    {"learning_rate_multiplier": typed(0.5)},
)

_METHODS = (
    {"type": "supervised", "supervised": {"hyperparameters": _HYPERPARAMETERS[0]}},
    {"type": "dpo", "dpo": {"hyperparameters": {"beta": typed(0.1)}}},
)


def _pem(content: str) -> str:
    return f"-----BEGIN CERTIFICATE-----\n{content}\n-----END CERTIFICATE-----\n"


_TOMORROW = int(time.time()) + 86_400

_EKM = {
    "kms_arn": "arn:aws:kms:us-east-1:1:key/a",
    "role_arn": "arn:aws:iam::1:role/a",
    "external_id": "org-a",
}
_ELSEWHERE = {
    "gcp": dict.fromkeys(EXTERNAL["gcp"][0], "a"),
    "azure": dict.fromkeys(EXTERNAL["azure"][0], "a"),
    "oci": dict.fromkeys(EXTERNAL["oci"][0], "a"),
}
_AZURE = {name: f"the {name}" for name in STORAGE["azure"][0]}

_AGENT_TOOLS = (
    typed([{"type": "web_search"}]),
    typed(
        [
            {"type": "function", "name": "look", "description": "Looks.", "parameters": _SCHEMA},
            {
                "type": "mcp",
                "server_label": "crm",
                "transport": {"type": "http", "server_url": "https://mcp.example"},
            },
        ]
    ),
)

_NEW_SESSION = {
    "type": "new_session",
    "environment": {"type": "none"},
    "input": [{"content": [{"type": "input_text", "text": "Report."}]}],
}

_SECRET_FILE = "/workspace/.token"
_HOSTED_SESSION = {
    **_NEW_SESSION,
    "agent": {"model": "gpt-5.1"},
    "environment": {"type": "openai_hosted"},
}

_OF_TYPE: dict[tuple[str, str], tuple[Any, Any]] = {
    ("openai_agent", "text"): (
        {"format": {"type": "json_schema", "schema": typed(_SCHEMA)}},
        {"verbosity": "low"},
    ),
    ("openai_agent", "tools"): _AGENT_TOOLS,
    **{
        ("openai_agent_environment_template", name): (
            [{**kind, "name": "maps", "description": "Maps.", "source": {"data": _ONE}}],
            [{**kind, "name": "maps", "description": "Maps.", "source": {"data": _TWO}}],
        )
        for name, kind in (("plugins", {}), ("skills", {"type": "inline"}))
    },
    ("openai_agent_environment_template", "files"): (
        [{"type": "inline", "path": "/workspace/a", "data": _ONE}],
        [{"type": "inline", "path": "/workspace/a", "data": _TWO}],
    ),
    ("openai_agent_environment_template", "network"): (
        {"access": "restricted", "allowed_domains": ["a.example"]},
        {"access": "restricted", "blocked_domains": ["b.example"]},
    ),
    ("openai_agent_environment", "environment"): ({"env": {"A": "1"}}, {"env": {"A": "2"}}),
    ("openai_agent_session", "environment"): (
        {"type": "openai_hosted"},
        {"type": "openai_hosted", "packages": {"python": ["pandas"]}},
    ),
    ("openai_agent_session", "agent"): (
        {"model": "gpt-5.1", "reasoning": {"effort": "low"}},
        {"model": "gpt-5.1-mini", "reasoning": {"effort": "high"}},
    ),
    ("openai_agent_session", "input"): (
        typed("Say hi."),
        typed([{"role": "user", "content": [{"type": "input_text", "text": "Say hi."}]}]),
    ),
    ("openai_agent_automation", "expression"): ("0 9 * * *", "0 8 * * 1-5"),
    ("openai_agent_automation", "timezone"): ("Europe/Berlin", "Asia/Tokyo"),
    ("openai_agent_automation", "run_at"): (typed(_TOMORROW), typed(_TOMORROW + 60)),
    ("openai_agent_automation", "target"): (
        {**_NEW_SESSION, "agent": {"model": "gpt-5.1"}},
        {**_NEW_SESSION, "agent": {"model": "gpt-5.1-mini"}, "metadata": {"team": "a"}},
    ),
    ("openai_agent_automation", "files_wo"): ({_SECRET_FILE: _ONE}, {_SECRET_FILE: _TWO}),
    ("openai_vault_credential", "auth"): (
        {"type": "static_bearer", "mcp_server_url": "https://mcp.example", "token": "hush"},
        {
            "type": "environment_variable",
            "secret_name": "API_KEY",
            "secret_value": "hush",
            "networking": {"type": "unrestricted"},
        },
    ),
    ("openai_external_key", "type"): ("azure", "another cloud"),
    ("openai_external_storage", "storage"): (
        {"type": "aws", "bucket": "a", "role_arn": "arn:aws:iam::1:role/a"},
        {"type": "azure", **_AZURE},
    ),
    ("openai_workload_identity_federation_rule", "attribute_matchers"): (
        typed({"repository": "acme/app", "protected": True, "run": 3}),
        typed({"repository": "acme/site"}),
    ),
    ("openai_workload_identity_federation_rule", "permissions"): (
        {"type": "restricted", "scopes": ["api.model.request"]},
        {"type": "service_account_default"},
    ),
    ("openai_workload_identity_provider", "verification"): (
        {"type": "discovery"},
        {"type": "uploaded_jwks", "jwks": typed({"keys": [{"kty": "RSA", "n": "AQAB"}]})},
    ),
    ("openai_admin_api_key", "expires_at"): (_TOMORROW, _TOMORROW + 86_400),
    **{
        ("openai_certificate", form): (_pem("MIIB"), _pem("MIIC"))
        for form in ("certificate", "certificate_wo")
    },
    ("openai_invite", "projects"): ([{"id": "proj_sandboxdefault", "role": "owner"}], []),
    **{
        (kind, "role"): ("role-api-project-member", "role-api-project-viewer")
        for kind in ("openai_project_group", "openai_project_groups")
    },
    **{
        (f"openai_project_{member}", "role_ids"): (
            ["role-api-project-viewer"],
            ["role-api-project-member", "role-api-project-owner"],
        )
        for member in ("user", "group")
    },
    ("openai_project_rate_limit", "rate_limit_id"): (
        "rl-gpt-4o-mini",
        "rl-gpt-4o",
        "rl-gpt-6-luna",
        *(f"rl-model-{number}" for number in range(1, 98)),
    ),
    ("openai_fine_tune", "hyperparameters"): _HYPERPARAMETERS,
    ("openai_fine_tune", "method"): _METHODS,
    ("openai_fine_tuning_job", "hyperparameters"): _HYPERPARAMETERS,
    ("openai_fine_tuning_job", "method"): _METHODS,
    ("openai_response", "context_management"): (
        [{"type": "compaction", "compact_threshold": 1000}],
        [{"type": "compaction", "compact_threshold": 2000}],
    ),
    ("openai_response", "include"): (
        ["file_search_call.results"],
        ["message.output_text.logprobs"],
    ),
    **{
        ("openai_response", name): (
            typed("Say hi."),
            typed([{"role": "user", "content": [{"type": "input_text", "text": "Hi!"}]}]),
        )
        for name in ("input", "input_wo")
    },
    ("openai_response", "text"): (
        {"format": {"type": "json_schema", "name": "thing", "schema": typed(_SCHEMA)}},
        {"verbosity": "low"},
    ),
    **{
        ("openai_response", name): (typed(_RESPONSE_TOOLS[0]), typed(_RESPONSE_TOOLS[1]))
        for name in ("tools", "tools_wo")
    },
    ("openai_response", "truncation"): ("disabled", "auto"),
    ("openai_message", "content"): (
        typed("Hi."),
        typed([{"type": "text", "text": "Hi."}, {"type": "text", "text": "Hot?"}]),
    ),
    ("openai_message", "attachments"): (
        [{"tools": [{"type": "file_search"}]}],
        [{"tools": [{"type": "code_interpreter"}]}],
    ),
    ("openai_thread", "messages"): (
        typed([{"role": "user", "content": "Hi."}]),
        typed(
            [
                {"role": "user", "content": "Hi.", "metadata": {"key": "a"}},
                {"role": "assistant", "content": [{"type": "text", "text": "Hello."}]},
            ]
        ),
    ),
    ("openai_image_edit", "image"): (
        [{"content_base64": _PICTURE}],
        [{"content_base64": _PICTURE}, {"content_base64": _OTHER_PICTURE}],
    ),
    ("openai_audio_transcription", "chunking_strategy"): (
        typed("auto"),
        typed({"type": "server_vad", "threshold": 0.25}),
    ),
    ("openai_audio_transcription", "file"): (
        {"content_base64": _SOUND},
        {"content_base64": _OTHER_SOUND},
    ),
    **{
        one: ({"content_base64": _SOUND}, {"content_base64": _OTHER_SOUND})
        for one in (("openai_voice", "audio_sample"), ("openai_voice_consent", "recording"))
    },
    ("openai_audio_transcription", "include"): (["logprobs"], []),
    ("openai_audio_transcription", "response_format"): ("verbose_json", "srt"),
    ("openai_audio_transcription", "timestamp_granularities"): (["word"], ["word", "segment"]),
    ("openai_text_to_speech", "input"): ("Hello!", "Good morning!"),
    ("openai_text_to_speech", "response_format"): ("wav", "mp3"),
    ("openai_image_edit", "response_format"): ("b64_json", "url"),
    ("openai_image_generation", "moderation"): ("low", "auto"),
    ("openai_image_generation", "response_format"): ("b64_json", "url"),
    **{
        ("openai_image_edit", name): (
            {"content_base64": _PICTURE},
            {"content_base64": _OTHER_PICTURE},
        )
        for name in ("mask", "markup")
    },
    ("openai_batch", "endpoint"): ("/v1/chat/completions", "/v1/embeddings"),
    **{
        (kind, name): values
        for kind in ("openai_skill", "openai_skill_version")
        for name, values in {
            "source": (_SKILLS[0][0], _SKILLS[1][0]),
            "files": ({"SKILL.md": _MANIFEST}, {"SKILL.md": _MANIFEST, "a/b.txt": "b"}),
            "content_base64": (_SKILLS[0][1], _SKILLS[1][1]),
        }.items()
    },
    ("openai_skill", "default_version"): ("1", "2"),
    ("openai_webhook_endpoint", "url"): ("https://a.example/openai", "https://b.example/openai"),
    ("openai_container", "network_policy"): (
        {
            "type": "allowlist",
            "allowed_domains": ["a.example"],
            "domain_secrets": [{"domain": "a.example", "name": "TOKEN", "value": "hush-hush"}],
        },
        {"type": "allowlist", "allowed_domains": ["b.example"]},
    ),
    ("openai_container", "skills"): (
        typed([{"type": "skill_reference", "skill_id": "skill_1"}]),
        typed([{"type": "skill_reference", "skill_id": "skill_1", "version": "latest"}]),
    ),
    ("openai_conversation", "items"): (
        typed([{"role": "user", "content": "Say hi."}]),
        typed([{"type": "message", "role": "developer", "content": "Be brief."}]),
    ),
    ("openai_conversation_item", "content"): (
        typed("Say hi."),
        typed([{"type": "input_text", "text": "Hi!"}]),
    ),
}
"""Values of single attributes. They take precedence over values by name."""

_REQUEST = json.dumps(
    {
        "custom_id": "one",
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi."}]},
    }
)

_EXAMPLE = json.dumps({"messages": [{"role": "user", "content": "Hi."}]})

_STANDS_FOR: dict[str, tuple[str, dict[str, Any]]] = {
    "conversation": ("openai_conversation", {}),
    "previous_response_id": ("openai_response", {}),
    "api_key_id": ("openai_project_service_account_api_key", {}),
    "service_account_id": ("openai_project_service_account", {}),
    "consent": ("openai_voice_consent", {}),
    "input_file_id": ("openai_file", {"purpose": "batch", "content": f"{_REQUEST}\n"}),
    "training_file": ("openai_file", {"purpose": "fine-tune", "content": f"{_EXAMPLE}\n"}),
    "validation_file": ("openai_file", {"purpose": "fine-tune", "content": f"{_EXAMPLE}\n\n"}),
}
"""Ids with other names than their type: the type, and its arguments."""

_NUMBERS = itertools.count(1000)

_OF_PEOPLE = {("openai_organization_user", "email"), ("openai_project_user", "email")}
"""Addresses of users of the organization."""

_ONE_EACH = {"role_name"}
"""Names that must be unique."""

_TOGETHER: dict[tuple[str, str], dict[str, Any] | tuple[dict[str, Any], dict[str, Any]]] = {
    **{
        ("openai_external_key", name): {**dict.fromkeys(_EKM), **details, "type": cloud}
        for cloud, details in _ELSEWHERE.items()
        for name in EXTERNAL[cloud][0] + EXTERNAL[cloud][1]
    },
    ("openai_external_key", "type"): {**dict.fromkeys(_EKM), **_ELSEWHERE["azure"]},
    **{
        ("openai_agent_automation", name): {"target": typed(_HOSTED_SESSION)}
        for name in ("env_wo", "setup_commands_wo")
    },
    ("openai_agent_automation", "files_wo"): {
        "target": typed(
            {
                **_HOSTED_SESSION,
                "environment": {
                    "type": "openai_hosted",
                    "files": [{"type": "inline", "path": _SECRET_FILE}],
                },
            }
        )
    },
    ("openai_agent_automation", "run_at"): {
        "type": "once",
        "expression": None,
        "timezone": None,
    },
    ("openai_agent_automation", "type"): (
        {},
        {"expression": None, "timezone": None, "run_at": typed(_TOMORROW)},
    ),
    ("openai_assistant", "tool_resources"): {
        "tools": typed([{"type": "file_search"}, {"type": "code_interpreter"}])
    },
    ("openai_audio_transcription", "timestamp_granularities"): {"response_format": "verbose_json"},
    ("openai_chat_completion", "audio"): {"modalities": ["text", "audio"]},
    ("openai_chat_completion", "top_logprobs"): {"logprobs": True},
    ("openai_chat_completion", "metadata"): {"store": True},
    ("openai_chat_completion", "tool_choice"): {"tools": typed([_FUNCTION])},
    ("openai_chat_completion", "parallel_tool_calls"): {"tools": typed([_FUNCTION])},
    ("openai_chat_completion", "function_call"): {"functions": typed([_OLD_FUNCTION])},
    ("openai_embedding", "dimensions"): {"model": "text-embedding-3-small"},
    ("openai_project_service_account", "expires_in_seconds"): {
        "create_service_account_only": False
    },
    ("openai_voice", "prompt"): {"consent": None},
    **{
        ("openai_voice", name): {"audio_sample": None, "consent": None, "prompt": "Calm."}
        for name in ("model", "script_hint")
    },
    # The second version has other files.
    ("openai_skill", "default_version"): ({"source": _SKILLS[0][0]}, {"source": _SKILLS[1][0]}),
    ("openai_response", "background_options"): {"background": True},
    ("openai_response", "input_wo"): {"input": None},
    ("openai_response", "tool_choice"): {"tools": typed(_RESPONSE_TOOLS[1])},
    ("openai_vector_store", "chunking_strategy"): {},
}
"""Further arguments that an attribute, or one of its values, needs."""

_LEAST: dict[str, dict[str, Any]] = {
    "openai_agent_session": {"agent": {"model": "gpt-5.1"}},
    "openai_agent_automation": {"expression": "0 9 * * *", "timezone": "Europe/Berlin"},
    "openai_external_key": _EKM,
    "openai_response": {"input": typed("Say hi.")},
}
"""Optional arguments of which one must be set."""

_NAMED_BY = {"openai_organization_user": ("user_id",)}
"""Arguments that must be set unless the object is imported."""


class Samples:
    """Creates configurations of one resource type, and the objects to which they refer."""

    def __init__(
        self,
        provider: Provider,
        type_name: str,
        made: dict[tuple[str, int], str] | None = None,
    ) -> None:
        self.provider = provider
        self.type_name = type_name
        self.attributes = provider.resources[type_name].schema.attributes
        self._made = {} if made is None else made

    def minimal(self) -> dict[str, Any]:
        """Return only the required arguments."""
        values = {name: self.value(name, a, 0) for name, a in self.attributes.items() if a.required}
        values.update(_LEAST.get(self.type_name, {}))
        for name in _NAMED_BY.get(self.type_name, ()):
            values[name] = self.value(name, self.attributes[name], 0)
        for attribute in self.attributes.values():
            group = attribute.exactly_one_of
            if group and not any(name in values for name in group):
                chosen = "content" if "content" in group else group[0]
                for name in (chosen, *self.attributes[chosen].required_with):
                    values[name] = self.value(name, self.attributes[name], 0)
        return values

    def another(self, number: int) -> dict[str, Any]:
        """Return the required arguments of one of many objects. Arguments that must be unique are different for each."""
        values = self.minimal()
        names = {self.provider.resources[self.type_name].endpoint.identity[-1], *_ONE_EACH}
        for name in names & values.keys():
            values[name] = (
                f"{name} {number}"
                if name in _ONE_EACH
                else self.value(name, self.attributes[name], number)
            )
        return values

    def with_attribute(self, name: str, variant: int) -> dict[str, Any]:
        """Return the smallest configuration in which an attribute is set."""
        attribute = self.attributes[name]
        values = {
            other: value
            for other, value in self.minimal().items()
            if other not in {*attribute.exactly_one_of, *attribute.conflicts_with}
            and name not in self.attributes[other].conflicts_with
        }
        together = _TOGETHER.get((self.type_name, name), {})
        if isinstance(together, tuple):
            together = together[variant]
        for needed in attribute.required_with:
            if needed not in values and needed not in together:
                values[needed] = self.value(needed, self.attributes[needed], 0)
        return {**values, **together, name: self.value(name, attribute, variant)}

    def value(self, name: str, attribute: Attribute, variant: int) -> Any:
        """Return one of two different values of an attribute."""
        if name == "user_ids" and isinstance(attribute, String):
            return self._person("user_id", variant)
        if name == "user_id" or (self.type_name, name) in _OF_PEOPLE:
            return self._person(name, variant)
        if (self.type_name, name) == ("openai_project_users", "users"):
            role = ("owner", "member")[variant]
            return [{"user_id": None, "email": self._person("email", variant), "role": role}]
        sample = _OF_TYPE.get((self.type_name, name)) or _BY_NAME.get(name)
        if sample is not None:
            chosen = sample[variant]
            return (
                typed(plain(chosen))
                if isinstance(attribute, Dynamic) and isinstance(chosen, dict)
                else chosen
            )
        if (made := self._reference(name, variant)) is not None:
            return made
        return self._made_up(name, attribute, variant)

    def _person(self, name: str, variant: int) -> str:
        """Return the id or the address of a user of the organization. A resource cannot create users."""
        if (name, variant) not in self._made:
            address = urljoin(self.provider._api.settings.address, "/_sandbox/users")
            person = _HTTP.post(address, json={"email": f"person-{variant}@example.com"}).json()
            self._made["user_id", variant] = person["id"]
            self._made["email", variant] = person["email"]
        return self._made[name, variant]

    def _reference(self, name: str, variant: int) -> str | None:
        """Return the id of a new object if the name of the attribute is that of an id."""
        singular = name.removesuffix("s")
        kind, options = _STANDS_FOR.get(name, (f"openai_{singular.removesuffix('_id')}", {}))
        if kind == "openai_role" and "project_id" in self.attributes:
            kind = "openai_project_role"
        is_id = singular.endswith("_id") or name in _STANDS_FOR
        if not is_id or kind not in self.provider.resources:
            return None
        key = (singular, variant)
        if key not in self._made:
            other = Managed(self.provider, kind)
            least = Samples(self.provider, kind, self._made).another(variant)  # of the same parents
            least |= {each: f"{each} {next(_NUMBERS)}" for each in _ONE_EACH & least.keys()}
            self._made[key] = other.apply(**{**least, **options})["id"]
        made = self._made[key]
        return made if singular == name else [made]  # type: ignore[return-value]

    def _made_up(  # noqa: C901 - one case for each type
        self, name: str, attribute: Attribute, variant: int
    ) -> Any:
        match attribute:
            case String(enum=choices) if choices:
                return choices[min(variant, len(choices) - 1)]
            case String():
                return f"{name} {'ab'[variant]}"
            case Bool():
                return variant == 0
            case Integer() | Float():
                return self._number(attribute, variant)
            case Object():
                inner = {
                    n: self.value(n, a, variant)
                    for n, a in attribute.attributes.items()
                    if a.required
                }
                if not inner:
                    first, one = next(iter(attribute.attributes.items()))
                    inner = {first: self.value(first, one, variant)}
                return inner
            case ListOf():
                return [self.value(name, attribute.element, variant)]
            case SetOf():
                element = self.value(name, attribute.element, variant)
                return canonical_set(element if isinstance(element, list) else [element])
            case MapOf():
                return {"key": self.value(name, attribute.element, variant)}
            case Dynamic(shape=Attribute() as shape):
                return typed(self.value(name, shape, variant))
            case _:
                return typed({"type": "object"})

    @staticmethod
    def _number(attribute: Integer | Float, variant: int) -> float:
        low = 1 if attribute.minimum is None else attribute.minimum
        if isinstance(attribute, Float):
            return [0.1, 0.25][variant] if low <= 0 else low + variant / 4
        return max(int(low), 1) + variant
