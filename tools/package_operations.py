"""Finds the operations that the ``openai`` package calls: method, path, headers, and the types of request and answer.

They come from the source of the package's methods, because the path of a method is not available at run time.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, get_args, get_type_hints

_VERBS = {
    "_get": "get",
    "_get_api_list": "get",
    "_post": "post",
    "_put": "put",
    "_patch": "patch",
    "_delete": "delete",
}
_PARAMETER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Sent:
    """The body or the query of a request: some fields of a type, or all fields if ``names`` is None."""

    type: Any
    names: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class PackageOperation:
    """One request that the package can send.

    Attributes:
        method: the HTTP method, in lower case.
        path: the path below the base URL, with parameters in braces.
        body: the type of the body, and the fields of it that are sent. None if there is no body.
        query: the same for the query.
        answer: the type of the answer. None if it is not JSON.
        page: the type of the page of a list. None if the answer is not a list.
        is_form: whether the request can contain files, as parts of a form.
        is_admin: whether the package sends the admin key.
        headers: the headers that are always sent, by name.
    """

    method: str
    path: str
    body: Sent | None = None
    query: Sent | None = None
    answer: Any = None
    page: Any = None
    is_form: bool = False
    is_admin: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters of the path."""
        return _PARAMETER.findall(self.path)


def package_operations() -> list[PackageOperation]:
    """Return all operations of the package, sorted by path and method."""
    import openai.resources

    found: dict[tuple[str, str], PackageOperation] = {}
    for info in pkgutil.walk_packages(openai.resources.__path__, "openai.resources."):
        module = importlib.import_module(info.name)
        for _, resource in inspect.getmembers(module, inspect.isclass):
            if resource.__module__ == info.name and _is_resource(resource):
                for operation in _operations(resource):
                    # Keep the first one: `create` comes before `create_and_poll`.
                    found.setdefault((operation.path, operation.method), operation)
    return [found[key] for key in sorted(found)]


def _is_resource(resource: type) -> bool:
    return not resource.__name__.startswith("Async") and "With" not in resource.__name__


def _operations(resource: type) -> Iterator[PackageOperation]:
    for name, function in inspect.getmembers(resource, inspect.isfunction):
        if name.startswith("_") or name == "parse":
            continue
        plain = inspect.unwrap(function)
        tree = ast.parse(textwrap.dedent(inspect.getsource(plain)))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _verb(node) is not None:
                operation = _operation(node, tree, plain)
                if operation is not None:
                    yield operation
                break


def _verb(call: ast.Call) -> str | None:
    match call.func:
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            return _VERBS.get(name)
        case _:
            return None


def _operation(
    call: ast.Call, tree: ast.Module, function: Callable[..., Any]
) -> PackageOperation | None:
    path = _path(call.args[0])
    if path is None:
        return None
    keywords = {one.arg: one.value for one in call.keywords if one.arg}
    options = keywords.get("options")
    named = {
        one.arg: one.value
        for one in (options.keywords if isinstance(options, ast.Call) else ())
        if one.arg
    }
    method = keywords.get("method")
    page = _value(keywords.get("page"), function)
    is_streamed = "stream_cls" in keywords and ast.unparse(keywords["stream"]) == "True"
    answer = None if is_streamed else _cast_to(keywords.get("cast_to"), function)
    return PackageOperation(
        method=_text(method) or _verb(call) or "",
        path=path,
        body=_transformed(keywords.get("body"), function),
        query=_transformed(named.get("query"), function),
        answer=_item(page) if page is not None else _json(answer),
        page=_origin(page),
        is_form="files" in keywords,
        is_admin="admin_api_key_auth" in ast.dump(named["security"])
        if "security" in named
        else False,
        headers=_headers(tree),
    )


def _path(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str() as path):
            return path
        case ast.Call(func=ast.Name(id="path_template"), args=[ast.Constant(value=str() as path)]):
            return path
        case _:
            return None


def _transformed(node: ast.expr | None, function: Callable[..., Any]) -> Sent | None:
    """Return the values that ``maybe_transform`` sends. If the type depends on ``stream``, it is the union of both types."""
    for one in ast.walk(node) if node is not None else ():
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "maybe_transform":
            values, target = one.args
            names = (
                frozenset(name for key in values.keys if (name := _text(key)))
                if isinstance(values, ast.Dict)
                else None
            )
            if isinstance(target, ast.IfExp):
                return Sent(_value(target.body, function) | _value(target.orelse, function), names)
            return Sent(_value(target, function), names)
    return None


def _value(node: ast.expr | None, function: Callable[..., Any]) -> Any:
    if node is None:
        return None
    code = compile(ast.Expression(node), "<openai>", "eval")
    return eval(code, function.__globals__)  # noqa: S307  # names of the package's own modules


def _cast_to(node: ast.expr | None, function: Callable[..., Any]) -> Any:
    """Return the type of the answer. If it depends on an argument, return the union of all models that the method returns."""
    try:
        return _value(node, function)
    except NameError:
        import pydantic

        returned = get_type_hints(function)["return"]
        models = [
            one
            for one in get_args(returned)
            if inspect.isclass(one) and issubclass(one, pydantic.BaseModel)
        ]
        return reduce(or_, models)


def _origin(page: Any) -> Any:
    return None if page is None else page.__pydantic_generic_metadata__["origin"]


def _item(page: Any) -> Any:
    return page.__pydantic_generic_metadata__["args"][0]


def _json(answer: Any) -> Any:
    """Return the type of a JSON answer, or None for binary content and for empty answers."""
    if inspect.isclass(answer) and (
        answer in {str, object, type(None)} or "Binary" in answer.__name__
    ):
        return None
    return answer


def _headers(tree: ast.Module) -> dict[str, str]:
    """Return the constant headers: ``extra_headers = {"OpenAI-Beta": "…", **(extra_headers or {})}``."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") == "extra_headers"
            and isinstance(node.value, ast.Dict)
        ):
            pairs = zip(node.value.keys, node.value.values, strict=True)
            constants = {_text(key): _text(value) for key, value in pairs}
            return {
                name: value
                for name, value in constants.items()
                if name and value and name not in {"Accept", "Content-Type"}
            }
    return {}


def _text(node: ast.expr | None) -> str | None:
    """Return the string of a constant expression, otherwise None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
