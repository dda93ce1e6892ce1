"""Logging in with a token of the merchant's server, and the step that lets a frame have cookies.

Source: REST "Customer Login"; the embedded checkout's SDK for the POST form of it and for `allow-cookie`.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

from ..login_tokens import InvalidLoginTokenError, Login, redeem
from ..messages import Request, Response
from ..routing import page
from .origins import is_site_origin, origin_of, site_url
from .responses import notice, redirect

if TYPE_CHECKING:
    from ..store import DemoStore

_COOKIE = "SHOP_TOKEN"


@page("GET", "/login/token/{token}")
def follow_login(store: DemoStore, request: Request, token: str) -> Response:
    """Log a browser in and send it on; a bad token sends it to the login page, as on the platform."""
    try:
        login = redeem(store, token, request.remote_address)
    except InvalidLoginTokenError:
        return redirect("/login.php")
    response = redirect(destination(store, login))
    response.cookies.append(start_login(store, login))
    return response


@page("POST", "/login/token/{token}")
def post_login(store: DemoStore, request: Request, token: str) -> Response:
    """Log in from a shop's page: the SDK sends this across origins and embeds the answer's `redirectUrl`."""
    try:
        login = redeem(store, token, request.remote_address)
    except InvalidLoginTokenError as error:
        return Response(400, {"title": str(error)}, _cors(store, request))
    response = Response(
        200,
        {"redirectUrl": destination(store, login)},
        _cors(store, request, login.channel_id),
    )
    response.cookies.append(start_login(store, login))
    return response


@page("GET", "/embedded-checkout/allow-cookie")
def allow_cookie(store: DemoStore, request: Request) -> Response:
    """Set a first cookie and go back to the shop, which must be the site of a channel."""
    target = request.params.get("returnUrl", "")
    if not is_site_origin(store, origin_of(target)):
        return notice(store, "Unknown shop", "The address to return to is not a site of this store.", status=400)
    response = redirect(target, status=302)
    response.cookies.append(_cookie(store, "EMBEDDED_CHECKOUT", "1"))
    return response


@page("GET", "/account.php")
def show_account(store: DemoStore, request: Request) -> Response:
    customer = store.state.customers.get(store.state.logins.get(request.cookies.get(_COOKIE, ""), 0))
    if customer is None:
        return redirect("/login.php")
    return notice(store, "Your account", f"You are signed in as {customer['email']}.")


@page("GET", "/login.php")
def show_login(store: DemoStore, request: Request) -> Response:
    if request.params.get("action") == "logout":
        store.state.logins.pop(request.cookies.get(_COOKIE, ""), None)
        response = notice(store, "Signed out", "You are signed out of this store.")
        response.cookies.append(f"{_COOKIE}=; Path=/; Max-Age=0")
        return response
    return notice(store, "Sign in", "Sign in at the shop you came from; this store has no form of its own.")


def start_login(store: DemoStore, login: Login) -> str:
    """Remember the customer by a cookie, and on the single-use URL they are sent to: a frame may have no cookies."""
    value = secrets.token_urlsafe(24)
    store.state.logins[value] = login.customer_id
    for token in parse_qs(urlsplit(login.redirect_to).query).get("token", ()):
        if token in store.state.redirect_tokens:
            store.state.redirect_tokens[token].customer_id = login.customer_id
    return _cookie(store, _COOKIE, value)


def destination(store: DemoStore, login: Login) -> str:
    """Where a login leads to: a path of this store, or a page of the store or the channel's site; else the account."""
    target = urljoin(f"{store.base_url}/", login.redirect_to)
    origin = origin_of(target)
    if origin and origin in {origin_of(store.base_url), origin_of(site_url(store, login.channel_id))}:
        return target
    return f"{store.base_url}/account.php"


def _cookie(store: DemoStore, name: str, value: str) -> str:
    same_site = "SameSite=None; Secure" if store.base_url.startswith("https:") else "SameSite=Lax"
    return f"{name}={value}; Path=/; HttpOnly; {same_site}"


def _cors(store: DemoStore, request: Request, channel_id: int | None = None) -> dict[str, str]:
    """Let the shop's page read the answer: that of the login's channel, or of any when the token told none."""
    origin = request.headers.get("Origin", "")
    headers = {"Vary": "Origin", "Cache-Control": "no-store"}
    known = is_site_origin(store, origin) if channel_id is None else origin == origin_of(site_url(store, channel_id))
    if origin and known:
        headers |= {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
    return headers
