"""Speech of the sandbox: silence in a WAV file, with the text in a comment, so that the sandbox understands its own speech."""

from __future__ import annotations

import io
import struct
import wave

_RATE = 24_000
_SAMPLES_PER_WORD = 240
_COMMENT = b"LIST", b"INFOICMT"


def silence(text: str) -> bytes:
    """Return the speech for a text: silence of 16 bits and 24 kHz, which is longer for a longer text."""
    return bytes(2 * _SAMPLES_PER_WORD * max(1, len(text.split())))


def wav(samples: bytes, comment: str) -> bytes:
    """Return a WAV file."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(samples)
    content = stream.getvalue()
    text = comment.encode() + b"\0"
    text += b"\0" * (len(text) % 2)
    info = _COMMENT[1] + struct.pack("<I", len(text)) + text
    body = content[8:] + _COMMENT[0] + struct.pack("<I", len(info)) + info
    return content[:4] + struct.pack("<I", len(body)) + body


def spoken_text(content: bytes) -> str | None:
    """Return the text of a file of the sandbox, None if it is a file of another program."""
    place = content.find(_COMMENT[1])
    if place < 0:
        return None
    start = place + len(_COMMENT[1]) + 4
    (size,) = struct.unpack("<I", content[start - 4 : start])
    return content[start : start + size].rstrip(b"\0").decode()
