"""What must hold before anything is installed: a Python that is new enough, and free ports.

Standard library only, and syntax that an old Python can read: `make demo` runs this with whatever Python it finds.
"""

import argparse
import os
import socket
import sys
from typing import Optional
from urllib.parse import urlsplit

OLDEST_PYTHON = (3, 11)
SITE_PORT = 8000
STORE_PORT = 8001
#: how many ports above a taken one are tried
PORTS_TRIED = 50


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on the port now. Asks the operating system; sends nothing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(wanted: int, excluded: tuple = ()) -> Optional[int]:  # noqa: UP045 - read by old Pythons, too
    """Return the port, or the next free one above it, or None when there is none near it."""
    candidates = range(wanted, wanted + PORTS_TRIED)
    return next((port for port in candidates if port not in excluded and is_free(port)), None)


def python_problem() -> str:
    """One line that says what to do about this Python, or nothing."""
    if sys.version_info >= OLDEST_PYTHON:
        return ""
    needed, found = (".".join(map(str, version[:2])) for version in (OLDEST_PYTHON, sys.version_info))
    return f"Python {needed} or newer is needed; {sys.executable} is {found}. Name another: make demo PYTHON=python3.12"


def port_remark(label: str, wanted: int, instead: Optional[int]) -> str:  # noqa: UP045 - read by old Pythons, too
    """One line when the port is taken, or nothing."""
    if instead == wanted:
        return ""
    return f"Port {wanted} for {label} is taken; " + (
        f"{instead} is free and will be used." if instead else "no port near it is free."
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=urlsplit(os.environ.get("SITE_URL", "")).port or SITE_PORT)
    parser.add_argument("--store-port", type=int, default=STORE_PORT)
    parser.add_argument("--python-only", action="store_true")
    options, _for_the_sandbox_command = parser.parse_known_args()
    problem = python_problem()
    if problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1
    if options.python_only:
        return 0
    site_port = free_port(options.port)
    remarks = [port_remark("the site", options.port, site_port)]
    if not os.environ.get("BIGCOMMERCE_STORE_HASH"):
        store_port = free_port(options.store_port, excluded=(site_port,))
        remarks.append(port_remark("the store in a box", options.store_port, store_port))
    for remark in filter(None, remarks):
        print(remark)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
