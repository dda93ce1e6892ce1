"""Views that tell receivers and the page's script what the shopper has done."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ...models import Channel
from ...signals import shopper_event
from ..shop_events import ShopEvent
from .base import ShopView


class ReportingView(ShopView):
    """What is reported goes out as the signal at once, and to the script with the answer."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        #: for the script, as JSON
        self.events: list[dict[str, Any]] = []

    def report(self, *events: ShopEvent) -> None:
        for event in events:
            shopper_event.send_robust(Channel, request=self.request, channel=self.channel, event=event)
            self.events.append(event.as_json())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shop_events=self.events, **kwargs)
