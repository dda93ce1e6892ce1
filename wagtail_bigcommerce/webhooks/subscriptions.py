"""What we ask BigCommerce to tell us: compared with what it holds, and put right.

Subscriptions of others are never touched. Ours are those that go to this site's addresses; those that go to the same
paths of another host with one of our secrets in our header are leftovers, of a tunnel or a host we had before.
Sources: REST Management, Webhooks v3; "Webhook events".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import conf
from ..client import BigCommerceClient, ConfigurationError, Conflict, NotFound, ValidationFailed
from ..client.payloads import Hook
from ..models import Channel, WebhookSubscription
from ..sites import site_url_of
from ..store import default_channel_id
from .handlers import DELIVERY_EXCEPTION, handled_scopes
from .secrets import HEADER, accepted_secrets

#: Nothing here is read anew for these; they are handed to `webhook_received`. What shoppers put into carts is left out:
#: it happens all the time, and most of it through us.
ANNOUNCED = (
    "store/cart/abandoned",
    "store/cart/deleted",
    "store/customer/created",
    "store/customer/updated",
    "store/customer/deleted",
    "store/customer/address/created",
    "store/customer/address/updated",
    "store/customer/address/deleted",
    "store/customer/channel/login/access/updated",
    "store/order/created",
    "store/order/refund/created",
    "store/shipment/created",
)


@dataclass(frozen=True)
class Comparison:
    """Subscriptions as they should be beside those that BigCommerce holds. `surplus` are ours that nobody needs."""

    #: addresses by scope
    missing: dict[str, str] = field(default_factory=dict)
    right: list[Hook] = field(default_factory=list)
    inactive: list[Hook] = field(default_factory=list)
    outdated: list[Hook] = field(default_factory=list)
    surplus: list[Hook] = field(default_factory=list)
    leftovers: list[Hook] = field(default_factory=list)
    #: what BigCommerce said when it would not create what was missing, by scope; filled in by `sync`
    refused: dict[str, str] = field(default_factory=dict)

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
    return _base_url() + reverse("bigcommerce:webhook")


def wanted(channel: int | str | None = None) -> dict[str, str]:
    """Return what to subscribe to: addresses by scope, of the whole store and of each channel that a site here shows.

    `channel` is one that is just being connected, by default the configured one. Raises ConfigurationError.
    """
    shown = Channel.objects.exclude(site=None).order_by("bigcommerce_id").values_list("bigcommerce_id", flat=True)
    scopes = [*handled_scopes(dict.fromkeys([channel or default_channel_id(), *shown])), *ANNOUNCED]
    addresses = dict.fromkeys(scopes, destination())
    addresses[DELIVERY_EXCEPTION] = _base_url() + reverse("bigcommerce:webhook_exceptions")
    return addresses


def _base_url() -> str:
    base_url = str(conf.get("WEBHOOK_BASE_URL")).rstrip("/") or site_url_of(default_channel_id())
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
    return base_url


def compare(hooks: Iterable[Hook], wanted: Mapping[str, str], secrets: Sequence[str]) -> Comparison:
    """Sort hooks by what is to be done about them. `secrets` as accepted, the current one first. Pure."""
    result = Comparison()
    addresses = set(wanted.values())
    paths = {urlsplit(address).path for address in addresses}
    unseen = dict(wanted)
    for hook in hooks:
        scope, headers = hook["scope"].rstrip("/"), hook.get("headers") or {}
        sent = {name.lower(): value for name, value in headers.items()}.get(HEADER.lower())
        if hook["destination"] not in addresses:
            if sent in secrets and urlsplit(hook["destination"]).path in paths:
                result.leftovers.append(hook)
            if scope == DELIVERY_EXCEPTION:
                unseen.pop(scope, None)  # BigCommerce takes no second one
        elif unseen.get(scope) != hook["destination"]:
            result.surplus.append(hook)
        else:
            del unseen[scope]
            kind = result.outdated if sent != secrets[0] else result.right if hook["is_active"] else result.inactive
            kind.append(hook)
    result.missing.update(unseen)
    return result


def look(client: BigCommerceClient, channel: int | str | None = None) -> Comparison:
    """Compare what BigCommerce holds with what it should. One request for 250 subscriptions."""
    return compare(client.hooks.iter(), wanted(channel), accepted_secrets())


def sync(client: BigCommerceClient, channel: int | str | None = None, *, with_leftovers: bool = False) -> Comparison:
    """Make this site's subscriptions what they should be; return how they were before.

    Creates, switches on and corrects; deletes those of ours that nobody needs, and leftovers only when asked to. A
    request for each change, and none when all is well. A scope that BigCommerce does not take (its plan lacks it, say)
    is noted in `refused`, and the rest goes on. Raises BigCommerceError or ConfigurationError.
    """
    before = now = look(client, channel)
    if with_leftovers and before.leftovers:
        for hook in before.leftovers:
            _delete(client, hook)
        now = look(client, channel)  # one of them may have stood in the way of one of ours
    headers = {HEADER: accepted_secrets()[0]}
    for hook in now.surplus:
        _delete(client, hook)
    for hook in (*now.inactive, *now.outdated):
        client.hooks.update(hook["id"], is_active=True, headers=headers)
    for scope, address in now.missing.items():
        try:
            client.hooks.create(scope, address, headers=headers)
        except (Conflict, ValidationFailed) as error:
            before.refused[scope] = str(error)
    _remember(now if now.is_complete else look(client, channel))
    return before


def remove(client: BigCommerceClient) -> list[Hook]:
    """Delete the subscriptions of this site's addresses and leftovers of ours; return them."""
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
