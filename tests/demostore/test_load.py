"""Files that catalogs come in, and those they do not."""

import json

import pytest

from wagtail_bigcommerce.demostore.load import LoadError, load_path

MUG = {"id": 7, "name": "Mug", "price": 12.5, "availability": "available"}

# The header of the export, which is all that tells its columns apart.
HEADER = (
    "Item,ID,Name,Type,SKU,Options,Inventory Tracking,Current Stock,Low Stock,Price,Cost Price,Retail Price,"
    "Sale Price,Brand ID,Channels,Categories,Description,Custom Fields,Page Title,Product URL,Meta Description,"
    "Search Keywords,Meta Keywords,Bin Picking Number,UPC/EAN,Global Trade Number,Manufacturer Part Number,"
    "Free Shipping,Fixed Shipping Cost,Weight,Width,Height,Depth,Is Visible,Is Featured,Warranty,Tax Class,"
    "Product Condition,Show Product Condition,Sort Order,Variant Image URL,Internal Image URL (Export),"
    "Image URL (Import),Image Description,Image is Thumbnail,Image Sort Order,YouTube ID,Video Title,"
    "Video Description,Video Sort Order"
)


def write_csv(path, *rows):
    lines = [HEADER]
    lines += [",".join(row.get(column, "") for column in HEADER.split(",")) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def product_of(path):
    (row,) = load_path(path).products
    return row


@pytest.mark.parametrize(
    "wrap", [lambda row: row, lambda row: [row], lambda row: {"data": [row]}, lambda row: {"mocked": row}]
)
def test_json_is_found_in_any_wrapping(tmp_path, wrap):
    (tmp_path / "products.json").write_text(json.dumps(wrap(MUG)))
    row = product_of(tmp_path)
    assert (row["name"], row["price"], len(row["variants"])) == ("Mug", 12.5, 1)


def test_camel_case_keys_are_renamed_all_the_way_down(tmp_path):
    recorded = {**MUG, "customUrl": {"url": "/cup/", "isCustomized": True}, "brandId": 3}
    (tmp_path / "product.mock.json").write_text(json.dumps({"mockedProduct": recorded}))
    row = product_of(tmp_path)
    assert row["custom_url"] == {"url": "/cup/", "is_customized": True}
    assert row["brand_id"] == 3


def test_several_files_about_one_product_complete_each_other(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({**MUG, "description": "First"}))
    images = [{"id": 1, "url_zoom": "https://cdn.example.com/a.jpg", "is_thumbnail": True}]
    (tmp_path / "b.json").write_text(json.dumps({**MUG, "description": "Second", "images": images}))
    row = product_of(tmp_path)
    assert row["description"] == "First"
    assert row["images"][0]["url_zoom"] == "http://demostore.localhost/images/stand-in/7-1.svg"


def test_options_are_made_from_variants_that_know_theirs(tmp_path):
    value = {"id": 5, "option_id": 50, "label": "Red", "option_display_name": "Colour"}
    variants = [{"id": 1, "option_values": [value]}, {"id": 2, "option_values": [{"id": 6, "option_id": 50}]}]
    (tmp_path / "a.json").write_text(json.dumps({**MUG, "variants": variants}))
    (option,) = product_of(tmp_path)["options"]
    assert (option["id"], option["display_name"]) == (50, "Colour")
    assert [entry["label"] for entry in option["option_values"]] == ["Red", "Value 6"]


def test_trees_nested_and_flat_become_one_list(tmp_path):
    nested = {
        "id": 1,
        "parent_id": 0,
        "name": "Home",
        "url": "/home/",
        "children": [{"id": 2, "parent_id": 1, "name": "Bath", "url": "/home/bath/", "children": []}],
    }
    flat = {
        "category_id": 3,
        "parent_id": 1,
        "name": "Bed",
        "url": {"path": "/home/bed/"},
        "image_url": "https://x/y.png",
    }
    (tmp_path / "tree.json").write_text(json.dumps({"data": [nested, flat]}))
    (tmp_path / "brands.json").write_text(
        json.dumps([{"id": 4, "name": "Acme", "page_title": "", "custom_url": {"url": "/acme/"}}])
    )
    (tmp_path / "products.json").write_text(json.dumps([{**MUG, "categories": [2], "brand_id": 4}]))
    catalog = load_path(tmp_path)
    assert [(row["category_id"], row["parent_id"], row["url"]["path"]) for row in catalog.categories] == [
        (1, 0, "/home/"),
        (2, 1, "/home/bath/"),
        (3, 1, "/home/bed/"),
    ]
    assert catalog.categories[2]["image_url"].startswith("http://demostore.localhost/images/stand-in/")
    assert [row["name"] for row in catalog.brands] == ["Acme"]


def test_pictures_in_descriptions_and_swatches_are_replaced_too(tmp_path):
    option = {
        "id": 1,
        "display_name": "Cloth",
        "type": "swatch",
        "option_values": [{"id": 2, "label": "Dots", "value_data": {"image_url": "https://cdn.example.com/dots.png"}}],
    }
    row = {**MUG, "options": [option], "description": '<p><img alt="" src="https://cdn.example.com/x.png"></p>'}
    (tmp_path / "a.json").write_text(json.dumps(row))
    assert "cdn.example.com" not in json.dumps(load_path(tmp_path).products)


def test_category_paths_of_an_export_build_the_tree(tmp_path):
    path = write_csv(
        tmp_path / "export.csv",
        {"Item": "Product", "ID": "7", "Name": "Mug", "Price": "12.50", "Categories": "Home/Kitchen;Home/Bath;Sale"},
    )
    catalog = load_path(path)
    by_id = {row["category_id"]: row for row in catalog.categories}
    assert [row["url"]["path"] for row in by_id.values()] == ["/home/", "/home/kitchen/", "/home/bath/", "/sale/"]
    assert [by_id[key]["name"] for key in catalog.products[0]["categories"]] == ["Kitchen", "Bath", "Sale"]
    assert by_id[catalog.products[0]["categories"][0]]["parent_id"] == 1


def test_labels_that_look_like_keys_are_kept(tmp_path):
    options = "Type=Radio|Name=Kind|Value=Type=A sortType=Swatch|Name=Colour|Value=Two-tone[#fff|#000]"
    path = write_csv(
        tmp_path / "export.csv",
        {"Item": "Product", "ID": "7", "Name": "Mug", "Price": "12.50"},
        {"Item": "Variant", "ID": "1", "SKU": "M-1", "Options": options, "Price": "9.00"},
        {"Item": "Video", "ID": "2", "YouTube ID": "abc", "Video Title": "How to"},
    )
    row = product_of(path)
    kind, colour = row["options"]
    assert (kind["type"], kind["option_values"][0]["label"]) == ("radio_buttons", "Type=A sort")
    assert colour["option_values"][0]["value_data"] == {"colors": ["#fff", "#000"]}
    assert (row["variants"][0]["price"], row["variants"][0]["calculated_price"]) == (9, 9)
    assert row["videos"][0]["video_id"] == "abc"


def test_a_price_of_zero_on_a_variant_is_a_price_and_an_empty_one_is_not(tmp_path):
    path = write_csv(
        tmp_path / "export.csv",
        {"Item": "Product", "ID": "7", "Name": "Mug", "Price": "12.50"},
        {"Item": "Variant", "ID": "1", "Options": "Type=Radio|Name=Size|Value=S", "Price": "0"},
        {"Item": "Variant", "ID": "2", "Options": "Type=Radio|Name=Size|Value=M"},
    )
    assert [variant["calculated_price"] for variant in product_of(path)["variants"]] == [0, 12.5]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", "{", "cannot be read"),
        ("a.json", '{"data": []}', "No product"),
        ("a.csv", "Item,ID\nProduct,7\n", "cannot be read"),
        ("a.txt", "", "cannot be read"),
    ],
)
def test_files_without_a_catalog(tmp_path, name, content, message):
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(LoadError, match=message) as caught:
        load_path(file)
    assert "\n" not in str(caught.value)


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(LoadError, match="does not exist"):
        load_path(tmp_path / "nothing")
