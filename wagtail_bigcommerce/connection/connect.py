"""Connects this site to a channel: idempotent, and with every change told before it is made.

Each step compares what BigCommerce has with what is wanted, notes the difference, and writes it unless it is a dry run.
Nothing is written before it is clear that the channel is ours to change.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .. import conf
from ..client import BigCommerceClient, ConfigurationError, NotFound, Payload
from ..sites import site_url_of
from ..webhooks import subscriptions
from .wanted import same_address, same_host, wanted_name, wanted_routes

#: always the store's first, and as a rule the shop that the merchant runs already
MERCHANTS_CHANNEL_ID = 1
_CLOSED = {"archived", "deleted", "terminated"}


class ConnectionRefused(Exception):  # noqa: N818 - it reads as what it says
    """The channel may not be connected like this. The message is one line for an operator."""


@dataclass(frozen=True)
class Change:
    """One thing at BigCommerce that is, or would be, changed. `before` is empty for what was not there."""

    what: str
    before: str
    after: str


@dataclass
class Connection:
    """What connecting did or would do. `channel_id` is None for a channel that a dry run would create."""

    channel_id: int | None
    channel_name: str
    is_new: bool
    changes: list[Change] = field(default_factory=list)

    def note(self, what: str, before: str, after: str) -> None:
        self.changes.append(Change(what, before, after))


def connect(client: BigCommerceClient, *, adopt: bool = False, dry_run: bool = False) -> Connection:
    """Make the configured channel, or one made for it, show this site, and return what changed.

    About six requests when all is well, and one for each change. `adopt` allows to take over channel 1, or a channel
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
    connection = Connection(channel_id, name, is_new=channel is None)
    if channel is None:
        connection.note(_("channel"), "", name)
    site = _connect_site(client, connection, site, dry_run)
    _connect_routes(client, connection, site, dry_run)
    _connect_checkout(client, connection, dry_run)
    _connect_webhooks(client, connection, dry_run)
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


def _connect_site(client: BigCommerceClient, connection: Connection, site: Payload, dry_run: bool) -> Payload:
    url, channel_id = site_url_of(connection.channel_id), connection.channel_id
    before = str(site.get("url") or "")
    if before and same_address(before, url):
        return site
    connection.note(_("site"), before, url)
    if dry_run or channel_id is None:
        return site
    return client.channels.update_site(channel_id, url) if site else client.channels.create_site(channel_id, url)


def _connect_routes(client: BigCommerceClient, connection: Connection, site: Payload, dry_run: bool) -> None:
    """Set the routes that hold for all objects of a type; those of single objects are the merchant's."""
    routes = list(client.sites.routes(site["id"])) if site else []
    present = {row["type"]: row for row in routes if row.get("matching") in {"*", ""}}
    changed = []
    for kind, path in wanted_routes(connection.channel_id).items():
        row = present.get(kind, {})
        if row.get("route") != path:
            connection.note(_("route %(type)s") % {"type": kind}, row.get("route", ""), path)
            changed.append({**row, "type": kind, "matching": row.get("matching", "*"), "route": path})
    if changed and not dry_run:
        client.sites.save_routes(site["id"], changed)


def _connect_checkout(client: BigCommerceClient, connection: Connection, dry_run: bool) -> None:
    """Let "sign in" within the checkout lead to this site's login: sessions of the hosted store are none of ours."""
    name = "should_redirect_to_storefront_for_auth"
    settings = client.checkout_settings.get(connection.channel_id) if connection.channel_id else {}
    if settings.get(name) is True:
        return
    connection.note(_("sign-in within the checkout"), _("hosted by BigCommerce"), _("this site's login page"))
    if not dry_run and connection.channel_id is not None:
        client.checkout_settings.update(connection.channel_id, **{name: True})


def _connect_webhooks(client: BigCommerceClient, connection: Connection, dry_run: bool) -> None:
    channel = connection.channel_id or _("new")
    before = subscriptions.look(client, channel) if dry_run else subscriptions.sync(client, channel)
    for scope, address in before.missing.items():
        connection.note(_("webhook %(scope)s") % {"scope": scope}, "", address)
    for hook in (*before.inactive, *before.outdated):
        connection.note(_("webhook %(scope)s") % {"scope": hook["scope"]}, _("not in order"), hook["destination"])
    for hook in before.surplus:
        connection.note(_("webhook %(scope)s") % {"scope": hook["scope"]}, hook["destination"], "")
