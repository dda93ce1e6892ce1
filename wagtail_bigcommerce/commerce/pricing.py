"""What products cost a kind of shopper at this moment, asked for in batches and kept for a minute.

Nothing here raises because of BigCommerce: what it does not tell is missing from the result, and pages show the price
of the last sync. After a failure, or an answer that took too long, nobody asks for half a minute.
Source: REST Management, Pricing v3, "Get Prices (batch)".
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.cache import cache

from ..client import BigCommerceClient, BigCommerceError, ConfigurationError, ValidationFailed, to_decimal
from ..store import get_client

logger = logging.getLogger(__name__)

#: how long an answer counts as the price of now
FRESH_SECONDS = 60
#: how long nobody asks after a failure
PAUSE_SECONDS = 30
#: how long a page waits for prices altogether
PATIENCE_SECONDS = 2.5

#: which of its four amounts the API calls what
AS_ENTERED, WITH_TAX, WITHOUT_TAX = "as_entered", "tax_inclusive", "tax_exclusive"


@dataclass(frozen=True)
class Buyer:
    """A kind of shopper: all of a kind pay the same. `group_id` None: guests; 0: customers in no group."""

    channel_id: int
    currency: str
    group_id: int | None = None
    #: which amounts are shown: AS_ENTERED, WITH_TAX or WITHOUT_TAX
    shown: str = AS_ENTERED


@dataclass(frozen=True)
class Item:
    """A product, or one of its variants, by BigCommerce's ids.

    `synced` is what our row says of its price: when that changes, the answers to the price before it are not asked for
    again, so that what a webhook brought shows at once.
    """

    product_id: int
    variant_id: int | None = None
    synced: str = ""


@dataclass(frozen=True)
class Tier:
    """A quantity discount; `maximum` None has no upper bound, `kind` is BigCommerce's: `price`, `percent`, `fixed`."""

    minimum: int
    maximum: int | None
    kind: str
    amount: Decimal


@dataclass(frozen=True)
class Quote:
    """Prices of one, in the buyer's currency and with tax as the buyer sees it. `entered` is `now` as a cart has it.

    `lowest` to `highest` span the variants of a product that has several.
    """

    now: Decimal
    regular: Decimal
    retail: Decimal | None
    lowest: Decimal
    highest: Decimal
    entered: Decimal
    tiers: tuple[Tier, ...] = ()


@dataclass
class Patience:
    """Seconds that a page may still spend on asking."""

    seconds: float = PATIENCE_SECONDS


def live_prices(buyer: Buyer, items: Iterable[Item], patience: Patience, *, of_now: bool = False) -> dict[Item, Quote]:
    """Return the quotes that there are: from the cache, and for the rest one call per 50 items.

    With `of_now` an answer that is less than a minute old will not do.
    """
    wanted = list(dict.fromkeys(items))
    keys = {item: _key(buyer, item) for item in wanted}
    known = cache.get_many([*keys.values(), *_pauses(buyer)]) if wanted else {}
    found = {item: known[key] for item, key in keys.items() if key in known and not of_now}
    missing = [item for item in wanted if item not in found]
    if missing and not any(pause in known for pause in _pauses(buyer)):
        found |= _ask(buyer, missing, patience)
    # None: BigCommerce was asked, and has no price
    return {item: quote for item, quote in found.items() if quote is not None}


def _ask(buyer: Buyer, items: Sequence[Item], patience: Patience) -> dict[Item, Quote | None]:
    try:
        client = get_client(hurried=True)
    except ConfigurationError:
        return {}  # a system check says so; a shop that shows synced prices is none the worse
    quotes: dict[Item, Quote | None] = {}
    size = client.pricing.ITEMS_PER_REQUEST
    for start in range(0, len(items), size):
        if patience.seconds <= 0:
            break
        started = time.monotonic()
        try:
            quotes |= _ask_once(client, buyer, items[start : start + size])
        except BigCommerceError as error:
            logger.warning("Live prices could not be asked for; pages show synced ones for a while: %s", error)
            everybody, this_kind = _pauses(buyer)
            # a refusal is about what was asked, anything else about BigCommerce or us
            cache.set(this_kind if isinstance(error, ValidationFailed) else everybody, True, PAUSE_SECONDS)
            break
        finally:
            patience.seconds -= time.monotonic() - started
    cache.set_many({_key(buyer, item): quote for item, quote in quotes.items()}, FRESH_SECONDS)
    return quotes


def _ask_once(client: BigCommerceClient, buyer: Buyer, items: Sequence[Item]) -> dict[Item, Quote | None]:
    rows = client.pricing.quote(
        [_payload(item) for item in items],
        channel_id=buyer.channel_id,
        currency_code=buyer.currency,
        customer_group_id=buyer.group_id,
    )
    quotes: dict[tuple[Any, Any], Quote | None] = {}
    for row in rows:
        asked = _mapping(row.get("reference_request")) or row
        quotes[asked.get("product_id"), asked.get("variant_id") or None] = _quote(row, buyer.shown)
    return {item: quotes.get((item.product_id, item.variant_id)) for item in items}


def _payload(item: Item) -> Any:
    if item.variant_id is None:
        return {"product_id": item.product_id}
    return {"product_id": item.product_id, "variant_id": item.variant_id}


def _quote(row: Mapping[str, Any], shown: str) -> Quote | None:
    now = _amount(row.get("calculated_price"), shown)
    if now is None:
        return None
    span = _mapping(row.get("price_range"))
    lowest, highest = _amount(span.get("minimum"), shown), _amount(span.get("maximum"), shown)
    entered, regular = _amount(row.get("calculated_price"), AS_ENTERED), _amount(row.get("price"), shown)
    return Quote(
        now=now,
        regular=now if regular is None else regular,
        retail=_amount(row.get("retail_price"), shown),
        lowest=now if lowest is None else lowest,
        highest=now if highest is None else highest,
        entered=now if entered is None else entered,
        tiers=tuple(_tier(tier, shown) for tier in row.get("bulk_pricing") or ()),
    )


def _tier(row: Mapping[str, Any], shown: str) -> Tier:
    taxed = row.get("tax_discount_amount")
    amount = _amount(taxed[0], shown) if isinstance(taxed, list) and taxed else None
    return Tier(
        minimum=_count(row.get("minimum")),
        maximum=_count(row.get("maximum")) or None,
        kind=str(row.get("discount_type") or "price"),
        amount=(to_decimal(row.get("discount_amount")) or Decimal(0)) if amount is None else amount,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: Any) -> int:
    return int(to_decimal(value) or 0)


def _amount(amounts: Any, shown: str) -> Decimal | None:
    amounts = _mapping(amounts)
    amount = to_decimal(amounts.get(shown))
    return to_decimal(amounts.get(AS_ENTERED)) if amount is None else amount


def _key(buyer: Buyer, item: Item) -> str:
    kind = f"{buyer.channel_id}.{buyer.currency}.{buyer.group_id}.{buyer.shown}"
    return f"wagtail_bigcommerce.price.{kind}.{item.product_id}.{item.variant_id}.{item.synced}"


def _pauses(buyer: Buyer) -> tuple[str, str]:
    """What is in the cache while nobody is to ask: for anybody's prices, and for those of this kind of buyer."""
    kind = f"{buyer.channel_id}.{buyer.currency}.{buyer.group_id}"
    return "wagtail_bigcommerce.price.pause", f"wagtail_bigcommerce.price.pause.{kind}"
