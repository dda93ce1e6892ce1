"""Holds every exchange of the test suite against BigCommerce's official OpenAPI files.

Whatever a test does, each request that our client sends to the demo store and each answer that the demo store gives
is checked, in process or over a socket; a violation fails the test that caused it. `pytest --contract` prints the
table of operations and fails when our client has an operation that no test exercised. Without the files beside the
checkout nothing is checked, and `--contract` refuses.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from requests.structures import CaseInsensitiveDict

from wagtail_bigcommerce.client.client import endpoints
from wagtail_bigcommerce.demostore.messages import Request
from wagtail_bigcommerce.demostore.wsgi import Application

from .specification import FOLDER, Exchange, Operation, Specification
from .waivers import waived

_OUR_CLIENT = "wagtail-bigcommerce/"


class Ledger:
    """Counts exchanges by operation and keeps what the specification has against them."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.violations: Counter[str] = Counter()
        self.exercised: set[str] = set()
        #: False while a test has the store answer as real stores do and no file allows (marker `odd_payloads`)
        self.judges_answers = True
        self._news: list[str] = []
        self._seen: set[bytes] = set()
        self._lock = threading.Lock()
        self._specification = Specification()

    def record(self, exchange: Exchange) -> None:
        operation = self._specification.find(exchange.method, exchange.path)
        ours = exchange.request_headers.get("User-Agent", "").startswith(_OUR_CLIENT)
        if operation is None:
            if ours and exchange.status < 400:
                self._complain(f"{exchange.method} {exchange.path}", "the specification knows no such operation")
            return
        with self._lock:
            self.requests[str(operation)] += ours
            self.answers[str(operation)] += 1
            if ours:
                self.exercised.add(_nameless(str(operation)))
        if not self._is_news(exchange):
            return
        # tests send bad requests on purpose and the store refuses them: a request is at fault when it was accepted
        if ours and exchange.status < 400:
            for error in self._specification.request_errors(operation, exchange):
                self._judge(operation, "request", error)
        # what happens on overload or failure is BigCommerce's business and in no file
        if self.judges_answers and exchange.status != 429 and exchange.status < 500:
            for error in self._specification.answer_errors(operation, exchange):
                self._judge(operation, f"answer {exchange.status}", error)

    def drain(self) -> list[str]:
        with self._lock:
            news, self._news = self._news, []
        return news

    def unexercised(self) -> list[str]:
        return sorted(str(known) for known in endpoints() if _nameless(str(known)) not in self.exercised)

    def _judge(self, operation: Operation, side: str, error: str) -> None:
        if not waived(str(operation), side, error):
            self._complain(str(operation), f"{side}: {error}")

    def _complain(self, operation: str, error: str) -> None:
        with self._lock:
            self.violations[operation] += 1
            self._news.append(f"{operation}: {error}")

    def _is_news(self, exchange: Exchange) -> bool:
        parts = (
            exchange.method,
            exchange.path,
            repr(exchange.query),
            repr(exchange.request_body),
            str(exchange.status),
        )
        key = hashlib.sha256("\0".join(parts).encode() + exchange.answer_body).digest()
        with self._lock:
            if key in self._seen:
                return False
            self._seen.add(key)
            return True

    def export(self) -> dict[str, Any]:
        return {
            "requests": dict(self.requests),
            "answers": dict(self.answers),
            "violations": dict(self.violations),
            "exercised": sorted(self.exercised),
        }

    def add(self, exported: dict[str, Any]) -> None:
        self.requests.update(exported["requests"])
        self.answers.update(exported["answers"])
        self.violations.update(exported["violations"])
        self.exercised.update(exported["exercised"])


def _nameless(operation: str) -> str:
    """The operation with its parameters' names left out: "GET /v3/carts/{}"; the files spell them differently."""
    return "/".join("{}" if part.startswith("{") else part for part in operation.rstrip("/").split("/"))


def _specified_path(path: str) -> str | None:
    """The path as a file has it; None for what is in no file, such as pages.

    Of API requests the store has cut off what stands before the version; the host of payments has no version.
    """
    if path.startswith(("/v2/", "/v3/")):
        return path
    return "/payments" if re.fullmatch("/stores/[^/]+/payments", path) else None


def _listening(ledger: Ledger, answer: Any) -> Any:
    def listened(self: Application, request: Request) -> tuple[int, list[tuple[str, str]], bytes]:
        status, headers, content = answer(self, request)
        if request.fault:  # spoiled on purpose
            return status, headers, content
        path = _specified_path(request.path)
        if path is not None:
            ledger.record(
                Exchange(
                    method=request.method,
                    path=path,
                    query=tuple(request.params.items()),
                    request_headers=request.headers,
                    request_body=request.body or None,
                    status=status,
                    answer_headers=CaseInsensitiveDict(headers),
                    answer_body=content,
                )
            )
        return status, headers, content

    return listened


_LEDGER = pytest.StashKey[Ledger]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--contract",
        action="store_true",
        help="print the table of operations, and fail when one of the client's was not exercised",
    )
    parser.addoption(
        "--no-contract",
        action="store_true",
        help="hold nothing against the files: for a run on another database or version, after one that did",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--no-contract"):
        return
    if FOLDER.is_dir():
        ledger = Ledger()
        config.stash[_LEDGER] = ledger
        Application.answer = _listening(ledger, Application.answer)  # type: ignore[method-assign]
    elif config.getoption("--contract"):
        raise pytest.UsageError(f"--contract needs BigCommerce's OpenAPI files in {FOLDER}")


@pytest.fixture(autouse=True)
def _within_the_contract(request: pytest.FixtureRequest) -> Iterator[None]:
    ledger = request.config.stash.get(_LEDGER, None)
    if ledger:
        ledger.judges_answers = request.node.get_closest_marker("odd_payloads") is None
    yield
    if ledger and (violations := ledger.drain()):
        pytest.fail("Against BigCommerce's specification:\n" + "\n".join(sorted(set(violations))), pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    ledger = session.config.stash.get(_LEDGER, None)
    if ledger is None:
        return
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["contract"] = ledger.export()
    elif session.config.getoption("--contract") and ledger.unexercised():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    if exported := getattr(node, "workeroutput", {}).get("contract"):
        node.config.stash[_LEDGER].add(exported)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    ledger = config.stash.get(_LEDGER, None)
    if ledger is None or not config.getoption("--contract"):
        return
    terminalreporter.section("contract with BigCommerce's OpenAPI files")
    row = "{:<72} {:>9} {:>9} {:>11}"
    terminalreporter.line(row.format("operation", "requests", "answers", "violations"))
    for operation in sorted({*ledger.answers, *ledger.violations}):
        counts = (ledger.requests[operation], ledger.answers[operation], ledger.violations[operation])
        terminalreporter.line(row.format(operation, *counts))
    totals = (ledger.requests.total(), ledger.answers.total(), ledger.violations.total())
    terminalreporter.line(row.format(f"{len(ledger.answers)} operations", *totals))
    for operation in ledger.unexercised():
        terminalreporter.line(f"no test exercised {operation}", red=True)
