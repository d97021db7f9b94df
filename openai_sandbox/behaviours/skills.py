"""Skills: bundles of files that are stored as zip files, and their versions. A version number is never used again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from openai_sandbox import crud, rendering
from openai_sandbox.calls import Answer, Call, Upload
from openai_sandbox.errors import ApiError, invalid
from openai_sandbox.ids import new_id
from openai_sandbox.store import Record
from openai_sandbox.synthesis import build

_SKILLS = "/skills"
_VERSION = "/skills/{skill_id}/versions/{version}"
_MAX_FILES = 500
_MAX_FILE_BYTES, _MAX_ZIP_BYTES = 25 * 1024 * 1024, 50 * 1024 * 1024
_MANIFEST = "skill.md"
_MAX_CHARACTERS = {"name": 64, "description": 1024}

Files = Mapping[str, bytes]


def create(call: Call) -> Answer:
    """Create a skill. Its first version is the default version."""
    files = _uploaded_files(call)
    front_matter = _front_matter(files)
    first = {"default_version": "1", "latest_version": "1"}
    record = crud.create(call, {**front_matter, **first, "object": "skill"}, extra={"count": 0})
    _add_version(call, record, files, front_matter)
    return Answer(body=record.wire)


def update(call: Call) -> Answer:
    """Set the default version of a skill. The version must exist."""
    record = crud.load(call)
    _make_default(call, record, _version(call, record.id, call.body["default_version"]))
    return Answer(body=record.wire)


def delete(call: Call) -> Answer:
    """Delete a skill and all its versions."""
    record = crud.load(call)
    _delete_skill(call, record)
    return Answer(body=rendering.deleted(call, record))


def create_version(call: Call) -> Answer:
    """Create a version. If it becomes the default version, the skill gets its name and description."""
    skill = _skill(call)
    files = _uploaded_files(call)
    version = _add_version(call, skill, files, _front_matter(files))
    if call.body.get("default") is True:
        _make_default(call, skill, version)
    return Answer(body=version.wire)


def list_versions(call: Call) -> Answer:
    """List the versions, the newest first by default. The cursor is the id of a version."""
    _skill(call)
    return crud.list_items(call)


def read_version(call: Call) -> Answer:
    """Read a version."""
    return Answer(body=_version(call, _skill(call).id, call.params["version"]).wire)


def delete_version(call: Call) -> Answer:
    """Delete a version that is not the default version. The deletion of the only version deletes the skill."""
    skill = _skill(call)
    version = _version(call, skill.id, call.params["version"])
    answer = {"id": version.id, "version": version.wire["version"], "deleted": True}
    body = build(call.operation.answer, answer)
    if call.store.count(version.collection) == 1:
        _delete_skill(call, skill)
    elif version.wire["version"] == skill.wire["default_version"]:
        raise invalid("Cannot delete the default version. Set another default version first.")
    else:
        call.store.delete(version.collection, version.id)
        call.store.delete_blob(version.id)
        skill.wire["latest_version"] = call.store.all(version.collection)[-1].wire["version"]
        call.store.save(skill)
    return Answer(body=body)


def read_content(call: Call) -> Answer:
    """Return the files of a version as a zip file. Without a version in the path, return those of the default version."""
    skill = _skill(call)
    number = call.params.get("version", skill.wire["default_version"])
    version = _version(call, skill.id, number)
    return Answer(content=call.store.read_blob(version.id), media_type="application/zip")


# --- versions -----------------------------------------------------------------------------------------------------


def _skill(call: Call) -> Record:
    identifier = call.params["skill_id"]
    record = crud.find(call, _SKILLS, identifier)
    if record is None:
        raise crud.missing(f"{_SKILLS}/{identifier}")
    return record


def _version(call: Call, skill: str, number: str) -> Record:
    collection = f"{_SKILLS}/{skill}/versions"
    for record in call.store.all(collection):
        if record.wire["version"] == number:
            return record
    raise crud.missing(f"{collection}/{number}")


def _add_version(
    call: Call, skill: Record, files: Files, front_matter: Mapping[str, str]
) -> Record:
    skill.extra["count"] += 1
    number = str(skill.extra["count"])
    identifier = new_id("skillver_")
    operation = call.operations.get(f"GET {_VERSION}")
    facts = {
        "object": "skill.version",
        "id": identifier,
        "skill_id": skill.id,
        "version": number,
        "created_at": call.now,
        **front_matter,
    }
    record = call.store.insert(
        Record(
            collection=f"{_SKILLS}/{skill.id}/versions",
            id=identifier,
            shape=operation.shape if operation else "skill version",
            wire=facts,
        )
    )
    call.store.write_blob(record.id, [_packed(files)])
    skill.wire["latest_version"] = number
    call.store.save(skill)
    return record


def _make_default(call: Call, skill: Record, version: Record) -> None:
    skill.wire["default_version"] = version.wire["version"]
    skill.wire.update({name: version.wire[name] for name in _MAX_CHARACTERS})
    call.store.save(skill)


def _delete_skill(call: Call, skill: Record) -> None:
    for version in call.store.all(f"{_SKILLS}/{skill.id}/versions"):
        call.store.delete_blob(version.id)
    call.store.delete(_SKILLS, skill.id)


# --- files --------------------------------------------------------------------------------------------------------


def _uploaded_files(call: Call) -> Files:
    """Return the uploaded files, or the files in an uploaded zip file, by path."""
    given = call.body["files"]
    uploads = given if isinstance(given, list) else [given]
    if not uploads or not all(isinstance(one, Upload) for one in uploads):
        raise invalid("Invalid type for 'files': expected files.", "files", "invalid_type")
    if len(uploads) == 1 and uploads[0].filename.lower().endswith(".zip"):
        return _checked(_unpacked(uploads[0]))
    return _checked((one.filename, one.stream.read()) for one in uploads)


def _unpacked(upload: Upload) -> Iterable[tuple[str, bytes]]:
    if upload.size > _MAX_ZIP_BYTES:
        raise ApiError(
            413, f"The zip file has {upload.size} bytes; at most {_MAX_ZIP_BYTES} are allowed."
        )
    try:
        with zipfile.ZipFile(upload.stream) as archive:
            return [
                (entry.filename, archive.read(entry))
                for entry in archive.infolist()
                if not entry.is_dir()
            ]
    except zipfile.BadZipFile as error:
        raise invalid(f"Invalid zip file: {error}.", "files") from error


def _checked(members: Iterable[tuple[str, bytes]]) -> Files:
    files = dict(members)
    if len(files) > _MAX_FILES:
        raise invalid(f"{len(files)} files; at most {_MAX_FILES} are allowed.", "files")
    if any(len(content) > _MAX_FILE_BYTES for content in files.values()):
        raise invalid(f"A file has more than {_MAX_FILE_BYTES} bytes.", "files")
    if len({path.partition("/")[0] for path in files}) != 1 or not all(
        "/" in path for path in files
    ):
        raise invalid("All files must be in a single top-level folder.", "files")
    return files


def _front_matter(files: Files) -> dict[str, str]:
    manifests = [path for path in files if path.rpartition("/")[2].lower() == _MANIFEST]
    if len(manifests) != 1:
        raise invalid(f"Expected exactly one SKILL.md, but found {len(manifests)}.", "files")
    begin, _, rest = files[manifests[0]].decode(errors="replace").partition("---\n")
    fields = dict(
        line.split(": ", 1) for line in rest.partition("\n---")[0].splitlines() if ": " in line
    )
    front_matter = {name: fields.get(name, "").strip("\"' ") for name in _MAX_CHARACTERS}
    for name, most in _MAX_CHARACTERS.items():
        if begin or not 0 < len(front_matter[name]) <= most:
            raise invalid(
                f"SKILL.md needs front matter with '{name}', of at most {most} characters.", "files"
            )
    return front_matter


def _packed(files: Files) -> Any:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    stream.seek(0)
    return stream


HANDLERS = {
    "POST /skills": create,
    "POST /skills/{skill_id}": update,
    "DELETE /skills/{skill_id}": delete,
    "GET /skills/{skill_id}/content": read_content,
    "POST /skills/{skill_id}/versions": create_version,
    "GET /skills/{skill_id}/versions": list_versions,
    f"GET {_VERSION}": read_version,
    f"DELETE {_VERSION}": delete_version,
    f"GET {_VERSION}/content": read_content,
}
