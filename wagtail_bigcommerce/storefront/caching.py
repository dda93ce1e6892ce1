"""Pages that anyone may cache: a view offers its response, and the middleware decides once the response is done.

It becomes public only if making it touched nothing of the visitor: no session, no cookie, no preview, no restricted
page. Put the middleware first in MIDDLEWARE, so that it sees what all the others did.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import has_vary_header, patch_cache_control

from .. import conf

Response = TypeVar("Response", bound=HttpResponseBase)


def offer(response: Response, request: HttpRequest) -> Response:
    """Say that this response is the same for every visitor. The middleware checks that it is."""
    response.may_be_public = not getattr(request, "is_preview", False)  # type: ignore[attr-defined]
    return response


class PublicPagesMiddleware:
    """Marks offered responses `Cache-Control: public`, for as long as the setting PUBLIC_MAX_AGE_SECONDS says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        max_age = conf.get("PUBLIC_MAX_AGE_SECONDS")
        if max_age and getattr(response, "may_be_public", False) and _is_the_same_for_everybody(request, response):
            patch_cache_control(response, public=True, max_age=max_age)
        return response


def _is_the_same_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    session = getattr(request, "session", None)
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not response.has_header("Cache-Control")
        and not response.cookies
        and not has_vary_header(response, "Cookie")
        and not getattr(session, "accessed", False)
        and not settings.SESSION_SAVE_EVERY_REQUEST
    )
