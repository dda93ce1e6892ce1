"""Countries, their states, and how addresses are written in them.

BigCommerce's own lists: it takes full names of states, as they stand there. Source: REST Management, Geography v2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..client import BigCommerceClient
from .errors import try_later
from .store_facts import remembered

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: where the postal code stands before the city; elsewhere it comes last
_CODE_FIRST = (
    "AD AL AM AR AT AX AZ BA BE BG BR BY CH CL CN CR CU CY CZ DE DK DO EE ES ET FI FO FR GE GL GR GT HN HR HT HU IL IS "
    "IT KG KZ LA LI LT LU LV MA MC MD ME MG MK MN MX MY NE NL NO PL PT PY RO RS RU SE SI SK SM SN TJ TM TN TR UA UY UZ "
    "VA XK"
)

#: where mail needs no postal code
_WITHOUT_CODE = (
    "AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GH GM GQ GY HK KI KM KN KP LC ML MO MR MW NR "
    "NU PA QA RW SB SC SL SR ST SY TG TK TO TV UG VU WS YE ZW"
)

_STATE_LABELS: dict[str, StrOrPromise] = {
    **dict.fromkeys(("US", "AU", "BR", "IN", "MX", "MY", "NG"), _("State")),
    **dict.fromkeys(("CA", "AR", "BE", "CN", "IT", "NL", "ES", "ZA"), _("Province")),
    **dict.fromkeys(("GB", "IE", "NO", "SE", "HU", "RO", "KE"), _("County")),
    "JP": _("Prefecture"),
    "CH": _("Canton"),
}


@dataclass(frozen=True)
class Country:
    country_id: int
    code: str
    name: str

    @property
    def needs_postal_code(self) -> bool:
        return self.code not in _WITHOUT_CODE.split()

    @property
    def state_label(self) -> StrOrPromise:
        return _STATE_LABELS.get(self.code, _("State or region"))

    @property
    def postal_code_label(self) -> StrOrPromise:
        return _("ZIP code") if self.code == "US" else _("Postal code")


@try_later()
def countries(client: BigCommerceClient) -> list[Country]:
    """Return all countries by name. One or two calls an hour."""
    return remembered(client, "countries", lambda: _countries(client))


@try_later()
def states(client: BigCommerceClient, country: Country) -> list[str]:
    """Return the full names of a country's states; none where its addresses have no such list. One call an hour."""
    return remembered(client, f"states.{country.country_id}", lambda: _states(client, country))


def place_lines(*, city: str, state: str, postal_code: str, country_code: str) -> list[str]:
    """City, state and postal code as they are written in a country."""
    if country_code == "GB":
        lines = [city, state, postal_code]
    elif country_code in _CODE_FIRST.split():
        lines = [f"{postal_code} {city}".strip(), state]
    else:
        lines = [" ".join(part for part in (city, state, postal_code) if part)]
    return [line for line in lines if line]


def _countries(client: BigCommerceClient) -> list[Country]:
    rows = (row for row in client.geography.countries() if row.get("country_iso2"))
    found = (Country(int(row["id"]), str(row["country_iso2"]), str(row.get("country") or "")) for row in rows)
    return sorted(found, key=lambda country: country.name)


def _states(client: BigCommerceClient, country: Country) -> list[str]:
    return [str(row["state"]) for row in client.geography.states(country.country_id) if row.get("state")]
