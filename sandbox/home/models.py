from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from wagtail_bigcommerce.editor.blocks import PRODUCT_CONTENT_BLOCKS

from .blocks import HOME_BLOCKS


class HomePage(Page):
    """The landing page: a hero, products that an editor features, and ways into the catalog."""

    body = StreamField(HOME_BLOCKS, blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")


class ContentPage(Page):
    """Any other page: text, images, quotes and products."""

    body = StreamField(PRODUCT_CONTENT_BLOCKS, blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    template = "home/content_page.html"

    class Meta:
        verbose_name = _("content page")


@register_setting(icon="view")
class Look(BaseSiteSetting):
    """How a site looks: its style sheet is the shop's theme with other colours, type and corners."""

    class Theme(models.TextChoices):
        HARBOUR = "harbour", _("harbour, by day")
        LIGHTHOUSE = "lighthouse", _("lighthouse, by night")

    theme = models.CharField(_("theme"), max_length=20, choices=Theme.choices, default=Theme.HARBOUR)

    class Meta:
        verbose_name = _("look")
