"""Blocks of the demonstration site's own pages, beside the shop's product block."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, RichTextBlock, StructBlock, StructValue, TextBlock
from wagtail.images.blocks import ImageBlock

from wagtail_bigcommerce.editor.blocks import CategoryChooserBlock, ProductBlock, QuoteBlock


class HeroBlock(StructBlock):
    heading = CharBlock()
    text = TextBlock(required=False)
    link_text = CharBlock(required=False)
    link_page = PageChooserBlock(required=False)
    image = ImageBlock(required=False)

    class Meta:
        icon = "image"
        label = _("Hero")
        description = _("The first thing on the page: a promise and a way in")
        template = "home/blocks/hero.html"
        preview_value = {
            "heading": "Made above the harbour",
            "text": "Stoneware, knives and oilskins from the people next door.",
            "link_text": "To the shop",
        }


class FeaturedProductsBlock(StructBlock):
    heading = CharBlock()
    products = ListBlock(ProductBlock())

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        chosen = [child["product"] for child in value["products"] if child.get("product")]
        return super().get_context(value, parent_context) | {"chosen": chosen}

    class Meta:
        icon = "tag"
        label = _("Featured products")
        description = _("A row of products below a heading")
        template = "home/blocks/featured_products.html"


class CategoryTilesBlock(StructBlock):
    heading = CharBlock()
    categories = ListBlock(CategoryChooserBlock())

    class Meta:
        icon = "grid"
        label = _("Category tiles")
        description = _("Ways into the shop, each with its picture")
        template = "home/blocks/category_tiles.html"


class TextBandBlock(StructBlock):
    heading = CharBlock()
    text = RichTextBlock(features=["bold", "italic", "link", "ul", "ol"])

    class Meta:
        icon = "pilcrow"
        label = _("Text band")
        description = _("A heading and a few paragraphs")
        template = "home/blocks/text_band.html"
        preview_value = {"heading": "Who we are", "text": "<p>A shop with a view of the boats.</p>"}


HOME_BLOCKS = [
    ("hero", HeroBlock()),
    ("featured_products", FeaturedProductsBlock()),
    ("category_tiles", CategoryTilesBlock()),
    ("text_band", TextBandBlock()),
    ("quote", QuoteBlock()),
]
