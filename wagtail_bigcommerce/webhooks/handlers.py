"""What events do: scopes, what they are about, and the function that reads that anew.

An event holds no state and comes late, twice or out of order, so a handler never uses its data but the id, and may be
run again. A project adds its own with `handles`. Source: BigCommerce, "Webhook events".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..background import enqueue
from ..client import BigCommerceClient
from ..commerce.completed_orders import order_placed
from ..commerce.customers import refresh_customer
from ..commerce.orders import INCOMPLETE
from ..models import Variant, WebhookEvent
from ..signals import webhook_received
from ..staff import tell_staff
from ..sync.channels import refresh_channels
from ..sync.identity import require_store
from ..sync.mappers.values import identifier, mapping
from ..sync.outcome import Outcome
from ..sync.refresh import refresh_products
from ..sync.runs import start_run
from ..sync.stock import refresh_stock

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

#: BigCommerce sends this to an address that gets no other event, and takes one such subscription per API account.
DELIVERY_EXCEPTION = "store/hook/deliveryException"

Data = dict[str, Any]
#: reads one object anew; the id is 0 for kinds without one. Raises BigCommerceError, among others, to be run again.
Handler = Callable[[BigCommerceClient, int], None]


class NotImported(Exception):  # noqa: N818 - named for what happened
    """What an event is about could not be imported; the message is one line for staff."""


@dataclass(frozen=True)
class Kind:
    """A kind of subject: the scopes whose events are about one, where their data has its id, and who reads it anew."""

    name: str
    scopes: tuple[str, ...]
    id_of: Callable[[Data], int | None]
    handler: Handler


_kinds: dict[str, Kind] = {}


def handles(name: str, scopes: Sequence[str], id_of: Callable[[Data], int | None]) -> Callable[[Handler], Handler]:
    """Make a function the handler of a kind of subject, in place of the one that the kind had.

    In a scope `{channel_id}` stands for each of our channels, and `*` at its end for all that BigCommerce sends for it.
    Raises ValueError for a scope that another kind has: its events would never come here.
    """
    for other in _kinds.values():
        if other.name != name and (taken := set(scopes).intersection(other.scopes)):
            raise ValueError(f"{min(taken)} is handled as {other.name!r}: listen to webhook_received instead")

    def register(handler: Handler) -> Handler:
        _kinds[name] = Kind(name, tuple(scopes), id_of, handler)
        return handler

    return register


def handled_scopes(channels: Iterable[int | str]) -> list[str]:
    """Return the scopes that have handlers, those about channels for each channel."""
    ids = list(channels)
    scopes = [scope for kind in _kinds.values() for scope in kind.scopes]
    return list(dict.fromkeys(scope.format(channel_id=each) for scope in scopes for each in _channels_in(scope, ids)))


def subject_of(scope: str, data: Data) -> str:
    """Return what is to be read anew, such as "product:77"; the scope itself when nothing is."""
    for kind in _kinds.values():
        if any(_matches(pattern, scope) for pattern in kind.scopes):
            object_id = kind.id_of(data)
            return scope if object_id is None else f"{kind.name}:{object_id}"
    return scope


def handle(client: BigCommerceClient, subject: str, events: Iterable[WebhookEvent]) -> None:
    """Read anew what events with one subject are about, once for all, and send `webhook_received` for each of them.

    Raises ImportRefused when this database holds another store's catalog, BigCommerceError and what handlers raise.
    """
    require_store(client)
    name, _colon, object_id = subject.partition(":")
    if object_id and name in _kinds:
        _kinds[name].handler(client, int(object_id))
    for event in events:
        webhook_received.send_robust(WebhookEvent, scope=event.scope, data=event.data)


def _channels_in(scope: str, channels: list[int | str]) -> list[int | str]:
    return channels if "{channel_id}" in scope else [0]


def _matches(pattern: str, scope: str) -> bool:
    expression = re.escape(pattern).replace(r"\{channel_id\}", r"\d+").replace(r"\*", ".+")
    return re.fullmatch(expression, scope) is not None


def _product_id(data: Data) -> int | None:
    """The product that an event is about. Events about a SKU bring the SKU's own id, which is no variant's."""
    named = mapping(data.get("sku")) or mapping(data.get("inventory")) or data
    if product_id := identifier(named.get("product_id")):
        return product_id
    own_id = identifier(data.get("id"))
    if data.get("type") != "sku" or own_id is None:
        return own_id
    return Variant.objects.filter(sku_id=own_id).values_list("product__bigcommerce_id", flat=True).first()


@handles(
    "stock",
    [
        "store/product/inventory/updated",
        "store/product/inventory/order/updated",
        "store/sku/inventory/updated",
        "store/sku/inventory/order/updated",
        "store/channel/{channel_id}/inventory/product/stock_changed",
        "store/channel/{channel_id}/inventory/product/settings_changed",
    ],
    id_of=_product_id,
)
def read_stock(client: BigCommerceClient, product_id: int) -> None:
    """Read how much there is of a product, and nothing else: every order fires this."""
    refresh_stock(client, product_id)


@handles(
    "product",
    [
        "store/product/created",
        "store/product/updated",
        "store/product/deleted",
        # a variant's price fires these and no event about its product
        "store/sku/created",
        "store/sku/updated",
        "store/sku/deleted",
        "store/channel/{channel_id}/product/assigned",
        "store/channel/{channel_id}/product/unassigned",
        "store/channel/{channel_id}/category/product/assigned",
        "store/channel/{channel_id}/category/product/unassigned",
    ],
    id_of=_product_id,
)
def read_product(client: BigCommerceClient, product_id: int) -> None:
    """Read a product with all that belongs to it, or find that it is gone."""
    _refuse_issues(refresh_products(client, [product_id]))


@handles(
    "categories",
    [
        "store/category/created",
        "store/category/updated",
        "store/category/deleted",
        "store/channel/{channel_id}/categoryTree/updated",
    ],
    id_of=lambda data: 0,
)
def read_categories(client: BigCommerceClient, _nothing: int) -> None:
    """Import what changed: a category's place depends on others, so trees are read whole.

    Raises ImportAlreadyRunning: that import may have read the categories before they changed.
    """
    enqueue("wagtail_bigcommerce.tasks.continue_import", start_run(client).pk)


@handles(
    "channels",
    [
        "store/channel/created",
        "store/channel/updated",
        "store/channel/{channel_id}/settings/*",
        "store/information/updated",
    ],
    # the last two name no channel, and there are few
    id_of=lambda data: 0,
)
def read_channels(client: BigCommerceClient, _nothing: int) -> None:
    """Read the storefront channels with their addresses, currencies and settings: one may have opened or closed."""
    refresh_channels(client)


def _completed_order_id(data: Data) -> int | None:
    """The order that an event calls paid for: one that its cart became, or one that was incomplete until now."""
    status = mapping(data.get("status"))
    if "previous_status_id" in status:
        return identifier(data.get("id")) if status["previous_status_id"] == INCOMPLETE else None
    return identifier(data.get("orderId"))


@handles("order", ["store/cart/converted", "store/order/statusUpdated"], id_of=_completed_order_id)
def tell_of_order(client: BigCommerceClient, order_id: int) -> None:
    """Do what the visitor's own page does once an order is placed: they may have paid and never come back."""
    order_placed(client, order_id)


@handles(
    "customer", ["store/customer/updated", "store/customer/deleted"], id_of=lambda data: identifier(data.get("id"))
)
def read_customer(client: BigCommerceClient, customer_id: int) -> None:
    """Read a customer who has been here: one who was deleted, or barred from a channel, is signed out."""
    refresh_customer(client, customer_id)


@handles("delivery", [DELIVERY_EXCEPTION], id_of=lambda data: identifier(data.get("error_code")) or 0)
def mend_deliveries(client: BigCommerceClient, error_code: int) -> None:
    """Tell staff that events do not get through, and look at once whether webhooks were switched off."""
    what = str(_DELIVERY_ERRORS.get(error_code, _("BigCommerce reports that webhooks do not reach this site.")))
    fix = _("See what the site's log says about its webhook address, and run: manage.py bigcommerce_doctor")
    tell_staff(_("BigCommerce cannot deliver webhooks"), f"{what}\n\n{fix}", at_most_every=timedelta(hours=1))
    enqueue("wagtail_bigcommerce.tasks.check_webhooks")


#: Source: BigCommerce, "Webhook events", delivery exceptions
_DELIVERY_ERRORS: dict[int, StrPromise] = {
    90001: gettext_lazy("BigCommerce could not deliver a webhook to this site, and tries again."),
    90002: gettext_lazy("BigCommerce tried for two days to deliver a webhook to this site, and then switched it off."),
    90003: gettext_lazy(
        "BigCommerce sends this site no webhooks for three minutes, because too many of them were answered with errors."
    ),
}


def _refuse_issues(outcome: Outcome) -> None:
    if outcome.issues:
        raise NotImported(
            "; ".join(f"{issue.object_type} {issue.bigcommerce_id}: {issue.reason}" for issue in outcome.issues)
        )
