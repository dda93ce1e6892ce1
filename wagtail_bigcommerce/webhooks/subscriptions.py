"""What we ask BigCommerce to tell us: compared with what it holds, and put right.

Subscriptions of others are never touched. Ours are those that go to this site's address; those that go to the same
path of another host with one of our secrets in our header are leftovers, of a tunnel or a host we had before.
Source: REST Management, Webhooks v3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import conf
from ..client import BigCommerceClient, ConfigurationError, NotFound
from ..client.payloads import Hook
from ..models import Channel, WebhookSubscription
from ..sites import site_url_of
from ..store import default_channel_id
from .handlers import handled_scopes
from .secrets import HEADER, accepted_secrets

#: Nothing here is read anew for these; they are handed to `webhook_received`. What shoppers do to carts is left out:
#: it happens all the time, and most of it through us.
ANNOUNCED = (
    "store/cart/converted",
    "store/cart/abandoned",
    "store/customer/created",
    "store/customer/updated",
    "store/customer/deleted",
    "store/order/created",
    "store/order/statusUpdated",
    "store/shipment/created",
)


@dataclass(frozen=True)
class Comparison:
    """Subscriptions as they should be beside those that BigCommerce holds. `surplus` are ours that nobody needs."""

    destination: str
    missing: list[str] = field(default_factory=list)
    right: list[Hook] = field(default_factory=list)
    inactive: list[Hook] = field(default_factory=list)
    outdated: list[Hook] = field(default_factory=list)
    surplus: list[Hook] = field(default_factory=list)
    leftovers: list[Hook] = field(default_factory=list)

    @property
    def ours(self) -> list[Hook]:
        return [*self.right, *self.inactive, *self.outdated, *self.surplus]

    @property
    def is_complete(self) -> bool:
        return not (self.missing or self.inactive or self.outdated or self.surplus)


def destination() -> str:
    """Return where BigCommerce posts events: the webhook address below WEBHOOK_BASE_URL, or below the site's own.

    Raises ConfigurationError when there is no address that BigCommerce can reach.
    """
    base_url = conf.get("WEBHOOK_BASE_URL").rstrip("/") or site_url_of(default_channel_id())
    parts = urlsplit(base_url)
    # a store in a box takes plain HTTP, BigCommerce does not
    if parts.scheme != "https" and urlsplit(conf.get("API_URL")).scheme == "https":
        raise ConfigurationError(
            _(
                "BigCommerce sends webhooks to HTTPS addresses only, and this site's is %(url)s. Set the port of the "
                "Wagtail site to 443, or WEBHOOK_BASE_URL to the HTTPS address of a proxy or tunnel."
            )
            % {"url": base_url}
        )
    return base_url + reverse("bigcommerce:webhook")


def wanted_scopes(channel: int | str | None = None) -> list[str]:
    """Return the scopes to subscribe to: of the whole store, and of each channel that a site of this project shows.

    `channel` is one that is just being connected, by default the configured one.
    """
    shown = Channel.objects.exclude(site=None).order_by("bigcommerce_id").values_list("bigcommerce_id", flat=True)
    return [*handled_scopes(dict.fromkeys([channel or default_channel_id(), *shown])), *ANNOUNCED]


def compare(hooks: Iterable[Hook], scopes: Collection[str], address: str, secrets: Sequence[str]) -> Comparison:
    """Sort hooks by what is to be done about them. `secrets` as accepted, the current one first. Pure."""
    result = Comparison(address)
    unseen = dict.fromkeys(scopes)
    for hook in hooks:
        scope, headers = hook["scope"].rstrip("/"), hook.get("headers") or {}
        sent = {name.lower(): value for name, value in headers.items()}.get(HEADER.lower())
        if hook["destination"] != address:
            if sent in secrets and urlsplit(hook["destination"]).path == urlsplit(address).path:
                result.leftovers.append(hook)
        elif scope not in unseen:
            result.surplus.append(hook)
        else:
            del unseen[scope]
            kind = result.outdated if sent != secrets[0] else result.right if hook["is_active"] else result.inactive
            kind.append(hook)
    result.missing.extend(unseen)
    return result


def look(client: BigCommerceClient, channel: int | str | None = None) -> Comparison:
    """Compare what BigCommerce holds with what it should. One request for 250 subscriptions."""
    return compare(client.hooks.iter(), wanted_scopes(channel), destination(), accepted_secrets())


def sync(client: BigCommerceClient, channel: int | str | None = None, *, with_leftovers: bool = False) -> Comparison:
    """Make this address's subscriptions what they should be; return how they were before.

    Creates, switches on and corrects; deletes those of ours that nobody needs, and leftovers only when asked to. A
    request for each change, and none when all is well. Raises BigCommerceError or ConfigurationError.
    """
    before = look(client, channel)
    headers = {HEADER: accepted_secrets()[0]}
    for hook in (*before.surplus, *(before.leftovers if with_leftovers else ())):
        _delete(client, hook)
    for hook in (*before.inactive, *before.outdated):
        client.hooks.update(hook["id"], is_active=True, headers=headers)
    for scope in before.missing:
        client.hooks.create(scope, before.destination, headers=headers)
    _remember(before if before.is_complete else look(client, channel))
    return before


def remove(client: BigCommerceClient) -> list[Hook]:
    """Delete this address's subscriptions and leftovers of ours; return them."""
    before = look(client)
    removed = [*before.ours, *before.leftovers]
    for hook in removed:
        _delete(client, hook)
    WebhookSubscription.objects.all().delete()
    return removed


def is_set_up() -> bool:
    """Tell whether somebody subscribed from here, for the address that this site has now. No network."""
    known = set(WebhookSubscription.objects.values_list("destination", flat=True))
    return bool(known) and destination() in known


def _remember(now: Comparison) -> None:
    WebhookSubscription.objects.exclude(bigcommerce_id__in=[hook["id"] for hook in now.ours]).delete()
    WebhookSubscription.objects.bulk_create(
        [
            WebhookSubscription(
                bigcommerce_id=hook["id"],
                scope=hook["scope"],
                destination=hook["destination"],
                is_active=hook["is_active"],
                checked_at=timezone.now(),
            )
            for hook in now.ours
        ],
        update_conflicts=True,
        unique_fields=["bigcommerce_id"],
        update_fields=["scope", "destination", "is_active", "checked_at"],
    )


def _delete(client: BigCommerceClient, hook: Hook) -> None:
    try:
        client.hooks.delete(hook["id"])
    except NotFound:  # somebody was faster
        return
