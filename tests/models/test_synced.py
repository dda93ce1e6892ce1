"""Editors and BigCommerce write to the same row and never overwrite each other."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from wagtail_bigcommerce.models import Product

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return Product.objects.bulk_create(
        [Product(bigcommerce_id=77, name="Harbour mug", slug="harbour-mug", price=Decimal("12.5"))]
    )[0]


def sync(product, **fields):
    """Write as an import does: in bulk, past the model's methods."""
    Product.objects.filter(pk=product.pk).update(**fields)


def test_an_imported_product_is_live(product):
    assert Product.objects.get(pk=product.pk).live


def test_revisions_leave_out_what_bigcommerce_owns(product):
    content = product.save_revision().content
    assert not set(content) & set(Product.synced_fields)
    assert "seo_title" in content


def test_publishing_an_old_draft_keeps_newer_prices(product):
    product.seo_title = "The mug"
    draft = product.save_revision()
    sync(product, price=Decimal("14"), name="Harbour mug, large")
    draft.publish()
    product.refresh_from_db()
    assert (product.price, product.name, product.seo_title) == (Decimal("14"), "Harbour mug, large", "The mug")


def test_saving_a_stale_instance_keeps_newer_prices(product):
    stale = Product.objects.get(pk=product.pk)
    sync(product, price=Decimal("14"))
    stale.seo_title = "The mug"
    stale.save()
    product.refresh_from_db()
    assert (product.price, product.seo_title) == (Decimal("14"), "The mug")


def test_unpublishing_a_stale_instance_keeps_newer_prices(product):
    stale = Product.objects.get(pk=product.pk)
    sync(product, price=Decimal("14"))
    stale.unpublish()
    product.refresh_from_db()
    assert (product.price, product.live) == (Decimal("14"), False)


def test_a_draft_shows_todays_price(product):
    draft = product.save_revision()
    sync(product, price=Decimal("14"))
    fresh = Product.objects.get(pk=product.pk)
    assert fresh.get_latest_revision_as_object().price == Decimal("14")
    assert Revision.objects.get(pk=draft.pk).as_object().price == Decimal("14")


def test_empty_synced_columns_never_fail_an_editors_form(product):
    sync(product, name="", payload={})
    Product.objects.get(pk=product.pk).full_clean()


def test_scheduling_the_first_draft_keeps_an_imported_product_live(product):
    product.seo_title = "Winter mug"
    product.go_live_at = timezone.now() + timedelta(days=1)
    product.save_revision().publish()
    product.refresh_from_db()
    assert product.live
    assert product.seo_title == ""


def test_a_scheduled_draft_goes_live_on_time(product):
    product.seo_title = "Winter mug"
    product.go_live_at = timezone.now() + timedelta(days=1)
    product.save_revision().publish()
    sync(product, price=Decimal("14"))
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")
    product.refresh_from_db()
    assert (product.live, product.seo_title, product.price) == (True, "Winter mug", Decimal("14"))


def test_tags_are_saved_with_the_editors_half(product):
    product = Product.objects.get(pk=product.pk)
    product.tags.add("gift")
    product.save()
    assert list(Product.objects.get(pk=product.pk).tags.names()) == ["gift"]
