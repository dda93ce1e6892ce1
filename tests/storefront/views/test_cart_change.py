"""Other choices for a line of the cart."""

import pytest
from bs4 import BeautifulSoup

from wagtail_bigcommerce.models import Product

from .visitors import JSON


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def tee(visitor):
    """A line with a medium tee in blue, two of them."""
    return visitor.add(product_id=8, quantity=2, option_801="80102", option_802="80201")["items"][0]["item_id"]


def change(visitor, item_id, **fields):
    return visitor.submit(f"/cart/items/{item_id}/change/", headers=JSON, product_id=8, **fields)


def test_form_shows_what_is_chosen(visitor, tee):
    page = visitor.page(f"/cart/items/{tee}/change/")

    assert page.find("input", {"name": "quantity"})["value"] == "2"
    chosen = {field["name"]: field["value"] for field in page.select("input[type=radio][checked]")}
    assert chosen == {"option_801": "80102", "option_802": "80201"}


def test_another_variant(visitor, tee):
    visitor.add(product_id=7)
    visitor.calls()
    cart = change(visitor, tee, quantity=3, option_801="80101", option_802="80202").json()

    assert [(item["name"], item["quantity"]) for item in cart["items"]] == [("Mug", 1), ("Harbour tee", 3)]
    assert [option["value"] for option in cart["items"][1]["options"]] == ["S", "Red"]
    assert visitor.calls()[-2:] == ["POST /v3/carts/…/items", "DELETE /v3/carts/…/items/…"]


def test_modifiers_and_a_date(visitor):
    item = visitor.add(product_id=9, option_951="For Ada", option_952="2026-02-01")["items"][0]
    page = visitor.page(f"/cart/items/{item['item_id']}/change/")
    assert page.find(attrs={"name": "option_951"})["value"] == "For Ada"
    assert page.find(attrs={"name": "option_952"})["value"] == "2026-02-01"

    fields = {"option_951": "For Bob", "option_952": "2026-02-01", "quantity": 1, "product_id": 9}
    cart = visitor.submit(f"/cart/items/{item['item_id']}/change/", headers=JSON, **fields).json()
    assert [option["value"] for option in cart["items"][0]["options"]] == ["For Bob", "1 Feb 2026"]


def test_nothing_changed_but_the_quantity(visitor, tee):
    cart = change(visitor, tee, quantity=5, option_801="80102", option_802="80201").json()

    assert [item["quantity"] for item in cart["items"]] == [5]


def test_nothing_changed_at_all(visitor, tee):
    cart = change(visitor, tee, quantity=2, option_801="80102", option_802="80201").json()

    assert [item["quantity"] for item in cart["items"]] == [2]


def test_to_what_is_in_another_line(visitor, tee):
    visitor.add(product_id=8, option_801="80101", option_802="80201")
    cart = change(visitor, tee, quantity=2, option_801="80101", option_802="80201").json()

    assert [item["quantity"] for item in cart["items"]] == [3]


@pytest.mark.parametrize("status", [400, 409, 422])
def test_old_line_stays_when_the_new_one_is_refused(visitor, tee, status):
    visitor.store.faults.next(status, method="POST", path="/v3/carts/*/items", times=2)
    response = change(visitor, tee, quantity=2, option_801="80101", option_802="80202")

    assert response.status_code == 422
    (item,) = response.json()["items"]
    assert [option["value"] for option in item["options"]] == ["M", "Blue"]


def test_both_lines_are_there_when_the_old_one_cannot_go(visitor, tee, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    visitor.store.faults.next(503, method="DELETE", path="/v3/carts/*/items/*", times=9)
    response = change(visitor, tee, quantity=2, option_801="80101", option_802="80202")
    visitor.end_outage()

    assert "Please remove “Harbour tee”." in response.json()["errors"][0]["message"]
    assert visitor.cart()["count"] == 4


def test_missing_choice_shows_the_form_again(visitor, tee):
    url = f"/cart/items/{tee}/change/"
    response = visitor.submit(url, product_id=8, quantity=2, option_801="", option_802="80202")

    assert response.status_code == 422
    assert "Please choose “Size”." in text_of(response)
    page = BeautifulSoup(response.content, "html.parser")
    assert [field["value"] for field in page.select("input[type=radio][checked]")] == ["80202"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_line_that_is_gone_leads_back_to_the_cart(visitor, tee, method):
    url = "/cart/items/other/change/"
    response = visitor.get(url) if method == "get" else visitor.submit(url, quantity=1)

    assert (response.status_code, response["Location"]) == (303, "/cart/")
    assert "not in your cart any more" in text_of(visitor.get("/cart/"))


def test_product_that_is_not_sold_any_more(visitor, tee):
    Product.objects.filter(bigcommerce_id=8).update(live=False)

    assert visitor.get(f"/cart/items/{tee}/change/").status_code == 303
    assert visitor.cart()["count"] == 2


def test_other_sites_change_nothing(visitor, tee):
    response = visitor.post(f"/cart/items/{tee}/change/", {"quantity": 1}, headers={"origin": "https://evil.example"})

    assert response.status_code == 403
