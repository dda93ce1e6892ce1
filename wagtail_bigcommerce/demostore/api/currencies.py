"""The store's currencies (`/v2/currencies`): a bare list, and nothing but 204 past its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..wsgi import Request, Response, problem, route
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore


@route("GET", "/v2/currencies")
def list_currencies(store: DemoStore, request: Request) -> Response:
    found, _ = page_of(request, list(store.state.currencies.values()))
    return Response(200, found) if found else Response(204)


@route("GET", "/v2/currencies/{currency_id:int}")
def get_currency(store: DemoStore, request: Request, currency_id: int) -> Response:
    currency = store.state.currencies.get(currency_id)
    if currency is None:
        problem(404, "The requested resource was not found.")
    return Response(200, currency)
