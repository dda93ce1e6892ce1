"""Sends one call and brings back its answer or one error, with budget, retries and time-outs.

Budget and retries sit here, above requests' adapter, so that every adapter (a fake store included) exercises them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import requests

from wagtail_bigcommerce import __version__

from .answers import Answer, decode_json, encode_json
from .context import current_operation
from .endpoints import Endpoint, PathValues
from .errors import APIError, ConnectionFailed, RateLimited, UnexpectedResponse, error_class
from .problems import read_problem
from .rate_limit import SHOPPER_RESERVE, LocalRateBudget, RateBudget, RateHeaders
from .retry import RetryPolicy
from .sessions import SharedSession, never_left

logger = logging.getLogger("wagtail_bigcommerce.client")

QueryValue = str | int | bool | Sequence[str | int] | None
Query = Mapping[str, QueryValue]

_USER_AGENT = f"wagtail-bigcommerce/{__version__} python-requests/{requests.__version__}"


@dataclass
class Patience:
    """The time that one call may take besides its last attempt: waiting, and attempts that failed."""

    limit_seconds: float
    sleep: Callable[[float], None]
    spent_seconds: float = 0.0

    def allows(self, seconds: float) -> bool:
        """Tell whether that much more time is left."""
        return self.spent_seconds + seconds <= self.limit_seconds

    def wait(self, seconds: float) -> None:
        """Sleep."""
        self.spent_seconds += seconds
        self.sleep(seconds)


@dataclass
class Transport:
    """Talks to one store. Uses the network; every other part of the client goes through `send`.

    An empty `access_token` is sent to nobody.
    """

    base_url: str
    access_token: str = field(repr=False)
    budget: RateBudget
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    timeout_seconds: tuple[float, float] = (3.05, 20)
    max_wait_seconds: float = 60
    background: bool = False
    trusted_proxy_secret: str = field(default="", repr=False)
    session: SharedSession = field(default_factory=SharedSession)
    sleep: Callable[[float], None] = time.sleep

    def send(
        self,
        endpoint: Endpoint,
        *,
        path: PathValues | None = None,
        query: Query | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
        retry: bool = True,
    ) -> Answer:
        """Carry out one operation and return its answer.

        `path` fills the template, `query` takes lists (joined by commas) and leaves out None, `json` becomes the body,
        `headers` are sent besides the usual ones and win over them. `retry=False` is for operations that must be sent
        once at most. Raises BigCommerceError.
        """
        request = self._request(endpoint, path or {}, query or {}, json, headers or {})
        patience = Patience(self.max_wait_seconds, self.sleep)
        self._await_budget(endpoint, patience)
        attempt = 1
        while True:
            started = time.monotonic()
            try:
                return self._attempt(endpoint, request)
            except (ConnectionFailed, APIError) as error:
                patience.spent_seconds += time.monotonic() - started
                delay = self.retry.delay(error, method=endpoint.method, attempt=attempt) if retry else None
                if delay is None or not patience.allows(delay):
                    raise
                logger.info("%s; attempt %d follows in %.1f s", error, attempt + 1, delay)
            patience.wait(delay)
            attempt += 1

    def elsewhere(self, base_url: str) -> Transport:
        """Return a transport to another host of BigCommerce's, over the same connections.

        That host never gets the API account's token (what it asks for instead goes with each call's `headers`), and
        what is sent there does not count against the API's rate limit.
        """
        return replace(self, base_url=base_url, access_token="", budget=LocalRateBudget())

    def _request(
        self, endpoint: Endpoint, path: PathValues, query: Query, json: object, own_headers: Mapping[str, str]
    ) -> requests.PreparedRequest:
        operation = current_operation()
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": _USER_AGENT,
            "X-Correlation-Id": operation.correlation_id,
        }
        if self.access_token:
            headers["X-Auth-Token"] = self.access_token
        if self.trusted_proxy_secret and operation.client_ip:
            headers["X-BC-Trusted-Proxy-Secret"] = self.trusted_proxy_secret
            headers["True-Client-IP"] = operation.client_ip
        if json is not None:
            headers["Content-Type"] = "application/json"
        return requests.Request(
            endpoint.method,
            self.base_url + endpoint.fill(path),
            params={name: _query_text(value) for name, value in query.items() if value is not None},
            data=None if json is None else encode_json(json),
            headers={**headers, **own_headers},
        ).prepare()

    def _await_budget(self, endpoint: Endpoint, patience: Patience) -> None:
        """Wait for the store's budget once a call; a retry has already waited as long as the store asked for."""
        reserve = max(SHOPPER_RESERVE if self.background else 0.0, current_operation().reserve)
        while seconds := self.budget.acquire(reserve):
            if not patience.allows(seconds):
                title = "The store's rate limit is used up"
                raise RateLimited(429, endpoint.method, endpoint.path, title=title, retry_after_seconds=seconds)
            patience.wait(seconds)

    def _attempt(self, endpoint: Endpoint, request: requests.PreparedRequest) -> Answer:
        session = self.session.get()
        current_operation().requests += 1
        settings = session.merge_environment_settings(request.url, {}, True, None, None)
        started = time.monotonic()
        try:
            response = session.send(request, timeout=self.timeout_seconds, allow_redirects=False, **settings)
        except requests.RequestException as error:
            raise _connection_failed(endpoint, error, sent=not never_left(error)) from None
        with response:
            self._observe(endpoint, response)
            content = _read(endpoint, response)
        milliseconds = (time.monotonic() - started) * 1000
        logger.debug("%s: %d in %d ms", endpoint, response.status_code, milliseconds)
        if response.status_code >= 400:
            raise _api_error(endpoint, response, content)
        return _answer(endpoint, response, content)

    def _observe(self, endpoint: Endpoint, response: requests.Response) -> None:
        if not (endpoint.own_limit and response.status_code == 429):
            self.budget.observe(response.headers, response.status_code)


def _query_text(value: str | int | bool | Sequence[str | int]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else ",".join(map(str, value))


def _read(endpoint: Endpoint, response: requests.Response) -> bytes:
    """Read the body. A broken body of an error answer is no reason to forget the status, so it counts as empty."""
    try:
        return response.content
    except requests.RequestException as error:
        if response.status_code >= 400:
            return b""
        if isinstance(error, requests.exceptions.ContentDecodingError):
            raise _unexpected(endpoint, response, "the body cannot be decompressed") from None
        raise _connection_failed(endpoint, error, sent=True) from None


def _answer(endpoint: Endpoint, response: requests.Response, content: bytes) -> Answer:
    if response.status_code >= 300:
        # The token must not travel on to wherever this points.
        raise _unexpected(endpoint, response, f"{response.status_code}, a redirect; is the API's address right?")
    try:
        body = decode_json(content)
    except ValueError:
        kind = response.headers.get("Content-Type", "no content type").partition(";")[0]
        raise _unexpected(endpoint, response, f"the body is not JSON ({kind[:40]})") from None
    return Answer(endpoint, response.status_code, body, _request_id(response), response.headers)


def _api_error(endpoint: Endpoint, response: requests.Response, content: bytes) -> APIError:
    status, (title, field_errors) = response.status_code, read_problem(content)
    headers = RateHeaders.parse(response.headers)
    return error_class(status)(
        status,
        endpoint.method,
        endpoint.path,
        _request_id(response),
        title,
        field_errors,
        headers.wait_seconds if status == 429 else headers.retry_after_seconds,
    )


def _unexpected(endpoint: Endpoint, response: requests.Response, reason: str) -> UnexpectedResponse:
    return UnexpectedResponse(endpoint.method, endpoint.path, reason, _request_id(response))


def _connection_failed(endpoint: Endpoint, error: requests.RequestException, *, sent: bool) -> ConnectionFailed:
    """Raise this `from None`: the message of `error` quotes the URL, whose query may hold an e-mail address."""
    return ConnectionFailed(endpoint.method, endpoint.path, type(error).__name__, sent)


def _request_id(response: requests.Response) -> str | None:
    return response.headers.get("X-Request-Id") or response.request.headers.get("X-Correlation-Id")
