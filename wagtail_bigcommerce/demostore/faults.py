"""Bad days on demand: refusals, lost connections and spoiled answers that a test or a demo asks for.

Each kind happens on a real socket as it does on the internet, and in process as the exception or the answer that
`requests` makes of it:

| kind          | what the caller gets                                                          | carried out |
|---------------|-------------------------------------------------------------------------------|-------------|
| `throttled`   | 429 with the rate-limit headers and `X-Retry-After`                            | no          |
| `overloaded`  | 429 without any of them, as an overloaded platform answers                     | no          |
| `error`       | 503, or the status that was asked for                                          | no          |
| `html`        | an HTML page of a proxy, 502 unless another status was asked for               | no          |
| `broken_json` | a whole answer whose JSON breaks off                                           | yes         |
| `truncated`   | an answer whose connection ends before its `Content-Length`                    | yes         |
| `reset`       | a connection reset in place of an answer                                       | no          |
| `lost`        | the same, after the operation was carried out                                  | yes         |
| `slow`        | an answer that drips in over `seconds`                                         | yes         |
| `hang`        | nothing for `seconds`, then a reset; in process the read time-out at once      | no          |
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from .messages import ApiProblem, Request, Response

#: Status of the kinds that answer in the operation's place.
STATUSES = {"throttled": 429, "overloaded": 429, "error": 503, "html": 502}
#: How long the kinds that keep a caller waiting take.
SECONDS = {"slow": 2.0, "hang": 60.0}
KINDS = (*STATUSES, "broken_json", "truncated", "reset", "lost", *SECONDS)
#: What happens by chance: everything but what would hold a demo up for a minute.
KINDS_BY_CHANCE = tuple(kind for kind in KINDS if kind != "hang")

_PAGE = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1><p>The origin did not answer.</p>"


class Interrupted(Exception):  # noqa: N818 - it reads as what it says
    """There is no answer: whoever holds the connection resets it once `seconds` have passed."""

    def __init__(self, seconds: float) -> None:
        super().__init__("The connection was interrupted on demand")
        self.seconds = seconds


@dataclass
class Fault:
    """What to do to requests that match. Without kind and status only the latency applies.

    Raises ValueError for an unknown kind; status, headers, body and time follow from the kind where they are not given.
    """

    status: int | None = None
    kind: str | None = None
    #: A shell pattern.
    path: str = "*"
    method: str | None = None
    #: How many requests it strikes, None for every one.
    times: int | None = 1
    #: How many matching requests it lets pass first.
    after: int = 0
    #: Share of the matching requests that it strikes.
    rate: float = 1.0
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    rate_headers: bool = True
    latency_seconds: float = 0.0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.kind is None:
            return
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind} is no kind of fault; there are {', '.join(KINDS)}")
        self.status = self.status or STATUSES.get(self.kind)
        self.seconds = self.seconds or SECONDS.get(self.kind, 0.0)
        if self.kind == "throttled":
            self.headers = {"X-Retry-After": "1", **self.headers}
        elif self.kind == "html":
            self.body = self.body or _PAGE
        self.rate_headers = self.rate_headers and self.kind not in ("overloaded", "html")

    def matches(self, request: Request) -> bool:
        return self.method in (None, request.method) and fnmatchcase(request.path, self.path)

    def response(self, request: Request) -> Response | None:
        """The answer in the operation's place, None where the operation itself answers."""
        if self.status is None:
            return None
        if self.body is not None:
            return Response(self.status, self.body, dict(self.headers))
        response = ApiProblem(self.status, "This answer was asked for").response(request.path)
        response.headers.update(self.headers)
        return response

    def interrupt_before(self) -> None:
        """Raise Interrupted where the request never gets as far as the operation."""
        if self.kind in ("reset", "hang"):
            raise Interrupted(self.seconds)

    def spoiled(self, content: bytes, headers: list[tuple[str, str]]) -> tuple[bytes, list[tuple[str, str]]]:
        """The body and headers that go out in place of a good answer's. Raises Interrupted where nothing does."""
        if self.kind == "lost":
            raise Interrupted(self.seconds)
        if self.kind == "broken_json":
            content = content[: len(content) // 2]
            headers = [(name, str(len(content)) if name == "Content-Length" else value) for name, value in headers]
        elif self.kind == "truncated":
            content = content[: len(content) // 2]
        return content, headers


class Faults:
    """Faults wait in a queue; the first that is due strikes a request that it matches."""

    def __init__(self, seed: int = 1) -> None:
        #: Share of API requests, 0 to 1, that something happens to by chance (repeatable by seed).
        self.rate = 0.0
        self._random = random.Random(seed)  # noqa: S311
        self._queue: list[Fault] = []

    def next(self, status: int | None = None, **fault: Any) -> None:
        """Spoil the next requests that match; the fields of `Fault` say which, how many and how.

            store.faults.next(kind="reset", path="/v3/carts*", method="POST", after=2, times=3)

        A `status` alone answers with it. A `body` of type str is sent as HTML, dicts and lists as JSON.
        `rate_headers=False` leaves the rate-limit headers out.
        """
        self.add(Fault(status, **fault))

    def add(self, fault: Fault) -> None:
        self._queue.append(fault)

    def clear(self) -> None:
        self._queue.clear()
        self.rate = 0.0

    def take(self, request: Request) -> Fault | None:
        """The fault that strikes a request, None on a good day. Every waiting fault counts the request."""
        due = [fault for fault in self._queue if fault.matches(request) and self._is_due(fault)]
        if due:
            struck = due[0]
            if struck.times is not None:
                struck.times -= 1
                if struck.times <= 0:
                    self._queue.remove(struck)
            return struck
        if self.rate and request.path.startswith(("/v2/", "/v3/")) and self._random.random() < self.rate:
            return Fault(kind=self._random.choice(KINDS_BY_CHANCE))
        return None

    def _is_due(self, fault: Fault) -> bool:
        if fault.after:
            fault.after -= 1
            return False
        return fault.rate >= 1 or self._random.random() < fault.rate
