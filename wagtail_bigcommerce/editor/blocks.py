"""Blocks that editors put into pages and into the content of products, categories and brands."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BlockQuoteBlock,
    CharBlock,
    ChoiceBlock,
    RichTextBlock,
    StructBlock,
    StructValue,
)
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from ..models import Channel, Product
from . import rows, samples
from .status import is_shown_in
from .widgets import ProductChooserWidget

__all__ = [
    "PRODUCT_CONTENT_BLOCKS",
    "BrandChooserBlock",
    "CategoryChooserBlock",
    "HeadingBlock",
    "PictureBlock",
    "ProductBlock",
    "ProductChooserBlock",
    "QuoteBlock",
    "TextBlock",
]

#: the shop's style sheets around a single block
PREVIEW = "wagtail_bigcommerce/blocks/preview.html"


class ProductChooserBlock(SnippetChooserBlock):
    """A product. All products of a stream are read with two queries, without the columns that a card never shows."""

    def __init__(self, target_model: Any = "wagtail_bigcommerce.Product", **kwargs: Any) -> None:
        super().__init__(target_model, **kwargs)

    @cached_property
    def widget(self) -> ProductChooserWidget:
        return ProductChooserWidget(icon=self.meta.icon)

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Product | None]:
        keys = list(values)
        products = rows.light(Product.objects.all()).in_bulk([key for key in keys if key is not None])
        # Wagtail wants an object of its own for every place, also when one product stands in two.
        return [copy.copy(products[key]) if key in products else None for key in keys]

    class Meta:
        icon = "tag"
        label = _("Product")


class CategoryChooserBlock(SnippetChooserBlock):
    def __init__(self, target_model: Any = "wagtail_bigcommerce.Category", **kwargs: Any) -> None:
        super().__init__(target_model, **kwargs)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Category")


class BrandChooserBlock(SnippetChooserBlock):
    def __init__(self, target_model: Any = "wagtail_bigcommerce.Brand", **kwargs: Any) -> None:
        super().__init__(target_model, **kwargs)

    class Meta:
        icon = "wagtail-bigcommerce-brand"
        label = _("Brand")


class ProductBlock(StructBlock):
    """A product as a card, with today's price from the catalog.

    A product that visitors cannot see in the channel of the page's site leaves no trace on the page; in a preview a
    note says why it is missing.
    """

    product = ProductChooserBlock()
    layout = ChoiceBlock(
        label=_("layout"),
        choices=[("card", _("Card")), ("wide", _("Wide: image beside the text"))],
        default="card",
    )

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        request = context.get("request")
        context["product"] = product = value.get("product")
        context["channel"] = channel = Channel.objects.for_request(request) if request else None
        context["is_shown"] = bool(product and channel and is_shown_in(product, channel))
        context["is_preview"] = bool(getattr(request, "is_preview", False))
        return context

    def get_preview_value(self) -> StructValue:
        return self.normalize({"product": samples.product(), "layout": "card"})

    class Meta:
        icon = "tag"
        label = _("Product")
        description = _("A product with its image and price, kept up to date from the store")
        template = "wagtail_bigcommerce/blocks/product.html"
        preview_template = "wagtail_bigcommerce/blocks/product_preview.html"


class HeadingBlock(CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading between two parts of the text")
        form_classname = "title"
        template = "wagtail_bigcommerce/blocks/heading.html"
        preview_template = PREVIEW
        preview_value = _("Thrown by hand, above the harbour")


class TextBlock(RichTextBlock):
    def __init__(self, features: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(features=features or TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs with links and lists")
        preview_template = PREVIEW
        preview_value = _("<p>Every mug is fired twice, so that it keeps its <b>colour</b> in the dishwasher.</p>")


class PictureBlock(ImageBlock):
    class Meta:
        icon = "image"
        label = _("Image")
        description = _("An image from the library, with its alternative text")
        template = "wagtail_bigcommerce/blocks/image.html"
        preview_template = PREVIEW


class QuoteBlock(BlockQuoteBlock):
    class Meta:
        label = _("Quote")
        description = _("What somebody said about it")
        preview_template = PREVIEW
        preview_value = _("The only cup that survives my workshop.")


#: headings of the second level are blocks of their own, so that the outline of a page stays right
TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]

#: the default of the setting PRODUCT_CONTENT_BLOCKS
PRODUCT_CONTENT_BLOCKS = [
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("image", PictureBlock()),
    ("quote", QuoteBlock()),
    ("product", ProductBlock()),
]
