"""Speech and transcripts. The sandbox can transcribe its own speech, which is a WAV file for every format except ``pcm``."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from openai_sandbox import sounds
from openai_sandbox.behaviours import models, streams
from openai_sandbox.behaviours.chat import count_tokens
from openai_sandbox.calls import Answer, Call
from openai_sandbox.errors import invalid

_SECONDS_PER_WORD = 0.4
_FORMATS = ("flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm")
_MEDIA_TYPES = {"mp3": "audio/mpeg", "opus": "audio/ogg", "pcm": "audio/pcm"}


def speak(call: Call) -> Answer:
    """Return speech for a text."""
    body = call.body
    models.require(call, body["model"])
    form = body.get("response_format") or "mp3"
    samples = sounds.silence(body["input"])
    content = samples if form == "pcm" else sounds.wav(samples, body["input"])
    if body.get("stream_format") == "sse":
        return _streamed(body, content)
    return Answer(content=[content], media_type=_MEDIA_TYPES.get(form, f"audio/{form}"))


def _streamed(body: dict[str, Any], content: bytes) -> Answer:
    read, spoken = count_tokens(body["input"]), 10 * len(body["input"].split())
    usage = {"input_tokens": read, "output_tokens": spoken, "total_tokens": read + spoken}
    return streams.named(
        [
            {"type": "speech.audio.delta", "audio": base64.b64encode(content).decode()},
            {"type": "speech.audio.done", "usage": usage},
        ]
    )


def translate(call: Call) -> Answer:
    """Return a translation in the requested format. The sandbox knows no languages, so it is the transcript."""
    answer = transcribe(call)
    if call.body.get("response_format") in {None, "json"}:
        return Answer(body={"text": answer.body["text"]})
    return answer


def transcribe(call: Call) -> Answer:
    """Return a transcript in the requested format."""
    body = call.body
    upload = call.upload("file")
    models.require(call, body["model"])
    if upload.filename.rpartition(".")[2].lower() not in _FORMATS:
        raise invalid(f"Unrecognized file format. Supported formats: {list(_FORMATS)}", "file")
    content = upload.stream.read()
    text = sounds.spoken_text(content) or f"A sound of {len(content)} bytes."
    form = body.get("response_format") or "json"
    if form in {"text", "srt", "vtt"}:
        rendered = "".join(_lines(form, text))
        return Answer(content=[rendered.encode()], media_type="text/plain")
    render = {"json": _brief, "verbose_json": _verbose, "diarized_json": _diarized}[form]
    transcript = render(body, text)
    if body.get("stream") and body["model"] != "whisper-1":  # this model ignores `stream`
        return streams.transcript(transcript)
    return Answer(body=transcript)


def _duration(text: str) -> float:
    return round(_SECONDS_PER_WORD * len(text.split()), 3)


def _usage(text: str) -> dict[str, Any]:
    heard, written = 10 * len(text.split()), count_tokens(text)
    return {
        "type": "tokens",
        "input_tokens": heard,
        "input_token_details": {"audio_tokens": heard, "text_tokens": 0},
        "output_tokens": written,
        "total_tokens": heard + written,
    }


def _brief(body: dict[str, Any], text: str) -> dict[str, Any]:
    answer: dict[str, Any] = {"text": text, "usage": _usage(text)}
    if "logprobs" in (body.get("include") or ()):
        answer["logprobs"] = [
            {"token": word, "logprob": -0.01, "bytes": list(word.encode())} for word in text.split()
        ]
    if body["model"] == "gpt-transcribe":
        answer["languages"] = [{"code": body.get("language") or "en"}]
    return answer


def _verbose(body: dict[str, Any], text: str) -> dict[str, Any]:
    wanted = body.get("timestamp_granularities") or ["segment"]
    answer: dict[str, Any] = {
        "text": text,
        "language": "english",
        "duration": _duration(text),
        "usage": {"type": "duration", "seconds": max(1, round(_duration(text)))},
    }
    if "segment" in wanted:
        answer["segments"] = [
            {
                "id": 0,
                "seek": 0,
                "start": 0.0,
                "end": _duration(text),
                "text": text,
                "tokens": list(range(count_tokens(text))),
                "temperature": body.get("temperature") or 0.0,
                "avg_logprob": -0.25,
                "compression_ratio": 1.0,
                "no_speech_prob": 0.01,
            }
        ]
    if "word" in wanted:
        answer["words"] = [
            {
                "word": word,
                "start": round(number * _SECONDS_PER_WORD, 3),
                "end": round((number + 1) * _SECONDS_PER_WORD, 3),
            }
            for number, word in enumerate(text.split())
        ]
    return answer


def _diarized(body: dict[str, Any], text: str) -> dict[str, Any]:
    speaker = next(iter(body.get("known_speaker_names") or ()), "A")
    segment = {
        "type": "transcript.text.segment",
        "id": "seg_001",
        "start": 0.0,
        "end": _duration(text),
        "text": text,
        "speaker": speaker,
    }
    return {
        "task": "transcribe",
        "duration": _duration(text),
        "text": text,
        "segments": [segment],
        "usage": _usage(text),
    }


def _lines(form: str, text: str) -> Iterator[str]:
    seconds = _duration(text)
    end = f"{int(seconds // 3600):02}:{int(seconds // 60 % 60):02}:{seconds % 60:06.3f}"
    if form == "text":
        yield f"{text}\n"
    elif form == "vtt":
        yield f"WEBVTT\n\n00:00:00.000 --> {end}\n{text}\n\n"
    else:
        yield f"1\n00:00:00,000 --> {end.replace('.', ',')}\n{text}\n\n\n"


HANDLERS = {
    "POST /audio/speech": speak,
    "POST /audio/transcriptions": transcribe,
    "POST /audio/translations": translate,
}
