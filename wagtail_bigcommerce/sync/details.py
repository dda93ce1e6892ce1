"""The second pass: options and modifiers, which the API gives for ten products at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..models import Product, ProductFacet, Variant
from .announce import announce, values_before
from .digests import digest
from .mappers import MappingError
from .mappers.choices import map_modifiers, map_options, with_unlisted
from .mappers.facets import facets_of
from .mappers.values import Payload
from .mappers.variant import fill_labels
from .outcome import Issue, Outcome
from .upsert import replace_links

logger = logging.getLogger(__name__)

_COLUMNS = ("options", "modifiers", "details_digest", "details_synced_at")


def products_without_details() -> QuerySet[Product]:
    """Products whose options and modifiers are unread, or may have changed since they were read."""
    return Product.objects.filter(details_digest="", vanished_at=None)


def write_details(payloads: Iterable[Payload]) -> Outcome:
    """Write options and modifiers of products that have rows. One transaction; no network."""
    outcome = Outcome()
    by_id = {payload["id"]: payload for payload in payloads}
    rows = Product.objects.filter(bigcommerce_id__in=list(by_id)).only("bigcommerce_id", "options", "custom_fields")
    completed, nameless = [], []
    for product in rows:
        payload = by_id[product.bigcommerce_id]
        try:
            nameless += [product] * _fill(product, payload)
        except MappingError as error:
            outcome.issues.append(Issue("product", product.bigcommerce_id, f"options: {error}"))
        except Exception as error:  # a shape that nobody has seen must not stop the other products
            logger.exception("Options of product %d could not be mapped", product.bigcommerce_id)
            reason = f"its options could not be read ({type(error).__name__})"
            outcome.issues.append(Issue("product", product.bigcommerce_id, reason))
        else:
            completed.append(product)
    with transaction.atomic():
        before = values_before(product.pk for product in completed)
        for product in completed:
            # for ten rows a statement each costs less than building the one of bulk_update()
            columns = {name: getattr(product, name) for name in _COLUMNS}
            Product.objects.filter(pk=product.pk).update(**columns)
        if nameless:
            _name_variants(nameless)
        announce({product.pk: False for product in completed}, before)
    outcome.changed = len(completed)
    return outcome


def _fill(product: Product, payload: Payload) -> bool:
    """Put what was read into the row's columns; tells whether variants lack words that options have."""
    shown = product.options
    options = with_unlisted(map_options(payload.get("options")), shown)
    product.options = options
    product.modifiers = map_modifiers(payload.get("modifiers"))
    product.details_digest = digest([payload.get("options"), payload.get("modifiers")])
    product.details_synced_at = timezone.now()
    return any(not option["name"] or not all(value["label"] for value in option["values"]) for option in shown)


def _name_variants(products: Sequence[Product]) -> None:
    """Give variants that came with bare ids the words of their options; their facets follow."""
    wanted = set()
    for product in products:
        variants = list(Variant.objects.filter(product=product).only("option_values"))
        for variant in variants:
            variant.option_values = fill_labels(variant.option_values, product.options)
        Variant.objects.bulk_update(variants, ["option_values"], batch_size=100)
        named = [{"option_values": variant.option_values} for variant in variants]
        wanted |= {(product.pk, *facet) for facet in facets_of(named, product.custom_fields)}
    columns = ("product_id", "name", "value")
    replace_links(ProductFacet, columns, wanted, owners=[product.pk for product in products])
