"""The part of the published schema of SARIF 2.1.0 (sarif-2.1.0-rtm.5, in npm's @microsoft/jest-sarif 1.0.0-beta.0) that reports use.

Definitions and constraints are those of the schema. Properties that our reports do not have are left out, so a new property in a report
must be added here from the schema.
"""

from __future__ import annotations

from typing import Any, Final


def _object(properties: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, **others}


def _list(item: str, *, unique: bool) -> dict[str, Any]:
    items = {"$ref": f"#/definitions/{item}"}
    return {"type": "array", "minItems": 0, "uniqueItems": unique, "items": items}


def _a(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


_TEXT: Final = {"type": "string"}

SCHEMA: Final = _object(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": _list("run", unique=False),
    },
    required=["version", "runs"],
    definitions={
        "run": _object(
            {"tool": _a("tool"), "results": _list("result", unique=False)}, required=["tool"]
        ),
        "tool": _object({"driver": _a("toolComponent")}, required=["driver"]),
        "toolComponent": _object(
            {"name": _TEXT, "version": _TEXT, "rules": _list("reportingDescriptor", unique=True)},
            required=["name"],
        ),
        "reportingDescriptor": _object(
            {"id": _TEXT, "shortDescription": _a("multiformatMessageString")}, required=["id"]
        ),
        "multiformatMessageString": _object({"text": _TEXT}, required=["text"]),
        "result": _object(
            {
                "ruleId": _TEXT,
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": _a("message"),
                "locations": _list("location", unique=False),
                "suppressions": _list("suppression", unique=True),
            },
            required=["message"],
        ),
        "message": _object({"text": _TEXT}, anyOf=[{"required": ["text"]}, {"required": ["id"]}]),
        "location": _object(
            {
                "physicalLocation": _a("physicalLocation"),
                "logicalLocations": _list("logicalLocation", unique=True),
            }
        ),
        "physicalLocation": _object(
            {"artifactLocation": _a("artifactLocation"), "region": _a("region")},
            anyOf=[{"required": ["address"]}, {"required": ["artifactLocation"]}],
        ),
        "artifactLocation": _object(
            # The schema has the format `uri-reference`: these are its characters (RFC 3986).
            {"uri": {"type": "string", "pattern": r"^([\w.~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-F]{2})*$"}}
        ),
        "region": _object({"startLine": {"type": "integer", "minimum": 1}}),
        "logicalLocation": _object({"fullyQualifiedName": _TEXT}),
        "suppression": _object(
            {"kind": {"enum": ["inSource", "external"]}, "justification": _TEXT}, required=["kind"]
        ),
    },
)
