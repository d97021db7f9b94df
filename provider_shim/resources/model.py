"""``openai_model``: a model that a configuration relies on."""

from __future__ import annotations

from provider_shim.areas.model_filters import MODEL
from provider_shim.areas.model_names import model_name
from provider_shim.call import Call, Values
from provider_shim.diagnostics import ProviderError
from provider_shim.resource import Resource
from provider_shim.rest import Rest
from provider_shim.schema import Schema, String


class Model(Resource):
    """A model that must exist: the resource only reads it.

    Creating it reads the model, and fails if the key has no access to such a model. Destroying it changes nothing at OpenAI,
    and says so: a fine-tuned model is deleted by `openai_fine_tuning_job`. Use the data source `openai_model` unless a
    configuration of another provider has the resource.
    """

    type_name = "openai_model"
    endpoint = Rest("/models", item="/models/{model}", update=None)
    creates = False
    schema = Schema(
        {
            "id": String(computed=True, local=True, doc="The id of the model, as in `model`."),
            "model": model_name(required=True, replace=True, doc="The id of the model."),
            **{
                name: attribute.but(also=("created_at",)) if name == "created" else attribute
                for name, attribute in MODEL.items()
            },
        }
    )

    def create(self, call: Call, planned: Values) -> Values:
        """Read the model.

        Raises:
            ProviderError: there is no such model, or the key has no access to it.
        """
        state = self.read(call, planned)
        if state is None:
            raise ProviderError(
                "No such model",
                f'There is no model "{planned["model"]}", or the key has no access to it. The data source `openai_models` lists '
                "the models that the key may use.",
                ("model",),
            )
        return state

    def delete(self, call: Call, state: Values) -> None:
        """Leave the model as it is."""
        call.warn(
            "Model left as it is",
            f"{state['model']} is not managed any more. The resource only reads models, so nothing changes at OpenAI.",
        )
