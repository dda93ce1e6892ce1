"""Customers: who there is, on which channels they may log in, and whether a password is theirs.

Passwords are kept as salted hashes in memory only. Source: REST Management, Customers v3.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .countries import COUNTRIES
from .defaults import DEFAULT_CHANNEL_ID
from .messages import problem

if TYPE_CHECKING:
    from .state import Payload
    from .store import DemoStore

MINIMUM_PASSWORD_LENGTH = 7
#: Few, since the hashes never leave the memory of a demo, and every new store makes two.
_ROUNDS = 1_000
#: What a caller may write as it is.
_PLAIN = (
    "email",
    "first_name",
    "last_name",
    "company",
    "phone",
    "notes",
    "tax_exempt_category",
    "customer_group_id",
    "accepts_product_review_abandoned_cart_emails",
)
_ADDRESS = (
    "customer_id",
    "first_name",
    "last_name",
    "company",
    "phone",
    "address_type",
    "address1",
    "address2",
    "city",
    "state_or_province",
    "postal_code",
    "country_code",
)

#: So many wrong passwords for one e-mail address within the window, and every further check is a 429.
FAILURES_ALLOWED = 5
FAILURE_WINDOW = timedelta(minutes=5)


def find_by_email(store: DemoStore, email: str, channel_id: int) -> Payload | None:
    """Return the customer who may log in to a channel with this address; case does not matter."""
    wanted = email.strip().lower()
    for customer in store.state.customers.values():
        if customer["email"].lower() == wanted and may_use_channel(customer, channel_id):
            return customer
    return None


def may_use_channel(customer: Payload, channel_id: int) -> bool:
    """Return whether a customer belongs to a channel; `channel_ids` None stands for every channel."""
    return customer["channel_ids"] is None or channel_id in customer["channel_ids"]


def email_is_taken(store: DemoStore, email: str, channel_ids: Iterable[int] | None, except_id: int = 0) -> bool:
    """Return whether another customer of any of the channels (None: of all) has this address."""
    wanted = email.strip().lower()
    return any(
        customer["id"] != except_id
        and customer["email"].lower() == wanted
        and (channel_ids is None or customer["channel_ids"] is None or set(channel_ids) & set(customer["channel_ids"]))
        for customer in store.state.customers.values()
    )


def create_customer(store: DemoStore, row: dict[str, Any]) -> Payload:
    """Keep a new customer, whose fields have been checked, with password and addresses; returns the V3 row."""
    now = iso(store.clock())
    customer: Payload = {
        "id": store.state.next_id("customers"),
        "authentication": {"force_password_reset": False},
        "company": "",
        "customer_group_id": 0,
        "notes": "",
        "phone": "",
        "registration_ip_address": "",
        "tax_exempt_category": "",
        "date_created": now,
        "date_modified": now,
        "accepts_product_review_abandoned_cart_emails": False,
        "origin_channel_id": row.get("origin_channel_id") or DEFAULT_CHANNEL_ID,
        "channel_ids": None,
    }
    store.state.customers[customer["id"]] = customer
    _write(store, customer, row)
    for address in row.get("addresses") or ():
        add_address(store, {**address, "customer_id": customer["id"]})
    store.emit("store/customer/created", {"type": "customer", "id": customer["id"]})
    return customer


def update_customer(store: DemoStore, row: dict[str, Any]) -> Payload:
    """Change the customer of `row["id"]`, which exists; returns the V3 row."""
    customer = store.state.customers[row["id"]]
    _write(store, customer, row)
    customer["date_modified"] = iso(store.clock())
    store.emit("store/customer/updated", {"type": "customer", "id": customer["id"]})
    return customer


def _write(store: DemoStore, customer: Payload, row: dict[str, Any]) -> None:
    customer.update({name: row[name] for name in _PLAIN if row.get(name) is not None})
    if "channel_ids" in row:
        customer["channel_ids"] = row["channel_ids"]
    authentication = row.get("authentication") or {}
    if "force_password_reset" in authentication:
        customer["authentication"] = {"force_password_reset": bool(authentication["force_password_reset"])}
    if authentication.get("new_password"):
        set_password(store, customer["id"], authentication["new_password"])
    for answer in row.get("form_fields") or ():
        store.state.form_fields.setdefault(customer["id"], {})[answer["name"]] = answer["value"]
    if row.get("store_credit_amounts") is not None:
        store.state.store_credit[customer["id"]] = row["store_credit_amounts"]


def delete_customer(store: DemoStore, customer_id: int) -> None:
    """Forget a customer, password and addresses; the orders stay. Unknown ids are passed over."""
    if store.state.customers.pop(customer_id, None) is None:
        return
    store.state.password_hashes.pop(customer_id, None)
    store.state.form_fields.pop(customer_id, None)
    for address in addresses_of(store, customer_id):
        del store.state.addresses[address["id"]]
    store.emit("store/customer/deleted", {"type": "customer", "id": customer_id})


def addresses_of(store: DemoStore, customer_id: int) -> list[Payload]:
    """Return a customer's addresses, oldest first."""
    return [row for row in store.state.addresses.values() if row["customer_id"] == customer_id]


def add_address(store: DemoStore, row: dict[str, Any]) -> Payload | None:
    """Keep a new address and return it, None when the customer has the very same already."""
    address: Payload = {"id": 0, **dict.fromkeys(_ADDRESS, ""), "address_type": "residential"}
    address["customer_id"] = row["customer_id"]
    write_address(address, row)
    if any({**other, "id": 0} == address for other in addresses_of(store, address["customer_id"])):
        return None
    address["id"] = store.state.next_id("addresses")
    store.state.addresses[address["id"]] = address
    emit_address(store, "created", address)
    return address


def write_address(address: Payload, row: dict[str, Any]) -> None:
    """Change an address to what `row`, which has been checked, gives; it stays its customer's."""
    address.update({name: row[name] for name in _ADDRESS[1:] if row.get(name) is not None})
    address["country"] = COUNTRIES[address["country_code"]]


def emit_address(store: DemoStore, verb: str, address: Payload) -> None:
    """Tell the webhooks that an address was created, updated or deleted."""
    store.emit(
        f"store/customer/address/{verb}",
        {"type": "customer", "id": address["id"], "address": {"customer_id": address["customer_id"]}},
    )


def password_fault(password: Any) -> str | None:
    """Return what the store's rules have against a new password, None when it will do."""
    if not isinstance(password, str):
        return "error.expected.jsstring"
    if len(password) < MINIMUM_PASSWORD_LENGTH:
        return f"Passwords must be at least {MINIMUM_PASSWORD_LENGTH} characters"
    if not any(character.isalpha() for character in password) or not any(character.isdigit() for character in password):
        return "Passwords must contain letters and numbers"
    return None


def set_password(store: DemoStore, customer_id: int, password: str) -> None:
    """Keep a salted hash of the password."""
    salt = secrets.token_bytes(16)
    store.state.password_hashes[customer_id] = salt + _digest(password, salt)


def check_credentials(store: DemoStore, email: str, password: str, channel_id: int) -> int | None:
    """Return the id of the customer whose password this is on this channel, None when it is nobody's.

    Raises ApiProblem 429 after too many wrong passwords for one address.
    """
    now = store.clock()
    key = email.strip().lower()
    failures = [time for time in store.state.login_failures.get(key, []) if time > now - FAILURE_WINDOW]
    store.state.login_failures[key] = failures
    if len(failures) >= FAILURES_ALLOWED:
        problem(429, "Too many login attempts; try again later")
    customer = find_by_email(store, email, channel_id)
    if customer is not None and _matches(store, customer["id"], password):
        del store.state.login_failures[key]
        return int(customer["id"])
    failures.append(now)
    return None


def _matches(store: DemoStore, customer_id: int, password: str) -> bool:
    stored = store.state.password_hashes.get(customer_id)
    if stored is None:
        return False
    return hmac.compare_digest(stored[16:], _digest(password, stored[:16]))


def _digest(password: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, _ROUNDS)


def iso(moment: datetime) -> str:
    """A moment as V3 customers show it: UTC, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
