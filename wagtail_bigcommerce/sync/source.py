"""What an import reads, request by request. Sources: REST Management, Catalog v3, Channels v3, Store Information v2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..client import BigCommerceClient, Forbidden, NotFound, Page
from .mappers.values import Payload

#: With the products: the shop can be browsed with these alone.
_SHOWN_WITH = ("variants", "images", "custom_fields", "bulk_pricing_rules", "videos", "channels")
#: Apart from them, since with these the API gives ten products at a time.
_CHOSEN_WITH = ("options", "modifiers")
#: long texts that the second pass does not need again
_LONG_FIELDS = ("description", "warranty", "meta_description", "search_keywords")

DETAILS_PER_PAGE = 10


class Source:
    """One store's catalog, as payloads."""

    def __init__(self, client: BigCommerceClient) -> None:
        self.client = client

    def product_page(
        self,
        *,
        after_id: int = 0,
        ids: Sequence[int] | None = None,
        channel_id: int | None = None,
        modified_since: datetime | None = None,
    ) -> Page:
        """Up to 250 products by id, with all that listings and pages show but options and modifiers. One request."""
        page = self.client.products.page(
            after_id=after_id,
            ids=ids,
            channel_ids=None if channel_id is None else [channel_id],
            modified_since=modified_since,
            include=_SHOWN_WITH,
        )
        self._fill_in_channels(page.items)
        return page

    def details_page(self, ids: Sequence[int]) -> list[Payload]:
        """Options and modifiers of up to ten products. One request."""
        return self.client.products.page(ids=ids, include=_CHOSEN_WITH, exclude_fields=_LONG_FIELDS).items

    def product_exists(self, product_id: int) -> bool:
        """Ask for one product by its own address, where "not there" is an answer and not an empty list."""
        try:
            self.client.products.get(product_id)
        except NotFound:
            return False
        return True

    def brands(self, ids: Sequence[int] | None = None) -> Iterator[Payload]:
        return self.client.brands.iter(ids=ids)

    def trees(self) -> list[Payload]:
        return list(self.client.trees.iter())

    def categories(self, tree_ids: Sequence[int], ids: Sequence[int] | None = None) -> Iterator[Payload]:
        return self.client.categories.iter(tree_ids=tree_ids, ids=ids)

    def sort_order(self, category_id: int) -> dict[int, int]:
        """The manual order of a category: position by product id."""
        return {row["product_id"]: row["sort_order"] for row in self.client.categories.sort_order(category_id)}

    def site(self, channel_id: int) -> Payload:
        """The channel's site, `{}` when it has none."""
        try:
            return self.client.channels.site(channel_id)
        except NotFound:
            return {}

    def redirects(self, site_id: int) -> Iterator[Payload]:
        return self.client.redirects.iter(site_id)

    def price_list_assignments(self) -> list[Payload]:
        """Which price lists apply where; none where the store's plan or the API account knows of none."""
        try:
            return list(self.client.price_lists.assignments())
        except (Forbidden, NotFound):
            return []

    def guest_groups(self) -> list[Payload]:
        """The customer group that guests are in, if there is one; none where the API account may not read groups."""
        try:
            return self.client.customer_groups.list(is_group_for_guests=True)
        except (Forbidden, NotFound):
            return []

    def currency_assignments(self, channel_id: int) -> Payload:
        """The channel's currencies, `{}` when it has the store's."""
        try:
            return self.client.channels.currency_assignments(channel_id)
        except NotFound:
            return {}

    def _fill_in_channels(self, products: list[Payload]) -> None:
        """Ask for channel assignments where the store did not include them: without them nothing is sold anywhere."""
        missing = {product["id"]: product for product in products if not isinstance(product.get("channels"), list)}
        if not missing:
            return
        for product in missing.values():
            product["channels"] = []
        for row in self.client.products.channel_assignments(product_ids=list(missing)):
            if row["product_id"] in missing:
                missing[row["product_id"]]["channels"].append(row["channel_id"])
