"""A customer's wish lists. BigCommerce changes any list of which it is told the id, so each is looked for among the
customer's own first.

Source: REST Management, Wishlists v3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from .errors import AccountError, try_later
from .own_cache import forget_own, own

_KEPT = "wishlists"

#: lists of one customer, and things on one list: more than anybody needs, and no way to fill a store
MOST_LISTS = 50
MOST_ITEMS = 200


@dataclass(frozen=True)
class WishlistItem:
    """Something wished for; `variant_id` is 0 while the choices are open."""

    product_id: int
    variant_id: int = 0
    item_id: int = 0

    def payload(self) -> dict[str, int]:
        """As the API wants it; an item that is on the list keeps its id."""
        values = {"id": self.item_id, "product_id": self.product_id, "variant_id": self.variant_id}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class Wishlist:
    wishlist_id: int
    name: str
    is_public: bool
    items: tuple[WishlistItem, ...]

    @property
    def share_token(self) -> str:
        """What the list's public address ends in. Nobody can guess it, and it opens public lists only."""
        return f"{self.wishlist_id}-{_signature(self.wishlist_id)}"

    def item(self, item_id: int) -> WishlistItem | None:
        return next((item for item in self.items if item.item_id == item_id), None)


@try_later()
def customer_wishlists(client: BigCommerceClient, *, customer_id: int) -> list[Wishlist]:
    """Return the customer's lists. One call; then none for a minute."""
    return own(client, customer_id, _KEPT, lambda: _read(client, customer_id))


def find_wishlist(client: BigCommerceClient, wishlist_id: int, *, customer_id: int) -> Wishlist | None:
    """Return one of the customer's lists; None for another's. One call; then none for a minute. Raises TryLater."""
    lists = customer_wishlists(client, customer_id=customer_id)
    return next((row for row in lists if row.wishlist_id == wishlist_id), None)


@try_later()
def shared_wishlist(client: BigCommerceClient, token: str) -> Wishlist | None:
    """Return the list of a public address, None when there is none, or it is not public any more.

    One call; none for an address that was not given out.
    """
    number, _dash, signature = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 12):
        return None
    if not constant_time_compare(signature, _signature(int(number))):
        return None
    try:
        wishlist = _wishlist(client.wishlists.get(int(number)))
    except (NotFound, ValidationFailed):
        return None
    return wishlist if wishlist.is_public else None


@try_later()
def create_wishlist(
    client: BigCommerceClient, name: str, *, customer_id: int, items: Iterable[WishlistItem] = ()
) -> Wishlist:
    """Make a list. Two calls at most. Raises AccountError."""
    if len(customer_wishlists(client, customer_id=customer_id)) >= MOST_LISTS:
        raise AccountError(_("You have %(n)d wish lists, and more are not possible.") % {"n": MOST_LISTS})
    wanted = [item.payload() for item in items]
    body = {"customer_id": customer_id, "name": name, "is_public": False, "items": wanted}
    return _changed(client, customer_id, lambda: client.wishlists.create(body))


@try_later()
def update_wishlist(
    client: BigCommerceClient, wishlist_id: int, *, customer_id: int, name: str, is_public: bool
) -> Wishlist | None:
    """Name a list anew, and say whether others may see it. Two calls. None: it is not the customer's."""
    before = _fresh(client, wishlist_id, customer_id)
    if before is None:
        return None
    items = [item.payload() for item in before.items]
    body = {"customer_id": customer_id, "name": name, "is_public": is_public, "items": items}
    return _changed(client, customer_id, lambda: client.wishlists.update(wishlist_id, body))


@try_later()
def delete_wishlist(client: BigCommerceClient, wishlist_id: int, *, customer_id: int) -> bool:
    """Delete a list; False when it is not the customer's. Two calls."""
    if _fresh(client, wishlist_id, customer_id) is None:
        return False
    try:
        client.wishlists.delete(wishlist_id)
    except NotFound:
        return True
    except (Conflict, ValidationFailed) as error:
        raise AccountError(_("The wish list could not be deleted. Please try again.")) from error
    finally:
        forget_own(client, customer_id, _KEPT)
    return True


@try_later()
def add_items(
    client: BigCommerceClient, wishlist_id: int, items: Iterable[WishlistItem], *, customer_id: int
) -> Wishlist | None:
    """Put things on a list, each once. Two calls. None: it is not the customer's. Raises AccountError."""
    before = _fresh(client, wishlist_id, customer_id)
    if before is None:
        return None
    known = {(item.product_id, item.variant_id) for item in before.items}
    new = [item for item in items if (item.product_id, item.variant_id) not in known]
    if len(known) + len(new) > MOST_ITEMS:
        raise AccountError(_("There are %(n)d things on this list, and no more fit.") % {"n": len(known)})
    if not new:
        return before
    return _changed(
        client, customer_id, lambda: client.wishlists.add_items(wishlist_id, [item.payload() for item in new])
    )


@try_later()
def remove_item(client: BigCommerceClient, wishlist_id: int, item_id: int, *, customer_id: int) -> bool:
    """Take something off a list; what is gone already is fine. Two calls. False: it is not the customer's list."""
    if _fresh(client, wishlist_id, customer_id) is None:
        return False
    try:
        client.wishlists.delete_item(wishlist_id, item_id)
    except NotFound:
        return True
    except (Conflict, ValidationFailed) as error:
        raise AccountError(_("This could not be taken off the list. Please try again.")) from error
    finally:
        forget_own(client, customer_id, _KEPT)
    return True


def _fresh(client: BigCommerceClient, wishlist_id: int, customer_id: int) -> Wishlist | None:
    forget_own(client, customer_id, _KEPT)
    return find_wishlist(client, wishlist_id, customer_id=customer_id)


def _changed(client: BigCommerceClient, customer_id: int, write: Callable[[], Mapping[str, Any]]) -> Wishlist:
    try:
        return _wishlist(write())
    except (NotFound, Conflict, ValidationFailed) as error:
        raise AccountError(_("The shop does not take this onto a wish list.")) from error
    finally:
        forget_own(client, customer_id, _KEPT)


def _read(client: BigCommerceClient, customer_id: int) -> list[Wishlist]:
    rows = client.wishlists.iter(customer_id)
    return [_wishlist(row) for row in rows if row.get("customer_id") == customer_id]


def _wishlist(row: Mapping[str, Any]) -> Wishlist:
    items = (item for item in row.get("items") or () if item.get("product_id"))
    return Wishlist(
        wishlist_id=int(row["id"]),
        name=str(row.get("name") or ""),
        is_public=row.get("is_public") is True,
        items=tuple(
            WishlistItem(int(item["product_id"]), int(item.get("variant_id") or 0), int(item.get("id") or 0))
            for item in items
        ),
    )


def _signature(wishlist_id: int) -> str:
    return salted_hmac("wagtail_bigcommerce.wishlists", str(wishlist_id), algorithm="sha256").hexdigest()[:40]
