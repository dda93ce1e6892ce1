"""A page of products becomes rows: products, variants, facets, and their places in channels and categories."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import DataError, IntegrityError, transaction

from ..models import ChannelAssignment, Product, ProductCategory, ProductFacet, Variant
from .announce import announce, values_before
from .digests import digest, lasting, storable
from .mappers import MappingContext
from .mappers.product import MappedProduct, known_keys
from .mappers.values import Payload, identifier
from .mapping import ProductMapper, attempt, mark_of, offer_values, product_mapper
from .moves import Move, leave_redirects
from .outcome import Issue, Outcome
from .product_differences import product_differences
from .search import refresh_index, search_digest
from .upsert import delete_by_pk, replace_links, upsert, upsert_rows

logger = logging.getLogger(__name__)

#: columns that the first pass writes; of the others, editors own some and the second pass reads the rest
_FIELDS = [name for name in Product.synced_fields if name not in {"bigcommerce_id", "modifiers", "details_synced_at"}]
_VARIANT_FIELDS = [
    field.attname for field in Variant._meta.concrete_fields if field.name not in {"id", "bigcommerce_id"}
]

#: what a database says about values that it cannot hold
_REFUSED = (DataError, IntegrityError, OverflowError, UnicodeError)


@dataclass(frozen=True)
class _Known:
    """What a row already says about a product."""

    pk: int
    digest: str
    search_digest: str
    has_details: bool
    is_vanished: bool
    slug: str
    custom_url: str
    #: when BigCommerce was asked for what the row holds
    synced_at: datetime | None


@dataclass(frozen=True)
class _Prepared:
    """A product that is to be written."""

    instance: Product
    mapped: MappedProduct
    known: _Known | None

    @property
    def bigcommerce_id(self) -> int:
        return int(self.instance.bigcommerce_id)


def write_products(
    payloads: Iterable[Payload], context: MappingContext, *, asked_at: datetime, dry_run: bool = False
) -> Outcome:
    """Write the products that are new or changed, and count. One transaction; no network.

    A product that cannot be mapped or stored becomes an issue, and the others are written. One whose row holds what was
    asked for after `asked_at`, when these payloads were, is left as it is and counts as contested: which of the two is
    newer, BigCommerce has to be asked again. Its dates do not tell, for not all changes move `date_modified`.
    """
    outcome = Outcome()
    by_id = _by_id(payloads, outcome)
    known, mapper = _known_rows(by_id), product_mapper()
    fresh: dict[int, str] = {}
    for product_id, payload in by_id.items():
        row = known.get(product_id)
        new_digest = _digest(payload, context, mapper)
        if row is not None and row.digest == new_digest and not row.is_vanished:
            outcome.unchanged += 1
        elif row is not None and row.synced_at is not None and row.synced_at > asked_at:
            outcome.contested.append(product_id)
        else:
            fresh[product_id] = new_digest
    options = _known_options(known[product_id] for product_id in fresh if product_id in known)
    prepared = []
    for product_id, new_digest in fresh.items():
        payload, row, shown = by_id[product_id], known.get(product_id), options.get(product_id, ())
        prepare = partial(_prepare, payload, new_digest, row, context, shown, mapper, asked_at)
        if (each := attempt(prepare, "product", product_id, outcome)) is not None:
            prepared.append(each)
    if dry_run:
        _compare(prepared, by_id, outcome)
    else:
        _write(prepared, outcome)
    return outcome


def _compare(prepared: Sequence[_Prepared], by_id: dict[int, Payload], outcome: Outcome) -> None:
    mapped = {each.bigcommerce_id: each.mapped for each in prepared}
    known = {each.bigcommerce_id: each.known.pk for each in prepared if each.known is not None}
    outcome.differences += product_differences(mapped, by_id, known)
    outcome.changed += len(known)
    outcome.created += len(mapped) - len(known)


def _by_id(payloads: Iterable[Payload], outcome: Outcome) -> dict[int, Payload]:
    """Products by id: one that a page repeats counts once, as last sent."""
    by_id = {}
    for payload in payloads:
        product_id = identifier(payload.get("id"))
        if product_id is None:
            outcome.issues.append(Issue("product", None, "it has no id"))
        else:
            by_id[product_id] = payload
    return by_id


def _known_rows(ids: Iterable[int]) -> dict[int, _Known]:
    rows = Product.objects.filter(bigcommerce_id__in=list(ids)).values_list(
        "bigcommerce_id",
        "pk",
        "digest",
        "search_digest",
        "details_synced_at",
        "vanished_at",
        "slug",
        "custom_url",
        "synced_at",
    )
    return {
        product_id: _Known(pk, old_digest, searched, details is not None, vanished is not None, slug, url, synced_at)
        for product_id, pk, old_digest, searched, details, vanished, slug, url, synced_at in rows
    }


def _known_options(rows: Iterable[_Known]) -> dict[int, list[Payload]]:
    pks = [row.pk for row in rows if row.has_details]
    if not pks:
        return {}
    return dict(Product.objects.filter(pk__in=pks).values_list("bigcommerce_id", "options"))


def _digest(payload: Payload, context: MappingContext, mapper: ProductMapper) -> str:
    """Stand for the payload and for the rows it refers to, which may come and go without it."""
    return digest(
        lasting(payload),
        mark_of(mapper),
        context.store_url,
        context.brands.get(identifier(payload.get("brand_id")) or 0),
        sorted(known_keys(payload.get("categories"), context.categories)),
        sorted(known_keys(payload.get("channels"), context.channels)),
    )


def _prepare(
    payload: Payload,
    new_digest: str,
    known: _Known | None,
    context: MappingContext,
    options: Sequence[Payload],
    mapper: ProductMapper,
    asked_at: datetime,
) -> _Prepared:
    mapped = mapper(payload, context, known_options=options)
    offer_values(mapped, payload, created=known is None)
    instance = Product(**mapped.fields, payload=storable(lasting(payload)), digest=new_digest, synced_at=asked_at)
    instance.search_digest = search_digest(instance)
    return _Prepared(instance, mapped, known)


def _write(prepared: Sequence[_Prepared], outcome: Outcome) -> None:
    """Write all at once; where the database refuses that, halve until the product that it refuses stands alone."""
    if not prepared:
        return
    try:
        with transaction.atomic():
            uncontested = _uncontested(prepared)
            _write_rows(uncontested)
    except _REFUSED as error:
        if len(prepared) == 1:
            product_id = prepared[0].bigcommerce_id
            logger.warning("Product %d could not be stored (%s)", product_id, type(error).__name__)
            reason = f"the database refused its data ({type(error).__name__})"
            outcome.issues.append(Issue("product", product_id, reason))
            return
        middle = len(prepared) // 2
        _write(prepared[:middle], outcome)
        _write(prepared[middle:], outcome)
    else:
        written = {each.bigcommerce_id for each in uncontested}
        outcome.contested += [each.bigcommerce_id for each in prepared if each.bigcommerce_id not in written]
        outcome.changed += sum(each.known is not None for each in uncontested)
        outcome.created += sum(each.known is None for each in uncontested)


def _uncontested(prepared: Sequence[_Prepared]) -> list[_Prepared]:
    """Lock the rows, and leave out those that somebody else wrote since we looked at them."""
    rows = Product.objects.select_for_update().filter(bigcommerce_id__in=[each.bigcommerce_id for each in prepared])
    current = dict(rows.order_by("pk").values_list("bigcommerce_id", "synced_at"))
    return [
        each
        for each in prepared
        if (None if each.known is None else each.known.synced_at) == current.get(each.bigcommerce_id)
    ]


def _write_rows(prepared: Sequence[_Prepared]) -> None:
    known = {each.bigcommerce_id: each.known.pk for each in prepared if each.known is not None}
    owners = list(known.values())
    before = values_before(owners)
    instances = upsert((each.instance for each in prepared), _FIELDS, known)
    pks = {instance.bigcommerce_id: instance.pk for instance in instances}
    _write_variants(prepared, pks, owners)
    for model, columns, of in (
        (ChannelAssignment, ("product_id", "channel_id"), lambda mapped: ((pk,) for pk in mapped.channels)),
        (ProductCategory, ("product_id", "category_id"), lambda mapped: ((pk,) for pk in mapped.categories)),
        (ProductFacet, ("product_id", "name", "value"), lambda mapped: mapped.facets),
    ):
        wanted = {(pks[each.bigcommerce_id], *link) for each in prepared for link in of(each.mapped)}
        replace_links(model, columns, wanted, owners=owners)
    refresh_index(Product, [pks[each.bigcommerce_id] for each in prepared if _is_searched_anew(each)])
    leave_redirects(Product, [move for each in prepared if (move := _move(each))])
    announce({pks[each.bigcommerce_id]: each.known is None for each in prepared}, before)


def _move(each: _Prepared) -> Move | None:
    old, new = each.known, each.instance
    if old is None or (old.slug, old.custom_url) == (new.slug, new.custom_url):
        return None
    return Move(old.pk, old.slug, new.slug, old.custom_url, new.custom_url)


def _is_searched_anew(each: _Prepared) -> bool:
    return each.known is None or each.known.search_digest != each.instance.search_digest


def _write_variants(prepared: Sequence[_Prepared], pks: dict[int, int], owners: Sequence[int]) -> None:
    rows = [
        {"product_id": pks[each.bigcommerce_id], **columns} for each in prepared for columns in each.mapped.variants
    ]
    kept = {variant["bigcommerce_id"] for variant in rows}
    if owners:
        stored = Variant.objects.filter(product__in=owners).values_list("bigcommerce_id", "pk")
        delete_by_pk(Variant, [pk for variant_id, pk in stored if variant_id not in kept])
    upsert_rows(Variant, rows, _VARIANT_FIELDS)
