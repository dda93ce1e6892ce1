"""The way into BigCommerce's hosted checkout.

Sources: REST Management, Carts v3 "Create cart redirect URL", "Customer Login API"; "Embedded checkout".
"""

from __future__ import annotations

import logging
import uuid
from enum import StrEnum

from django.utils.translation import gettext as _

from .. import conf
from ..client import (
    BigCommerceClient,
    BigCommerceError,
    Conflict,
    NotFound,
    ValidationFailed,
    login_token,
    login_url,
)
from .clock import bigcommerce_now
from .errors import CartError, try_later
from .preparation import prepare_checkout
from .session_sync import synced_url

logger = logging.getLogger(__name__)

LOGOUT_PATH = "/login.php?action=logout"

#: value of CHECKOUT_LOGIN, experimental
SESSION_SYNC = "session-sync"


class Mode(StrEnum):
    """Embedded: in a frame on our page. Redirect: the whole window goes to the hosted checkout."""

    EMBEDDED = "embedded"
    REDIRECT = "redirect"


@try_later()
def checkout_url(
    client: BigCommerceClient, *, cart_id: str, channel_id: int, customer_id: int = 0, mode: Mode
) -> str | None:
    """Return a fresh address of the hosted checkout, None when the cart is gone.

    One call, for signed-in shoppers another one an hour that compares the clocks, and those of the site's own rules
    (see `preparation`) and of a session sync, where they are set up.

    The address works once, and for a signed-in shopper (`customer_id`) for 30 seconds only: ask when it is needed,
    never keep it, never log it.
    """
    prepare_checkout(client, checkout_id=cart_id, channel_id=channel_id, customer_id=customer_id)
    try:
        urls = client.carts.redirect_urls(cart_id)
    except NotFound:
        return None
    except (Conflict, ValidationFailed) as error:
        raise CartError(_("This cart cannot be paid for at the moment. Please look through it.")) from error
    url = urls["embedded_checkout_url"] if mode is Mode.EMBEDDED else urls["checkout_url"]
    if not customer_id or not client.client_secret:
        return url
    if mode is Mode.REDIRECT and conf.get("CHECKOUT_LOGIN") == SESSION_SYNC:
        try:
            token = _login_token(client, url, channel_id, customer_id)
            return synced_url(client, url, login_token=token, channel_id=channel_id, cart_id=cart_id)
        except BigCommerceError as error:
            logger.warning("A session could not be synced, so a login token is used: %s", error)
    return login_url(url, _login_token(client, url, channel_id, customer_id))


def logout_url(client: BigCommerceClient, origin: str, *, channel_id: int, customer_id: int) -> str | None:
    """Return an address of the hosted store that ends the customer's session there; None without a client secret.

    Good once, for 30 seconds. It is a login that leads on to the logout: there is no other way from outside. At its end
    BigCommerce shows the page that the channel's `login` route names.
    """
    if not client.client_secret:
        return None
    target = f"{origin}{LOGOUT_PATH}"
    return login_url(origin, _login_token(client, target, channel_id, customer_id))


def _login_token(client: BigCommerceClient, url: str, channel_id: int, customer_id: int) -> str:
    return login_token(
        client_id=client.client_id,
        client_secret=client.client_secret,
        store_hash=client.store_hash,
        customer_id=customer_id,
        channel_id=channel_id,
        redirect_to=url,
        issued_at=bigcommerce_now(client),
        token_id=str(uuid.uuid4()),
    )
