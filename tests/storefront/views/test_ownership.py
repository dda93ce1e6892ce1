"""Nobody reads or changes what is another's. The addresses come from the URL configuration, so none can be forgotten.

A new parameter of an address has to say in `FOREIGN` whose things it names; until then its route fails here.
"""

from copy import deepcopy

import pytest
from django.urls import reverse

from wagtail_bigcommerce import urls
from wagtail_bigcommerce.commerce.mailed_links import CHANGE_EMAIL, customer_state
from wagtail_bigcommerce.models import Customer

from .visitors import EMAIL, OWN, Visitor

#: what pages say of Sam, whom nobody else should hear about
ABOUT_SAM = ("Rivers", "48 Mill Lane", EMAIL, "Secret wishes")


def sams_cart_line(sam):
    return next(line.id for line in sam.store.state.carts[sam.cart_id()].lines)


def sams_address(sam):
    number = Customer.objects.get(email=EMAIL).bigcommerce_id
    return next(row["id"] for row in sam.store.state.addresses.values() if row["customer_id"] == number)


def sams_wishlist(sam):
    lists = sam.store.client().wishlists
    number = Customer.objects.get(email=EMAIL).bigcommerce_id
    mine = [row["id"] for row in sam.store.state.wishlists.values() if row["customer_id"] == number]
    wish = {"customer_id": number, "name": "Secret wishes", "is_public": False, "items": [{"product_id": 7}]}
    return mine[0] if mine else lists.create(wish)["id"]


def sams_wish(sam):
    return sam.store.state.wishlists[sams_wishlist(sam)]["items"][0]["id"]


def sams_wishlist_token(sam):
    """Of a list that is not shared."""
    return sam.store.state.wishlists[sams_wishlist(sam)]["token"]


def sams_email_link(sam):
    customer = Customer.objects.get(email=EMAIL)
    return CHANGE_EMAIL.token(1, customer_state(EMAIL, customer), customer_id=customer.bigcommerce_id)


#: parameter of an address, or route and parameter -> Sam's, from Sam's browser
FOREIGN = {
    "order_id": lambda sam: 100,
    "item_id": sams_cart_line,
    "address_id": sams_address,
    "wishlist_id": sams_wishlist,
    ("wishlist_item_remove", "item_id"): sams_wish,
    ("wishlist_item_move", "item_id"): sams_wish,
    ("wishlist_shared", "token"): sams_wishlist_token,
    ("email_confirm", "token"): sams_email_link,
}
#: routes to what is nobody's: products; links of mails, whose own tests see that each is for one use
FOR_EVERYBODY = {"password_reset_link", "register_link", "review_add"}

#: what forms want, so that none stops at a missing field before it looks whose thing it is
FIELDS = {
    "quantity": "5",
    "first_name": "Kim",
    "last_name": "Fields",
    "address1": "1 Other Street",
    "city": "Austin",
    "state": "Texas",
    "postal_code": "73301",
    "country_code": "US",
    "name": "Mine now",
}


def routes():
    """Name and parameters of every address that takes some."""
    found = [(pattern.name, tuple(pattern.pattern.converters)) for pattern in urls.urlpatterns]
    return [(name, parameters) for name, parameters in found if parameters and name not in FOR_EVERYBODY]


def owner_of(name, parameter):
    return FOREIGN.get((name, parameter)) or FOREIGN[parameter]


@pytest.mark.parametrize(("name", "parameters"), routes())
def test_every_parameter_says_whose_things_it_names(name, parameters):
    assert all((name, parameter) in FOREIGN or parameter in FOREIGN for parameter in parameters)


@pytest.fixture
def sam(visitor):
    visitor.log_in()
    visitor.add()
    return visitor


@pytest.fixture
def kim(sam):
    kim = Visitor(sam.store)
    kim.log_in("kim@example.com", "demo-shopper-2")
    kim.add()
    return kim


def own_things(store):
    """All that shoppers have at BigCommerce."""
    state = store.state
    things = (state.customers, state.addresses, state.orders, state.carts, state.wishlists, state.password_hashes)
    return deepcopy([list(kind.values()) for kind in things])


@pytest.mark.parametrize(("name", "parameters"), routes())
def test_what_is_anothers(sam, kim, name, parameters):
    url = reverse(f"bigcommerce:{name}", args=[owner_of(name, parameter)(sam) for parameter in parameters])
    guest = Visitor(sam.store)
    tokens = {kim: kim.page("/account/password/"), guest: guest.page("/account/login/")}
    before = own_things(sam.store)

    for browser, page in tokens.items():
        token = page.find("input", {"name": "csrfmiddlewaretoken"})["value"]
        fields = {**FIELDS, "csrfmiddlewaretoken": token}
        for response in (browser.get(url, headers=OWN), browser.post(url, fields, headers=OWN)):
            assert response.status_code in {302, 303, 404, 405, 410}
            assert not any(text in response.content.decode() for text in ABOUT_SAM)
            if url.startswith("/account/") and browser is kim:
                assert response.status_code in {404, 405, 410}

    assert own_things(sam.store) == before
