"""What became of checkouts. Neither table holds anything about a person."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _


class CompletedOrder(models.Model):
    """An order that receivers of `order_completed` were told of.

    The shopper's browser and a webhook both tell, in any order and more than once: the row makes one of them the first.
    """

    order_id = models.PositiveIntegerField(unique=True)
    completed_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("completed order")
        verbose_name_plural = _("completed orders")

    def __str__(self) -> str:
        return f"order {self.order_id}"


class CheckoutCountQuerySet(models.QuerySet["CheckoutCount"]):
    def add_one(self, channel_id: int, day: date, outcome: str) -> None:
        """Count one. Two queries, three for the first of a day."""
        row, _is_new = self.get_or_create(channel_id=channel_id, day=day, outcome=outcome)
        self.filter(pk=row.pk).update(count=F("count") + 1)

    def totals(self) -> dict[str, int]:
        """Return how many there are of each outcome."""
        return dict(self.order_by().values_list("outcome").annotate(Sum("count")))


class CheckoutCount(models.Model):
    """How often the embedded checkout began in a channel on a day (UTC), and how often and why it had to be left."""

    class Outcome(models.TextChoices):
        BEGUN = "begun", _("begun")
        NO_SCRIPT = "sdk", _("the checkout script did not load")
        NO_ADDRESS = "address", _("there was no address for the frame")
        REFUSED = "refused", _("the frame refused")
        SILENT = "silent", _("the frame did not answer in time")
        ERROR = "error", _("an error in the checkout")
        CHOSEN = "chosen", _("the shopper opened it in the whole window")

    channel = models.ForeignKey("wagtail_bigcommerce.Channel", on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    count = models.PositiveIntegerField(_("count"), default=0)

    objects = CheckoutCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("embedded checkouts")
        verbose_name_plural = _("embedded checkouts")
        constraints = [
            models.UniqueConstraint(fields=["channel", "day", "outcome"], name="bigcommerce_one_checkout_count"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.outcome}: {self.count}"
