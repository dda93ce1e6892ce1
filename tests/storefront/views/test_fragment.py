"""The visitor's own part of pages that are the same for everybody."""

from bs4 import BeautifulSoup

from .visitors import Visitor


def fragment(visitor):
    return BeautifulSoup(visitor.get("/cart/fragment/").content, "html.parser")


def test_new_visitor(visitor):
    part = fragment(visitor)

    assert part.find(attrs={"data-bc-cart-count": True}) is None
    assert part.find("a", href="/account/login/")
    assert visitor.calls() == []


def test_count_and_lines_cost_no_call(visitor, django_assert_max_num_queries):
    visitor.add(quantity=2)
    visitor.add(product_id=9)
    visitor.calls()

    with django_assert_max_num_queries(6):
        part = fragment(visitor)

    assert part.find(attrs={"data-bc-cart-count": True}).get_text(" ", strip=True) == "3 items"
    drawer = part.find(id="mini-cart")
    assert drawer.find("a", href="/shop/products/mug/")
    assert "$44.00" in drawer.get_text()
    assert visitor.calls() == []


def test_messages_come_once(visitor):
    visitor.submit("/cart/add/", product_id=7)

    assert "“Mug” is in your cart." in fragment(visitor).get_text()
    assert "“Mug” is in your cart." not in fragment(visitor).get_text()


def test_signed_in_shopper_sees_the_account(visitor):
    visitor.log_in()

    assert fragment(visitor).find("a", href="/account/").get_text(strip=True) == "Sam"


def test_pages_for_everybody_hold_nothing_of_it(visitor):
    visitor.log_in()
    visitor.add()
    visitor.submit("/cart/add/", product_id=7)
    mine = visitor.get("/shop/products/mug/")
    theirs = Visitor(visitor.store).get("/shop/products/mug/")

    assert mine.content == theirs.content
    assert "Cookie" not in mine.get("Vary", "")
    assert not mine.cookies
