"""The store on a real socket: HTTP/1.1 with keep-alive and one thread a connection."""

from __future__ import annotations

import io
import math
import os
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .faults import Fault, Interrupted
from .messages import Request

if TYPE_CHECKING:
    from .store import DemoStore


#: A slow answer comes in this many pieces.
_DRIPS = 20


class StoreServer(ThreadingHTTPServer):
    """Use as a context manager: it serves and delivers webhooks in background threads until the block ends."""

    daemon_threads = True

    def __init__(self, store: DemoStore, host: str = "127.0.0.1", port: int = 0) -> None:
        self.store = store
        super().__init__((host, port), _Handler)
        self.url = f"http://{host}:{self.server_address[1]}"

    def __enter__(self) -> StoreServer:
        threading.Thread(target=self.serve_forever, args=(0.05,), name="demostore", daemon=True).start()
        self.store.webhooks.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.store.webhooks.stop()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: StoreServer
    protocol_version = "HTTP/1.1"
    # With Nagle's algorithm every answer waits some 40 ms for the peer's delayed acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1
    #: An idle connection is given up after this many seconds.
    timeout = 60

    def handle_any(self) -> None:
        if self.headers.get("Transfer-Encoding"):
            self.send_error(411)
            return
        request = Request.from_environ(self._environ())
        try:
            status, headers, content = self.server.store.wsgi.answer(request)
        except Interrupted as interruption:
            time.sleep(interruption.seconds)
            self._reset()
            return
        except Exception:
            # A bug of the store's own must not look like a broken line: say where it is, and answer.
            self.server.handle_error(self.request, self.client_address)
            status, headers, content = 500, [("Content-Length", "0")], b""
        self.send_response_only(status)
        for name, value in [*headers, ("Date", self.date_time_string())]:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self._send(content, request.fault)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = handle_any  # noqa: N815

    def _send(self, content: bytes, fault: Fault | None) -> None:
        if fault and fault.kind == "slow":
            size = max(1, math.ceil(len(content) / _DRIPS))
            for start in range(0, len(content), size):
                self.wfile.write(content[start : start + size])
                self.wfile.flush()
                time.sleep(fault.seconds / _DRIPS)
            return
        self.wfile.write(content)
        if fault and fault.kind == "truncated":
            # The caller waits for what the length promised until the line is closed.
            self.close_connection = True

    def _reset(self) -> None:
        """End the connection the hard way: the peer reads a reset, not an orderly end."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # The streams over the socket keep it open, so its descriptor is closed beneath them.
        os.close(self.connection.detach())

    def _environ(self) -> dict[str, object]:
        path, _, query = self.path.partition("?")
        length = int(self.headers.get("Content-Length") or 0)
        environ: dict[str, object] = {
            "REQUEST_METHOD": self.command,
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(length),
            "REMOTE_ADDR": self.client_address[0],
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.rfile.read(length)),
        }
        for name, value in self.headers.items():
            environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
        return environ

    def log_message(self, format: str, *args: object) -> None:
        """Requests are recorded on the store; standard error is for faults only."""
