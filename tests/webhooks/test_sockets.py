"""Events that really travel: two HTTP servers, and transactions that commit."""

import pytest
from django.utils import timezone

from wagtail_bigcommerce import tasks
from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.models import Product, WebhookEvent
from wagtail_bigcommerce.webhooks.inbox import OVERDUE

from .conftest import subscribe

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SCOPES = ["store/product/updated"]


@pytest.fixture
def served(settings):
    """A store with two products that is served over HTTP, and that this site is connected to."""
    store = DemoStore(products=[product(id=7, name="Mug"), product(id=8, name="Bowl")])
    with store.serve() as server:
        settings.WAGTAIL_BIGCOMMERCE = {
            "STORE_HASH": store.hash,
            "ACCESS_TOKEN": store.access_token,
            "CLIENT_ID": store.client_id,
            "CLIENT_SECRET": store.client_secret,
            "API_URL": server.url,
        }
        yield store
        store.webhooks.stop()


def test_an_event_goes_over_the_wire_and_the_product_is_read_back_over_it(served, live_server):
    subscribe(served, SCOPES, destination=f"{live_server.url}/bigcommerce/webhook/")
    served.update_product(7, name="A better mug")
    (delivery,) = served.deliver_webhooks(sync=True)
    assert delivery.status == 200
    assert WebhookEvent.objects.get().state == WebhookEvent.State.DONE
    assert Product.objects.get(bigcommerce_id=7).name == "A better mug"


def test_an_event_that_was_refused_is_sent_again(served, live_server, settings):
    subscribe(served, SCOPES, destination=f"{live_server.url}/bigcommerce/webhook/", headers={"X-Other": "secret"})
    served.update_product(7, name="A better mug")
    (delivery,) = served.deliver_webhooks(sync=True)
    assert delivery.status == 401
    assert served.webhooks.waiting == [delivery]


def test_a_queue_that_is_down_costs_an_event_a_minute_and_not_its_life(served, live_server, monkeypatch):
    def broken(*args):
        raise ConnectionError("the broker is away")

    subscribe(served, SCOPES, destination=f"{live_server.url}/bigcommerce/webhook/")
    with monkeypatch.context() as patch:
        patch.setattr("wagtail_bigcommerce.background.async_task", broken)
        served.update_product(7, name="A better mug")
        (delivery,) = served.deliver_webhooks(sync=True)
    assert delivery.status == 200
    WebhookEvent.objects.update(received_at=timezone.now() - OVERDUE)
    tasks.retry_webhooks()
    assert Product.objects.get(bigcommerce_id=7).name == "A better mug"
