"""Gift certificates as the V2 API has them."""

import pytest

URL = "/v2/gift_certificates"
GIFT = {
    "to_name": "Ada",
    "to_email": "ada@example.com",
    "from_name": "Bea",
    "from_email": "bea@example.com",
    "amount": "25",
}


def make(api, **fields):
    answer = api.post(URL, json={**GIFT, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_one_is_worth_what_was_paid_until_it_is_spent(api):
    gift = make(api)
    assert (gift["amount"], gift["balance"], gift["status"]) == ("25.0000", "25.0000", "active")
    spent = api.put(f"{URL}/{gift['id']}", json={**GIFT, "balance": "3.5"}).json()
    assert (spent["amount"], spent["balance"], spent["code"]) == ("25.0000", "3.5000", gift["code"])
    assert api.get(f"{URL}/{gift['id']}").json() == spent


def test_they_are_found_by_code_and_person(api):
    assert api.get(URL).status_code == 204
    first, second = make(api, code=" SPRING "), make(api, to_email="eve@example.com")
    assert [row["id"] for row in api.get(f"{URL}?code=spring").json()] == [first["id"]]
    assert [row["id"] for row in api.get(f"{URL}?to_email=eve@example.com").json()] == [second["id"]]
    assert [row["id"] for row in api.get(f"{URL}?min_id=2&direction=desc").json()] == [second["id"]]
    assert api.get(f"{URL}?code=WINTER").status_code == 204


def test_codes_are_cut_off_and_unique(api):
    assert make(api, code="X" * 30)["code"] == "X" * 20
    assert api.post(URL, json={**GIFT, "code": "X" * 25}).status_code == 409


@pytest.mark.parametrize(
    "change", [{"to_name": ""}, {"amount": "much"}, {"amount": "1001"}, {"status": "lost"}, {"template": "cat.html"}]
)
def test_what_is_no_gift_is_refused(api, store, change):
    assert api.post(URL, json={**GIFT, **change}).status_code == 400
    assert not store.state.gift_certificates


def test_they_are_deleted_one_by_one_or_all(api):
    first, _second = make(api), make(api)
    assert api.delete(f"{URL}/{first['id']}").status_code == 204
    assert api.get(f"{URL}/{first['id']}").status_code == 404
    assert api.delete(URL).status_code == 204
    assert api.get(URL).status_code == 204
