"""Stock that was read alone must not hide behind the digest of what was read before."""

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Product
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.stock import refresh_stock


def test_reads_stock_and_nothing_else(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1, "Mug", inventory_tracking="product", inventory_level=5))
    import_catalog()
    bigcommerce.update_product(1, name="Cup", inventory_level=0)
    refresh_stock(get_client(), 1)
    row = Product.objects.get()
    assert (row.name, row.inventory_level, row.in_stock) == ("Mug", 0, False)
    assert row.variants.get().inventory_level == 0


def test_stock_that_returns_to_what_it_was_is_imported(bigcommerce, import_catalog):
    payload = product(1, inventory_tracking="product", inventory_level=5)
    bigcommerce.add_product(payload)
    import_catalog()
    modified = payload["date_modified"]
    bigcommerce.update_product(1, inventory_level=0)
    refresh_stock(get_client(), 1)
    bigcommerce.update_product(1, inventory_level=5)
    payload["date_modified"] = modified
    import_catalog()
    assert Product.objects.get().inventory_level == 5


def test_products_that_are_not_here_or_not_there(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1))
    import_catalog()
    refresh_stock(get_client(), 4711)
    bigcommerce.delete_product(1)
    refresh_stock(get_client(), 1)
    assert Product.objects.get().vanished_at is None
