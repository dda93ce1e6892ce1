"""Probes that ask BigCommerce: about fifteen requests, all of them reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import conf
from ..client import BigCommerceClient, BigCommerceError, ConfigurationError, Forbidden, NotFound, Payload
from ..connection.wanted import checkout_url_of, same_address, same_site, wanted_routes
from ..sites import site_url_of
from ..store import default_channel_id, get_client
from ..sync.refusals import explain
from ..webhooks import subscriptions
from .findings import Finding, error, ok, skipped, warning

#: login tokens are valid for 30 seconds
_CLOCK_WARNING_SECONDS, _CLOCK_ERROR_SECONDS = 5, 25
_OPEN = {"active", "prelaunch", "connected"}
#: an id that no cart or checkout has: "not found" says that one may ask
_NOBODYS_ID = "00000000-0000-4000-8000-000000000000"

#: What reading each scope allows. That it allows writing, too, only a write could show.
_SCOPES: dict[str, Callable[[BigCommerceClient], object]] = {
    "Products (store_v2_products_read_only)": lambda client: client.products.page(limit=1),
    "Carts (store_cart)": lambda client: client.carts.get(_NOBODYS_ID, include=()),
    "Checkouts (store_checkout)": lambda client: client.checkouts.get(_NOBODYS_ID),
    "Customers (store_v2_customers)": lambda client: list(client.customers.iter(ids=[1])),
    "Orders (store_v2_orders_read_only)": lambda client: client.orders.statuses(),
    "Channel Settings (store_channel_settings)": lambda client: client.channels.get(default_channel_id()),
    "Sites & Routes (store_sites)": lambda client: client.channels.site(default_channel_id()),
    "Information & Settings (store_v2_information_read_only)": lambda client: client.currencies.list(),
}


def online_findings() -> Iterator[Finding]:
    """Ask what needs asking. When the store does not answer, the rest is skipped. Raises nothing of BigCommerce's."""
    try:
        client = get_client()
        profile = client.store.get()
    except (ConfigurationError, BigCommerceError) as reason:
        yield error("credentials", explain(reason), _("Correct the BIGCOMMERCE_… settings."))
        for name in ("clock", "scopes", *_CHANNEL_PROBES):
            yield skipped(name, _("The store could not be asked."))
        return
    yield ok("credentials", _("Connected to %(name)s.") % {"name": profile.get("name") or client.store_hash})
    yield _guarded("clock", partial(_clock, client))
    yield _guarded("scopes", partial(_scopes, client))
    for name, probe in _CHANNEL_PROBES.items():
        yield _guarded(name, partial(probe, client, default_channel_id()))


def _guarded(name: str, probe: Callable[[], Finding]) -> Finding:
    """What a probe finds; where BigCommerce refuses to tell, that is what it found."""
    try:
        return probe()
    except (ConfigurationError, BigCommerceError) as reason:
        return error(name, explain(reason), _("Mend that, and run manage.py bigcommerce_doctor again."))


def _clock(client: BigCommerceClient) -> Finding:
    off = abs((timezone.now() - client.store.time()).total_seconds())
    message = _("This machine's clock is %(seconds)d seconds off BigCommerce's.") % {"seconds": off}
    fix = _("Set it by NTP: sign-in to the checkout and webhook signatures depend on it.")
    if off > _CLOCK_ERROR_SECONDS:
        return error("clock", message, fix)
    return warning("clock", message, fix) if off > _CLOCK_WARNING_SECONDS else ok("clock", _("The clock is right."))


def _scopes(client: BigCommerceClient) -> Finding:
    lacking = []
    for scope, ask in _SCOPES.items():
        try:
            ask(client)
        except Forbidden:
            lacking.append(scope)
        except NotFound:
            continue
    if lacking:
        return error(
            "scopes",
            _("The API account lacks: %(scopes)s.") % {"scopes": ", ".join(lacking)},
            _("Create an API account with these scopes besides, and set BIGCOMMERCE_ACCESS_TOKEN to its token."),
        )
    return ok("scopes", _("The API account may read all that the shop needs."))


def _channel(client: BigCommerceClient, channel_id: int) -> Finding:
    try:
        channel = client.channels.get(channel_id)
    except NotFound:
        return error(
            "channel",
            _("The store has no channel %(id)d.") % {"id": channel_id},
            _("Set BIGCOMMERCE_CHANNEL_ID to a storefront channel, or unset it and run: manage.py bigcommerce_connect"),
        )
    details = {"id": channel_id, "name": channel.get("name"), "status": channel.get("status")}
    if channel.get("type") != "storefront":
        return error(
            "channel",
            _("Channel %(id)d (%(name)s) is no storefront.") % details,
            _("Set BIGCOMMERCE_CHANNEL_ID to a storefront channel."),
        )
    if channel.get("status") not in _OPEN:
        return error(
            "channel",
            _("Channel %(id)d (%(name)s) is %(status)s: visitors cannot sign in or buy.") % details,
            _("Activate it in the control panel under Channels."),
        )
    return ok("channel", _("Channel %(id)d (%(name)s) is %(status)s.") % details)


def _site_url(client: BigCommerceClient, channel_id: int) -> Finding:
    """The embedded checkout loads only on pages whose origin is the site's URL."""
    ours, theirs = site_url_of(channel_id), str(_site_of(client, channel_id).get("url") or "")
    if theirs and same_address(ours, theirs):
        return ok("site URL", _("BigCommerce knows the site as %(url)s.") % {"url": theirs})
    return error(
        "site URL",
        _("BigCommerce knows the site as %(theirs)s, and Wagtail as %(ours)s: the embedded checkout will not load.")
        % {"theirs": theirs or _("nothing"), "ours": ours},
        _("Run: manage.py bigcommerce_connect"),
    )


def _checkout_url(client: BigCommerceClient, channel_id: int) -> Finding:
    """Browsers keep cookies of the framed checkout only when it is on a host of the same registrable domain."""
    site = _site_of(client, channel_id)
    checkout, ours, wanted = checkout_url_of(site), site_url_of(channel_id), conf.get("CHECKOUT_URL")
    if wanted and not same_address(wanted, checkout):
        return warning(
            "checkout URL",
            _("The checkout is at %(url)s, and CHECKOUT_URL is %(wanted)s.") % {"url": checkout, "wanted": wanted},
            _("Run: manage.py bigcommerce_connect"),
        )
    if conf.get("CHECKOUT_MODE") != "embedded" or same_site(ours, checkout):
        return ok("checkout URL", _("The checkout is at %(url)s.") % {"url": checkout or _("the store's own address")})
    host = urlsplit(ours).hostname or ""
    return warning(
        "checkout URL",
        _("The checkout is at %(url)s, another site than %(host)s: some browsers will not keep its cookies in a frame.")
        % {"url": checkout or _("the store's own address"), "host": host},
        _(
            "Set CHECKOUT_URL to an address below %(domain)s that points to BigCommerce and run manage.py "
            'bigcommerce_connect, or set CHECKOUT_MODE to "redirect".'
        )
        % {"domain": host.removeprefix("www.")},
    )


def _checkout_settings(client: BigCommerceClient, channel_id: int) -> Finding:
    settings, script = client.checkout_settings.get(channel_id), conf.get("CHECKOUT_SCRIPT_URL")
    if settings.get("should_redirect_to_storefront_for_auth") is not True:
        return warning(
            "checkout settings",
            _("Sign-in within the checkout does not lead to this site."),
            _("Run: manage.py bigcommerce_connect"),
        )
    if script and settings.get("custom_checkout_script_url") != script:
        return warning(
            "checkout settings",
            _("The checkout does not load the script that CHECKOUT_SCRIPT_URL names."),
            _("Run: manage.py bigcommerce_connect"),
        )
    return ok("checkout settings", _("Sign-in within the checkout leads to this site."))


def _currency(client: BigCommerceClient, channel_id: int) -> Finding:
    """A cart can only be paid for in a currency that the store takes money in."""
    try:
        default = client.channels.currency_assignments(channel_id).get("default_currency")
    except NotFound:
        return warning(
            "currency",
            _("The channel has no currencies of its own."),
            _("Run: manage.py bigcommerce_connect"),
        )
    transactional = {row.get("currency_code") for row in client.currencies.list() if row.get("is_transactional")}
    if default not in transactional:
        return error(
            "currency",
            _("The channel's currency is %(code)s, which the store only displays.") % {"code": default},
            _("Make it transactional in the control panel, or give the channel another default currency."),
        )
    return ok("currency", _("The channel sells in %(code)s.") % {"code": default})


def _routes(client: BigCommerceClient, channel_id: int) -> Finding:
    site = _site_of(client, channel_id)
    rows = client.sites.routes(site["id"]) if site else ()
    present = {row["type"]: row["route"] for row in rows if row.get("matching") in {"*", ""}}
    wrong = [kind for kind, path in wanted_routes(channel_id).items() if present.get(kind) != path]
    if wrong:
        return warning(
            "routes",
            _("BigCommerce's mails and checkout link to wrong pages: %(types)s.") % {"types": ", ".join(wrong)},
            _("Run: manage.py bigcommerce_connect"),
        )
    return ok("routes", _("BigCommerce links to the right pages."))


def _webhooks(client: BigCommerceClient, channel_id: int) -> Finding:
    found = subscriptions.look(client)
    if found.is_complete:
        return ok("webhooks", _("%(count)d webhooks are in order.") % {"count": len(found.right)})
    counts = {
        "missing": len(found.missing),
        "inactive": len(found.inactive),
        "wrong": len(found.outdated) + len(found.surplus),
    }
    return warning(
        "webhooks",
        _("Webhooks: %(missing)d missing, %(inactive)d switched off, %(wrong)d wrong.") % counts,
        _("Run: manage.py bigcommerce_webhooks sync"),
    )


def _site_of(client: BigCommerceClient, channel_id: int) -> Payload:
    try:
        return client.channels.site(channel_id)
    except NotFound:
        return {}


_CHANNEL_PROBES: dict[str, Callable[[BigCommerceClient, int], Finding]] = {
    "channel": _channel,
    "site URL": _site_url,
    "checkout URL": _checkout_url,
    "checkout settings": _checkout_settings,
    "currency": _currency,
    "routes": _routes,
    "webhooks": _webhooks,
}
