"""Models in examples and pages exist long enough, and models that OpenAI shuts down cause a warning."""

from __future__ import annotations

import datetime as dt
import functools
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import openai
import pytest

from provider_shim.engine.declaration import Declaration
from provider_shim.patterns.model_names import doubt, slip
from provider_shim.provider import Provider
from provider_shim.rules.model_retirements import RETIREMENTS, by_model, retired
from provider_shim.vocabulary.schema import AnyOf, Attribute, Collection, Dynamic, Object
from tests.terraform_core import configured
from tools.examples import ROOT

SHORTEST_LIFE = dt.timedelta(days=90)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]")
SHOWN = sorted(
    {*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.py")}
    - {ROOT / "CHANGELOG.md"}  # models of the past can have ended
)
WITHOUT_SUCCESSOR = {
    "fine_tun": "OpenAI trains no model that lives longer.",
    "fine-tun": "OpenAI trains no model that lives longer.",
    "text_to_speech": "OpenAI has no other models for this.",
    "audio_transcription": "One example speaks first what another hears; pages name what ends.",
    "usage_": "What was used may be history.",
}
"""Parts of the names of files that can show models that end soon, if the page contains the date."""


@functools.cache
def day_of_release() -> dt.date:
    """Return the day of the newest release in the changelog. If it is unreleased, return the day of the last commit."""
    found = re.search(
        r"^## \[(.+?)\](?: - (.+))?$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE
    )
    assert found is not None
    log = subprocess.run(
        ["git", "log", "-1", "--format=%cs"], cwd=ROOT, text=True, capture_output=True, check=False
    )
    if not found[2] and log.returncode:  # a copy without its history
        changed = (ROOT / "CHANGELOG.md").stat().st_mtime
        return dt.datetime.fromtimestamp(changed, tz=dt.UTC).date()
    return dt.date.fromisoformat((found[2] or log.stdout).strip())


def ending(text: str, soonest: dt.date) -> dict[str, str]:
    """Return the models in a text that end before a day, with their dates."""
    named = {name for name in NAME.findall(text) if name in by_model()}
    return {
        name: by_model()[name].date
        for name in sorted(named)
        if dt.date.fromisoformat(by_model()[name].date) < soonest
    }


@pytest.mark.parametrize("file", SHOWN, ids=lambda file: str(file.relative_to(ROOT)))
def test_shown_models_exist_long_enough_after_the_release(file: Path) -> None:
    text = file.read_text()
    found = ending(text, day_of_release() + SHORTEST_LIFE)
    if any(part in file.name for part in WITHOUT_SUCCESSOR):
        found = {
            name: day for name, day in found.items() if file.suffix == ".md" and day not in text
        }
    assert found == {}, "show a model that lives longer: see provider_shim/rules/model_retirements"


def test_no_successor_ends_before_its_predecessor() -> None:
    for one in RETIREMENTS:
        if one.successor:
            end = by_model().get(one.successor)
            assert end is None or end.date > one.date
            assert slip(one.successor) is None


def package_dates() -> Mapping[str, str]:
    """Return the dates on which models end, from the descriptions in the package."""
    found: dict[str, str] = {}
    for file in Path(openai.__file__).parent.rglob("*.py"):
        text = re.sub(r"\s*\n\s*", " ", file.read_text())
        for names, day in re.findall(
            r'- ((?:"[a-z0-9.-]+"(?:, )?)+): Announced shutdown date: (\d{4}-\d\d-\d\d)', text
        ):
            found |= dict.fromkeys(re.findall(r'"([^"]+)"', names), day)
    return found


def test_models_end_on_the_date_in_the_openai_package() -> None:
    dates = package_dates()
    assert len(dates) > 50, "the descriptions of the package have another form now"
    ours = {name: one.date for name, one in by_model().items()}
    assert {name: ours.get(name) for name in dates} == dates


def models(attributes: Mapping[str, Attribute]) -> Iterator[Attribute]:
    for name, attribute in attributes.items():
        if attribute.configurable:
            yield from [attribute] if name == "model" else _within(attribute)


def _within(attribute: Attribute | None) -> Iterator[Attribute]:
    match attribute:
        case Object():
            yield from models(attribute.attributes)
        case Collection():
            yield from _within(attribute.element)
        case Dynamic():
            yield from _within(attribute.shape)
        case AnyOf():
            for each in attribute.alternatives:
                yield from _within(each)


LOOKS_UP = {"openai_project_rate_limit", "openai_chat_completions"}
"""Objects with the name of a model that they do not call."""


def test_every_model_argument_warns_about_a_model_that_ends(
    declaration: type[Declaration],
) -> None:
    for attribute in models(declaration.schema.attributes):
        if declaration.type_name not in LOOKS_UP:
            assert attribute.doubt is doubt


@pytest.mark.parametrize(
    ("model", "end", "successor"),
    [
        ("gpt-5-mini", "2026-12-11", "gpt-6.1-terra"),
        ("o4-mini", "2026-10-23", "gpt-5.6-terra"),
        ("gpt-4o", "2027-01-14", "gpt-6-luna"),
        ("gpt-4o-mini-2024-07-18", "2027-01-14", "gpt-6-luna"),
        ("ft:gpt-4o-mini-2024-07-18:acme:support:A1b2C3d4", "2027-01-14", "gpt-6-luna"),
        ("gpt-4o-mini-tts", "2027-01-06", None),
        ("gpt-realtime", "2027-01-20", "gpt-realtime-2.1"),
        ("gpt-5.1", "2027-04-01", None),
    ],
)
def test_the_plan_warns_about_a_model_that_ends(
    model: str, end: str, successor: str | None
) -> None:
    sentence = retired(model)
    assert sentence is not None
    assert f'"{model}" on {end}' in sentence
    assert (f'use "{successor}"' if successor else "deprecations") in sentence
    provider = Provider()
    schema = provider.resources["openai_response"].schema.attributes
    config = configured(schema, {"model": model, "input": "Hi."})
    (warning,) = provider.validate_resource("openai_response", config)
    assert (warning.severity.name, warning.path) == ("WARNING", ("model",))
    assert sentence in warning.detail


@pytest.mark.parametrize("model", ["gpt-6-luna", "gpt-6.1-terra", "my-own-model", "gpt-4o-acme"])
def test_a_model_without_an_announced_end_causes_no_warning(model: str) -> None:
    assert retired(model) is None
