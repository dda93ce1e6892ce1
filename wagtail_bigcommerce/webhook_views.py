"""Where BigCommerce posts its events: verify, store, enqueue, answer. Nothing is looked up or done before the answer.

A whole domain is blocked when too few of its answers are 2xx, so events that nobody handles are accepted too; only
what is not from BigCommerce is refused.
"""

from __future__ import annotations

import logging

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from .background import enqueue
from .client import InvalidSignature
from .models import WebhookEvent
from .webhooks import inbox
from .webhooks.verify import verify

logger = logging.getLogger(__name__)

#: Events are some hundred bytes; those about many records at once are larger.
MAX_BODY_BYTES = 256 * 1024


@method_decorator(csrf_exempt, name="dispatch")
class WebhookView(View):
    """Needs no login and no CSRF token: the secret header and the signature are the proof."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        body = _body(request)
        if body is None:
            return HttpResponse(status=413)
        try:
            message = verify(request.headers, body, now=timezone.now())
        except InvalidSignature as error:
            logger.warning("A webhook was refused: %s", error)
            return HttpResponse(status=401)
        event = inbox.receive(message) if message else None
        if event is not None:
            # robust: an event that is stored is not lost when the queue is down, but swept up later
            transaction.on_commit(lambda: _enqueue(event), robust=True)
        return HttpResponse()


def _body(request: HttpRequest) -> bytes | None:
    """What was sent, None when that is more than any event."""
    try:
        if int(request.headers.get("Content-Length") or 0) > MAX_BODY_BYTES:
            return None
        body = request.body
    except (ValueError, RequestDataTooBig):
        return None
    return body if len(body) <= MAX_BODY_BYTES else None


def _enqueue(event: WebhookEvent) -> None:
    if inbox.needs_a_task(event):
        enqueue("wagtail_bigcommerce.tasks.handle_webhooks", event.subject)
