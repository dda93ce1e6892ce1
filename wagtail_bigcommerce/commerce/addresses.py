"""A customer's addresses. BigCommerce changes any address of which it is told the id, so each is looked for among the
customer's own first.

Source: REST Management, Customers v3, "Customer addresses".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..client import APIError, BigCommerceClient, Conflict, NotFound, ValidationFailed
from .countries import place_lines
from .errors import AccountError, try_later
from .own_cache import forget_own, own

_KEPT = "addresses"


@dataclass(frozen=True)
class CustomerAddress:
    """`state` is the full name, `country_code` has two letters. `address_id` is 0 until the store has kept it."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    phone: str = ""
    address1: str = ""
    address2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country_code: str = ""
    country: str = ""
    address_id: int = 0

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def lines(self) -> tuple[str, ...]:
        """To print, as its country writes addresses."""
        place = place_lines(
            city=self.city, state=self.state, postal_code=self.postal_code, country_code=self.country_code
        )
        lines = (self.name, self.company, self.address1, self.address2, *place, self.country)
        return tuple(line for line in lines if line)

    def payload(self) -> dict[str, Any]:
        """As the API wants it."""
        values = asdict(self)
        values["state_or_province"] = values.pop("state")
        for name in ("address_id", "country"):
            del values[name]
        return {**values, "address_type": "commercial" if self.company else "residential"}


@try_later()
def customer_addresses(client: BigCommerceClient, *, customer_id: int) -> list[CustomerAddress]:
    """Return the customer's addresses, oldest first. One call; then none for a minute."""
    return own(client, customer_id, _KEPT, lambda: _read(client, customer_id))


@try_later()
def find_address(client: BigCommerceClient, address_id: int, *, customer_id: int) -> CustomerAddress | None:
    """Return one of the customer's addresses as it is now; None for another's. One call."""
    return next((row for row in _read(client, customer_id) if row.address_id == address_id), None)


@try_later()
def save_address(client: BigCommerceClient, address: CustomerAddress, *, customer_id: int) -> bool:
    """Keep a new address, or change the one that `address_id` names. One call, two to change one.

    Returns False when the address is not the customer's (any more). One that they have already is fine. Raises
    AccountError with what the store has against its fields.
    """
    try:
        if not address.address_id:
            client.addresses.create({**address.payload(), "customer_id": customer_id})
        elif find_address(client, address.address_id, customer_id=customer_id) is None:
            return False
        else:
            client.addresses.update({**address.payload(), "id": address.address_id})
    except NotFound:
        return False
    except (Conflict, ValidationFailed) as error:
        raise _refusal(error) from error
    finally:
        forget_own(client, customer_id, _KEPT)
    return True


@try_later()
def delete_address(client: BigCommerceClient, address_id: int, *, customer_id: int) -> bool:
    """Delete one of the customer's addresses; False when it is not theirs (any more). Two calls."""
    if find_address(client, address_id, customer_id=customer_id) is None:
        return False
    try:
        client.addresses.delete(address_id)
    except (NotFound, Conflict, ValidationFailed) as error:
        raise AccountError(_("The address could not be deleted. Please try again.")) from error
    finally:
        forget_own(client, customer_id, _KEPT)
    return True


def _read(client: BigCommerceClient, customer_id: int) -> list[CustomerAddress]:
    rows = client.addresses.iter(customer_id)
    return [_address(row) for row in rows if row.get("customer_id") == customer_id]


def _address(row: Mapping[str, Any]) -> CustomerAddress:
    names = ("first_name", "last_name", "company", "phone", "address1", "address2", "city", "postal_code", "country")
    return CustomerAddress(
        **{name: str(row.get(name) or "") for name in names},
        state=str(row.get("state_or_province") or ""),
        country_code=str(row.get("country_code") or ""),
        address_id=int(row["id"]),
    )


def _refusal(error: APIError) -> AccountError:
    """The store's fault with each field, in our words: its own are English and written for developers."""
    known = {**{name: name for name in CustomerAddress().payload()}, "state_or_province": "state"}
    named = {known[name] for path in error.field_errors for name in known if name in path.split(".")}
    fields = {name: _("The shop does not accept this. Please check it.") for name in named}
    return AccountError(_("The shop does not accept this address. Please check it."), fields=fields)
