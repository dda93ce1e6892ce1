"""From the admin to where a row is seen or changed: its pages on the live sites, and BigCommerce's control panel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .. import conf
from ..models import Brand, Category, Channel, Product
from ..storefront import links
from .status import brand_status, category_status, is_shown_in

#: paths below https://store-<hash>.mybigcommerce.com/manage/
CONTROL_PANEL_PATHS = {
    Product: "products/edit/{id}",
    Category: "products/categories/{id}/edit",
    Brand: "products/brands/{id}/edit",
    Channel: "channel-manager",
}


@dataclass(frozen=True)
class LiveLink:
    channel: Channel
    url: str


def open_channels() -> list[Channel]:
    """The channels that have a site and a catalog page. One query, and one for the pages' paths per channel."""
    return list(
        Channel.objects.filter(site__isnull=False, catalog_page__isnull=False).select_related("site", "catalog_page")
    )


def live_links(row: Product | Category | Brand, channels: Iterable[Channel]) -> list[LiveLink]:
    """Where visitors find the row, on each of `channels` that shows it."""
    addresses = [LiveLink(channel, _url(row, channel)) for channel in channels if _is_shown(row, channel)]
    return [address for address in addresses if address.url]


def control_panel_url(row: Product | Category | Brand | Channel) -> str:
    """Where the merchant edits it; "" while no store is configured."""
    home = control_panel_home()
    return home + CONTROL_PANEL_PATHS[type(row)].format(id=row.bigcommerce_id) if home else ""


def control_panel_home() -> str:
    """Where the merchant runs the store; "" while none is configured."""
    store_hash = conf.get("STORE_HASH")
    return f"https://store-{store_hash}.mybigcommerce.com/manage/" if store_hash else ""


def _is_shown(row: Product | Category | Brand, channel: Channel) -> bool:
    if isinstance(row, Product):
        return is_shown_in(row, channel)
    if isinstance(row, Category):
        return category_status(row).is_shown and row.channel_id == channel.pk
    return brand_status(row).is_shown


def _url(row: Product | Category | Brand, channel: Channel) -> str:
    if isinstance(row, Product):
        return links.product_url(row, channel, absolute=True)
    if isinstance(row, Category):
        return links.category_url(row, channel, absolute=True)
    return links.brand_url(row, channel, absolute=True)
