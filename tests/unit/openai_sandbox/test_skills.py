"""Skills: valid bundles, the numbers of versions, and the deletion of versions."""

from __future__ import annotations

import io
import zipfile

import openai
import pytest

MANIFEST = b"---\nname: clerk\ndescription: Files papers.\n---\n\nFile them by date.\n"
OTHER = MANIFEST.replace(b"Files papers.", b"Finds papers.")


def zipped(**files: bytes) -> tuple[str, bytes, str]:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return ("clerk.zip", stream.getvalue(), "application/zip")


BUNDLE = zipped(**{"clerk/SKILL.md": MANIFEST, "clerk/scripts/sort.py": b"print()\n"})


def test_name_and_description_come_from_skill_md(client: openai.OpenAI) -> None:
    created = client.skills.create(files=BUNDLE)
    assert (created.name, created.description) == ("clerk", "Files papers.")
    assert (created.default_version, created.latest_version) == ("1", "1")


def test_several_files_equal_their_zip_file(client: openai.OpenAI) -> None:
    parts = [("clerk/SKILL.md", MANIFEST), ("clerk/a.txt", b"a")]
    created = client.skills.create(files=parts)
    with zipfile.ZipFile(io.BytesIO(client.skills.content.retrieve(created.id).content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(parts)


@pytest.mark.parametrize(
    "files",
    [
        {"SKILL.md": MANIFEST},
        {"clerk/SKILL.md": MANIFEST, "other/a.txt": b""},
        {"clerk/a.txt": b""},
        {"clerk/SKILL.md": MANIFEST, "clerk/more/skill.md": MANIFEST},
        {"clerk/SKILL.md": b"Files papers."},
        {"clerk/SKILL.md": b"---\nname: clerk\n---\n"},
        {f"clerk/{number}": b"" for number in range(500)} | {"clerk/SKILL.md": MANIFEST},
    ],
)
def test_an_invalid_bundle_is_refused(client: openai.OpenAI, files: dict[str, bytes]) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.skills.create(files=zipped(**files))
    assert refused.value.param == "files"


def test_a_new_version_becomes_the_default_on_request(client: openai.OpenAI) -> None:
    skill = client.skills.create(files=BUNDLE).id
    second = client.skills.versions.create(skill, files=zipped(**{"clerk/SKILL.md": OTHER}))
    response = client.skills.retrieve(skill)
    assert (second.version, response.default_version, response.latest_version) == ("2", "1", "2")
    assert response.description == "Files papers."
    client.skills.versions.create(skill, files=zipped(**{"clerk/SKILL.md": OTHER}), default=True)
    response = client.skills.retrieve(skill)
    assert (response.default_version, response.description) == ("3", "Finds papers.")
    assert client.skills.update(skill, default_version="1").description == "Files papers."
    listed = client.skills.versions.list(skill, limit=2)
    assert [one.version for one in listed] == ["3", "2", "1"]


def test_the_default_version_is_deletable_only_as_the_last_version(
    client: openai.OpenAI,
) -> None:
    skill = client.skills.create(files=BUNDLE).id
    client.skills.versions.create(skill, files=BUNDLE)
    with pytest.raises(openai.BadRequestError):
        client.skills.versions.delete("1", skill_id=skill)
    with pytest.raises(openai.NotFoundError):
        client.skills.update(skill, default_version="3")
    assert client.skills.versions.delete("2", skill_id=skill).version == "2"
    assert client.skills.versions.create(skill, files=BUNDLE).version == "3"
    client.skills.versions.delete("3", skill_id=skill)
    client.skills.versions.delete("1", skill_id=skill)
    with pytest.raises(openai.NotFoundError):
        client.skills.retrieve(skill)
