"""Everything that can go wrong when talking to BigCommerce.

    ConfigurationError            the client was built with values that cannot work; stands apart on purpose,
                                  so that no broad `except BigCommerceError` hides it
    BigCommerceError
      ConnectionFailed            no answer; `sent` says whether the request may have been carried out
      APIError                    an answer of 400 or above
        Unauthorized              401  the token is wrong or was revoked
        Forbidden                 403  the token lacks a scope
        NotFound                  404  the object is gone
        Conflict                  409  somebody else changed it: read again, then retry
        ValidationFailed          400, 422  the request was refused: `field_errors` says why
        RateLimited               429  try again after `retry_after_seconds`
        ServerError               5xx  BigCommerce's fault: try later
      UnexpectedResponse          an answer whose body is not what the API promises
      GraphQLError                a GraphQL answer with errors, which comes with status 200
        InsufficientAccessScope   the storefront token lacks a scope: `required_scopes`
      InvalidSignature            a webhook that BigCommerce did not sign

Each leaf answers "what can the caller do?". Facts are attributes. The text of an error is one line that is
safe to log: it names the path template instead of the path, holds no token, and masks e-mail addresses and cart ids.
Every error survives pickling, so it can cross process borders.
"""

# ruff: noqa: N818 - named for what happened, as callers read them in `except` lines
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

_EMAIL = r"[^\s@<>\"']+@[^\s@<>\"']+"
_CART_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PRIVATE = re.compile(f"{_EMAIL}|{_CART_ID}", re.IGNORECASE)
_LONGEST_TITLE = 200


class ConfigurationError(Exception):
    """The client cannot be built from these values. The message never repeats a secret."""


class BigCommerceError(Exception):
    """Root of everything that a call to BigCommerce can raise."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self}>"


class ConnectionFailed(BigCommerceError):
    """No answer came back.

    `sent` is False when the request certainly never left, so that repeating it is safe whatever it does.
    `reason` names the kind of failure; the library's own message is left out because it quotes the URL.
    """

    def __init__(self, method: str, path: str, reason: str, sent: bool = True) -> None:
        super().__init__(method, path, reason, sent)
        self.method = method
        self.path = path
        self.reason = reason
        self.sent = sent

    def __str__(self) -> str:
        outcome = "no answer" if self.sent else "could not connect"
        return f"{self.method} {self.path}: {outcome} ({self.reason})"


class APIError(BigCommerceError):
    """BigCommerce answered with a status of 400 or above.

    `path` is the template, such as `/v3/carts/{cart_id}`. `request_id` is what BigCommerce's support asks for: its own
    request id, or else our correlation id. `title` and `field_errors` are BigCommerce's words, untranslated and
    possibly with personal data: show them to the person concerned, never log them. `retry_after_seconds` is how long
    BigCommerce asked to wait, if it did.
    """

    def __init__(
        self,
        status: int,
        method: str,
        path: str,
        request_id: str | None = None,
        title: str = "",
        field_errors: Mapping[str, str] | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(status, method, path, request_id, title, field_errors, retry_after_seconds)
        self.status = status
        self.method = method
        self.path = path
        self.request_id = request_id
        self.title = title or phrase(status)
        self.field_errors: dict[str, str] = dict(field_errors or {})
        self.retry_after_seconds = retry_after_seconds

    def __str__(self) -> str:
        reference = f" (request {self.request_id})" if self.request_id else ""
        return f"{self.method} {self.path}: {self.status} {_one_safe_line(self.title)}{reference}"


class Unauthorized(APIError):
    """401: the access token is wrong, or its API account was deleted."""


class Forbidden(APIError):
    """403: the API account lacks a scope, or the store's plan does not allow this."""


class NotFound(APIError):
    """404: there is no such object (any more)."""


class Conflict(APIError):
    """409: the object changed since it was read, or the write clashes with another object."""


class ValidationFailed(APIError):
    """400 or 422: the request was understood and refused; `field_errors` maps fields to messages."""


class RateLimited(APIError):
    """429, or a wait for the rate limit that would exceed the client's patience.

    `retry_after_seconds` is None when BigCommerce is overloaded as a whole and cannot say how long.
    """


class ServerError(APIError):
    """5xx: BigCommerce failed. A write may or may not have been carried out."""


class UnexpectedResponse(BigCommerceError):
    """An answer that is not an error, yet not what the API promises: HTML, broken JSON, a redirect, a missing key."""

    def __init__(self, method: str, path: str, reason: str, request_id: str | None = None) -> None:
        super().__init__(method, path, reason, request_id)
        self.method = method
        self.path = path
        self.reason = reason
        self.request_id = request_id

    def __str__(self) -> str:
        reference = f" (request {self.request_id})" if self.request_id else ""
        return f"{self.method} {self.path}: unexpected answer: {self.reason}{reference}"


class GraphQLError(BigCommerceError):
    """GraphQL carried out the operation not at all or not wholly, and said so in a body of status 200.

    `messages` are BigCommerce's words, as `APIError.title` is; `codes` are what its extensions or typed errors name.
    The text of the error leaves the messages out, since they quote variables, and those hold codes and passwords.
    """

    def __init__(
        self,
        operation: str,
        messages: Sequence[str],
        codes: Sequence[str] = (),
        required_scopes: Sequence[str] = (),
        request_id: str | None = None,
    ) -> None:
        super().__init__(operation, messages, codes, required_scopes, request_id)
        self.operation = operation
        self.messages = tuple(messages)
        self.codes = tuple(codes)
        self.required_scopes = tuple(required_scopes)
        self.request_id = request_id

    def __str__(self) -> str:
        reference = f" (request {self.request_id})" if self.request_id else ""
        return f"GraphQL {self.operation}: {', '.join(self.codes) or 'refused'}{reference}"


class InsufficientAccessScope(GraphQLError):
    """The storefront token was made without a scope that the operation needs."""


class InvalidSignature(BigCommerceError):
    """A webhook whose signature is missing, wrong, too old or too new."""


_LEAVES: dict[int, type[APIError]] = {
    400: ValidationFailed,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: ValidationFailed,
    429: RateLimited,
}


def error_class(status: int) -> type[APIError]:
    """Return the class of errors that stands for an HTTP status of 400 or above."""
    if status >= 500:
        return ServerError
    return _LEAVES.get(status, APIError)


def phrase(status: int) -> str:
    """Return the standard words for an HTTP status, for answers that bring none of their own."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown status"


def _one_safe_line(text: str) -> str:
    line = _PRIVATE.sub("…", " ".join(text.split()))
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"
