"""Customers of the demo store: lists, registration, changes, addresses, passwords."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore

SAM, KIM = 1, 2
ADA = {"email": "ada@example.com", "first_name": "Ada", "last_name": "Byron"}
HOME = {
    "customer_id": SAM,
    "first_name": "Sam",
    "last_name": "Rivers",
    "address1": "1 Elsewhere",
    "city": "Salem",
    "country_code": "US",
    "state_or_province": "Oregon",
    "postal_code": "97301",
}


@pytest.fixture
def store(clock):
    return DemoStore(products=[], clock=clock)


@pytest.fixture
def log_in(api):
    def log_in(email="sam@example.com", password="demo-shopper-1", **more):
        return api.post("/v3/customers/validate-credentials", json={"email": email, "password": password, **more})

    return log_in


def ids(answer):
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()["data"]]


def test_the_store_has_two_shoppers(api):
    assert ids(api.get("/v3/customers")) == [SAM, KIM]


def test_filters(api):
    assert ids(api.get("/v3/customers?email:in=KIM@example.com,nobody@example.com")) == [KIM]
    assert ids(api.get("/v3/customers?id:in=2,99")) == [KIM]
    assert ids(api.get("/v3/customers?name:like=riv")) == [SAM]
    assert ids(api.get("/v3/customers?name:in=kim lindqvist")) == [KIM]
    assert ids(api.get("/v3/customers?date_created:min=2027-01-01T00:00:00Z")) == []
    assert ids(api.get("/v3/customers?sort=last_name:asc")) == [KIM, SAM]
    assert api.get("/v3/customers?sort=shoe_size:asc").status_code == 422
    assert api.get("/v3/customers?shoe_size=9").status_code == 422


def test_nobody_is_an_empty_list(api):
    answer = api.get("/v3/customers?email:in=nobody@example.com")
    assert (answer.status_code, answer.json()["data"]) == (200, [])


def test_pages(api):
    answer = api.get("/v3/customers?limit=1&page=2").json()
    assert [row["id"] for row in answer["data"]] == [KIM]
    assert answer["meta"]["pagination"]["total"] == 2


def test_cursors(api):
    first = api.get("/v3/customers?limit=1").json()
    assert first["data"][0]["id"] == SAM
    after = first["meta"]["cursor_pagination"]["end_cursor"]
    second = api.get("/v3/customers", params={"limit": 1, "after": after}).json()
    assert [row["id"] for row in second["data"]] == [KIM]
    end = second["meta"]["cursor_pagination"]["end_cursor"]
    assert api.get("/v3/customers", params={"limit": 1, "after": end}).json()["data"] == []
    before = second["meta"]["cursor_pagination"]["start_cursor"]
    assert ids(api.get("/v3/customers", params={"limit": 1, "before": before})) == [SAM]
    assert api.get("/v3/customers?after=nonsense").status_code == 422
    assert "cursor_pagination" not in api.get("/v3/customers?limit=1&page=2").json()["meta"]


def test_sub_resources_come_when_asked_for(api):
    (sam,) = api.get("/v3/customers?id:in=1").json()["data"]
    assert "addresses" not in sam
    assert sam["address_count"] == 1
    (sam,) = api.get("/v3/customers?id:in=1&include=addresses,storecredit,formfields,attributes").json()["data"]
    assert sam["addresses"][0]["country"] == "United States"
    assert (sam["store_credit_amounts"], sam["form_fields"], sam["attributes"]) == ([{"amount": 0}], [], [])


def test_registering(api, log_in, store):
    api.post("/v3/hooks", json={"scope": "store/customer/*", "destination": "https://shop.example.com/"})
    body = {**ADA, "authentication": {"new_password": "analytical-1"}, "origin_channel_id": 1}
    answer = api.post("/v3/customers", json=[body])
    assert answer.status_code == 200
    (ada,) = answer.json()["data"]
    assert ada["email"] == "ada@example.com"
    assert ada["channel_ids"] is None
    assert "analytical-1" not in answer.text
    assert log_in("ada@example.com", "analytical-1").json() == {"is_valid": True, "customer_id": ada["id"]}
    assert [delivery.scope for delivery in store.webhooks.waiting] == ["store/customer/created"]


def test_the_password_is_nowhere_in_the_store(api, store):
    api.post("/v3/customers", json=[{**ADA, "authentication": {"new_password": "analytical-1"}}])
    assert "analytical-1" not in repr(store.state)


def test_an_address_that_is_taken(api):
    answer = api.post("/v3/customers", json=[ADA, {**ADA, "email": "SAM@example.com"}])
    assert answer.status_code == 422
    assert answer.json()["errors"] == {
        ".customer_create": "Error creating customers: email SAM@example.com already in use"
    }
    assert ids(api.get("/v3/customers?email:in=ada@example.com")) == []


def test_an_address_is_unique_per_channel(api, store):
    second = store.add_channel("Second")["id"]
    assert api.post("/v3/customers", json=[{**ADA, "channel_ids": [1]}]).status_code == 200
    assert api.post("/v3/customers", json=[{**ADA, "channel_ids": [1, second]}]).status_code == 422
    assert api.post("/v3/customers", json=[{**ADA, "channel_ids": [second]}]).status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "no-address"}, "0.email"),
        ({"email": None}, "0.email"),
        ({"first_name": ""}, "0.first_name"),
        ({"last_name": "x" * 101}, "0.last_name"),
        ({"authentication": {"new_password": "short1"}}, "0.authentication.new_password"),
        ({"authentication": {"new_password": "onlyletters"}}, "0.authentication.new_password"),
        ({"channel_ids": []}, "0.channel_ids"),
        ({"addresses": [{"first_name": "Ada"}]}, "0.addresses.0.city"),
    ],
)
def test_faults_are_named_by_place(api, change, field):
    answer = api.post("/v3/customers", json=[{**ADA, **change}])
    assert answer.status_code == 422
    assert field in answer.json()["errors"]


@pytest.mark.parametrize("field", ["email", "first_name", "last_name"])
def test_required_fields(api, field):
    answer = api.post("/v3/customers", json=[{name: value for name, value in ADA.items() if name != field}])
    assert answer.json()["errors"] == {f"0.{field}": "error.path.missing"}


def test_ten_at_most(api):
    rows = [{**ADA, "email": f"ada{number}@example.com"} for number in range(11)]
    assert api.post("/v3/customers", json=rows).status_code == 413
    assert api.post("/v3/customers", json=rows[:10]).status_code == 200
    assert api.post("/v3/customers", json=ADA).status_code == 422
    assert api.post("/v3/customers", json=[]).status_code == 422


def test_changing(api, log_in, clock):
    clock.advance(hours=1)
    body = [{"id": SAM, "first_name": "Samira", "authentication": {"new_password": "another-one-2"}}]
    (sam,) = api.put("/v3/customers", json=body).json()["data"]
    assert (sam["first_name"], sam["last_name"]) == ("Samira", "Rivers")
    assert sam["date_modified"] > sam["date_created"]
    assert log_in().json() == {"is_valid": False}
    assert log_in(password="another-one-2").json()["is_valid"] is True


def test_changes_that_are_refused(api):
    assert api.put("/v3/customers", json=[{"id": 99}]).json()["errors"] == {"0.id": "invalid customer id"}
    assert api.put("/v3/customers", json=[{"first_name": "Who"}]).status_code == 422
    answer = api.put("/v3/customers", json=[{"id": SAM, "email": "kim@example.com"}])
    assert list(answer.json()["errors"]) == [".customer_update"]
    assert api.put("/v3/customers", json=[{"id": SAM, "email": "sam@example.com"}]).status_code == 200


def test_deleting(api, log_in):
    assert api.delete("/v3/customers").status_code == 204
    assert ids(api.get("/v3/customers")) == [SAM, KIM]
    assert api.delete("/v3/customers?id:in=1").status_code == 204
    assert ids(api.get("/v3/customers")) == [KIM]
    assert log_in().json() == {"is_valid": False}
    assert api.get("/v3/customers/addresses?customer_id:in=1").json()["data"] == []


def test_the_answer_about_a_password_has_no_envelope(log_in):
    assert log_in().json() == {"is_valid": True, "customer_id": SAM}
    assert log_in(password="demo-shopper-2").json() == {"is_valid": False}
    assert log_in(email="nobody@example.com").json() == {"is_valid": False}
    assert log_in(email=" SAM@example.com ").json()["is_valid"] is True


@pytest.mark.parametrize("body", [{}, {"email": "sam@example.com"}, {"password": "x"}, {"email": 1, "password": 2}])
def test_an_incomplete_question_about_a_password(api, body):
    assert api.post("/v3/customers/validate-credentials", json=body).status_code == 422


def test_a_customer_of_one_channel_logs_in_there_only(api, log_in, store):
    second = store.add_channel("Second")["id"]
    body = {**ADA, "channel_ids": [second], "authentication": {"new_password": "analytical-1"}}
    api.post("/v3/customers", json=[body])
    assert log_in("ada@example.com", "analytical-1").json() == {"is_valid": False}
    assert log_in("ada@example.com", "analytical-1", channel_id=second).json()["is_valid"] is True


def test_too_many_wrong_passwords_are_a_429(log_in, clock):
    for _ in range(5):
        assert log_in(password="guess").status_code == 200
    assert log_in().status_code == 429
    assert log_in("kim@example.com", "demo-shopper-2").json()["is_valid"] is True
    clock.advance(minutes=6)
    assert log_in().json()["is_valid"] is True


def test_a_right_password_clears_the_count(log_in):
    for password in ["guess"] * 4 + ["demo-shopper-1"] + ["guess"] * 4:
        assert log_in(password=password).status_code == 200
    assert log_in().json()["is_valid"] is True


def test_addresses(api):
    answer = api.post("/v3/customers/addresses", json=[HOME])
    assert answer.status_code == 200
    (address,) = answer.json()["data"]
    assert (address["country"], address["address_type"]) == ("United States", "residential")
    assert len(ids(api.get("/v3/customers/addresses?customer_id:in=1"))) == 2
    assert ids(api.get("/v3/customers/addresses?customer_id:in=2")) == []
    (changed,) = api.put("/v3/customers/addresses", json=[{"id": address["id"], "city": "Bend"}]).json()["data"]
    assert (changed["city"], changed["customer_id"]) == ("Bend", SAM)
    assert api.delete(f"/v3/customers/addresses?id:in={address['id']}").status_code == 204
    assert len(ids(api.get("/v3/customers/addresses?customer_id:in=1"))) == 1


def test_the_very_same_address_is_left_out(api):
    api.post("/v3/customers/addresses", json=[HOME])
    answer = api.post("/v3/customers/addresses", json=[HOME])
    assert (answer.status_code, answer.json()["data"]) == (200, [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"city": ""}, "0.city"),
        ({"country_code": "XX"}, "0.country_code"),
        ({"state_or_province": "OR"}, "0.state_or_province"),
        ({"customer_id": 99}, "0.customer_id"),
        ({"postal_code": "9" * 31}, "0.postal_code"),
    ],
)
def test_addresses_that_are_refused(api, change, field):
    answer = api.post("/v3/customers/addresses", json=[{**HOME, **change}])
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
