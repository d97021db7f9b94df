"""The methods of fine-tuning, and the numbers that steer them. It must not know any declaration."""

from __future__ import annotations

from collections.abc import Mapping

from provider_shim.objects.training.graders import GRADER
from provider_shim.rules.kinds import OfKind
from provider_shim.vocabulary.schema import (
    AnyOf,
    Attribute,
    Dynamic,
    Float,
    Integer,
    Object,
    String,
    dynamic_object,
)


def _auto_or(number: Attribute, doc: str) -> Dynamic:
    return Dynamic(
        AnyOf((String(enum=("auto",)), number)),
        optional=True,
        doc=f'{doc} `"auto"` or a number. Defaults to `"auto"`.',
    )


_BATCH_SIZE = _auto_or(Integer(minimum=1, maximum=256), "The examples in a batch, from 1 to 256:")


_RATE = _auto_or(Float(minimum=0), "What the learning rate is multiplied by:")


_EPOCHS = _auto_or(
    Integer(minimum=1, maximum=50), "How often to go through the training data, from 1 to 50:"
)


COMMON: dict[str, Attribute] = {
    "n_epochs": _EPOCHS,
    "batch_size": _BATCH_SIZE,
    "learning_rate_multiplier": _RATE,
}


def _hyperparameters(more: Mapping[str, Attribute]) -> Object:
    return Object({**COMMON, **more}, optional=True, doc="Numbers that steer the training.")


METHOD = dynamic_object(
    {
        "type": String(
            required=True,
            enum=("supervised", "dpo", "reinforcement"),
            doc="The method: `supervised`, `dpo` (direct preference optimization) or `reinforcement`.",
        ),
        "supervised": Object(
            {"hyperparameters": _hyperparameters({})},
            optional=True,
            doc="Options of the method `supervised`.",
        ),
        "dpo": Object(
            {
                "hyperparameters": _hyperparameters(
                    {
                        "beta": _auto_or(
                            Float(minimum=0, maximum=2),
                            "How much straying from the base model costs, from 0 to 2:",
                        )
                    }
                )
            },
            optional=True,
            doc="Options of the method `dpo`.",
        ),
        "reinforcement": Object(
            {
                "grader": Dynamic(GRADER, required=True, doc="What tells good answers from bad."),
                "hyperparameters": _hyperparameters(
                    {
                        "compute_multiplier": _auto_or(
                            Float(minimum=0.00001, maximum=10),
                            "How much is computed to explore, from 0.00001 to 10:",
                        ),
                        "eval_interval": _auto_or(
                            Integer(minimum=1), "The training steps between evaluations:"
                        ),
                        "eval_samples": _auto_or(
                            Integer(minimum=1), "The evaluation samples per training step:"
                        ),
                        "reasoning_effort": String(
                            optional=True,
                            enum=("default", "low", "medium", "high"),
                            doc="How much the model thinks: `default`, `low`, `medium` or `high`. Defaults to `default`.",
                        ),
                    }
                ),
            },
            optional=True,
            doc="Options of the method `reinforcement`; required for it.",
        ),
    },
    optional=True,
    replace=True,
    unread=True,
    check=OfKind(
        needed={"reinforcement": ("reinforcement",)},
        possible={"supervised": ("supervised",), "dpo": ("dpo",), "reinforcement": ()},
    ),
    doc="How to train. Defaults to `supervised`. What became of each `auto` is in `resolved_method`.",
)
