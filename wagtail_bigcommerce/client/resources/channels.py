"""Channels and the sites they sell on. Scopes: channel settings, sites and routes; read-only unless said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..endpoints import Endpoint
from ..payloads import Payload
from ..transport import QueryValue
from .base import Resource


class Channels(Resource):
    """Source: REST Management, Channels v3."""

    LIST = Endpoint("GET", "/v3/channels")
    GET = Endpoint("GET", "/v3/channels/{channel_id}")
    CREATE = Endpoint("POST", "/v3/channels")
    SITE = Endpoint("GET", "/v3/channels/{channel_id}/site")
    CREATE_SITE = Endpoint("POST", "/v3/channels/{channel_id}/site")
    UPDATE_SITE = Endpoint("PUT", "/v3/channels/{channel_id}/site")
    UPDATE_CHECKOUT_URL = Endpoint("PUT", "/v3/channels/{channel_id}/site/checkout-url")
    CURRENCY_ASSIGNMENTS = Endpoint("GET", "/v3/channels/{channel_id}/currency-assignments")
    ASSIGN_CURRENCIES = Endpoint("POST", "/v3/channels/{channel_id}/currency-assignments")

    def iter(self, **filters: QueryValue) -> Iterator[Payload]:
        """Yield channels. `filters` are the API's own, such as `available=True` or `**{"type:in": ["storefront"]}`."""
        return self._rows(self.LIST, query=filters)

    def get(self, channel_id: int) -> Payload:
        """Return one channel."""
        return self._send(self.GET, path={"channel_id": channel_id}).data()

    def create(
        self, name: str, *, type: str = "storefront", platform: str = "custom", status: str = "active"
    ) -> Payload:
        """Create a channel. Scope: channel settings. `name` takes letters, digits, "-" and "_", and is unique.

        ValidationFailed when there is such a channel already, or the store's plan allows no further one.
        """
        body = {"name": name, "type": type, "platform": platform, "status": status}
        return self._send(self.CREATE, json=body).data()

    def site(self, channel_id: int) -> Payload:
        """Return the channel's site with its `url` and `urls` (primary, canonical, checkout). NotFound: it has none."""
        return self._send(self.SITE, path={"channel_id": channel_id}).data()

    def create_site(self, channel_id: int, url: str) -> Payload:
        """Give a channel that has none a site at `url`, with scheme and host. Scope: sites and routes."""
        return self._send(
            self.CREATE_SITE, path={"channel_id": channel_id}, json={"channel_id": channel_id, "url": url}
        ).data()

    def update_site(self, channel_id: int, url: str) -> Payload:
        """Move the channel's site to another address. Scope: sites and routes."""
        return self._send(self.UPDATE_SITE, path={"channel_id": channel_id}, json={"url": url}).data()

    def update_checkout_url(self, channel_id: int, url: str) -> Payload:
        """Serve the channel's checkout at another address, and return its site. Scope: sites and routes.

        ValidationFailed when `url` is not below the domain of the channel's site.
        """
        return self._send(self.UPDATE_CHECKOUT_URL, path={"channel_id": channel_id}, json={"url": url}).data()

    def currency_assignments(self, channel_id: int) -> Payload:
        """Return `enabled_currencies` and `default_currency`, as codes. NotFound: the store's apply."""
        return self._send(self.CURRENCY_ASSIGNMENTS, path={"channel_id": channel_id}).data()

    def assign_currencies(self, channel_id: int, enabled: Sequence[str], *, default: str) -> Payload:
        """Give a channel that has none its currencies, as codes. Scope: channel settings."""
        body = {"enabled_currencies": list(enabled), "default_currency": default}
        return self._send(self.ASSIGN_CURRENCIES, path={"channel_id": channel_id}, json=body).data()


class Sites(Resource):
    """Source: REST Management, Sites v3."""

    GET = Endpoint("GET", "/v3/sites/{site_id}")
    ROUTES = Endpoint("GET", "/v3/sites/{site_id}/routes")
    SAVE_ROUTES = Endpoint("PUT", "/v3/sites/{site_id}/routes")

    def get(self, site_id: int) -> Payload:
        """Return one site."""
        return self._send(self.GET, path={"site_id": site_id}).data()

    def routes(self, site_id: int) -> Iterator[Payload]:
        """Yield the site's routes: `type`, `matching`, `route`."""
        return self._rows(self.ROUTES, path={"site_id": site_id})

    def save_routes(self, site_id: int, routes: Sequence[Payload]) -> list[Payload]:
        """Create routes, or change those that come with an `id`; others stay. Scope: sites and routes.

        Each has a `type`, `matching` ("*" or an id) and `route`, a path that may hold `{id}` and `{slug}`.
        """
        return self._send(self.SAVE_ROUTES, path={"site_id": site_id}, json=list(routes)).data_list()
