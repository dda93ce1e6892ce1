"""What the store's promotions and settings do to the cart page."""

import pytest

from .visitors import JSON


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def promoted(visitor):
    """A cart as a store with promotions answers it: a gift, a discount on the cart, a banner, tax in the prices."""
    visitor.add(product_id=7, quantity=2)
    payload = _cart(visitor)
    mug = payload["line_items"]["physical_items"][0]
    gift = {**mug, "id": "9a1f3a50-0000-4000-8000-000000000001", "product_id": 9, "name": "Gift box", "quantity": 1}
    gift |= {"sale_price": 0, "extended_sale_price": 0, "is_mutable": False, "added_by_promotion": True}
    mug |= {"discount_amount": 4, "gift_wrapping": {"name": "Red paper", "message": "", "amount": 1.99}}
    payload["line_items"]["physical_items"] += [gift]
    payload |= {"discount_amount": 4, "cart_amount": 20, "tax_included": True}
    banner = {"id": "3", "type": "applied", "page": ["cartpage"], "text": "<b>Gift included</b><script>x()</script>"}
    payload["promotions"] = {"banners": [banner]}
    visitor.store.faults.next(200, body={"data": payload, "meta": {}}, method="GET", path="/v3/carts/*", times=9)
    return visitor


def _cart(visitor):
    client = visitor.store.client()
    payload = client.carts.get(visitor.cart_id())
    for line in payload["line_items"]["physical_items"]:
        line.update({key: float(value) for key, value in line.items() if key.endswith("_price")})
    return {key: float(value) if key.endswith("_amount") else value for key, value in payload.items()}


@pytest.mark.odd_payloads
def test_gift_is_shown_as_such_and_cannot_be_changed(promoted):
    page = promoted.page("/cart/")
    lines = page.find_all("li", {"class": "bc-line"})

    assert "A gift: it comes with an offer." in lines[1].get_text()
    assert "Free" in lines[1].get_text()
    assert lines[1].find("form") is None
    assert len(lines[0].find_all("form")) == 2


@pytest.mark.odd_payloads
def test_discounts_savings_tax_and_wrapping(promoted):
    page = text_of(promoted.get("/cart/"))

    assert "$4.00 off" in page
    assert "<dt>Discount</dt><dd>\N{MINUS SIGN}$4.00</dd>" in page
    assert "Tax is included." in page
    assert "You save" in page
    assert "Gift wrapping: Red paper ($1.99)" in page


@pytest.mark.odd_payloads
def test_banner_is_shown_without_its_script(promoted):
    page = text_of(promoted.get("/cart/"))

    assert "<b>Gift included</b>" in page
    assert "x()" not in page


@pytest.mark.odd_payloads
def test_scripts_are_told_too(promoted):
    cart = promoted.cart()

    assert (cart["discount"], cart["tax_included"]) == ("4.00", True)
    assert [(item["is_gift"], item["is_editable"]) for item in cart["items"]] == [(False, True), (True, False)]


def test_several_codes(visitor):
    visitor.add(product_id=9, quantity=4)
    visitor.submit("/cart/coupon/", code="WELCOME10")
    cart = visitor.submit("/cart/coupon/", headers=JSON, code="fiveoff50").json()

    assert [coupon["code"] for coupon in cart["coupons"]] == ["WELCOME10", "FIVEOFF50"]
    assert (cart["total"], cart["saving"]) == ("67.00", "53.00")  # 40 off in the sale, 8 and 5 by code
    cart = visitor.submit("/cart/coupon/remove/", headers=JSON, code="WELCOME10").json()
    assert [coupon["code"] for coupon in cart["coupons"]] == ["FIVEOFF50"]


def test_second_code_that_the_store_refuses_leaves_the_first(visitor):
    visitor.add(product_id=9, quantity=4)
    visitor.submit("/cart/coupon/", code="WELCOME10")
    visitor.store.faults.next(422, method="POST", path="/v3/checkouts/*/coupons")
    response = visitor.submit("/cart/coupon/", headers=JSON, code="FIVEOFF50")

    assert response.status_code == 422
    assert [coupon["code"] for coupon in response.json()["coupons"]] == ["WELCOME10"]
