"""The prices of one page, for whoever looks at it: live where PRICE_MODE wants that, else of the last sync.

    synced    prices of the last sync, in the visitor's currency; no call
    hybrid    the same for guests who pay what the catalog says, which is what webhooks keep true; where a price list,
              a group, a currency or tax makes it another price, live ones that are a minute old at most
    realtime  live prices for everybody, asked for by every page; so no cache keeps such a page

Whatever the mode, a page shows synced prices when BigCommerce does not answer in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .. import conf
from ..client.resources import Pricing
from ..commerce.pricing import AS_ENTERED, WITH_TAX, WITHOUT_TAX, Buyer, Item, Patience, Quote, Tier, live_prices
from ..models import Channel, Product, Variant
from . import caching, prices
from .prices import PriceDisplay
from .shopper import Shopper, anybody, shopper_of

SYNCED, HYBRID, REALTIME = "synced", "hybrid", "realtime"

ITEMS_PER_CALL = Pricing.ITEMS_PER_REQUEST
#: what a page asks for at most
MAX_ITEMS = 5 * ITEMS_PER_CALL

_SHOWN = {"INCLUSIVE": WITH_TAX, "EXCLUSIVE": WITHOUT_TAX}


class PriceBook:
    """Prices of products and variants. Ask for those of a list together, by `prepare`: it is one call for all."""

    def __init__(self, channel: Channel, shopper: Shopper | None = None, mode: str = SYNCED) -> None:
        self.channel = channel
        self.shopper = shopper or anybody(channel)
        self.currency = self.shopper.currency
        self._mode = mode
        self._patience = Patience()
        self._asked: set[Item] = set()
        self._quotes: dict[Item, Quote] = {}

    @property
    def are_shown(self) -> bool:
        """Whether this shopper may see prices at all."""
        return self._product_settings.get("show_product_price") is not False and not self.asks_to_sign_in

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether the store sells to customers only, and this is a guest."""
        return bool(self._product_settings.get("hide_price_from_guests")) and self.shopper.is_guest

    def prepare(self, products: Iterable[Product]) -> None:
        """Have live prices of products at hand, where they are wanted."""
        self._ask([_item(product) for product in products if not product.is_price_hidden])

    def prepare_page(self, product: Product, variants: Sequence[Variant], others: Iterable[Product]) -> None:
        """The same for a product's own page, which names the price of each variant, the first one first."""
        products, rows = [product, *others], variants if len(variants) > 1 else ()
        if len(products) + len(rows) > ITEMS_PER_CALL:
            self.prepare(products)
            if self._one_price(product) is not None:
                return
        items = [_item(each) for each in products if not each.is_price_hidden]
        self._ask([*items, *(_variant_item(variant) for variant in rows if not product.is_price_hidden)])

    def product(self, product: Product) -> PriceDisplay:
        """The price of a product whose variant is not chosen yet: a range when variants differ."""
        if (label := self._hidden_label(product)) is not None:
            return prices.hidden(self.currency, label)
        quote = self._quote(product)
        return prices.live_price(quote, self.currency) if quote else prices.synced_price(product, self.currency)

    def variant(self, variant: Variant, product: Product) -> PriceDisplay:
        """The price of one variant."""
        if (label := self._hidden_label(product)) is not None:
            return prices.hidden(self.currency, label)
        quote = self._variant_quote(variant, product)
        if quote is None:
            return prices.synced_variant_price(variant, product, self.currency)
        return prices.live_variant_price(quote, self.currency)

    def entered(self, product: Product, variant: Variant | None = None) -> Decimal:
        """What one costs before tax rules: how a cart, and the price that a page signs, have it."""
        quote = self._variant_quote(variant, product) if variant else self._quotes.get(_item(product))
        row = variant or product
        return self.currency.converted(row.calculated_price) if quote is None else quote.entered

    def tiers(self, product: Product) -> Sequence[Tier]:
        """The quantity discounts; none where prices are hidden."""
        if self._hidden_label(product) is not None:
            return ()
        quote = self._quote(product)
        return quote.tiers if quote else prices.synced_tiers(product, self.currency)

    @property
    def _product_settings(self) -> dict[str, Any]:
        return self.channel.settings.get("product") or {}

    @property
    def _buyer(self) -> Buyer:
        display = (self.channel.settings.get("tax") or {}).get("price_display_settings") or {}
        shown = _SHOWN.get(str(display.get("invoice_price_display_strategy")), AS_ENTERED)
        return Buyer(self.channel.bigcommerce_id, self.currency.code, self.shopper.group_id, shown)

    @cached_property
    def _is_live(self) -> bool:
        if not self.are_shown or self._mode == SYNCED:
            return False
        return self._mode == REALTIME or not self._pays_what_the_catalog_says

    @property
    def _pays_what_the_catalog_says(self) -> bool:
        """Whether synced prices are this shopper's, so that there is nothing to ask for."""
        settings = self.channel.settings
        entered = WITH_TAX if (settings.get("tax") or {}).get("tax_entered_with_prices") else WITHOUT_TAX
        return (
            self.currency == anybody(self.channel).currency
            and not self.shopper.group_id  # customers in no group pay as guests do
            and not (settings.get("guests") or {}).get("has_own_prices")
            and self._buyer.shown in {AS_ENTERED, entered}
        )

    def _ask(self, items: Iterable[Item]) -> None:
        if not self._is_live:
            return
        new = [item for item in items if item not in self._asked][:MAX_ITEMS]
        if new:
            self._asked.update(new)
            self._quotes |= live_prices(self._buyer, new, self._patience, of_now=self._mode == REALTIME)

    def _quote(self, product: Product) -> Quote | None:
        self.prepare([product])
        return self._quotes.get(_item(product))

    def _variant_quote(self, variant: Variant, product: Product) -> Quote | None:
        return self._quotes.get(_variant_item(variant)) or self._one_price(product)

    def _one_price(self, product: Product) -> Quote | None:
        """The product's quote, if all of its variants cost the same."""
        quote = self._quotes.get(_item(product))
        return quote if quote and quote.lowest == quote.highest else None

    def _hidden_label(self, product: Product) -> str | None:
        """What stands in place of the price; None: the price is shown."""
        if product.is_price_hidden:
            return product.price_hidden_label
        if self.are_shown:
            return None
        return _("Sign in to see the price") if self.asks_to_sign_in else ""


def price_book(request: HttpRequest | None, channel: Channel) -> PriceBook:
    """The prices for the visitor of a request, one book for the whole page. Without a request: a guest's, synced."""
    if request is None:
        return PriceBook(channel)
    if not hasattr(request, "_bigcommerce_prices"):
        mode = conf.get("PRICE_MODE")
        if mode == REALTIME:
            caching.keep_private(request)
        request._bigcommerce_prices = PriceBook(channel, shopper_of(request, channel), mode)  # type: ignore[attr-defined]
    return request._bigcommerce_prices  # type: ignore[attr-defined]


def _item(product: Product) -> Item:
    synced = (product.price, product.sale_price, product.price_min, product.price_max)
    return Item(product.bigcommerce_id, synced="/".join(map(str, synced)))


def _variant_item(variant: Variant) -> Item:
    # both ids are BigCommerce's, and a variant's row knows its product's key only
    return Item(variant.product.bigcommerce_id, variant.bigcommerce_id, f"{variant.price}/{variant.calculated_price}")
