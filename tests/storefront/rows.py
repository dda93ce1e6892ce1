"""Catalog rows for tests, with only what a test is about."""

from decimal import Decimal

from wagtail_bigcommerce.models import (
    Category,
    ChannelAssignment,
    Product,
    ProductCategory,
    ProductFacet,
    Variant,
)


def image(name, image_id=1):
    base = f"https://cdn11.bigcommerce.com/s-demo/{name}"
    return {
        "id": image_id,
        "alt": f"The {name}",
        "url": f"{base}.386.513.jpg?c=1",
        "zoom": f"{base}.1280.1280.jpg?c=1",
        "thumbnail": f"{base}.220.290.jpg?c=1",
        "tiny": f"{base}.44.58.jpg?c=1",
        "is_thumbnail": True,
        "sort_order": 0,
    }


def option(option_id, name, *values, type="rectangles"):
    """Values are (id, label) pairs."""
    return {
        "id": option_id,
        "name": name,
        "type": type,
        "sort_order": option_id,
        "values": [choice(value_id, label) for value_id, label in values],
    }


def choice(value_id, label, **fields):
    return {
        "id": value_id,
        "label": label,
        "sort_order": 0,
        "is_default": False,
        "colors": [],
        "image_url": "",
        "product_id": None,
        **fields,
    }


def modifier(modifier_id, name, type, *values, required=False, **config):
    return {
        "id": modifier_id,
        "name": name,
        "type": type,
        "required": required,
        "sort_order": 0,
        "config": config,
        "values": [{"checked": None, "price_adjuster": None, "purchasing_disabled": False} | value for value in values],
    }


def make_product(channel, bigcommerce_id, name="Mug", *, price=12, variants=None, category=None, facets=(), **fields):
    """A product on sale in the channel. `variants` are dicts of Variant's fields; None: the one of a simple product."""
    price = Decimal(price)
    product = Product.objects.create(
        bigcommerce_id=bigcommerce_id,
        name=name,
        **{
            "slug": f"product-{bigcommerce_id}",
            "price": price,
            "calculated_price": price,
            "price_min": price,
            "price_max": price,
            "details_synced_at": "2026-01-01T00:00:00Z",
            **fields,
        },
    )
    if variants is None:
        variants = [{"calculated_price": price, "sku": product.sku}]
    for position, variant in enumerate(variants):
        Variant.objects.create(
            product=product,
            position=position,
            **{"bigcommerce_id": bigcommerce_id * 1000 + position, "calculated_price": price, **variant},
        )
    ChannelAssignment.objects.create(product=product, channel=channel)
    if category:
        ProductCategory.objects.create(product=product, category=category)
    ProductFacet.objects.bulk_create(ProductFacet(product=product, name=key, value=value) for key, value in facets)
    return product


def make_category(channel, bigcommerce_id, name, parent=None, **fields):
    return Category.objects.create(
        bigcommerce_id=bigcommerce_id,
        channel=channel,
        tree_id=1,
        name=name,
        parent=parent,
        depth=parent.depth + 1 if parent else 1,
        **{
            "slug": f"{parent.slug}/{name.lower()}" if parent else name.lower(),
            "id_path": f"{parent.id_path if parent else '/'}{bigcommerce_id}/",
            **fields,
        },
    )


def make_tee(channel, bigcommerce_id=8, **fields):
    """Sizes S and M in blue and red, without a red M: 25.00, the red one 30.00 and sold out."""
    small, medium = (11, "S"), (12, "M")
    blue, red = (21, "Blue"), (22, "Red")

    def values(size, colour):
        return [
            {"option_id": 1, "option_display_name": "Size", "id": size[0], "label": size[1]},
            {"option_id": 2, "option_display_name": "Colour", "id": colour[0], "label": colour[1]},
        ]

    return make_product(
        channel,
        bigcommerce_id,
        **{
            "name": "Harbour tee",
            "slug": "harbour-tee",
            "sku": "TEE",
            "price": 25,
            "price_max": Decimal(30),
            "inventory_tracking": Product.InventoryTracking.VARIANT,
            "options": [option(1, "Size", small, medium), option(2, "Colour", blue, red, type="swatch")],
            "variants": [
                {"sku": "TEE-S-B", "inventory_level": 9, "option_values": values(small, blue)},
                {"sku": "TEE-M-B", "inventory_level": 9, "option_values": values(medium, blue)},
                {
                    "sku": "TEE-S-R",
                    "price": Decimal(30),
                    "calculated_price": Decimal(30),
                    "inventory_level": 0,
                    "image_url": "https://cdn11.bigcommerce.com/s-demo/red.jpg",
                    "option_values": values(small, red),
                },
            ],
            **fields,
        },
    )
