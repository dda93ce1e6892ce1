"""The product chooser: what it lists, finds and returns."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from wagtail_bigcommerce.editor.blocks import ProductChooserBlock

NAMESPACE = "wagtailsnippetchoosers_wagtail_bigcommerce_{}"


def chosen_from(client, model="product", **query):
    """Texts of the rows that the modal's results show."""
    response = client.get(reverse(NAMESPACE.format(model) + ":choose_results"), query)
    assert response.status_code == 200
    rows = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    return [" ".join(row.get_text(" ", strip=True).split()) for row in rows]


def test_rows_show_image_sku_price_and_stock(editor, add_product):
    add_product(77, inventory_tracking="product", inventory_level=3)
    (row,) = chosen_from(editor)
    for words in ("Paring knife", "SKU-77", "$24.00", "3", "live"):
        assert words in row
    modal = json.loads(editor.get(reverse(NAMESPACE.format("product") + ":choose")).content)
    html = BeautifulSoup(modal["html"], "html.parser")
    assert html.select_one("img.bc-thumbnail")
    assert {"q", "brand", "category"} <= {field["name"] for field in html.select("form [name]")}
    assert "create" not in {tab.get("id") for tab in html.select("[role=tab]")}


def test_search_and_filters(editor, add_product, brand, category):
    add_product(1, name="Kettle", brand=brand)
    add_product(2, name="Knife", sku="K-2", categories=[category.children.get()])
    add_product(3, name="Gone", vanished_at=timezone.now())
    assert len(chosen_from(editor)) == 2
    assert "Knife" in chosen_from(editor, q="k-2")[0]
    assert "Kettle" in chosen_from(editor, brand=brand.pk)[0]
    assert "Knife" in chosen_from(editor, category=category.pk)[0]
    assert chosen_from(editor, q='kett"') == []


def test_a_list_of_choices_costs_the_same_whatever_its_length(
    editor, add_product, brand, django_assert_max_num_queries
):
    for number in range(1, 12):
        add_product(number, brand=brand)
    chosen_from(editor)
    with django_assert_max_num_queries(10):
        chosen_from(editor)


def test_choosing_says_when_visitors_do_not_see_the_product(editor, add_product):
    def title(product):
        response = editor.get(reverse(NAMESPACE.format("product") + ":chosen", args=[product.pk]))
        return json.loads(response.content)["result"]["string"]

    assert title(add_product(1)) == "Paring knife (SKU-1)"
    assert title(add_product(2, is_visible=False)) == "Paring knife (SKU-2): hidden in the store"


def test_the_form_widget_says_so_too(product):
    widget = ProductChooserBlock().widget
    assert widget.get_value_data(product)["string"] == "Paring knife (SKU-77)"
    product.live = False
    assert widget.get_value_data(product)["string"] == "Paring knife (SKU-77): unpublished"


@pytest.mark.parametrize(("model", "words"), [("category", "kitchen/knives"), ("brand", "Copperfin")])
def test_categories_and_brands_can_be_chosen(editor, category, brand, model, words):
    assert any(words in row for row in chosen_from(editor, model))
    assert chosen_from(editor, model, q='no"such') == []
