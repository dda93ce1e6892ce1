"""A store whose events reach the site through Django's whole request stack, signed as BigCommerce signs them."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.webhooks.handlers import DELIVERY_EXCEPTION, handled_scopes
from wagtail_bigcommerce.webhooks.secrets import HEADER, accepted_secrets

DESTINATION = "https://testserver/bigcommerce/webhook/"


@dataclass
class Mail:
    """Carries a store's deliveries to the site, and can change or repeat them on the way."""

    store: DemoStore
    sent: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    #: headers to change on the way to the ordinary address; None takes one out
    tamper: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, url, headers, body):
        if url == DESTINATION:
            headers = {name: value for name, value in {**headers, **self.tamper}.items() if value is not None}
        self.sent.append((headers, body))
        return self.post(headers, body, path=urlsplit(url).path).status_code

    def post(self, headers, body, path=None):
        client = Client(enforce_csrf_checks=True)
        content_type = headers.get("Content-Type", "application/json")
        return client.post(
            path or reverse("bigcommerce:webhook"), data=body, content_type=content_type, headers=headers
        )

    def deliver(self):
        """Deliver what the store has to tell; returns the site's answers."""
        return [delivery.status for delivery in self.store.deliver_webhooks(sync=True)]


def subscribe(store, scopes, destination=DESTINATION, headers=None):
    hooks = store.client().hooks
    for scope in scopes:
        hooks.create(scope, destination, headers=headers or {HEADER: accepted_secrets()[0]})


@pytest.fixture
def mail(bigcommerce, store):
    """Deliveries of `store`, which is subscribed to everything that has a handler."""
    subscribe(store, [*({*handled_scopes([1])} - {DELIVERY_EXCEPTION}), "store/customer/created"])
    subscribe(store, [DELIVERY_EXCEPTION], destination=f"{DESTINATION}exceptions/")
    store.webhooks.transport = Mail(store)
    return store.webhooks.transport


@pytest.fixture
def work(django_capture_on_commit_callbacks):
    """Runs what is enqueued within the block, as a worker would, when the block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
