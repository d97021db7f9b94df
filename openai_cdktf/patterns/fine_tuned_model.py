"""``FineTunedModel``: a model that is trained with your examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from constructs import Construct

from openai_cdktf._checks import Checks
from openai_cdktf._kinds import Flag, Pairs
from openai_cdktf._known import is_token
from openai_cdktf._meta_arguments import MetaArguments
from openai_cdktf._misfits import MisfitError
from openai_cdktf._paths import LocalPath, PathOf, PathText
from openai_cdktf._provider import Provider
from openai_cdktf._warnings import warn
from openai_cdktf.file import File
from openai_cdktf.fine_tuning_job import FineTuningJob
from openai_cdktf.patterns._pattern import Pattern
from openai_cdktf.patterns._token_counts import TrainingEstimate, estimate
from openai_cdktf.patterns._training_examples import (
    FEWEST,
    Example,
    Line,
    faults_of,
    json_lines,
    lines_of,
    read_lines,
)

_KEPT = "Terraform would upload an expired file again, and replace the job."
"""Why the files do not expire."""

_CLOSING = (
    "OpenAI is closing fine-tuning. From 2027-01-06, nobody can create a fine-tuning job, and organizations that have never "
    "fine-tuned a model cannot create one today. Existing models work until OpenAI shuts down their base model"
)


class FineTunedModel(Pattern):
    """A model that is trained with your examples: the files with the examples, and the fine-tuning job.

    OpenAI is closing fine-tuning. From 2027-01-06, nobody can create a fine-tuning job. Organizations that have never fine-tuned a
    model cannot create one today. Existing models work until OpenAI shuts down their base model. The synthesis warns of this.

    The training is supervised: each example is a conversation that ends with the right answer. Use `FineTuningJob` for other methods.
    If an example is not valid, an error names its line and the reason, before Terraform runs.

    Example::

        support = FineTunedModel(self, "support", base="gpt-4.1-mini", training="train.jsonl", suffix="support")
        print(support.estimate(usd_per_million_tokens=5.0))
        TerraformOutput(self, "model", value=support.model_name)

    Attributes:
        training_file: the file with the training examples.
        validation_file: the file with the validation examples, or None.
        job: the fine-tuning job.
    """

    training_file: File
    validation_file: File | None
    job: FineTuningJob

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        base: str,
        training: PathText | Iterable[Example | Line],
        validation: PathText | Iterable[Example | Line] | None = None,
        suffix: str | None = None,
        epochs: int | None = None,
        seed: int | None = None,
        metadata: Pairs[str] | None = None,
        delete_model_on_destroy: Flag | None = None,
        provider: Provider | None = None,
    ) -> None:
        """Create the construct in a stack.

        Args:
            scope: The stack, or a construct in it.
            id: A name that is unique within the scope.
            base: The id of the base model.
            training: The examples: the path of a file in JSON Lines, or a list of `Example(user=…, assistant=…)` or of mappings
                with `messages`. At least 10. The path begins at the folder of `cdktf.json`. Terraform stores the examples
                of a list in the state.
            validation: Examples with which the API measures progress, like `training`.
            suffix: A text that becomes part of the name of the model. At most 64 characters.
            epochs: How often the training uses each example. By default, the API chooses it.
            seed: A number that makes repeated trainings return similar models.
            metadata: Up to 16 pairs of keys and values to attach to the job.
            delete_model_on_destroy: Whether to delete the model when Terraform destroys or replaces the job. Defaults to `false`.
            provider: The provider, if it is not the default one.

        Raises:
            InvalidArgumentsError: Arguments or examples are not valid. It is a `TypeError` and a `ValueError`.
        """
        checks = Checks()
        checks.accept_for(FineTuningJob, "model", base, name="base", required=True)
        for name, value in {
            "suffix": suffix,
            "seed": seed,
            "metadata": metadata,
            "delete_model_on_destroy": delete_model_on_destroy,
        }.items():
            checks.accept_for(FineTuningJob, name, value)
        if epochs is not None and (type(epochs) is not int or epochs < 1) and not is_token(epochs):
            checks.refuse("must be a whole number from 1", "epochs")
        train = _source(checks, "training", training, FEWEST)
        validate = None if validation is None else _source(checks, "validation", validation, 1)
        super().__init__(scope, id, checks)
        meta: MetaArguments = {} if provider is None else {"provider": provider}
        self._base, self._epochs, self._training = base, epochs, train
        self.training_file = self._file("training", train, meta)
        self.validation_file = (
            None if validate is None else self._file("validation", validate, meta)
        )
        self.job = FineTuningJob(
            self,
            "job",
            model=base,
            training_file=self.training_file.id,
            validation_file=None if self.validation_file is None else self.validation_file.id,
            method=None
            if epochs is None
            else {
                "type": "supervised",
                "supervised": {"hyperparameters": {"n_epochs": epochs}},
            },
            suffix=suffix,
            seed=seed,
            metadata=metadata,
            delete_model_on_destroy=delete_model_on_destroy,
            **meta,
        )
        warn(self, self.cdk, f"{self._name}: {_CLOSING}.")

    def _file(self, name: str, source: str | list[Any], meta: MetaArguments) -> File:
        if isinstance(source, str):
            file = File(self, name, purpose="fine-tune", source=source, **meta)
        else:
            content = json_lines(source, self.cdk.Fn.jsonencode)
            file = File(
                self, name, purpose="fine-tune", content=content, filename=f"{name}.jsonl", **meta
            )
        file._accepted = {"RequireExpiry": _KEPT}  # noqa: SLF001 - one library
        return file

    @property
    def model_name(self) -> str:
        """The name of the trained model. Use it as the `model` of responses, completions and agents."""
        return self.job.fine_tuned_model

    def estimate(
        self, *, usd_per_million_tokens: float | None = None, download_vocabulary: bool = False
    ) -> TrainingEstimate:
        """Estimate the tokens and the cost of the training.

        The count is exact if the package `tiktoken` (`pip install openai-cdktf[tokens]`) and its vocabulary are on this machine.

        Args:
            usd_per_million_tokens: The price of a million training tokens of the base model, from OpenAI's page with prices.
            download_vocabulary: Whether `tiktoken` may download its vocabulary, once for each machine. Otherwise, this method uses
                no network.

        Raises:
            ValueError: Terraform alone knows the examples or the base model.
        """
        lines: Any = self._training
        if isinstance(self._training, str):
            file = _readable(self._training)
            lines = () if file is None else (line for _, line in read_lines(file))
        if is_token(self._base) or not lines:
            raise ValueError(
                f"{self._name}: only Terraform knows the base model or the examples, so Python cannot count tokens"
            )
        return estimate(
            lines,
            base=self._base,
            epochs=None if is_token(self._epochs) else self._epochs,
            usd_per_million_tokens=usd_per_million_tokens,
            download=download_vocabulary,
        )


def _source(checks: Checks, name: str, examples: Any, fewest: int) -> str | list[Any]:
    """Return the absolute path of a file, a token, or the examples in the form of the API. Check all examples."""
    try:
        path = PathOf().accept(examples) if _is_path(examples) else None
    except MisfitError as misfit:
        checks.add_at((name,), misfit.faults)
        return ""
    if path is not None:
        text = path.absolute if isinstance(path, LocalPath) else str(path)
        if (file := _readable(text)) is not None:
            checks.add(faults_of(read_lines(file), name, fewest))
        return text
    if isinstance(examples, Mapping) or not isinstance(examples, Iterable):
        text = f"must be a path or a list of examples, not {type(examples).__name__}"
        checks.refuse(text, name)
        return []
    lines = lines_of(examples)
    checks.add(faults_of((((index,), line) for index, line in enumerate(lines)), name, fewest))
    return lines


def _readable(path: str) -> Path | None:
    """Return the file of a path, or None if only Terraform knows the path, or if it exists only after the synthesis."""
    file = Path(path).expanduser()
    return None if is_token(path) or not file.is_file() else file


def _is_path(value: Any) -> bool:
    return isinstance(value, str) or hasattr(value, "__fspath__")
