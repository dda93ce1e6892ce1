"""The inbox as staff see it."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from wagtail_bigcommerce.models import WebhookEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    user = get_user_model().objects.create_superuser("ada", "ada@example.com", "secret")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def dead():
    return WebhookEvent.objects.create(
        key="1",
        scope="store/product/updated",
        subject="product:77",
        data={"type": "product", "id": 77},
        state=WebhookEvent.State.DEAD,
        attempts=6,
        error="BigCommerce has a fault.",
    )


def test_events_are_listed_with_what_became_of_them(staff, dead):
    response = staff.get(reverse("bigcommerce_webhook_event:index"))
    text = response.content.decode()
    assert response.status_code == 200
    assert all(
        words in text for words in ("store/product/updated (product:77)", "given up", "BigCommerce has a fault.")
    )


def test_they_can_be_narrowed_down_to_those_that_were_given_up(staff, dead):
    WebhookEvent.objects.create(key="2", scope="store/sku/updated", subject="product:8", state="done")
    text = staff.get(reverse("bigcommerce_webhook_event:index"), {"state": "dead"}).content.decode()
    assert "(product:77)" in text
    assert "(product:8)" not in text


def test_one_can_be_read_and_none_written(staff, dead):
    assert (
        b"BigCommerce has a fault." in staff.get(reverse("bigcommerce_webhook_event:inspect", args=[dead.pk])).content
    )
    assert staff.get(reverse("bigcommerce_webhook_event:edit", args=[dead.pk])).status_code == 302
    assert staff.get(reverse("bigcommerce_webhook_event:delete", args=[dead.pk])).status_code == 302
