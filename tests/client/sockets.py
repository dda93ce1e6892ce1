"""Servers that misbehave in the ways only sockets can: silence, resets, half an answer."""

import contextlib
import socket
import struct
import threading


class Server:
    """Handles each connection with the next of `behaviours`, then goes on with the last one."""

    def __init__(self, behaviours):
        self.behaviours = list(behaviours)
        self.requests = []
        self.peers = []
        self._stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self):
        while not self._stopped.is_set():
            try:
                connection, peer = self._listener.accept()
            except OSError:
                return
            self.peers.append(peer)
            behaviour = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
            threading.Thread(target=self._serve, args=(connection, behaviour), daemon=True).start()

    def _serve(self, connection, behaviour):
        with contextlib.suppress(OSError), connection:
            behaviour(self, connection)

    def read(self, connection):
        """Read one request, or return False when the other side hung up."""
        head = b""
        while b"\r\n\r\n" not in head:
            chunk = connection.recv(65_536)
            if not chunk:
                return False
            head += chunk
        self.requests.append(head)
        return True

    def stop(self):
        self._stopped.set()
        self._listener.close()


def answer(content, status="200 OK", **headers):
    """Behave: answer every request on the connection with `content`."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(content)}"] if "Content_Length" not in headers else []
    message = "\r\n".join(lines).encode() + b"\r\n\r\n" + content

    def behave(server, connection):
        while server.read(connection):
            connection.sendall(message)

    return behave


def silence(server, connection):
    """Behave: take the request and never answer."""
    server.read(connection)
    server._stopped.wait(5)


def reset(server, connection):
    """Behave: take the request and reset the connection."""
    server.read(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hang_up(server, connection):
    """Behave: take the request and close the connection without an answer."""
    server.read(connection)


def half(message):
    """Behave: send part of an answer and close the connection."""

    def behave(server, connection):
        server.read(connection)
        connection.sendall(message)

    return behave


@contextlib.contextmanager
def serving(*behaviours):
    server = Server(behaviours)
    try:
        yield server
    finally:
        server.stop()
