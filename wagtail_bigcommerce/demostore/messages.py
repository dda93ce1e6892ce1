"""What goes in and out of the store: requests, responses and the two error envelopes of the API."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import parse_qsl

from requests.structures import CaseInsensitiveDict

if TYPE_CHECKING:
    from .faults import Fault

STATUS_PAGE = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"


class ApiProblem(Exception):  # noqa: N818 - an answer, and named as RFC 9457 names it
    """An error answer. `errors` maps a field to a message, as in V3 bodies."""

    def __init__(
        self,
        status: int,
        title: str,
        errors: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {title}")
        self.status = status
        self.title = title
        self.errors = errors or {}
        self.headers = headers or {}

    def response(self, path: str) -> Response:
        """The error as the API version in `path` words it: V2 answers a bare list, V3 an object."""
        if path.startswith("/v2/"):
            return Response(self.status, [{"status": self.status, "message": self.title}], dict(self.headers))
        body: dict[str, Any] = {"status": self.status, "title": self.title, "type": STATUS_PAGE}
        if self.errors:
            body["errors"] = self.errors
        return Response(self.status, body, dict(self.headers))


def problem(status: int, title: str, errors: dict[str, str] | None = None) -> NoReturn:
    """Answer with an error instead of returning."""
    raise ApiProblem(status, title, errors)


@dataclass
class Request:
    """One request as it arrived. `path` of an API request is what follows `/stores/{hash}`."""

    method: str
    path: str
    params: dict[str, str] = field(default_factory=dict)
    headers: CaseInsensitiveDict[str] = field(default_factory=CaseInsensitiveDict)
    body: bytes = b""
    #: Scheme, host and path as the caller addressed them, without the query.
    url: str = ""
    remote_address: str = "127.0.0.1"
    #: What was done to it on demand, see `faults`.
    fault: Fault | None = None

    @classmethod
    def from_environ(cls, environ: dict[str, Any]) -> Request:
        """Read a WSGI environ; a repeated query parameter becomes one comma-separated value."""
        params: dict[str, str] = {}
        for name, value in parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True):
            name = name.removesuffix("[]")
            params[name] = f"{params[name]},{value}" if name in params else value
        headers: CaseInsensitiveDict[str] = CaseInsensitiveDict()
        for key, value in environ.items():
            if key.startswith("HTTP_"):
                headers[key[5:].replace("_", "-").title()] = value
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode(errors="replace")
        return cls(
            method=environ["REQUEST_METHOD"],
            path=path,
            params=params,
            headers=headers,
            body=environ["wsgi.input"].read(length) if length else b"",
            url=f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}{path}",
            remote_address=environ.get("REMOTE_ADDR", "127.0.0.1"),
        )

    @property
    def json(self) -> Any:
        """The decoded body, None when there is none; a body that is not JSON is a 400."""
        if not self.body:
            return None
        try:
            return json.loads(self.body)
        except ValueError:
            problem(400, "The request body is not valid JSON.")

    @property
    def json_object(self) -> dict[str, Any]:
        """The decoded body where the operation wants an object; anything else is a 422."""
        payload = self.json
        if not isinstance(payload, dict):
            problem(422, "JSON data is missing or invalid", {"": "error.expected.jsobject"})
        return payload

    @property
    def json_list(self) -> list[Any]:
        """The decoded body where the operation wants an array; anything else is a 422."""
        payload = self.json
        if not isinstance(payload, list):
            problem(422, "JSON data is missing or invalid", {"": "error.expected.jsarray"})
        return payload

    @property
    def form(self) -> dict[str, str]:
        """The fields of a posted HTML form."""
        return dict(parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True))

    @property
    def cookies(self) -> dict[str, str]:
        return {name: morsel.value for name, morsel in SimpleCookie(self.headers.get("Cookie", "")).items()}

    def names(self, param: str) -> list[str]:
        """A comma-separated parameter as a list, empty when it was not sent."""
        return [part.strip() for part in self.params.get(param, "").split(",") if part.strip()]

    def integer(self, param: str) -> int | None:
        """An integer parameter, None when it was not sent; anything else is a 422."""
        return next(iter(self.integers(param)), None)

    def integers(self, param: str) -> list[int]:
        """A comma-separated parameter of integers; anything else is a 422."""
        try:
            return [int(name) for name in self.names(param)]
        except ValueError:
            problem(422, f"The filter {param} is invalid", {param: "must be an integer"})


@dataclass
class Response:
    """An answer. `body` is None, bytes, str (HTML) or anything that becomes JSON; Decimals become numbers."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    #: Values of `Set-Cookie`, one header each.
    cookies: list[str] = field(default_factory=list)

    def encoded(self) -> tuple[bytes, list[tuple[str, str]]]:
        """The body's bytes and all headers but those of the connection."""
        headers = dict(self.headers)
        if self.body is None:
            content = b""
        elif isinstance(self.body, bytes):
            content = self.body
            headers.setdefault("Content-Type", "application/octet-stream")
        elif isinstance(self.body, str):
            content = self.body.encode()
            headers.setdefault("Content-Type", "text/html; charset=utf-8")
        else:
            content = json.dumps(self.body, default=_number, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        if self.status != 204:
            headers["Content-Length"] = str(len(content))
        return content, [*headers.items(), *(("Set-Cookie", cookie) for cookie in self.cookies)]


def data(payload: Any, meta: dict[str, Any] | None = None, status: int = 200) -> Response:
    """The envelope of a V3 answer."""
    return Response(status, {"data": payload, "meta": meta or {}})


def _number(value: Any) -> int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} does not belong in an answer")
