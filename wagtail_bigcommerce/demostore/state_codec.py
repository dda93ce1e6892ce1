"""The store's state as JSON, with the types that JSON does not have written out: `{"$decimal": "9.90"}`.

Dataclasses of this package are named by module and class; nothing else is ever made from a file.
"""

from __future__ import annotations

import base64
import dataclasses
import importlib
from collections.abc import Callable, Set
from datetime import datetime
from decimal import Decimal
from typing import Any

_PACKAGE = __package__

_READERS: dict[str, Callable[[Any], Any]] = {
    "$decimal": Decimal,
    "$datetime": datetime.fromisoformat,
    "$bytes": base64.b64decode,
    "$tuple": lambda entries: tuple(map(decoded, entries)),
    "$set": lambda entries: set(map(decoded, entries)),
    "$pairs": lambda pairs: {decoded(key): decoded(value) for key, value in pairs},
}


def encoded(value: Any) -> Any:
    """The value as plain JSON data. Raises TypeError for what a state does not hold."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {key: encoded(entry) for key, entry in value.items()}
        return {"$pairs": [[encoded(key), encoded(entry)] for key, entry in value.items()]}
    if isinstance(value, list):
        return [encoded(entry) for entry in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: encoded(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"$dataclass": _name(type(value)), "fields": fields}
    if isinstance(value, tuple):
        return {"$tuple": [encoded(entry) for entry in value]}
    if isinstance(value, Set):
        return {"$set": [encoded(entry) for entry in sorted(value)]}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} does not belong in a state")


def decoded(value: Any) -> Any:
    """What `encoded` was given. Raises ValueError, TypeError or LookupError for anything else."""
    if isinstance(value, list):
        return [decoded(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if "$dataclass" in value:
        return _instance(value["$dataclass"], value["fields"])
    kind = next(iter(value), "")
    if kind in _READERS:
        return _READERS[kind](value[kind])
    return {key: decoded(entry) for key, entry in value.items()}


def _name(kind: type) -> str:
    return f"{kind.__module__.removeprefix(f'{_PACKAGE}.')}:{kind.__qualname__}"


def _instance(name: str, fields: dict[str, Any]) -> Any:
    module, _, class_name = name.partition(":")
    if not all(part.isidentifier() for part in (*module.split("."), class_name)):
        raise ValueError(f"{name!r} names no class")
    kind = getattr(importlib.import_module(f"{_PACKAGE}.{module}"), class_name, None)
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind) and _name(kind) == name):
        raise ValueError(f"{name!r} is no part of a state")
    instance = object.__new__(kind)
    for field in dataclasses.fields(kind):
        object.__setattr__(instance, field.name, decoded(fields[field.name]))
    return instance
