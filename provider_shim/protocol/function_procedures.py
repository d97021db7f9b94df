"""The procedures of the provider's functions.

Methods raise the errors of the provider and the codec. `procedures` converts them to diagnostics.
"""

from __future__ import annotations

from provider_shim.protocol import shapes
from provider_shim.protocol._pb import tfplugin6_pb2 as pb
from provider_shim.protocol.answering import Answering, no_such
from provider_shim.vocabulary.diagnostics import ProviderError
from provider_shim.vocabulary.operations import Function, FunctionError
from provider_shim.vocabulary.values import CtyType


class FunctionProcedures(Answering):
    """Describes and calls functions."""

    def get_functions(self, _: pb.GetFunctions.Request) -> pb.GetFunctions.Response:
        """Return the signatures of all functions."""
        return pb.GetFunctions.Response(functions=self._signatures())

    def call_function(self, request: pb.CallFunction.Request) -> pb.CallFunction.Response:
        """Call a function."""
        function = self._provider.functions.get(request.name)
        if function is None:
            raise no_such("function", request.name)
        arguments = [
            shapes.decoded(cty, argument)
            for cty, argument in zip(_types(function, request), request.arguments, strict=False)
        ]
        try:
            result = function.call(arguments)
        except FunctionError as fault:
            blamed = pb.FunctionError(text=fault.message, function_argument=fault.argument)
            return pb.CallFunction.Response(error=blamed)
        return pb.CallFunction.Response(result=shapes.encoded(function.returns, result))


def _types(function: Function, request: pb.CallFunction.Request) -> list[CtyType]:
    """Return the type of each argument of a call."""
    types = [parameter.type for parameter in function.parameters]
    if function.variadic is not None:
        types += [function.variadic.type] * (len(request.arguments) - len(types))
    if len(types) != len(request.arguments):
        raise ProviderError(
            "Wrong number of arguments",
            f"The function {function.name} takes {len(types)} arguments, not {len(request.arguments)}.",
        )
    return types
