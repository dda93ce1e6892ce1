"""The demonstration site as a newcomer starts it: one command, real servers, a fresh folder for its data."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 180


@dataclass
class RunningSite:
    """Addresses of a site that is up: the shop and the store in a box behind it."""

    url: str
    store_url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(self.url).netloc, urlsplit(self.store_url).netloc}

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)


def start(
    folder: Path,
    port: int,
    store_port: int,
    *,
    host: str = "localhost",
    products: int | None = None,
    credentials: Mapping[str, str] | None = None,
) -> RunningSite:
    """Start the site with its data in `folder`; returns when it serves, raises RuntimeError with its output if not.

    `credentials` are environment variables of a store that runs already at `store_port`; without them one is started.
    """
    log = folder / "site.log"
    url, store_url = f"http://{host}:{port}", f"http://localhost:{store_port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BIGCOMMERCE_")}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "CACHE_URL", "DEBUG"):
        environment.pop(name, None)
    environment.update(SANDBOX_VAR_DIR=str(folder), SITE_URL=url, **(credentials or {}))
    command = [sys.executable, "sandbox/manage.py", "sandbox", "--port", str(port), "--store-port", str(store_port)]
    if products:
        command += ["--products", str(products)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    site = RunningSite(url, store_url, process, log)
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if re.search(r"The shop is open", log.read_text()):
            return site
        if process.poll() is not None:
            break
        time.sleep(0.2)
    process.kill()
    raise RuntimeError(f"The demonstration site did not start:\n{log.read_text()}")
