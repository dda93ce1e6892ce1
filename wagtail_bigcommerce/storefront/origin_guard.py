"""Keeps other sites from posting to forms that stand on cached pages.

Such a page is the same for everybody, so it can hold no CSRF token. What a browser says of a request's origin cannot
be forged by a page: `Origin`, else `Sec-Fetch-Site`, else `Referer`. A request with none of them comes from no browser
that would carry a visitor's cookies, and is refused too. SameSite cookies stand behind this as a second line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import is_same_domain
from django.views.decorators.csrf import csrf_exempt

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def origin_guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Take the place of Django's token check on a view. A foreign or unnamed origin is PermissionDenied (403)."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in SAFE_METHODS and not is_from_own_page(request):
            raise PermissionDenied("The form was not sent from a page of this site")
        return view(request, *args, **kwargs)

    return guarded


def is_from_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site, or of a trusted origin, sent the request."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return _is_own(request, origin)
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    referer = request.headers.get("Referer")
    return referer is not None and _is_own(request, referer)


def _is_own(request: HttpRequest, address: str) -> bool:
    """Compare scheme, host and port with this site's, then with CSRF_TRUSTED_ORIGINS, by Django's rules for it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if (parts.scheme, parts.netloc) == (request.scheme, request.get_host()):
        return True
    trusted = (urlsplit(origin) for origin in settings.CSRF_TRUSTED_ORIGINS)
    return any(
        parts.scheme == own.scheme and is_same_domain(parts.netloc, own.netloc.removeprefix("*")) for own in trusted
    )
