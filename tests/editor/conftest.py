from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from wagtail_bigcommerce.models import Brand, Category, ChannelAssignment, Product, ProductCategory, Variant

IMAGE = {
    "id": 1,
    "alt": "",
    "url": "https://img.test/1.jpg",
    "zoom": "https://img.test/1-xl.jpg",
    "thumbnail": "https://img.test/1-s.jpg",
    "tiny": "https://img.test/1-xs.jpg",
    "is_thumbnail": True,
    "sort_order": 0,
}


@pytest.fixture
def brand(channel):
    return Brand.objects.bulk_create([Brand(bigcommerce_id=3, name="Copperfin", slug="copperfin")])[0]


@pytest.fixture
def category(channel):
    kitchen = Category(
        bigcommerce_id=10, name="Kitchen", slug="kitchen", id_path="/10/", tree_id=1, channel=channel, depth=1
    )
    kitchen = Category.objects.bulk_create([kitchen])[0]
    Category.objects.bulk_create(
        [
            Category(
                bigcommerce_id=11,
                name="Knives",
                slug="kitchen/knives",
                id_path="/10/11/",
                tree_id=1,
                channel=channel,
                depth=2,
                parent=kitchen,
            )
        ]
    )
    return kitchen


@pytest.fixture
def add_product(channel):
    """Write a product as an import does: in bulk, past the model's methods."""

    def add(bigcommerce_id, name="Paring knife", *, assigned=True, categories=(), variants=(), **fields):
        price = fields.pop("price", Decimal("24"))
        defaults = {
            "slug": f"product-{bigcommerce_id}",
            "sku": f"SKU-{bigcommerce_id}",
            "price": price,
            "price_min": price,
            "price_max": price,
            "images": [IMAGE],
            "synced_at": timezone.now(),
            "payload": {"id": bigcommerce_id, "description": "x" * 1000},
        }
        product = Product.objects.bulk_create([Product(bigcommerce_id=bigcommerce_id, name=name, **defaults | fields)])[
            0
        ]
        if assigned:
            ChannelAssignment.objects.create(product=product, channel=channel)
        ProductCategory.objects.bulk_create(ProductCategory(product=product, category=one) for one in categories)
        Variant.objects.bulk_create(
            Variant(product=product, bigcommerce_id=bigcommerce_id * 100 + position, position=position, **variant)
            for position, variant in enumerate(variants)
        )
        return product

    return add


@pytest.fixture
def product(add_product, brand):
    return add_product(77, brand=brand)


@pytest.fixture
def editor(client, db):
    """A superuser's browser: the one whom permissions alone would not stop."""
    user = get_user_model().objects.create_superuser("editor", "editor@example.com", "editor")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.user = user
    return client
