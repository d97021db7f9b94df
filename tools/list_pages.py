"""Writes the pages of list resources, from declarations. Pure."""

from __future__ import annotations

import ast
import re

from provider_shim.patterns.list_resources import ListResource
from provider_shim.vocabulary.tables import PREFIX
from tools.attribute_lists import Reference
from tools.constructs import QUERY, class_name
from tools.examples import ROOT, ExampleError
from tools.page_heads import PROVIDER, ending_models, front_matter, mark, subcategory
from tools.prose import plural

FOLDER = "list-resources"
"""That of the pages, and of the examples."""

TITLE = "List Resource"
_DOCUMENTATION = "https://developer.hashicorp.com/terraform/language/block/tfquery/list"
_BODY = """\
{description}

{warning}`terraform query` runs the [`list` blocks]({documentation}) in the files `*.tfquery.hcl` and `*.tfquery.json` next to the \
configuration. It needs Terraform v1.14.0 or later.

In CDKTF: `from openai_cdktf import {query}`. The synthesis writes the query to the file `<name>.tfquery.json` in the folder of the \
stack, such as `cdktf.out/stacks/existing`. Run the commands below in this folder.

## Example Usage

### Python

```python
{python}```

### HCL

```terraform
{usage}```

List the existing objects:

```console
% terraform query
```

Write `resource` and `import` blocks for the existing objects into a new file. The next `terraform apply` imports the objects:

```console
% terraform query -generate-config-out=imported.tf
% terraform apply
```

## Argument Reference

{arguments}
In addition to `provider` and `config`, the `list` block has these arguments:

* `limit` - (Optional, Integer) The maximum number of objects to return. Defaults to 100.
* `include_resource` - (Optional, Boolean) Whether to return all attributes of each object. Defaults to `false`.
* `for_each` and `count` - (Optional) As in `resource` blocks.

## Results

Each object has:

* its identity: {identity}.
* a name to show: the one by which people know the object, or its id.
* with `include_resource`, all attributes of [`{type_name}`](../resources/{name}.md). This needs no further request.

If an object is managed already, do not import it a second time: Terraform would manage it at two addresses.
"""


def path_of(listed: ListResource) -> str:
    """Return the path of the page of a list resource."""
    return f"docs/{FOLDER}/{listed.type_name.removeprefix(PREFIX)}.md"


def page(listed: ListResource) -> str:
    """Return the page of a list resource."""
    name = listed.type_name.removeprefix(PREFIX)
    usage = example(name)
    return "\n".join(
        [
            front_matter(
                f"{listed.type_name} {TITLE} - {PROVIDER}",
                subcategory(listed.source.endpoint.collection),
                description(listed),
            ),
            mark(type(listed.source).__module__, example_path(name)),
            f"# {listed.type_name} ({TITLE})\n",
            body(listed, name, usage),
        ]
    )


def example_path(name: str) -> str:
    """Return the path of an object's example."""
    return f"examples/{FOLDER}/{name}.tfquery.hcl"


def example(name: str) -> str:
    """Return the text of an object's example.

    Raises:
        ExampleError: There is no example. The message says what to do.
    """
    file = ROOT / example_path(name)
    if not file.exists():
        raise ExampleError(
            f"{example_path(name)} is missing: write the smallest list block that shows the object, then run "
            "`make generate` again."
        )
    return file.read_text(encoding="utf-8")


def description(listed: ListResource) -> str:
    """Return the first sentence of the page."""
    return f"Finds the {plural(listed.resource.noun)} that exist."


def body(listed: ListResource, name: str, usage: str) -> str:
    """Return the text after the heading of a page."""
    parts = listed.resource.identity_names
    removed = listed.source.removed
    warnings = [f"!> **Removed by OpenAI.** {removed}"] if removed else []
    return _BODY.format(
        description=f"{description(listed)} {listed.resource.not_own}".strip(),
        warning="".join(f"{one}\n\n" for one in (*warnings, *ending_models(usage))),
        documentation=_DOCUMENTATION,
        usage=usage,
        query=class_name(listed.type_name, QUERY),
        python=python(class_name(listed.type_name, QUERY), usage),
        arguments=_arguments(listed),
        identity=" and ".join(f"`{part}`" for part in parts),
        type_name=listed.type_name,
        name=name,
    )


_PYTHON = """\
from cdktf import App, TerraformStack

from openai_cdktf import OpenaiProvider, {query}

app = App()
stack = TerraformStack(app, "existing")
OpenaiProvider(stack, "openai")

{call}

app.synth()
"""
_ARGUMENT = re.compile(r"^ {4}(\w+) += (.+)$", re.MULTILINE)
_WIDTH = 100


def python(query: str, usage: str) -> str:
    """Return the program that makes the list block of an example. ``query`` is the class.

    Raises:
        ValueError or SyntaxError: a value in the `config` of the example is not a constant on one line.
    """
    arguments = [
        "stack",
        '"all"',
        *(f"{name}={_literal(value)}" for name, value in _ARGUMENT.findall(usage)),
    ]
    call = f"{query}({', '.join(arguments)})"
    if len(call) > _WIDTH:
        call = f"{query}(\n" + "".join(f"    {one},\n" for one in arguments) + ")"
    return _PYTHON.format(query=query, call=call)


def _literal(value: str) -> str:
    literal = re.sub(r"(\w+) = ", r'"\1": ', value).replace("{ ", "{").replace(" }", "}")
    ast.literal_eval(literal)
    return literal


def _arguments(listed: ListResource) -> str:
    attributes = listed.schema.attributes
    if not attributes:
        return "This list resource has no `config` block.\n"
    text = Reference(construct="").arguments(attributes, "list resource")
    return text.replace("The following arguments", "In the `config` block, the following arguments")
