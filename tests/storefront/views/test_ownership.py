"""Nobody reads or changes what is another's. The addresses come from the URL configuration, so none can be forgotten.

A new parameter of an address has to say in `FOREIGN` whose things it names; until then its routes fail here.
"""

from copy import deepcopy

import pytest
from django.urls import reverse

from wagtail_bigcommerce import urls
from wagtail_bigcommerce.commerce.mailed_links import CHANGE_EMAIL, customer_state
from wagtail_bigcommerce.models import Customer

from .visitors import EMAIL, OWN, Visitor

#: what pages say of Sam, whom nobody else should hear about
ABOUT_SAM = ("Rivers", "48 Mill Lane", EMAIL)


def sams_cart_line(sam):
    return next(line.id for line in sam.store.state.carts[sam.cart_id()].lines)


def sams_email_link(sam):
    customer = Customer.objects.get(email=EMAIL)
    return CHANGE_EMAIL.token(1, customer_state(EMAIL, customer), customer_id=customer.bigcommerce_id)


def sams_address(sam):
    number = Customer.objects.get(email=EMAIL).bigcommerce_id
    return next(row["id"] for row in sam.store.state.addresses.values() if row["customer_id"] == number)


#: parameter of an address -> Sam's, from Sam's browser; None: names nothing that is anybody's
FOREIGN = {
    "order_id": lambda sam: 100,
    "item_id": sams_cart_line,
    "address_id": sams_address,
}
#: links of mails work for whoever has them, but this one is for its customer only
FOREIGN_BY_ROUTE = {
    ("email_confirm", "token"): sams_email_link,
    ("password_reset_link", "token"): None,
    ("register_link", "token"): None,
}


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
    """(name, parameter) of every address that takes one."""
    return [(pattern.name, parameter) for pattern in urls.urlpatterns for parameter in pattern.pattern.converters]


def owner_of(name, parameter):
    if (name, parameter) in FOREIGN_BY_ROUTE:
        return FOREIGN_BY_ROUTE[name, parameter]
    return FOREIGN[parameter]


@pytest.mark.parametrize(("name", "parameter"), routes())
def test_every_parameter_says_whose_things_it_names(name, parameter):
    assert (name, parameter) in FOREIGN_BY_ROUTE or parameter in FOREIGN


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
    things = (state.customers, state.addresses, state.orders, state.carts, state.password_hashes)
    return deepcopy([list(kind.values()) for kind in things])


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "parameter"), routes())
@pytest.mark.parametrize("who", ["another customer", "a guest"])
def test_what_is_anothers(sam, kim, name, parameter, method, who):
    owner = owner_of(name, parameter)
    if owner is None:
        pytest.skip("names nothing that is anybody's")
    browser = kim if who == "another customer" else Visitor(sam.store)
    token = browser.page("/account/password/" if browser is kim else "/account/login/")
    token = token.find("input", {"name": "csrfmiddlewaretoken"})["value"]
    url = reverse(f"bigcommerce:{name}", args=[owner(sam)])
    before = own_things(sam.store)

    fields = {**FIELDS, "csrfmiddlewaretoken": token} if method == "post" else {}
    response = getattr(browser, method)(url, fields, headers=OWN)

    assert response.status_code in {302, 303, 404, 405, 410}
    assert not any(text in response.content.decode() for text in ABOUT_SAM)
    assert own_things(sam.store) == before
    if url.startswith("/account/") and who == "another customer":
        assert response.status_code in {404, 405, 410}
