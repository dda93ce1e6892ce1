"""The catalog page, ready to use. A site with needs of its own builds its page type from the same mixin instead."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from ..compat import get_page_model
from ..models.fields import ContentField
from ..storefront.catalog_page import CatalogPageMixin

BasePage: Any = get_page_model()


class CatalogPage(CatalogPageMixin, BasePage):
    """The shop's front page; products, categories, brands and search have their addresses below it."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "document-link"])
    content = ContentField(
        verbose_name=_("content"), blank=True, help_text=_("Shown on the shop's front page, below the introduction.")
    )

    template = CatalogPageMixin.landing_template

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("content")]

    class Meta:
        app_label = "wagtail_bigcommerce_pages"
        verbose_name = _("catalog page")
        verbose_name_plural = _("catalog pages")
