"""The edit form: BigCommerce's half to read, the editor's half to write."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from wagtail_bigcommerce.models import Brand, Category, Channel, Product


def url(view, model="product", *arguments):
    return reverse(f"wagtailsnippets_wagtail_bigcommerce_{model}:{view}", args=arguments)


def form_data(**fields):
    return nested_form_data(
        {
            "seo_title": "",
            "seo_description": "",
            "social_image": "",
            "tags": "",
            "go_live_at": "",
            "expire_at": "",
            "content": streamfield([("text", rich_text("<p>Ground twice.</p>"))]),
            **fields,
        }
    )


def edit_form(client, product):
    response = client.get(url("edit", "product", product.pk))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_bigcommerces_values_can_be_read_and_not_written(editor, add_product, brand, category):
    product = add_product(
        77,
        brand=brand,
        categories=[category],
        inventory_tracking="variant",
        inventory_level=9,
        variants=[
            {"sku": "K-S", "calculated_price": "24", "inventory_level": 4, "option_values": [{"label": "Small"}]},
            {"sku": "K-L", "calculated_price": "30", "inventory_level": 5, "option_values": [{"label": "Large"}]},
        ],
    )
    form = edit_form(editor, product)
    panel = form.select_one(".bc-store").get_text(" ", strip=True)
    for words in ("Paring knife", "$24.00", "SKU-77", "Copperfin", "Kitchen", "Small", "K-L", "$30.00", "Last synced"):
        assert words in panel
    fields = {field["name"] for field in form.select("form [name]")}
    assert fields & set(Product.synced_fields) == set()
    assert {"seo_title", "seo_description", "social_image", "tags"} <= fields


def test_an_editors_change_is_saved_beside_an_import(editor, product):
    """Edge of decision 2: the price changes between opening and publishing the form."""
    edit_form(editor, product)
    Product.objects.filter(pk=product.pk).update(price="30", name="Long knife")
    response = editor.post(
        url("edit", "product", product.pk),
        form_data(seo_title="Sharp", tags="gift", **{"action-publish": "publish", "name": "Mine", "price": "1"}),
    )
    assert response.status_code == 302
    product.refresh_from_db()
    assert (product.name, product.price, product.seo_title) == ("Long knife", 30, "Sharp")
    assert list(product.tags.names()) == ["gift"]
    assert "Ground twice." in str(product.content)


def test_a_draft_stays_a_draft(editor, product):
    editor.post(url("edit", "product", product.pk), form_data(seo_title="Sharp"))
    product.refresh_from_db()
    assert product.seo_title == ""
    assert product.live
    assert product.get_latest_revision_as_object().seo_title == "Sharp"


def test_an_editor_can_take_a_product_down_and_put_it_back(editor, product):
    editor.post(url("unpublish", "product", product.pk))
    product.refresh_from_db()
    assert not product.live
    editor.post(url("edit", "product", product.pk), form_data(**{"action-publish": "publish"}))
    product.refresh_from_db()
    assert product.live


@pytest.mark.parametrize("model", [Product, Category, Brand])
def test_nobody_adds_copies_or_deletes(editor, product, category, brand, model):
    name = model._meta.model_name
    row = model.objects.first()
    assert editor.get(url("add", name)).status_code == 302
    assert editor.get(url("delete", name, row.pk)).status_code == 302
    editor.post(url("delete", name, row.pk))
    assert model.objects.filter(pk=row.pk).exists()
    assert editor.get(f"/admin/snippets/wagtail_bigcommerce/{name}/copy/{row.pk}/").status_code == 404
    html = editor.get(url("list", name)).content.decode()
    assert url("add", name) not in html
    assert url("delete", name, row.pk) not in html
    html = editor.get(url("edit", name, row.pk)).content.decode()
    assert url("delete", name, row.pk) not in html


def test_groups_are_offered_only_what_can_be_done(editor, db):
    html = editor.get(reverse("wagtailusers_groups:add")).content.decode()
    offered = {
        permission.codename
        for permission in Permission.objects.filter(content_type__app_label="wagtail_bigcommerce")
        if f'value="{permission.pk}"' in html
    }
    assert {"change_product", "publish_product", "change_channel", "view_syncrun"} <= offered
    assert not {"add_product", "delete_product", "add_brand", "delete_category", "change_syncrun"} & offered


def test_an_editor_without_permission_sees_nothing(client, product):
    user = get_user_model().objects.create_user("writer", password="writer")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url("list")).status_code == 302
    group.permissions.add(Permission.objects.get(codename="change_product"))
    assert client.get(url("list")).status_code == 200


def test_header_links(editor, product):
    header = edit_form(editor, product).select_one("header").decode()
    assert 'href="http://localhost/shop/products/product-77/"' in header
    assert "https://store-demo.mybigcommerce.com/manage/products/edit/77" in header


@pytest.mark.parametrize("model", ["category", "brand"])
def test_categories_and_brands_have_the_same_form(editor, category, brand, model):
    row = {"category": category, "brand": brand}[model]
    page = BeautifulSoup(editor.get(url("edit", model, row.pk)).content, "html.parser")
    assert row.name in page.select_one(".bc-store").get_text()
    response = editor.post(
        url("edit", model, row.pk), form_data(seo_title="For cooks", **{"action-publish": "publish"})
    )
    assert response.status_code == 302
    row.refresh_from_db()
    assert row.seo_title == "For cooks"


def test_an_editor_says_which_site_shows_a_channel(editor, channel):
    Channel.objects.update(site=None, catalog_page=None)
    edit = reverse("bigcommerce_channel:edit", args=[channel.pk])
    assert "Test shop" in editor.get(edit).content.decode()
    response = editor.post(edit, {"site": channel.site_id, "catalog_page": channel.catalog_page_id, "name": "Mine"})
    assert response.status_code == 302
    stored = Channel.objects.get()
    assert (stored.site, stored.catalog_page_id, stored.name) == (channel.site, channel.catalog_page_id, "Test shop")
    assert editor.get(reverse("bigcommerce_channel:add")).status_code == 302


@pytest.mark.parametrize("model", ["product", "category", "brand"])
def test_preview_shows_the_draft(editor, product, category, brand, model):
    row = {"product": product, "category": category, "brand": brand}[model]
    preview = url("preview_on_edit", model, row.pk)
    assert editor.post(preview, form_data(seo_title="Sharp")).json()["is_valid"]
    response = editor.get(preview)
    assert response.status_code == 200
    html = response.content.decode()
    assert row.name in html
    assert "Ground twice." in html
    assert not response.has_header("Cache-Control") or "public" not in response["Cache-Control"]
