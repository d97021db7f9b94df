"""The methods of fine-tuning and their hyperparameters."""

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


_BATCH_SIZE = _auto_or(
    Integer(minimum=1, maximum=256), "The number of examples in each batch, from 1 to 256:"
)


_RATE = _auto_or(Float(minimum=0), "The factor for the learning rate:")


_EPOCHS = _auto_or(
    Integer(minimum=1, maximum=50),
    "The number of epochs, each of which uses all training data once, from 1 to 50:",
)


COMMON: dict[str, Attribute] = {
    "n_epochs": _EPOCHS,
    "batch_size": _BATCH_SIZE,
    "learning_rate_multiplier": _RATE,
}


def _hyperparameters(more: Mapping[str, Attribute]) -> Object:
    return Object({**COMMON, **more}, optional=True, doc="The hyperparameters of the training.")


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
            doc="The options of the method `supervised`.",
        ),
        "dpo": Object(
            {
                "hyperparameters": _hyperparameters(
                    {
                        "beta": _auto_or(
                            Float(minimum=0, maximum=2),
                            "The weight of the penalty for differences from the base model, from 0 to 2:",
                        )
                    }
                )
            },
            optional=True,
            doc="The options of the method `dpo`.",
        ),
        "reinforcement": Object(
            {
                "grader": Dynamic(
                    GRADER,
                    required=True,
                    doc="The grader that gives the answers of the model a score.",
                ),
                "hyperparameters": _hyperparameters(
                    {
                        "compute_multiplier": _auto_or(
                            Float(minimum=0.00001, maximum=10),
                            "The multiplier for the compute that is used for exploration, from 0.00001 to 10:",
                        ),
                        "eval_interval": _auto_or(
                            Integer(minimum=1), "The number of training steps between evaluations:"
                        ),
                        "eval_samples": _auto_or(
                            Integer(minimum=1),
                            "The number of evaluation samples for each training step:",
                        ),
                        "reasoning_effort": String(
                            optional=True,
                            enum=("default", "low", "medium", "high"),
                            doc="The reasoning effort: `default`, `low`, `medium` or `high`. Defaults to `default`.",
                        ),
                    }
                ),
            },
            optional=True,
            doc="The options of the method `reinforcement`. Required for this method.",
        ),
    },
    optional=True,
    replace=True,
    unread=True,
    check=OfKind(
        needed={"reinforcement": ("reinforcement",)},
        possible={"supervised": ("supervised",), "dpo": ("dpo",), "reinforcement": ()},
    ),
    doc="The training method. Defaults to `supervised`. `resolved_method` has the values that the API chose for each `auto`.",
)
