"""Bad luck at every single request, and death at every single checkpoint: the catalog ends up right all the same."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from tests.conftest import STORE_URL
from wagtail_bigcommerce.client import LocalRateBudget, UnexpectedResponse
from wagtail_bigcommerce.demostore import DemoStore, brand, category, product
from wagtail_bigcommerce.demostore.faults import Fault
from wagtail_bigcommerce.demostore.limits import RateLimit
from wagtail_bigcommerce.demostore.messages import ApiProblem
from wagtail_bigcommerce.models import (
    Brand,
    Category,
    Channel,
    ChannelAssignment,
    Product,
    ProductCategory,
    ProductFacet,
    SyncRun,
    Variant,
)
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.job import Job
from wagtail_bigcommerce.sync.runner import work_on
from wagtail_bigcommerce.sync.runs import start_run

FAULTS = {
    "throttled": {"kind": "throttled", "headers": {"X-Retry-After": "2"}},
    "overloaded": {"kind": "overloaded"},
    "error": {"kind": "error", "status": 500},
    "reset": {"kind": "reset"},
    "slow": {"kind": "slow", "seconds": 0.001},
}
#: what is no answer of BigCommerce's at all is not asked for again: the import fails, and the next one goes on
FATAL = {"html": {"kind": "html", "status": 200}, "broken_json": {"kind": "broken_json"}}


@pytest.fixture
def store():
    return DemoStore(
        products=[
            product(number, categories=[1], brand_id=1, options={"Size": ["S", "M"]} if number % 2 else {})
            for number in range(1, 13)
        ],
        brands=[brand(1)],
        categories=[category(1), category(2, parent_id=1)],
        base_url=STORE_URL,
    )


@pytest.fixture
def patient(bigcommerce):
    """A client whose waiting takes no time."""
    moment = [0.0]

    def sleep(seconds):
        moment[0] += seconds

    budget = LocalRateBudget(lambda: moment[0])
    return bigcommerce.client(sleep=sleep, budget=budget, max_wait_seconds=600, background=True)


SYNCED = (Channel, Brand, Category, Product, Variant, ProductCategory, ChannelAssignment, ProductFacet)
#: what differs between two databases with the same catalog: keys, what is made of them, and times
OWN = {"id", "digest", "synced_at", "details_synced_at"}


def catalog():
    """All that was imported, whichever keys it got."""
    return {model.__name__: sorted(map(repr, model.objects.values_list(*_columns(model)))) for model in SYNCED}


def _columns(model):
    for field in model._meta.concrete_fields:
        if field.name in OWN:
            continue
        if not field.is_relation:
            yield field.name
        elif field.related_model in SYNCED:
            yield f"{field.name}__bigcommerce_id"


@pytest.fixture
def undisturbed(bigcommerce, import_catalog):
    """What an import without any trouble makes, and how many requests it takes; the database is left empty."""
    requests = import_catalog().counts["requests"]
    expected = catalog()
    empty()
    return expected, requests


def empty():
    for model in (Product, Category, Brand, Channel, SyncRun):
        model.objects.all().delete()


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_at_any_request_changes_nothing(bigcommerce, undisturbed, import_catalog, patient, kind):
    expected, requests = undisturbed
    for index in range(requests):
        bigcommerce.faults.add(Fault(after=index, **FAULTS[kind]))
        run = import_catalog(client=patient)
        assert (index, run.status) == (index, "finished")
        assert catalog() == expected
        empty()


@pytest.mark.parametrize("kind", FATAL)
def test_what_is_no_answer_at_any_request_ends_the_run_and_the_next_goes_on(
    bigcommerce, undisturbed, import_catalog, patient, kind
):
    expected, requests = undisturbed
    struck = 0
    for index in range(requests):
        bigcommerce.faults.add(Fault(after=index, **FATAL[kind]))
        # some requests are for what may be missing: there a broken answer of 404 is an answer too
        with suppress(UnexpectedResponse):
            import_catalog(client=patient)
            struck -= 1
        struck += 1
        assert import_catalog(client=patient).status == "finished"
        assert catalog() == expected
        empty()
    assert struck > requests / 2


class Killed(BaseException):
    """As sudden as a signal: nothing catches it to tidy up."""


def test_a_death_at_any_checkpoint_is_made_good_by_the_next_run(bigcommerce, undisturbed, monkeypatch):
    expected, _requests = undisturbed
    deaths = 0
    while die_at_checkpoint(deaths, monkeypatch):
        SyncRun.objects.update(heartbeat_at="2026-01-01T00:00:00Z")
        SyncRun.objects.filter(status="failed").update(status="running")
        start_and_finish()
        assert catalog() == expected
        empty()
        deaths += 1
    assert deaths > 8


def die_at_checkpoint(number, monkeypatch):
    """Import until the checkpoint of this number and die before it; tells whether it came to that."""
    checkpoint, seen = Job.checkpoint, []

    def counted(job):
        if len(seen) == number:
            raise Killed
        seen.append(1)
        checkpoint(job)

    with monkeypatch.context() as patched:
        patched.setattr(Job, "checkpoint", counted)
        try:
            start_and_finish()
        except Killed:
            return True
    return False


def start_and_finish():
    client = get_client(background=True)
    work_on(start_run(client, kind="full"), client)


class CountingLimit(RateLimit):
    """Remembers how often it said no."""

    refused = 0

    def spend(self, now):
        try:
            super().spend(now)
        except ApiProblem:
            self.refused += 1
            raise


def test_a_quota_is_kept_and_shoppers_are_served(bigcommerce, import_catalog):
    """With 50 requests a second: no request of an import is refused, and no shopper waits."""
    for number in range(13, 601):
        bigcommerce.add_product(product(number))
    bigcommerce.rate_limit = CountingLimit(50, window_ms=1_000)
    budget = LocalRateBudget()
    shopper = bigcommerce.client(budget=budget, max_wait_seconds=0)
    served, stop = [], threading.Event()

    def shop():
        while not stop.wait(0.1):
            served.append(shopper.products.get(1)["id"])

    with ThreadPoolExecutor(1) as pool:
        shopping = pool.submit(shop)
        run = import_catalog(client=bigcommerce.client(budget=budget, background=True, max_wait_seconds=60))
        stop.set()
        shopping.result()
    assert (run.status, Product.objects.exclude(details_synced_at=None).count()) == ("finished", 600)
    assert run.counts["requests"] > 50
    assert bigcommerce.rate_limit.refused == 0
    assert served
