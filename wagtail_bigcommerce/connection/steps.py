"""The steps of connecting: each compares what BigCommerce has with what is wanted, notes the difference, and writes it.

In a dry run, and before the channel exists, nothing is written. Sources: REST Management, Channels v3, Sites v3,
Checkouts v3 "Checkout Settings", Currencies v2; "Session syncing" for the settings of the checkout.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .. import conf
from ..client import BigCommerceClient, Conflict, NotFound, Payload, ValidationFailed
from ..sites import site_url_of
from ..webhooks import subscriptions
from .record import Connection
from .wanted import checkout_url_of, same_address, wanted_routes

#: must come along when a channel's checkout settings are written for the first time
_FIRST_CHECKOUT_SETTINGS: dict[str, Any] = {
    "custom_checkout_script_url": "",
    "custom_order_confirmation_script_url": "",
    "order_confirmation_use_custom_checkout_script": False,
}


def connect_site(client: BigCommerceClient, connection: Connection, site: Payload) -> Payload:
    """Give the channel this site's address; return the site as BigCommerce has it now."""
    url, channel_id = site_url_of(connection.channel_id), connection.target
    before = str(site.get("url") or "")
    if before and same_address(before, url):
        return site
    connection.note(_("site"), before, url)
    if channel_id is None:
        return site
    return client.channels.update_site(channel_id, url) if site else client.channels.create_site(channel_id, url)


def connect_checkout_url(client: BigCommerceClient, connection: Connection, site: Payload) -> None:
    """Give the hosted checkout the address that CHECKOUT_URL names; without it, leave it as it is."""
    url, before, what = conf.get("CHECKOUT_URL").rstrip("/"), checkout_url_of(site), _("checkout address")
    if not url or (before and same_address(before, url)):
        return
    connection.note(what, before, url)
    if connection.target is not None:
        with connection.unless_refused(what):
            client.channels.update_checkout_url(connection.target, url)


def connect_routes(client: BigCommerceClient, connection: Connection, site: Payload) -> None:
    """Set the routes that hold for all objects of a type; those of single objects are the merchant's."""
    routes = list(client.sites.routes(site["id"])) if site else []
    present = {row["type"]: row for row in routes if row.get("matching") in {"*", ""}}
    changed: dict[str, Payload] = {}
    for kind, path in wanted_routes(connection.channel_id).items():
        row, what = present.get(kind, {}), _("route %(type)s") % {"type": kind}
        if row.get("route") != path:
            connection.note(what, row.get("route", ""), path)
            changed[what] = {**row, "type": kind, "matching": row.get("matching", "*"), "route": path}
    if changed and connection.target is not None:
        for what, reason in _save_routes(client, site["id"], changed).items():
            connection.refuse(what, reason)


def _save_routes(client: BigCommerceClient, site_id: int, routes: dict[str, Payload]) -> dict[str, str]:
    """Save what BigCommerce takes, which is all or nothing of a request, and return what it says of the rest."""
    try:
        client.sites.save_routes(site_id, list(routes.values()))
    except (Conflict, ValidationFailed) as error:
        if len(routes) == 1:
            return dict.fromkeys(routes, str(error))
        refused: dict[str, str] = {}
        for what, row in routes.items():
            refused |= _save_routes(client, site_id, {what: row})
        return refused
    return {}


def connect_checkout(client: BigCommerceClient, connection: Connection) -> None:
    """Let "sign in" within the checkout lead to this site, and load the script of a checkout that a project has built.

    Sessions of the hosted store are none of ours.
    """
    before = client.checkout_settings.get(connection.channel_id) if connection.channel_id else {}
    changes: dict[str, Any] = {}
    if before.get("should_redirect_to_storefront_for_auth") is not True:
        changes["should_redirect_to_storefront_for_auth"] = True
        connection.note(_("sign-in within the checkout"), _("hosted by BigCommerce"), _("this site's login page"))
    script, known = conf.get("CHECKOUT_SCRIPT_URL"), before.get("custom_checkout_script_url") or ""
    if script and script != known:
        changes["custom_checkout_script_url"] = script
        connection.note(_("script of the checkout"), known, script)
    if changes and connection.target is not None:
        first = {} if "custom_checkout_script_url" in before else _FIRST_CHECKOUT_SETTINGS
        client.checkout_settings.update(connection.target, **{**first, **changes})


def connect_currencies(client: BigCommerceClient, connection: Connection) -> None:
    """Give a channel that has no currencies of its own those of the store; a merchant's choice stays."""
    if connection.channel_id is not None:
        try:
            client.channels.currency_assignments(connection.channel_id)
        except NotFound:
            pass
        else:
            return
    enabled = [row for row in client.currencies.list() if row.get("enabled") or row.get("is_default")]
    codes = [str(row["currency_code"]) for row in enabled]
    default = next((str(row["currency_code"]) for row in enabled if row.get("is_default")), None)
    if default is None:
        return
    what = _("currencies")
    connection.note(what, "", ", ".join([default, *(code for code in codes if code != default)]))
    if connection.target is not None:
        with connection.unless_refused(what):
            client.channels.assign_currencies(connection.target, codes, default=default)


def connect_webhooks(client: BigCommerceClient, connection: Connection) -> None:
    """Subscribe, or see what would be subscribed."""
    channel = connection.channel_id or _("new")
    before = subscriptions.look(client, channel) if connection.is_dry_run else subscriptions.sync(client, channel)
    for scope, address in before.missing.items():
        connection.note(_webhook(scope), "", address)
    for hook in (*before.inactive, *before.outdated):
        connection.note(_webhook(hook["scope"]), _("not in order"), hook["destination"])
    for hook in before.surplus:
        connection.note(_webhook(hook["scope"]), hook["destination"], "")
    for scope, reason in before.refused.items():
        connection.refuse(_webhook(scope), reason)


def _webhook(scope: str) -> str:
    return _("webhook %(scope)s") % {"scope": scope}
