"""The hosted checkout without a browser: single-use URLs, the form, the order."""

import re

import pytest
from bs4 import BeautifulSoup

from wagtail_bigcommerce.demostore import DemoStore

from .shelves import LAST_ONE, MANUAL, MUG, TEE, shelves

SHOP = "https://shop.example.com"


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock, site_url=SHOP)


@pytest.fixture
def add(api):
    def add(*lines, **body):
        return api.post("/v3/carts", json={"line_items": list(lines), **body}).json()["data"]["id"]

    return add


@pytest.fixture
def cart_id(add):
    return add({"product_id": MUG, "quantity": 2}, {"product_id": TEE, "variant_id": 2001, "quantity": 1})


@pytest.fixture
def visit(api, store):
    """Open one of a cart's URLs, as a browser without cookies or scripts does."""

    def visit(cart_id, name="checkout_url"):
        url = api.post(f"/v3/carts/{cart_id}/redirect_urls", json={}).json()["data"][name]
        return api.get(url.removeprefix(store.base_url))

    return visit


@pytest.fixture
def submit(api, store):
    def submit(page, **changes):
        form = BeautifulSoup(page.text, "html.parser").form
        fields = {field["name"]: field.get("value", "") for field in form("input", type=lambda kind: kind != "radio")}
        fields["country_code"] = form.find("option", selected=True)["value"]
        fields["payment"] = form.find("input", checked=True)["value"]
        return api.post(form["action"], data={**fields, **changes})

    return submit


def text_of(answer):
    return re.sub(r"\s+", " ", BeautifulSoup(answer.text, "html.parser").get_text(" "))


def body_of(answer):
    return BeautifulSoup(answer.text, "html.parser").body


def test_a_url_works_once(api, store, cart_id):
    urls = api.post(f"/v3/carts/{cart_id}/redirect_urls", json={}).json()["data"]
    for name, url in urls.items():
        assert api.get(url.removeprefix(store.base_url)).status_code == 200, name
        assert api.get(url.removeprefix(store.base_url)).status_code in {403, 404}, name


def test_a_url_ends_after_thirty_days(api, store, cart_id, clock):
    url = api.post(f"/v3/carts/{cart_id}/redirect_urls", json={}).json()["data"]["checkout_url"]
    clock.advance(days=20)
    api.put(f"/v3/carts/{cart_id}", json={"customer_id": 1})
    clock.advance(days=10)
    assert api.get(url.removeprefix(store.base_url)).status_code == 404


@pytest.mark.parametrize(
    "change", [("embedded=1&", ""), ("action=loadInCheckout", "action=load"), ("token=", "token=0")]
)
def test_a_url_opens_what_it_was_made_for_only(api, store, cart_id, change):
    url = api.post(f"/v3/carts/{cart_id}/redirect_urls", json={}).json()["data"]["embedded_checkout_url"]
    assert api.get(url.removeprefix(store.base_url).replace(*change)).status_code in {403, 404}


def test_a_url_is_for_its_own_cart(api, store, cart_id, add):
    url = api.post(f"/v3/carts/{cart_id}/redirect_urls", json={}).json()["data"]["checkout_url"]
    other = add({"product_id": MUG, "quantity": 1})
    assert api.get(url.removeprefix(store.base_url).replace(cart_id, other)).status_code == 404


def test_a_visit_survives_a_reload(api, visit, store, cart_id):
    page = visit(cart_id)
    assert api.get(page.url.removeprefix(store.base_url)).status_code == 200


def test_the_page_shows_what_is_bought(visit, cart_id):
    text = text_of(visit(cart_id))
    assert re.search(r"Mug . 2", text)
    assert "Size: S Colour: Red" in text
    assert "Subtotal 45.00 USD Delivery 4.95 USD Total 49.95 USD" in text


def test_nothing_asks_for_a_card(visit, cart_id):
    page = visit(cart_id)
    names = {field.get("autocomplete", "") for field in BeautifulSoup(page.text, "html.parser")("input")}
    assert not any(name.startswith("cc-") for name in names)
    assert "number" not in page.text.lower().replace("street and number", "")


def test_names_from_the_catalog_are_text(api, visit, add, store):
    store.state.products[MUG]["name"] = "<script>alert(1)</script>"
    page = visit(add({"product_id": MUG, "quantity": 1}))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_what_is_typed_is_text(visit, submit, cart_id):
    answer = submit(visit(cart_id), first_name='"><script>alert(1)</script>', city="")
    assert "<script>alert" not in answer.text


def test_an_order_in_a_window(api, visit, submit, cart_id, store):
    done = submit(visit(cart_id), email="ada@example.com", city="Waco")
    assert done.status_code == 200
    text = text_of(done)
    assert "Your order number is 101 ." in text
    assert "ada@example.com" in text
    assert "Total 49.95 USD" in text
    assert body_of(done).find("a", class_="button")["href"] == SHOP
    (order,) = api.get(f"/v2/orders?cart_id={cart_id}").json()
    assert (order["status_id"], order["total_inc_tax"], order["customer_id"]) == (11, "49.9500", 0)
    (address,) = api.get(f"/v2/orders/{order['id']}/shipping_addresses").json()
    assert (address["city"], address["cost_ex_tax"], address["items_total"]) == ("Waco", "4.9500", 3)
    assert api.get(f"/v3/carts/{cart_id}").status_code == 404
    assert store.state.products[MUG]["inventory_level"] == 18


def test_sending_the_form_twice_makes_one_order(api, visit, submit, cart_id):
    page = visit(cart_id)
    first, second = submit(page), submit(page)
    assert first.url == second.url
    assert len(api.get(f"/v2/orders?cart_id={cart_id}").json()) == 1


def test_two_visits_of_one_cart_make_one_order(api, visit, submit, cart_id):
    first, second = visit(cart_id), visit(cart_id)
    submit(first)
    assert submit(second).status_code == 404
    assert len(api.get(f"/v2/orders?cart_id={cart_id}").json()) == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("city", " ", "Enter your city."),
        ("email", "nobody", "Enter an e-mail address such as name@example.com."),
        ("country_code", "XX", "Choose a country."),
        ("payment", "", "Choose how to pay."),
    ],
)
def test_faults_are_named_and_nothing_is_lost(api, visit, submit, cart_id, field, value, message):
    answer = submit(visit(cart_id), first_name="Ada", **{field: value})
    assert answer.status_code == 422
    page = body_of(answer)
    assert message in page.find(role="alert").get_text()
    assert page.find(id=page.find(role="alert").a["href"].lstrip("#"))
    assert page.find(id="first_name")["value"] == "Ada"
    assert api.get(f"/v2/orders?cart_id={cart_id}").status_code == 204


@pytest.mark.parametrize("body", [b"", b"\xff\xfe=1", b"email=%ff&city=%00", b"x" * 100_000])
def test_a_form_that_is_none(api, visit, store, cart_id, body):
    page = visit(cart_id)
    assert api.post(page.url.removeprefix(store.base_url), data=body).status_code == 422


def test_a_declined_payment_leaves_cart_and_incomplete_order(api, visit, submit, cart_id):
    answer = submit(visit(cart_id), payment="declined")
    assert "The payment was declined" in answer.text
    assert [row["status_id"] for row in api.get(f"/v2/orders?cart_id={cart_id}").json()] == [0]
    assert submit(answer, payment="approved").status_code == 200
    assert sorted(row["status_id"] for row in api.get(f"/v2/orders?cart_id={cart_id}").json()) == [0, 11]


def test_stock_that_went_meanwhile(api, visit, submit, add, store):
    page = visit(add({"product_id": LAST_ONE, "quantity": 1}))
    store.update_product(LAST_ONE, inventory_level=0)
    answer = submit(page)
    assert answer.status_code == 422
    assert "have enough Last one in stock" in text_of(answer)


def test_a_visit_ends_with_its_cart(api, visit, submit, cart_id, clock):
    page = visit(cart_id)
    clock.advance(days=30)
    assert submit(page).status_code == 404


def test_a_cart_that_went_meanwhile(api, visit, submit, cart_id):
    page = visit(cart_id)
    api.delete(f"/v3/carts/{cart_id}")
    assert submit(page).status_code == 404


def test_a_digital_order_has_no_delivery(api, visit, submit, add):
    page = visit(add({"product_id": MANUAL, "quantity": 1}))
    assert "Billing address" in page.text
    assert "Delivery" not in text_of(page)
    submit(page)
    assert api.get("/v2/orders/101").json()["status"] == "Completed"


def test_a_customers_cart_makes_a_customers_order(api, visit, submit, add):
    page = visit(add({"product_id": MUG, "quantity": 1}, customer_id=1))
    # Whoever has the URL is not logged in by it.
    assert "48 Mill Lane" not in page.text
    submit(page)
    assert api.get("/v2/orders/101").json()["customer_id"] == 1


def test_an_address_from_the_api_is_filled_in(api, visit, cart_id):
    address = {"email": "grace@example.com", "country_code": "GB", "city": "York"}
    api.post(f"/v3/checkouts/{cart_id}/billing-address", json=address)
    page = body_of(visit(cart_id))
    assert page.find(id="email")["value"] == "grace@example.com"
    assert page.find("option", selected=True)["value"] == "GB"


def test_coupons_and_tax_are_shown(api, visit, cart_id, store):
    store.tax_rate = type(store.tax_rate)("0.1")
    api.post(f"/v3/checkouts/{cart_id}/coupons", json={"coupon_code": "WELCOME10"})
    text = text_of(visit(cart_id))
    assert "10 % off your first order (WELCOME10) -4.50 USD" in text
    assert "Tax 4.55 USD Total 50.00 USD" in text


def test_the_hosted_cart_leads_to_checkout(api, visit, store, cart_id):
    page = visit(cart_id, "cart_url")
    assert re.search(r"Mug . 2", text_of(page))
    assert api.get(body_of(page).find("a", class_="button")["href"]).status_code == 200


def test_the_policy_lets_only_the_shop_frame_the_checkout(visit, submit, cart_id):
    page = visit(cart_id, "embedded_checkout_url")
    assert f"frame-ancestors {SHOP}" in page.headers["Content-Security-Policy"]
    assert body_of(page)["data-parent-origin"] == SHOP
    assert f"frame-ancestors {SHOP}" in page.history[0].headers["Content-Security-Policy"]
    done = submit(page)
    assert body_of(done)["data-event"] == "complete"
    assert body_of(done).find("a") is None


def test_in_a_window_nobody_may_frame_it(visit, cart_id):
    page = visit(cart_id)
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"


def test_a_frame_without_a_cart_says_so(api):
    page = api.get("/cart.php?embedded=1&action=loadInCheckout&id=none&token=none")
    assert page.status_code == 403
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    assert body_of(page)["data-event"] == "frame-error"


def test_unknown_visits(api):
    for path in ("/checkout/none", "/checkout/none/order-confirmation", "/cart/none"):
        assert api.get(path).status_code == 404
    assert api.post("/checkout/none", data={}).status_code == 404


def test_the_confirmation_needs_an_order(api, visit, store, cart_id):
    page = visit(cart_id)
    assert api.get(page.url.removeprefix(store.base_url) + "/order-confirmation").status_code == 404


@pytest.mark.parametrize("path", ["/v1/loader.js", "/v1/embedded-checkout.js", "/hosted/frame.js"])
def test_scripts(api, path):
    answer = api.get(path)
    assert answer.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/v1/frame.js", "/v1/..%2fmarkup.py", "/hosted/loader.js"])
def test_nothing_else_is_served(api, path):
    assert api.get(path).status_code == 404
