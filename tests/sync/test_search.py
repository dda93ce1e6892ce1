"""The search index after bulk writes, which send no signals."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Brand, Category, Product


def found(query, model=Product):
    return {row.bigcommerce_id for row in get_search_backend().search(query, model)}


def index_writes(queries):
    return [
        query for query in queries if "indexentry" in query["sql"] and query["sql"].startswith(("INSERT", "UPDATE"))
    ]


def test_everything_that_is_imported_is_found(bigcommerce, import_catalog):
    bigcommerce.state.brands[3] = {"id": 3, "name": "Guillemot"}
    bigcommerce.add_product(product(1, "Harbour mug", sku="HM-1", description="<p>Holds <b>coffee</b></p>"))
    bigcommerce.add_product(product(2, "Tea towel", search_keywords="cloth", options={"Size": ["S"]}, sku="TT"))
    import_catalog()
    assert found("harbour") == {1}
    assert found("coffee") == {1}
    assert found("cloth") == {2}
    assert found("guillemot", Brand) == {3}


def test_markup_is_not_found(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1, "Mug", description='<p dir="ltr">a</p><p>b</p>'))
    import_catalog()
    assert found("ltr") == set()
    assert found("b") == {1}


def test_a_changed_name_is_found_and_the_old_one_is_not(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1, "Mug"))
    import_catalog()
    bigcommerce.update_product(1, name="Beaker")
    import_catalog()
    assert (found("beaker"), found("mug")) == ({1}, set())


def test_a_changed_price_costs_no_indexing(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1, "Mug"))
    import_catalog()
    bigcommerce.update_product(1, price=99)
    with CaptureQueriesContext(connection) as queries:
        import_catalog()
    assert Product.objects.get().price == 99
    assert index_writes(queries) == []


def test_categories_are_found(bigcommerce, import_catalog):
    path = {"path": "/bath/", "is_customized": False}
    bigcommerce.state.categories[18] = {
        "category_id": 18,
        "tree_id": 1,
        "parent_id": 0,
        "name": "Bath",
        "url": path,
        "is_visible": True,
    }
    import_catalog()
    assert found("bath", Category) == {18}
