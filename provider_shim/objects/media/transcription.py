"""What is asked and answered when speech is written down: what resource, data source and ephemeral resource share.

It must not know which of them uses it.
"""

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
"""The formats in which the answer is no JSON."""

ARGUMENTS: dict[str, Attribute] = {
    "file": enclosure(
        "recording",
        "The recording: `flac`, `mp3`, `mp4`, `mpeg`, `mpga`, `m4a`, `ogg`, `wav` or `webm`. OpenAI takes at most 25 MB.",
        required=True,
    ),
    "model": model_name(
        required=True,
        doc="The id of the model, such as `gpt-transcribe`, or `gpt-4o-transcribe-diarize` to tell speakers apart.",
    ),
    "language": String(
        optional=True, doc="The language of the recording by ISO 639-1, such as `en`."
    ),
    "languages": ListOf(
        String(),
        optional=True,
        min_items=1,
        doc="The languages that may be spoken, by ISO 639-1, for `gpt-transcribe`.",
    ),
    "keywords": ListOf(
        String(), optional=True, doc="Words and phrases to expect, for `gpt-transcribe`."
    ),
    "prompt": String(
        optional=True,
        doc="A text that guides the style, or what was said before; not for `gpt-4o-transcribe-diarize`.",
    ),
    "response_format": String(
        optional=True,
        enum=("json", "text", "srt", "verbose_json", "vtt", "diarized_json"),
        doc="`json`, which is the default, `text`, `srt` or `vtt` (subtitles), `verbose_json` (with times) or `diarized_json` "
        "(with speakers). Which of them a model knows differs.",
    ),
    "temperature": Float(
        optional=True,
        minimum=0.0,
        maximum=1.0,
        doc="How freely to choose words, from 0 to 1. Defaults to 0: as little as possible.",
    ),
    "include": ListOf(
        String(enum=("logprobs",)),
        optional=True,
        doc="What else to tell: `logprobs`.",
    ),
    "timestamp_granularities": ListOf(
        String(enum=("word", "segment")),
        optional=True,
        doc='What gets times in `verbose_json`: `word`, `segment` or both. Defaults to `["segment"]`.',
    ),
    "chunking_strategy": Dynamic(
        string_or(
            Object(
                {
                    "type": String(
                        required=True, enum=("server_vad",), doc="Always `server_vad`: by silence."
                    ),
                    "prefix_padding_ms": Integer(
                        optional=True,
                        doc="How much audio before speech to keep, in milliseconds. Defaults to 300.",
                    ),
                    "silence_duration_ms": Integer(
                        optional=True,
                        doc="The silence that ends a chunk, in milliseconds. Defaults to 200.",
                    ),
                    "threshold": Float(
                        optional=True,
                        minimum=0.0,
                        maximum=1.0,
                        doc="How loud speech must be, from 0 to 1. Defaults to 0.5.",
                    ),
                }
            )
        ),
        optional=True,
        doc="How the recording is cut: `auto`, or an object. `gpt-4o-transcribe-diarize` needs it beyond 30 seconds. Left "
        "out, it is not cut.",
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
        doc="How each of these speakers sounds: recordings of 2 to 10 seconds as `data:` URLs, in the same order.",
    ),
}
"""What may be asked. Not here: ``stream``, since Terraform waits for the whole transcript."""

_SEGMENT: dict[str, Attribute] = {
    "id": String(computed=True, doc="The id of the segment."),
    "start": Float(computed=True, doc="When it starts, in seconds."),
    "end": Float(computed=True, doc="When it ends, in seconds."),
    "text": String(computed=True, doc="What is said."),
    "speaker": String(computed=True, doc="Who says it, in `diarized_json`."),
    "avg_logprob": Float(
        computed=True,
        doc="How sure the model is, in `verbose_json`: the average log probability of the tokens.",
    ),
    "compression_ratio": Float(
        computed=True, doc="How repetitive the text is, in `verbose_json`: above 2.4 it is suspect."
    ),
    "no_speech_prob": Float(
        computed=True, doc="How likely it is that nobody speaks, in `verbose_json`."
    ),
    "seek": Integer(computed=True, doc="The offset of the segment, in `verbose_json`."),
    "temperature": Float(computed=True, doc="The temperature that was used, in `verbose_json`."),
    "tokens": ListOf(Integer(), computed=True, doc="The tokens of the text, in `verbose_json`."),
}

RESULTS: dict[str, Attribute] = {
    "text": String(
        computed=True,
        doc="What is said; in the formats `srt` and `vtt`, the whole file of subtitles.",
    ),
    "duration": Float(
        computed=True,
        doc="How long the recording is, in seconds, in `verbose_json` and `diarized_json`.",
    ),
    "detected_language": String(
        computed=True, wire="language", doc="The language that was heard, in `verbose_json`."
    ),
    "detected_languages": ListOf(
        String(), computed=True, wire="languages", doc="The languages that `gpt-transcribe` heard."
    ),
    "segments": ListOf(
        Object(_SEGMENT),
        computed=True,
        doc="What is said when, in `verbose_json` and `diarized_json`.",
    ),
    "words": ListOf(
        Object(
            {
                "word": String(computed=True, doc="The word."),
                "start": Float(computed=True, doc="When it starts, in seconds."),
                "end": Float(computed=True, doc="When it ends, in seconds."),
            }
        ),
        computed=True,
        doc="Which word is said when, where `timestamp_granularities` has `word`.",
    ),
    "logprobs": ListOf(
        Object(
            {
                "token": String(computed=True, doc="The token."),
                "bytes": ListOf(Float(), computed=True, doc="Its bytes."),
                "logprob": Float(computed=True, doc="Its log probability."),
            }
        ),
        computed=True,
        doc="How sure the model is of each token, where `include` has `logprobs`.",
    ),
    "usage": Object(
        {
            "type": String(computed=True, doc="What is paid for: `tokens` or `duration`."),
            "seconds": Float(computed=True, doc="The seconds of the recording."),
            "input_tokens": Integer(computed=True, doc="The tokens of the input."),
            "input_token_details": Object(
                {
                    "audio_tokens": Integer(computed=True, doc="Those of sound."),
                    "text_tokens": Integer(computed=True, doc="Those of text."),
                },
                computed=True,
                doc="What kinds of tokens they are.",
            ),
            "output_tokens": Integer(computed=True, doc="The tokens of the transcript."),
            "total_tokens": Integer(computed=True, doc="All tokens."),
        },
        computed=True,
        doc="How much was used.",
    ),
}
"""What comes back."""


def _readable(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Tell languages by their codes, and ids of segments as text: some formats number them."""
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
    """Speech, written down."""

    type_name = "openai_audio_transcription"
    endpoint = Rest("/audio/transcriptions", update=None, reshape=_readable)
    enclosed = ("file",)
    largest = ONE_REQUEST

    def answers_json(self, values: Values) -> bool:
        """Subtitles and plain text are no JSON."""
        return values["response_format"] not in _PLAIN_TEXT

    def packed(self, content: bytes) -> Json:
        """Return plain text as the text of an answer."""
        return {"text": content.decode(errors="replace")}
