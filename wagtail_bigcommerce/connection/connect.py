"""Connects this site to a channel: idempotent, and with every change told before it is made.

Which channel, and whether it is ours to change, is decided here before anything is written; `steps` has the rest.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from .. import conf
from ..client import BigCommerceClient, ConfigurationError, NotFound, Payload
from ..sites import site_url_of
from ..webhooks import subscriptions
from . import steps
from .record import Connection
from .wanted import same_address, same_host, wanted_name

#: always the store's first, and as a rule the shop that the merchant runs already
MERCHANTS_CHANNEL_ID = 1
_CLOSED = {"archived", "deleted", "terminated"}


class ConnectionRefused(Exception):  # noqa: N818 - it reads as what it says
    """The channel may not be connected like this. The message is one line for an operator."""


def connect(client: BigCommerceClient, *, adopt: bool = False, dry_run: bool = False) -> Connection:
    """Make the configured channel, or one made for it, show this site, and return what changed.

    About eight requests when all is well, and one for each change. `adopt` allows to take over channel 1, or a channel
    whose site has another host. Raises ConnectionRefused, ConfigurationError or BigCommerceError.
    """
    channel = _configured_channel(client) if conf.get("CHANNEL_ID") else _channel_of_ours(client)
    channel_id = channel["id"] if channel else None
    site = _site(client, channel_id)
    if channel and not adopt:
        _refuse_somebody_elses(channel, site)
    subscriptions.destination()  # without an address that BigCommerce can reach nothing is begun
    if channel is None and not dry_run:
        channel_id = client.channels.create(wanted_name())["id"]
    name = channel["name"] if channel else wanted_name()
    connection = Connection(channel_id, name, is_new=channel is None, is_dry_run=dry_run)
    if channel is None:
        connection.note(_("channel"), "", name)
    site = steps.connect_site(client, connection, site)
    steps.connect_checkout_url(client, connection, site)
    steps.connect_routes(client, connection, site)
    steps.connect_checkout(client, connection)
    steps.connect_currencies(client, connection)
    steps.connect_webhooks(client, connection)
    return connection


def _configured_channel(client: BigCommerceClient) -> Payload:
    try:
        channel_id = conf.channel_id() or 0
    except ValueError as error:
        raise ConfigurationError(_("BIGCOMMERCE_CHANNEL_ID must be a number.")) from error
    try:
        channel = client.channels.get(channel_id)
    except NotFound as error:
        raise ConnectionRefused(
            _("The store has no channel %(id)d. Correct BIGCOMMERCE_CHANNEL_ID, or unset it to create a channel.")
            % {"id": channel_id}
        ) from error
    if channel.get("type") != "storefront":
        raise ConnectionRefused(
            _("Channel %(id)d is no storefront but a %(type)s. Set BIGCOMMERCE_CHANNEL_ID to a storefront's id.")
            % {"id": channel_id, "type": channel.get("type")}
        )
    return channel


def _channel_of_ours(client: BigCommerceClient) -> Payload | None:
    """Find the channel that an earlier run made: it has our site's address, or our name."""
    candidates = [
        channel
        for channel in client.channels.iter(**{"type:in": "storefront", "platform:in": "custom"})
        if channel["id"] != MERCHANTS_CHANNEL_ID and channel.get("status") not in _CLOSED
    ]
    url = site_url_of(None)
    for channel in candidates:
        if same_address(_site(client, channel["id"]).get("url", ""), url):
            return channel
    return next((channel for channel in candidates if channel["name"] == wanted_name()), None)


def _site(client: BigCommerceClient, channel_id: int | None) -> Payload:
    """The channel's site, `{}` when it has none."""
    try:
        return client.channels.site(channel_id) if channel_id else {}
    except NotFound:
        return {}


def _refuse_somebody_elses(channel: Payload, site: Payload) -> None:
    if channel["id"] == MERCHANTS_CHANNEL_ID:
        raise ConnectionRefused(
            _(
                "Channel 1 is usually the merchant's live shop. Unset BIGCOMMERCE_CHANNEL_ID to create a channel for "
                "this site, or repeat with --adopt to take over channel 1."
            )
        )
    url = site.get("url") or ""
    if url and not same_host(url, site_url_of(channel["id"])):
        raise ConnectionRefused(
            _(
                "Channel %(id)d shows %(theirs)s, and this site is %(ours)s. Repeat with --adopt to take it over, or "
                "correct the Wagtail site's host and port."
            )
            % {"id": channel["id"], "theirs": url, "ours": site_url_of(channel["id"])}
        )
