"""Channels become rows, each with its address, currencies and settings; the project's own finds its site."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..client import BigCommerceClient
from ..models import Channel
from .digests import storable
from .mappers.channel import is_storefront, map_channel, map_currencies, map_guests, map_settings, map_site
from .mappers.values import Payload, identifiers
from .outcome import Outcome
from .refusals import ImportRefused
from .source import Source

#: requests are under way for a while; a machine that keeps its time at all is well within this
_CLOCK_TOLERANCE_SECONDS = 60


def write_channel(
    payload: Payload, profile: Payload, currencies: list[Payload], tax: Payload, source: Source
) -> Outcome:
    """Write a storefront channel if anything about it changed, and count. Six requests."""
    fields = map_channel(payload)
    channel_id = fields.pop("bigcommerce_id")
    settings = source.client.settings
    fields |= map_site(source.site(channel_id))
    fields |= map_currencies(source.currency_assignments(channel_id), currencies, str(profile.get("currency") or "USD"))
    guests = map_guests(source.price_list_assignments(), source.guest_groups(), channel_id)
    shown = map_settings(profile, tax, settings.inventory(channel_id), settings.storefront_product(channel_id))
    fields["settings"] = storable({**shown, "guests": guests})
    return _write(channel_id, fields)


def refresh_channels(client: BigCommerceClient) -> Outcome:
    """Read the store's storefront channels, write what changed, and close those that are gone.

    Four requests, and six for each channel. Raises BigCommerceError.
    """
    source, outcome = Source(client), Outcome()
    profile, currencies, tax = client.store.get(), client.currencies.list(), client.settings.tax()
    payloads = [payload for payload in client.channels.iter() if is_storefront(payload)]
    for payload in payloads:
        outcome.add(write_channel(payload, profile, currencies, tax, source))
    if payloads:
        mark_missing_channels(identifiers([payload.get("id") for payload in payloads]))
    return outcome


def check_clock(store_time: datetime) -> None:
    """Raise ImportRefused when this machine's clock is off: the window of changes and login tokens depend on it."""
    off_seconds = round((timezone.now() - store_time).total_seconds())
    if abs(off_seconds) > _CLOCK_TOLERANCE_SECONDS:
        raise ImportRefused(
            _("This machine's clock is %(seconds)d seconds off BigCommerce's. Set it right, for example by NTP.")
            % {"seconds": abs(off_seconds)}
        )


def check_channel(channel_id: int, payloads: Iterable[Payload]) -> None:
    """Raise ImportRefused when the channel that this project sells on is none of the store's storefronts."""
    names = {row["bigcommerce_id"]: row["name"] for row in map(map_channel, payloads)}
    if channel_id not in names:
        listed = ", ".join(f"{key} ({name})" for key, name in names.items()) or _("none")
        raise ImportRefused(
            _("The store has no storefront channel %(id)d. Set BIGCOMMERCE_CHANNEL_ID to one of its own: %(names)s.")
            % {"id": channel_id, "names": listed}
        )


def mark_missing_channels(present: Collection[int]) -> None:
    """Close channels that the store no longer lists; their rows keep site and pages."""
    gone = Channel.objects.exclude(bigcommerce_id__in=present).exclude(status=Channel.Status.DELETED)
    for channel in gone:
        channel.status, channel.synced_at = Channel.Status.DELETED, timezone.now()
        channel.save(update_fields=["status", "synced_at"])


def link_default_site(channel_id: int) -> None:
    """Show the channel on the default site, if neither has been linked: which site shows what is staff's decision."""
    site = Site.objects.filter(is_default_site=True, bigcommerce_channel=None).first()
    if site is not None:
        Channel.objects.filter(bigcommerce_id=channel_id, site=None).update(site=site)


def _write(channel_id: int, fields: dict[str, Any]) -> Outcome:
    known = Channel.objects.filter(bigcommerce_id=channel_id).first()
    if known is not None and all(getattr(known, name) == value for name, value in fields.items()):
        return Outcome(unchanged=1)
    Channel.objects.update_or_create(bigcommerce_id=channel_id, defaults={**fields, "synced_at": timezone.now()})
    return Outcome(created=int(known is None), changed=int(known is not None))
