"""A strict Content-Security-Policy for what visitors see.

It has no nonce, because a page that anyone may cache cannot carry one: scripts and styles come from files. The admin
keeps its own rules, as does a response that brings a policy along. Three ways to allow more:

- addresses in STATIC_URL, MEDIA_URL and the settings of the store are allowed by themselves;
- the setting CONTENT_SECURITY_POLICY adds sources for all pages: `{"img-src": ["https://images.example.com"]}`;
- a view adds sources for its own response with `allow()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse

from .. import conf

HEADER = "Content-Security-Policy"

#: BigCommerce's image servers
IMAGE_HOSTS = ("https://cdn11.bigcommerce.com", "https://*.bigcommerce.com")

#: where Google Analytics comes from, and where it sends to
GOOGLE_TAG = ("https://www.googletagmanager.com",)
GOOGLE_ANALYTICS = ("https://*.google-analytics.com", "https://*.analytics.google.com")

_POLICY: dict[str, tuple[str, ...]] = {
    "default-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:", *IMAGE_HOSTS),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "frame-src": ("'self'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'self'",),
    "base-uri": ("'self'",),
    "object-src": ("'none'",),
}

Sources = Mapping[str, Iterable[str]]


def allow(response: HttpResponseBase, sources: Sources) -> None:
    """Allow more on one response: `allow(response, {"frame-src": ["https://store.example"]})`."""
    response.csp_sources = _joined(getattr(response, "csp_sources", {}), sources)  # type: ignore[attr-defined]


class ContentSecurityPolicyMiddleware:
    """Sends the policy with everything but the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header(HEADER) and not request.path.startswith(_admin_paths()):
            response.headers[HEADER] = policy(getattr(response, "csp_sources", {}))
        return response


def policy(extra: Sources) -> str:
    """The header's value: the defaults, what the settings imply, what the setting adds, and `extra`."""
    sources = _joined(_joined(_joined(_POLICY, _implied()), conf.get("CONTENT_SECURITY_POLICY")), extra)
    return "; ".join(f"{directive} {' '.join(allowed)}" for directive, allowed in sources.items())


def _joined(first: Sources, second: Sources) -> dict[str, list[str]]:
    joined = {directive: list(allowed) for directive, allowed in first.items()}
    for directive, allowed in second.items():
        known = joined.setdefault(directive, ["'self'"])
        known.extend(source for source in allowed if source not in known)
    return joined


def _implied() -> Sources:
    static, media = _origin(settings.STATIC_URL), _origin(settings.MEDIA_URL)
    # a store that is not BigCommerce's own cloud, such as the demo store, serves its images beside its API
    api = [] if conf.get("API_URL") == conf.ENVIRONMENT["API_URL"][1] else _origin(conf.get("API_URL"))
    # asked for nothing before a visitor has allowed it; the policy is the same for everybody
    tags, measured = (GOOGLE_TAG, GOOGLE_ANALYTICS) if conf.get("GA4_MEASUREMENT_ID") else ((), ())
    return {
        "script-src": [*static, *tags],
        "style-src": static,
        "font-src": static,
        "img-src": [*static, *media, *api, *tags, *measured],
        "connect-src": [*tags, *measured],
    }


def _origin(url: str | None) -> list[str]:
    parts = urlsplit(url or "")
    return [f"{parts.scheme or 'https'}://{parts.netloc}"] if parts.netloc else []


def _admin_paths() -> tuple[str, ...]:
    paths = []
    for name in ("wagtailadmin_home", "admin:index"):
        try:
            paths.append(reverse(name))
        except NoReverseMatch:
            continue
    return tuple(paths)
