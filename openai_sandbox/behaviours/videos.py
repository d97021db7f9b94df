"""Videos. Each read finishes a stage: they are queued, then in progress, then completed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openai_sandbox import crud
from openai_sandbox.behaviours.unfinished_work import POLL_HEADER, next_stage, started
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid
from openai_sandbox.store import Record

_DAY = 24 * 3600
_VIDEOS = "/videos"
_VIDEO = {"object": "video", "model": "sora-2", "seconds": "4", "size": "720x1280"}
_CONTENT = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"


def create_video(call: Call) -> Answer:
    """Create a video. It is queued."""
    return _create_video(call)


def edit_video(call: Call) -> Answer:
    """Create a video from another one, which the body names or contains."""
    given = call.body["video"]
    if isinstance(given, Mapping):
        _existing_video(call, given["id"])
    return _create_video(call)


def remix_video(call: Call) -> Answer:
    """Create a video from the video in the path."""
    source = _existing_video(call, call.params["video_id"])
    return _create_video(call, remixed_from_video_id=source.id)


def _existing_video(call: Call, identifier: str) -> Record:
    record = crud.find(call, _VIDEOS, identifier)
    if record is None:
        raise crud.missing(f"{_VIDEOS}/{identifier}")
    return record


def _create_video(call: Call, **facts: Any) -> Answer:
    known = {name: call.body.get(name) or one for name, one in _VIDEO.items()}
    known |= {"status": "queued", "progress": 0, "error": None, "completed_at": None, **facts}
    record = crud.create(call, known, extra=started(call), collection=_VIDEOS)
    return Answer(body=record.wire, headers=POLL_HEADER)


def read_content(call: Call) -> Answer:
    """Return the content of a completed video: the beginning of an MP4 file, without pictures."""
    video = crud.load(call)
    if video.wire["status"] != "completed":
        raise invalid(f"Video is not ready yet: its status is '{video.wire['status']}'.")
    return Answer(content=[_CONTENT], media_type="video/mp4")


def read_video(call: Call) -> Answer:
    """Read a video. It expires a day after it is completed."""
    video = crud.load(call)
    expires = {"completed_at": call.now, "expires_at": call.now + _DAY, "progress": 100}
    next_stage(call, video, lambda: expires)
    return Answer(body=video.wire, headers=POLL_HEADER)


HANDLERS = {
    "POST /videos": create_video,
    "POST /videos/edits": edit_video,
    "POST /videos/extensions": edit_video,
    "POST /videos/{video_id}/remix": remix_video,
    "GET /videos/{video_id}/content": read_content,
    "GET /videos/{video_id}": read_video,
}
