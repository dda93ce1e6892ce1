"""What an import did: a row per run, and a row per thing that could not be imported."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SyncRun(models.Model):
    """One import. `cursor` is where the next page starts, so that a run that was cut off goes on there.

    Only one run is under way at a time, over all processes and hosts: the database refuses a second row that is
    running. A run that has not been heard of for STALE_AFTER died with its process, and its place can be taken.
    """

    STALE_AFTER = timedelta(minutes=5)

    class Kind(models.TextChoices):
        FULL = "full", _("full")
        INCREMENTAL = "incremental", _("incremental")
        PARTIAL = "partial", _("chosen products")
        RELINK = "relink", _("link to another store")

    class Status(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")
        ABORTED = "aborted", _("aborted")
        HELD = "held", _("held")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    status = models.CharField(_("status"), max_length=16, choices=Status.choices, default=Status.RUNNING)
    store_hash = models.CharField(max_length=64)
    started_at = models.DateTimeField(_("started"), db_index=True)
    #: written with each page
    heartbeat_at = models.DateTimeField(_("last sign of life"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)
    #: what was asked for, and how far it got; see `sync.job`
    cursor = models.JSONField(default=dict)
    #: totals by what happened: {"products": {"created": 3, "changed": 0, "unchanged": 77, "vanished": 0}, ...,
    #: "requests": 5}
    counts = models.JSONField(default=dict)
    #: by phase, in their order; `sync.progress` reads it
    progress = models.JSONField(default=dict)
    #: one readable line, safe to show staff
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at"]
        get_latest_by = "started_at"
        permissions = [("run_syncrun", "Can run imports")]
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=models.Q(status="running"), name="bigcommerce_one_run_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.started_at:%Y-%m-%d %H:%M}"


class SyncIssue(models.Model):
    """An object that a run could not import, and why. The run went on without it."""

    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="issues")
    object_type = models.CharField(_("kind of object"), max_length=32)
    bigcommerce_id = models.PositiveIntegerField(_("BigCommerce ID"), null=True)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("import issue")
        verbose_name_plural = _("import issues")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.object_type} {self.bigcommerce_id}: {self.reason}"
