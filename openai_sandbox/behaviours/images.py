"""Images: a PNG file of one pixel for every requested format. Its colour depends only on the request."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from typing import Any

from openai_sandbox.behaviours import models, streams
from openai_sandbox.behaviours.chat import count_tokens
from openai_sandbox.calls import Answer, Call, Upload
from openai_sandbox.errors import invalid
from openai_sandbox.synthesis import build

_MEDIA_TYPES = {"image/png", "image/jpeg", "image/webp"}
_DEFAULT_MODEL = "gpt-image-1.5"
_TOKENS = 272


def generate(call: Call) -> Answer:
    """Generate images."""
    return _answer(call, call.body["prompt"], 0, "image_generation")


def edit(call: Call) -> Answer:
    """Edit images. The files and the mask must be images."""
    given = call.body["image"]
    images = given if isinstance(given, list) else [given]
    seen = [call.body["prompt"]]
    for name, one in [*(("image", one) for one in images), ("mask", call.body.get("mask"))]:
        if isinstance(one, Upload):
            seen.append(_digest(name, one))
    return _answer(call, "\n".join(seen), len(images), "image_edit")


def vary(call: Call) -> Answer:
    """Return variations of an image."""
    upload = call.upload("image")
    call.body.setdefault("model", "dall-e-2")
    return _answer(call, f"variation of {_digest('image', upload)}", 1, "image_variation")


def _digest(name: str, upload: Upload) -> str:
    if upload.media_type not in _MEDIA_TYPES:
        raise invalid(
            f"Invalid file '{upload.filename}': unsupported mimetype ('{upload.media_type}'). "
            "Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.",
            name,
            "unsupported_file_mimetype",
        )
    return f"{name} {hashlib.sha256(upload.stream.read()).hexdigest()}"


def _answer(call: Call, question: str, images: int, kind: str) -> Answer:
    body = call.body
    model = body.get("model") or _DEFAULT_MODEL
    models.require(call, model)
    count = body.get("n") or 1
    is_old = model.startswith("dall-e-")
    pictures = [picture(f"{model}\n{question}\n{number}") for number in range(count)]
    text = count_tokens(body.get("prompt") or "")
    known: dict[str, Any] = {
        "created": call.now,
        "data": [_image(one, body, is_old=is_old) for one in pictures],
        "output_format": body.get("output_format") or "png",
        "quality": _chosen(body.get("quality"), "medium"),
        "background": _chosen(body.get("background"), "opaque"),
        "size": _chosen(body.get("size"), "1024x1024"),
        "usage": {
            "input_tokens": text + images * _TOKENS,
            "input_tokens_details": {"text_tokens": text, "image_tokens": images * _TOKENS},
            "output_tokens": count * _TOKENS,
            "total_tokens": text + (images + count) * _TOKENS,
        },
    }
    if body.get("stream") and not is_old:
        return streams.images(known, kind, body.get("partial_images") or 0)
    return Answer(body=build(call.operation.answer, known))


def _image(content: bytes, body: dict[str, Any], *, is_old: bool) -> dict[str, Any]:
    if is_old and body.get("response_format") != "b64_json":
        return {"url": f"https://example.com/{hashlib.sha256(content).hexdigest()}.png"}
    return {"b64_json": base64.b64encode(content).decode()}


def _chosen(given: str | None, default: str) -> str:
    return default if given in {None, "auto"} else str(given)


def picture(seed: str) -> bytes:
    """Return a PNG of one pixel, whose colour depends on a text."""
    colour = hashlib.sha256(seed.encode()).digest()[:3]
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" + colour)
    chunks = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


HANDLERS = {
    "POST /images/generations": generate,
    "POST /images/edits": edit,
    "POST /images/variations": vary,
}
