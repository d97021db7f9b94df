"""The configuration of Sphinx. ``tools.site`` copies it beside the generated pages."""

import re
from inspect import signature
from textwrap import indent

from pygments.lexer import RegexLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text
from sphinx.util.inspect import stringify_signature

project = "openai-cdktf"
copyright = "The contributors of openai-cdktf"  # noqa: A001  # Sphinx's name

extensions = ["myst_parser", "sphinx_design", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
suppress_warnings = [
    "ref.python"
]  # `type[…]` in a signature: Sphinx finds attributes that are called `type`

autoclass_content = "both"  # the docstring of the class, and of its constructor
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True
add_module_names = False
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = "openai-cdktf"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
pygments_style = "friendly"
pygments_dark_style = "monokai"


class HclLexer(RegexLexer):
    """Highlights HCL. The lexer of Pygments does not know ephemeral resources, actions and functions of providers."""

    name = "HCL"
    tokens = {  # noqa: RUF012  # Pygments' own form
        "root": [
            (r"(#|//).*", Comment.Single),
            (r"^(\s*)([a-z_]+)(?=( \"[^\"]*\")* \{$)", Keyword),
            (r"\b(true|false|null|for|in|if)\b", Keyword.Constant),
            (r"<<-?(\w+)\n(?:.*\n)*?\s*\1$", String.Heredoc),
            (r'"(?:\\.|[^"\\])*"', String),
            (r"\b\d+(\.\d+)?\b", Number),
            (r"[\w-]+(?=\s*=[^=])", Name.Attribute),
            (r"[\w-]+", Name),
            (r"[=!<>?:&|+*/%-]+", Operator),
            (r"[\[\]{}().,]", Punctuation),
            (r"\s+", Text),
        ]
    }


def as_restructured_text(_app, _what, _name, _obj, _options, lines):  # noqa: ANN001, ANN201  # Sphinx calls it
    """Replace the Markdown of docstrings in place: code in backticks, and fenced blocks."""
    text = re.sub(
        r"^```(\w+)\n(.*?)^```$",
        lambda found: f".. code-block:: {found[1]}\n\n{indent(found[2], '   ')}\n",
        "\n".join(lines),
        flags=re.DOTALL | re.MULTILINE,
    )
    lines[:] = re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``", text).split("\n")


def signature_of_constructor(_app, what, _name, obj, _options, _signature, returned):  # noqa: ANN001, ANN201
    """Return the signature of `__init__`. Sphinx would show that of the metaclass, which chooses the CDK."""
    if what != "class" or "__init__" not in vars(obj):
        return None
    found = signature(obj.__init__)
    parameters = [one for one in found.parameters.values() if one.name != "self"]
    bare = found.replace(parameters=parameters, return_annotation=found.empty)
    return stringify_signature(bare, unqualified_typehints=True), returned


def setup(app):  # noqa: ANN001, ANN201  # Sphinx calls it
    """Replace the lexers for HCL, and read docstrings as Markdown."""
    for name in ("terraform", "hcl"):
        app.add_lexer(name, HclLexer)
    app.connect("autodoc-process-signature", signature_of_constructor)
    app.connect("autodoc-process-docstring", as_restructured_text, priority=100)
