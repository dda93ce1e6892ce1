"""Channels of the store, and which Wagtail site shows which of them."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from ..compat import page_model_string
from .fields import RemoteIdField


class ChannelQuerySet(models.QuerySet["Channel"]):
    def for_request(self, request: HttpRequest) -> Channel | None:
        """The channel of the request's site, or None when that site sells nothing.

        One query per request, then remembered.
        """
        if not hasattr(request, "_bigcommerce_channel"):
            site = Site.find_for_request(request)
            request._bigcommerce_channel = self.filter(site=site).first() if site else None  # type: ignore[attr-defined]
        return request._bigcommerce_channel  # type: ignore[attr-defined]


class Channel(models.Model):
    """One storefront of the store.

    A Wagtail site shows the catalog of its channel only; a site without a channel has no shop.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        PRELAUNCH = "prelaunch", _("pre-launch")
        INACTIVE = "inactive", _("inactive")
        CONNECTED = "connected", _("connected")
        DISCONNECTED = "disconnected", _("disconnected")
        ARCHIVED = "archived", _("archived")
        DELETED = "deleted", _("deleted")
        TERMINATED = "terminated", _("terminated")

    bigcommerce_id = RemoteIdField(_("BigCommerce ID"))
    name = models.CharField(_("name"), max_length=255)
    #: BigCommerce may add states: an unknown one is kept and is not active
    status = models.CharField(_("status"), max_length=32, choices=Status.choices, default=Status.ACTIVE)
    site = models.OneToOneField(
        "wagtailcore.Site",
        verbose_name=_("Wagtail site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bigcommerce_channel",
        help_text=_("The site whose visitors shop in this channel."),
    )
    catalog_page = models.ForeignKey(
        page_model_string(),
        verbose_name=_("catalog page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page below which this channel's products have their addresses."),
    )
    #: of the channel's site at BigCommerce, which redirects belong to
    store_site_id = models.PositiveIntegerField(null=True, editable=False)
    tree_id = models.PositiveIntegerField(_("category tree"), null=True, editable=False)
    default_currency = models.CharField(_("default currency"), max_length=3, default="USD", editable=False)
    currencies = models.JSONField(_("currencies"), default=list, editable=False)
    site_url = models.URLField(_("site URL at BigCommerce"), blank=True, editable=False)
    checkout_url = models.URLField(_("checkout URL at BigCommerce"), blank=True, editable=False)
    settings = models.JSONField(default=dict, editable=False)
    synced_at = models.DateTimeField(_("last synced"), null=True, editable=False)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["bigcommerce_id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether visitors may shop here.

        Pre-launch channels are shown: their site's privacy is Wagtail's business.
        """
        return self.status in {self.Status.ACTIVE, self.Status.PRELAUNCH, self.Status.CONNECTED}


class ChannelAssignment(models.Model):
    """A product that is sold in a channel: BigCommerce sells nothing in a channel that it is not assigned to."""

    product = models.ForeignKey(
        "wagtail_bigcommerce.Product", on_delete=models.CASCADE, related_name="channel_assignments"
    )
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="product_assignments")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "channel"], name="bigcommerce_assigned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} @ {self.channel_id}"
