"""Countries and their states (`/v2/countries`): bare lists, and nothing but 204 past their end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel.core import get_global

from ..countries import COUNTRIES
from ..state import Payload
from ..states import STATES
from ..wsgi import ApiProblem, Request, Response, problem, route
from .filters import Filters, filtered, texts
from .paging import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store import DemoStore

_COUNTRIES = "/v2/countries"
_COUNTRY = _COUNTRIES + "/{country_id:int}"
#: Ids of states are those of their country times this, and on.
_STATES_PER_COUNTRY = 1000
COUNTRY_FILTERS: Filters = {**texts("country"), **texts("country_iso2"), **texts("country_iso3")}
STATE_FILTERS: Filters = {**texts("state"), **texts("state_abbreviation")}


@route("GET", _COUNTRIES)
def list_countries(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, _countries().values(), COUNTRY_FILTERS, store.clock())
    return _page(request, [_shown(store, row) for row in rows])


@route("GET", f"{_COUNTRIES}/count")
def count_countries(store: DemoStore, request: Request) -> Response:
    return Response(200, {"count": len(_countries())})


@route("GET", f"{_COUNTRIES}/states")
def list_all_states(store: DemoStore, request: Request) -> Response:
    return _page(request, [row for country_id in _countries() for row in _states(country_id)])


@route("GET", _COUNTRY)
def get_country(store: DemoStore, request: Request, country_id: int) -> Response:
    return Response(200, _shown(store, _require(country_id)))


@route("GET", _COUNTRY + "/states")
def list_states(store: DemoStore, request: Request, country_id: int) -> Response:
    rows = _states(_require(country_id)["id"])
    return _page(request, filtered(request, rows, STATE_FILTERS, store.clock()))


@route("GET", _COUNTRY + "/states/count")
def count_states(store: DemoStore, request: Request, country_id: int) -> Response:
    return Response(200, {"count": len(_states(_require(country_id)["id"]))})


@route("GET", _COUNTRY + "/states/{state_id:int}")
def get_state(store: DemoStore, request: Request, country_id: int, state_id: int) -> Response:
    for row in _states(_require(country_id)["id"]):
        if row["id"] == state_id:
            return Response(200, row)
    raise ApiProblem(404, "The requested resource was not found.")


@cache
def _countries() -> dict[int, Payload]:
    alpha3 = {codes[0]: code for code, codes in get_global("territory_aliases").items() if _is_alpha3(code)}
    names = sorted((name, code) for code, name in COUNTRIES.items() if code in alpha3)
    return {
        number: {"id": number, "country": name, "country_iso2": code, "country_iso3": alpha3[code]}
        for number, (name, code) in enumerate(names, start=1)
    }


def _is_alpha3(code: str) -> bool:
    return len(code) == 3 and code.isalpha()


def _states(country_id: int) -> list[Payload]:
    states = STATES.get(_countries()[country_id]["country_iso2"], {})
    first = country_id * _STATES_PER_COUNTRY + 1
    return [
        {"id": number, "state": name, "state_abbreviation": code, "country_id": country_id}
        for number, (code, name) in enumerate(states.items(), start=first)
    ]


def _require(country_id: int) -> Payload:
    country = _countries().get(country_id)
    if country is None:
        problem(404, "The requested resource was not found.")
    return country


def _shown(store: DemoStore, country: Payload) -> Payload:
    path = f"/countries/{country['id']}/states"
    return {**country, "states": {"url": f"{store.base_url}/stores/{store.hash}/v2{path}", "resource": path}}


def _page(request: Request, rows: Sequence[Payload]) -> Response:
    found, _ = page_of(request, rows)
    return Response(200, found) if found else Response(204)
