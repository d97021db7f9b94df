"""Images: generated images depend on the request. Edits accept only images."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

from tests.sandbox import Sandbox

MODEL = "gpt-image-2"


def pixel(expected_text: dict[str, Any]) -> bytes:
    """Check every part of a PNG file, and return the colour of its pixel."""
    rest = base64.b64decode(expected_text["b64_json"])
    assert rest.startswith(b"\x89PNG\r\n\x1a\n")
    rest, chunks = rest[8:], {}
    while rest:
        (size,) = struct.unpack(">I", rest[:4])
        kind, content = rest[4:8], rest[8 : 8 + size]
        assert struct.unpack(">I", rest[8 + size : 12 + size])[0] == zlib.crc32(kind + content)
        chunks[kind], rest = content, rest[12 + size :]
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    return zlib.decompress(chunks[b"IDAT"])[1:]


def test_generated_images_are_valid_and_depend_on_the_prompt(sandbox: Sandbox) -> None:
    def request(prompt: str, **more: Any) -> dict[str, Any]:
        body = {"model": MODEL, "prompt": prompt, **more}
        answer: dict[str, Any] = sandbox.client.post("/images/generations", json=body).json()
        return answer

    two = request("A hat.", n=2, output_format="webp")
    assert two["output_format"] == "webp"
    assert pixel(two["data"][0]) != pixel(two["data"][1])
    assert two["data"][0] == request("A hat.")["data"][0]
    assert two["data"][0] != request("A cat.")["data"][0]
    assert two["usage"]["total_tokens"] > two["usage"]["output_tokens"]


def test_old_models_return_a_url(sandbox: Sandbox) -> None:
    body = {"model": "dall-e-3", "prompt": "A hat."}
    (item,) = sandbox.client.post("/images/generations", json=body).json()["data"]
    assert item["url"].startswith("https://")
    body["response_format"] = "b64_json"
    (item,) = sandbox.client.post("/images/generations", json=body).json()["data"]
    assert pixel(item)


def test_an_edit_uses_all_images_and_refuses_other_files(sandbox: Sandbox) -> None:
    def request(*files: tuple[str, tuple[str, bytes, str]]) -> Any:
        body = {"model": MODEL, "prompt": "A hat."}
        return sandbox.client.post("/images/edits", data=body, files=list(files))

    one = ("image[]", ("a.png", b"a", "image/png"))
    other = ("image[]", ("b.png", b"b", "image/png"))
    mask = ("mask", ("m.png", b"m", "image/png"))
    response = [request(one).json(), request(one, other).json(), request(one, other, mask).json()]
    assert len({pixel(answer["data"][0]) for answer in response}) == 3
    refused = request(("image", ("a.txt", b"a", "application/octet-stream")))
    assert refused.status_code == 400
    assert "unsupported mimetype" in refused.json()["error"]["message"]
    assert request().status_code == 400
