"""An empty store to put products into, and one call that imports them."""

from pathlib import Path

import pytest

from tests.conftest import STORE_URL
from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.models import Product
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.runner import run_import

#: recordings of real stores, beside the checkout: where they are missing, their tests are not collected
RECORDED = Path(__file__).resolve().parents[3] / "shared" / "recorded"
collect_ignore = [] if RECORDED.is_dir() else ["test_recorded.py"]


@pytest.fixture
def store():
    return DemoStore(products=[], base_url=STORE_URL)


@pytest.fixture
def import_catalog(bigcommerce, db):
    """Imports what the store sells; takes the arguments of `run_import` and returns the run."""

    def run(**options):
        return run_import(**{"kind": "full", "client": get_client(background=True), **options})

    return run


@pytest.fixture
def sell(bigcommerce, import_catalog):
    """Puts one V3 product into the store, imports everything, and returns its row."""

    def put(payload):
        bigcommerce.add_product(payload)
        run = import_catalog()
        assert [str(issue) for issue in run.issues.all()] == []
        return Product.objects.get(bigcommerce_id=payload["id"])

    return put
