"""`RateLimit`: the rate limits of a team for one model."""

from __future__ import annotations

from dataclasses import dataclass

from openai_cdktf._calls import public_type


@public_type
@dataclass(frozen=True, kw_only=True)
class RateLimit:
    """The rate limits of a team for one model. The limits that you do not set stay as they are.

    Attributes:
        requests_per_minute: The highest number of requests in a minute.
        tokens_per_minute: The highest number of tokens in a minute.
        images_per_minute: The highest number of images in a minute.
        audio_megabytes_per_minute: The highest size of audio in a minute, in megabytes.
        requests_per_day: The highest number of requests in a day.
        batch_input_tokens_per_day: The highest number of input tokens of batches in a day.
    """

    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    images_per_minute: int | None = None
    audio_megabytes_per_minute: int | None = None
    requests_per_day: int | None = None
    batch_input_tokens_per_day: int | None = None
