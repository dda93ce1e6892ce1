"""What is gone from the store vanishes from the shop, but never on the word of one answer, and never all at once."""

import pytest

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Brand, Category, Product, SyncRun
from wagtail_bigcommerce.sync.reconcile import is_too_much


@pytest.fixture
def stocked(bigcommerce, import_catalog):
    """A store of sixty products, imported."""
    for product_id in range(1, 61):
        bigcommerce.add_product(product(product_id))
    import_catalog()
    return bigcommerce


def vanished():
    return list(
        Product.objects.exclude(vanished_at=None).order_by("bigcommerce_id").values_list("bigcommerce_id", flat=True)
    )


def listing(rows, total=None):
    """An answer of the products list, as BigCommerce would send it."""
    pagination = {
        "total": len(rows) if total is None else total,
        "count": len(rows),
        "per_page": 250,
        "current_page": 1,
        "total_pages": 1,
        "links": {},
    }
    return {"data": rows, "meta": {"pagination": pagination}}


def test_deleted_products_vanish_and_stay_in_the_table(stocked, import_catalog):
    for product_id in (1, 30, 60):
        stocked.delete_product(product_id)
    run = import_catalog()
    assert run.counts["products"]["vanished"] == 3
    assert vanished() == [1, 30, 60]
    assert Product.objects.count() == 60


def test_an_incremental_run_takes_nothing_away(stocked, import_catalog):
    stocked.delete_product(1)
    import_catalog(kind="incremental")
    assert vanished() == []


def test_vanished_products_vanish_once(stocked, import_catalog):
    stocked.delete_product(1)
    import_catalog()
    at = Product.objects.get(bigcommerce_id=1).vanished_at
    assert "vanished" not in import_catalog().counts["products"]
    assert Product.objects.get(bigcommerce_id=1).vanished_at == at


def test_more_than_its_share_is_held(stocked, import_catalog):
    for product_id in range(1, 14):
        stocked.delete_product(product_id)
    stocked.update_product(60, price=99)
    run = import_catalog()
    assert run.status == SyncRun.Status.HELD
    assert "13 products" in run.error
    assert vanished() == []
    assert Product.objects.get(bigcommerce_id=60).price == 99


def test_a_held_removal_can_be_allowed(stocked, import_catalog):
    for product_id in range(1, 14):
        stocked.delete_product(product_id)
    import_catalog()
    run = import_catalog(allow_mass_removal=True)
    assert run.status == SyncRun.Status.FINISHED
    assert len(vanished()) == 13


def test_the_share_is_a_setting(stocked, import_catalog, settings):
    settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "MASS_REMOVAL_LIMIT": 0.5}
    for product_id in range(1, 14):
        stocked.delete_product(product_id)
    assert import_catalog().status == SyncRun.Status.FINISHED
    assert len(vanished()) == 13


@pytest.mark.parametrize(
    ("gone", "known", "expected"),
    [
        (0, 0, False),
        (0, 100, False),
        (10, 12, False),
        (11, 12, True),
        (20, 100, False),
        (21, 100, True),
        (1, 1, True),
        (5, 5, True),
    ],
)
def test_what_is_too_much(settings, gone, known, expected):
    settings.WAGTAIL_BIGCOMMERCE = {}
    assert is_too_much(gone, known) is expected


def test_an_empty_answer_takes_nothing_away(stocked, import_catalog):
    stocked.faults.next(200, path="/v3/catalog/products", times=2, body=listing([]))
    run = import_catalog()
    assert vanished() == []
    assert run.status in {SyncRun.Status.FINISHED, SyncRun.Status.HELD}


def test_a_list_that_is_cut_short_takes_nothing_away_and_loses_no_change(stocked, import_catalog):
    stocked.update_product(55, price=99)
    rows = [stocked.state.products[product_id] | {"channels": [1]} for product_id in range(1, 51)]
    stocked.faults.next(200, path="/v3/catalog/products", body=listing(rows))
    run = import_catalog()
    assert run.status == SyncRun.Status.FINISHED
    assert vanished() == []
    assert Product.objects.get(bigcommerce_id=55).price == 99


def test_nothing_is_concluded_from_a_second_answer_that_is_cut_short_too(stocked, import_catalog):
    """Ten products may go at any time, so the brake does not notice these."""
    rows = [stocked.state.products[product_id] | {"channels": [1]} for product_id in range(1, 56)]
    stocked.faults.next(200, path="/v3/catalog/products", body=listing(rows))
    stocked.faults.next(200, path="/v3/catalog/products", body=listing([]))
    run = import_catalog()
    assert (run.status, vanished()) == (SyncRun.Status.FINISHED, [])


def test_a_failed_run_takes_nothing_away(stocked, import_catalog):
    stocked.delete_product(1)
    stocked.faults.next(401, path="/v3/catalog/products")
    with pytest.raises(Exception, match="401"):
        import_catalog()
    assert vanished() == []


def test_page_numbers_instead_of_a_keyset(stocked, import_catalog):
    """A store that ignores `id:greater` is read by page number: what its pages skip or repeat is no loss."""
    everything = [stocked.state.products[product_id] | {"channels": [1]} for product_id in range(60, 0, -1)]
    stocked.faults.next(200, path="/v3/catalog/products", times=2, body=listing(everything))
    stocked.delete_product(60)
    run = import_catalog()
    assert run.status == SyncRun.Status.FINISHED
    assert set(vanished()) <= {60}


class TestBrands:
    @pytest.fixture(autouse=True)
    def _brands(self, bigcommerce):
        for brand_id in (1, 2, 3):
            bigcommerce.state.brands[brand_id] = {"id": brand_id, "name": f"Brand {brand_id}"}

    def test_vanish_and_return(self, bigcommerce, import_catalog):
        import_catalog()
        kept = bigcommerce.state.brands.pop(2)
        import_catalog(kind="incremental")
        assert Brand.objects.get(bigcommerce_id=2).vanished_at is not None
        bigcommerce.state.brands[2] = kept
        import_catalog(kind="incremental")
        assert Brand.objects.get(bigcommerce_id=2).vanished_at is None

    def test_stay_when_both_answers_are_cut_short(self, bigcommerce, import_catalog):
        import_catalog()
        bigcommerce.faults.next(200, path="/v3/catalog/brands", body=listing([bigcommerce.state.brands[1]]))
        bigcommerce.faults.next(200, path="/v3/catalog/brands", body=listing([]))
        import_catalog(kind="incremental")
        assert not Brand.objects.exclude(vanished_at=None).exists()

    def test_all_at_once_are_held(self, bigcommerce, import_catalog):
        import_catalog()
        bigcommerce.state.brands.clear()
        assert import_catalog().status == SyncRun.Status.HELD
        assert not Brand.objects.exclude(vanished_at=None).exists()


def test_categories_vanish_and_return(bigcommerce, import_catalog):
    def category(category_id):
        path = {"path": f"/c{category_id}/", "is_customized": False}
        return {"category_id": category_id, "tree_id": 1, "parent_id": 0, "name": "C", "url": path, "is_visible": True}

    bigcommerce.state.categories = {1: category(1), 2: category(2)}
    import_catalog()
    bigcommerce.state.categories.pop(2)
    import_catalog()
    assert Category.objects.get(bigcommerce_id=2).vanished_at is not None
    bigcommerce.state.categories[2] = category(2)
    import_catalog(kind="incremental")
    assert Category.objects.get(bigcommerce_id=2).vanished_at is None
