"""The options for recordings, and what they make of the files."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from openai_sandbox.recordings import files
from openai_sandbox.recordings.book import Recordings
from openai_sandbox.recordings.upstream import DEFAULT_UPSTREAM, Upstream, UpstreamError
from openai_sandbox.yaml_files import YamlFile


@dataclasses.dataclass(frozen=True, kw_only=True)
class RecordingOptions:
    """The options. See ``openai_sandbox.serve``."""

    record: str | Path | None = None
    upstream: str | None = None
    replay: files.Source | None = None
    keep_pace: bool = False

    def opened(self, answers: YamlFile) -> Recordings:
        """Read the recordings, also those in the file with answers, and prepare the file for new ones.

        Raises:
            FileError: A file cannot be read or written, or has a mistake.
            UpstreamError: The upstream is not a URL that can be used.
        """
        replayed = [] if self.replay is None else files.read(self.replay)
        upstream = None
        if self.record is not None:
            base_url = self.upstream or DEFAULT_UPSTREAM
            upstream = Upstream(base_url, Path(self.record).expanduser())
        elif self.upstream is not None:
            raise UpstreamError(
                "An upstream needs a file for the recordings: add --record, or remove --upstream."
            )
        return Recordings(
            [*replayed, *files.exchanges_in(answers)],
            strict=self.replay is not None,
            keep_pace=self.keep_pace,
            upstream=upstream,
        )
