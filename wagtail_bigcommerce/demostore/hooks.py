"""Webhooks that really arrive: events are queued on change, signed, posted, repeated when refused.

The store queues under its lock and posts outside it, since a receiver may ask the API back at once.
Source: "Webhooks overview", "HTTPS webhooks" and the Standard Webhooks specification.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import requests

from .state import Payload

if TYPE_CHECKING:
    from .store import DemoStore

#: Posts a delivery and answers with the receiver's status. Raises requests.RequestException.
Transport = Callable[[str, dict[str, str], bytes], int]

RETRY_DELAYS_SECONDS = (60, 180, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 50_400, 86_400)
#: Tells of events that were not accepted: the error codes of one that is repeated, and of a hook that is switched off.
DELIVERY_EXCEPTION = "store/hook/deliveryException"
_REPEATED, _SWITCHED_OFF = 90001, 90002
#: A receiver that takes longer is delivered to again.
TIMEOUT_SECONDS = 10


@dataclass
class Delivery:
    """One event on its way to one hook."""

    hook_id: int
    scope: str
    body: bytes
    due: datetime
    message_id: str = field(default_factory=lambda: f"msg_{uuid.uuid4().hex}")
    attempts: int = 0
    #: The receiver's last answer, None while there was none.
    status: int | None = None

    @property
    def accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def post(url: str, headers: dict[str, str], body: bytes) -> int:
    """Deliver over HTTP, without following redirects."""
    response = requests.post(url, data=body, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    return response.status_code


def signed_headers(secret: str, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of Standard Webhooks; the key is the API account's client secret."""
    content = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(secret.encode(), content, hashlib.sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


class WebhookSender:
    """The queue of one store's deliveries. `transport` may be replaced to reach a receiver in process."""

    def __init__(self, store: DemoStore) -> None:
        self.store = store
        self.transport: Transport = post
        self._queue: list[Delivery] = []
        self._wake = threading.Event()
        self._running = False

    @property
    def waiting(self) -> list[Delivery]:
        """Deliveries that have not been accepted yet, oldest first."""
        with self.store.lock:
            return list(self._queue)

    def enqueue(self, scope: str, data: Payload) -> None:
        """Queue the event for every active hook whose scope covers it."""
        store = self.store
        now = store.clock()
        event = {
            "scope": scope,
            "store_id": str(store.state.profile["store_id"]),
            "producer": f"stores/{store.hash}",
            "created_at": int(now.timestamp()),
            "data": data,
        }
        # Tells repeated deliveries apart from new events; it is no signature.
        event["hash"] = hashlib.sha1(json.dumps(event, sort_keys=True).encode()).hexdigest()  # noqa: S324
        body = json.dumps(event).encode()
        with store.lock:
            for hook in store.state.hooks.values():
                if hook["is_active"] and fnmatchcase(scope, hook["scope"]):
                    self._queue.append(Delivery(hook["id"], scope, body, due=now))
        self._wake.set()

    def deliver_due(self) -> list[Delivery]:
        """Post everything that is due, in this thread, and return what was tried."""
        tried: list[Delivery] = []
        while (delivery := self._take_due()) is not None:
            self._attempt(delivery)
            tried.append(delivery)
        return tried

    def start(self) -> None:
        """Deliver in a background thread from now on."""
        with self.store.lock:
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="demostore-webhooks", daemon=True).start()

    def stop(self) -> None:
        """Let the background thread end; what waits stays queued."""
        self._running = False
        self._wake.set()

    def _run(self) -> None:
        while self._running:
            self.deliver_due()
            # Repeats become due without an event, hence the look once a second.
            self._wake.wait(timeout=1)
            self._wake.clear()

    def _take_due(self) -> Delivery | None:
        with self.store.lock:
            now = self.store.clock()
            for delivery in self._queue:
                if delivery.due <= now:
                    self._queue.remove(delivery)
                    return delivery
        return None

    def _attempt(self, delivery: Delivery) -> None:
        store = self.store
        with store.lock:
            hook = store.state.hooks.get(delivery.hook_id)
            if hook is None or not hook["is_active"]:
                return
            now = store.clock()
            headers = {
                "Content-Type": "application/json",
                "User-Agent": "demostore-webhooks",
                **(hook["headers"] or {}),
                **signed_headers(store.client_secret, delivery.message_id, int(now.timestamp()), delivery.body),
            }
        try:
            delivery.status = self.transport(hook["destination"], headers, delivery.body)
        except requests.RequestException:
            delivery.status = None
        delivery.attempts += 1
        if delivery.accepted:
            return
        with store.lock:
            is_last = delivery.attempts > len(RETRY_DELAYS_SECONDS)
            if is_last:
                hook["is_active"] = False
            else:
                delivery.due = now + timedelta(seconds=RETRY_DELAYS_SECONDS[delivery.attempts - 1])
                self._queue.append(delivery)
            if delivery.scope != DELIVERY_EXCEPTION:
                error_code = _SWITCHED_OFF if is_last else _REPEATED
                self.enqueue(DELIVERY_EXCEPTION, {"type": "hook", "id": hook["id"], "error_code": error_code})


def channel_event(scope: str, data: dict[str, Any], channel_id: int) -> tuple[str, dict[str, Any]]:
    """The twin of an event that hooks of one channel get: named ids in place of type and id."""
    kind = "cart_item" if data["type"] == "cart_line_item" else data["type"]
    twin = {f"{kind}_id": data["id"]}
    twin.update({_snake_case(name): value for name, value in data.items() if name not in ("type", "id")})
    return scope.replace("store/", f"store/channel/{channel_id}/", 1), twin


def _snake_case(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
