"""Redirects in Wagtail's table: makes, changes and removes our own, and leaves editors' alone.

Only where `wagtail.contrib.redirects` is installed. Wagtail looks at them when a page is not found, so a redirect never
hides a page that is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models, transaction

from ..models import CatalogRedirect

_BATCH = 200
_MAX_LENGTH = 255


@dataclass(frozen=True)
class Target:
    """Where a redirect leads: to `link`, or to `route` below the page `page_pk`, which shows the row `object_pk`."""

    link: str = ""
    page_pk: int | None = None
    route: str = ""
    kind: str = ""
    object_pk: int | None = None

    @property
    def address(self) -> tuple[str, int | None, str]:
        return self.link, self.page_pk, self.route


@dataclass(frozen=True)
class Wanted:
    """A redirect as it should be."""

    site_pk: int
    old_path: str
    origin: str
    target: Target

    @property
    def is_storable(self) -> bool:
        """Wagtail's columns hold 255 characters; a cut address would lead nowhere."""
        return max(len(self.old_path), len(self.target.link), len(self.target.route)) <= _MAX_LENGTH

    @property
    def place(self) -> tuple[int, str]:
        return self.site_pk, self.old_path


def are_installed() -> bool:
    return apps.is_installed("wagtail.contrib.redirects")


def normalized(path: str) -> str:
    """A path as Wagtail compares it: decoded, without its last slash."""
    return str(_model().normalise_path(path))


def put(wanted: Iterable[Wanted]) -> Counter[str]:
    """Make these redirects so, and count what was `created` and `changed`. An editor's own at the same path wins."""
    counts: Counter[str] = Counter()
    rest = iter({each.place: each for each in wanted if each.is_storable}.values())
    while batch := list(islice(rest, _BATCH)):
        with transaction.atomic():
            counts += _put(batch)
    return counts


def withdraw(owned: models.QuerySet[CatalogRedirect]) -> int:
    """Remove redirects that are still ours from Wagtail's table, forget about all of `owned`, and count the removed."""
    removed = 0
    with transaction.atomic():
        records = list(owned)
        for start in range(0, len(records), _BATCH):
            batch = records[start : start + _BATCH]
            rows = _model().objects.in_bulk([record.redirect_pk for record in batch])
            ours = [record.redirect_pk for record in batch if _is_ours(record, rows.get(record.redirect_pk))]
            removed += len(ours)
            _model().objects.filter(pk__in=ours).delete()
            CatalogRedirect.objects.filter(pk__in=[record.pk for record in batch]).delete()
    return removed


def _put(batch: Sequence[Wanted]) -> Counter[str]:
    redirect = _model()
    sites, paths = {each.site_pk for each in batch}, {each.old_path for each in batch}
    present: dict[tuple[int | None, str], Any] = {
        (row.site_id, row.old_path): row
        for row in redirect.objects.filter(models.Q(site__in=sites) | models.Q(site=None), old_path__in=paths)
    }
    records = {
        (record.site_id, record.old_path): record
        for record in CatalogRedirect.objects.filter(site__in=sites, old_path__in=paths)
    }
    created, changed = [], 0
    for each in batch:
        row, record = present.get(each.place), records.get(each.place)
        if row is None and (None, each.old_path) in present:
            continue  # an editor's, for all sites
        if row is None and (record is None or _address(record) != each.target.address):
            if record is not None:
                record.delete()
            created.append((each, redirect(**_columns(each))))
        elif row is not None and record is not None and _is_ours(record, row):
            changed += _change(row, record, each)
        elif row is not None and record is not None:
            record.delete()
    redirect.objects.bulk_create([row for _each, row in created])
    CatalogRedirect.objects.bulk_create(_record(each, row.pk) for each, row in created)
    return Counter(created=len(created), changed=changed)


def _change(row: Any, record: CatalogRedirect, each: Wanted) -> bool:
    """Let ours lead where it should, for the reason that it should; tells whether it led elsewhere."""
    leads_elsewhere = _address(record) != each.target.address
    if leads_elsewhere:
        type(row).objects.filter(pk=row.pk).update(
            redirect_link=each.target.link,
            redirect_page=each.target.page_pk,
            redirect_page_route_path=each.target.route,
        )
    if leads_elsewhere or (record.origin, record.kind, record.object_pk) != (
        each.origin,
        each.target.kind,
        each.target.object_pk,
    ):
        fresh = _record(each, row.pk)
        fresh.pk = record.pk
        fresh.save()
    return leads_elsewhere


def _columns(each: Wanted) -> dict[str, Any]:
    return {
        "site_id": each.site_pk,
        "old_path": each.old_path,
        "redirect_link": each.target.link,
        "redirect_page_id": each.target.page_pk,
        "redirect_page_route_path": each.target.route,
        "automatically_created": True,
    }


def _record(each: Wanted, redirect_pk: int) -> CatalogRedirect:
    return CatalogRedirect(
        redirect_pk=redirect_pk,
        site_id=each.site_pk,
        old_path=each.old_path,
        origin=each.origin,
        **asdict(each.target),
    )


def _address(record: CatalogRedirect) -> tuple[str, int | None, str]:
    return record.link, record.page_pk, record.route


def _is_ours(record: CatalogRedirect, row: Any) -> bool:
    """Tell whether Wagtail's row says what we wrote into it."""
    if row is None or row.pk != record.redirect_pk:
        return False
    written = (row.site_id, row.old_path, row.redirect_link, row.redirect_page_id, row.redirect_page_route_path)
    return written == (record.site_id, record.old_path, record.link, record.page_pk, record.route)


def _model() -> Any:
    """Wagtail's model, looked up late: its app may be missing."""
    return apps.get_model("wagtailredirects", "Redirect")
