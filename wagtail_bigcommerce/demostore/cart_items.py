"""Putting things into a cart and changing them: from a request's items to checked lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .carts import Cart, CustomItem, GiftCertificateItem, Line
from .json_kinds import require_kinds
from .messages import problem
from .purchasing import require_purchasable, require_quantity, require_stock
from .selections import MISSING_FIELDS, select
from .stock import variant_of

if TYPE_CHECKING:
    from .state import Payload
    from .store import DemoStore

_LINE_ITEM = {"product_id": int, "variant_id": int, "quantity": int, "list_price": float, "name": str}
_CUSTOM_ITEM = {"name": str, "sku": str, "image_url": str, "quantity": int, "list_price": float}
_GIFT_CERTIFICATE = {
    "name": str,
    "theme": str,
    "amount": float,
    "quantity": int,
    "sender": dict,
    "recipient": dict,
    "message": str,
}
_THEMES = frozenset({"Birthday", "Boy", "Celebration", "Christmas", "General", "Girl"})


def add_items(store: DemoStore, cart: Cart, body: dict[str, Any]) -> list[str]:
    """Add `line_items`, `custom_items` and `gift_certificates` of a request; returns the ids of their lines.

    A line that equals one already there raises its quantity. Raises ApiProblem; the cart is half changed then, so
    hand in a copy.
    """
    line_items = _rows(body, "line_items", _LINE_ITEM)
    custom_items = _rows(body, "custom_items", _CUSTOM_ITEM)
    gift_certificates = _rows(body, "gift_certificates", _GIFT_CERTIFICATE)
    if not (line_items or custom_items or gift_certificates):
        problem(422, MISSING_FIELDS, {"line_items": "At least one item is required"})
    ids = [_add_line(store, cart, row).id for row in line_items]
    customs = [_custom_item(row) for row in custom_items]
    certificates = [_gift_certificate(row) for row in gift_certificates]
    cart.custom_items += customs
    cart.gift_certificates += certificates
    return [*ids, *(item.id for item in customs), *(item.id for item in certificates)]


def update_line(store: DemoStore, cart: Cart, item_id: str, line_item: Any) -> None:
    """Change quantity and price of a line, and its modifiers: those that are not sent again are dropped.

    Raises ApiProblem 404 for an unknown line and 422 for a custom item, a gift certificate or another variant.
    """
    line = next((line for line in cart.lines if line.id == item_id), None)
    if line is None:
        if any(item.id == item_id for item in cart.items()):
            problem(422, "This item can't be updated; add it anew and delete it")
        problem(404, "Cart item not found")
    # Whatever is left out stays as it is.
    line_item = {name: value for name, value in require_kinds(line_item, _LINE_ITEM).items() if value is not None}
    product = _product(store, cart, line_item.get("product_id", line.product_id))
    if product["id"] != line.product_id:
        problem(422, MISSING_FIELDS, {"product_id": "The product of a line can't be changed"})
    wanted = {"variant_id": line.variant_id, **line_item}
    if line_item.get("option_selections") and "variant_id" not in line_item:
        del wanted["variant_id"]
    selection = select(product, wanted)
    if selection.variant["id"] != line.variant_id:
        problem(422, MISSING_FIELDS, {"variant_id": "The variant of a line can't be changed"})
    line.choices = selection.choices
    line.quantity = _quantity({"quantity": line.quantity, **line_item})
    if "list_price" in line_item:
        line.list_price = _amount(line_item, "list_price")
    _check(store, cart, line)


def remove_item(cart: Cart, item_id: str) -> None:
    """Take a line, custom item or gift certificate out; raises ApiProblem 404."""
    if all(item.id != item_id for item in cart.items()):
        problem(404, "Cart item not found")
    cart.lines = [item for item in cart.lines if item.id != item_id]
    cart.custom_items = [item for item in cart.custom_items if item.id != item_id]
    cart.gift_certificates = [item for item in cart.gift_certificates if item.id != item_id]


def _add_line(store: DemoStore, cart: Cart, row: dict[str, Any]) -> Line:
    product = _product(store, cart, row.get("product_id"))
    selection = select(product, row)
    new = Line(
        product_id=product["id"],
        variant_id=selection.variant["id"],
        quantity=_quantity(row),
        choices=selection.choices,
        list_price=None if row.get("list_price") is None else _amount(row, "list_price"),
        name=row.get("name"),
    )
    line = next((line for line in cart.lines if line.sameness == new.sameness), None)
    if line is None:
        line = new
        cart.lines.append(line)
    else:
        line.quantity += new.quantity
    _check(store, cart, line)
    return line


def _check(store: DemoStore, cart: Cart, line: Line) -> None:
    product = store.state.products[line.product_id]
    variant = variant_of(product, line.variant_id)
    if variant is None:
        problem(422, MISSING_FIELDS, {"variant_id": "This variant is gone"})
    require_purchasable(product, variant)
    require_quantity(product, line.quantity)
    require_stock(store, cart, line)


def _product(store: DemoStore, cart: Cart, product_id: Any) -> Payload:
    if product_id is None:
        problem(422, MISSING_FIELDS, {"product_id": "product_id is required"})
    product = store.state.products.get(product_id)
    if product is None or (product_id, cart.channel_id) not in store.state.channel_assignments:
        problem(422, f"Product {product_id} can't be found in this channel")
    return product


def _rows(body: dict[str, Any], name: str, kinds: dict[str, type]) -> list[dict[str, Any]]:
    rows = require_kinds(body, {name: list}).get(name) or []
    return [require_kinds(row, kinds) for row in rows]


def _quantity(row: dict[str, Any]) -> int:
    quantity = row.get("quantity")
    if type(quantity) is not int or quantity < 1:
        problem(422, MISSING_FIELDS, {"quantity": "quantity must be a positive integer"})
    return quantity


def _amount(row: dict[str, Any], name: str) -> Decimal:
    value = row.get(name)
    if value is None or value < 0:
        problem(422, MISSING_FIELDS, {name: f"{name} must be a number and not negative"})
    return Decimal(str(value))


def _custom_item(row: dict[str, Any]) -> CustomItem:
    name = row.get("name") or ""
    if not 1 <= len(name) <= 250:
        problem(422, MISSING_FIELDS, {"name": "name must have 1 to 250 characters"})
    return CustomItem(
        name=name,
        quantity=_quantity(row),
        list_price=_amount(row, "list_price"),
        sku=row.get("sku") or "",
        image_url=row.get("image_url") or "",
    )


def _gift_certificate(row: dict[str, Any]) -> GiftCertificateItem:
    amount, message = _amount(row, "amount"), row.get("message") or ""
    faults = {}
    if not 1 <= amount <= 1000:
        faults["amount"] = "amount must be from 1 to 1000"
    if row.get("theme") not in _THEMES:
        faults["theme"] = f"theme must be one of {', '.join(sorted(_THEMES))}"
    if not row.get("name"):
        faults["name"] = "name is required"
    if len(message) > 200:
        faults["message"] = "message must have at most 200 characters"
    if faults:
        problem(422, MISSING_FIELDS, faults)
    return GiftCertificateItem(
        name=row["name"],
        theme=row["theme"],
        amount=amount,
        quantity=_quantity(row),
        sender=_contact(row, "sender"),
        recipient=_contact(row, "recipient"),
        message=message,
    )


def _contact(row: dict[str, Any], name: str) -> dict[str, str]:
    contact = require_kinds(row.get(name) or {}, {"name": str, "email": str})
    if not contact.get("name") or not contact.get("email"):
        problem(422, MISSING_FIELDS, {name: f"{name} needs name and email"})
    return {"name": contact["name"], "email": contact["email"]}
