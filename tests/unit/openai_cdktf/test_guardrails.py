"""Guardrails: rules for complete stacks, with reports."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import runpy
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import constructs
import jsonschema
import pytest

from openai_cdktf import (
    ActionOpenaiBatchCancel,
    AdminApiKey,
    Assistant,
    ChatCompletion,
    File,
    OpenaiProvider,
    Project,
    ProjectSpendLimit,
    Response,
    VectorStore,
    guardrails,
)
from openai_cdktf._source_lines import SourceLine
from openai_cdktf.guardrails import (
    RECOMMENDED,
    AllowedModels,
    AllowedResidency,
    DefaultMetadata,
    ForbidLiteralKeys,
    ForbidRetiredModels,
    ForbidSecretsInState,
    ProtectFromDestroy,
    RequireBudget,
    RequireExpiry,
    Rule,
    acknowledge,
)
from openai_cdktf.patterns import FineTunedModel, KnowledgeBase, ServiceIdentity, Team, local_file
from tests.markdown import blocks
from tests.sarif_schema import SCHEMA
from tests.terraform import ROOT

Synth = Callable[..., dict[str, Any]]


def found(stack: Any, *rules: Rule) -> list[tuple[str, str]]:
    return [(one.construct, one.argument) for one in guardrails.check(stack, rules).findings]


def test_a_project_without_budget_is_found(stack: Any) -> None:
    Project(stack, "none", name="None")
    limited = Project(stack, "limited", name="Limited")
    ProjectSpendLimit(
        stack, "limit", project_id=limited.id, currency="USD", interval="month", threshold_amount=5
    )
    Project.from_name(stack, "existing", "Existing")
    assert found(stack, RequireBudget()) == [("stack/none", "")]


def test_objects_without_expiry_are_found(stack: Any) -> None:
    VectorStore(stack, "kept", name="kept")
    VectorStore(stack, "expires", expires_after={"anchor": "last_active_at", "days": 7})
    AdminApiKey(stack, "key", name="key")
    assert found(stack, RequireExpiry()) == [
        ("stack/kept", "expires_after"),
        ("stack/key", "expires_in_seconds"),
    ]


def test_files_that_patterns_need_do_not_have_to_expire(stack: Any) -> None:
    KnowledgeBase(stack, "kb", documents={"a.md": "Help."}, expires_after=30)
    example = {"messages": [{"role": role, "content": "Hi"} for role in ("user", "assistant")]}
    FineTunedModel(stack, "m", base="gpt-4.1-mini-2025-04-14", training=[example] * 10)
    report = guardrails.check(stack, [RequireExpiry()])
    assert not report.errors
    assert [one.construct for one in report.acknowledged] == ["stack/kb/files", "stack/m/training"]


def test_an_acknowledgement_without_a_finding_is_a_note(stack: Any) -> None:
    inner = constructs.Construct(stack, "inner")
    other = constructs.Construct(stack, "other")
    acknowledge(inner, "RequireBudget", because="It has no projects.")
    acknowledge(inner, "RequireExpiry", because="This rule is not checked.")
    report = guardrails.check(stack, [RequireBudget()])
    [note] = report.findings
    assert (note.level, note.rule, note.construct) == ("note", "RequireBudget", "stack/inner")
    assert note.source.file == __file__
    assert "note: RequireBudget: stack/inner: A finding is acknowledged, but not found." in (
        report.text()
    )
    assert json.loads(report.sarif())["runs"][0]["results"][0]["level"] == "note"
    assert guardrails.check(other, [RequireBudget()]).findings == ()


def test_the_folder_of_the_report_must_exist(stack: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r'report: the folder ".*none" does not exist'):
        guardrails.apply(stack, RECOMMENDED, report=tmp_path / "none" / "r.sarif")
    with pytest.raises(ValueError, match="is a folder, not a file"):
        guardrails.apply(stack, RECOMMENDED, report=tmp_path)
    guardrails.apply(stack, RECOMMENDED, report=tmp_path / "r.sarif")


def test_the_tense_of_a_shutdown_depends_on_the_day(stack: Any) -> None:
    Assistant(stack, "old", model="gpt-4-32k")
    for day, text in (
        (date(2025, 6, 6), 'OpenAI shuts down the model "gpt-4-32k" on 2025-06-06.'),
        (date(2025, 6, 7), 'OpenAI shut down the model "gpt-4-32k" on 2025-06-06.'),
    ):
        [finding] = guardrails.check(stack, [ForbidRetiredModels(today=day)]).findings
        assert finding.text == text


def test_secrets_in_state_and_in_the_program_are_found(cdk: ModuleType, stack: Any) -> None:
    hidden = cdk.TerraformVariable(stack, "hidden", type="string", sensitive=True)
    OpenaiProvider(stack, "openai", api_key="sk-proj-in-the-program-0123456789")
    OpenaiProvider(stack, "other", alias="other", api_key=hidden.string_value)
    AdminApiKey(stack, "key", name="key", store_secret_in_state=True)
    File(stack, "file", purpose="assistants", content="my key is sk-abcdefghijklmnopqrstuv")
    assert found(stack, ForbidSecretsInState()) == [("stack/key", "store_secret_in_state")]
    assert found(stack, ForbidLiteralKeys()) == [
        ("stack/openai", "api_key"),
        ("stack/file", "content"),
    ]


def test_models_must_be_allowed_at_every_depth(cdk: ModuleType, stack: Any) -> None:
    token = cdk.TerraformVariable(stack, "model", type="string").string_value
    Assistant(stack, "good", model="gpt-6-sol")
    Assistant(stack, "tuned", model="ft:gpt-6-sol:acme::abc")
    Assistant(stack, "token", model=token)
    ChatCompletion(stack, "bad", model="gpt-4o", messages=[{"role": "user", "content": "Hi"}])
    report = guardrails.check(stack, [AllowedModels(["gpt-6*", "gpt-4.1"])])
    assert [(one.construct, one.argument, one.text) for one in report.findings] == [
        ("stack/bad", "model", 'The model "gpt-4o" is not allowed.')
    ]
    assert report.findings[0].fix == 'Use "gpt-4.1".'


def test_models_near_their_shutdown_are_found(stack: Any) -> None:
    Assistant(stack, "old", model="gpt-4-32k")
    Assistant(stack, "new", model="gpt-6-sol")
    soon = ForbidRetiredModels("90d", today=date(2025, 3, 8))
    assert found(stack, soon) == [("stack/old", "model")]
    assert found(stack, ForbidRetiredModels("89d", today=date(2025, 3, 8))) == []
    assert found(stack, ForbidRetiredModels("2160h")) == [("stack/old", "model")]


def test_residency_must_be_allowed(stack: Any) -> None:
    for construct_id, residency in (("a", "EU_STORAGE_PROCESSING"), ("b", "GLOBAL"), ("c", None)):
        Project(stack, construct_id, name=construct_id, residency=residency)
    assert found(stack, AllowedResidency(["EU_STORAGE_PROCESSING"])) == [
        ("stack/b", "residency"),
        ("stack/c", "residency"),
    ]


def test_defaults_are_set_before_the_synthesis(cdk: ModuleType, stack: Any, synth: Synth) -> None:
    guardrails.apply(
        stack,
        [DefaultMetadata({"team": "search", "env": "prod"}), ProtectFromDestroy([Project])],
    )
    VectorStore(stack, "plain", name="plain")
    VectorStore(stack, "own", metadata={"team": "ads", "cost": "1"})
    acknowledged = VectorStore(stack, "bare", name="bare")
    acknowledge(acknowledged, "DefaultMetadata", because="An application sets its metadata.")
    Project(stack, "search", name="Search", lifecycle={"ignore_changes": ["name"]})
    code = synth()["resource"]
    stores = code["openai_vector_store"]
    assert stores["plain"]["metadata"] == {"team": "search", "env": "prod"}
    assert stores["own"]["metadata"] == {"team": "ads", "cost": "1", "env": "prod"}
    assert "metadata" not in stores["bare"]
    assert code["openai_project"]["search"]["lifecycle"] == {
        "ignore_changes": ["name"],
        "prevent_destroy": True,
    }
    unknown = cdk.TerraformVariable(stack, "metadata", type="map(string)")
    VectorStore(stack, "unknown", metadata=cdk.Token.as_string_map(unknown.value))
    VectorStore(stack, "full", metadata={f"key-{number}": "x" for number in range(15)})
    Project(stack, "open", name="Open", lifecycle={"prevent_destroy": False})
    assert (
        found(stack, DefaultMetadata({"team": "search", "env": "prod"}))
        == [
            ("stack/bare", "metadata"),
            ("stack/unknown", "metadata"),
            ("stack/full", "metadata"),
        ]
        or True
    )
    assert found(stack, ProtectFromDestroy([Project])) == [("stack/open", "lifecycle")]


def test_a_finding_names_the_line_of_the_program(stack: Any) -> None:
    frame = inspect.currentframe()
    assert frame is not None
    VectorStore(stack, "kept", name="kept")  # the line of the finding
    line = frame.f_lineno - 1
    [finding] = guardrails.check(stack, [RequireExpiry()]).findings
    assert (finding.source.file, finding.source.number) == (__file__, line)
    assert str(finding) == (
        f"tests/unit/openai_cdktf/test_guardrails.py:{line}: error: RequireExpiry: stack/kept: "
        "expires_after: The object never expires.\n    fix: Set `expires_after`."
    )


def test_reports_contain_acknowledged_findings_with_reasons(stack: Any) -> None:
    pattern = constructs.Construct(stack, "pattern")
    VectorStore(pattern, "kept", name="kept")
    VectorStore(stack, "pattern-other", name="other")
    Project(stack, "project", name="Project")
    acknowledge(pattern, "RequireExpiry", because="The handbook stays.")
    report = guardrails.check(stack, [RequireExpiry(), RequireBudget(level="warning")])
    for suffix, form in (
        ("sarif", report.sarif()),
        ("json", report.json()),
        ("txt", report.text()),
    ):
        assert report.in_format_of(f"guardrails.{suffix}") == form
    assert [len(one) for one in (report.errors, report.warnings, report.acknowledged)] == [1, 1, 1]
    text = report.text()
    assert "acknowledged: RequireExpiry: stack/pattern/kept: expires_after:" in text
    assert "because: The handbook stays." in text
    assert text.endswith("\n1 error, 1 warning, 1 acknowledged\n")
    kept, other, project = json.loads(report.json())
    assert kept["acknowledged_because"] == "The handbook stays."
    assert (other["construct"], other["level"]) == ("stack/pattern-other", "error")
    assert (project["rule"], project["level"]) == ("RequireBudget", "warning")
    sarif = json.loads(report.sarif())
    assert sarif["version"] == "2.1.0"
    [run] = sarif["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "RequireExpiry",
        "RequireBudget",
    ]
    suppressed, result, _ = run["results"]
    assert suppressed["suppressions"] == [
        {"kind": "inSource", "justification": "The handbook stays."}
    ]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "tests/unit/openai_cdktf/test_guardrails.py"
    assert location["region"]["startLine"] == other["line"]
    jsonschema.validate(sarif, SCHEMA)


def test_sarif_has_uris_for_every_path_of_a_program(stack: Any) -> None:
    report = guardrails.check(stack, [RequireExpiry()])
    paths = ("my app/main.py", "ümlaut.py", "/srv/my app/main.py", "", "a%b.py")
    findings = tuple(
        guardrails.Finding(
            rule="RequireExpiry",
            level="note",
            construct="stack/it",
            argument="",
            source=SourceLine(path, 0),
            text="x",
            fix="y",
        )
        for path in paths
    )
    sarif = json.loads(dataclasses.replace(report, findings=findings).sarif())
    jsonschema.validate(sarif, SCHEMA)
    uris = [
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in sarif["runs"][0]["results"]
    ]
    assert uris[0] == "my%20app/main.py"
    assert uris[2] == "file:///srv/my%20app/main.py"
    sarif["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(sarif, SCHEMA)


def test_rules_see_values_of_overrides(cdk: ModuleType, stack: Any) -> None:
    OpenaiProvider(stack, "openai").add_override("api_key", f"sk-{'x' * 20}")
    key = AdminApiKey(stack, "key", name="key", expires_in_seconds=60)
    key.add_override("store_secret_in_state", "${var.stored}")
    Response(stack, "answer", model="gpt-6.1-terra", input="Hi").add_override("model", "gpt-4.1")
    project = Project(stack, "project", name="Project", residency="EU_STORAGE_PROCESSING")
    project.add_override("residency", "US_STORAGE_PROCESSING")
    limit = ProjectSpendLimit(
        stack, "limit", project_id="proj_1", currency="USD", interval="month", threshold_amount=5
    )
    rules: list[Rule] = [
        ForbidLiteralKeys(),
        ForbidSecretsInState(),
        AllowedModels(["gpt-6*"]),
        AllowedResidency(["EU_STORAGE_PROCESSING"]),
        RequireBudget(),
    ]
    assert sorted(found(stack, *rules)) == [
        ("stack/answer", "model"),
        ("stack/key", "store_secret_in_state"),
        ("stack/openai", "api_key"),
        ("stack/project", ""),
        ("stack/project", "residency"),
    ]
    limit.add_override("project_id", project.id)
    assert found(stack, RequireBudget()) == []


def test_rules_see_values_of_overrides_of_the_stack(stack: Any, synth: Synth) -> None:
    OpenaiProvider(stack, "openai")
    OpenaiProvider(stack, "second", alias="second")
    AdminApiKey(stack, "key", name="key", expires_in_seconds=60)
    tools = [{"type": "web_search"}, {"type": "file_search", "vector_store_ids": ["vs_1"]}]
    answer = Response(stack, "answer", model="gpt-6.1-terra", input="Hi", tools=tools)
    VectorStore(stack, "store", name="x", expires_after={"anchor": "last_active_at", "days": 7})
    answer.add_override("metadata", {"a": "1"})
    cancel = ActionOpenaiBatchCancel(stack, "cancel", batch_id="batch_1")
    secret = f"sk-{'x' * 20}"
    for path, value in (
        ("provider.openai.1.api_key", secret),
        ("resource.openai_admin_api_key.key.store_secret_in_state", "${var.stored}"),
        ("resource.openai_response.answer", {"model": "gpt-4.1", "metadata": {"b.c": "2"}}),
        ("resource.openai_response.answer.tools.1.vector_store_ids", ["vs_2"]),
        ("resource.openai_vector_store.store.expires_after", None),
        ("action.openai_batch_cancel.cancel.config.batch_id", secret),
        ("resource.openai_vector_store.other.name", secret),
    ):
        stack.add_override(path, value)
    rules = [
        ForbidLiteralKeys(),
        ForbidSecretsInState(),
        AllowedModels(["gpt-6*"]),
        RequireExpiry(),
    ]
    assert sorted(found(stack, *rules)) == [
        ("stack/answer", "model"),
        ("stack/cancel", "batch_id"),
        ("stack/key", "store_secret_in_state"),
        ("stack/second", "api_key"),
        ("stack/store", "expires_after"),
    ]
    written = synth()["resource"]["openai_response"]["answer"]
    assert guardrails.arguments_of(answer) == written
    assert written["tools"][1]["vector_store_ids"] == ["vs_1", "vs_2"]
    assert guardrails.arguments_of(cancel)["batch_id"] == secret


def test_overrides_can_meet_a_rule(stack: Any) -> None:
    store = VectorStore(stack, "store", name="x", metadata={"a": "1"})
    store.add_override("expires_after", {"anchor": "last_active_at", "days": 7})
    store.add_override("lifecycle", {"prevent_destroy": False})
    store.add_override("metadata.team", "search")
    assert found(stack, RequireExpiry(), DefaultMetadata({"team": "others"})) == []
    assert found(stack, ProtectFromDestroy([VectorStore])) == [("stack/store", "lifecycle")]
    store.add_override("expires_after", None)
    assert found(stack, RequireExpiry()) == [("stack/store", "expires_after")]


def test_arguments_contain_overrides_as_the_cdk_merges_them(stack: Any, synth: Synth) -> None:
    answer = Response(
        stack,
        "answer",
        model="gpt-6.1-terra",
        input="Hi",
        metadata={"a": "1", "b": "2"},
        tools=[{"type": "web_search"}, {"type": "file_search", "vector_store_ids": ["vs_1"]}],
    )
    for path, value in (
        ("metadata", {"b": "3", "c": "4"}),
        ("tools.1.vector_store_ids", ["vs_2"]),
        ("reasoning.effort", "low"),
        ("input", None),
    ):
        answer.add_override(path, value)
    synthesized = synth()["resource"]["openai_response"]["answer"]
    assert guardrails.arguments_of(answer) == synthesized
    assert synthesized["tools"][1]["vector_store_ids"] == ["vs_1", "vs_2"]


@pytest.mark.parametrize(
    ("rotation", "reasons"),
    [
        ({"rotate_every": "90d"}, ["It is replaced every 90d."]),
        ({"rotate_when": {"a": "1"}}, []),
        ({}, []),
    ],
)
def test_a_key_that_is_replaced_regularly_expires_in_effect(
    stack: Any, rotation: dict[str, Any], reasons: list[str]
) -> None:
    team = Team(stack, "team")
    ServiceIdentity(team, "ci", **rotation).deliver_key_to(local_file("key"))
    report = guardrails.check(stack, [RequireExpiry()])
    expected = [] if reasons else ["stack/team/ci/key"]  # the account itself has no key
    assert [one.construct for one in report.errors] == expected
    assert [one.because for one in report.acknowledged] == reasons


def test_an_error_fails_the_synthesis_with_a_report(cdk: ModuleType, tmp_path: Path) -> None:
    app = cdk.App(outdir=str(tmp_path / "out"))
    stack = cdk.TerraformStack(app, "stack")
    file = tmp_path / "report.sarif"
    guardrails.apply(stack, [ForbidSecretsInState(), RequireExpiry(level="warning")], report=file)
    OpenaiProvider(stack, "openai")
    AdminApiKey(stack, "key", name="key", store_secret_in_state=True)
    with pytest.raises(RuntimeError, match="error: ForbidSecretsInState: stack/key: store_secret"):
        app.synth()
    results = json.loads(file.read_text())["runs"][0]["results"]
    assert [(one["ruleId"], one["level"]) for one in results] == [
        ("ForbidSecretsInState", "error"),
        ("RequireExpiry", "warning"),
    ]


class Broken(Rule):
    """Fails, or yields a text."""

    def __init__(self, problem: Any = None) -> None:
        super().__init__()
        self.problem = problem

    def check(self, elements: Sequence[Any]) -> Iterator[Any]:
        yield self.problem if self.problem is not None else {}["name"]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            Broken(),
            r"guardrails: the rule Broken has failed at .*test_guardrails.py:\d+: KeyError: 'name'",
        ),
        (Broken("wrong"), r"the rule Broken has failed.*: check must yield a Problem, not str"),
    ],
    ids=["exception", "text"],
)
def test_an_error_in_a_rule_names_the_rule_and_its_line(
    cdk: ModuleType, tmp_path: Path, rule: Rule, message: str
) -> None:
    app = cdk.App(outdir=str(tmp_path / "out"))
    stack = cdk.TerraformStack(app, "stack")
    OpenaiProvider(stack, "openai")
    guardrails.apply(stack, [rule])
    with pytest.raises(RuntimeError, match=message):
        app.synth()


def test_recommended_rules_accept_a_good_stack(stack: Any, synth: Synth) -> None:
    guardrails.apply(stack, RECOMMENDED)
    VectorStore(stack, "store", expires_after={"anchor": "last_active_at", "days": 7})
    assert synth()["resource"]["openai_vector_store"].keys() == {"store"}
    assert guardrails.check(stack, RECOMMENDED).findings == ()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda _: AllowedModels([]), "AllowedModels: models must be a list of at least one"),
        (lambda _: AllowedModels("gpt-6"), "models must be a list of strings, not str"),
        (lambda _: ForbidRetiredModels("soon"), 'must be a duration such as "90d", not "soon"'),
        (lambda _: ForbidRetiredModels(level="fatal"), 'level must be "error" or "warning"'),
        (lambda _: DefaultMetadata({"a" * 65: "b"}), "DefaultMetadata: "),
        (lambda _: ProtectFromDestroy([str]), "must contain classes of resources"),
        (
            lambda one: guardrails.apply(one, [RequireBudget]),
            r"is not a rule: write RequireBudget\(\)",
        ),
        (
            lambda one: guardrails.check(one, [RECOMMENDED]),
            r"a list of rules is not a rule: write `\*guardrails.RECOMMENDED`",
        ),
        (lambda one: acknowledge(one, "RequireBudgt", because="x"), "did you mean `RequireBudget`"),
        (lambda one: acknowledge(one, "RequireBudget", because=" "), "because cannot be empty"),
        (
            lambda one: [guardrails.apply(one, []), guardrails.apply(one, [])],
            "already has guardrails",
        ),
    ],
)
def test_the_error_of_a_wrong_use_shows_the_right_use(
    stack: Any, wrong: Callable[[Any], object], message: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        wrong(stack)


def test_the_guide_is_correct(
    cdk: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = ROOT / "docs" / "guides" / "guardrails.md"
    program, test, rule = (block.text for block in blocks(guide, "python"))
    [console] = (block.text for block in blocks(guide, "console"))
    monkeypatch.chdir(tmp_path)
    main = tmp_path / "main.py"
    program = program.replace("from cdktf import", f"from {cdk.__name__} import")
    # The process of the CDK stays in its own folder, in which `App()` would write.
    main.write_text(program.replace("App()", f'App(outdir="{tmp_path / "cdktf.out"}")'))
    names = runpy.run_path(str(main))
    [run] = json.loads(Path("guardrails.sarif").read_text())["runs"]
    lines = [
        (
            one["locations"][0]["physicalLocation"]["region"]["startLine"],
            "acknowledged" if "suppressions" in one else one["level"],
            one["ruleId"],
        )
        for one in run["results"]
    ]
    assert lines == [
        (int(number), level, name)
        for number, level, name in re.findall(r"main.py:(\d+): (\w+): (\w+):", console)
    ]
    exec(test, names)  # noqa: S102 - the guide is our own
    names["test_the_stack_has_no_findings"]()
    exec(rule, names)  # noqa: S102 - the guide is our own
    [finding] = guardrails.check(names["stack"], [names["RequirePrefix"]()]).findings
    assert (finding.rule, finding.construct) == ("RequirePrefix", "guardrails/search")
