"""Something goes wrong at each API call of each flow of the cart in turn: the shopper keeps what was in the cart."""

import pytest

from wagtail_bigcommerce.demostore.carts import abandon_cart

from .visitors import JSON, Visitor

#: enough to outlast the client's own attempts at one call
OFTEN = 6
#: refused, and carried out without an answer; the other kinds are one of the two to whoever asked
KINDS = ["error", "lost"]
MUG, BOX = 7, 9


def item_of(visitor):
    return visitor.cart()["items"][0]["item_id"]


def fill(visitor):
    visitor.add(product_id=MUG, quantity=2)
    visitor.add(product_id=BOX, option_951="For Ada")


def fill_and_expire(visitor):
    fill(visitor)
    visitor.store.state.carts.clear()
    visitor.get("/cart/")


def fill_two_devices(visitor):
    phone = Visitor(visitor.store)
    phone.log_in()
    phone.add(product_id=BOX)
    visitor.add(product_id=MUG)
    visitor.store.requests.clear()


def recover(visitor):
    token = abandon_cart(visitor.store, visitor.store.state.carts[visitor.cart_id()])
    other = Visitor(visitor.store)
    other.add(product_id=8, option_801="80101", option_802="80201")
    return lambda: other.get("/cart/recover/", {"t": token})


def posting(path, **fields):
    """A flow: given the visitor, what to do. Lines are looked up before anything breaks."""

    def prepare(visitor):
        url = path.format(item_of(visitor)) if "{}" in path else path
        return lambda: visitor.submit(url, headers=JSON, **fields)

    return prepare


#: name -> (what comes before, what breaks, what has to be left)
FLOWS = {
    "look": (fill, lambda visitor: lambda: visitor.get("/cart/"), {MUG, BOX}),
    "add": (fill, posting("/cart/add/", product_id=MUG), {MUG, BOX}),
    "add several": (fill, posting("/cart/add/", sku=["MUG", "TEE-3"], quantity=["1", "1"]), {MUG, BOX}),
    "add after expiry": (fill_and_expire, posting("/cart/add/", product_id=MUG), {MUG, BOX}),
    "quantity": (fill, posting("/cart/items/{}/", quantity=5), {MUG, BOX}),
    "remove": (fill, posting("/cart/items/{}/remove/"), {BOX}),
    "choices": (fill, posting("/cart/items/{}/change/", quantity=3), {MUG, BOX}),
    "clear": (fill, posting("/cart/clear/"), {MUG, BOX}),
    "coupon": (fill, posting("/cart/coupon/", code="WELCOME10"), {MUG, BOX}),
    "coupon back": (fill, posting("/cart/coupon/remove/", code="WELCOME10"), {MUG, BOX}),
    "shipping": (fill, posting("/cart/shipping/", country="US", postal_code="73301"), {MUG, BOX}),
    "restore": (fill_and_expire, posting("/cart/restore/"), {MUG, BOX}),
    "recover": (fill, recover, {MUG, BOX}),
    "join": (fill_two_devices, lambda visitor: visitor.log_in, {MUG, BOX}),
}


def products_left(visitor):
    """In the cart, or offered to be put back with one click."""
    cart = {item["product_id"] for item in visitor.cart()["items"]}
    offers = visitor.session["bigcommerce"]["1"].get("offers", [])
    return cart | {offer["product_id"] for offer in offers}


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_and_there_is_a_next_step(visitor, monkeypatch, flow, kind):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    before, breaking, left = FLOWS[flow]
    calls = after = None
    while calls is None or after < calls:
        shopper = Visitor(visitor.store)
        visitor.store.state.carts.clear()
        before(shopper)
        act = breaking(shopper)
        visitor.store.requests.clear()
        if calls is None:  # a good day tells how many calls there are to break
            act()
            calls, after = len(visitor.store.requests), 0
            assert calls
            continue
        visitor.store.faults.next(kind=kind, after=after, times=OFTEN)
        response = act()
        shopper.end_outage()

        assert response.status_code in {200, 303, 409, 422, 503}
        if response.get("Content-Type") == "application/json" and response.status_code != 200:
            assert response.json()["errors"][0]["message"]
        if flow == "join" and "_auth_user_id" not in shopper.session:  # asked to try again later, and does
            shopper.log_in()
        page = shopper.get("/cart/")
        assert page.status_code == 200
        assert left <= products_left(shopper), f"call {after + 1} of {calls}"
        after += 1
