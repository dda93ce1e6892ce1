"""What stands on the demonstration site's pages, as raw stream data."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from wagtail_bigcommerce.models import Category, Channel, Product

FEATURED = 4
TILES = 6

Stream = list[tuple[str, Any]]


def home(channel: Channel, shop: Page | None) -> Stream:
    body: Stream = [
        (
            "hero",
            {
                "heading": "Good things from a small harbour",
                "text": "Stoneware fired up the hill, knives forged from old boat nails, oilskins that have been "
                "to sea. Kittiwick's makers, under one roof.",
                "link_text": "Look around the shop",
                "link_page": shop,
            },
        )
    ]
    if products := featured_products(channel):
        body.append(
            (
                "featured_products",
                {
                    "heading": "From the workshops this week",
                    "products": [{"product": product, "layout": "card"} for product in products],
                },
            )
        )
    if categories := list(Category.objects.shown(channel).filter(depth=1).order_by("sort_order", "name")[:TILES]):
        body.append(("category_tiles", {"heading": "Along the quay", "categories": categories}))
    body += [
        (
            "text_band",
            {
                "heading": "Open since the lifeboat house moved",
                "text": "<p>The general store has sold rope, lamp oil and bread from the same counter since anyone "
                "remembers. Today the bread is next door, and the counter reaches a little further than the bay.</p>"
                "<p>Everything here is made, mended or chosen by somebody you can walk over and talk to.</p>",
            },
        ),
        ("quote", "The mug survived the move, the dog and my brother. I have come for a second one."),
    ]
    return body


def second_home(channel: Channel, shop: Page | None) -> Stream:
    body: Stream = [
        (
            "hero",
            {
                "heading": "Light for the long evenings",
                "text": "Lamps, blankets and strong tea from the keeper's house on Lampholm. "
                "The boat calls twice a week.",
                "link_text": "See what is lit",
                "link_page": shop,
            },
        )
    ]
    if products := featured_products(channel):
        body.append(
            (
                "featured_products",
                {
                    "heading": "On the landing stage",
                    "products": [{"product": product, "layout": "card"} for product in products],
                },
            )
        )
    if categories := list(Category.objects.shown(channel).filter(depth=1).order_by("sort_order", "name")[:TILES]):
        body.append(("category_tiles", {"heading": "Around the island", "categories": categories}))
    body.append(("quote", "We ordered one lamp. Now the sheep come in by themselves."))
    return body


def about(channel: Channel) -> Stream:
    """The second page; empty while there is no product to show on it."""
    products = featured_products(channel)
    if not products:
        return []
    return [
        ("heading", "A shop with a view of the boats"),
        (
            "text",
            (
                "<p>Kittiwick is three streets, a slipway and eleven workshops. What they make ends up on our "
                "shelves, usually while it is still warm.</p><p>If something breaks, bring it back. Most of it can "
                "be mended, and the kettle is on.</p>"
            ),
        ),
        ("product", {"product": products[0], "layout": "wide"}),
        ("quote", "We do not sell anything we would not take on a wet crossing ourselves."),
    ]


def featured_products(channel: Channel) -> list[Product]:
    """The store's featured products that have a picture, else any that have one."""
    pictured = (
        Product.objects.shown(channel).exclude(images=[]).order_by("-is_featured", "sort_order", "bigcommerce_id")
    )
    return list(pictured[:FEATURED])
