"""What moved leaves redirects: from the page that showed it, and from the path it had at BigCommerce.

None leads to another redirect. When something moves again, those that led to it follow; when it returns to a path, the
redirect from there goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from ..models import Brand, CatalogRedirect, Category, Channel, ChannelAssignment, Product
from ..models.addresses import path_below_catalog
from ..sites import catalog_path
from .redirects import Target, Wanted, are_installed, normalized, put, withdraw

Shown = type[Product] | type[Category] | type[Brand]

KINDS: dict[Shown, str] = {Product: "product", Category: "category", Brand: "brand"}


@dataclass(frozen=True)
class Move:
    """A row whose slug or `custom_url` is another than before."""

    pk: int
    old_slug: str
    new_slug: str
    old_url: str
    new_url: str


def leave_redirects(model: Shown, moves: Sequence[Move]) -> None:
    """Redirect on every site that shows what moved. No query without moves; no network."""
    if not moves or not are_installed():
        return
    channels = channels_with_pages()
    if not channels:
        return
    by_row = _channels_of(model, [move.pk for move in moves], channels)
    wanted, taken = [], set()
    occupied = _occupied(model, moves, channels)
    for move in moves:
        for channel in by_row[move.pk]:
            target = channel.leads_to(model, move.pk, move.new_slug)
            new_paths = set(_paths(channel, model, move.new_slug, move.new_url))
            taken |= {(channel.site_pk, path) for path in new_paths}
            for path in _paths(channel, model, move.old_slug, move.old_url):
                if path not in new_paths and path not in occupied:
                    wanted.append(Wanted(channel.site_pk, path, CatalogRedirect.Origin.MOVED, target))
    ours = CatalogRedirect.objects.filter(origin=CatalogRedirect.Origin.MOVED)
    if taken:
        at_new_paths = reduce(or_, (Q(site=site_pk, old_path=path) for site_pk, path in sorted(taken)))
        withdraw(ours.filter(at_new_paths))
    put([*_followers(model, moves, by_row), *(each for each in wanted if each.place not in taken)])


@dataclass(frozen=True)
class ShowingChannel:
    """A channel with a site and a catalog page; `page_path` is "/shop/"."""

    pk: int
    site_pk: int
    page_pk: int
    page_path: str

    def leads_to(self, model: Shown, pk: int, slug: str) -> Target:
        """Where a redirect to a row leads."""
        route = f"/{path_below_catalog(model, slug)}"
        return Target(page_pk=self.page_pk, route=route, kind=KINDS[model], object_pk=pk)


def channels_with_pages() -> list[ShowingChannel]:
    """Those that visitors can open. A query, and one or two for each."""
    rows = Channel.objects.exclude(site=None).exclude(catalog_page=None).select_related("catalog_page")
    paths = [(row, catalog_path(row)) for row in rows]
    return [ShowingChannel(row.pk, row.site_id or 0, row.catalog_page_id or 0, path) for row, path in paths if path]


def _channels_of(
    model: Shown, pks: Collection[int], channels: Sequence[ShowingChannel]
) -> dict[int, list[ShowingChannel]]:
    """The channels that show each row. Brands belong to the store."""
    by_pk = {channel.pk: channel for channel in channels}
    found: dict[int, list[ShowingChannel]] = defaultdict(list)
    if model is Product:
        links = ChannelAssignment.objects.filter(product__in=pks).values_list("product_id", "channel_id")
    elif model is Category:
        links = Category.objects.filter(pk__in=pks).values_list("pk", "channel_id")
    else:
        links = [(pk, channel.pk) for pk in pks for channel in channels]  # type: ignore[assignment]
    for pk, channel_pk in links:
        if channel_pk in by_pk:
            found[pk].append(by_pk[channel_pk])
    return found


def _paths(channel: ShowingChannel, model: Shown, slug: str, url: str) -> Iterator[str]:
    yield normalized(f"{channel.page_path}{path_below_catalog(model, slug)}")
    if url:
        yield normalized(url)


def _occupied(model: Shown, moves: Sequence[Move], channels: Sequence[ShowingChannel]) -> set[str]:
    """Old paths that something else has by now, as when two swap theirs."""
    urls = {url for move in moves for url in (move.old_url, normalized(move.old_url)) if url}
    occupied = {
        normalized(url)
        for other in KINDS
        for url in other._default_manager.filter(custom_url__in=urls, vanished_at=None).values_list(
            "custom_url", flat=True
        )
    }
    slugs = model._default_manager.filter(slug__in=[move.old_slug for move in moves], vanished_at=None)
    return occupied | {
        normalized(f"{channel.page_path}{path_below_catalog(model, slug)}")
        for slug in slugs.values_list("slug", flat=True)
        for channel in channels
    }


def _followers(model: Shown, moves: Sequence[Move], by_row: dict[int, list[ShowingChannel]]) -> Iterator[Wanted]:
    """Redirects that led to where these were."""
    moved = {move.pk: move for move in moves}
    for record in CatalogRedirect.objects.filter(kind=KINDS[model], object_pk__in=list(moved)):
        channel = next((each for each in by_row[record.object_pk or 0] if each.site_pk == record.site_id), None)
        if channel is not None:
            target = channel.leads_to(model, record.object_pk or 0, moved[record.object_pk or 0].new_slug)
            yield Wanted(record.site_id, record.old_path, record.origin, target)
