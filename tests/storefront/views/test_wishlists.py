"""Wish lists of customers, the list of a guest, and lists that are shared."""

import pytest

from wagtail_bigcommerce.models import Product

from .visitors import OWN, Visitor, text_of

KIM = ("kim@example.com", "demo-shopper-2")
URL = "/account/wishlists/"


@pytest.fixture
def sam(visitor):
    visitor.log_in()
    visitor.calls()
    return visitor


@pytest.fixture
def kim(visitor):
    other = Visitor(visitor.store)
    other.log_in(*KIM)
    return other


def lists(visitor):
    return list(visitor.store.state.wishlists.values())


def make(visitor, name="Birthday"):
    """A new list of the visitor's; its address."""
    return visitor.submit_with_token(URL, name=name)["Location"]


def wish(visitor, product_id=7, **fields):
    return visitor.submit("/wishlists/add/", product_id=product_id, **fields)


def post(visitor, url, **fields):
    return visitor.submit_with_token("/account/", url, **fields)


class TestLists:
    def test_at_one_call_then_none(self, sam):
        make(sam)
        make(sam, "Garden <b>")
        sam.calls()

        page = text_of(sam.get(URL))
        sam.get(URL)

        assert sam.calls() == ["GET /v3/wishlists"]
        assert "Birthday" in page
        assert "Garden &lt;b&gt;" in page

    def test_new_one_is_the_customers_and_private(self, sam):
        make(sam)

        assert [(row["customer_id"], row["is_public"]) for row in lists(sam)] == [(1, False)]

    @pytest.mark.parametrize("name", ["", " ", "x" * 101])
    def test_name_that_will_not_do(self, sam, name):
        assert sam.submit_with_token(URL, name=name).status_code == 422
        assert lists(sam) == []

    def test_there_is_an_end_to_them(self, sam, monkeypatch):
        monkeypatch.setattr("wagtail_bigcommerce.commerce.wishlists.MOST_LISTS", 1)
        make(sam)

        response = sam.submit_with_token(URL, name="Another")

        assert response.status_code == 422
        assert 'value="Another"' in text_of(response)
        assert len(lists(sam)) == 1

    def test_rename_keeps_what_is_on_it(self, sam):
        url = make(sam)
        wish(sam)
        items = lists(sam)[0]["items"]

        response = sam.submit_with_token(f"{url}edit/", name="Summer")

        assert response["Location"] == url
        assert (lists(sam)[0]["name"], lists(sam)[0]["items"]) == ("Summer", items)

    def test_delete_asks_first(self, sam):
        url = make(sam)

        assert "Birthday" in text_of(sam.get(f"{url}delete/"))
        assert len(lists(sam)) == 1
        assert sam.submit_with_token(f"{url}delete/")["Location"] == URL
        assert lists(sam) == []

    @pytest.mark.parametrize("path", ["", "edit/", "delete/"])
    def test_of_others_do_not_exist(self, sam, kim, path):
        url = make(sam)

        assert kim.get(f"{url}{path}").status_code == 404
        if path:
            assert post(kim, f"{url}{path}", name="Mine", is_public="on").status_code == 404
        assert [(row["name"], row["is_public"]) for row in lists(sam)] == [("Birthday", False)]

    @pytest.mark.parametrize("path", ["remove", "move"])
    def test_items_of_others_do_not_exist(self, sam, kim, path):
        url = make(sam)
        wish(sam)
        item_id = lists(sam)[0]["items"][0]["id"]

        assert post(kim, f"{url}items/{item_id}/{path}/").status_code == 404
        assert len(lists(sam)[0]["items"]) == 1
        assert kim.cart()["count"] == 0

    @pytest.mark.parametrize("path", ["", "1/", "1/edit/", "1/delete/"])
    def test_without_bigcommerce(self, sam, path):
        make(sam)
        sam.store.faults.next(503, path="/v3/wishlists", times=20)

        response = sam.get(f"{URL}{path}")

        assert response.status_code == 503
        assert "Try again" in text_of(response)

    def test_nothing_typed_is_lost(self, sam):
        sam.store.faults.next(503, path="/v3/wishlists", method="POST", times=20)

        response = sam.submit_with_token(URL, name="Birthday")

        assert response.status_code == 503
        assert 'value="Birthday"' in text_of(response)


class TestItems:
    def test_first_wish_makes_a_list(self, sam):
        response = wish(sam)

        assert response["Location"] == f"{URL}{lists(sam)[0]['id']}/"
        assert [item["product_id"] for item in lists(sam)[0]["items"]] == [7]
        assert "“Mug” is on your wish list." in text_of(sam.get(response["Location"]))

    def test_onto_the_list_that_is_named_each_once(self, sam):
        make(sam)
        make(sam, "Garden")
        number = lists(sam)[1]["id"]

        wish(sam, wishlist_id=number)
        wish(sam, wishlist_id=number)

        assert [len(row["items"]) for row in lists(sam)] == [0, 1]

    def test_onto_the_list_of_another_never(self, sam, kim):
        make(sam)

        assert wish(kim, wishlist_id=lists(sam)[0]["id"]).status_code == 404
        assert lists(sam)[0]["items"] == []

    def test_choices_come_along(self, sam):
        tee = sam.store.state.products[8]["variants"][2]
        chosen = {f"option_{value['option_id']}": value["id"] for value in tee["option_values"]}

        url = wish(sam, 8, **chosen)["Location"]

        assert lists(sam)[0]["items"][0]["variant_id"] == tee["id"]
        page = text_of(sam.get(url))
        assert all(value["label"] in page for value in tee["option_values"])
        assert "Move to cart" in page

    def test_open_choices_lead_to_the_products_page(self, sam):
        url = wish(sam, 8)["Location"]

        page = text_of(sam.get(url))

        assert "Look at it" in page
        assert "Move to cart" not in page
        item_id = lists(sam)[0]["items"][0]["id"]
        assert post(sam, f"{url}items/{item_id}/move/")["Location"] == url
        assert "needs choices" in text_of(sam.get(url))

    def test_move_to_cart(self, sam):
        url = wish(sam)["Location"]
        item_id = lists(sam)[0]["items"][0]["id"]

        response = post(sam, f"{url}items/{item_id}/move/")

        assert response["Location"] == "/cart/"
        assert sam.cart()["count"] == 1
        assert lists(sam)[0]["items"] == []

    def test_what_the_cart_does_not_take_stays_on_the_list(self, sam):
        url = wish(sam)["Location"]
        item_id = lists(sam)[0]["items"][0]["id"]
        sam.store.faults.next(503, path="/v3/carts*", times=20)

        assert post(sam, f"{url}items/{item_id}/move/")["Location"] == url
        assert len(lists(sam)[0]["items"]) == 1

    def test_remove_and_again(self, sam):
        url = wish(sam)["Location"]
        item_id = lists(sam)[0]["items"][0]["id"]

        for _ in range(2):
            assert post(sam, f"{url}items/{item_id}/remove/")["Location"] == url
        assert lists(sam)[0]["items"] == []

    def test_products_that_are_gone(self, sam):  # (96)
        url = wish(sam)["Location"]
        Product.objects.filter(bigcommerce_id=7).update(is_visible=False)

        page = text_of(sam.get(url))

        assert "not sold any more" in page
        assert "Move to cart" not in page
        assert wish(sam)["Location"] == "/shop/"

    @pytest.mark.odd_payloads
    def test_odd_items(self, sam):  # (96)
        make(sam)
        lists(sam)[0]["items"] = [{"id": 1, "product_id": 7}, {"id": 2}, {"product_id": 8, "variant_id": None}]

        assert sam.get(f"{URL}{lists(sam)[0]['id']}/").status_code == 200

    @pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}])
    def test_only_from_pages_of_this_site(self, sam, headers):
        assert sam.post("/wishlists/add/", {"product_id": 7}, headers=headers).status_code == 403
        assert lists(sam) == []


class TestGuest:
    def test_list_in_the_session_costs_no_call(self, visitor):
        response = wish(visitor)
        wish(visitor)

        page = visitor.page(response["Location"])

        assert response["Location"] == "/wishlists/"
        assert len(page.select(".bc-wish")) == 1
        assert visitor.calls() == []

    def test_remove(self, visitor):
        wish(visitor)
        wish(visitor, 9)

        item = visitor.page("/wishlists/").find("button", {"name": "item"})["value"]
        visitor.submit_with_token("/wishlists/", item=item)

        assert visitor.page("/wishlists/").select_one(".bc-wish a").text == "Gift box"

    def test_becomes_the_customers_at_login(self, visitor):
        wish(visitor)
        wish(visitor, 9)

        visitor.log_in()

        assert [[item["product_id"] for item in row["items"]] for row in lists(visitor)] == [[7, 9]]
        assert visitor.get("/wishlists/")["Location"] == URL
        assert visitor.session["bigcommerce"].get("1", {}).get("wishes") is None

    def test_joins_the_first_list_there_is(self, sam):
        make(sam)
        wish(sam)
        sam.submit_with_token("/account/", "/account/logout/")
        wish(sam)
        wish(sam, 9)

        sam.log_in()

        assert [[item["product_id"] for item in row["items"]] for row in lists(sam)] == [[7, 9]]

    def test_is_not_lost_when_bigcommerce_is_away(self, visitor):
        wish(visitor)
        visitor.store.faults.next(503, path="/v3/wishlists*", times=20)
        assert visitor.log_in().status_code == 303
        assert lists(visitor) == []

        visitor.end_outage()
        visitor.get(URL)
        assert len(lists(visitor)) == 1

    def test_login_without_wishes_costs_no_call(self, visitor):
        visitor.log_in()

        assert not [call for call in visitor.calls() if "wishlists" in call]


class TestShared:
    def share(self, sam):
        url = make(sam)
        wish(sam)
        sam.submit_with_token(f"{url}edit/", name="Birthday", is_public="on")
        return sam.page(url).find(id="share-url")["value"].removeprefix("http://testserver")

    def test_for_whoever_has_the_address(self, sam):
        url = self.share(sam)
        stranger = Visitor(sam.store)
        stranger.calls()

        response = stranger.get(url)

        assert stranger.calls() == [f"GET /v3/wishlists/{lists(sam)[0]['id']}"]
        assert "Birthday" in text_of(response)
        assert "Mug" in text_of(response)
        assert "Sam" not in text_of(response)
        assert "noindex" in text_of(response)
        assert "Move to cart" not in text_of(response)

    def test_no_longer_public(self, sam):
        url = self.share(sam)
        sam.submit_with_token(f"{URL}{lists(sam)[0]['id']}/edit/", name="Birthday")

        assert Visitor(sam.store).get(url).status_code == 404

    def test_guessing_costs_no_call(self, sam):
        url = self.share(sam)
        stranger = Visitor(sam.store)
        stranger.calls()
        number, signature = url.strip("/").split("/")[1].split("-")

        for token in (number, f"{number}-", f"{number}-{signature[:-1]}0", f"{int(number) + 1}-{signature}", "x-y"):
            assert stranger.get(f"/wishlists/{token}/").status_code == 404
        assert stranger.calls() == []

    def test_private_list_has_an_address_that_leads_nowhere(self, sam):
        from wagtail_bigcommerce.commerce.wishlists import Wishlist

        make(sam)
        token = Wishlist(lists(sam)[0]["id"], "", is_public=False, items=()).share_token

        assert Visitor(sam.store).get(f"/wishlists/{token}/").status_code == 404

    def test_without_bigcommerce(self, sam):
        url = self.share(sam)
        sam.store.faults.next(503, path="/v3/wishlists/*", times=20)

        assert Visitor(sam.store).get(url).status_code == 503


def test_needs_tokens(sam):
    url = make(sam)

    for path in (URL, f"{url}edit/", f"{url}delete/", f"{url}items/1/remove/", f"{url}items/1/move/", "/wishlists/"):
        assert sam.post(path, {"name": "x"}, headers=OWN).status_code == 403
