"""BigCommerce's official OpenAPI files, asked whether a request or an answer fits them.

The files lie beside the checkout, in `shared/openapi`; where they are absent there is nothing to check against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "openapi"
_METHODS = ("get", "post", "put", "patch", "delete")
_HOST = "http://contract"


@dataclass(frozen=True)
class Operation:
    """One method on one path template of one file ("GET /v3/carts/{cartId}")."""

    method: str
    path: str
    file: Path = field(compare=False)
    prefix: str = field(compare=False)
    query_names: frozenset[str] = field(compare=False)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Exchange:
    """A request and its answer as they went over the wire; `path` begins at the version ("/v3/carts/0a1b")."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    request_headers: Mapping[str, str]
    request_body: bytes | None
    status: int
    answer_headers: Mapping[str, str]
    answer_body: bytes


@dataclass
class _Request:
    """What openapi-core reads of a request."""

    method: str
    path: str
    body: bytes | None
    content_type: str
    parameters: RequestParameters
    host_url: str = _HOST


@dataclass
class _Answer:
    """What openapi-core reads of an answer."""

    status_code: int
    data: bytes | None
    headers: Headers
    content_type: str


class Specification:
    """All Management API files: finds the operation of an exchange and names what is wrong with either side."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._documents: dict[Path, dict[str, Any]] = {}
        self._validators: dict[Path, OpenAPI] = {}
        self._operations: list[tuple[re.Pattern[str], Operation]] = []
        for file in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
            self._read(file)
        # a literal segment wins over a parameter: /customers/settings is no customer called "settings"
        self._operations.sort(key=lambda found: found[1].path.count("{"))

    def find(self, method: str, path: str) -> Operation | None:
        for pattern, operation in self._operations:
            if operation.method == method and pattern.fullmatch(path):
                return operation
        return None

    def request_errors(self, operation: Operation, exchange: Exchange) -> list[str]:
        """What the specification has against the request, undeclared query names included."""
        undeclared = [
            f"query name {name!r} is not declared"
            for name, _value in exchange.query
            if name not in operation.query_names
        ]
        return undeclared + _words(self._validator(operation).iter_request_errors(_request(operation, exchange)))

    def answer_errors(self, operation: Operation, exchange: Exchange) -> list[str]:
        """What the specification has against the answer."""
        answer = _Answer(
            exchange.status,
            exchange.answer_body,
            Headers(list(exchange.answer_headers.items())),
            _content_type(exchange.answer_headers),
        )
        return _words(self._validator(operation).iter_response_errors(_request(operation, exchange), answer))

    def _read(self, file: Path) -> None:
        document = yaml.load(file.read_text(), Loader=_TimestampsAsText)
        prefix = _version_prefix(document)
        if prefix is None:
            return
        document["servers"] = [{"url": _HOST}]
        self._documents[file] = document
        for local_path, item in document["paths"].items():
            for method in set(_METHODS) & set(item):
                parameters = [*item.get("parameters", []), *item[method].get("parameters", [])]
                operation = Operation(
                    method.upper(), prefix + local_path, file, prefix, frozenset(_query_names(document, parameters))
                )
                self._operations.append((_path_pattern(operation.path), operation))

    def _validator(self, operation: Operation) -> OpenAPI:
        file = operation.file
        if file not in self._validators:
            # several files are not valid OpenAPI by the letter, yet usable: they are not validated themselves
            config = Config(spec_validator_cls=None)
            self._validators[file] = OpenAPI.from_dict(_tolerant(self._documents[file]), config=config)
        return self._validators[file]


class _TimestampsAsText(yaml.CSafeLoader):
    """Examples that look like dates stay text, as they are in JSON."""


_TimestampsAsText.yaml_implicit_resolvers = {
    letter: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _version_prefix(document: dict[str, Any]) -> str | None:
    """ "/v3" for a file of the V3 Management API; None for the browser APIs, which no server calls."""
    for server in document.get("servers", []):
        if found := re.fullmatch(r"https://api\.bigcommerce\.com/stores/[^/]+(/v[23])", server["url"]):
            return found[1]
        if "//payments.bigcommerce.com/" in server["url"]:
            return ""
    return None


def _path_pattern(path: str) -> re.Pattern[str]:
    literals = [re.escape(part) for part in re.split(r"\{[^}]+\}", path.rstrip("/"))]
    return re.compile("[^/]+".join(literals) + "/?")


def _query_names(document: dict[str, Any], parameters: Iterable[dict[str, Any]]) -> set[str]:
    resolved = [_resolve(document, parameter) for parameter in parameters]
    return {parameter["name"] for parameter in resolved if parameter.get("in") == "query"}


def _resolve(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    found: Any = document
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found[part.replace("~1", "/").replace("~0", "~")]
    return _resolve(document, found)


def _tolerant(node: Any) -> Any:
    """The document with `oneOf` read as `anyOf`:

    Many alternatives overlap (cart lines do), so that "exactly one" never holds.
    """
    if isinstance(node, dict):
        return {("anyOf" if key == "oneOf" else key): _tolerant(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_tolerant(entry) for entry in node]
    return node


def _content_type(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Type", "application/json").split(";")[0].strip().lower()


def _request(operation: Operation, exchange: Exchange) -> _Request:
    parameters = RequestParameters(
        query=ImmutableMultiDict(list(exchange.query)),
        header=Headers(list(exchange.request_headers.items())),
        cookie=ImmutableMultiDict(),
    )
    return _Request(
        method=operation.method.lower(),
        path=exchange.path.removeprefix(operation.prefix),
        body=exchange.request_body,
        content_type=_content_type(exchange.request_headers),
        parameters=parameters,
    )


def _words(errors: Iterable[Exception]) -> list[str]:
    """One line an error, with the places inside the body where a schema was broken."""
    lines = []
    for error in errors:
        causes = getattr(error.__cause__, "schema_errors", None) or getattr(error, "schema_errors", None)
        if causes:
            lines += [f"{'/'.join(map(str, cause.absolute_path))}: {cause.message[:200]}" for cause in causes]
        else:
            lines.append(f"{type(error).__name__}: {error}"[:300])
    return lines
