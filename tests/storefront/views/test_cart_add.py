"""Several lines at once, orders by SKU, and prices that changed since the page was looked at."""

import pytest

from wagtail_bigcommerce.models import Product, Variant

from .visitors import JSON, OWN


def text_of(response):
    return " ".join(response.content.decode().split())


def products_of(cart):
    return sorted((item["product_id"], item["quantity"]) for item in cart["items"])


def token_of(visitor, url="/shop/products/mug/"):
    return visitor.page(url).find("input", {"name": "price_token"})["value"]


class TestSeveralLines:
    def test_repeated_fields_cost_one_call(self, visitor):
        tee = Variant.objects.filter(product__bigcommerce_id=8).first()
        fields = {"product_id": ["7", "8"], "quantity": ["2", "3"], "variant_id": ["", str(tee.bigcommerce_id)]}
        response = visitor.post("/cart/add/", fields, headers={**OWN, **JSON})

        assert products_of(response.json()) == [(7, 2), (8, 3)]
        assert visitor.calls() == ["POST /v3/carts"]

    def test_by_sku(self, visitor):
        response = visitor.post("/cart/add/", {"sku": ["MUG", "TEE-3", ""], "quantity": ["1", "2", "1"]}, headers=OWN)

        assert response.status_code == 303
        assert "2 lines were put into your cart." in text_of(visitor.get("/cart/"))
        assert [(item["sku"], item["quantity"]) for item in visitor.cart()["items"]] == [("MUG", 1), ("TEE-3", 2)]

    def test_nothing_goes_in_until_every_line_is_right(self, visitor):
        Product.objects.filter(bigcommerce_id=9).update(modifiers=[_required_note()], sku="BOX")
        rows = {"sku": ["MUG", "NOPE", "BOX", "TEE-3"], "quantity": ["1", "1", "1", "many"]}
        response = visitor.post("/cart/add/", rows, headers={**OWN, **JSON})

        assert response.status_code == 422
        (error,) = response.json()["errors"]
        assert error["fields"]["row-1"] == "“NOPE” is not sold here."
        assert error["fields"]["row-2"].startswith("“Gift box” needs choices that are made on its page.")
        assert "“Harbour tee”" in error["fields"]["row-3"]
        assert visitor.calls() == []

    def test_refusal_of_the_store_names_the_line(self, visitor):
        visitor.store.state.products[7].update(inventory_tracking="product", inventory_level=2)
        rows = {"sku": ["MUG", "TEE-3"], "quantity": ["3", "1"]}
        response = visitor.post("/cart/add/", rows, headers={**OWN, **JSON})

        message = response.json()["errors"][0]["message"]
        assert "“Mug”" in message
        assert "Harbour" not in message

    def test_too_many(self, visitor):
        rows = {"sku": ["MUG"] * 101, "quantity": ["1"] * 101}

        assert visitor.post("/cart/add/", rows, headers={**OWN, **JSON}).status_code == 422

    @pytest.mark.parametrize("product_id", ["9" * 30, "x", "-7", "\u0667"])
    def test_odd_ids(self, visitor, product_id):
        response = visitor.post("/cart/add/", {"product_id": ["7", product_id]}, headers={**OWN, **JSON})

        assert set(response.json()["errors"][0]["fields"]) == {"row-1"}


class TestQuickOrderPage:
    def test_form_puts_lines_into_the_cart(self, visitor):
        form = visitor.page("/cart/quick-order/").find("form", {"action": "/cart/quick-order/"})
        assert len(form.find_all("input", {"name": "sku"})) == 8
        skus = ["MUG", "TEE-3", *[""] * 6]
        response = visitor.post("/cart/quick-order/", {"sku": skus, "quantity": ["1"] * 8}, headers=OWN)

        assert (response.status_code, response["Location"]) == (303, "/cart/")
        assert visitor.cart()["count"] == 2

    def test_what_was_typed_is_kept_when_something_is_wrong(self, visitor):
        response = visitor.post("/cart/quick-order/", {"sku": ["MUG", "NOPE"], "quantity": ["4", "1"]}, headers=OWN)

        assert response.status_code == 422
        page = text_of(response)
        assert '<a href="#row-1">“NOPE” is not sold here.</a>' in page
        assert 'value="MUG"' in page
        assert 'value="4"' in page
        assert visitor.cart()["count"] == 0

    def test_empty(self, visitor):
        response = visitor.post("/cart/quick-order/", {"sku": [""], "quantity": ["1"]}, headers=OWN)

        assert "Please enter at least one product." in text_of(response)


class TestPriceChanged:
    def test_page_is_the_same_for_everybody(self, visitor):
        assert token_of(visitor) == token_of(visitor)

    def test_price_that_the_store_has_raised_is_told(self, visitor):
        token = token_of(visitor)
        _reprice(visitor, 7, 15)
        cart = visitor.add(price_token=token)

        (notice,) = cart["notices"]
        assert notice == "The price of “Mug” has changed since you looked: it was $12.00 and is $15.00 now."
        assert cart["errors"] == []

    def test_told_without_a_script_too(self, visitor):
        token = token_of(visitor)
        _reprice(visitor, 7, 9)
        visitor.submit("/cart/add/", product_id=7, price_token=token)

        assert "it was $12.00 and is $9.00 now" in text_of(visitor.get("/cart/"))

    def test_same_price_says_nothing(self, visitor):
        assert visitor.add(price_token=token_of(visitor))["notices"] == []

    @pytest.mark.parametrize("token", ["", "forged", "W10:forged", "é"])
    def test_token_that_is_not_ours_says_nothing(self, visitor, token):
        _reprice(visitor, 7, 15)

        assert visitor.add(price_token=token)["notices"] == []

    def test_token_of_another_product_says_nothing(self, visitor):
        token = token_of(visitor, "/shop/products/gift-box/")

        assert visitor.add(price_token=token)["notices"] == []

    def test_variants_have_their_own_price(self, visitor):
        variant = Variant.objects.filter(product__bigcommerce_id=8).first()
        Variant.objects.filter(pk=variant.pk).update(calculated_price=31)
        token = token_of(visitor, "/shop/products/harbour-tee/")
        cart = visitor.add(product_id=8, variant_id=str(variant.bigcommerce_id), price_token=token)

        assert "it was $31.00 and is $25.00 now" in cart["notices"][0]

    def test_quantity_discount_is_no_change(self, visitor):
        Product.objects.filter(bigcommerce_id=7).update(
            bulk_prices=[{"minimum": 5, "maximum": None, "type": "price", "amount": "2.00"}]
        )
        token = token_of(visitor)
        _reprice(visitor, 7, 10)

        assert visitor.add(quantity=6, price_token=token)["notices"] == []

    def test_hidden_price_is_not_given_away(self, visitor):
        Product.objects.filter(bigcommerce_id=7).update(is_price_hidden=True)

        assert visitor.page("/shop/products/mug/").find("input", {"name": "price_token"}) is None


def _reprice(visitor, product_id, price):
    product = visitor.store.state.products[product_id]
    for row in (product, *product["variants"]):
        row.update(price=price, calculated_price=price, sale_price=0)


def _required_note():
    return {
        "id": 951,
        "name": "Note",
        "type": "text",
        "required": True,
        "sort_order": 0,
        "config": {},
        "values": [],
    }
