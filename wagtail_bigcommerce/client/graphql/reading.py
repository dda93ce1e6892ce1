"""Takes apart the `data` of an answer. Null without an error is a refusal without words, and treated as one."""

from __future__ import annotations

from typing import Any

from ..errors import GraphQLError
from ..payloads import Payload
from .documents import Document


def refuse_errors(document: Document, payload: Payload) -> None:
    """Raise the typed errors of a payload, if there are any."""
    errors = [error for error in payload.get("errors") or () if isinstance(error, dict)]
    if errors:
        messages = [str(error.get("message") or error.get("__typename")) for error in errors]
        raise GraphQLError(document.name, messages, [str(error.get("__typename")) for error in errors])


def object_at(document: Document, data: Payload, *path: str) -> Payload:
    """Return the object that lies at a path."""
    value: Any = data
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, dict):
        raise GraphQLError(document.name, [f"{path[-1]} is null"])
    return value


def text_at(document: Document, data: Payload, *path: str) -> str:
    """Return the text that lies at a path; it is not empty."""
    value = (object_at(document, data, *path[:-1]) if path[:-1] else data).get(path[-1])
    if not isinstance(value, str) or not value:
        raise GraphQLError(document.name, [f"{path[-1]} is null"])
    return value
