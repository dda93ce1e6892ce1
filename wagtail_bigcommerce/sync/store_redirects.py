"""BigCommerce's own redirects, mirrored to the sites that show its channels: what it adds, changes and removes.

Left out is what has no address here (products of other channels, BigCommerce's own pages and blog posts), and what
would lead round in a circle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import models

from ..client import APIError
from ..models import CatalogRedirect, Category, Channel, Product
from . import reconcile, redirects
from .job import Job
from .mappers.redirect import StoreRedirect, map_redirect
from .mapping import attempt
from .moves import KINDS, ShowingChannel, Shown, channels_with_pages
from .outcome import Issue, Outcome
from .redirects import Target, Wanted
from .refusals import explain

_BATCH = 200
#: so many may always go
_NEVER_HELD = 10

_STORE = CatalogRedirect.Origin.STORE
_MODELS: dict[str, Shown] = {kind: model for model, kind in KINDS.items()}


def read_redirects(job: Job) -> Iterator[bool]:
    """Each site's redirects; nothing where Wagtail's are not installed. A request for each 250 of a site."""
    if not redirects.are_installed():
        return
    channels = {channel.pk: channel for channel in channels_with_pages()}
    for row in Channel.objects.filter(pk__in=channels).exclude(store_site_id=None).select_related("site"):
        outcome = Outcome()
        try:
            found = [
                mapped
                for payload in job.source.redirects(row.store_site_id or 0)
                if (mapped := attempt(partial(map_redirect, payload), "redirect", None, outcome))
            ]
        except APIError as error:  # they are an extra: without the scope for them, the catalog is still imported
            outcome.issues.append(Issue("redirects", None, explain(error)))
            job.count("redirects", outcome)
            continue
        _mirror(job, _wanted(found, row, channels[row.pk]), row)
        job.count("redirects", outcome)
        yield False


def _mirror(job: Job, wanted: list[Wanted], channel: Channel) -> None:
    for name, number in redirects.put(wanted).items():
        job.add("redirects", name, number)
    paths = {each.old_path for each in wanted}
    ours = CatalogRedirect.objects.filter(site=channel.site_id, origin=_STORE)
    gone = [pk for pk, path in ours.values_list("pk", "old_path") if path not in paths]
    unreleased = len(job.unreleased("redirects", gone))
    if unreleased > _NEVER_HELD and reconcile.is_too_much(unreleased, ours.count()):
        job.hold("redirects", gone)
    elif gone:
        batches = (gone[start : start + _BATCH] for start in range(0, len(gone), _BATCH))
        removed = sum(redirects.withdraw(ours.filter(pk__in=batch)) for batch in batches)
        job.add("redirects", "removed", removed)


def _wanted(found: list[StoreRedirect], channel: Channel, shown: ShowingChannel) -> list[Wanted]:
    """Where each leads in the end, without those that lead nowhere here."""
    rows = _Rows(channel, shown, found)
    by_path = {}
    for redirect in found:
        target = rows.target_of(redirect)
        if target is not None:
            by_path[redirects.normalized(redirect.from_path)] = target
    ends = {path: _end(path, by_path) for path in by_path}
    return [
        Wanted(shown.site_pk, path, _STORE, end)
        for path, end in ends.items()
        if end is not None and path != redirects.normalized(f"{shown.page_path}{end.route.lstrip('/')}")
    ]


def _end(path: str, by_path: dict[str, Target]) -> Target | None:
    """Follow a redirect from one to the next; None when it comes round to where it was."""
    seen, target = {path}, by_path[path]
    while target.link.startswith("/"):
        following = redirects.normalized(target.link)
        if following in seen:
            return None
        if following not in by_path:
            break
        seen.add(following)
        target = by_path[following]
    return target


class _Rows:
    """The rows of a channel that redirects lead to, by BigCommerce id and by path at BigCommerce."""

    def __init__(self, channel: Channel, shown: ShowingChannel, found: list[StoreRedirect]) -> None:
        self._hosts = {urlsplit(address).netloc for address in (channel.site_url, channel.site.root_url)}  # type: ignore[union-attr]
        self._by_id: dict[tuple[str, int], Target] = {}
        self._by_path: dict[str, Target] = {}
        paths = {path for each in found if each.kind == "url" and (path := self._local(each.url))}
        forms = {form for path in paths for form in _forms(path)}
        for kind, model in _MODELS.items():
            ids = {each.entity_id for each in found if each.kind == kind}
            for pk, bigcommerce_id, slug, _url in _columns(model, channel, "bigcommerce_id", ids):
                self._by_id[kind, bigcommerce_id] = shown.leads_to(model, pk, slug)
            for pk, _bigcommerce_id, slug, url in _columns(model, channel, "custom_url", forms):
                self._by_path[redirects.normalized(url)] = shown.leads_to(model, pk, slug)

    def target_of(self, redirect: StoreRedirect) -> Target | None:
        if redirect.kind != "url":
            return self._by_id.get((redirect.kind, redirect.entity_id or 0))
        local = self._local(redirect.url)
        if local:
            return self._by_path.get(redirects.normalized(local)) or Target(link=local)
        return Target(link=redirect.url) if urlsplit(redirect.url).scheme in {"http", "https"} else None

    def _local(self, url: str) -> str:
        """The path of an address on this site, or on the channel's at BigCommerce; "" for any other."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return ""
        if parts.netloc not in {"", *self._hosts} or parts.scheme not in {"", "http", "https"}:
            return ""
        path = f"/{parts.path.lstrip('/')}"
        return f"{path}?{parts.query}" if parts.query else path


def _columns(model: Shown, channel: Channel, name: str, values: Collection[Any]) -> Iterator[tuple[int, int, str, str]]:
    rows: models.QuerySet[Any] = model._default_manager.filter(vanished_at=None)
    if model is Product:
        rows = rows.filter(channel_assignments__channel=channel)
    elif model is Category:
        rows = rows.filter(channel=channel)
    remaining = iter(values)
    while batch := list(islice(remaining, _BATCH)):
        yield from rows.filter(**{f"{name}__in": batch}).values_list("pk", "bigcommerce_id", "slug", "custom_url")


def _forms(path: str) -> set[str]:
    """How a path may stand in `custom_url`: encoded or not, with its last slash or without."""
    bare = path.rstrip("/")
    return {form for word in (bare, unquote(bare)) for form in (word, f"{word}/")}
