"""Whether a password is right, over the wire: whatever is no explicit verdict means "try later"."""

import pytest
import requests
import responses
from django.contrib.auth import get_user_model

from wagtail_bigcommerce.client import BigCommerceClient
from wagtail_bigcommerce.commerce import customers, passwords
from wagtail_bigcommerce.commerce.errors import TryLater
from wagtail_bigcommerce.models import Customer

API = "https://api.bigcommerce.com/stores/abc/v3/customers"
SAM = {"id": 11, "email": "sam@example.com", "first_name": "Sam", "last_name": "Lee", "customer_group_id": 0}

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire():
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


@pytest.fixture
def client():
    return BigCommerceClient("abc", "token", sleep=lambda seconds: None)


def authenticate(client):
    return passwords.authenticate(client, "sam@example.com", "secret", channel_id=1)


@pytest.mark.parametrize(
    "verdict", [{"is_valid": "true", "customer_id": 11}, {"is_valid": 1, "customer_id": 11}, {"is_valid": None}, {}, []]
)
def test_only_an_explicit_verdict_counts(wire, client, verdict):
    wire.post(f"{API}/validate-credentials", json=verdict)

    with pytest.raises(TryLater):
        authenticate(client)
    assert not Customer.objects.exists()


def test_an_explicit_no_is_a_wrong_password(wire, client):
    wire.post(f"{API}/validate-credentials", json={"is_valid": False})

    assert authenticate(client) is None


@pytest.mark.parametrize(
    "failure",
    [
        requests.ConnectTimeout(),
        requests.ReadTimeout(),
        requests.ConnectionError("reset"),
        requests.exceptions.ChunkedEncodingError(),
    ],
)
def test_no_answer_is_no_wrong_password(wire, client, failure):
    wire.post(f"{API}/validate-credentials", body=failure)

    with pytest.raises(TryLater):
        authenticate(client)


def test_customer_who_vanished_in_between_is_not_deleted_here(wire, client):  # (92)
    customers.sync_customer(SAM)
    wire.post(f"{API}/validate-credentials", json={"is_valid": True, "customer_id": 11})
    wire.get(API, json={"data": [], "meta": {}})

    with pytest.raises(TryLater):
        authenticate(client)
    assert Customer.objects.filter(bigcommerce_id=11).exists()


def test_second_login_brings_the_row_up_to_date():
    first = customers.sync_customer(SAM)
    second = customers.sync_customer({**SAM, "email": "new@example.com", "customer_group_id": 3})

    assert (second.pk, second.user_id) == (first.pk, first.user_id)
    first.refresh_from_db()
    assert (first.email, first.group_id) == ("new@example.com", 3)


def test_users_of_two_customers_with_one_email_are_two():
    users = {customers.sync_customer({**SAM, "id": number}).user_id for number in (11, 12)}

    assert len(users) == get_user_model().objects.filter(email__endswith="@customers.invalid").count() == 2
