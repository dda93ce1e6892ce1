"""The inbox of webhook events, and which subscriptions this project holds."""

from __future__ import annotations

import re

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_UUID = re.compile(r"([0-9a-f]{4})[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def without_keys(text: str) -> str:
    """Shorten ids of carts and tokens of recovery links: whoever reads one could open the cart."""
    return _UUID.sub("\\1…", text)


class WebhookEvent(models.Model):
    """An event that BigCommerce sent. It is stored before it is handled, and says what became of it.

    Events with one `subject` ("product:77") are handled together, since handlers read anew whatever changed. A
    working event whose `due_at` has passed lost its worker, and is taken up again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        WORKING = "working", _("being handled")
        DONE = "done", _("handled")
        DEAD = "dead", _("given up")

    #: BigCommerce's message id; where it sent none, the payload's hash and second
    key = models.CharField(max_length=128, unique=True)
    scope = models.CharField(_("event"), max_length=128, db_index=True)
    subject = models.CharField(_("about"), max_length=160)
    data = models.JSONField(_("data"), default=dict)
    #: when it happened, by BigCommerce's clock
    created_at = models.DateTimeField(_("happened"), null=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    handled_at = models.DateTimeField(_("handled at"), null=True)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.WAITING)
    #: begun, whether they came to an end or not
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    #: waiting: not to be handled before; working: given up for lost after
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    #: one readable line about the last attempt that failed, safe to show staff
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("webhook event")
        verbose_name_plural = _("webhook events")
        ordering = ["-received_at", "-pk"]
        permissions = [("retry_webhookevent", "Can try webhook events again")]
        indexes = [
            models.Index(fields=["subject", "state"], name="bigcommerce_event_subject"),
            models.Index(fields=["state", "due_at"], name="bigcommerce_event_due"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} ({without_keys(self.subject)})"


class WebhookSubscription(models.Model):
    """A webhook of ours at BigCommerce, as last seen.

    That there are rows for this project's own address says that somebody set webhooks up from here. Only then are they
    repaired by schedule: a copy of the database on another host must not subscribe by itself.
    """

    bigcommerce_id = models.PositiveIntegerField(_("BigCommerce ID"), unique=True)
    scope = models.CharField(_("event"), max_length=128)
    destination = models.CharField(_("address"), max_length=1024)
    is_active = models.BooleanField(_("active"), default=True)
    checked_at = models.DateTimeField(_("last checked"))

    class Meta:
        verbose_name = _("webhook subscription")
        verbose_name_plural = _("webhook subscriptions")
        ordering = ["scope"]

    def __str__(self) -> str:
        return self.scope
