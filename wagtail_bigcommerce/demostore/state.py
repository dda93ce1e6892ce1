"""Everything a store remembers, as plain dicts in the shape the API answers with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .graphql.access import StorefrontAccess
from .wallet import Wallet

if TYPE_CHECKING:
    from .carts import Cart
    from .checkout_sessions import CheckoutSession
    from .redirect_urls import RedirectToken

Payload = dict[str, Any]


class Assignments(set[tuple[int, int]]):
    """Pairs of product id and channel id, which can be had in order without sorting them for each page."""

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        super().__init__(pairs)
        self._ordered: list[tuple[int, int]] | None = None

    def add(self, pair: tuple[int, int]) -> None:
        self._ordered = None
        super().add(pair)

    def discard(self, pair: object) -> None:
        self._ordered = None
        super().discard(pair)

    @property
    def ordered(self) -> list[tuple[int, int]]:
        if self._ordered is None:
            self._ordered = sorted(self)
        return self._ordered


@dataclass
class State:
    """The rows of one store by id. Change them under the store's lock, or through its helper methods."""

    #: V3 products with everything that `include` can ask for inside, but channels and parent relations.
    products: MutableMapping[int, Payload] = field(default_factory=dict)
    #: Rows of `/v3/catalog/trees/categories`, by category_id.
    categories: dict[int, Payload] = field(default_factory=dict)
    #: Manual order within a category: category id -> product id -> sort_order.
    category_order: dict[int, dict[int, int]] = field(default_factory=dict)
    trees: dict[int, Payload] = field(default_factory=dict)
    brands: dict[int, Payload] = field(default_factory=dict)
    channels: dict[int, Payload] = field(default_factory=dict)
    sites: dict[int, Payload] = field(default_factory=dict)
    #: Routes by route id; each knows its site_id.
    routes: dict[int, Payload] = field(default_factory=dict)
    channel_assignments: Assignments = field(default_factory=Assignments)
    #: Channel listings by listing_id; each knows its channel_id.
    listings: dict[int, Payload] = field(default_factory=dict)
    #: Currency assignments by channel id.
    channel_currencies: dict[int, Payload] = field(default_factory=dict)
    currencies: dict[int, Payload] = field(default_factory=dict)
    #: What `GET /v2/store` answers.
    profile: Payload = field(default_factory=dict)
    #: Global settings by name: "inventory", "tax", "store_locale" …
    settings: dict[str, Payload] = field(default_factory=dict)
    #: Overrides of a channel, by (name, channel id).
    channel_settings: dict[tuple[str, int], Payload] = field(default_factory=dict)
    hooks: dict[int, Payload] = field(default_factory=dict)
    #: Carts by id, which are the checkouts of the same ids; not payloads, but what those are computed from.
    carts: dict[str, Cart] = field(default_factory=dict)
    wishlists: dict[int, Payload] = field(default_factory=dict)
    subscribers: dict[int, Payload] = field(default_factory=dict)
    #: V2 rows.
    gift_certificates: dict[int, Payload] = field(default_factory=dict)
    redirects: dict[int, Payload] = field(default_factory=dict)
    #: Of products, variants, categories and brands; each knows its resource.
    metafields: dict[int, Payload] = field(default_factory=dict)
    #: Web analytics that were set up, by channel id and provider id.
    analytics: dict[tuple[int, int], Payload] = field(default_factory=dict)
    price_lists: dict[int, Payload] = field(default_factory=dict)
    #: Prices by price list id, variant id and currency code in lower case.
    price_records: dict[tuple[int, int, str], Payload] = field(default_factory=dict)
    price_list_assignments: dict[int, Payload] = field(default_factory=dict)
    #: V2 rows.
    customer_groups: dict[int, Payload] = field(default_factory=dict)
    customers: dict[int, Payload] = field(default_factory=dict)
    addresses: dict[int, Payload] = field(default_factory=dict)
    #: Salted hashes by customer id, in memory only.
    password_hashes: dict[int, bytes] = field(default_factory=dict)
    #: Times of failed logins, by whatever is throttled.
    login_failures: dict[str, list[datetime]] = field(default_factory=dict)
    #: Answers to the store's own fields, by name, by customer id.
    form_fields: dict[int, dict[str, Any]] = field(default_factory=dict)
    #: Store credit amounts by customer id.
    store_credit: dict[int, list[Payload]] = field(default_factory=dict)
    orders: dict[int, Payload] = field(default_factory=dict)
    #: Lists of an order by its id: "products", "shipping_addresses", "shipments", "coupons".
    order_parts: dict[int, dict[str, list[Payload]]] = field(default_factory=dict)
    #: Visits to the hosted checkout by session id.
    checkout_sessions: dict[str, CheckoutSession] = field(default_factory=dict)
    #: Customers who are logged in to the hosted store, by the value of their cookie.
    logins: dict[str, int] = field(default_factory=dict)
    #: Tokens of single-use redirect URLs that have not been visited yet.
    redirect_tokens: dict[str, RedirectToken] = field(default_factory=dict)
    #: `jti` of every login token that has been used.
    used_jwt_ids: set[str] = field(default_factory=set)
    #: Cart ids by the tokens of the mails that remind of them.
    abandoned_carts: dict[str, str] = field(default_factory=dict)
    wallet: Wallet = field(default_factory=Wallet)
    storefront: StorefrontAccess = field(default_factory=StorefrontAccess)

    _last_ids: Counter[str] = field(default_factory=Counter)

    def next_id(self, kind: str) -> int:
        """A new id; `kind` is the name of a collection above, or any word for rows kept inside others."""
        taken = max(getattr(self, kind, None) or (0,))
        self._last_ids[kind] = max(self._last_ids[kind], taken) + 1
        return self._last_ids[kind]
