"""Webhook subscriptions. Scope: none beyond the default; only those of the same API account are visible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..endpoints import Endpoint
from ..payloads import Hook, Payload
from .base import Resource


class Hooks(Resource):
    """Source: REST Management, Webhooks v3."""

    LIST = Endpoint("GET", "/v3/hooks")
    GET = Endpoint("GET", "/v3/hooks/{hook_id}")
    CREATE = Endpoint("POST", "/v3/hooks")
    UPDATE = Endpoint("PUT", "/v3/hooks/{hook_id}")
    DELETE = Endpoint("DELETE", "/v3/hooks/{hook_id}")

    def iter(self) -> Iterator[Hook]:
        """Yield all subscriptions."""
        for row in self._rows(self.LIST):
            yield cast(Hook, row)

    def get(self, hook_id: int) -> Hook:
        """Return one subscription."""
        return cast(Hook, self._send(self.GET, path={"hook_id": hook_id}).data())

    def create(
        self, scope: str, destination: str, headers: Mapping[str, str] | None = None, is_active: bool = True
    ) -> Hook:
        """Subscribe to a scope. `destination` is HTTPS on port 443; `headers` come back with every event.

        Deliveries can take a minute to begin. There is one subscription per scope and destination.
        """
        body: Payload = {"scope": scope, "destination": destination, "is_active": is_active}
        if headers:
            body["headers"] = dict(headers)
        return cast(Hook, self._send(self.CREATE, json=body).data())

    def update(self, hook_id: int, **fields: Any) -> Hook:
        """Change `scope`, `destination`, `headers` or `is_active`; the last re-enables one that was switched off."""
        return cast(Hook, self._send(self.UPDATE, path={"hook_id": hook_id}, json=fields).data())

    def delete(self, hook_id: int) -> None:
        """Unsubscribe."""
        self._send(self.DELETE, path={"hook_id": hook_id})
