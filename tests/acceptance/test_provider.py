"""The provider with real Terraform, as users install it, and with an API over a socket."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import time
from typing import Any

import pytest

from provider_shim.engine import peer_attributes
from provider_shim.protocol.spellings import spelled_out
from provider_shim.provider import SCHEMA, Provider
from provider_shim.vocabulary import second_names
from provider_shim.vocabulary.schema import Attribute, Collection, Object, nested_object
from tests.sandbox import Sandbox
from tests.terraform import VERSIONS, Terraform, environment, executable

CONFIGURATION = """
variable "instructions" { default = "Be kind." }

resource "openai_file" "notes" {
  content = "The notes."
  purpose = "assistants"
}

resource "openai_vector_store" "library" {
  name     = "library"
  metadata = { team = "docs" }
}

resource "openai_vector_store_file" "notes" {
  vector_store_id   = openai_vector_store.library.id
  file_id           = openai_file.notes.id
  attributes        = { year = 2026, draft = true, team = "docs", weight = 0.1 }
  chunking_strategy = { type = "auto" }
}

resource "openai_assistant" "helper" {
  model        = "gpt-6-luna"
  instructions = var.instructions
  temperature  = 0.1
  tools = [
    { type = "file_search" },
    { type = "function", function = { name = "a", parameters = { type = "object", properties = { x = { type = "string" } },
    required = ["x"] } } },
    { type = "function", function = { name = "b", parameters = { type = "object", properties = {} } } },
  ]
  tool_resources = { file_search = { vector_store_ids = [openai_vector_store.library.id] } }
}

data "openai_model" "chat" { kind = "gpt" }

resource "openai_chat_completion" "greeting" {
  model = data.openai_model.chat.id
  messages = [
    { role = "system", content = "Be brief." },
    { role = "user", content = [{ type = "text", text = "Greet ${openai_assistant.helper.id}." }] },
  ]
  temperature = 0.7
}

output "greeting" { value = openai_chat_completion.greeting.content }
output "lines" { value = provider::openai::jsonl([{ a = 1 }, "x"]) }
"""


def write(terraform: Terraform, *blocks: str) -> None:
    terraform.write(*blocks)
    terraform.init()


def test_a_stack_is_created_changed_and_destroyed(terraform: Terraform, sandbox: Sandbox) -> None:
    write(terraform, CONFIGURATION)
    assert terraform.validate().diagnostics == []
    terraform.apply()
    assert "sandbox's answer" in terraform.output()["greeting"]
    assert terraform.output()["lines"] == '{"a":1}\n"x"\n'
    assert terraform.plan().is_empty

    changed = terraform.plan("-var=instructions=Be brief.")
    assert changed.actions == {"openai_assistant.helper": ["update"]}
    terraform.apply_plan()
    assistant = terraform.resources()["openai_assistant.helper"]
    assert (
        sandbox.client.get(f"{sandbox.base_url}/assistants/{assistant['id']}").json()[
            "instructions"
        ]
        == "Be brief."
    )

    terraform.destroy()
    for collection in ("files", "vector_stores", "assistants"):
        assert sandbox.client.get(f"{sandbox.base_url}/{collection}").json()["data"] == []


def test_nothing_is_created_twice_or_read_without_need(newest: Terraform, sandbox: Sandbox) -> None:
    write(newest, CONFIGURATION)
    newest.apply()
    created = [entry["template"] for entry in sandbox.requests(method="POST")]
    assert sorted(created) == sorted(set(created)), (
        "each of these objects is created by one request"
    )
    sandbox.clear_requests()
    newest.plan("-refresh=false")
    assert {entry["template"] for entry in sandbox.requests()} <= {"/models"}


def test_the_schema_in_terraform_equals_the_declarations(terraform: Terraform) -> None:
    write(terraform, 'provider "openai" {}')
    seen = terraform.schemas()
    provider = Provider()
    second = {
        "resource_schemas": second_names.RESOURCES,
        "data_source_schemas": second_names.DATA_SOURCES,
    }
    assert _declared(spelled_out(SCHEMA)) == _seen(seen["provider"]["block"])
    for kind, declared in {
        "resource_schemas": provider.resources,
        "data_source_schemas": provider.data_sources,
        "ephemeral_resource_schemas": provider.ephemeral_resources,
        **({"action_schemas": provider.actions} if terraform.version == VERSIONS[-1] else {}),
    }.items():
        seconds = second.get(kind, {})
        assert set(seen[kind]) == {*declared, *seconds}
        for type_name in seen[kind]:
            declaration = declared[seconds.get(type_name, type_name)]
            block = seen[kind][type_name]["block"]
            assert "block_types" not in block, (
                "nested attributes only: blocks break dynamic iterators"
            )
            schema = peer_attributes.added(
                f"{kind.removesuffix('_schemas')}s", type_name, declaration.schema
            )
            assert _declared(spelled_out(schema)) == _seen(block), type_name
    assert set(seen["functions"]) == set(provider.functions)


def _declared(attributes: Any) -> dict[str, Any]:
    return {name: _flags(attribute) for name, attribute in attributes.items()}


def _flags(attribute: Attribute) -> dict[str, Any]:
    flags: dict[str, Any] = {
        name: True
        for name in ("required", "optional", "computed", "sensitive", "write_only")
        if getattr(attribute, name)
    }
    if attribute.deprecated and not attribute.sensitive:  # Terraform would print the line
        flags["deprecated"] = True
    inner = nested_object(attribute)
    if inner is None or getattr(
        attribute, "blocks", False
    ):  # a plain type can be written as blocks
        return {**flags, "type": attribute.type}
    nesting = "single" if isinstance(attribute, Object) else _nesting(attribute)
    return {**flags, "nesting": nesting, "attributes": _declared(inner.attributes)}


def _nesting(attribute: Attribute) -> str:
    assert isinstance(attribute, Collection)
    return type(attribute).__name__.removesuffix("Of").lower()


def _seen(block: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, attribute in block["attributes"].items():
        flags = {
            flag: True
            for flag in (
                "required",
                "optional",
                "computed",
                "sensitive",
                "write_only",
                "deprecated",
            )
            if attribute.get(flag)
        }
        nested = attribute.get("nested_type")
        found[name] = (
            {**flags, "nesting": nested["nesting_mode"], "attributes": _seen(nested)}
            if nested
            else {**flags, "type": attribute["type"]}
        )
    return found


IDENTITIES = {
    "openai_file.notes": "{id}",
    "openai_vector_store.library": "{id}",
    "openai_vector_store_file.notes": "{vector_store_id}/{file_id}",
    "openai_assistant.helper": "{id}",
}
"""The import id of each object."""


def test_imported_objects_are_not_changed(newest: Terraform, sandbox: Sandbox) -> None:
    terraform = newest
    write(terraform, CONFIGURATION)
    terraform.apply()
    values = terraform.resources()
    terraform.run("state", "rm", *IDENTITIES)
    for address, identity in IDENTITIES.items():
        terraform.import_(address, identity.format(**values[address]))
    sandbox.clear_requests()
    # The API does not return the source of a file, so the plan sets only the source.
    assert terraform.plan().actions == {"openai_file.notes": ["update"]}
    terraform.apply_plan()
    assert [entry for entry in sandbox.requests() if entry["method"] != "GET"] == []
    assert terraform.plan().is_empty
    imported = terraform.resources()
    assert {address: imported[address]["id"] for address in IDENTITIES} == {
        address: values[address]["id"] for address in IDENTITIES
    }


GENERATED = {
    "1.11": ["openai_project", "openai_role"],
    "1.15": [
        "openai_project",
        "openai_role",
        "openai_project_rate_limit",
        "openai_project_spend_alert",
    ],
}
"""Arguments with several names. From Terraform 1.14 on, the provider chooses the name in the configuration."""


def test_the_generated_configuration_of_imported_objects_has_no_changes(
    terraform: Terraform,
) -> None:
    terraform.write(
        """
        resource "openai_project" "it" { name = "Shop" }
        resource "openai_role" "it" {
          role_name   = "Reader"
          permissions = ["api.groups.read"]
        }
        resource "openai_project_rate_limit" "it" {
          project_id = openai_project.it.id
          model      = "gpt-6-luna"
        }
        resource "openai_project_spend_alert" "it" {
          project_id                      = openai_project.it.id
          threshold_amount                = 100
          notification_channel_recipients = ["a@example.com"]
        }
        """
    )
    terraform.init()
    terraform.apply()
    made = terraform.resources()
    (terraform.folder / "terraform.tfstate").unlink()
    project = made["openai_project.it"]["id"]
    blocks = []
    for name in GENERATED[terraform.version]:
        own = made[f"{name}.it"]["id"]
        identity = f"{project}/{own}" if name == "openai_project_spend_alert" else own
        blocks.append(f'import {{\n  to = {name}.it\n  id = "{identity}"\n}}')
    terraform.write(*blocks)
    terraform.plan("-generate-config-out=generated.tf")
    terraform.apply_plan()
    assert terraform.plan().is_empty


def test_only_changed_content_replaces_a_file(newest: Terraform) -> None:
    notes = newest.folder / "notes.txt"
    notes.write_text("one")
    write(
        newest,
        'resource "openai_file" "notes" {\n source = "notes.txt"\n purpose = "assistants"\n}',
    )
    newest.apply()
    values = newest.resources()["openai_file.notes"]
    assert values["filename"] == "notes.txt"
    assert values["content_sha256"] == hashlib.sha256(b"one").hexdigest()
    os.utime(notes, (1, 1))
    assert newest.plan().is_empty
    notes.write_text("two")
    assert newest.plan().actions == {"openai_file.notes": ["delete", "create"]}


def test_ephemeral_answers_and_write_only_arguments_are_not_stored(
    terraform: Terraform, sandbox: Sandbox
) -> None:
    write(
        terraform,
        """
        variable "secret" {
          default   = "s3cr3t"
          ephemeral = true
        }
        ephemeral "openai_chat_completion" "password" {
          model    = "gpt-6-luna"
          messages = [{ role = "user", content = "Invent a password like hunter2." }]
        }
        resource "openai_chat_completion" "quiet" {
          model       = "gpt-6-luna"
          messages_wo = [{ role = "user", content = "${var.secret} ${ephemeral.openai_chat_completion.password.content}" }]
          stateless   = true
        }
        """,
    )
    terraform.apply()
    assert any("hunter2" in str(entry["body"]) for entry in sandbox.requests(method="POST"))
    kept = "".join(
        file.read_text(errors="replace") for file in terraform.folder.glob("terraform.tfstate*")
    )
    assert "chatcmpl-" in kept
    assert "hunter2" not in kept
    assert "s3cr3t" not in kept
    assert "sandbox's answer" not in kept


def test_a_key_from_another_resource_is_no_error_in_the_plan(terraform: Terraform) -> None:
    write(
        terraform,
        """
        resource "terraform_data" "key" { input = "sk-made-later" }
        provider "openai" { api_key = terraform_data.key.output }
        resource "openai_vector_store" "library" { name = "library" }
        """,
    )
    assert terraform.plan().actions == {
        "terraform_data.key": ["create"],
        "openai_vector_store.library": ["create"],
    }
    terraform.apply_plan()
    assert terraform.plan().is_empty


@pytest.mark.parametrize(
    ("configuration", "line", "message"),
    [
        (
            'resource "openai_file" "x" {\n  source = "missing.txt"\n  purpose = "batch"\n}',
            2,
            "does not exist",
        ),
        (
            'resource "openai_file" "x" {\n  content = "a"\n  content_base64 = "YQ=="\n  purpose = "batch"\n}',
            3,
            "Only one of",
        ),
        ('resource "openai_file" "x" {\n  purpose = "batch"\n}', 1, "must be set"),
        (
            'resource "openai_vector_store" "x" {\n  name = "x"\n  metadata = { for i in range(17) : "k${i}" => "v" }\n}',
            3,
            "At most 16 pairs",
        ),
        (
            'resource "openai_vector_store" "x" {\n  name = "x"\n  timeouts = {\n    create = "soon"\n  }\n}',
            3,
            "not a duration",
        ),
        (
            'resource "openai_assistant" "x" {\n  model = "m"\n  tools = [{ type = "function", function = { nam = "f" } }]\n}',
            3,
            'Did you mean "name"',
        ),
        ('resource "openai_assistant" "x" {\n  model = "m"\n  temperature = 3\n}', 3, "at most 2"),
        (
            'provider "openai" {\n  base_url = "http://example.com/v1"\n}\ndata "openai_models" "x" {}',
            2,
            "without encryption",
        ),
    ],
)
def test_an_invalid_configuration_is_an_error_at_its_attribute(
    newest: Terraform, configuration: str, line: int, message: str
) -> None:
    newest.write(configuration)
    header = (newest.folder / "main.tf").read_text().split(configuration)[0].count("\n")
    newest.init()
    result = newest.plan(fails=True)
    text = "\n".join(result.errors)
    assert message in text, text
    at = [
        d["range"]["start"]["line"] - header
        for d in result.diagnostics
        if d["severity"] == "error" and "range" in d
    ]
    assert line == at[0], f"reported at line {at} of the block, not {line}:\n{text}"


def test_an_error_of_the_api_is_shown_at_its_attribute(newest: Terraform) -> None:
    write(
        newest,
        'resource "openai_chat_completion" "x" {\n  model = "gpt-6-luna"\n  messages = [{ role = "user", content = [{ type = "text" }] }]\n}',
    )
    result = newest.apply(fails=True)
    errors = [d for d in result.diagnostics if d["severity"] == "error"]
    assert errors
    assert "messages" in errors[0]["snippet"]["code"]
    assert "Request id" in errors[0]["detail"]


def test_a_missing_key_is_an_error_only_if_it_is_needed(
    newest: Terraform,
) -> None:
    keyless = newest.seeing(OPENAI_API_KEY="")
    write(keyless, 'resource "openai_vector_store" "x" {\n  name = "x"\n}')
    keyless.plan()
    (error,) = keyless.apply(fails=True).errors
    assert "api_key" in error
    assert "OPENAI_API_KEY" in error
    assert "openai_vector_store" in error


def test_the_plan_warns_of_a_removed_api_only_at_openai(newest: Terraform) -> None:
    block = 'resource "openai_assistant" "x" {\n  model = "m"\n}'
    write(newest, block)
    assert newest.plan().warnings == []
    (warned,) = newest.seeing(OPENAI_BASE_URL="https://api.openai.com/v1").plan().warnings
    assert "removed" in warned
    assert "Responses" in warned


def test_the_debug_file_has_all_calls_and_no_key(newest: Terraform, sandbox: Sandbox) -> None:
    write(
        newest,
        'provider "openai" { debug = true }\nresource "openai_vector_store" "x" { name = "x" }',
    )
    newest.apply()
    log = (newest.folder / "terraform-provider-openai.log").read_text()
    assert '"path": "/vector_stores"' in log
    assert sandbox.environment["OPENAI_API_KEY"] not in log


def test_the_terraform_log_has_calls_by_level_and_no_key(
    newest: Terraform, sandbox: Sandbox
) -> None:
    for name, variable, level, shown in (
        ("store-1", "TF_LOG", "TRACE", (True, True)),
        ("store-2", "TF_LOG_PROVIDER", "DEBUG", (True, False)),
        ("store-3", "TF_LOG_PROVIDER", "INFO", (False, False)),
    ):
        logging = newest.seeing(**{variable: level, "TF_LOG_PATH": str(newest.log_file)})
        write(logging, f'resource "openai_vector_store" "x" {{ name = "{name}" }}')
        logging.apply()
        lines = [line for line in logging.log.splitlines() if "@module=openai.api" in line]
        calls = any("API call" in line and "path=/vector_stores" in line for line in lines)
        bodies = any("body=" in line and name in line for line in lines)
        assert (calls, bodies) == shown, level
        assert sandbox.environment["OPENAI_API_KEY"] not in logging.log
        logging.log_file.unlink()


def test_failed_processing_taints_the_object_and_says_why(newest: Terraform) -> None:
    write(
        newest,
        """
        resource "openai_file" "x" {
          content  = "MZ"
          filename = "x.exe"
          purpose  = "assistants"
        }
        resource "openai_vector_store" "x" { name = "x" }
        resource "openai_vector_store_file" "x" {
          vector_store_id = openai_vector_store.x.id
          file_id         = openai_file.x.id
        }
        """,
    )
    (error,) = newest.apply(fails=True).errors
    assert "failed" in error
    resource = next(
        r for r in newest.state()["resources"] if r["type"] == "openai_vector_store_file"
    )
    assert resource["instances"][0]["status"] == "tainted"


def test_an_interrupted_plan_does_not_wait_for_the_api(newest: Terraform, sandbox: Sandbox) -> None:
    write(newest, 'resource "openai_vector_store" "x" { name = "x" }')
    newest.apply()
    sandbox.clear_requests()
    with sandbox.faults("latency=600s:method=GET"), _running(newest, "plan") as running:
        _until(sandbox.requests)
        running.send_signal(signal.SIGINT)
        try:
            assert running.wait(30) == 1
        finally:
            running.kill()


def _running(terraform: Terraform, *command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [executable(terraform.version), *command, "-input=false"],
        cwd=terraform.folder,
        env=environment(settings=terraform.folder / "terraform.rc", own=terraform.own),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _until(condition: Any, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition was not met in time"
        time.sleep(0.05)


CONFUSED = """
resource "openai_vector_store" "library" { name = "library" }

resource "openai_file" "notes" {
  content = "The notes."
  purpose = "assistants"
}

resource "openai_vector_store_file_batch" "notes" {
  vector_store_id = openai_vector_store.library.id
  file_ids        = [openai_file.notes.id]
}
"""


def test_responses_for_another_object_create_nothing_again(
    newest: Terraform, sandbox: Sandbox
) -> None:
    write(newest, CONFUSED)
    with sandbox.faults("other-id:method=GET:path=/vector_stores/*/file_batches/*", "slow=2"):
        for _ in range(2):
            (error,) = newest.apply(fails=True).errors
            assert "Answer about another object" in error
    made = sandbox.requests(method="POST", path="/vector_stores/*/file_batches")
    assert len(made) == 1
    assert newest.run("untaint", "openai_vector_store_file_batch.notes")
    newest.apply()
    assert len(sandbox.requests(method="POST", path="/vector_stores/*/file_batches")) == 1
