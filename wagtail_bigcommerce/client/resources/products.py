"""Products and their variants. Scope: products, read-only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import product
from typing import cast

from ..endpoints import Endpoint
from ..pagination import MAX_LIMIT, Page, PageInfo, batches
from ..payloads import CategoryAssignment, ChannelAssignment, Payload
from ..transport import Query
from .base import Resource

#: Page size that the API falls back to when one of these is included, whatever `limit` says.
_SLOW_INCLUDES = frozenset({"options", "modifiers"})
_SLOW_LIMIT = 10


class Products(Resource):
    """Prices are in the store's default currency. Source: REST Management, Catalog v3, Products."""

    LIST = Endpoint("GET", "/v3/catalog/products")
    GET = Endpoint("GET", "/v3/catalog/products/{product_id}")
    CHANNEL_ASSIGNMENTS = Endpoint("GET", "/v3/catalog/products/channel-assignments")
    CATEGORY_ASSIGNMENTS = Endpoint("GET", "/v3/catalog/products/category-assignments")
    REVIEWS = Endpoint("GET", "/v3/catalog/products/{product_id}/reviews")
    CREATE_REVIEW = Endpoint("POST", "/v3/catalog/products/{product_id}/reviews")

    def page(
        self,
        *,
        after_id: int = 0,
        limit: int = MAX_LIMIT,
        include: Sequence[str] = (),
        ids: Sequence[int] | None = None,
        channel_ids: Sequence[int] | None = None,
        modified_since: datetime | None = None,
        include_fields: Sequence[str] = (),
        exclude_fields: Sequence[str] = (),
    ) -> Page:
        """Return one page of products in the order of their ids. One request, two when the keyset fails.

        `after_id` is 0 for the first page and then the `next` of the page before. Walking by id loses no product when
        others are added or removed meanwhile. Should the store not honour the keyset, the walk starts again by page
        number and `next` is the negative number of the page, so rows may come twice but none is left out.
        `limit` is at most 250, and 10 when options or modifiers are included. `modified_since` must be aware.
        """
        if (ids is not None and not ids) or (channel_ids is not None and not channel_ids):
            return Page([], None, 0)
        query: Query = {
            "sort": "id",
            "direction": "asc",
            "limit": _clamped(limit, include),
            "include": include or None,
            "id:in": ids,
            "channel_id:in": channel_ids,
            "date_modified:min": None if modified_since is None else _timestamp(modified_since),
            "include_fields": include_fields or None,
            "exclude_fields": exclude_fields or None,
        }
        if after_id < 0:
            return self._numbered_page(query, -after_id)
        answer = self._send(self.LIST, query={**query, "id:greater": after_id or None})
        rows = answer.data_list()
        keys = [row["id"] if isinstance(row.get("id"), int) else answer.refuse("a row without id") for row in rows]
        if any(key <= before for before, key in zip([after_id, *keys], keys, strict=False)):
            return self._numbered_page(query, 1)
        info = PageInfo.of(answer)
        last = info.is_last(rows=len(rows), seen=len(rows))
        return Page(rows, None if last else keys[-1], info.total)

    def iter(
        self,
        *,
        limit: int = MAX_LIMIT,
        include: Sequence[str] = (),
        ids: Sequence[int] | None = None,
        channel_ids: Sequence[int] | None = None,
        modified_since: datetime | None = None,
        include_fields: Sequence[str] = (),
        exclude_fields: Sequence[str] = (),
    ) -> Iterator[Payload]:
        """Yield products in the order of their ids; arguments as for `page`, with any number of `ids`."""
        for batch in batches(ids):
            after_id: int | None = 0
            while after_id is not None:
                page = self.page(
                    after_id=after_id,
                    limit=limit,
                    include=include,
                    ids=batch,
                    channel_ids=channel_ids,
                    modified_since=modified_since,
                    include_fields=include_fields,
                    exclude_fields=exclude_fields,
                )
                yield from page.items
                after_id = page.next

    def get(self, product_id: int, include: Sequence[str] = ()) -> Payload:
        """Return one product."""
        query = {"include": include or None}
        return self._send(self.GET, path={"product_id": product_id}, query=query).data()

    def channel_assignments(
        self, *, channel_ids: Sequence[int] | None = None, product_ids: Sequence[int] | None = None
    ) -> Iterator[ChannelAssignment]:
        """Yield which product is sold on which channel. A product without an assignment is sold nowhere."""
        for owners, products in product(batches(channel_ids), batches(product_ids)):
            query: Query = {"channel_id:in": owners, "product_id:in": products}
            for row in self._rows(self.CHANNEL_ASSIGNMENTS, query=query):
                yield cast(ChannelAssignment, row)

    def category_assignments(
        self, *, category_ids: Sequence[int] | None = None, product_ids: Sequence[int] | None = None
    ) -> Iterator[CategoryAssignment]:
        """Yield which product is listed in which category, over all category trees."""
        for owners, products in product(batches(category_ids), batches(product_ids)):
            query: Query = {"category_id:in": owners, "product_id:in": products}
            for row in self._rows(self.CATEGORY_ASSIGNMENTS, query=query):
                yield cast(CategoryAssignment, row)

    def reviews(self, product_id: int, status: int | None = 1) -> Iterator[Payload]:
        """Yield reviews of a product: approved ones (`status=1`), pending ones (0), or all (None)."""
        return self._rows(self.REVIEWS, path={"product_id": product_id}, query={"status": status})

    def create_review(self, product_id: int, review: Payload) -> Payload:
        """Add a review, with `title` and `date_reviewed` at least, and return it. The store's rules do not apply."""
        return self._send(self.CREATE_REVIEW, path={"product_id": product_id}, json=review).data()

    def _numbered_page(self, query: Query, number: int) -> Page:
        answer = self._send(self.LIST, query={**query, "page": number})
        rows, info = answer.data_list(), PageInfo.of(answer)
        per_page = info.per_page or len(rows)
        last = info.is_last(rows=len(rows), seen=(number - 1) * per_page + len(rows))
        return Page(rows, None if last else -(number + 1), info.total)


class Variants(Resource):
    """Source: REST Management, Catalog v3, Product Variants."""

    LIST = Endpoint("GET", "/v3/catalog/variants")

    def iter(self, *, product_ids: Sequence[int] | None = None) -> Iterator[Payload]:
        """Yield variants, of all products or of some. Old stores send rows with `product_id` 0: skip those."""
        for batch in batches(product_ids):
            yield from self._rows(self.LIST, query={"product_id:in": batch})


def _clamped(limit: int, include: Sequence[str]) -> int:
    return max(1, min(limit, _SLOW_LIMIT if _SLOW_INCLUDES.intersection(include) else MAX_LIMIT))


def _timestamp(moment: datetime) -> str:
    """Write a full timestamp: to a bare date the API would add the time of day at which it is asked."""
    if moment.tzinfo is None:
        raise ValueError("modified_since must be aware")
    return moment.astimezone(UTC).isoformat(timespec="seconds")
