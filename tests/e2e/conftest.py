"""Real browsers against the demonstration site, which is started once with everything that belongs to it.

A page that logs an error to its console, or asks any host but the site and its store for anything, fails its test.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from . import site as demo

DESKTOP = {"width": 1440, "height": 900}
#: as root in a container, and without the browser's own calls home
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 15_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[demo.RunningSite]:
    """As everybody gets it: shop and store are two ports of localhost, so the frame may have cookies."""
    running = demo.start(tmp_path_factory.mktemp("site"), free_port(), free_port())
    yield running
    running.stop()


@pytest.fixture(scope="session")
def foreign_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[demo.RunningSite]:
    """A shop on another site than its store: Chromium gives the frame no cookies, as browsers that block them do."""
    folder = tmp_path_factory.mktemp("foreign-site")
    running = demo.start(folder, free_port(), free_port(), host="127.0.0.1", products=24)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.fail("Browser tests need Chromium: install it, or name its executable in CHROMIUM.")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


class Watch:
    """What went wrong in a context's pages, apart from what a test expects (patterns of messages or addresses)."""

    def __init__(self) -> None:
        self.allowed_hosts: set[str] = set()
        self.expected: list[str] = []
        self.faults: list[str] = []

    def allow(self, site: demo.RunningSite) -> None:
        self.allowed_hosts |= site.hosts

    def expect(self, *patterns: str) -> None:
        self.expected += patterns

    def follow(self, context: BrowserContext) -> None:
        context.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))
        context.on("request", self._request)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc not in self.allowed_hosts:
            self.faults.append(f"foreign request: {address.scheme}://{address.netloc}{address.path}")

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if not any(re.search(pattern, fault) for pattern in self.expected)]


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    assert watch.unexpected() == []


@pytest.fixture
def visitor(site: demo.RunningSite, chromium: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """An empty page of a new visitor: `visitor()`; takes `at` (a site) and Playwright's options of a context."""
    contexts: list[BrowserContext] = []

    def new_visitor(*, at: demo.RunningSite = site, **options: object) -> Page:
        watch.allow(at)
        context = chromium.new_context(base_url=at.url, **{"viewport": DESKTOP, **options})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        watch.follow(context)
        return context.new_page()

    yield new_visitor
    for context in contexts:
        context.close()


@pytest.fixture
def visit(visitor: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page as a new visitor: `visit("/shop/")`; options as of `visitor`."""

    def open_page(path: str = "/", **options: object) -> Page:
        page = visitor(**options)
        page.goto(path)
        return page

    return open_page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return request.param
