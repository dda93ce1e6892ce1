"""Blocks: what they read from the database, and what visitors get."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.blocks import ListBlock, StreamBlock, StreamValue
from wagtail.models import ReferenceIndex

from wagtail_bigcommerce.editor.blocks import PRODUCT_CONTENT_BLOCKS, ProductBlock
from wagtail_bigcommerce.models import Product


@pytest.fixture
def render(channel):
    def render(value, *, is_preview=False):
        request = RequestFactory().get("/", headers={"host": "localhost"})
        request.is_preview = is_preview
        return ProductBlock().render(ProductBlock().to_python(value), {"request": request})

    return render


def test_a_product_is_a_card_with_todays_price_and_a_link(render, product):
    html = render({"product": product.pk, "layout": "wide"})
    for words in ("Paring knife", "$24.00", 'href="/shop/products/product-77/"', "bc-product-block--wide"):
        assert words in html
    Product.objects.update(price_min=30, price_max=30, price=30)
    assert "$30.00" in render({"product": product.pk, "layout": "card"})


@pytest.mark.parametrize("fields", [{"live": False}, {"is_visible": False}, {"assigned": False}])
def test_what_visitors_cannot_buy_leaves_no_trace(render, add_product, fields):
    product = add_product(1, **fields)
    value = {"product": product.pk, "layout": "card"}
    assert render(value).strip() == ""
    assert "Visitors do not see Paring knife here." in render(value, is_preview=True)


@pytest.mark.parametrize("value", [{"product": None}, {"product": 404}])
def test_a_block_without_a_product_breaks_nothing(render, value):
    assert render(value).strip() == ""
    assert "No product is chosen." in render(value, is_preview=True)


def test_a_site_without_a_channel_shows_no_product(render, product, channel):
    channel.site = None
    channel.save()
    assert render({"product": product.pk}).strip() == ""


def test_many_products_are_read_with_two_queries(add_product, brand, django_assert_num_queries):
    products = [add_product(number, brand=brand) for number in range(1, 9)]
    block = StreamBlock([("products", ListBlock(ProductBlock()))])
    raw = [
        {"type": "products", "value": [{"type": "item", "id": "1", "value": {"product": one.pk, "layout": "card"}}]}
        for one in [*products, products[0]]
    ]
    with django_assert_num_queries(2):
        stream = StreamValue(block, raw, is_lazy=True)
        shown = [item["product"] for child in stream for item in child.value]
        assert [one.brand.name for one in shown] == ["Copperfin"] * 9
        assert all(one.channel_assignments.all() for one in shown)
    assert shown[0] == shown[8]
    assert shown[0] is not shown[8]
    assert "payload" in shown[0].get_deferred_fields()


def test_the_reference_index_knows_who_shows_a_product(product, add_product):
    host = add_product(5)
    host.content = [("product", {"product": product, "layout": "card"})]
    host.save()
    references = ReferenceIndex.get_references_to(product)
    assert [int(reference.object_id) for reference in references] == [host.pk]


@pytest.mark.parametrize("name", ["heading", "text", "quote", "product"])
def test_blocks_can_be_previewed_without_any_data(editor, channel, name):
    block = dict(PRODUCT_CONTENT_BLOCKS)[name]
    assert block.get_description()
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    shown = {"heading": "above the harbour", "text": "colour", "quote": "workshop", "product": "$24.00"}[name]
    assert shown in response.content.decode()
