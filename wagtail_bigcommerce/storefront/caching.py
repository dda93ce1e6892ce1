"""Pages that anyone may cache: a view offers its response, and the middleware decides once the response is done.

It becomes public only if making it touched nothing of the visitor: no session, no cookie, no preview, no restricted
page. Whatever shows a visitor something of their own says so by `keep_private`, and the response is theirs alone.
Put the middleware first in MIDDLEWARE, so that it sees what all the others did.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import has_vary_header, patch_cache_control

from .. import conf

Response = TypeVar("Response", bound=HttpResponseBase)


def offer(response: Response, request: HttpRequest) -> Response:
    """Say that this response is the same for every visitor. The middleware checks that it is."""
    response.may_be_public = not getattr(request, "is_preview", False)  # type: ignore[attr-defined]
    return response


def keep_private(request: HttpRequest) -> bool:
    """Say that the response is this visitor's own. False: nobody sees to that, so it had better not be."""
    if not getattr(request, "_bigcommerce_is_watched", False):
        return False
    request._bigcommerce_is_private = True  # type: ignore[attr-defined]
    return True


class PublicPagesMiddleware:
    """Marks offered responses `public`, for as long as the setting PUBLIC_MAX_AGE_SECONDS says, others' `private`.

    Only shared caches may keep a page: a browser that did would show the prices from before its visitor signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request._bigcommerce_is_watched = True  # type: ignore[attr-defined]
        response = self.get_response(request)
        max_age = conf.get("PUBLIC_MAX_AGE_SECONDS")
        if getattr(request, "_bigcommerce_is_private", False):
            _make_private(response)
        elif max_age and getattr(response, "may_be_public", False) and _is_the_same_for_everybody(request, response):
            patch_cache_control(response, public=True, max_age=0, s_maxage=max_age)
        return response

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        """Tell caches among the middleware as well, which see the response before it gets here."""

        def after(rendered: HttpResponse) -> None:
            if getattr(request, "_bigcommerce_is_private", False):
                _make_private(rendered)

        response.add_post_render_callback(after)
        return response


def _make_private(response: HttpResponse) -> None:
    if "no-store" not in response.headers.get("Cache-Control", ""):
        response.headers["Cache-Control"] = "private, no-cache"


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
