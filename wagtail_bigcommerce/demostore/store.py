"""The store in a box: one object that holds the state and answers like BigCommerce."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import requests

from ..client import BigCommerceClient
from . import api, hosted, images  # noqa: F401 - importing them registers their operations
from .adapter import InProcessAdapter
from .builders import catalog_of
from .changes import CatalogChanges
from .defaults import channel_payload, furnish, iso, site_payload
from .demo import DemoCatalog, ProductsOnDemand, build_catalog
from .demo_shoppers import add_demo_shoppers
from .faults import Faults
from .graphql import endpoint  # noqa: F401 - so does this one
from .hooks import Delivery, WebhookSender
from .limits import RateLimit
from .messages import Request
from .server import StoreServer
from .state import Assignments, Payload, State
from .wsgi import Application

RECORDED_REQUESTS = 10_000
#: Reading here changes nothing; visiting a page of the hosted store does.
_READ_ONLY = ("/v2/", "/v3/", "/images/", "/v1/")


def utc_now() -> datetime:
    return datetime.now(UTC)


class DemoStore(CatalogChanges):
    """A BigCommerce store that lives in this process; nothing of it touches a network unless served.

        store = DemoStore(products=[product(id=7, name="Mug")])
        store.client().products.get(7)

    `categories` and `brands` go with `products`; with neither `products` nor a whole `catalog` it sells
    the demo catalog. `site_url` is the site of
    channel 1 (default: the store's own). `clock` gives the store's time as an aware datetime.
    `rate_limit` is the quota of API requests in 30 s. `scopes` are those of its API account, None for all.
    """

    hash = "demo"
    access_token = "demo-access-token"  # noqa: S105
    client_id = "demo-client-id"
    client_secret = "demo-client-secret-of-a-store-in-a-box"  # noqa: S105

    def __init__(
        self,
        products: Sequence[Payload] | None = None,
        *,
        categories: Sequence[Payload] = (),
        brands: Sequence[Payload] = (),
        catalog: DemoCatalog | None = None,
        seed: int = 1,
        clock: Callable[[], datetime] = utc_now,
        base_url: str = "http://demostore.localhost",
        site_url: str = "",
        rate_limit: int = 3_750,
        scopes: Iterable[str] | None = None,
    ) -> None:
        self.clock = clock
        self.base_url = base_url
        self.scopes = None if scopes is None else frozenset(scopes)
        self.lock = threading.RLock()
        self.rate_limit = RateLimit(rate_limit)
        #: Share of a price that is tax, on top of prices without and within prices with tax.
        self.tax_rate = Decimal(0)
        self.latency_seconds = 0.0
        self.faults = Faults(seed)
        #: The requests that arrived, oldest first.
        self.requests: list[Request] = []
        #: Whether a request has arrived that may have changed something, for whoever keeps the state.
        self.is_touched = False
        self.wsgi = Application(self)
        self.webhooks = WebhookSender(self)
        self.state = State()
        furnish(
            self.state,
            store_hash=self.hash,
            base_url=base_url,
            site_url=site_url or base_url,
            now=clock(),
        )
        if products is not None:
            catalog = catalog_of(products, categories, brands)
        elif catalog is None:
            catalog = build_catalog(seed=seed, image_base_url=f"{base_url}/images")
        self._stock(catalog)
        add_demo_shoppers(self)

    def __repr__(self) -> str:
        return f"<DemoStore {self.hash} at {self.base_url}: {len(self.state.products)} products>"

    def client(self, **options: Any) -> BigCommerceClient:
        """A client wired to this store in process; `options` go to BigCommerceClient."""
        session = requests.Session()
        session.mount(self.base_url, InProcessAdapter(self.wsgi))
        defaults = {
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "api_url": self.base_url,
            "payments_url": self.base_url,
            "graphql_url": f"{self.base_url}/graphql",
            "session": session,
        }
        return BigCommerceClient(self.hash, self.access_token, **{**defaults, **options})

    def record(self, request: Request) -> None:
        """Remember a request; a store that runs for weeks forgets the oldest."""
        if request.method != "GET" or not request.path.startswith(_READ_ONLY):
            self.is_touched = True
        self.requests.append(request)
        del self.requests[:-RECORDED_REQUESTS]

    def serve(self, host: str = "127.0.0.1", port: int = 0) -> StoreServer:
        """A server for this store; as a context manager it serves on `.url` until the block ends.

        The store's links and images move to that URL, and webhooks are delivered in the background.
        """
        server = StoreServer(self, host, port)
        self.move_to(server.url)
        return server

    def move_to(self, base_url: str) -> None:
        """Change the address the store goes by, wherever a payload mentions it."""
        with self.lock:
            products = self.state.products
            if isinstance(products, ProductsOnDemand):
                products.move_images(self.base_url, base_url)
                _replace_url(products.kept(), self.base_url, base_url)
            for collection in vars(self.state).values():
                _replace_url(collection, self.base_url, base_url)
            self.base_url = base_url

    def deliver_webhooks(self, sync: bool = False) -> list[Delivery]:
        """Post the events that are due: here and now with `sync`, else in a background thread from now on."""
        if sync:
            return self.webhooks.deliver_due()
        self.webhooks.start()
        return []

    def add_channel(self, name: str, *, site_url: str = "", **fields: Any) -> Payload:
        """A further storefront channel, with a site when it has a URL; `fields` as in a V3 channel."""
        with self.lock:
            channel_id = self.state.next_id("channels")
            status = fields.pop("status", "active")
            channel = {**channel_payload(channel_id, name, status=status, now=self.clock()), **fields}
            self.state.channels[channel_id] = channel
            if site_url:
                self.add_site(channel_id, site_url)
            self.emit("store/channel/created", {"type": "channel", "id": channel_id})
            return channel

    def add_site(self, channel_id: int, url: str) -> Payload:
        with self.lock:
            site_id = self.state.next_id("sites")
            site = site_payload(site_id, channel_id, url, checkout_url=self.base_url, now=self.clock())
            self.state.sites[site_id] = site
            return site

    def move_site(self, channel_id: int, url: str) -> None:
        """Give a channel's site another address, or its first one."""
        with self.lock:
            site = next((row for row in self.state.sites.values() if row["channel_id"] == channel_id), None)
            if site is None:
                self.add_site(channel_id, url)
                return
            site["url"] = url
            for row in site["urls"]:
                if row["type"] == "primary":
                    row["url"] = url

    def add_listing(self, channel_id: int, product_id: int, **fields: Any) -> Payload:
        """Give a product another name or description on a channel; `fields` as in a V3 channel listing."""
        with self.lock:
            stamps = {"date_created": self.now_iso(), "date_modified": self.now_iso()}
            variants = [
                {"channel_id": channel_id, **variant, **stamps}
                for variant in fields.pop("variants", None) or _listed_variants(self.state.products[product_id])
            ]
            listing_id = self.state.next_id("listings")
            own = {"channel_id": channel_id, "listing_id": listing_id, "product_id": product_id}
            listing = {"state": "active", **fields, **own, **stamps, "variants": variants}
            self.state.listings[listing_id] = listing
            return listing

    def set_channel_status(self, channel_id: int, status: str) -> None:
        """Open or close a channel: `prelaunch`, `active`, `inactive` (down for maintenance), `archived`, `deleted`."""
        with self.lock:
            channel = self.state.channels[channel_id]
            channel.update(status=status, is_enabled=status in ("active", "connected"), date_modified=self.now_iso())
            self.emit("store/channel/updated", {"type": "channel", "id": channel_id})

    def now_iso(self) -> str:
        """The store's time as V3 writes it."""
        return iso(self.clock())

    def _stock(self, catalog: DemoCatalog) -> None:
        state = self.state
        if isinstance(catalog.products, ProductsOnDemand):
            state.products = catalog.products
        else:
            state.products = {row["id"]: row for row in catalog.products}
        state.categories = {row["category_id"]: row for row in catalog.categories}
        state.trees = {row["id"]: row for row in catalog.trees}
        state.brands = {row["id"]: row for row in catalog.brands}
        state.channel_assignments = Assignments(catalog.channel_assignments)


def _listed_variants(product: Payload) -> list[Payload]:
    return [
        {"product_id": product["id"], "variant_id": variant["id"], "state": "active"} for variant in product["variants"]
    ]


def _replace_url(value: Any, old: str, new: str) -> None:
    """Replace an address in all strings of nested dicts and lists, in place."""
    if isinstance(value, dict):
        entries: Iterable[tuple[Any, Any]] = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    else:
        return
    for key, entry in entries:
        if isinstance(entry, str):
            if old in entry:
                value[key] = entry.replace(old, new)
        else:
            _replace_url(entry, old, new)
