"""Signed events at a steady rate, as a busy store sends them: side by side, and some of them twice."""

from __future__ import annotations

import json
import queue
import random
import threading
import time
import uuid
from dataclasses import dataclass, field

import requests

from wagtail_bigcommerce.client import sign_webhook
from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.webhooks.secrets import HEADER

SENDERS = 8
#: of a hundred events, so many are sent twice
REPEATED = 5
SECONDS_TO_ANSWER = 30


@dataclass
class Storm:
    """Renames products of a store and tells `url` of it; `seconds` are how long the answers took."""

    store: DemoStore
    url: str
    secret: str
    seconds: list[float] = field(default_factory=list)
    #: answers other than 200
    refused: list[int] = field(default_factory=list)
    _waiting: queue.Queue[int | None] = field(default_factory=queue.Queue)

    def blow(self, *, rate: int, seconds: int) -> None:
        """Send `rate` events a second; later ones do not wait for the answers to earlier ones."""
        senders = [threading.Thread(target=self._send) for _ in range(SENDERS)]
        for sender in senders:
            sender.start()
        began, ids = time.monotonic(), list(self.store.state.products)
        for number in range(rate * seconds):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            product_id = random.choice(ids)
            with self.store.lock:
                self.store.state.products[product_id]["name"] = f"Name {number}"
            self._waiting.put(product_id)
        for _ in senders:
            self._waiting.put(None)
        for sender in senders:
            sender.join()

    def _send(self) -> None:
        session = requests.Session()
        while (product_id := self._waiting.get()) is not None:
            headers, body = self._event(product_id)
            for _time in range(2 if random.randrange(100) < REPEATED else 1):
                began = time.monotonic()
                answer = session.post(self.url, data=body, headers=headers, timeout=SECONDS_TO_ANSWER)
                self.seconds.append(time.monotonic() - began)
                if answer.status_code != 200:
                    self.refused.append(answer.status_code)

    def _event(self, product_id: int) -> tuple[dict[str, str], bytes]:
        message_id, now = f"msg_{uuid.uuid4().hex}", int(time.time())
        event = {
            "scope": "store/product/updated",
            "store_id": "1000042",
            "producer": f"stores/{self.store.hash}",
            "created_at": now,
            "hash": message_id,
            "data": {"type": "product", "id": product_id},
        }
        body = json.dumps(event).encode()
        headers = {
            "Content-Type": "application/json",
            HEADER: self.secret,
            "webhook-id": message_id,
            "webhook-timestamp": str(now),
            "webhook-signature": sign_webhook(self.store.client_secret, message_id, now, body),
        }
        return headers, body
