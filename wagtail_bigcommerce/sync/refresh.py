"""A few products, read anew at once: what a webhook, a page or an editor asks for. Needs no run and no lock.

Safe beside an import: neither overwrites a row with what had been asked for before the row was.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from ..client import BigCommerceClient
from ..models import Product
from .context import load_context
from .details import write_details
from .fetching import Fetched
from .outcome import Outcome
from .products import write_products
from .reconcile import mark_vanished
from .source import DETAILS_PER_PAGE, Source


def refresh_products(client: BigCommerceClient, product_ids: Sequence[int]) -> Outcome:
    """Read up to 250 products with options and modifiers, write what changed, and mark those that are gone.

    One request, one for each ten products, and one for each that did not come. Raises BigCommerceError.
    """
    source = Source(client)
    outcome, present = _refresh(source, product_ids)
    if outcome.contested:
        again, _ids = _refresh(source, outcome.contested)
        outcome.add(again)
    for start in range(0, len(present), DETAILS_PER_PAGE):
        ids = present[start : start + DETAILS_PER_PAGE]
        asked_at = timezone.now()
        outcome.issues += write_details([(ids, Fetched(source.details_page(ids), asked_at))]).issues
    mark_vanished(Product, confirmed_gone(source, product_ids, present))
    return outcome


def _refresh(source: Source, product_ids: Sequence[int]) -> tuple[Outcome, list[int]]:
    """Write the products with these ids; returns what became of them, and the ids that BigCommerce has."""
    asked_at = timezone.now()
    page = source.product_page(ids=product_ids)
    return write_products(page.items, load_context(), asked_at=asked_at), [product["id"] for product in page.items]


def confirmed_gone(source: Source, asked: Sequence[int], present: Sequence[int]) -> list[int]:
    """Of the products asked for, those that BigCommerce says it does not have. A request for each that did not come."""
    return [product_id for product_id in sorted({*asked} - {*present}) if not source.product_exists(product_id)]
