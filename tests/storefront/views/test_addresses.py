"""A shopper's addresses."""

import pytest

from .visitors import OWN, Visitor, text_of

KIM = ("kim@example.com", "demo-shopper-2")
URL = "/account/addresses/"
ADDRESS = {
    "first_name": "Ada",
    "last_name": "Quay",
    "company": "",
    "country_code": "US",
    "address1": "1 Harbour Street",
    "address2": "",
    "city": "Austin",
    "state": "Texas",
    "postal_code": "78701",
    "phone": "",
}


@pytest.fixture
def sam(visitor):
    """Sam, signed in; he has one address."""
    visitor.log_in()
    visitor.calls()
    return visitor


def address_id(visitor):
    return next(iter(visitor.store.state.addresses))


def kept(visitor):
    return list(visitor.store.state.addresses.values())


def send(visitor, url=f"{URL}new/", **fields):
    return visitor.submit_with_token("/account/", url, **{**ADDRESS, **fields})


def test_list_at_one_call_then_none(sam):
    page = text_of(sam.get(URL))
    sam.get(URL)

    assert sam.calls() == ["GET /v3/customers/addresses"]
    assert "48 Mill Lane<br>Portland Oregon 97205<br>United States" in page


def test_new_address_begins_with_name_and_country(sam):
    page = sam.page(f"{URL}new/")

    assert page.find(id="id_first_name")["value"] == "Sam"
    assert page.find(id="id_country_code").find(selected=True)["value"] == "US"
    assert page.find(id="id_state").name == "select"
    *first, states = sam.calls()
    assert first == ["GET /v3/customers/addresses", "GET /v2/countries", "GET /v2/countries"]
    assert states.endswith("/states")
    sam.page(f"{URL}new/")
    assert sam.calls() == []


def test_new_address_is_kept_with_the_full_name_of_its_state(sam):
    sam.get(URL)

    response = send(sam)

    assert (response.status_code, response["Location"]) == (303, URL)
    assert [row["state_or_province"] for row in kept(sam)] == ["Oregon", "Texas"]
    assert kept(sam)[1]["customer_id"] == kept(sam)[0]["customer_id"]
    assert "1 Harbour Street" in text_of(sam.get(URL))


def test_the_very_same_again_is_fine(sam):
    send(sam)

    assert send(sam)["Location"] == URL
    assert len(kept(sam)) == 2


def test_other_country_without_a_script(sam):
    page = text_of(send(sam, country_code="DE", change_country="1", city="Köln"))

    assert 'value="Köln"' in page
    assert "bc-error-summary" not in page
    assert '<input type="text" name="state"' in page
    assert len(kept(sam)) == 1


def test_country_without_states_and_one_without_postal_codes(sam):
    assert send(sam, country_code="DE", city="Köln", state="", postal_code="50667").status_code == 303
    assert send(sam, country_code="HK", city="Kowloon", state="", postal_code="").status_code == 303
    assert "50667 Köln<br>Germany" in text_of(sam.get(URL))


@pytest.mark.parametrize(
    "fields",
    [
        {"city": ""},
        {"state": "TX"},
        {"state": ""},
        {"country_code": "XX"},
        {"country_code": ""},
        {"postal_code": "x" * 31},
        {"address1": "x" * 256},
    ],
)
def test_what_cannot_be_comes_back_with_all_that_was_typed(sam, fields):
    response = send(sam, **fields)

    assert response.status_code == 422
    assert "bc-error-summary" in text_of(response)
    assert 'value="Ada"' in text_of(response)
    assert len(kept(sam)) == 1


def test_refusal_of_the_store_is_shown_at_its_field(sam):
    sam.store.faults.next(
        422,
        path="/v3/customers/addresses",
        method="POST",
        body={"status": 422, "title": "Create failed", "errors": {"0.postal_code": "postal_code is bad"}},
    )

    response = send(sam)

    page = text_of(response)
    assert response.status_code == 422
    assert 'href="#id_postal_code"' in page
    assert "postal_code is bad" not in page


def test_change_keeps_the_customer_and_the_id(sam):
    number = address_id(sam)
    assert sam.page(f"{URL}{number}/").find(id="id_address1")["value"] == "48 Mill Lane"

    response = send(sam, f"{URL}{number}/", customer_id="2", address_id="77")

    assert response["Location"] == URL
    assert [(row["id"], row["customer_id"], row["city"]) for row in kept(sam)] == [(number, 1, "Austin")]


def test_delete_asks_first(sam):
    url = f"{URL}{address_id(sam)}/delete/"

    assert "48 Mill Lane" in text_of(sam.get(url))
    assert len(kept(sam)) == 1
    assert sam.submit_with_token(url)["Location"] == URL
    assert kept(sam) == []
    assert "You have not saved an address yet" in text_of(sam.get(URL))


@pytest.mark.parametrize("suffix", ["", "delete/"])
def test_of_others_do_not_exist(sam, suffix):
    kim = Visitor(sam.store)
    kim.log_in(*KIM)
    url = f"{URL}{address_id(sam)}/{suffix}"

    assert kim.get(url).status_code == 404
    assert kim.submit_with_token("/account/", url, **ADDRESS).status_code == 404
    assert [row["city"] for row in kept(sam)] == ["Portland"]
    assert "Mill Lane" not in text_of(kim.get(URL))


@pytest.mark.parametrize("url", [URL, f"{URL}new/", f"{URL}1/", f"{URL}1/delete/"])
def test_without_bigcommerce(sam, url):
    sam.store.faults.next(503, path="/v3/customers/addresses", times=20)

    response = sam.get(url)

    assert response.status_code == 503
    assert "Try again" in text_of(response)


def test_nothing_typed_is_lost_when_bigcommerce_is_away(sam):
    sam.store.faults.next(503, path="/v2/countries*", times=20)
    response = send(sam)
    assert response.status_code == 503
    assert 'value="1 Harbour Street"' in text_of(response)
    assert '<option value="US" selected>' in text_of(response)

    sam.end_outage()
    sam.store.faults.next(503, path="/v3/customers/addresses", method="POST", times=20)
    response = send(sam)
    assert response.status_code == 503
    assert 'value="1 Harbour Street"' in text_of(response)


def test_needs_a_token_and_a_customer(sam):
    assert sam.post(f"{URL}new/", ADDRESS, headers=OWN).status_code == 403
    assert Visitor(sam.store).get(URL)["Location"] == "/account/login/?next=%2Faccount%2Faddresses%2F"
