"""Shoppers among Django's users: kept in their sessions, and out of everything else."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail_bigcommerce.auth import BACKEND, ShopperBackend, customer_of
from wagtail_bigcommerce.commerce.customers import sync_customer

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def shopper(db):
    return sync_customer({"id": 11, "email": "sam@example.com", "first_name": "Sam", "last_name": "Lee"}).user


def check_ids(tag="bigcommerce"):
    return [message.id for message in run_checks(tags=[tag])]


def test_shopper_is_denied_what_a_group_grants(shopper):
    editors = Group.objects.create(name="Everything")
    editors.permissions.set(Permission.objects.all())
    shopper.groups.add(editors)
    shopper = get_user_model().objects.get(pk=shopper.pk)

    assert not shopper.has_perm("wagtailadmin.access_admin")
    assert not shopper.has_module_perms("wagtail_bigcommerce")


def test_shopper_in_an_editors_group_does_not_reach_the_admin(client, shopper):
    shopper.groups.add(Group.objects.get(name="Editors"))
    client.force_login(shopper, backend=BACKEND)

    response = client.get("/admin/")

    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_other_users_keep_their_permissions(db):
    editor = get_user_model().objects.create_user("editor", password="secret-of-an-editor")
    editor.groups.add(Group.objects.get(name="Editors"))

    assert editor.has_perm("wagtailadmin.access_admin")


def test_asking_for_permissions_of_staff_costs_one_query_more_at_most(db):
    editor = get_user_model().objects.create_user("editor")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for permission in ("a.b", "c.d", "e.f"):
            ShopperBackend().has_perm(editor, permission)

    assert len(queries) == 1


def test_backend_authenticates_nobody(shopper):
    assert authenticate(username=shopper.get_username(), password="") is None
    assert authenticate(username=shopper.get_username(), password=shopper.password) is None


def test_user_is_synthetic_and_has_no_password(shopper):
    assert shopper.get_username() == "bigcommerce-11"
    assert shopper.email == "bigcommerce-11@customers.invalid"
    assert not shopper.has_usable_password()
    assert customer_of(shopper).email == "sam@example.com"


def test_backend_brings_back_active_shoppers_only(shopper):
    staff = get_user_model().objects.create_superuser("admin", password="secret-of-an-admin")

    assert ShopperBackend().get_user(shopper.pk) == shopper
    assert ShopperBackend().get_user(staff.pk) is None
    get_user_model().objects.filter(pk=shopper.pk).update(is_active=False)
    assert ShopperBackend().get_user(shopper.pk) is None


@pytest.mark.parametrize(
    ("backends", "expected"),
    [
        ([BACKEND, MODEL_BACKEND], []),
        ([MODEL_BACKEND, BACKEND], ["wagtail_bigcommerce.E003"]),
        ([MODEL_BACKEND], ["wagtail_bigcommerce.W002"]),
    ],
)
def test_check_says_when_the_backend_is_not_first(settings, backends, expected):
    settings.AUTHENTICATION_BACKENDS = backends

    assert check_ids() == expected
