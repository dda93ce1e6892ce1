"""Answers of the hosted pages, with the headers that say who may frame them and what may run in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..messages import Response
from .markup import Html, fill
from .origins import origin_of

if TYPE_CHECKING:
    from ..store import DemoStore


def page(
    store: DemoStore,
    title: str,
    content: Html,
    *,
    kind: str = "hosted",
    event: str = "",
    message: str = "",
    framed_by: str = "",
    status: int = 200,
) -> Response:
    """A whole page. `framed_by` is the URL of the site that may embed it and hears its messages; none by default."""
    origin = origin_of(framed_by)
    body = fill(
        "page",
        title=f"{title} · {store.state.profile['name']}",
        kind=kind,
        event=event,
        message=message,
        parent_origin=origin,
        content=content,
    )
    return Response(status, str(body), headers(origin))


def notice(store: DemoStore, title: str, text: str, *, link: Html | None = None, status: int = 200) -> Response:
    """A page that says one thing."""
    content = fill("notice", store_name=store.state.profile["name"], title=title, text=text, link=link or Html(""))
    return page(store, title, content, status=status)


def frame_error(store: DemoStore, text: str, *, status: int = 403) -> Response:
    """What a frame shows that cannot become a checkout. Any site may frame it: nobody knows which it should be."""
    content = fill(
        "notice",
        store_name=store.state.profile["name"],
        title="Checkout is not available",
        text=text,
        link=Html(""),
    )
    response = page(store, "Checkout", content, event="frame-error", message=text, status=status)
    response.headers = headers("*")
    return response


def redirect(location: str, *, status: int = 303, origin: str = "") -> Response:
    """Send the browser on. `location` must be of this store, or have been checked."""
    return Response(status, None, {**headers(origin), "Location": location})


def headers(frame_origin: str) -> dict[str, str]:
    """Nothing is cached, nothing from elsewhere runs, and only `frame_origin` may frame the page."""
    framed_by = frame_origin or "'none'"
    return {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
            f"form-action 'self'; frame-ancestors {framed_by}"
        ),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
