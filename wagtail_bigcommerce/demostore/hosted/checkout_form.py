"""The form of the hosted checkout page: its fields, what they start with, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..countries import COUNTRIES
from .markup import Html, fill, joined

if TYPE_CHECKING:
    from ..carts import Cart
    from ..store import DemoStore

#: The two ways to pay. Neither takes anything a person could mistake for a place to put a card number.
APPROVED, DECLINED = "approved", "declined"
PAYMENTS = {
    APPROVED: ("Pretend payment", "Nothing is charged. The order counts as paid."),
    DECLINED: ("Pretend payment that is declined", "Shows what happens when a payment fails."),
}
PAYMENT_METHOD = "Pretend payment"


@dataclass(frozen=True)
class Field:
    """One text field; `autocomplete` is the HTML attribute that lets browsers and shoppers' tools fill it in."""

    name: str
    label: str
    autocomplete: str
    type: str = "text"
    required: bool = True
    width: str = "full"


FIELDS = (
    Field("email", "E-mail address", "email", type="email"),
    Field("first_name", "First name", "given-name", width="half"),
    Field("last_name", "Last name", "family-name", width="half"),
    Field("address1", "Street and number", "address-line1"),
    Field("address2", "Apartment, floor", "address-line2", required=False),
    Field("city", "City", "address-level2", width="half"),
    Field("state_or_province", "State or province", "address-level1", required=False, width="half"),
    Field("postal_code", "Postal code", "postal-code", width="half"),
    Field("phone", "Phone", "tel", type="tel", required=False, width="half"),
)

_GUEST = {
    "email": "guest@example.com",
    "first_name": "Robin",
    "last_name": "Guest",
    "address1": "12 Harbour Street",
    "address2": "",
    "city": "Austin",
    "state_or_province": "Texas",
    "postal_code": "78701",
    "country_code": "US",
    "phone": "5125550100",
}


def starting_values(store: DemoStore, cart: Cart, customer_id: int) -> dict[str, str]:
    """Return what the form shows first: the checkout's own address, the customer's, or that of a demo guest."""
    values: dict[str, Any] = dict(_GUEST)
    customer = store.state.customers.get(customer_id)
    if customer is not None:
        addresses = (row for row in store.state.addresses.values() if row["customer_id"] == customer_id)
        values.update({name: customer[name] for name in ("email", "first_name", "last_name")})
        values.update(next(addresses, {}))
    if cart.billing_address:
        values.update({name: value for name, value in cart.billing_address.items() if value})
    return {name: str(values.get(name, "")) for name in _GUEST}


def faults_in(values: dict[str, str]) -> dict[str, str]:
    """Return a message by field name for everything that keeps the order from being placed."""
    faults = {
        field.name: f"Enter your {field.label.lower()}."
        for field in FIELDS
        if field.required and not values.get(field.name, "").strip()
    }
    local, _, domain = values.get("email", "").strip().partition("@")
    if "email" not in faults and (not local or "." not in domain):
        faults["email"] = "Enter an e-mail address such as name@example.com."
    if values.get("country_code") not in COUNTRIES:
        faults["country_code"] = "Choose a country."
    if values.get("payment") not in PAYMENTS:
        faults["payment"] = "Choose how to pay."
    return faults


def address_of(values: dict[str, str]) -> dict[str, str]:
    """Return the checkout address that was entered."""
    return {name: values.get(name, "").strip() for name in _GUEST}


def fields_html(values: dict[str, str], faults: dict[str, str]) -> Html:
    """Return the address fields, each with its label and, where there is one, its message."""
    rows = [
        fill(
            "field",
            name=field.name,
            label=field.label,
            type=field.type,
            autocomplete=field.autocomplete,
            width=field.width,
            value=values.get(field.name, ""),
            optional="" if field.required else " (optional)",
            attributes=_attributes(field.name, faults, required=field.required),
            message=_message(field.name, faults),
        )
        for field in FIELDS
    ]
    rows.append(
        fill(
            "country",
            options=joined([_country(code, values.get("country_code")) for code in sorted(COUNTRIES, key=_name)]),
            attributes=_attributes("country_code", faults, required=True),
            message=_message("country_code", faults),
        )
    )
    return joined(rows)


def payments_html(chosen: str) -> Html:
    return joined(
        [
            fill(
                "payment",
                value=value,
                label=label,
                hint=hint,
                checked=Html(" checked") if value == chosen else "",
            )
            for value, (label, hint) in PAYMENTS.items()
        ]
    )


def errors_html(faults: dict[str, str]) -> Html:
    """Return the list of everything that is wrong, each linked to its field; empty when nothing is."""
    if not faults:
        return Html("")
    return fill("errors", items=joined([fill("error", name=name, text=text) for name, text in faults.items()]))


def _name(code: str) -> str:
    return COUNTRIES[code]


def _country(code: str, chosen: str | None) -> Html:
    return fill("country_option", code=code, name=_name(code), selected=Html(" selected") if code == chosen else "")


def _attributes(name: str, faults: dict[str, str], *, required: bool) -> Html:
    described = f' aria-invalid="true" aria-describedby="{name}-error"' if name in faults else ""
    return Html((" required" if required else "") + described)


def _message(name: str, faults: dict[str, str]) -> Html:
    return fill("field_error", name=name, text=faults[name]) if name in faults else Html("")
