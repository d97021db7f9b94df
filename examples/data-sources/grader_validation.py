from cdktf import App, TerraformOutput, TerraformStack

from openai_cdktf import (
    DataOpenaiGraderValidation,
    DataOpenaiGraderValidationGrader,
    OpenaiProvider,
)

app = App()
stack = TerraformStack(app, "data-grader-validation")
OpenaiProvider(stack, "openai")

capital = DataOpenaiGraderValidation(
    stack,
    "capital",
    grader=DataOpenaiGraderValidationGrader(
        type="text_similarity",
        name="capital",
        input="{{sample.output_text}}",
        reference="{{item.capital}}",
        evaluation_metric="fuzzy_match",
    ),
)
TerraformOutput(stack, "grader", value=capital.validated_grader)

app.synth()
