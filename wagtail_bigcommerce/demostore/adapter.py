"""A transport for `requests` that calls the store in process, without a socket.

Faults of the line become the exceptions that `requests` raises for them on a socket.
"""

from __future__ import annotations

import errno
import io
import os
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPHeaderDict, HTTPResponse
from urllib3.exceptions import ProtocolError

from .faults import Interrupted
from .messages import Request

if TYPE_CHECKING:
    from .wsgi import Application


class InProcessAdapter(BaseAdapter):
    """Answers requests: `session.mount(store.base_url, InProcessAdapter(store.wsgi))`."""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self.application = application

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        arrived = Request.from_environ(_environ(request))
        try:
            status, headers, content = self.application.answer(arrived)
        except Interrupted as error:
            raise _exception(error, request) from error
        if arrived.fault and arrived.fault.kind == "slow":
            time.sleep(arrived.fault.seconds)
        raw = HTTPResponse(
            body=io.BytesIO(content), headers=HTTPHeaderDict(headers), status=status, preload_content=False
        )
        response = requests.Response()
        response.status_code = status
        response.headers = CaseInsensitiveDict(raw.headers)
        response.raw = raw
        response.url = request.url or ""
        response.request = request
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        if not stream:
            response.content  # noqa: B018 - reading it is what closes the body, as on a socket
        return response

    def close(self) -> None:
        """Nothing is held open."""


def _exception(error: Interrupted, request: requests.PreparedRequest) -> requests.RequestException:
    """What `requests` would raise. A silence that nobody would wait out ends at once."""
    if error.seconds:
        return requests.ReadTimeout("Read timed out.", request=request)
    reset = ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET))
    return requests.ConnectionError(ProtocolError("Connection aborted.", reset), request=request)


def _environ(request: requests.PreparedRequest) -> dict[str, object]:
    url = urlsplit(request.url or "")
    body = request.body or b""
    if isinstance(body, str):
        body = body.encode()
    environ: dict[str, object] = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": unquote(url.path).encode().decode("latin-1"),
        "QUERY_STRING": url.query,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": url.netloc,
        "wsgi.url_scheme": url.scheme,
        "wsgi.input": io.BytesIO(body),
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        text = value.decode("latin-1") if isinstance(value, bytes) else value
        environ["CONTENT_TYPE" if key == "CONTENT_TYPE" else f"HTTP_{key}"] = text
    return environ
