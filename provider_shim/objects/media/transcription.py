"""Requests for transcripts and their answers: the common part of resource, data source and ephemeral resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provider_shim.engine.call import Values
from provider_shim.patterns.attributes import string_or
from provider_shim.patterns.enclosures import Encloses, enclosure
from provider_shim.patterns.model_names import model_name
from provider_shim.patterns.one_shot import OneShotRequest
from provider_shim.patterns.uploads import ONE_REQUEST
from provider_shim.vocabulary.rest import Json, Rest
from provider_shim.vocabulary.schema import (
    Attribute,
    Dynamic,
    Float,
    Integer,
    ListOf,
    Object,
    String,
)

_PLAIN_TEXT = {"text", "srt", "vtt"}
"""The formats in which the answer is not JSON."""

ARGUMENTS: dict[str, Attribute] = {
    "file": enclosure(
        "recording",
        "The recording: `flac`, `mp3`, `mp4`, `mpeg`, `mpga`, `m4a`, `ogg`, `wav` or `webm`. OpenAI accepts at most 25 MB.",
        required=True,
    ),
    "model": model_name(
        required=True,
        doc="The id of the model, such as `gpt-transcribe`, or `gpt-4o-transcribe-diarize` to identify speakers.",
    ),
    "language": String(
        optional=True, doc="The language of the recording as an ISO 639-1 code, such as `en`."
    ),
    "languages": ListOf(
        String(),
        optional=True,
        min_items=1,
        doc="The possible languages of the recording as ISO 639-1 codes, for `gpt-transcribe`.",
    ),
    "keywords": ListOf(
        String(),
        optional=True,
        doc="Words and phrases that may occur in the recording, for `gpt-transcribe`.",
    ),
    "prompt": String(
        optional=True,
        doc="A text that guides the style of the transcript, or the text of an earlier part of the recording. Not for "
        "`gpt-4o-transcribe-diarize`.",
    ),
    "response_format": String(
        optional=True,
        enum=("json", "text", "srt", "verbose_json", "vtt", "diarized_json"),
        doc="The format of the answer: `json`, `text`, `srt` or `vtt` (subtitles), `verbose_json` (with times) or "
        "`diarized_json` (with speakers). Not every model supports every format. Defaults to `json`.",
    ),
    "temperature": Float(
        optional=True,
        minimum=0.0,
        maximum=1.0,
        doc="The sampling temperature, from 0 to 1. A higher value makes the transcript more random. Defaults to 0.",
    ),
    "include": ListOf(
        String(enum=("logprobs",)),
        optional=True,
        doc="Additional fields to return: `logprobs`.",
    ),
    "timestamp_granularities": ListOf(
        String(enum=("word", "segment")),
        optional=True,
        doc='The parts that get times in `verbose_json`: `word`, `segment` or both. Defaults to `["segment"]`.',
    ),
    "chunking_strategy": Dynamic(
        string_or(
            Object(
                {
                    "type": String(
                        required=True,
                        enum=("server_vad",),
                        doc="The kind of chunking: `server_vad` (at silence).",
                    ),
                    "prefix_padding_ms": Integer(
                        optional=True,
                        doc="The audio before the speech that is included, in milliseconds. Defaults to 300.",
                    ),
                    "silence_duration_ms": Integer(
                        optional=True,
                        doc="The silence after which a chunk ends, in milliseconds. Defaults to 200.",
                    ),
                    "threshold": Float(
                        optional=True,
                        minimum=0.0,
                        maximum=1.0,
                        doc="The loudness above which speech is detected, from 0 to 1. Defaults to 0.5.",
                    ),
                }
            )
        ),
        optional=True,
        doc="How the recording is split into chunks: `auto`, or an object. Required by `gpt-4o-transcribe-diarize` for "
        "recordings of more than 30 seconds. If you do not set this, the recording is not split.",
    ),
    "known_speaker_names": ListOf(
        String(),
        optional=True,
        max_items=4,
        doc="The names of up to 4 speakers, for `gpt-4o-transcribe-diarize`.",
    ),
    "known_speaker_references": ListOf(
        String(),
        optional=True,
        max_items=4,
        doc="A sample of each of these speakers: recordings of 2 to 10 seconds as `data:` URLs, in the same order.",
    ),
}
"""The arguments of the request. They do not include ``stream``, because Terraform waits for the complete transcript."""

_SEGMENT: dict[str, Attribute] = {
    "id": String(computed=True, doc="The id of the segment."),
    "start": Float(computed=True, doc="The start of the segment, in seconds."),
    "end": Float(computed=True, doc="The end of the segment, in seconds."),
    "text": String(computed=True, doc="The text of the segment."),
    "speaker": String(computed=True, doc="The speaker of the segment, in `diarized_json`."),
    "avg_logprob": Float(
        computed=True,
        doc="The average log probability of the tokens, in `verbose_json`: how certain the model is.",
    ),
    "compression_ratio": Float(
        computed=True,
        doc="The compression ratio of the text, in `verbose_json`. A value above 2.4 means that the text repeats itself and may be wrong.",
    ),
    "no_speech_prob": Float(
        computed=True, doc="The probability that nobody speaks, in `verbose_json`."
    ),
    "seek": Integer(computed=True, doc="The offset of the segment, in `verbose_json`."),
    "temperature": Float(computed=True, doc="The temperature that was used, in `verbose_json`."),
    "tokens": ListOf(Integer(), computed=True, doc="The tokens of the text, in `verbose_json`."),
}

RESULTS: dict[str, Attribute] = {
    "text": String(
        computed=True,
        doc="The text of the transcript. In the formats `srt` and `vtt`, the file with the subtitles.",
    ),
    "duration": Float(
        computed=True,
        doc="The duration of the recording in seconds, in `verbose_json` and `diarized_json`.",
    ),
    "detected_language": String(
        computed=True, wire="language", doc="The detected language, in `verbose_json`."
    ),
    "detected_languages": ListOf(
        String(),
        computed=True,
        wire="languages",
        doc="The languages that `gpt-transcribe` detected.",
    ),
    "segments": ListOf(
        Object(_SEGMENT),
        computed=True,
        doc="The segments of the transcript with their times, in `verbose_json` and `diarized_json`.",
    ),
    "words": ListOf(
        Object(
            {
                "word": String(computed=True, doc="The word."),
                "start": Float(computed=True, doc="The start of the word, in seconds."),
                "end": Float(computed=True, doc="The end of the word, in seconds."),
            }
        ),
        computed=True,
        doc="The words of the transcript with their times, if `timestamp_granularities` contains `word`.",
    ),
    "logprobs": ListOf(
        Object(
            {
                "token": String(computed=True, doc="The token."),
                "bytes": ListOf(Float(), computed=True, doc="The bytes of the token."),
                "logprob": Float(computed=True, doc="The log probability of the token."),
            }
        ),
        computed=True,
        doc="The log probability of each token, if `include` contains `logprobs`.",
    ),
    "usage": Object(
        {
            "type": String(computed=True, doc="What OpenAI charges for: `tokens` or `duration`."),
            "seconds": Float(computed=True, doc="The duration of the recording in seconds."),
            "input_tokens": Integer(computed=True, doc="The tokens of the input."),
            "input_token_details": Object(
                {
                    "audio_tokens": Integer(computed=True, doc="The audio tokens."),
                    "text_tokens": Integer(computed=True, doc="The text tokens."),
                },
                computed=True,
                doc="The input tokens by kind.",
            ),
            "output_tokens": Integer(computed=True, doc="The tokens of the transcript."),
            "total_tokens": Integer(computed=True, doc="All tokens."),
        },
        computed=True,
        doc="The usage of the request.",
    ),
}
"""The results of the request."""


def _readable(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the answer with the codes of languages, and with ids of segments as text (some formats have numbers)."""
    segments, languages = answer.get("segments"), answer.get("languages")
    return {
        **answer,
        "segments": [{**one, "id": str(one.get("id"))} for one in segments]
        if isinstance(segments, list)
        else None,
        "languages": [one.get("code") for one in languages]
        if isinstance(languages, list)
        else None,
    }


class TranscriptionRequest(Encloses, OneShotRequest):
    """The request to transcribe a recording."""

    type_name = "openai_audio_transcription"
    endpoint = Rest("/audio/transcriptions", update=None, reshape=_readable)
    enclosed = ("file",)
    largest = ONE_REQUEST

    def answers_json(self, values: Values) -> bool:
        """Return whether the answer is JSON. Subtitles and plain text are not."""
        return values["response_format"] not in _PLAIN_TEXT

    def packed(self, content: bytes) -> Json:
        """Return plain text as the field `text` of an answer."""
        return {"text": content.decode(errors="replace")}
