"""What staff do with webhook events: have them handled again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..background import enqueue
from ..models import WebhookEvent
from ..sync.refusals import ImportRefused
from ..webhooks import inbox

#: states of events that are not handled; one that is being handled is left alone
_RETRIED = (WebhookEvent.State.WAITING, WebhookEvent.State.DEAD)


def retry(user: Any, events: Sequence[WebhookEvent]) -> int:
    """Handle events now that wait or were given up, the latter with all attempts before them; return how many.

    Raises ImportRefused when there is none among `events`.
    """
    chosen = WebhookEvent.objects.filter(pk__in=[event.pk for event in events], state__in=_RETRIED)
    with transaction.atomic():
        retried = list(chosen)
        if not retried:
            raise ImportRefused(_("Only events that wait or were given up can be tried again."))
        inbox.replay(chosen)
        for subject in {event.subject for event in retried}:
            enqueue("wagtail_bigcommerce.tasks.handle_webhooks", subject)
        for event in retried:
            log(instance=event, action="bigcommerce.retry", user=user)
    return len(retried)
